//! The estimates that were worked on in this browser. They are kept there, and sent nowhere.

use super::Page;
use crate::draft::Key;
use crate::draft::recent::{self, Recent};
use crate::page::storage::Kept;
use crate::quantity::write;
use leptos::prelude::*;

impl Page {
    /// Begins another estimate: what is typed from now on is an entry of its own.
    pub(super) fn begin_recent(self) {
        let now = js_sys::Date::now();
        self.recent_id.set(write::exact(now));
    }

    /// Keeps the estimate as it is now, if it has a figure and is not an example as its source has it.
    pub(super) fn keep_recent(self) {
        let figure = self
            .answer
            .with_untracked(|answer| answer.outcome.total.headline);
        let Some((flop, _)) = figure.filter(|_| !self.is_untouched.get()) else {
            return;
        };
        let mut list = recent::read(&Kept::Recent.read());
        recent::keep(
            &mut list,
            Recent {
                id: self.recent_id.get(),
                figure: write::people(flop.median()),
                title: self.typed(0, Key::Title),
                link: self.link.get_untracked(),
            },
        );
        Kept::Recent.write(&recent::write(&list));
        self.recents.set(list);
    }

    /// Forgets a recent estimate.
    pub(in crate::page) fn forget_recent(self, id: &str) {
        self.recents
            .update(|list| list.retain(|recent| recent.id != id));
        self.recents
            .with_untracked(|list| Kept::Recent.write(&recent::write(list)));
    }

    /// Forgets all recent estimates.
    pub(in crate::page) fn forget_recents(self) {
        Kept::Recent.write("");
        self.recents.set(Vec::new());
    }
}

/// Returns the estimates that this browser has kept.
pub(super) fn kept() -> Vec<Recent> {
    recent::read(&Kept::Recent.read())
}
