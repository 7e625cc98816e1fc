//! A fold for fields that few estimates need. It opens by itself when an estimate fills one of
//! them.

use crate::draft::Key;
use crate::page::parts::follow;
use crate::page::parts::summary::summary;
use crate::page::state::use_page;
use crate::panel::PanelId;
use leptos::html::Details;
use leptos::prelude::*;

/// Fields under a summary line that opens them.
#[component]
pub(crate) fn Fold(
    /// The fields. An opened estimate that fills one of them unfolds all.
    keys: &'static [Key],
    /// The topic.
    topic: &'static str,
    /// Its content in short.
    #[prop(into)]
    digest: Signal<String>,
    /// The panel among the fields, if there is one.
    #[prop(optional)]
    panel: Option<PanelId>,
    /// The fields and whatever goes with them.
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
    let on_toggle = move || {
        if let (Some(panel), Some(details)) = (panel, details.get_untracked()) {
            page.set_open(panel, details.open());
        }
    };
    view! {
        <details class="fold" node_ref=details on:toggle=move |_| on_toggle()>
            {summary(topic, digest)}
            {children()}
        </details>
    }
}
