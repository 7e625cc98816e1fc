//! The view that is shown in place of the calculator. Its link is `#view=…`; the part that draws it reads the rest.

use super::Page;
use crate::draft::Draft;
use crate::draft::link::{self, LinkProblem};
use crate::page::browser::{self, Entry};
use crate::page::lazy::NOT_LOADED;
use crate::panel::PanelId;
use crate::quantity::Flop;
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

/// Returns whether a fragment is the link of estimates side by side, which stand beside the form.
pub(super) fn is_comparison(fragment: &str) -> bool {
    fragment.starts_with("view=compare")
}

/// Returns whether a fragment is the link of a view.
pub(super) fn is_view(fragment: &str) -> bool {
    fragment.starts_with("view=")
}

impl Page {
    /// Shows a view. The form stays as it is, behind it.
    pub(super) fn open_view(self, fragment: String) {
        // The address is the view's now.
        self.forget_pending();
        self.trends_part.retry();
        // Who goes from one link of a view to another does not come from the form.
        let is_other = self.view.with_untracked(Option::is_some);
        let comes_from_form = self.is_ready.get() && !is_other && !self.is_blank.get_untracked();
        let from = comes_from_form.then(|| self.link.get_untracked());
        self.view.set(Some(Open { fragment, from }));
    }

    /// Opens a comparison: its first estimate goes into the form, and the others stand in the panel.
    pub(super) fn open_comparison(self, fragment: String) {
        self.view.set(None);
        self.context_part.retry();
        self.context_part.when_settled(move || {
            let opened = self.context_part.update(|part| part.open(&fragment));
            match opened.flatten() {
                Some((draft, problems)) => {
                    self.show(draft);
                    self.notices.set(problems);
                    browser::unfold(PanelId::Compare.name());
                }
                None => self.notices.set(vec![LinkProblem {
                    key: "view".into(),
                    message: NOT_LOADED.into(),
                }]),
            }
        });
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
        browser::write_fragment(&self.link.get_untracked(), Entry::Push);
        browser::reveal_soon("result");
    }
}
