//! The chip, found by typing anything, and the number format that picks its peak.
//!
//! An editable combobox with a list, after the ARIA Authoring Practices: the focus stays in the
//! box, the arrow keys move through the list, Enter takes, Escape closes.

use crate::answer::{chip_of, number_in};
use crate::catalog::{self, Chip, Format};
use crate::draft::Key;
use crate::page::browser;
use crate::page::parts::erased::Derived;
use crate::page::parts::erased::State;
use crate::page::parts::field::{ProblemText, input_id, invalid};
use crate::page::parts::{follow, part, text};
use crate::page::state::use_page;
use crate::quantity::{Dimension, write};
use leptos::prelude::*;

/// So many chips are drawn at a keystroke: all of them would be felt on a phone.
const MOST_OPTIONS: usize = 40;

/// How far Page Up and Page Down go in the list.
const PAGE: isize = 8;

/// The fields of a chip's peak.
#[component]
pub(super) fn Hardware() -> impl IntoView {
    let page = use_page();
    let chip = page.derive(chip_of);
    let format = page.text(Key::Format);
    let format = Derived::new(move || format.with(|text| text.trim().parse::<Format>().ok()));
    let echo = text(move || {
        let figure = || Some((chip.get()?.peak(format.get()?)?, format.get()?));
        figure().map_or(String::new(), |(peak, format)| {
            format!(
                "= {} {}",
                write::reading(peak.0, Dimension::Speed),
                format.name()
            )
        })
    });
    let about = part(move || {
        let chip = chip.get()?;
        Some(view! { <p class="about">"One chip here is " {chip.unit} "."</p> })
    });
    let options = Format::ALL
        .map(|format| {
            let name = text(move || match chip.get() {
                Some(chip) => format!("{}: {}", format.name(), peak(chip, format)),
                None => format.name().into(),
            });
            view! { <option value=format.key()>{name}</option> }
        })
        .collect_view();
    view! {
        <Combobox format />
        <div class="field">
            <label for=input_id(Key::Format)>{Key::Format.entry().label}</label>
            <p class="hint" id="field-format-hint">
                {Key::Format.entry().hint}
            </p>
            <select
                id=input_id(Key::Format)
                aria-describedby="field-format-hint field-format-echo field-format-problem"
                aria-invalid=invalid(Key::Format)
                prop:value=text(move || format.get().map_or("", Format::key).into())
                on:change:target=move |event| page.set_text(Key::Format, event.target().value())
            >
                <option value="">"Choose…"</option>
                {options}
            </select>
            <p class="echo" id="field-format-echo">
                {echo}
            </p>
            <ProblemText key=Key::Format />
        </div>
        {about}
    }
}

fn peak(chip: &Chip, format: Format) -> String {
    match chip.peak(format) {
        Some(peak) => write::reading(peak.0, Dimension::Speed),
        None => "no figure for this format".into(),
    }
}

