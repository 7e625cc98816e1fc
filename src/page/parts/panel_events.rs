//! Shows the HTML of panels and handles the events in them. This code is loaded with the first panel.

use crate::page::browser;
use crate::page::morph::morph;
use crate::page::parts::erased::Kept;
use crate::page::state::{Page, Place};
use crate::panel::Press;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent,
};

/// The state of a panel that lasts from one event to the next.
#[derive(Clone, Copy)]
pub(crate) struct Memory {
    /// The row that was last worked in: a new row is added after it.
    row: Kept<u32>,
    /// Whether the visitor chooses in a list by keys.
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

/// The code of panels. The page calls it once it is loaded.
pub(crate) trait PanelCode {
    /// Puts the HTML of a panel into an element.
    fn show(&self, element: &Element, html: &str);

    /// Handles an event in a panel.
    fn handle(&self, page: Page, place: Place, memory: Memory, event: Event);
}

/// The only implementation of [`PanelCode`]. Only code that is loaded with a part may name it. Otherwise it
/// would be loaded with the page.
pub(crate) struct Events;

impl PanelCode for Events {
    fn show(&self, element: &Element, html: &str) {
        morph(element, html);
    }

    fn handle(&self, page: Page, place: Place, Memory { row, by_keys }: Memory, event: Event) {
        let Some((element, what)) = event.target().and_then(acting_element) else {
            return;
        };
        let number = element.get_attribute("data-row");
        if let Some(number) = number.and_then(|row| row.parse().ok()) {
            row.set(number);
        }
        if let Some(press) = Press::read(|name| element.get_attribute(name)) {
            if event.type_() == "click" {
                apply(page, press, element);
            }
        } else if let Some(list) = element.dyn_ref::<HtmlSelectElement>() {
            if let Some(choice) = list_choice(place, &event, list, by_keys) {
                page.act(place, &what, row.get(), &choice);
            }
        } else if what == "pick" {
            if let Some(files) = browser::take_picked_files(&event) {
                page.read_files(files);
            }
        } else if let Some((action, value)) = user_action(place, &event, &element, what.clone()) {
            if let Some(text) = unfinished_text(&event, &element) {
                // Applies the unfinished text now and leaves the row, so that redrawing the rows
                // does not apply it a second time.
                let _ = element.set_attribute("value", &text);
                browser::leave_row();
                page.act(place, &format!("{what}-done"), row.get(), &text);
            }
            page.act(place, &action, row.get(), &value);
        }
    }
}

/// Returns the element around the target that has an action, and the action's name.
fn acting_element(target: web_sys::EventTarget) -> Option<(Element, String)> {
    let target: Element = target.dyn_into().ok()?;
    let element = target.closest("[data-do]").ok()??;
    let what = element.get_attribute("data-do")?;
    Some((element, what))
}

/// Does what a button says.
fn apply(page: Page, press: Press, button: Element) {
    match press {
        Press::Fill(key, text) => page.fill_field(key, text),
        Press::Open(link) => page.open_example(&link),
        Press::AddStage(link) => {
            page.add_stage(&link);
            close(&button);
        }
        Press::Copy(id) => copy(button, &id),
    }
}

/// Closes the `details` around an element whose action is done.
fn close(element: &Element) {
    if let Ok(Some(details)) = element.closest("details") {
        let _ = details.remove_attribute("open");
    }
}

/// Copies another element's text and shows “Copied” in the button for a moment. Selects the text
/// instead where the browser does not allow copying.
fn copy(button: Element, id: &str) {
    let Some(text) = document().get_element_by_id(id) else {
        return;
    };
    spawn_local(async move {
        if browser::copy(&text.text_content().unwrap_or_default()).await {
            // A screen reader does not read a button again when its caption changes.
            let status = button.next_element_sibling();
            let set_captions = move |label, status_text| {
                button.set_text_content(Some(label));
                if let Some(status) = &status {
                    status.set_text_content(Some(status_text));
                }
            };
            set_captions("Copied", "Copied");
            Timeout::new(2000, move || set_captions("Copy", "")).forget();
        } else {
            browser::select_text(&text);
        }
    });
}

/// Returns the action that an event stands for, if any, and its text.
fn user_action(
    place: Place,
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
        // Typing gives one action for each input event and another when it is finished.
        "input" if !is_box => Some((what, value_of(element)?)),
        // A long text was already read when it was typed or pasted.
        "change" if element.tag_name() == "TEXTAREA" => None,
        "change" => {
            let text = value_of(element)?;
            let is_applied = element.get_attribute("value").as_ref() == Some(&text);
            let in_row = element.has_attribute("data-row") && place.is_of_network();
            (!in_row || !is_applied).then(|| (format!("{what}-done"), text))
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

/// Returns the choice made in a list. In lists that replace or add rows of the network, a pointer
/// takes the option it chooses, but keys take an option only at Enter: each arrow key on the way
/// selects one.
fn list_choice(
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

/// Returns text typed in a row that has not been applied yet, before a key does something else to
/// the row.
fn unfinished_text(event: &Event, element: &Element) -> Option<String> {
    let text = element.dyn_ref::<HtmlInputElement>()?.value();
    let is_new = element.get_attribute("value").as_ref() != Some(&text);
    (event.type_() == "keydown" && is_new && !text.trim().is_empty()).then_some(text)
}

fn value_of(element: &Element) -> Option<String> {
    let area = element.dyn_ref::<HtmlTextAreaElement>();
    let input = element.dyn_ref::<HtmlInputElement>();
    input
        .map(HtmlInputElement::value)
        .or_else(|| area.map(HtmlTextAreaElement::value))
}
