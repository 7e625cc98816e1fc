//! The state of the view. The table stays for the visit, also while the calculator is shown; the worker has its rows.

mod source;
mod undo;
mod worker;

pub(super) use source::{
    MOST_IN_BOX, PASTED, empty, has_content, open_again, open_files, open_long, pasted, put_text,
    read_box, replace_by,
};
pub(super) use undo::{forget_undo, take_back, undo_words};

use crate::draft::link::LinkProblem;
use crate::page::browser::{self, Entry};
use crate::page::parts::erased::State;
use crate::page::state::Page;
use crate::page::views::follow_links;
use crate::table::{Model, Request, Settings, decode, encode, is_table};
use gloo::timers::callback::Timeout;
use source::{Source, recall};
use std::cell::RefCell;
use undo::Undo;
use wasm_bindgen::JsValue;
use worker::send;

/// The table, kept while the calculator is shown.
#[derive(Default)]
struct Kept {
    model: Model,
    /// The number of tables begun so far. An answer about a former one is late.
    opened: u32,
    /// The text in the box.
    pasted: String,
    /// The source that is being opened, and whether taking the former one back is offered.
    asked: Option<(Source, bool)>,
    /// The source of the rows.
    source: Option<Source>,
    undo: Option<Undo>,
    /// Whether the browser keeps too little of the table for a reload.
    is_unkept: bool,
    /// Whether it was looked for what an earlier load of the page has kept.
    is_recalled: bool,
    /// Runs while the worker owes an answer.
    patience: Option<Timeout>,
    /// The counter of the view that is shown.
    changes: Option<State<u32>>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// The state, which all pieces of the view share.
#[derive(Clone, Copy)]
pub(super) struct Table {
    pub(super) page: Page,
    /// Counts the changes of what is kept.
    changes: State<u32>,
    /// The parts of the link that could not be read.
    pub(super) problems: State<Vec<LinkProblem>>,
}

impl Table {
    /// Opens the link of the view that the page shows, and follows it.
    pub(super) fn new(page: Page) -> Self {
        let table = Self {
            page,
            changes: State::new(0),
            problems: State::new(Vec::new()),
        };
        KEPT.with_borrow_mut(|kept| kept.changes = Some(table.changes));
        table.open_link();
        recall();
        follow_links(page, "table-title", move || table.open_link());
        table
    }

    fn open_link(self) {
        let Some(open) = self.page.view.get_untracked() else {
            return;
        };
        if !is_table(&open.fragment) {
            return;
        }
        let opened = decode(&open.fragment);
        self.problems.set(opened.problems);
        if self.untracked(|model| model.settings != opened.settings) {
            change(|model| model.set(opened.settings));
        }
    }

    /// Reads the state. A reactive caller runs again when it has changed.
    pub(super) fn with<T>(self, read: impl FnOnce(&Model) -> T) -> T {
        self.changes.track();
        self.untracked(read)
    }

    pub(super) fn untracked<T>(self, read: impl FnOnce(&Model) -> T) -> T {
        KEPT.with_borrow(|kept| read(&kept.model))
    }

    /// Shows the rows in another way, and writes that into the address.
    pub(super) fn set(self, settings: Settings) {
        browser::write_fragment(&encode(&settings), Entry::Replace);
        self.problems.set(Vec::new());
        change(|model| model.set(settings));
    }

    /// Changes one of the settings.
    pub(super) fn adjust(self, adjust: impl FnOnce(&mut Settings)) {
        let mut settings = self.untracked(|model| model.settings.clone());
        adjust(&mut settings);
        self.set(settings);
    }
}

/// Returns whether the browser keeps too little of the table for a reload.
pub(super) fn is_unkept() -> bool {
    KEPT.with_borrow(|kept| kept.is_unkept)
}

/// Changes the state, and sends the requests that follow.
pub(super) fn change(change: impl FnOnce(&mut Model) -> Vec<Request>) {
    let requests = KEPT.with_borrow_mut(|kept| change(&mut kept.model));
    for request in requests {
        send(&request, &JsValue::UNDEFINED);
    }
    tell();
}

/// Lets the view that is shown follow.
fn tell() {
    if let Some(changes) = KEPT.with_borrow(|kept| kept.changes) {
        changes.update(|count| *count += 1);
    }
}
