//! A panel that is drawn as HTML (src/panel). The code that shows it, and that hears the user in it, is loaded
//! with the first of them: see panel_events.rs.

use super::panel_events::Memory;
use crate::page::parts::follow;
use crate::page::state::{Place, use_page};
use crate::panel::PanelId;
use leptos::html::{Details, Section};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDetailsElement};

/// The HTML of a panel, kept up to date in place, so that whoever types in it goes on typing.
#[component]
pub(crate) fn Panel(
    /// Who hears what is done in it.
    place: Place,
    /// What to show; src/panel escapes in it what people typed.
    #[prop(into)]
    html: Signal<String>,
    /// The id of its heading, if it has one.
    #[prop(optional)]
    labelled: &'static str,
    /// Its class.
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
    let memory = Memory::new();
    let hear = move |event: Event| page.hear(place, memory, event);
    view! {
        <section
            node_ref=node
            class=class
            aria-labelledby=(!labelled.is_empty()).then_some(labelled)
            on:click=move |event| hear(event.into())
            on:input=hear
            on:change=hear
            on:keydown=move |event| hear(event.into())
            on:focusin=move |event| hear(event.into())
            on:pointerdown=move |event| hear(event.into())
        ></section>
    }
}

/// A panel of the whole draft, drawn while it is open.
#[component]
pub(crate) fn Drawer(
    /// Which one.
    panel: PanelId,
    /// What it is about.
    summary: &'static str,
    /// Opens it.
    #[prop(optional)]
    opens: Option<Signal<bool>>,
) -> impl IntoView {
    let page = use_page();
    let node = NodeRef::<Details>::new();
    follow(move || {
        if let (Some(details), true) = (node.get(), opens.is_some_and(|opens| opens.get())) {
            details.set_open(true);
        }
    });
    let toggled = move |event: Event| {
        let details = event.target().and_then(|t| t.dyn_into().ok());
        if let Some(details) = details {
            let details: HtmlDetailsElement = details;
            page.set_open(panel, details.open());
        }
    };
    view! {
        <details class="drawer" id=panel.name() node_ref=node on:toggle=toggled>
            <summary>{summary}</summary>
            <Panel place=Place::Draft(panel) html=page.panels.html(panel) class="drawn" />
        </details>
    }
}
