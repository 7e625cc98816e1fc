//! The line that takes back the last press, or the first input, which clears an example.

use crate::page::browser;
use crate::page::parts::part;
use crate::page::parts::toast::toast;
use crate::page::state::{Page, use_page};
use leptos::prelude::*;

/// The line that says what was done last, with “Undo”.
#[component]
pub(super) fn UndoLine() -> impl IntoView {
    let page = use_page();
    // The next input or press forgets it for good.
    browser::on_undo_key(move || page.recall_recents() || page.take_back());
    let line = part(move || {
        // In another view nobody sees what it would take back.
        let is_here = page.view.with(Option::is_none);
        is_here.then(|| last_press(page).or_else(|| begun(page)))?
    });
    view! {
        <div role="status" id="pressed">
            {line}
        </div>
    }
}

/// Says what the last press did.
fn last_press(page: Page) -> Option<AnyView> {
    let what = page.undo.with(|undo| Some(undo.as_ref()?.what.clone()))?;
    let take_back = move |_| {
        page.take_back();
    };
    let close = Callback::new(move |()| page.undo.set(None));
    Some(toast(what, take_back, None, close))
}

/// Says that the example was cleared.
fn begun(page: Page) -> Option<AnyView> {
    let title = page
        .begun
        .with(|begun| Some(begun.as_ref()?.title.clone()))?;
    let keep = view! {
        <button type="button" class="link" on:click=move |_| page.keep_other_values()>
            "Keep its other values"
        </button>
    };
    Some(toast(
        format!("Started your own estimate. {title} was cleared."),
        move |_| page.reopen_example(),
        Some(keep.into_any()),
        Callback::new(move |()| page.begun.set(None)),
    ))
}
