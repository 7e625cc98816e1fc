//! The programs that run beside the page, so that the code of all that few visitors ask for is not in
//! the first download, and the page goes on answering. One counts networks and draws panels, one
//! reads files, one writes reports.
//!
//! The page asks with `[number, what, …]` and gets `[number, JSON]`; the first message, number 0, is
//! a program's [`BUILD`], since its file's name says nothing of its version.

mod blob;
mod files;
mod fleets;
mod hub;
mod networks;
mod panels;
mod reports;

use crate::draft::Key;
use crate::panel::{Act, Change};
use js_sys::Array;
use serde::Serialize;
use std::pin::Pin;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// What page and programs were built from.
pub const BUILD: &str = env!("PETADAY_BUILD");

/// JSON, when it is ready.
type Answer = Pin<Box<dyn Future<Output = String>>>;

/// Counts networks and draws panels.
pub fn panels() {
    start(|question| {
        Box::pin(async move {
            match text(&question, 1).as_str() {
                "count" => networks::count(&text(&question, 2)),
                "rows" => networks::act(&text(&question, 5), &act(&question)),
                "example" => panels::example(&text(&question, 2)),
                "fleet" => fleets::sum(&text(&question, 2)),
                "draw" => panels::draw(
                    &text(&question, 2),
                    &text(&question, 3),
                    stage(&question, 4),
                    &text(&question, 5),
                ),
                _ => panels::act(&text(&question, 5), &act(&question)),
            }
        })
    });
}

/// Writes what leaves the page.
pub fn reports() {
    start(|question| {
        Box::pin(async move {
            match text(&question, 1).as_str() {
                "draw" => reports::draw(&text(&question, 2), &text(&question, 3)),
                _ => reports::act(&text(&question, 5), &act(&question)),
            }
        })
    });
}

/// Reads files.
pub fn files() {
    start(|question| {
        Box::pin(async move {
            match text(&question, 1).as_str() {
                "put" => files::put(&question.get(2)),
                _ => files::act(&act(&question)).await,
            }
        })
    });
}

/// Says which build this is, and answers from then on.
fn start(answer: fn(Array) -> Answer) {
    console_error_panic_hook::set_once();
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let hear = {
        let scope = scope.clone();
        Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let question: Array = event.data().unchecked_into();
            let (scope, number) = (scope.clone(), question.get(0));
            wasm_bindgen_futures::spawn_local(async move {
                let json = answer(question).await;
                post(&scope, &number, &json);
            });
        })
    };
    scope.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // It is asked as long as the page is open.
    hear.forget();
    post(&scope, &JsValue::from(0), BUILD);
}

fn post(scope: &DedicatedWorkerGlobalScope, number: &JsValue, text: &str) {
    // Two values that can be copied: the browser has no reason to refuse.
    let _ = scope.post_message(&Array::of2(number, &text.into()));
}

fn text(question: &Array, place: u32) -> String {
    question.get(place).as_string().unwrap_or_default()
}

fn stage(question: &Array, place: u32) -> u16 {
    question.get(place).as_f64().unwrap_or_default() as u16
}

/// What was done in a panel: `number, panel, what, row, value, …`.
fn act(question: &Array) -> Act {
    Act {
        what: text(question, 2),
        row: question.get(3).as_f64().unwrap_or_default() as usize,
        value: text(question, 4),
    }
}

/// JSON of numbers and texts: there is nothing that it could not hold.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[derive(Serialize)]
struct Changed {
    /// Keys and texts.
    fields: Vec<(&'static str, String)>,
    lead: Option<&'static str>,
    title: String,
    focus: String,
    undoable: bool,
    /// The panel itself, where it is not drawn from the form.
    html: Option<String>,
    /// The panel of jobs, likewise.
    jobs: Option<String>,
    /// Whether what was given is an account of jobs.
    is_account: bool,
    /// The network, where it is changed.
    network: Option<networks::Network>,
}

impl From<Change> for Changed {
    fn from(change: Change) -> Self {
        let fields = change.fields.into_iter();
        Self {
            fields: fields.map(|(key, text)| (key.name(), text)).collect(),
            lead: change.lead.map(Key::name),
            title: change.title,
            focus: change.focus,
            undoable: change.undoable,
            html: None,
            jobs: None,
            is_account: false,
            network: None,
        }
    }
}
