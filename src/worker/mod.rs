//! The program that runs beside the page: it counts networks, so that their rules are not in the
//! first download, and reads files, so that the page goes on answering.
//!
//! The page asks with `[number, what, …]` and gets `[number, JSON]`; the first message, number 0, is
//! this program's [`BUILD`], since its file's name says nothing of its version.

mod reply;

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What both programs were built from.
pub const BUILD: &str = env!("PETADAY_BUILD");

/// Says which build this is, and answers from then on.
pub fn start() {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answer = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let question: Array = event.data().unchecked_into();
            let json = reply::to(&question);
            post(&scope, &question.get(0), &json);
        })
    };
    scope.set_onmessage(Some(answer.as_ref().unchecked_ref()));
    // It is asked as long as the page is open.
    answer.forget();
    post(&scope, &JsValue::from(0), BUILD);
}

fn post(scope: &DedicatedWorkerGlobalScope, number: &JsValue, text: &str) {
    // Two values that can be copied: the browser has no reason to refuse.
    let _ = scope.post_message(&Array::of2(number, &text.into()));
}
