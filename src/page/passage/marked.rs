//! The passage with its marks, each a button that leads to its entry in the lists.

use super::state::PassageBox;
use crate::import::passage::marks::{Entry, Kind, Piece};
use crate::page::browser;
use leptos::prelude::*;

/// Returns the id of the first mark of an entry.
pub(super) fn mark_id(entry: Entry) -> String {
    format!("phrase-{}", entry.id())
}

/// Returns whether the passage has a mark of an entry.
pub(super) fn has_mark(this: PassageBox, entry: Entry) -> bool {
    let is_of = |piece: &Piece| piece.mark.is_some_and(|(marked, _)| marked == entry);
    this.pieces.with(|pieces| pieces.iter().any(is_of))
}

/// The passage.
pub(super) fn view(this: PassageBox) -> AnyView {
    let mut named: Vec<Entry> = Vec::new();
    let pieces = this.pieces.get().into_iter().map(|piece| {
        let Some((entry, kind)) = piece.mark else {
            return piece.text.into_any();
        };
        // An id stands once.
        let id = (!named.contains(&entry)).then(|| mark_id(entry));
        named.push(entry);
        // What is not used is reached by its list.
        let tabindex = (kind == Kind::Unused).then_some("-1");
        view! {
            <button
                type="button"
                id=id
                class=format!("mark {}", kind.class())
                tabindex=tabindex
                on:click=move |_| browser::return_focus(entry.id())
            >
                {piece.text}
            </button>
        }
        .into_any()
    });
    pieces.collect::<Vec<_>>().into_any()
}
