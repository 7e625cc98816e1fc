//! The style of the panels, fetched with the first part that is loaded, and the script of the share
//! panel.

use js_sys::{Function, Promise};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

thread_local! {
    /// A promise that settles when the style is loaded. `None` before the first request, and after
    /// a failed one.
    static SHEET: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Fetches the style of the panels once. If that fails, panels are drawn without it, and the next
/// call tries again.
pub(super) async fn fetch() {
    let sheet = SHEET.with_borrow_mut(|sheet| sheet.get_or_insert_with(load).clone());
    if JsFuture::from(sheet).await.is_err() {
        SHEET.take();
    }
}

fn load() -> Promise {
    let address = concat!("./panels.css?", env!("PETADAY_BUILD"));
    let link = add("link", [("rel", "stylesheet"), ("href", address)]);
    let mut settle = |loaded: Function, failed: Function| {
        for (event, listener) in [("load", &loaded), ("error", &failed)] {
            let _ = match &link {
                Some(link) => link.add_event_listener_with_callback(event, listener),
                None => failed.call0(&JsValue::NULL).map(drop),
            };
        }
    };
    Promise::new(&mut settle)
}

/// Fetches the script of the share panel. A module runs once, however often its element is added.
pub(super) fn fetch_script() {
    let address = concat!("./share.js?", env!("PETADAY_BUILD"));
    add("script", [("type", "module"), ("src", address)]);
}

/// Adds an element to the page's head that loads a file. Each address has the build in it, so that
/// the browser does not use an older file from its cache.
fn add(name: &str, attributes: [(&str, &str); 2]) -> Option<Element> {
    let document = leptos::prelude::document();
    let (head, element) = (document.head()?, document.create_element(name).ok()?);
    for (name, value) in attributes {
        let _ = element.set_attribute(name, value);
    }
    let _ = head.append_child(&element);
    Some(element)
}
