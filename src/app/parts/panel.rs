//! A part of the page that the worker draws (src/panel): shows its HTML, and says what is done in it.

use crate::app::browser;
use crate::app::helper::Helper;
use crate::app::page::use_page;
use leptos::html::Section;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent,
};

/// HTML from a worker, kept up to date in place, so that whoever types in it goes on typing.
#[component]
pub(crate) fn Panel(
    /// Which worker draws it, and hears what is done in it.
    helper: Helper,
    /// What to show; src/panel escapes in it what people typed.
    #[prop(into)]
    html: Signal<String>,
    /// The id of its heading, if it has one.
    #[prop(optional)]
    labelled: &'static str,
    /// Its class.
    class: &'static str,
) -> impl IntoView {
    let page = use_page();
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
        let number = element.get_attribute("data-row");
        if let Some(number) = number.and_then(|row| row.parse().ok()) {
            row.set_value(number);
        }
        if what == "pick" {
            if let Some(picked) = browser::picked(&event) {
                page.read_files(picked);
            }
        } else if let Some((what, value)) = done(&event, &element, what) {
            page.act(helper, &what, row.get_value(), &value);
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
        "input" if !is_box => Some((what, value_of(element)?)),
        "change" => match element.dyn_ref::<HtmlSelectElement>() {
            Some(select) => Some((what, select.value())),
            None => Some((format!("{what}-done"), value_of(element)?)),
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

fn value_of(element: &Element) -> Option<String> {
    let area = element.dyn_ref::<HtmlTextAreaElement>();
    let input = element.dyn_ref::<HtmlInputElement>();
    input
        .map(HtmlInputElement::value)
        .or_else(|| area.map(HtmlTextAreaElement::value))
}
