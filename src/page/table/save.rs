//! The table with its figures as a file, or for the view of trends.

use super::state::{self, Table};
use crate::page::browser::{self, Session};
use crate::page::parts::erased::Derived;
use crate::page::parts::part;
use crate::table::{Model, Piece};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// The most rows that trends read.
const MOST_IN_TRENDS: u32 = 2_000;

/// The message where trends cannot get the table.
const NOT_KEPT: &str = "The browser has no room for this table, or keeps nothing: it cannot be shown over time. Download it, and drop the file on the trends.";

/// The pieces that have come.
#[derive(Default)]
struct Saved {
    pieces: Vec<Blob>,
    /// The text, if it is for trends.
    text: Option<Vec<u8>>,
}

thread_local! {
    static SAVED: RefCell<Saved> = RefCell::default();
}

/// Forgets the pieces that have come.
pub(super) fn forget() {
    SAVED.take();
}

/// Takes a piece, and saves the file after the last one.
pub(super) fn take(model: &Model, piece: &Piece) {
    let Some(saving) = &model.saving else {
        return forget();
    };
    let done = SAVED.with_borrow_mut(|saved| {
        match &mut saved.text {
            Some(text) => text.extend_from_slice(&piece.bytes),
            None => {
                let bytes = Array::of1(&Uint8Array::from(piece.bytes.as_slice()));
                saved
                    .pieces
                    .extend(Blob::new_with_u8_array_sequence(&bytes));
            }
        }
        piece.next.is_none().then(|| std::mem::take(saved))
    });
    match done {
        None => {}
        Some(Saved {
            text: Some(text), ..
        }) => show_in_trends(&model.name, &text),
        Some(Saved { pieces, .. }) => {
            let parts: Array = pieces.into_iter().collect();
            if let Ok(file) = Blob::new_with_blob_sequence(&parts) {
                download(&file_name(&model.name, saving.as_json), &file);
            }
        }
    }
}

/// Returns the name of the saved file, without spaces: `my runs.csv` becomes `my-runs-petaday.csv`.
fn file_name(name: &str, as_json: bool) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "csv"));
    let ending = match ending {
        _ if as_json => "jsonl",
        "tsv" => "tsv",
        _ => "csv",
    };
    format!("{}-petaday.{ending}", stem.replace(' ', "-"))
}

/// Saves a file.
pub(super) fn download(name: &str, file: &Blob) {
    let (Ok(address), Ok(link)) = (
        Url::create_object_url_with_blob(file),
        document().create_element("a"),
    ) else {
        return;
    };
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser may still read it.
    gloo::timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
}

/// Gives the table to the view of trends, which takes the one that is kept.
fn show_in_trends(name: &str, text: &[u8]) {
    let text = String::from_utf8_lossy(text);
    if Session::Table.write(&format!("{name}\n{text}")) {
        let _ = window().location().set_hash("view=trends");
    } else {
        // The state is being read here.
        spawn_local(async {
            state::change(|model| {
                model.note = NOT_KEPT.into();
                Vec::new()
            });
        });
    }
}

fn begin(as_json: bool, for_trends: bool) {
    SAVED.set(Saved {
        text: for_trends.then(Vec::new),
        ..Saved::default()
    });
    // Trends read the fragment alone.
    let page = match for_trends {
        true => String::new(),
        false => browser::address(""),
    };
    state::change(|model| model.save(as_json, page));
}

/// Draws the buttons.
pub(super) fn view(table: Table) -> impl IntoView {
    let offered = Derived::new(move || {
        table.with(|model| {
            let rows = model.progress.rows;
            let for_trends = model.head.has_dates && rows <= MOST_IN_TRENDS;
            (model.is_open() && rows > 0, for_trends)
        })
    });
    part(move || {
        let (has_rows, for_trends) = offered.get();
        let trends = for_trends.then(|| {
            view! {
                <button type="button" class="button quiet" on:click=move |_| begin(false, true)>
                    "Show over time"
                </button>
            }
        });
        has_rows.then(|| {
            view! {
                <div class="downloads" role="group" aria-label="Save the table with its figures">
                    <button
                        type="button"
                        class="button quiet"
                        on:click=move |_| begin(false, false)
                    >
                        "Download CSV"
                    </button>
                    <button type="button" class="button quiet" on:click=move |_| begin(true, false)>
                        "Download JSON"
                    </button>
                    {trends}
                </div>
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_saved_file_has_the_name_of_its_table() {
        for (name, as_json, expected) in [
            ("runs.csv", false, "runs-petaday.csv"),
            ("a.b.tsv", false, "a.b-petaday.tsv"),
            ("runs.txt", true, "runs-petaday.jsonl"),
            ("Pasted table", false, "Pasted-table-petaday.csv"),
            ("my runs.tsv", false, "my-runs-petaday.tsv"),
        ] {
            assert_eq!(file_name(name, as_json), expected);
        }
    }
}
