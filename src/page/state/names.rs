//! Names that the tables know, and the published values under them. Both are loaded with the panels.

use super::Page;
use crate::draft::Key;
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
