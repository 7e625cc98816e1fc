//! Shows the HTML of panels and handles the events in them. This code is loaded with the first panel.

use crate::page::browser;
use crate::page::morph::morph;
use crate::page::state::{Page, Place};
use crate::panel::Press;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

/// The code of panels. The page calls it once it is loaded.
pub(crate) trait PanelCode {
    /// Puts the HTML of a panel into an element.
    fn show(&self, element: &Element, html: &str);

    /// Handles an event in a panel.
    fn handle(&self, page: Page, place: Place, event: Event);
}

/// The only implementation of [`PanelCode`]. Only code that is loaded with a part may name it. Otherwise it
/// would be loaded with the page.
pub(crate) struct Events;

impl PanelCode for Events {
    fn show(&self, element: &Element, html: &str) {
        morph(element, html);
    }

    fn handle(&self, page: Page, place: Place, event: Event) {
        let Some((element, what)) = event.target().and_then(acting_element) else {
            return;
        };
        let row = element.get_attribute("data-row");
        let row = row.and_then(|row| row.parse().ok()).unwrap_or_default();
        if let Some(press) = Press::read(|name| element.get_attribute(name)) {
            if event.type_() == "click" {
                apply(page, press, element);
            }
        } else if let Some(list) = element.dyn_ref::<HtmlSelectElement>() {
            if event.type_() == "change" {
                page.act(place, &what, row, &list.value());
            }
        } else if what == "pick" {
            if let Some(files) = browser::take_picked_files(&event) {
                page.read_files(files);
            }
        } else if let Some((action, value)) = user_action(&event, &element, what) {
            page.act(place, &action, row, &value);
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
        Press::Fill(key, text, from) => page.fill_field(key, text, from),
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
fn user_action(event: &Event, element: &Element, what: String) -> Option<(String, String)> {
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
        "change" => Some((format!("{what}-done"), value_of(element)?)),
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
