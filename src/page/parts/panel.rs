//! Shows a panel that src/panel draws as HTML. The code that updates it and handles the user's actions is
//! loaded with the first panel: see panel_events.rs.

use crate::page::browser;
use crate::page::parts::erased::Kept;
use crate::page::parts::follow;
use crate::page::parts::summary::summary;
use crate::page::state::{Place, use_page};
use crate::panel::PanelId;
use leptos::html::Section;
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

/// A fold with a panel of the whole draft. The panel is drawn while the fold is open, and is scrolled
/// into sight when it opens.
#[component]
pub(crate) fn Drawer(
    /// The panel.
    panel: PanelId,
    /// The topic.
    topic: &'static str,
    /// Its content in short.
    #[prop(into)]
    digest: Signal<String>,
    /// Fields above the panel.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let page = use_page();
    let html = page.panels.html(panel);
    let is_opening = Kept::new(false);
    follow(move || {
        if !html.with(String::is_empty) && is_opening.take() {
            browser::reveal_soon(panel.name());
        }
    });
    let on_toggle = move |event: Event| {
        let details = event.target().and_then(|t| t.dyn_into().ok());
        if let Some(details) = details {
            let details: HtmlDetailsElement = details;
            page.set_open(panel, details.open());
            if details.open() {
                match html.with_untracked(String::is_empty) {
                    true => is_opening.set(true),
                    false => browser::reveal_soon(panel.name()),
                }
            }
        }
    };
    view! {
        <details class="drawer" id=panel.name() on:toggle=on_toggle>
            {summary(topic, digest)}
            {children.map(|children| children())}
            <Panel place=Place::Draft(panel) html=html class="drawn" />
        </details>
    }
}
