//! The state of the view. The table stays for the visit, also while the calculator is shown; the worker has its rows.

use super::{kept, save};
use crate::draft::link::LinkProblem;
use crate::page::browser::{self, Entry};
use crate::page::lazy::NOT_LOADED;
use crate::page::parts::erased::State;
use crate::page::parts::follow;
use crate::page::reader::{self, Program};
use crate::page::state::Page;
use crate::quantity::plain_excerpt;
use crate::table::{Model, Reply, Request, Settings, decode, encode, is_table};
use gloo::timers::callback::Timeout;
use js_sys::Array;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};

/// The name of a table that is in the box.
pub(super) const PASTED: &str = "Pasted table";

/// The time without an answer, in milliseconds, after which the view offers to begin again. A browser that ends a worker
/// for want of memory tells nobody. A worker that is busy answers later, so it is not stopped.
const PATIENCE_MS: u32 = 10_000;

/// The longest text that is put into the box. A box of megabytes is slow, and nobody edits it.
pub(super) const MOST_IN_BOX: usize = 100_000;

/// Where a table comes from.
#[derive(Clone)]
pub(super) struct Source {
    name: String,
    file: Blob,
    /// The text in the box, if it is from there.
    text: Option<String>,
}

/// A press that can be taken back: what it did, and the table before it.
#[derive(Clone)]
struct Undo {
    what: String,
    before: Source,
}

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

/// Puts a text into the box.
pub(super) fn put_text(text: String) {
    let is_kept = kept::keep_text(&text);
    KEPT.with_borrow_mut(|kept| {
        kept.pasted = text;
        kept.is_unkept = !is_kept;
    });
    tell();
}

/// Returns whether the browser keeps too little of the table for a reload.
pub(super) fn is_unkept() -> bool {
    KEPT.with_borrow(|kept| kept.is_unkept)
}

/// Returns whether there is something in the box, or a table.
pub(super) fn has_content() -> bool {
    KEPT.with_borrow(|kept| kept.source.is_some() || !kept.pasted.trim().is_empty())
}

/// Opens what an earlier load of the page has kept.
fn recall() {
    let was_recalled = KEPT.with_borrow_mut(|kept| std::mem::replace(&mut kept.is_recalled, true));
    if was_recalled {
        return;
    }
    let text = kept::text();
    KEPT.with_borrow_mut(|kept| kept.pasted.clone_from(&text));
    match kept::file() {
        Some((name, text)) => open(Source::of_text(name, &text, None), false),
        None if !text.trim().is_empty() => read_box(),
        None => {}
    }
}

/// Opens the first of the files, and says so if there are several.
pub(super) fn open_files(files: &JsValue) {
    let files = Array::from(files);
    let Ok(file) = files.get(0).dyn_into::<File>() else {
        return;
    };
    let name = plain_excerpt(&file.name());
    let source = Source {
        name: name.clone(),
        file: file.into(),
        text: None,
    };
    open(Some(source), true);
    if files.length() > 1 {
        change(|model| {
            model.note = format!(
                "One table is read at a time: {name}, the first of {}.",
                files.length()
            );
            Vec::new()
        });
    }
}

/// Reads the text in the box.
pub(super) fn read_box() {
    let text = pasted();
    if !text.trim().is_empty() {
        // The box itself takes typing back.
        let is_box = KEPT.with_borrow(|kept| {
            kept.source
                .as_ref()
                .is_none_or(|source| source.text.is_some())
        });
        open(
            Source::of_text(PASTED.into(), &text, Some(text.clone())),
            !is_box,
        );
    }
}

/// Puts a text into the box in place of all that is there, and reads it.
pub(super) fn replace_by(text: &str) {
    let before = present();
    put_text(text.into());
    open(
        Source::of_text(PASTED.into(), text, Some(text.into())),
        false,
    );
    offer_undo("Example loaded.", before);
}

/// Reads a text that is too long for the box.
pub(super) fn open_long(text: &str) {
    open(Source::of_text(PASTED.into(), text, None), true);
}

/// Takes table and text away.
pub(super) fn empty() {
    let before = present();
    KEPT.with_borrow_mut(|kept| {
        kept.opened += 1;
        kept.asked = None;
        kept.source = None;
        kept.model.empty();
    });
    save::forget();
    kept::forget_file();
    reader::stop(Program::Tables);
    put_text(String::new());
    offer_undo("Table removed.", before);
}

