//! The estimates that were worked on in this browser. They are kept there, and sent nowhere.

use super::Page;
use crate::draft::Key;
use crate::draft::recent::{self, Recent};
use crate::page::browser::{self, Kept};
use crate::quantity::write;
use leptos::prelude::*;

impl Page {
    /// Begins another estimate: what is typed from now on is an entry of its own.
    pub(super) fn begin_recent(self) {
        let now = browser::now();
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
        self.keep_recents(list);
    }

    fn keep_recents(self, list: Vec<Recent>) {
        let is_kept = Kept::Recent.write(&recent::write(&list));
        self.recents.set(Recents { list, is_kept });
    }

    /// Forgets a recent estimate, or all of them. Both can be taken back.
    pub(in crate::page) fn forget_recents(self, id: Option<&str>) {
        let mut list = self.recents.get_untracked().list;
        self.forgotten.set(list.clone());
        list.retain(|recent| id.is_some_and(|id| recent.id != id));
        self.keep_recents(list);
        browser::return_focus(UNDO_FORGETTING.into());
    }

    /// Lists what was forgotten last again, and returns whether there was anything.
    pub(in crate::page) fn recall_recents(self) -> bool {
        let forgotten = self.forgotten.get_untracked();
        let has_any = !forgotten.is_empty();
        if has_any {
            self.keep_recents(forgotten);
            self.forgotten.set(Vec::new());
            browser::return_focus("recents-title".into());
        }
        has_any
    }
}

/// The button that lists again what was forgotten.
pub(in crate::page) const UNDO_FORGETTING: &str = "recents-undo";

/// The recent estimates.
#[derive(Clone, PartialEq)]
pub(in crate::page) struct Recents {
    /// The newest first.
    pub list: Vec<Recent>,
    /// Whether this browser keeps them for the next visit.
    pub is_kept: bool,
}

impl Recents {
    /// Returns the estimates that this browser has kept.
    pub(super) fn kept() -> Self {
        Self {
            list: recent::read(&Kept::Recent.read()),
            is_kept: true,
        }
    }
}
