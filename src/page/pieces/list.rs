//! A list of pieces that follows its panel, or the element around it.

use super::piece_view;
use crate::page::parts::erased::State;
use crate::page::parts::follow;
use crate::page::parts::keyed::{Item, keyed};
use crate::page::state::Page;
use crate::panel::PanelId;
use crate::panel::piece::{Inside, Piece};
use leptos::prelude::*;

/// Where the pieces come from.
#[derive(Clone)]
pub(super) enum Source {
    /// A panel.
    Panel(PanelId),
    /// An element.
    Inside(ArcRwSignal<Piece>),
}

/// A piece that is shown. Its signal is reference-counted, because no view owns it: a piece may be gone before it
/// is drawn.
#[derive(Clone)]
struct Shown {
    key: u32,
    name: String,
    piece: ArcRwSignal<Piece>,
}

/// Makes the view of a list.
pub(super) fn view(page: Page, source: Source) -> AnyView {
    let shown = State::new(Vec::new());
    let update = move || match &source {
        Source::Panel(panel) => page
            .panels
            .with_pieces(*panel, |pieces| show(shown, pieces)),
        Source::Inside(piece) => {
            if let Piece::Element(element) = &*piece.read()
                && let Inside::Pieces(pieces) = &element.inside
            {
                show(shown, pieces);
            }
        }
    };
    untrack(&update);
    follow(update);
    keyed(move || {
        let items = shown
            .get()
            .into_iter()
            .map(|Shown { key, piece, .. }| Item {
                key,
                draw: Box::new(move || piece_view(page, piece)),
            });
        items.collect()
    })
}

/// Shows pieces: each takes the place of the piece that had its name before.
fn show(shown: State<Vec<Shown>>, pieces: &[Piece]) {
    let old = shown.get_untracked();
    let mut free: Vec<Option<&Shown>> = old.iter().map(Some).collect();
    let mut next_key = old.iter().map(|shown| shown.key + 1).max().unwrap_or(0);
    let mut new = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let name = piece.name();
        let mut free = free.iter_mut();
        let same = free.find(|old| old.is_some_and(|old| old.name == name));
        if let Some(same) = same.and_then(Option::take) {
            if same.piece.with_untracked(|old| old != piece) {
                same.piece.set(piece.clone());
            }
            new.push(same.clone());
        } else {
            let piece = ArcRwSignal::new(piece.clone());
            new.push(Shown {
                key: next_key,
                name,
                piece,
            });
            next_key += 1;
        }
    }
    let keys = |shown: &[Shown]| Vec::from_iter(shown.iter().map(|shown| shown.key));
    if keys(&old) != keys(&new) {
        shown.set(new);
    }
}
