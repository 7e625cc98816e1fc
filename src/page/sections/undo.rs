//! The line that takes the last press back.

use crate::page::browser;
use crate::page::parts::part;
use crate::page::parts::toast::toast;
use crate::page::state::use_page;
use leptos::prelude::*;

/// The line that says what the last press did, with “Undo”.
#[component]
pub(super) fn UndoLine() -> impl IntoView {
    let page = use_page();
    // The next input or press forgets it for good.
    browser::on_undo_key(move || page.recall_recents() || page.take_back());
    let line = part(move || {
        // In another view nobody sees what it would take back.
        let is_here = page.view.with(Option::is_none);
        let what = page.undo.with(|undo| Some(undo.as_ref()?.what.clone()))?;
        let take_back = move |_| {
            page.take_back();
        };
        is_here.then(|| toast(what, take_back, move |_| page.undo.set(None)))
    });
    view! { <div role="status">{line}</div> }
}
