//! The styles of parts, each fetched with the first part that needs it, and the script of the share
//! panel.

use js_sys::{Function, Promise};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

/// A style that is not in the first download.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    /// The style of the panels.
    Panels,
    /// The style of the view of trends.
    Trends,
    /// The style of the box for a passage.
    Passage,
    /// The style of the view of claims.
    Claims,
    /// The style of the view of tables.
    Table,
}

thread_local! {
    /// For each style a promise that settles when it is loaded. `None` before the first request, and after
    /// a failed one.
    static SHEETS: RefCell<[Option<Promise>; 5]> = const { RefCell::new([const { None }; 5]) };
}

/// Fetches a style once. If that fails, its part is drawn without it, and the next call tries again.
pub(super) async fn fetch(sheet: Sheet) {
    if cfg!(test) {
        // There is no page that a style could be added to.
        return;
    }
    let promise = SHEETS.with_borrow_mut(|sheets| {
        sheets[sheet as usize]
            .get_or_insert_with(|| load(sheet))
            .clone()
    });
    if JsFuture::from(promise).await.is_err() {
        SHEETS.with_borrow_mut(|sheets| sheets[sheet as usize] = None);
    }
}

fn load(sheet: Sheet) -> Promise {
    let address = match sheet {
        Sheet::Panels => concat!("./panels.css?", env!("PETADAY_BUILD")),
        Sheet::Trends => concat!("./trends.css?", env!("PETADAY_BUILD")),
        Sheet::Passage => concat!("./passage.css?", env!("PETADAY_BUILD")),
        Sheet::Claims => concat!("./claims.css?", env!("PETADAY_BUILD")),
        Sheet::Table => concat!("./table.css?", env!("PETADAY_BUILD")),
    };
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
    if cfg!(test) {
        return;
    }
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
