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
    // Whether it is keys that choose in a list.
    let by_keys = StoredValue::new(false);
    let hear = move |event: Event| {
        let Some((element, what)) = event.target().and_then(doer) else {
            return;
        };
        let number = element.get_attribute("data-row");
        if let Some(number) = number.and_then(|row| row.parse().ok()) {
            row.set_value(number);
        }
        if let Some(list) = element.dyn_ref::<HtmlSelectElement>() {
            if let Some(choice) = chosen(&event, list, by_keys) {
                page.act(helper, &what, row.get_value(), &choice);
            }
        } else if what == "pick" {
            if let Some(picked) = browser::picked(&event) {
                page.read_files(picked);
            }
        } else if let Some((done, value)) = done(helper, &event, &element, what.clone()) {
            if let Some(typed) = left_off(&event, &element) {
                // It is said now, and the row is left: not once more when other rows are drawn.
                let _ = element.set_attribute("value", &typed);
                browser::leave_row();
                page.act(helper, &format!("{what}-done"), row.get_value(), &typed);
            }
            page.act(helper, &done, row.get_value(), &value);
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
            on:pointerdown=move |event| hear(event.into())
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
fn done(
    helper: Helper,
    event: &Event,
    element: &Element,
    what: String,
) -> Option<(String, String)> {
    let is_button = element.tag_name() == "BUTTON";
    let input = element.dyn_ref::<HtmlInputElement>();
    let is_box = input.is_some_and(|input| input.type_() == "checkbox");
    match event.type_().as_str() {
        "click" if is_button => Some((what, String::new())),
        "change" if is_box => Some((what, input?.checked().to_string())),
        // Of what is typed: while it is, and when it is done.
        "input" if !is_box => Some((what, value_of(element)?)),
        "change" => {
            let typed = value_of(element)?;
            let is_said = element.get_attribute("value").as_ref() == Some(&typed);
            let in_row = element.has_attribute("data-row") && helper == Helper::Panels;
            (!in_row || !is_said).then(|| (format!("{what}-done"), typed))
        }
        // In a row of the network.
        "keydown"
            if helper == Helper::Panels && element.has_attribute("data-row") && !is_button =>
        {
            let key: &KeyboardEvent = event.dyn_ref()?;
            let what = match (key.key().as_str(), key.alt_key()) {
                ("ArrowUp", true) => "up",
                ("ArrowDown", true) => "down",
                ("Enter", true) => "copy",
                ("Delete", true) => "remove",
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

/// What was taken from a list: with a pointer what is chosen, with keys what Enter is pressed on,
/// because each key on the way there chooses something.
fn chosen(event: &Event, list: &HtmlSelectElement, by_keys: StoredValue<bool>) -> Option<String> {
    match event.type_().as_str() {
        "pointerdown" => by_keys.set_value(false),
        "keydown" => {
            let is_enter = event
                .dyn_ref()
                .is_some_and(|key: &KeyboardEvent| key.key() == "Enter");
            by_keys.set_value(!is_enter);
            if is_enter && !list.value().is_empty() {
                event.prevent_default();
                return Some(list.value());
            }
        }
        "change" if !by_keys.get_value() => return Some(list.value()),
        _ => {}
    }
    None
}

/// What was typed in a row and is not drawn yet, before a key does something else to the row.
fn left_off(event: &Event, element: &Element) -> Option<String> {
    let typed = element.dyn_ref::<HtmlInputElement>()?.value();
    let is_new = element.get_attribute("value").as_ref() != Some(&typed);
    (event.type_() == "keydown" && is_new && !typed.trim().is_empty()).then_some(typed)
}

fn value_of(element: &Element) -> Option<String> {
    let area = element.dyn_ref::<HtmlTextAreaElement>();
    let input = element.dyn_ref::<HtmlInputElement>();
    input
        .map(HtmlInputElement::value)
        .or_else(|| area.map(HtmlTextAreaElement::value))
}
