//! The browser's own: address bar, focus, clipboard. Whatever a browser may refuse, it refuses
//! here, and the page goes on.

use gloo::events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};

fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// The explanation that stands in index.html until the program runs.
pub(super) fn remove_static_text() {
    if let Some(text) = leptos::prelude::document().get_element_by_id("static") {
        text.remove();
    }
}

/// What follows the `#` in the address bar.
pub(super) fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// The address of this page with another fragment.
pub(super) fn address(fragment: &str) -> String {
    let href = window().location().href().unwrap_or_default();
    let page = href.split('#').next().unwrap_or_default();
    format!("{page}#{fragment}")
}

/// How a new fragment enters the history.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    /// In place of the current entry, as typing does.
    Replace,
    /// As a new entry, so that Back returns to what was there.
    Push,
}

/// Puts a fragment into the address bar, if the browser lets it: some limit how often, and throw.
pub(super) fn write_fragment(fragment: &str, entry: Entry) {
    let Ok(history) = window().history() else {
        return;
    };
    let url = format!("#{fragment}");
    // A refusal leaves an older address; the next change, and Copy link, still have the newest.
    let _ = match entry {
        Entry::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&url)),
        Entry::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&url)),
    };
}

/// Calls back when the fragment changes other than by [`write_fragment`]: Back, Forward, a link
/// pasted into the address bar.
pub(super) fn on_fragment_change(mut callback: impl FnMut() + 'static) {
    EventListener::new(&window(), "hashchange", move |_| callback()).forget();
}

/// Moves the focus to an element.
pub(super) fn focus(id: &str) {
    let element = leptos::prelude::document().get_element_by_id(id);
    if let Some(element) = element.and_then(|e| e.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            input.select();
        }
    }
}

/// Brings an element into view.
pub(super) fn scroll_to(id: &str) {
    if let Some(element) = leptos::prelude::document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Scrolls as little as brings an element into view.
pub(super) fn reveal(id: &str) {
    if let Some(element) = leptos::prelude::document().get_element_by_id(id) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Copies a text; false where the browser does not allow it, as on a page without TLS.
pub(super) async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // web-sys promises a clipboard; without a secure context there is none.
    let there =
        js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|c| !c.is_undefined());
    there
        && JsFuture::from(navigator.clipboard().write_text(text))
            .await
            .is_ok()
}
