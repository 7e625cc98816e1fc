//! What only some estimates need, folded away until it is opened or an estimate has it.

use crate::draft::Key;
use crate::page::parts::follow;
use crate::page::state::use_page;
use crate::panel::PanelId;
use leptos::html::Details;
use leptos::prelude::*;

/// Fields under a line that opens them.
#[component]
pub(crate) fn Fold(
    /// The fields: an estimate that comes with one of them opens it.
    keys: &'static [Key],
    /// What they are for.
    summary: &'static str,
    /// The panel that goes with them, if there is one.
    #[prop(optional)]
    panel: Option<PanelId>,
    /// The fields and what goes with them.
    children: Children,
) -> impl IntoView {
    let page = use_page();
    let details = NodeRef::<Details>::new();
    follow(move || {
        page.opened.track();
        page.stage.track();
        let is_filled = |key: &Key| {
            page.text(*key)
                .with_untracked(|text| !text.trim().is_empty())
        };
        if let Some(details) = details.get()
            && keys.iter().any(is_filled)
        {
            details.set_open(true);
        }
    });
    let toggled = move || {
        if let (Some(panel), Some(details)) = (panel, details.get_untracked()) {
            page.set_open(panel, details.open());
        }
    };
    view! {
        <details class="files" node_ref=details on:toggle=move |_| toggled()>
            <summary>{summary}</summary>
            {children()}
        </details>
    }
}
