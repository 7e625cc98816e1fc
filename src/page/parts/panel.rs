//! Shows a panel of the draft. The views of its pieces are loaded with the first panel.

use crate::page::browser;
use crate::page::lazy::NOT_LOADED;
use crate::page::parts::erased::Kept;
use crate::page::parts::summary::summary;
use crate::page::parts::{follow, part};
use crate::page::state::{Content, use_page};
use crate::panel::PanelId;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlDetailsElement};

/// A panel, in a section.
#[component]
pub(crate) fn Panel(
    /// The panel.
    panel: PanelId,
    /// The id of the panel's heading, if it has one.
    #[prop(optional)]
    labelled: &'static str,
    /// The class of the section.
    class: &'static str,
) -> impl IntoView {
    let page = use_page();
    let content = page.panels.content(panel);
    let content = part(move || match content.get() {
        Content::Nothing => None,
        Content::NotLoaded => Some(view! { <p class="problem error">{NOT_LOADED}</p> }.into_any()),
        Content::Pieces => page.panel_view(panel),
    });
    view! {
        <section class=class aria-labelledby=(!labelled.is_empty()).then_some(labelled)>
            {content}
        </section>
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
    let content = page.panels.content(panel);
    let is_drawn = move || content.get() != Content::Nothing;
    let is_opening = Kept::new(false);
    follow(move || {
        if is_drawn() && is_opening.take() {
            browser::reveal_soon(panel.name());
        }
    });
    let on_toggle = move |event: Event| {
        let details = event.target().and_then(|t| t.dyn_into().ok());
        if let Some(details) = details {
            let details: HtmlDetailsElement = details;
            page.set_open(panel, details.open());
            if details.open() {
                match untrack(is_drawn) {
                    false => is_opening.set(true),
                    true => browser::reveal_soon(panel.name()),
                }
            }
        }
    };
    view! {
        <details class="drawer" id=panel.name() on:toggle=on_toggle>
            {summary(topic, digest)}
            {children.map(|children| children())}
            <Panel panel class="drawn" />
        </details>
    }
}
