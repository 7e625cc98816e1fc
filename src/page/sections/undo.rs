//! The line at the edge of the window that takes the last press back.

use crate::page::browser;
use crate::page::parts::part;
use crate::page::state::use_page;
use leptos::prelude::*;

/// The line that says what the last press did, with “Undo”.
#[component]
pub(super) fn UndoLine() -> impl IntoView {
    let page = use_page();
    // The next input or press forgets it for good.
    browser::on_undo_key(move || page.recall_recents() || page.take_back());
    let line = part(move || {
        let what = page.undo.with(|undo| Some(undo.as_ref()?.what.clone()))?;
        Some(view! {
            <p class="toast">
                <span>{what}</span>
                " "
                <button
                    type="button"
                    class="link"
                    title="Ctrl+Z"
                    on:click=move |_| {
                        page.take_back();
                    }
                >
                    "Undo"
                </button>
                <button
                    type="button"
                    class="link"
                    aria-label="Close"
                    on:click=move |_| page.undo.set(None)
                >
                    "✕"
                </button>
            </p>
        })
    });
    view! { <div role="status">{line}</div> }
}
