//! The list of worked examples, which is the worker’s (src/panel/examples.rs), and where the one that is
//! open comes from.

use crate::page::parts::panel::Panel;
use crate::page::parts::part;
use crate::page::state::{Place, use_page};
use crate::panel::PanelId;
use leptos::prelude::*;

/// A panel that the button in the header opens.
#[component]
pub(super) fn Examples() -> impl IntoView {
    let page = use_page();
    let hidden = move || !page.panels.is_open(PanelId::Examples);
    view! {
        <section class="card examples" id="examples" aria-label="Examples" hidden=hidden>
            <h2>"Examples"</h2>
            <Panel
                place=Place::Draft(PanelId::Examples)
                html=page.panels.html(PanelId::Examples)
                class="drawn"
            />
        </section>
    }
}

/// While an example is open as its source has it: the source, what it printed, and why ours may
/// differ.
#[component]
pub(super) fn ExampleNote() -> impl IntoView {
    let said = use_page().example_note();
    part(move || {
        let (printed, about) = said.get()?;
        Some(view! {
            <p class="source">
                <strong>"As published: " {printed} ". "</strong>
                {about}
            </p>
        })
    })
}
