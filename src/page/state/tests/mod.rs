//! Tests of the page's state in a pretended browser.

mod examples;
mod parts;
mod passage;
mod recent;
mod typing;
mod undo;
mod views;

use super::{Content, Page};
use crate::draft::Key;
use crate::draft::link;
use crate::page::browser;
use crate::page::lazy::{Loaded, Parts, PassagePart, ViewPart};
use crate::panel::{Draw, Forms, Found, FoundPart, PanelId, PanelPart, Panels, Reports};
use crate::quantity::write;
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    /// The number of parts that cannot be loaded from now on.
    static REFUSED: Cell<u32> = const { Cell::new(0) };
}

/// Returns a part, unless it is to be refused.
fn unless_refused<T: ?Sized>(make: impl FnOnce() -> Loaded<T>) -> Option<Loaded<T>> {
    let refused = REFUSED.get();
    REFUSED.set(refused.saturating_sub(1));
    (refused == 0).then(make)
}

const PARTS: Parts = Parts {
    panels: || Box::pin(async { unless_refused(panels) }),
    reports: || Box::pin(async { unless_refused(reports) }),
    forms: || Box::pin(async { unless_refused(forms) }),
    context: || Box::pin(async { unless_refused(context) }),
    found: || Box::pin(async { unless_refused(found) }),
    trends: || Box::pin(async { unless_refused(Loaded::<ViewPart>::trends) }),
    claims: || Box::pin(async { unless_refused(Loaded::<ViewPart>::claims) }),
    table: || Box::pin(async { unless_refused(Loaded::<ViewPart>::table) }),
    passage: || Box::pin(async { unless_refused(Loaded::<PassagePart>::passage) }),
};

fn panels() -> Loaded<dyn PanelPart> {
    Loaded::with_network(Box::new(Panels::default()))
}

fn reports() -> Loaded<dyn Draw> {
    Loaded::new(Box::new(Reports::default()))
}

fn forms() -> Loaded<dyn Draw> {
    Loaded::new(Box::new(Forms))
}

fn context() -> Loaded<dyn Draw> {
    Loaded::context()
}

fn found() -> Loaded<dyn FoundPart> {
    Loaded::new(Box::new(Found))
}

/// A visit of the page.
struct Visit {
    page: Page,
    /// Owns the signals of the page.
    owner: Owner,
}

impl Visit {
    /// Opens the page at an address with this fragment, and lets it settle.
    fn of(fragment: &str) -> Self {
        browser::open(fragment);
        REFUSED.set(0);
        Self::begin()
    }

    fn begin() -> Self {
        let owner = Owner::new();
        let page = owner.with(|| Page::new(PARTS));
        browser::pass(1000);
        Self { page, owner }
    }

    /// Loads the page again, as F5 does.
    fn reload(self) -> Self {
        browser::unload();
        self.owner.cleanup();
        Self::begin()
    }

    /// Types into a field, and pauses for a second.
    fn types(&self, key: Key, text: &str) {
        self.types_quickly(key, text);
        browser::pass(1000);
    }

    fn types_quickly(&self, key: Key, text: &str) {
        self.page.set_text(key, text.to_owned());
        browser::pass(0);
    }

    fn field(&self, key: Key) -> String {
        self.page.text(key).get_untracked()
    }

    /// Returns the figure as the page writes it; “–” without one.
    fn figure(&self) -> String {
        let headline = self
            .page
            .answer
            .with_untracked(|a| a.outcome.total.headline);
        headline.map_or("–".into(), |(flop, _)| write::people(flop.median()))
    }

    /// Returns the name of the browser's tab.
    fn tab(&self) -> String {
        untrack(|| self.page.tab_name())
    }

    /// Returns the message at a field; empty without one.
    fn message(&self, key: Key) -> String {
        let problem = self.page.problem(key);
        problem.with_untracked(|p| p.as_ref().map_or(String::new(), |p| p.message.clone()))
    }

    fn opens(&self, panel: PanelId) {
        self.page.set_open(panel, true);
        browser::pass(1000);
    }

    fn content(&self, panel: PanelId) -> Content {
        self.page.panels.content(panel).get_untracked()
    }

    /// Returns what the address bar says of a key.
    fn address(&self, key: Key) -> Option<String> {
        let draft = link::decode(&browser::fragment()).draft;
        let stage = u16::from(!key.is_global());
        let text = draft.get(crate::draft::Field::new(stage, key));
        text.map(str::to_owned)
    }
}
