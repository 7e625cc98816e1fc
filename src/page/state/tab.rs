//! The name of the browser's tab.

use super::Page;
use super::view::is_beside;
use crate::claim::is_claims;
use crate::draft::{Field, Key};
use crate::page::browser;
use crate::quantity::{isolate, write};
use crate::table::is_table;
use leptos::prelude::*;

impl Page {
    /// Returns the name of the tab: that of the view, or the title of the estimate and its figure.
    pub(in crate::page) fn tab_name(self) -> String {
        let view = self.view.with(|open| {
            let fragment = &open.as_ref()?.fragment;
            Some(name_of_view(fragment))
        });
        match view.unwrap_or_else(|| self.beside.get()) {
            "" => self.estimate_name(),
            view => format!("{view} · Petaday"),
        }
    }

    fn estimate_name(self) -> String {
        let title = self.form.with(|form| {
            let title = form.draft.get(Field::new(0, Key::Title));
            isolate(title.unwrap_or_default())
        });
        let headline = self.answer.with(|answer| answer.outcome.total.headline);
        let figure = headline.map_or(String::new(), |(flop, _)| {
            format!("{} FLOP", write::people(flop.median()))
        });
        let mut name = String::new();
        for part in [title, figure] {
            if !part.is_empty() {
                name.push_str(&part);
                name.push_str(" · ");
            }
        }
        name + "Petaday"
    }

    /// Writes the estimate's link into the address bar. The tab has the estimate's name from then on.
    pub(super) fn write_address(self, entry: browser::Entry) {
        self.beside.set("");
        browser::write_fragment(&self.link.get_untracked(), entry);
        self.keep_ways();
    }
}

/// Returns what the tab calls the view of a link.
pub(super) fn name_of_view(fragment: &str) -> &'static str {
    match fragment {
        _ if is_claims(fragment) => "Claims, checked",
        _ if is_table(fragment) => "Tables",
        _ if !is_beside(fragment) => "Trends",
        _ if fragment.starts_with("view=compare") => "Compare",
        _ if fragment.starts_with("view=study") => "Studies",
        _ => "Changes of the tables",
    }
}
