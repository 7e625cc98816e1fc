//! Files that are dropped on the box: a text goes into it; of a PDF it says what to do.

use crate::page::browser;
use crate::page::state::Page;
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// The largest text that is read, in bytes. A paper is smaller.
const MOST_BYTES: f64 = 2e6;

const PDF: &str = "Open the PDF, copy the paragraph, and paste it here.";
const NO_TEXT: &str = "This file is not text. Open it, copy the paragraph, and paste it here. A model file goes anywhere else on the page.";
const LONG: &str =
    "This file is longer than a paper. Open it, copy the paragraph, and paste it here.";
const FULL: &str = "Empty the box first: the file would replace the text in it.";
const NOT_READ: &str = "The browser could not read this file.";

/// Takes the first of the files.
pub(super) fn take(page: Page, files: &JsValue) {
    let files: &Array = files.unchecked_ref();
    let Ok(file) = files.get(0).dyn_into::<File>() else {
        return;
    };
    let is_empty = page.passage.with_untracked(|text| text.trim().is_empty());
    let why = refusal(&file).or((!is_empty).then_some(FULL));
    match why {
        Some(why) => page.passage_note.set(why.into()),
        None => spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok();
            match text.and_then(|text| text.as_string()) {
                Some(text) => {
                    page.type_passage(text);
                    browser::return_focus("passage".into());
                }
                None => page.passage_note.set(NOT_READ.into()),
            }
        }),
    }
}

/// Returns why a file is not read.
fn refusal(file: &File) -> Option<&'static str> {
    let name = file.name().to_ascii_lowercase();
    let kind = file.type_();
    let is_text = [".txt", ".tex", ".md", ".markdown", ".rst"]
        .iter()
        .any(|ending| name.ends_with(ending));
    if name.ends_with(".pdf") || kind == "application/pdf" {
        Some(PDF)
    } else if !is_text && !kind.starts_with("text/") {
        Some(NO_TEXT)
    } else if file.size() > MOST_BYTES {
        Some(LONG)
    } else {
        None
    }
}
