//! A part of the page that the worker draws (src/panel): shows its HTML, and says what is done in it.

use crate::app::browser;
use crate::app::helper::{self, Json};
use crate::app::page::use_page;
use crate::draft::Key;
use leptos::html::Section;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, KeyboardEvent};

/// HTML from the worker, kept up to date in place, so that whoever types in it goes on typing.
#[component]
pub(crate) fn Panel(
    /// What to show; it comes from src/panel, which escapes what people typed.
    html: Signal<String>,
    /// The id of its heading, if it has one.
    #[prop(optional)]
    labelled: &'static str,
    /// Its class.
    class: &'static str,
) -> impl IntoView {
    let node = NodeRef::<Section>::new();
    Effect::new(move |_| {
        let html = html.get();
        if let Some(section) = node.get() {
            browser::morph(&section, &html);
        }
    });
    // The row that was last worked in: what is added comes after it.
    let row = StoredValue::new(u32::MAX);
    let hear = move |event: Event| {
        let Some((element, what)) = event.target().and_then(doer) else {
            return;
        };
        if let Some(number) = element
            .get_attribute("data-row")
            .and_then(|row| row.parse().ok())
        {
            row.set_value(number);
        }
        if let Some((what, value)) = done(&event, &element, what) {
            act(&what, row.get_value(), &value);
        }
    };
    view! {
        <section
            node_ref=node
            class=class
            aria-labelledby=(!labelled.is_empty()).then_some(labelled)
            on:click=move |event| hear(event.into())
            on:input=hear
            on:change=hear
            on:keydown=move |event| hear(event.into())
            on:focusin=move |event| hear(event.into())
        ></section>
    }
}

/// The element that does something, and what.
fn doer(target: web_sys::EventTarget) -> Option<(Element, String)> {
    let target: Element = target.dyn_into().ok()?;
    let element = target.closest("[data-do]").ok()??;
    let what = element.get_attribute("data-do")?;
    Some((element, what))
}

/// What was done, if that is what the event says, and with which text.
fn done(event: &Event, element: &Element, what: String) -> Option<(String, String)> {
    let is_button = element.tag_name() == "BUTTON";
    let input = element.dyn_ref::<HtmlInputElement>();
    let is_box = input.is_some_and(|input| input.type_() == "checkbox");
    match event.type_().as_str() {
        "click" if is_button => Some((what, String::new())),
        "change" if is_box => Some((what, input?.checked().to_string())),
        // Of what is typed: while it is, and when it is done.
        "input" if !is_box => Some((what, input?.value())),
        "change" => match element.dyn_ref::<HtmlSelectElement>() {
            Some(select) => Some((what, select.value())),
            None => Some((format!("{what}-done"), input?.value())),
        },
        "keydown" if element.has_attribute("data-row") && input.is_some() => {
            let key: &KeyboardEvent = event.dyn_ref()?;
            let what = match (key.key().as_str(), key.alt_key()) {
                ("ArrowUp", true) => "up",
                ("ArrowDown", true) => "down",
                ("Enter", true) => "copy",
                ("Delete" | "Backspace", true) => "remove",
                ("ArrowUp", false) => "previous",
                ("ArrowDown" | "Enter", false) => "next",
                _ => return None,
            };
            event.prevent_default();
            Some((what.into(), String::new()))
        }
        _ => None,
    }
}

fn act(what: &str, row: u32, value: &str) {
    let page = use_page();
    let text = page.text(Key::Model).get_untracked();
    let with: [JsValue; 4] = [text.into(), what.into(), row.into(), value.into()];
    helper::ask("act", &with, move |answer: Result<Json, String>| {
        if let Ok(change) = answer {
            page.make(&change);
        }
    });
}
