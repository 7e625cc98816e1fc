//! The list of worked examples, which src/panel/examples.rs draws, and the source note of the
//! example that is open.

use super::recent::Recents;
use crate::page::parts::panel::Panel;
use crate::page::parts::part;
use crate::page::state::use_page;
use crate::panel::PanelId;
use leptos::prelude::*;

/// The panel that the header's button opens.
#[component]
pub(super) fn Examples() -> impl IntoView {
    let page = use_page();
    let hidden = move || !page.panels.is_open(PanelId::Examples);
    view! {
        <section
            class="card examples"
            id="examples"
            aria-label="Examples"
            hidden=hidden
            on:keydown=move |event| page.close_examples(&event)
        >
            <h2>"Examples"</h2>
            <Recents />
            <Panel panel=PanelId::Examples class="drawn" />
        </section>
    }
}

/// The source of the open example, its printed figure, and why ours may differ. Shown while the
/// form is as the source has it.
#[component]
pub(super) fn ExampleNote() -> impl IntoView {
    let note = use_page().example_note();
    part(move || {
        let (printed, source) = note.get()?;
        let printed = match printed.as_str() {
            "" => "A worked example.".to_owned(),
            printed => format!("As published: {printed}."),
        };
        Some(view! {
            <details class="source">
                <summary>{printed}</summary>
                <p>{source}</p>
            </details>
        })
    })
}
