//! The reading of the box for a passage: its state and its views. They are loaded when the box is first used.

mod files;
mod lists;
mod marked;
mod questions;
mod state;
mod view;

use crate::page::state::Page;
use leptos::prelude::AnyView;
#[cfg(test)]
pub(in crate::page) use state::PassageBox;
use wasm_bindgen::JsValue;

/// The views of a passage. The page calls them once they are loaded.
pub(crate) trait PassageViews {
    /// Makes the view of what is read, and begins to read.
    fn view(&self, page: Page) -> AnyView;

    /// Takes files that were dropped on the box.
    fn take_files(&self, page: Page, files: &JsValue);
}

/// The only implementation of [`PassageViews`]. Only code that is loaded with the reader of passages may name it.
/// Otherwise it would be loaded with the page.
pub(crate) struct Views;

impl PassageViews for Views {
    fn view(&self, page: Page) -> AnyView {
        view::view(page)
    }

    fn take_files(&self, page: Page, files: &JsValue) {
        files::take(page, files);
    }
}
