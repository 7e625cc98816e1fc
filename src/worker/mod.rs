//! The workers: read model files, and tables, outside the page, so that the page stays responsive.
//!
//! The page sends `[number, request, files]` and gets `[number, reply]`; request and reply are bytes
//! ([`Request`], [`Reply`](crate::panel::Reply); of tables those of [`crate::table`]). A worker's first message has the
//! number 0 and is its [`BUILD`], since the name of its file does not tell its version.

mod blob;
mod files;
mod hub;
mod tables;

use crate::panel::Request;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// A hash of the sources that page and worker were built from.
pub const BUILD: &str = env!("PETADAY_BUILD");

/// Sends the build, and answers requests about model files from then on.
pub fn start() {
    serve(|scope, number, request, files| {
        wasm_bindgen_futures::spawn_local(async move {
            let Some(request) = Request::from_bytes(&request) else {
                return;
            };
            let reply = files::answer(request, &files).await;
            post(
                &scope,
                &number,
                &Uint8Array::from(reply.to_bytes().as_slice()),
            );
        });
    });
}

/// Sends the build, and answers requests about tables from then on.
pub fn start_tables() {
    serve(|scope, number, request, files| {
        if let Some(reply) = tables::answer(&request, &files) {
            post(&scope, &number, &Uint8Array::from(reply.as_slice()));
        }
    });
}

/// Sends the build, and passes on each request with its number and the files that come along.
fn serve(answer: fn(DedicatedWorkerGlobalScope, JsValue, Vec<u8>, JsValue)) {
    crate::page::log_panics();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let receive = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let message: Array = event.data().unchecked_into();
            let request: Uint8Array = message.get(1).unchecked_into();
            answer(
                scope.clone(),
                message.get(0),
                request.to_vec(),
                message.get(2),
            );
        })
    };
    scope.set_onmessage(Some(receive.as_ref().unchecked_ref()));
    // The page may ask as long as it is open, so the closure is never dropped.
    receive.forget();
    post(&scope, &JsValue::from(0), &BUILD.into());
}

fn post(scope: &DedicatedWorkerGlobalScope, number: &JsValue, content: &JsValue) {
    // A number, a text and bytes can always be copied, so the browser has no reason to refuse.
    let _ = scope.post_message(&Array::of2(number, content));
}
