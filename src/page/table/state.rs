//! The state of the view. The table stays for the visit, also while the calculator is shown; the worker has its rows.

use super::save;
use crate::draft::link::LinkProblem;
use crate::page::browser::{self, Entry};
use crate::page::lazy::NOT_LOADED;
use crate::page::parts::erased::State;
use crate::page::parts::follow;
use crate::page::reader::{self, Program};
use crate::page::state::Page;
use crate::quantity::plain_excerpt;
use crate::table::{Model, Reply, Request, Settings, decode, encode, is_table};
use js_sys::Array;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};

/// The table, kept while the calculator is shown.
#[derive(Default)]
struct Kept {
    model: Model,
    /// The number of tables opened so far. An answer about a former one is late.
    opened: u32,
    /// The text in the box.
    pasted: String,
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
        // Whoever comes from the calculator is further down the page, on a link that is hidden now.
        if page
            .view
            .with_untracked(|open| open.as_ref().is_some_and(|open| open.from.is_some()))
        {
            browser::return_focus("table-title".into());
        }
        follow(move || {
            // A link that is opened while the view is there: Back, or an address that was pasted.
            if page.view.with(Option::is_some) {
                untrack(|| table.open_link());
            }
        });
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

/// Returns the text in the box.
pub(super) fn pasted() -> String {
    KEPT.with_borrow(|kept| kept.pasted.clone())
}

/// Keeps the text in the box.
pub(super) fn keep_pasted(text: String) {
    KEPT.with_borrow_mut(|kept| kept.pasted = text);
}

/// Opens the first of the files.
pub(super) fn open_files(files: &JsValue) {
    if let Ok(file) = Array::from(files).get(0).dyn_into::<File>() {
        open(plain_excerpt(&file.name()), &file);
    }
}

/// Opens a text as a file of this name.
pub(super) fn open_text(name: &str, text: &str) {
    if let Ok(blob) = Blob::new_with_str_sequence(&Array::of1(&text.into())) {
        open(name.into(), &blob);
    }
}

fn open(name: String, file: &Blob) {
    let request = KEPT.with_borrow_mut(|kept| {
        kept.opened += 1;
        kept.model.open(name)
    });
    save::forget();
    send(&request, &Array::of1(file));
    tell();
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

fn send(request: &Request, files: &JsValue) {
    let asked = KEPT.with_borrow(|kept| kept.opened);
    let take = move |answer: Result<Vec<u8>, &'static str>| {
        if KEPT.with_borrow(|kept| kept.opened) != asked {
            return;
        }
        let reply = match answer {
            Ok(bytes) => Reply::from_bytes(&bytes).ok_or(NOT_LOADED),
            Err(why) => Err(why),
        };
        let reply = reply.unwrap_or_else(|why| Reply::Refused(why.into()));
        if let Reply::Piece(piece) = &reply {
            KEPT.with_borrow(|kept| save::take(&kept.model, piece));
        }
        change(|model| model.take(reply));
    };
    reader::ask(Program::Tables, &request.to_bytes(), files, take);
}
