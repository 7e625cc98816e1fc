//! The views of a network: its rows, and the tools beside its text. They are loaded with the panels.

mod list;
mod row;
mod rows;
mod table;
mod tools;

use crate::page::state::Page;
use leptos::prelude::AnyView;

/// The views of a network. The page calls them once they are loaded.
pub(crate) trait NetworkViews {
    /// Makes the view of the rows.
    fn rows(&self, page: Page) -> AnyView;

    /// Makes the view of the tools beside the text.
    fn tools(&self, page: Page) -> AnyView;
}

/// The only implementation of [`NetworkViews`]. Only code that is loaded with the panels may name it.
/// Otherwise it would be loaded with the page.
pub(crate) struct Views;

impl NetworkViews for Views {
    fn rows(&self, page: Page) -> AnyView {
        rows::view(page)
    }

    fn tools(&self, page: Page) -> AnyView {
        tools::view(page)
    }
}
