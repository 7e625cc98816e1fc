//! Typing that is not in the address yet when the page is loaded again.
//!
//! The address gets the link once typing rests. Chromium takes no address that a page writes while it is loaded again,
//! so the browser keeps the link beside the address that it was to replace.

use super::Page;
use crate::page::browser::{self, Entry, Session};
use leptos::prelude::*;

impl Page {
    /// Writes the link that waits for a pause in typing into the address bar, and keeps it in case that is refused.
    pub(super) fn keep_pending(self) {
        let mut typed = String::new();
        if self.pending_address.with(Option::is_some) {
            typed = browser::fragment() + "\n" + &self.link.get_untracked();
            self.write_pending();
        }
        Session::Typed.write(&typed);
    }
}

/// Returns the fragment to open: that of the address or, when the page is loaded again, the link that was to take its
/// place. A link that is opened anew is opened as it is.
pub(super) fn typed_last(fragment: String) -> String {
    let kept = Session::Typed.read();
    Session::Typed.write("");
    match kept.split_once('\n') {
        Some((before, typed)) if before == fragment && browser::is_revisit() => {
            browser::write_fragment(typed, Entry::Replace);
            typed.to_owned()
        }
        _ => fragment,
    }
}
