//! Where a table comes from: files, the text in the box, an example, and what an earlier load of the page has kept.

use super::undo::offer_undo;
use super::worker::send;
use super::{KEPT, change, tell};
use crate::page::reader::{self, Program};
use crate::page::table::{kept, save};
use crate::quantity::plain_excerpt;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};

/// The name of a table that is in the box.
pub(in super::super) const PASTED: &str = "Pasted table";

/// The longest text that is put into the box. A box of megabytes is slow, and nobody edits it.
pub(in crate::page::table) const MOST_IN_BOX: usize = 100_000;

/// Where a table comes from.
#[derive(Clone)]
pub(super) struct Source {
    name: String,
    file: Blob,
    /// The text in the box, if it is from there.
    pub(super) text: Option<String>,
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

/// Returns the text in the box.
pub(in crate::page::table) fn pasted() -> String {
    KEPT.with_borrow(|kept| kept.pasted.clone())
}

/// Puts a text into the box.
pub(in crate::page::table) fn put_text(text: String) {
    let is_kept = kept::keep_text(&text);
    KEPT.with_borrow_mut(|kept| {
        kept.pasted = text;
        kept.is_unkept = !is_kept;
    });
    tell();
}

/// Returns whether there is something in the box, or a table.
pub(in crate::page::table) fn has_content() -> bool {
    KEPT.with_borrow(|kept| kept.source.is_some() || !kept.pasted.trim().is_empty())
}

/// Opens what an earlier load of the page has kept.
pub(super) fn recall() {
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
pub(in crate::page::table) fn open_files(files: &JsValue) {
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
pub(in crate::page::table) fn read_box() {
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
pub(in crate::page::table) fn replace_by(text: &str) {
    let before = present();
    put_text(text.into());
    open(
        Source::of_text(PASTED.into(), text, Some(text.into())),
        false,
    );
    offer_undo("Example loaded.", before);
}

/// Reads a text that is too long for the box.
pub(in crate::page::table) fn open_long(text: &str) {
    open(Source::of_text(PASTED.into(), text, None), true);
}

/// Takes table and text away.
pub(in crate::page::table) fn empty() {
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
pub(in crate::page::table) fn open_again() {
    let last = KEPT.with_borrow_mut(|kept| {
        let asked = kept.asked.take();
        asked.map(|(source, _)| source).or(kept.source.clone())
    });
    reader::stop(Program::Tables);
    open(last, false);
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

/// Opens a source. Once it is known to be a table, it takes the place of the former one, which can be had back if
/// `is_undone`.
pub(super) fn open(source: Option<Source>, is_undone: bool) {
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
pub(super) fn settle() {
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
