//! The passage with its marks, each of which leads to its entry in the lists.

use super::state::PassageBox;
use crate::import::passage::marks::{Kind, mark_around};
use crate::page::browser;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Returns the id of the mark that starts at a character.
fn mark_id(start: usize) -> String {
    format!("phrase-{start}")
}

/// Returns the id of the mark around a phrase, if there is one.
pub(super) fn mark_of(this: PassageBox, start: usize) -> Option<String> {
    this.pieces
        .with(|pieces| mark_around(pieces, start))
        .map(mark_id)
}

/// The passage.
pub(super) fn view(this: PassageBox) -> AnyView {
    let pieces = this.pieces.get().into_iter().map(|piece| {
        let Some((entry, kind)) = piece.mark else {
            return piece.text.into_any();
        };
        let on_key = move |event: KeyboardEvent| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                browser::return_focus(entry.id());
            }
        };
        // Unlike a button, it breaks where a line ends. Marks of what is not used are reached by their list.
        view! {
            <span
                role="button"
                id=mark_id(piece.start)
                class=format!("mark {}", kind.class())
                tabindex=if kind == Kind::Unused { "-1" } else { "0" }
                on:click=move |_| browser::return_focus(entry.id())
                on:keydown=on_key
            >
                {piece.text}
            </span>
        }
        .into_any()
    });
    pieces.collect::<Vec<_>>().into_any()
}
