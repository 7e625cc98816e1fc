//! The field for hardware: a combobox with the list of chips.

use super::offers::Offers;
use crate::catalog::{self, Format};
use crate::draft::Key;
use crate::page::parts::combobox::{Combobox, Deed};
use crate::page::parts::erased::Derived;
use crate::page::parts::field::{ProblemText, input_id, is_filled};
use crate::page::parts::{follow, text};
use crate::page::state::use_page;
use leptos::prelude::*;

#[component]
pub(super) fn HardwareBox(format: Derived<Option<Format>>) -> impl IntoView {
    let page = use_page();
    let offers = Offers::new(page, format);
    follow(move || {
        page.opened.track();
        page.stage.track();
        offers.typed.set(None);
    });
    let act = Callback::new(move |deed| {
        match deed {
            Deed::Type(typed) => offers.type_text(typed),
            Deed::Click => offers.list.is_open.set(true),
            Deed::Take(index) => return offers.take_at(Some(index)),
            Deed::Enter => return offers.take_first(),
            Deed::Tab => offers.leave(true),
            Deed::Leave => offers.leave(false),
        }
        false
    });
    view! {
        // While the list is open, the question is in it, and hidden below.
        <div
            class="field combobox"
            class:searching=move || offers.is_quiet()
            class:filled=is_filled(Key::Hardware)
            on:focusin=move |_| page.load_names()
        >
            <label for=input_id(Key::Hardware)>{Key::Hardware.entry().label}</label>
            <Combobox
                key=Key::Hardware
                list=offers.list
                name="Hardware"
                described="field-hardware-hint field-hardware-problem"
                value=shown_text(offers)
                status=text(move || offers.status())
                act
            />
            <p class="hint" id="field-hardware-hint">
                {Key::Hardware.entry().hint}
            </p>
            <ProblemText key=Key::Hardware />
        </div>
    }
}

/// Returns the text of the input. A typed text stays as typed, even if it is a chip's slug. A chip that
/// a link or an example names is shown by its name.
fn shown_text(offers: Offers) -> Signal<String> {
    let chosen = use_page().text(Key::Hardware);
    text(move || {
        // A name that fits several chips is not replaced.
        let named = || catalog::chip(&chosen.get()).map(|chip| chip.name.to_owned());
        // A button beside the field may have set another chip.
        let as_typed = offers.typed.get().filter(|typed| *typed == chosen.get());
        as_typed.unwrap_or_else(|| named().unwrap_or_else(|| chosen.get()))
    })
}
