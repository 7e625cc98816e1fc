//! The views of a panel's pieces. They are loaded with the first panel.

mod act;
mod element;
mod list;

use crate::page::parts::text;
use crate::page::state::Page;
use crate::panel::PanelId;
use crate::panel::piece::Piece;
use leptos::prelude::*;

/// The views of panels. The page calls them once they are loaded.
pub(crate) trait PanelViews {
    /// Makes the view of a panel.
    fn view(&self, page: Page, panel: PanelId) -> AnyView;
}

/// The only implementation of [`PanelViews`]. Only code that is loaded with a part may name it. Otherwise it
/// would be loaded with the page.
pub(crate) struct Views;

impl PanelViews for Views {
    fn view(&self, page: Page, panel: PanelId) -> AnyView {
        list::view(page, list::Source::Panel(panel))
    }
}

/// Makes the view of a piece.
fn piece_view(page: Page, piece: ArcRwSignal<Piece>) -> AnyView {
    match piece.get_untracked() {
        Piece::Element(element) => element::view(page, piece, *element),
        Piece::Text(_) => text(move || match &*piece.read() {
            Piece::Text(text) => text.clone(),
            Piece::Element(_) => String::new(),
        })
        .into_any(),
    }
}
