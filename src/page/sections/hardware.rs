//! The chip, found by typing part of its name, and the number format that selects its peak.
//!
//! An editable combobox with a list, after the ARIA Authoring Practices: the focus stays in the
//! input, the arrow keys move through the list, Enter takes an option, Escape closes the list.

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

/// The most chips that are listed while typing. Drawing all of them at each key would be slow on a
/// phone.
const MAX_OPTIONS: usize = 40;

/// The number of options that Page Up and Page Down move by.
const PAGE: isize = 8;

/// The fields that give a chip's peak.
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
        // Of most chips one is one GPU, as everyone expects.
        let chip = chip.get().filter(|chip| chip.unit != "one GPU")?;
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
    // A typed text stays in the input as typed, even if it is a chip's slug. A chip that a link or
    // an example names is shown by its name.
    let typed = State::new(None::<String>);
    follow(move || {
        page.opened.track();
        page.stage.track();
        typed.set(None);
    });
    let input_text = text(move || {
        // A name that fits several chips is not replaced.
        let named = || catalog::chip(&chosen.get()).map(|chip| chip.name.to_owned());
        // A button beside the field may have set another chip.
        let as_typed = typed.get().filter(|typed| *typed == chosen.get());
        as_typed.unwrap_or_else(|| named().unwrap_or_else(|| chosen.get()))
    });
    let open = State::new(false);
    let active = State::new(None::<usize>);
    // The list offers every chip when it is opened without typing. Typing narrows it.
    let matches = Derived::new(move || catalog::search(&typed.get().unwrap_or_default()));
    let is_typed = |typed: &Option<String>| typed.as_ref().is_some_and(|t| !t.trim().is_empty());
    let limit = move || typed.with(is_typed).then_some(MAX_OPTIONS);
    let listed = Derived::new(move || {
        let mut listed = matches.get();
        listed.truncate(limit().unwrap_or(usize::MAX));
        listed
    });
    let more = text(move || {
        let left_out = matches.with(Vec::len).saturating_sub(listed.with(Vec::len));
        match left_out {
            _ if matches.with(Vec::is_empty) => {
                "No chip matches. Type its peak instead: choose FLOP/s above.".into()
            }
            0 => String::new(),
            _ => format!("… and {left_out} more: type more of the name."),
        }
    });
    let status = text(move || match (open.get(), matches.with(Vec::len)) {
        (true, 1) => "1 chip".into(),
        (true, n) => format!("{n} chips"),
        _ => String::new(),
    });
    let take = move |slug: &'static str| {
        // `8x H100` also gives the number of chips.
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
        let count = listed.with_untracked(Vec::len);
        let step = |by: isize| {
            event.prevent_default();
            open.set(true);
            if count > 0 {
                let last = count as isize - 1;
                let to = match active.get_untracked() {
                    None if by > 0 => by - 1,
                    None => last + 1 + by,
                    // A single step wraps around. A page stops at the ends.
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
                // Enter without a choice by arrow keys takes the first chip that fits the typed
                // text.
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
                let chip =
                    choice.and_then(|i| listed.with_untracked(|listed| listed.get(i).copied()));
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
            let rows = listed
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
        // While the list is open, the message that no chip has this name is hidden.
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
                prop:value=input_text
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
                {status}
            </p>
            <ProblemText key=Key::Hardware />
        </div>
    }
}

fn option_id(index: usize) -> String {
    format!("hardware-{index}")
}

/// A chip in the list: its name, its year, and its peak in the chosen format or, without one, its
/// formats.
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
            // Without this the input would lose the focus, and the list would close, before the
            // click.
            on:mousedown=|event| event.prevent_default()
            on:click=move |_| take(chip.slug)
        >
            <span class="name">{chip.name} " (" {chip.release_year()} ")"</span>
            <span class="figure">{figure}</span>
        </li>
    }
}
