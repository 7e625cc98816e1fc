//! The list of worked examples, which is the worker’s (src/panel/examples.rs), and where the one that is
//! open comes from.

use crate::app::drawn::Drawn;
use crate::app::page::{Place, use_page};
use crate::app::parts::panel::Panel;
use crate::app::parts::part;
use leptos::prelude::*;

/// A panel that the button in the header opens.
#[component]
pub(super) fn Examples() -> impl IntoView {
    let page = use_page();
    let hidden = move || !page.drawn.is_open(Drawn::Examples);
    view! {
        <section class="card examples" id="examples" aria-label="Examples" hidden=hidden>
            <h2>"Examples"</h2>
            <Panel place=Place::Drawn(Drawn::Examples) html=page.drawn.html(Drawn::Examples) class="drawn"/>
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
