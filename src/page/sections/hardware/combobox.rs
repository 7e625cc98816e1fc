//! The field for hardware: an editable combobox with a list, after the ARIA Authoring Practices.
//!
//! The focus stays in the input, the arrow keys move through the list, Enter and Tab take a row, Escape
//! closes the list.

use super::list::List;
use crate::catalog::{self, Format};
use crate::draft::Key;
use crate::page::browser;
use crate::page::parts::erased::Derived;
use crate::page::parts::field::{ProblemText, input_id, invalid};
use crate::page::parts::{follow, text};
use crate::page::state::use_page;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The number of rows that Page Up and Page Down move by.
const PAGE: isize = 8;

#[component]
pub(super) fn Combobox(format: Derived<Option<Format>>) -> impl IntoView {
    let page = use_page();
    let list = List::new(page);
    follow(move || {
        page.opened.track();
        page.stage.track();
        list.typed.set(None);
    });
    follow(move || {
        let id = list.active_id();
        if !id.is_empty() {
            browser::reveal(&id);
        }
    });
    view! {
        // While the list is open, the question is in it, and hidden below.
        <div class="field combobox" class:searching=move || list.is_quiet()>
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
                aria-expanded=text(move || list.is_open.get().to_string())
                aria-activedescendant=text(move || list.active_id())
                aria-describedby="field-hardware-hint field-hardware-problem"
                aria-invalid=invalid(Key::Hardware)
                prop:value=shown_text(list)
                on:input:target=move |event| list.type_text(event.target().value())
                on:click=move |_| list.is_open.set(true)
                on:keydown=move |event| press_key(list, &event)
                on:blur=move |_| list.leave(false)
            />
            <ul
                role="listbox"
                id="hardware-list"
                aria-label="Hardware"
                hidden=move || !list.is_open.get()
            >
                {list.options(format)}
            </ul>
            <p class="visually-hidden" role="status">
                {text(move || list.status())}
            </p>
            <ProblemText key=Key::Hardware />
        </div>
    }
}

/// Returns the text of the input. A typed text stays as typed, even if it is a chip's slug. A chip that
/// a link or an example names is shown by its name.
fn shown_text(list: List) -> Signal<String> {
    let chosen = use_page().text(Key::Hardware);
    text(move || {
        // A name that fits several chips is not replaced.
        let named = || catalog::chip(&chosen.get()).map(|chip| chip.name.to_owned());
        // A button beside the field may have set another chip.
        let as_typed = list.typed.get().filter(|typed| *typed == chosen.get());
        as_typed.unwrap_or_else(|| named().unwrap_or_else(|| chosen.get()))
    })
}

fn press_key(list: List, event: &KeyboardEvent) {
    let step = |by| {
        event.prevent_default();
        list.step(by);
    };
    match event.key().as_str() {
        "ArrowDown" => step(1),
        "ArrowUp" => step(-1),
        "PageDown" => step(PAGE),
        "PageUp" => step(-PAGE),
        "Enter" if list.take_first() => event.prevent_default(),
        // Before the focus moves on: it may go to a button that answers the field's question, and that is
        // hidden while the list is open.
        "Tab" => list.leave(true),
        "Escape" if list.is_open.get_untracked() => {
            event.prevent_default();
            list.close();
        }
        _ => {}
    }
}
