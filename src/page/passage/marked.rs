//! The passage with its marks, each of which leads to its entry in the lists.

use super::state::PassageBox;
use crate::import::passage::marks::{Kind, Piece, mark_around};
use crate::page::browser;
use crate::page::parts::keyed::{Item, keyed};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Returns the id of a mark, by its number among the pieces.
fn mark_id(number: usize) -> String {
    format!("phrase-{number}")
}

/// Moves the focus to the mark around a phrase.
pub(super) fn go_to_mark(this: PassageBox, start: usize) {
    let mark = this
        .pieces
        .with_untracked(|pieces| mark_around(pieces, start));
    if let Some(number) = mark {
        browser::return_focus(mark_id(number));
    }
}

/// Draws the passage. A key changes the piece in which it was typed, and leaves the others on the page.
pub(super) fn view(this: PassageBox) -> AnyView {
    keyed(move || {
        let mut keys = BTreeSet::new();
        let pieces = this.pieces.get().into_iter().enumerate();
        let items = pieces.map(|(number, piece)| {
            let mut key = key(number, &piece);
            while !keys.insert(key) {
                key = key.wrapping_add(1);
            }
            Item {
                key,
                draw: Box::new(move || draw(this, number, piece)),
            }
        });
        items.collect()
    })
}

/// Returns a hash of what a piece shows.
fn key(number: usize, piece: &Piece) -> u32 {
    // FNV-1a
    let byte = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let mark = piece.mark.map(|(entry, kind)| entry.id() + kind.class());
    let number = number.to_le_bytes();
    let shown = piece
        .text
        .bytes()
        .chain(mark.unwrap_or_default().into_bytes());
    number.into_iter().chain(shown).fold(0x811c_9dc5, byte)
}

fn draw(this: PassageBox, number: usize, piece: Piece) -> AnyView {
    let Some((entry, kind)) = piece.mark else {
        return piece.text.into_any();
    };
    let on_key = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            event.prevent_default();
            this.go_to(entry);
        }
    };
    // Unlike a button, it breaks where a line ends. Marks of what is not used are reached by their list.
    view! {
        <span
            role="button"
            id=mark_id(number)
            class=format!("mark {}", kind.class())
            tabindex=if kind == Kind::Unused { "-1" } else { "0" }
            on:click=move |_| this.go_to(entry)
            on:keydown=on_key
        >
            {piece.text}
        </span>
    }
    .into_any()
}
