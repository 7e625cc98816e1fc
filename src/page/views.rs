//! What a view that takes the calculator's place is to the page.

use super::state::Page;
use leptos::prelude::*;

/// A view. The page calls it once its part is loaded.
pub(crate) trait PartView {
    /// Makes the view of the link that is open.
    fn view(&self, page: Page) -> AnyView;
}
