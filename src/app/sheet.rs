//! The style of what the workers draw: fetched beside the first of them, not with the page. And the script
//! of the one panel that has one.

use gloo::events::EventListener;
use std::cell::Cell;
use web_sys::Element;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheet {
    /// Not asked for, or it could not be had: panels are drawn without it then.
    Absent,
    Coming,
    There,
}

thread_local! {
    static SHEET: Cell<Sheet> = const { Cell::new(Sheet::Absent) };
}

/// Whether what is drawn now would be seen without its style for a moment.
pub(super) fn is_coming() -> bool {
    SHEET.get() == Sheet::Coming
}

/// Fetches it, unless that was done; says when it is there, or when it cannot be had.
pub(super) fn fetch(settled: fn()) {
    if SHEET.get() != Sheet::Absent {
        return;
    }
    let address = concat!("./panels.css?", env!("PETADAY_BUILD"));
    let Some(link) = add("link", [("rel", "stylesheet"), ("href", address)]) else {
        return;
    };
    for (event, then) in [("load", Sheet::There), ("error", Sheet::Absent)] {
        let failed = link.clone();
        EventListener::new(&link, event, move |_| {
            SHEET.set(then);
            if then == Sheet::Absent {
                failed.remove();
            }
            settled();
        })
        .forget();
    }
    SHEET.set(Sheet::Coming);
}

/// Fetches what the share panel does in the browser itself. A module runs once, however often it is asked
/// for.
pub(super) fn fetch_script() {
    let address = concat!("./share.js?", env!("PETADAY_BUILD"));
    add("script", [("type", "module"), ("src", address)]);
}

/// Puts something to load into the page’s head. The build stands in each address: a browser that kept an
/// older file does not take it.
fn add(name: &str, attributes: [(&str, &str); 2]) -> Option<Element> {
    let document = leptos::prelude::document();
    let (head, element) = (document.head()?, document.create_element(name).ok()?);
    for (name, value) in attributes {
        let _ = element.set_attribute(name, value);
    }
    let _ = head.append_child(&element);
    Some(element)
}