#[component]
fn Combobox(format: Derived<Option<Format>>) -> impl IntoView {
    let page = use_page();
    let chosen = page.text(Key::Hardware);
    // What is typed stays in the box as typed, also where it happens to be a chip's slug. What
    // comes from elsewhere is shown by its name.
    let typed = State::new(None::<String>);
    follow(move || {
        page.opened.track();
        page.stage.track();
        typed.set(None);
    });
    let shown = text(move || {
        // A name that fits several chips stays as it is.
        let named = || catalog::chip(&chosen.get()).map(|chip| chip.name.to_owned());
        // A press beside the field may have put another there.
        let as_typed = typed.get().filter(|typed| *typed == chosen.get());
        as_typed.unwrap_or_else(|| named().unwrap_or_else(|| chosen.get()))
    });
    let open = State::new(false);
    let active = State::new(None::<usize>);
    // Opening the list without typing offers every chip; typing narrows it.
    let all = Derived::new(move || catalog::search(&typed.get().unwrap_or_default()));
    let is_typed = |typed: &Option<String>| typed.as_ref().is_some_and(|t| !t.trim().is_empty());
    let most = move || typed.with(is_typed).then_some(MOST_OPTIONS);
    let found = Derived::new(move || {
        let mut found = all.get();
        found.truncate(most().unwrap_or(usize::MAX));
        found
    });
    let more = text(move || {
        let left_out = all.with(Vec::len).saturating_sub(found.with(Vec::len));
        match left_out {
            _ if all.with(Vec::is_empty) => {
                "No chip matches. Type its peak instead: choose FLOP/s above.".into()
            }
            0 => String::new(),
            _ => format!("… and {left_out} more: type more of the name."),
        }
    });
    let count = text(move || match (open.get(), all.with(Vec::len)) {
        (true, 1) => "1 chip".into(),
        (true, n) => format!("{n} chips"),
        _ => String::new(),
    });
    let take = move |slug: &'static str| {
        // Keep the number of `8x H100`.
        let number = typed.with_untracked(|typed| typed.as_deref().and_then(number_in));
        if let Some(number) = number.filter(|_| page.lacks_chips()) {
            page.set_text(Key::Chips, number);
        }
        page.set_text(Key::Hardware, slug.into());
        typed.set(None);
        open.set(false);
        active.set(None);
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        let step = |by: isize| {
            event.prevent_default();
            open.set(true);
            if count > 0 {
                let last = count as isize - 1;
                let to = match active.get_untracked() {
                    None if by > 0 => by - 1,
                    None => last + 1 + by,
                    // One step leads around, a page stops at the ends.
                    Some(from) if by.abs() == 1 => (from as isize + by).rem_euclid(last + 1),
                    Some(from) => from as isize + by,
                };
                active.set(Some(to.clamp(0, last) as usize));
            }
        };
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "PageDown" => step(PAGE),
            "PageUp" => step(-PAGE),
            "Enter" => {
                // Without a choice by arrow keys, the first that fits what was typed.
                let names_something = |typed: &Option<String>| {
                    typed
                        .as_ref()
                        .is_some_and(|typed| typed.contains(|c: char| c.is_ascii_alphanumeric()))
                };
                let first = typed.with_untracked(names_something).then_some(0);
                let choice = active
                    .get_untracked()
                    .or(first)
                    .filter(|_| open.get_untracked());
                let chip = choice.and_then(|i| found.with_untracked(|found| found.get(i).copied()));
                if let Some(chip) = chip {
                    event.prevent_default();
                    take(chip.slug);
                }
            }
            "Escape" if open.get_untracked() => {
                event.prevent_default();
                open.set(false);
                active.set(None);
            }
            _ => {}
        }
    };
    follow(move || {
        if let Some(i) = active.get() {
            browser::reveal(&option_id(i));
        }
    });
    let options = part(move || {
        open.get().then(|| {
            let edition = page.edition();
            let rows = found
                .get()
                .into_iter()
                .enumerate()
                .map(|(i, chip)| option(i, edition.chip(chip), format, active, take))
                .collect_view();
            let more = (!more.get().is_empty()).then(|| {
                view! {
                    <li class="none" role="option" aria-disabled="true" aria-selected="false">
                        {more}
                    </li>
                }
            });
            view! {
                {rows}
                {more}
            }
        })
    });
    view! {
        // While the list is open, that no chip has this name yet is no news.
        <div class="field combobox" class:searching=move || open.get()>
            <label for=input_id(Key::Hardware)>{Key::Hardware.entry().label}</label>
            <p class="hint" id="field-hardware-hint">
                {Key::Hardware.entry().hint}
            </p>
            <input
                type="text"
                role="combobox"
                id=input_id(Key::Hardware)
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-controls="hardware-list"
                aria-expanded=text(move || open.get().to_string())
                aria-activedescendant=text(move || active.get().map_or(String::new(), option_id))
                aria-describedby="field-hardware-hint field-hardware-problem"
                aria-invalid=invalid(Key::Hardware)
                prop:value=shown
                on:input:target=move |event| {
                    let value = event.target().value();
                    page.set_text(Key::Hardware, value.clone());
                    typed.set(Some(value));
                    open.set(true);
                    active.set(None);
                }
                on:click=move |_| open.set(true)
                on:keydown=on_key
                on:blur=move |_| {
                    open.set(false);
                    active.set(None);
                }
            />
            <ul role="listbox" id="hardware-list" aria-label="Hardware" hidden=move || !open.get()>
                {options}
            </ul>
            <p class="visually-hidden" role="status">
                {count}
            </p>
            <ProblemText key=Key::Hardware />
        </div>
    }
}

fn option_id(index: usize) -> String {
    format!("hardware-{index}")
}

/// A chip in the list: its name, its year, and what it does in the chosen format.
fn option(
    index: usize,
    chip: &'static Chip,
    format: Derived<Option<Format>>,
    active: State<Option<usize>>,
    take: impl Fn(&'static str) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let selected = text(move || (active.get() == Some(index)).to_string());
    let figure = match format.get() {
        Some(format) => format!("{} {}", format.name(), peak(chip, format)),
        None => chip
            .formats()
            .map(Format::name)
            .collect::<Vec<_>>()
            .join(" "),
    };
    view! {
        <li
            role="option"
            id=option_id(index)
            aria-selected=selected
            // Without this the box would lose the focus, and the list close, before the click.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| take(chip.slug)
        >
            <span class="name">{chip.name} " (" {chip.release_year()} ")"</span>
            <span class="figure">{figure}</span>
        </li>
    }
}
