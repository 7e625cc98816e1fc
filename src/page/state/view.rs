//! The view that is shown in place of the calculator. Its link is `#view=…`; the part that draws it reads the rest of it.

use super::Page;
use super::tab::name_of_view;
use crate::claim::is_claims;
use crate::draft::Draft;
use crate::draft::link::{self, LinkProblem};
use crate::page::browser::{self, Entry};
use crate::page::lazy::{Lazy, NOT_LOADED, ViewPart};
use crate::panel::{Action, CompareAction, PanelId};
use crate::quantity::Flop;
use crate::table::is_table;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// Takes files that are dropped.
pub(super) type TakeFiles = Box<dyn Fn(JsValue)>;

/// A view that is open.
#[derive(Clone, PartialEq, Eq)]
pub(in crate::page) struct Open {
    /// The fragment that it was opened with.
    pub fragment: String,
    /// The estimate of the form, if the visitor came from the calculator.
    pub from: Option<String>,
}

/// Returns whether a fragment is the link of a view that stands beside the form: a comparison, a study, or what an
/// edition of the tables has changed.
pub(super) fn is_beside(fragment: &str) -> bool {
    let names = ["view=compare", "view=study", "view=changes"];
    names.iter().any(|name| fragment.starts_with(name))
}

/// Returns whether a fragment is the link of a view.
pub(super) fn is_view(fragment: &str) -> bool {
    fragment.starts_with("view=")
}

impl Page {
    /// Returns the part that draws the view of a link.
    pub(in crate::page) fn view_part(self, fragment: &str) -> Lazy<ViewPart> {
        match fragment {
            _ if is_claims(fragment) => self.claims_part,
            _ if is_table(fragment) => self.table_part,
            _ => self.trends_part,
        }
    }

    /// Shows a view. The form stays as it is, behind it.
    pub(super) fn open_view(self, fragment: String) {
        // The address is the view's now.
        self.forget_pending();
        self.view_part(&fragment).retry();
        // Who goes from one link of a view to another does not come from the form.
        let is_other = self.view.with_untracked(Option::is_some);
        let comes_from_form = self.is_ready.get() && !is_other && !self.is_blank.get_untracked();
        let from = comes_from_form.then(|| self.link.get_untracked());
        self.view.set(Some(Open { fragment, from }));
    }

    /// Opens a view that stands beside the form: the link's estimate goes into the form, and the rest into a panel.
    pub(super) fn open_beside(self, fragment: String) {
        self.view.set(None);
        self.beside.set(name_of_view(&fragment));
        self.unfold_beside(fragment);
    }

    /// Opens the panel of such a view. The address stays that of the estimate, so that a reload keeps it.
    pub(in crate::page) fn unfold_beside(self, fragment: String) {
        self.context_part.retry();
        self.context_part.when_settled(move || {
            let opened = self.context_part.update(|part| part.open(&fragment));
            match opened.flatten() {
                Some(beside) => {
                    if let Some(draft) = beside.draft {
                        self.show(draft);
                    }
                    self.notices.set(beside.problems);
                    browser::unfold(beside.panel.name());
                    self.panels.request_draw();
                }
                None => self.notices.set(vec![LinkProblem {
                    key: "view".into(),
                    message: NOT_LOADED.into(),
                }]),
            }
        });
    }

    /// Adds an estimate to the comparison, and calls back with what was done, in words.
    pub(in crate::page) fn compare(self, link: String, then: impl Fn(String) + 'static) {
        self.context_part.retry();
        self.context_part.when_settled(move || {
            self.act(Action::Compare(CompareAction::AddLink(link)));
            let change = untrack(|| self.context_part.ask(|part| part.last_change()));
            then(change.unwrap_or_else(|| NOT_LOADED.into()));
        });
    }

    /// Shows the calculator again, with the comparison.
    pub(in crate::page) fn show_comparison(self) {
        self.close_view();
        browser::unfold(PanelId::Compare.name());
    }

    /// Goes to the comparison, from the calculator or from a view.
    pub(in crate::page) fn go_to_comparison(self) {
        match self.view.with_untracked(Option::is_some) {
            true => self.show_comparison(),
            false => browser::unfold(PanelId::Compare.name()),
        }
    }

    /// Returns the draft of the form and its figure.
    pub(in crate::page) fn estimate(self) -> Option<(Draft, Flop)> {
        let (flop, _) = self.answer.with(|answer| answer.outcome.total.headline)?;
        Some((self.form.with(|form| form.draft.clone()), flop))
    }

    /// Puts the estimate that a view's link carries into the form behind the view.
    pub(in crate::page) fn bring(self, fragment: &str) {
        if link::is_link(fragment) && fragment != self.link.get_untracked() {
            self.open_link(fragment);
        }
    }

    /// Shows the calculator again. Back returns to the view.
    pub(in crate::page) fn close_view(self) {
        self.view.set(None);
        self.write_address(Entry::Push);
        browser::reveal_soon("result");
    }
}
