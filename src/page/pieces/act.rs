//! Does what a person asks for in a panel.

use crate::page::browser;
use crate::page::state::Page;
use crate::panel::{Action, Press};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Element;

/// Does an action of an element.
pub(super) fn act(page: Page, action: Action, element: &Element) {
    match action {
        Action::Press(Press::Fill(key, text, from)) => page.fill_field(key, text, from),
        Action::Press(Press::Open(link)) => page.open_example(&link),
        Action::Press(Press::AddStages(added)) => {
            page.add_stages(added);
            close(element);
        }
        Action::Press(Press::Copy(id)) => copy(element.clone(), id),
        action => page.act(action),
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
