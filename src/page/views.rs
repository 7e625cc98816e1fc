//! The interface of a view that takes the calculator's place.

use super::state::Page;
use leptos::prelude::*;

/// A view. The page calls it once its part is loaded.
pub(crate) trait PartView {
    /// Makes the view of the link that is open.
    fn view(&self, page: Page) -> AnyView;
}
