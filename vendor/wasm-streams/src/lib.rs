//! In place of the crate of this name, as much of it as `server_fn` needs to compile.
//!
//! Leptos depends on `server_fn`, which talks to servers by streams. Petaday has no server: nothing
//! here is ever called, but the original's exports to JavaScript would stay in the download.

#![forbid(unsafe_code)]

use futures_util::stream::{Empty, empty};
use wasm_bindgen::JsValue;

/// A stream of the browser's.
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Wraps a stream.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self(raw)
    }

    /// The stream that is wrapped.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream without items.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }

    /// No stream at all.
    pub fn from_stream<S>(_stream: S) -> Self {
        Self(JsValue::UNDEFINED.into())
    }
}