/// Opens the table again whose worker is gone, or answers no longer.
pub(super) fn open_again() {
    let last = KEPT.with_borrow_mut(|kept| {
        let asked = kept.asked.take();
        asked.map(|(source, _)| source).or(kept.source.clone())
    });
    reader::stop(Program::Tables);
    open(last, false);
}

/// Returns what the last press did, if it can be taken back.
pub(super) fn undo_words() -> Option<String> {
    KEPT.with_borrow(|kept| kept.undo.as_ref().map(|undo| undo.what.clone()))
}

/// Takes the last press back.
pub(super) fn take_back() {
    let Some(undo) = KEPT.with_borrow_mut(|kept| kept.undo.take()) else {
        return;
    };
    put_text(undo.before.text.clone().unwrap_or_default());
    open(Some(undo.before), false);
}

/// Offers no longer to take the last press back.
pub(super) fn forget_undo() {
    KEPT.with_borrow_mut(|kept| kept.undo = None);
    tell();
}

fn offer_undo(what: &str, before: Option<Source>) {
    KEPT.with_borrow_mut(|kept| {
        kept.undo = before.map(|before| Undo {
            what: what.into(),
            before,
        });
    });
    tell();
}

/// Returns the source of the rows, or else the text in the box.
fn present() -> Option<Source> {
    let text = pasted();
    let of_box = || {
        let is_filled = !text.trim().is_empty();
        is_filled
            .then(|| Source::of_text(PASTED.into(), &text, Some(text.clone())))
            .flatten()
    };
    KEPT.with_borrow(|kept| kept.source.clone()).or_else(of_box)
}

impl Source {
    fn of_text(name: String, text: &str, in_box: Option<String>) -> Option<Self> {
        let file = Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?;
        Some(Self {
            name,
            file,
            text: in_box,
        })
    }
}

/// Opens a source. Once it is known to be a table, it takes the place of the former one, which can be had back if
/// `is_undone`.
fn open(source: Option<Source>, is_undone: bool) {
    let Some(source) = source else {
        return;
    };
    let request = KEPT.with_borrow_mut(|kept| {
        kept.asked = Some((source.clone(), is_undone));
        kept.model.open(source.name.clone())
    });
    save::forget();
    send(&request, &Array::of1(&source.file));
    tell();
}

/// Takes note that what was asked for is a table: it is the one that is shown and kept from now on.
fn settle() {
    let Some((source, is_undone)) = KEPT.with_borrow_mut(|kept| kept.asked.take()) else {
        return;
    };
    let before = present();
    if is_undone {
        offer_undo(&format!("{} replaced what was here.", source.name), before);
    }
    let asked = KEPT.with_borrow_mut(|kept| {
        kept.source = Some(source.clone());
        kept.opened
    });
    if source.text.is_some() {
        kept::forget_file();
        return;
    }
    put_text(String::new());
    kept::keep_file(source.name, &source.file, move |is_kept| {
        KEPT.with_borrow_mut(|kept| {
            if kept.opened == asked {
                kept.is_unkept = !is_kept;
            }
        });
        tell();
    });
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
    let asked = KEPT.with_borrow_mut(|kept| {
        kept.opened += u32::from(request.is_beginning());
        kept.opened
    });
    let take = move |answer: Result<Vec<u8>, &'static str>| {
        wait_anew();
        if KEPT.with_borrow(|kept| kept.opened) != asked {
            return;
        }
        let reply = match answer {
            Ok(bytes) => Reply::from_bytes(&bytes).ok_or(NOT_LOADED),
            Err(why) => Err(why),
        };
        match &reply {
            Ok(Reply::Piece(piece)) => KEPT.with_borrow(|kept| save::take(&kept.model, piece)),
            Ok(Reply::Head(_)) => settle(),
            Ok(Reply::Refused(_)) => KEPT.with_borrow_mut(|kept| kept.asked = None),
            _ => {}
        }
        change(|model| match reply {
            Ok(reply) => model.take(reply),
            Err(why) => {
                model.lose(why);
                Vec::new()
            }
        });
    };
    reader::ask(Program::Tables, &request.to_bytes(), files, take);
    if KEPT.with_borrow(|kept| kept.patience.is_none()) {
        wait_anew();
    }
}

/// Begins to wait for the next answer, if the worker owes one.
fn wait_anew() {
    let patience = reader::is_busy(Program::Tables).then(|| {
        Timeout::new(PATIENCE_MS, || {
            change(|model| {
                model.is_late = true;
                Vec::new()
            });
        })
    });
    let was_late = KEPT.with_borrow_mut(|kept| {
        kept.patience = patience;
        std::mem::take(&mut kept.model.is_late)
    });
    if was_late {
        tell();
    }
}
