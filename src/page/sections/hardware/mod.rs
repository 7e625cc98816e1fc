//! The chip, found by typing part of its name, and the number format that selects its peak.

mod combobox;
mod offers;

use crate::answer::chip_of;
use crate::catalog::{Chip, Format};
use crate::draft::Key;
use crate::page::parts::erased::Derived;
use crate::page::parts::field::{ProblemText, input_id, invalid, is_filled};
use crate::page::parts::{part, text};
use crate::page::state::use_page;
use crate::quantity::{Dimension, write};
use combobox::HardwareBox;
use leptos::prelude::*;

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
        // For most chips this is one GPU, as everyone expects.
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
        <div class="chip">
            <HardwareBox format />
            <div class="field" class:filled=is_filled(Key::Format)>
                <label for=input_id(Key::Format)>{Key::Format.entry().label}</label>
                <select
                    id=input_id(Key::Format)
                    aria-describedby="field-format-hint field-format-echo field-format-problem"
                    aria-invalid=invalid(Key::Format)
                    prop:value=text(move || format.get().map_or("", Format::key).into())
                    on:change:target=move |event| {
                        page.set_value(Key::Format, event.target().value())
                    }
                >
                    <option value="">"Choose…"</option>
                    {options}
                </select>
                <p class="echo" id="field-format-echo">
                    {echo}
                </p>
                <p class="hint" id="field-format-hint">
                    {Key::Format.entry().hint}
                </p>
                <ProblemText key=Key::Format />
            </div>
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
