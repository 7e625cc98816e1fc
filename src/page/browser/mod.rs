//! Calls of the browser: address bar, focus, clipboard, dropped files. A call that the browser
//! refuses has no effect here, and the page goes on.

#[cfg(not(test))]
mod host;
#[cfg(test)]
#[path = "pretended.rs"]
mod host;
mod selection;
mod session;
mod storage;

pub(super) use host::*;
pub(super) use selection::select_at_first_press;
pub(super) use session::Session;
pub(super) use storage::Kept;

use gloo::events::{EventListener, EventListenerOptions};
use js_sys::Array;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, DragEvent, Element, Event, HtmlElement, HtmlInputElement, IntersectionObserver,
    IntersectionObserverEntry, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition,
    SvgElement,
};

fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// Removes the explanation in index.html that stands there until the program runs.
pub(super) fn remove_static_text() {
    if let Some(text) = leptos::prelude::document().get_element_by_id("static") {
        text.remove();
    }
}

/// Escapes a text for a query in an address.
pub(super) fn escape(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// The attribute of the root element that overrides the system's theme.
const THEME: &str = "data-theme";

/// Returns whether the page is shown in dark colours.
pub(super) fn is_dark() -> bool {
    let root = leptos::prelude::document().document_element();
    match root.and_then(|root| root.get_attribute(THEME)) {
        Some(theme) => theme == "dark",
        None => {
            matches!(window().match_media("(prefers-color-scheme: dark)"), Ok(Some(query)) if query.matches())
        }
    }
}

/// Switches between light and dark colours, and returns whether they are dark now. The choice is kept for the
/// next visit.
pub(super) fn switch_theme() -> bool {
    let is_dark = !is_dark();
    let theme = if is_dark { "dark" } else { "light" };
    set_theme(theme);
    Kept::Theme.write(theme);
    is_dark
}

/// Shows the colours that were chosen on an earlier visit.
pub(super) fn recall_theme() {
    if let theme @ ("light" | "dark") = Kept::Theme.read().as_str() {
        set_theme(theme);
    }
}

fn set_theme(theme: &str) {
    if let Some(root) = leptos::prelude::document().document_element() {
        let _ = root.set_attribute(THEME, theme);
    }
}

/// Marks the root element while a line stands at the edge of the window. The style leaves room for it.
///
/// `:has(.toast)` would do without it, but then the browser looks for a toast whenever a key changes an element.
pub(super) fn mark_toast(is_there: bool) {
    mark(
        leptos::prelude::document().document_element(),
        "data-toast",
        is_there,
    );
}

/// Marks the form while the box for a passage shows what it read.
pub(super) fn mark_reading(is_there: bool) {
    mark(
        leptos::prelude::document().get_element_by_id("form"),
        "data-reading",
        is_there,
    );
}

/// Sets attributes of elements within an element: each by the name of its element, its own name, and its value.
pub(super) fn place<const N: usize>(id: &str, attributes: [(&str, &str, String); N]) {
    let Some(around) = leptos::prelude::document().get_element_by_id(id) else {
        return;
    };
    for (element, attribute, value) in attributes {
        if let Ok(Some(element)) = around.query_selector(element) {
            let _ = element.set_attribute(attribute, &value);
        }
    }
}

fn mark(element: Option<Element>, attribute: &str, is_there: bool) {
    if let Some(element) = element {
        let _ = element.toggle_attribute_with_force(attribute, is_there);
    }
}

/// Calls back before the page is printed.
pub(super) fn before_print(mut callback: impl FnMut() + 'static) {
    EventListener::new(&window(), "beforeprint", move |_| callback()).forget();
}

/// Calls back at Ctrl+Z, or Command+Z. The callback returns whether it took something back; else the browser does.
pub(super) fn on_undo_key(take_back: impl Fn() -> bool + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "keydown", options, move |event| {
        let key = event.dyn_ref::<KeyboardEvent>();
        let is_undo = key.is_some_and(|key| {
            key.key() == "z" && (key.ctrl_key() || key.meta_key()) && !key.shift_key()
        });
        if is_undo && take_back() {
            event.prevent_default();
        }
    })
    .forget();
}

/// Writes a moment, in milliseconds since 1970, as a date and time of day in the visitor's time zone.
///
/// The browser reads the number: that of the standard library would add 14 KB to the download.
pub(super) fn date_and_time(ms: &str) -> String {
    let ms = js_sys::parse_float(ms);
    if ms.is_nan() {
        return String::new();
    }
    let options = js_sys::Object::new();
    for (part, length) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        let _ = js_sys::Reflect::set(&options, &part.into(), &length.into());
    }
    let date = js_sys::Date::new(&ms.into());
    date.to_locale_string("en-GB", &options).into()
}

/// Returns the text in an input, or an empty text if there is no such input.
pub(super) fn input_text(id: &str) -> String {
    let element = leptos::prelude::document().get_element_by_id(id);
    let input = element.and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    input.map_or(String::new(), |input| input.value())
}

