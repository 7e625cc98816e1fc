//! The interface of a view that takes the calculator's place, and how it follows the address.

use super::browser;
use super::parts::follow;
use super::state::Page;
use leptos::prelude::*;

/// A view. The page calls it once its part is loaded.
pub(crate) trait PartView {
    /// Makes the view of the link that is open.
    fn view(&self, page: Page) -> AnyView;
}

/// Opens the link of a view whenever another comes while the view is there: by Back, from an address that was pasted, or
/// by a press in the view. The title of a view that was opened from the calculator gets the focus.
pub(super) fn follow_links(page: Page, title: &str, open: impl Fn() + 'static) {
    // Whoever comes from the calculator is further down the page, on a link that is hidden now.
    if page
        .view
        .with_untracked(|open| open.as_ref().is_some_and(|open| open.from.is_some()))
    {
        browser::return_focus(title.into());
    }
    follow(move || {
        if page.view.with(Option::is_some) {
            untrack(&open);
        }
    });
}
