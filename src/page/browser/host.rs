//! Calls of the browser that the page's state makes: address bar, history, focus, storage, time. Tests have
//! `pretended.rs` in its place.

use gloo::events::EventListener;
pub(in crate::page) use gloo::timers::callback::Timeout;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, HtmlInputElement, PerformanceNavigation, Storage};

fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// Returns the text after the `?` in the address bar.
pub(in crate::page) fn query() -> String {
    let query = window().location().search().unwrap_or_default();
    query.trim_start_matches('?').to_owned()
}

/// Returns the text after the `#` in the address bar.
pub(in crate::page) fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Returns the address of this page with another fragment.
pub(in crate::page) fn address(fragment: &str) -> String {
    let href = window().location().href().unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// How a new fragment enters the browser's history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::page) enum Entry {
    /// Replaces the current entry, as typing does.
    Replace,
    /// Adds an entry, so that Back returns to the previous one.
    Push,
}

/// Puts a fragment into the address bar. Some browsers limit how often a page may do this, and
/// throw.
pub(in crate::page) fn write_fragment(fragment: &str, entry: Entry) {
    let Ok(history) = window().history() else {
        return;
    };
    let url = format!("#{fragment}");
    // After a refusal the address bar keeps an older link. The next change writes it again, and
    // Copy link always has the newest.
    let _ = match entry {
        Entry::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&url)),
        Entry::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
    };
}

/// Calls back when the fragment changes by other means than [`write_fragment`]: Back, Forward, or a
/// link pasted into the address bar.
pub(in crate::page) fn on_fragment_change(mut callback: impl FnMut() + 'static) {
    EventListener::new(&window(), "hashchange", move |_| callback()).forget();
}

/// Calls back when the visitor may be about to leave for another window, the address bar or another
/// page.
pub(in crate::page) fn on_leaving(callback: impl Fn() + Clone + 'static) {
    for event in ["blur", "pagehide"] {
        let callback = callback.clone();
        EventListener::new(&window(), event, move |_| callback()).forget();
    }
}

/// Returns whether the page was there before: it is loaded again, or Back or Forward led to it.
pub(in crate::page) fn is_revisit() -> bool {
    let performance = window().performance();
    performance.is_some_and(|performance| {
        performance.navigation().type_() != PerformanceNavigation::TYPE_NAVIGATE
    })
}

/// Calls back before the page is loaded again, or another in its place.
pub(in crate::page) fn on_unloading(callback: impl Fn() + 'static) {
    EventListener::new(&window(), "pagehide", move |_| callback()).forget();
}

/// Moves the focus to an element after the changes made along with this call are on the page.
pub(in crate::page) fn focus(id: String) {
    Timeout::new(0, move || {
        let input = focus_now(&id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
        if let Some(input) = input {
            input.select();
        }
    })
    .forget();
}

/// Moves the focus as [`focus`] does, and leaves the cursor of a text where it was.
pub(in crate::page) fn return_focus(id: String) {
    Timeout::new(0, move || {
        focus_now(&id);
    })
    .forget();
}

/// Returns the name of the element that has the focus; empty if it has none.
pub(in crate::page) fn focused_id() -> String {
    let focused = leptos::prelude::document().active_element();
    focused.map_or(String::new(), |element| element.id())
}

fn focus_now(id: &str) -> Option<HtmlElement> {
    let element = leptos::prelude::document().get_element_by_id(id)?;
    // An element that is folded away cannot take the focus.
    let mut around = Some(element.clone());
    while let Some(fold) = around.and_then(|inner| inner.closest("details").ok().flatten()) {
        let _ = fold.set_attribute("open", "");
        around = fold.parent_element();
    }
    let element: HtmlElement = element.dyn_into().ok()?;
    let _ = element.focus();
    Some(element)
}

/// Returns whether the pointer or the focus is in the line with “Undo”.
pub(in crate::page) fn is_in_toast() -> bool {
    let document = leptos::prelude::document();
    let found = document.query_selector(".toast:hover, .toast:focus-within");
    matches!(found, Ok(Some(_)))
}

/// Takes the focus away from a row of the ledger, if it is in a row.
pub(in crate::page) fn leave_row() {
    let active = leptos::prelude::document().active_element();
    let active = active.filter(|active| matches!(active.closest(".ledger"), Ok(Some(_))));
    if let Some(active) = active.and_then(|active| active.dyn_into::<HtmlElement>().ok()) {
        let _ = active.blur();
    }
}

/// Opens a `details` element, scrolls to it and focuses its summary line.
pub(in crate::page) fn unfold(id: &str) {
    let Some(details) = leptos::prelude::document().get_element_by_id(id) else {
        return;
    };
    let _ = details.set_attribute("open", "");
    details.scroll_into_view();
    let line = details.first_element_child();
    if let Some(line) = line.and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
        let _ = line.focus();
    }
}

/// Scrolls no further than is needed to bring an element into view, once the changes made along with this call
/// are on the page. A tall element is brought to the top.
pub(in crate::page) fn reveal_soon(id: &'static str) {
    Timeout::new(0, move || super::reveal(id)).forget();
}

/// Returns the present moment, in milliseconds since 1970.
pub(in crate::page) fn now() -> f64 {
    js_sys::Date::now()
}

/// A storage of the browser.
#[derive(Clone, Copy)]
pub(super) enum Store {
    /// For the next visit.
    Visits,
    /// Until the window is closed.
    Window,
}

/// Returns a text that the browser has kept; empty if there is none.
pub(super) fn read_kept(store: Store, name: &str) -> String {
    let text = storage(store).and_then(|storage| storage.get_item(name).ok());
    text.flatten().unwrap_or_default()
}

/// Keeps a text; an empty one is forgotten. Returns false where the browser does not.
pub(super) fn write_kept(store: Store, name: &str, text: &str) -> bool {
    let written = storage(store).map(|storage| match text {
        "" => storage.remove_item(name),
        text => storage.set_item(name, text),
    });
    matches!(written, Some(Ok(())))
}

fn storage(store: Store) -> Option<Storage> {
    match store {
        Store::Visits => window().local_storage().ok()?,
        Store::Window => window().session_storage().ok()?,
    }
}