/// Returns the files that were just picked with an input, and empties the input so that picking the
/// same files again is a new event.
pub(super) fn take_picked_files(event: &Event) -> Option<JsValue> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let files = input.files().filter(|files| files.length() > 0)?;
    let files = Array::from(&files);
    input.set_value("");
    Some(files.into())
}

/// Calls back with files that are dropped anywhere on the page, and whether that is on the box for a passage.
pub(super) fn on_drop(take: impl Fn(JsValue, bool) + 'static) {
    // Without this the browser would open a dropped file in place of the page.
    let ours = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "dragover", ours, |event| {
        if dragged_files(event).is_some() {
            event.prevent_default();
        }
    })
    .forget();
    EventListener::new_with_options(&window(), "drop", ours, move |event| {
        if let Some(files) = dragged_files(event).and_then(|dragged_files| dragged_files.files()) {
            event.prevent_default();
            let target = event.target().and_then(|target| target.dyn_into().ok());
            let is_on_passage = target
                .is_some_and(|target: Element| matches!(target.closest(".passage"), Ok(Some(_))));
            take(Array::from(&files).into(), is_on_passage);
        }
    })
    .forget();
}

/// Returns the data of a drag, if it carries files.
fn dragged_files(event: &Event) -> Option<DataTransfer> {
    let dragged_files = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    dragged_files
        .types()
        .includes(&"Files".into(), 0)
        .then_some(dragged_files)
}

/// Scrolls an element into view.
pub(super) fn scroll_to(id: &str) {
    if let Some(element) = leptos::prelude::document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Calls back when an element is scrolled out of the window at its top, and when it comes back.
pub(super) fn on_scrolled_away(id: &'static str, callback: impl Fn(bool) + 'static) {
    let told = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        let entry: Result<IntersectionObserverEntry, _> = entries.pop().dyn_into();
        if let Ok(entry) = entry {
            callback(entry.bounding_client_rect().bottom() <= 0.0);
        }
    });
    let observer = IntersectionObserver::new(told.as_ref().unchecked_ref());
    // The page lives as long as the observer.
    told.forget();
    Timeout::new(0, move || {
        let element = leptos::prelude::document().get_element_by_id(id);
        if let (Ok(observer), Some(element)) = (observer, element) {
            observer.observe(&element);
        }
    })
    .forget();
}

/// Closes a `details` element.
pub(super) fn fold(id: &str) {
    if let Some(details) = leptos::prelude::document().get_element_by_id(id) {
        let _ = details.remove_attribute("open");
    }
}

/// Closes a popover.
pub(super) fn hide_popover(id: &str) {
    let element = leptos::prelude::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.hide_popover();
    }
}

/// Scrolls no further than is needed to bring an element into view.
pub(super) fn reveal(id: &str) {
    if let Some(element) = leptos::prelude::document().get_element_by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Returns the number of the mark of a picture that an event presses: a click, or the Enter or space key.
/// Arrow keys press none, and move the focus.
pub(super) fn pressed_mark(event: &Event) -> Option<usize> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let mark = target.closest("[data-mark]").ok()??;
    let number = mark.get_attribute("data-mark")?.parse().ok()?;
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else {
        return Some(number);
    };
    let step = match key.key().as_str() {
        "Enter" | " " => 0,
        "ArrowRight" | "ArrowDown" => 1,
        "ArrowLeft" | "ArrowUp" => -1,
        _ => return None,
    };
    event.prevent_default();
    if step == 0 {
        return Some(number);
    }
    focus_next_mark(&mark, number as isize, step);
    None
}

/// Moves the focus from a mark to the next one that is shown. Tab comes back to that.
fn focus_next_mark(mark: &Element, mut number: isize, step: isize) {
    let document = leptos::prelude::document();
    loop {
        number += step;
        let next = document.get_element_by_id(&format!("mark-{number}"));
        let Some(next) = next.and_then(|next| next.dyn_into::<SvgElement>().ok()) else {
            return;
        };
        let _ = next.set_attribute("tabindex", "0");
        let _ = next.focus();
        // A mark that is not shown at this width does not take the focus.
        let is_focused = document.active_element().as_ref() == Some(&next);
        let passed: &Element = if is_focused { mark } else { &next };
        let _ = passed.set_attribute("tabindex", "-1");
        if is_focused {
            return;
        }
    }
}

/// Selects an element's text, so that the visitor can copy it by hand.
pub(super) fn select_text(element: &Element) {
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(element);
    }
}

/// Copies a text to the clipboard. Returns false where the browser does not allow it, as on a page
/// without TLS.
pub(super) async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // web-sys declares the clipboard as always present, but without a secure context there is none.
    let has_clipboard =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|c| !c.is_undefined());
    has_clipboard
        && JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
}
