//! Answers the page's questions about a table.

use super::blob::BlobBytes;
use crate::import::Bytes;
use crate::table::{Desk, Reply, Request};
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

thread_local! {
    /// The table that the page sent last.
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Answers a request, as bytes. The file came along with it.
pub(super) fn answer(request: &[u8], files: &JsValue) -> Option<Vec<u8>> {
    let request = Request::from_bytes(request)?;
    let reply: Reply = DESK.with_borrow_mut(|desk| desk.answer(request, file(files)));
    Some(reply.to_bytes())
}

fn file(files: &JsValue) -> Option<Box<dyn Bytes>> {
    let blob: Blob = files.dyn_ref::<Array>()?.get(0).dyn_into().ok()?;
    Some(Box::new(BlobBytes(blob)))
}
