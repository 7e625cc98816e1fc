//! Shows a panel that src/panel draws as HTML. The code that updates it and handles the user's actions is
//! loaded with the first panel: see panel_events.rs.

use crate::page::parts::follow;
use crate::page::state::{Place, use_page};
use crate::panel::PanelId;
use leptos::html::{Details, Section};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDetailsElement};

/// A panel's HTML, updated in place so that a person who types in it is not interrupted.
#[component]
pub(crate) fn Panel(
    /// The recipient of user actions in the panel.
    place: Place,
    /// The HTML. src/panel has escaped the texts that people typed.
    #[prop(into)]
    html: Signal<String>,
    /// The id of the panel's heading, if it has one.
    #[prop(optional)]
    labelled: &'static str,
    /// The class of the section.
    class: &'static str,
) -> impl IntoView {
    let page = use_page();
    let node = NodeRef::<Section>::new();
    follow(move || {
        let html = html.get();
        if let Some(section) = node.get() {
            page.show_html(&section, &html);
        }
    });
    let handle = move |event: Event| page.handle_event(place, event);
    view! {
        <section
            node_ref=node
            class=class
            aria-labelledby=(!labelled.is_empty()).then_some(labelled)
            on:click=move |event| handle(event.into())
            on:input=handle
            on:change=handle
        ></section>
    }
}

/// A fold with a panel of the whole draft. The panel is drawn while the fold is open.
#[component]
pub(crate) fn Drawer(
    /// The panel.
    panel: PanelId,
    /// The summary line.
    summary: &'static str,
    /// Opens the fold when it turns true.
    #[prop(optional)]
    open_when: Option<Signal<bool>>,
) -> impl IntoView {
    let page = use_page();
    let node = NodeRef::<Details>::new();
    follow(move || {
        if let (Some(details), true) = (node.get(), open_when.is_some_and(|open| open.get())) {
            details.set_open(true);
        }
    });
    let on_toggle = move |event: Event| {
        let details = event.target().and_then(|t| t.dyn_into().ok());
        if let Some(details) = details {
            let details: HtmlDetailsElement = details;
            page.set_open(panel, details.open());
        }
    };
    view! {
        <details class="drawer" id=panel.name() node_ref=node on:toggle=on_toggle>
            <summary>{summary}</summary>
            <Panel place=Place::Draft(panel) html=page.panels.html(panel) class="drawn" />
        </details>
    }
}
