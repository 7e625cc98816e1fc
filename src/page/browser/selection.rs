//! Selects the text of a field at the first press into it, so that typing replaces it.

use super::window;
use gloo::events::EventListener;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// Selects the text of the field that a press gives the focus, if it is wanted. A press by which a person selects a part of
/// the text, or a second one, leaves the cursor where it is.
pub(in crate::page) fn select_at_first_press(is_wanted: impl Fn() -> bool + 'static) {
    let is_first = Rc::new(Cell::new(false));
    let note = Rc::clone(&is_first);
    listen("pointerdown", move |input| {
        let focused = leptos::prelude::document().active_element();
        note.set(focused.as_ref() != Some(input.as_ref()));
    });
    listen("click", move |input| {
        let is_plain = input.selection_start() == input.selection_end();
        if is_first.replace(false) && is_plain && is_wanted() {
            input.select();
        }
    });
}

fn listen(event: &'static str, act: impl Fn(HtmlInputElement) + 'static) {
    EventListener::new(&window(), event, move |event: &Event| {
        let target = event.target().and_then(|target| target.dyn_into().ok());
        let is_text = |input: &HtmlInputElement| input.type_() == "text";
        if let Some(input) = target.filter(is_text) {
            act(input);
        }
    })
    .forget();
}
