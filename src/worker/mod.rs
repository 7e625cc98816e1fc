//! The worker: reads model files outside the page, so that the page stays responsive.
//!
//! The page sends `[number, request, files]` and gets `[number, reply]`; request and reply are bytes
//! ([`Request`], [`Reply`](crate::panel::Reply)). The worker's first message has the number 0 and is
//! its [`BUILD`], since the name of its file does not tell its version.

mod blob;
mod files;
mod hub;

use crate::panel::Request;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// A hash of the sources that page and worker were built from.
pub const BUILD: &str = env!("PETADAY_BUILD");

/// Sends the build, and answers requests from then on.
pub fn start() {
    crate::page::log_panics();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let receive = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let message: Array = event.data().unchecked_into();
            let scope = scope.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let bytes: Uint8Array = message.get(1).unchecked_into();
                let Some(request) = Request::from_bytes(&bytes.to_vec()) else {
                    return;
                };
                let reply = files::answer(request, &message.get(2)).await;
                let reply = Uint8Array::from(reply.to_bytes().as_slice());
                post(&scope, &message.get(0), &reply);
            });
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
