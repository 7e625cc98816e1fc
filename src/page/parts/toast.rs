//! The line at the edge of the window that says what a press did, with “Undo”.

use crate::page::browser;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Makes the line.
pub(crate) fn toast(
    what: String,
    undo: impl FnMut(MouseEvent) + 'static,
    close: impl FnMut(MouseEvent) + 'static,
) -> AnyView {
    browser::mark_toast(true);
    on_cleanup(|| browser::mark_toast(false));
    view! {
        <p class="toast">
            <span>{what}</span>
            " "
            <button type="button" class="link" title="Ctrl+Z" on:click=undo>
                "Undo"
            </button>
            <button type="button" class="link" aria-label="Close" on:click=close>
                "✕"
            </button>
        </p>
    }
    .into_any()
}
