//! The state of the view: its settings, and the statements that follow from them.

use crate::claim::{self, Checked, Settings, check_all, decode, encode, is_claims, select};
use crate::draft::link::LinkProblem;
use crate::page::browser::{self, Entry};
use crate::page::parts::erased::{Derived, State};
use crate::page::state::Page;
use crate::page::views::follow_links;
use leptos::ev::MouseEvent;
use std::sync::Arc;

/// The state, which all pieces of the view share.
#[derive(Clone, Copy)]
pub(super) struct Claims {
    pub(super) page: Page,
    pub(super) settings: State<Settings>,
    /// The parts of the link that could not be read.
    pub(super) problems: State<Vec<LinkProblem>>,
    /// All statements, checked once.
    pub(super) all: State<Arc<Vec<Checked>>>,
    /// The statements that are shown.
    shown: Derived<Vec<Checked>>,
}

impl Claims {
    /// Opens the link of the view that the page shows, and follows it.
    pub(super) fn new(page: Page) -> Self {
        let settings = State::new(Settings::default());
        let all = State::new(Arc::new(check_all()));
        let claims = Self {
            page,
            settings,
            problems: State::new(Vec::new()),
            all,
            shown: Derived::new(move || {
                all.with(|all| {
                    settings.with(|settings| select(all, settings).into_iter().cloned().collect())
                })
            }),
        };
        claims.open();
        follow_links(page, "claims-title", move || claims.open());
        claims
    }

    /// Reads the link of the view that the page shows.
    fn open(self) {
        let Some(open) = self.page.view.get_untracked() else {
            return;
        };
        if !is_claims(&open.fragment) {
            return;
        }
        let opened = decode(&open.fragment);
        self.problems.set(opened.problems);
        self.settings.set(opened.settings);
    }

    /// Shows other statements, and writes that into the address.
    pub(super) fn set(self, settings: Settings) {
        browser::write_fragment(&encode(&settings), Entry::Replace);
        self.problems.set(Vec::new());
        self.settings.set(settings);
    }

    /// Opens an estimate at its answer. Back returns to the statements.
    pub(super) fn open_estimate(self, link: &str, event: &MouseEvent) {
        let is_for_another_tab = event.ctrl_key() || event.meta_key() || event.shift_key();
        if !is_for_another_tab {
            event.prevent_default();
            self.page.bring(link);
            self.page.close_view();
        }
    }

    /// Returns the statements that are shown.
    pub(super) fn shown(self) -> Vec<Checked> {
        self.shown.get()
    }

    /// Says how many statements are shown.
    pub(super) fn count_in_words(self) -> String {
        let all = self.all.with(|all| all.len());
        claim::count_in_words(self.shown.with(Vec::len), all)
    }
}
