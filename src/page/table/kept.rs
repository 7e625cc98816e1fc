//! Keeps the table over a reload: the text in the box, and the file whose rows are shown, if the browser has room for them.

use crate::page::browser::Session;
use js_sys::Uint8Array;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The most bytes of a file that are kept. No browser has room for more.
const MOST_BYTES: f64 = 5e6;

/// Returns the text in the box as it was kept; empty if there is none.
pub(super) fn text() -> String {
    Session::TableBox.read()
}

/// Returns the name and the text of the file that was kept.
pub(super) fn file() -> Option<(String, String)> {
    let kept = Session::TableFile.read();
    let (name, text) = kept.split_once('\n')?;
    Some((name.to_owned(), text.to_owned()))
}

/// Keeps the text in the box. Returns false where the browser does not.
pub(super) fn keep_text(text: &str) -> bool {
    Session::TableBox.write(text)
}

/// Forgets the file.
pub(super) fn forget_file() {
    Session::TableFile.write("");
}

/// Keeps a file, and says whether the browser does. A file is text of UTF-8, or is not kept.
pub(super) fn keep_file(name: String, file: &Blob, then: impl FnOnce(bool) + 'static) {
    forget_file();
    let file = (file.size() <= MOST_BYTES).then(|| file.clone());
    spawn_local(async move {
        let text = match file {
            Some(file) => read(&file).await,
            None => None,
        };
        let is_kept = text.is_some_and(|text| Session::TableFile.write(&format!("{name}\n{text}")));
        then(is_kept);
    });
}

async fn read(file: &Blob) -> Option<String> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    String::from_utf8(Uint8Array::new(&bytes).to_vec()).ok()
}
