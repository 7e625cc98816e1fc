//! The line at the edge of the window that says what was done, with “Undo”. There is one at a time. It stays until it is
//! closed, taken back, or replaced by the next one.

use crate::page::browser;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

/// Makes the line.
pub(crate) fn toast(
    what: String,
    undo: impl FnMut(MouseEvent) + 'static,
    // A button for another way to go on.
    more: Option<AnyView>,
    close: impl FnMut(MouseEvent) + 'static,
) -> AnyView {
    browser::mark_toast(true);
    on_cleanup(|| browser::mark_toast(false));
    view! {
        <p class="toast">
            <span>{what}</span>
            " "
            <button type="button" class="link" on:click=undo>
                "Undo"
            </button>
            " "
            {more}
            " "
            <button type="button" class="link" aria-label="Close" on:click=close>
                "✕"
            </button>
        </p>
    }
    .into_any()
}
