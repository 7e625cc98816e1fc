//! The style of what the workers draw: fetched beside the first of them, not with the page. And the script
//! of the one panel that has one.

use crate::app::worker::BUILD;
use gloo::events::EventListener;
use std::cell::Cell;

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
    let document = leptos::prelude::document();
    let (Sheet::Absent, Some(head), Ok(link)) = (
        SHEET.get(),
        document.head(),
        document.create_element("link"),
    ) else {
        return;
    };
    // The build in the address: a browser that kept an older one does not take it.
    for (name, value) in [
        ("rel", "stylesheet"),
        ("href", &format!("./panels.css?{BUILD}")),
    ] {
        let _ = link.set_attribute(name, value);
    }
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
    let _ = head.append_child(&link);
}

/// Fetches what the share panel does in the browser itself. A module runs once, however often it is asked
/// for.
pub(super) fn fetch_script() {
    let document = leptos::prelude::document();
    if let (Some(head), Ok(script)) = (document.head(), document.create_element("script")) {
        let _ = script.set_attribute("type", "module");
        let _ = script.set_attribute("src", &format!("./share.js?{BUILD}"));
        let _ = head.append_child(&script);
    }
}
