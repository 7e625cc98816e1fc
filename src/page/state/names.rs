//! Names that the tables know, and the published values under them. Both are loaded with the panels.

use super::Page;
use crate::answer::{Offer, Problem};
use crate::draft::Key;
use crate::page::lazy::NOT_LOADED;
use crate::panel::{PanelId, Suggestion};
use leptos::prelude::*;

impl Page {
    /// Suggests names for the text of a title. Suggests none until the part that knows them is loaded.
    pub(in crate::page) fn suggest(self, typed: &str) -> Vec<Suggestion> {
        if typed.trim().is_empty() {
            return Vec::new();
        }
        let found = self.panel_part.ask(|part| part.suggest(typed));
        found.unwrap_or_default()
    }

    /// Lists the hardware that a text may name. The list is empty until the part that knows the names is loaded.
    pub(in crate::page) fn offers(self, typed: &str, problem: Option<&Problem>) -> Vec<Offer> {
        let offers = self.panel_part.ask(|part| part.offers(typed, problem));
        offers.unwrap_or_default()
    }

    /// Returns the only one of them, which is taken when the field is left.
    pub(in crate::page) fn only_offer(self, typed: &str, offers: &[Offer]) -> Option<Offer> {
        untrack(|| self.panel_part.ask(|part| part.only_offer(typed, offers)))?
    }

    /// Returns the number of chips in front of a name of hardware.
    pub(in crate::page) fn number_in(self, typed: &str) -> Option<String> {
        untrack(|| self.panel_part.ask(|part| part.number_in(typed)))?
    }

    /// Begins to load the part that knows the names of hardware, when its field is entered: the question that a name
    /// leads to should be there before the field is left.
    pub(in crate::page) fn load_names(self) {
        self.panel_part.load();
    }

    /// Returns whether the names of hardware are still being loaded.
    pub(in crate::page) fn awaits_names(self) -> bool {
        untrack(|| !self.panel_part.is_loaded() && !self.panel_part.has_failed())
    }

    /// Calls back when the names of hardware are loaded or cannot be loaded; at once if they are.
    pub(in crate::page) fn when_names_settle(self, then: impl FnOnce() + 'static) {
        self.panel_part.when_settled(then);
    }

    /// Says why names of hardware are not known, while the part that knows them is loading or cannot be loaded.
    pub(in crate::page) fn why_no_names(self) -> Option<&'static str> {
        if self.panel_part.has_failed() {
            return Some(NOT_LOADED);
        }
        (!self.panel_part.is_loaded()).then_some("The list of chips is being loaded.")
    }

    /// Reads the draft anew when names of hardware become known.
    pub(super) fn follow_names(self) {
        if self.panel_part.is_loaded() {
            self.form.update(|_| ());
        }
    }

    /// Shows what is published of the title, if the tables know it.
    pub(in crate::page) fn show_published(self) {
        if !untrack(|| self.panels.is_open(PanelId::Names)) {
            self.set_open(PanelId::Names, true);
        }
    }

    pub(in crate::page) fn hide_published(self) {
        if untrack(|| self.panels.is_open(PanelId::Names)) {
            self.set_open(PanelId::Names, false);
        }
    }

    /// Returns where the text of a field was published, if it was filled in from there.
    pub(in crate::page) fn origin(self, key: Key, text: &str) -> Option<String> {
        self.published.with(|all| {
            let fact = all
                .iter()
                .rfind(|fact| fact.key == key && fact.text == text)?;
            Some(fact.source_name().to_owned())
        })
    }
}
