//! Shows the HTML of panels, and applies what users do in them. Loaded with the first panel.

use crate::draft::Key;
use crate::page::browser;
use crate::page::morph::morph;
use crate::page::parts::erased::Kept;
use crate::page::state::{Page, Place};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent,
};

/// What a panel remembers between two events.
#[derive(Clone, Copy)]
pub(crate) struct Memory {
    /// The row that was last worked in: what is added comes after it.
    row: Kept<u32>,
    /// Whether it is keys that choose in a list.
    by_keys: Kept<bool>,
}

impl Memory {
    pub(super) fn new() -> Self {
        Self {
            row: Kept::new(u32::MAX),
            by_keys: Kept::new(false),
        }
    }
}

/// The code of panels, which the page calls when it is here.
pub(crate) trait PanelCode {
    /// Makes an element hold the HTML of a panel.
    fn show(&self, element: &Element, html: &str);

    /// Applies what the user did in a panel.
    fn hear(&self, page: Page, place: Place, memory: Memory, event: Event);
}

/// The one there is. Only the parts of the page name it.
pub(crate) struct Events;

impl PanelCode for Events {
    fn show(&self, element: &Element, html: &str) {
        morph(element, html);
    }

    fn hear(&self, page: Page, place: Place, Memory { row, by_keys }: Memory, event: Event) {
        let Some((element, what)) = event.target().and_then(doer) else {
            return;
        };
        let number = element.get_attribute("data-row");
        if let Some(number) = number.and_then(|row| row.parse().ok()) {
            row.set(number);
        }
        if what == "type" {
            if event.type_() == "input"
                && let (Some(key), Some(text)) = (key_of(&element), value_of(&element))
            {
                page.set_text(key, text);
            }
        } else if what == "set" {
            if event.type_() == "click"
                && let Some((key, text)) = offered(&element)
            {
                page.take(key, text);
            }
        } else if what == "open" {
            if event.type_() == "click"
                && let Some(link) = element.get_attribute("value")
            {
                page.open_example(&link);
            }
        } else if what == "add-stage" {
            if event.type_() == "click"
                && let Some(link) = element.get_attribute("value")
            {
                page.add_stage(&link);
                close(&element);
            }
        } else if what == "copy-text" {
            if event.type_() == "click" {
                copy(element);
            }
        } else if let Some(list) = element.dyn_ref::<HtmlSelectElement>() {
            if let Some(choice) = chosen(place, &event, list, by_keys) {
                page.act(place, &what, row.get(), &choice);
            }
        } else if what == "pick" {
            if let Some(picked) = browser::picked(&event) {
                page.read_files(picked);
            }
        } else if let Some((done, value)) = done(place, &event, &element, what.clone()) {
            if let Some(typed) = left_off(&event, &element) {
                // It is said now, and the row is left: not once more when other rows are drawn.
                let _ = element.set_attribute("value", &typed);
                browser::leave_row();
                page.act(place, &format!("{what}-done"), row.get(), &typed);
            }
            page.act(place, &done, row.get(), &value);
        }
    }
}

/// The element that does something, and what.
fn doer(target: web_sys::EventTarget) -> Option<(Element, String)> {
    let target: Element = target.dyn_into().ok()?;
    let element = target.closest("[data-do]").ok()??;
    let what = element.get_attribute("data-do")?;
    Some((element, what))
}

/// A figure for a field.
fn offered(element: &Element) -> Option<(Key, String)> {
    Some((key_of(element)?, element.get_attribute("value")?))
}

/// Folds away what an element stands in: it has done what it was opened for.
fn close(element: &Element) {
    if let Ok(Some(details)) = element.closest("details") {
        let _ = details.remove_attribute("open");
    }
}

/// The field that an element is for.
fn key_of(element: &Element) -> Option<Key> {
    Key::named(&element.get_attribute("data-key")?)
}

/// Copies the text of another element, and says so in the button for a moment; or marks it, where the
/// browser does not let the page copy.
fn copy(button: Element) {
    let of = button.get_attribute("data-of").unwrap_or_default();
    let Some(text) = document().get_element_by_id(&of) else {
        return;
    };
    spawn_local(async move {
        if browser::copy(&text.text_content().unwrap_or_default()).await {
            // For a screen reader: it does not read a button again.
            let status = button.next_element_sibling();
            let say = move |label, said| {
                button.set_text_content(Some(label));
                if let Some(status) = &status {
                    status.set_text_content(Some(said));
                }
            };
            say("Copied", "Copied");
            Timeout::new(2000, move || say("Copy", "")).forget();
        } else {
            browser::mark(&text);
        }
    });
}

/// What was done, if that is what the event says, and with which text.
fn done(place: Place, event: &Event, element: &Element, what: String) -> Option<(String, String)> {
    let is_button = element.tag_name() == "BUTTON";
    let input = element.dyn_ref::<HtmlInputElement>();
    let is_box = input.is_some_and(|input| input.type_() == "checkbox");
    match event.type_().as_str() {
        "click" if is_button => Some((what, String::new())),
        "change" if is_box => Some((what, input?.checked().to_string())),
        // Of what is typed: while it is, and when it is done.
        "input" if !is_box => Some((what, value_of(element)?)),
        // A long text was read when it was typed or pasted.
        "change" if element.tag_name() == "TEXTAREA" => None,
        "change" => {
            let typed = value_of(element)?;
            let is_said = element.get_attribute("value").as_ref() == Some(&typed);
            let in_row = element.has_attribute("data-row") && place.is_of_network();
            (!in_row || !is_said).then(|| (format!("{what}-done"), typed))
        }
        // In a row of the network.
        "keydown" if place.is_of_network() && element.has_attribute("data-row") && !is_button => {
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

/// What was taken from a list. Where that replaces or adds rows: with a pointer what is chosen, with
/// keys what Enter is pressed on, because each key on the way there chooses something.
fn chosen(
    place: Place,
    event: &Event,
    list: &HtmlSelectElement,
    by_keys: Kept<bool>,
) -> Option<String> {
    match event.type_().as_str() {
        "change" if !place.is_of_network() => return Some(list.value()),
        _ if !place.is_of_network() => {}
        "pointerdown" => by_keys.set(false),
        "keydown" => {
            let is_enter = event
                .dyn_ref()
                .is_some_and(|key: &KeyboardEvent| key.key() == "Enter");
            by_keys.set(!is_enter);
            if is_enter && !list.value().is_empty() {
                event.prevent_default();
                return Some(list.value());
            }
        }
        "change" if !by_keys.get() => return Some(list.value()),
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
