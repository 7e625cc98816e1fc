//! A press that can be taken back, and the table before it.

use super::source::{Source, open, put_text};
use super::{KEPT, tell};

/// A press that can be taken back: what it did, and the table before it.
#[derive(Clone)]
pub(super) struct Undo {
    what: String,
    before: Source,
}

/// Returns what the last press did, if it can be taken back.
pub(in crate::page::table) fn undo_words() -> Option<String> {
    KEPT.with_borrow(|kept| kept.undo.as_ref().map(|undo| undo.what.clone()))
}

/// Takes the last press back.
pub(in crate::page::table) fn take_back() {
    let Some(undo) = KEPT.with_borrow_mut(|kept| kept.undo.take()) else {
        return;
    };
    put_text(undo.before.text.clone().unwrap_or_default());
    open(Some(undo.before), false);
}

/// Offers no longer to take the last press back.
pub(in crate::page::table) fn forget_undo() {
    KEPT.with_borrow_mut(|kept| kept.undo = None);
    tell();
}

pub(super) fn offer_undo(what: &str, before: Option<Source>) {
    KEPT.with_borrow_mut(|kept| {
        kept.undo = before.map(|before| Undo {
            what: what.into(),
            before,
        });
    });
    tell();
}
