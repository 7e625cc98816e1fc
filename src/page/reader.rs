//! The page's side of the worker that reads files. Starts the worker, sends questions, and hands
//! each answer to the caller that asked.
//!
//! It uses `postMessage` directly and not `gloo-worker`, because `File` objects go along as they
//! are, and no codec of that crate lets them through.

use crate::worker::BUILD;
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

/// A callback for the bytes of an answer, or for the reason why there is none.
type Callback = Box<dyn FnOnce(Result<Vec<u8>, &'static str>)>;

#[derive(Default)]
struct Reader {
    running: Option<Running>,
    last_number: u32,
    /// Questions without an answer yet.
    unanswered: Vec<(u32, Callback)>,
}

struct Running {
    worker: Worker,
    /// Whether the worker has sent its first message. Questions sent before that would be lost.
    is_ready: bool,
    unsent: Vec<Array>,
    _events: [EventListener; 2],
}

thread_local! {
    static READER: RefCell<Reader> = RefCell::default();
}

const OTHER_BUILD: &str =
    "Parts of this page are of different versions: reload the page to get the newest.";
const NOT_SENT: &str = "The browser does not let the page read this.";

/// Asks the worker. `files` are sent along.
pub(super) fn ask(
    request: &[u8],
    files: &JsValue,
    callback: impl FnOnce(Result<Vec<u8>, &'static str>) + 'static,
) {
    let result = READER.with_borrow_mut(|reader| {
        reader.last_number += 1;
        let question = Array::of3(
            &reader.last_number.into(),
            &Uint8Array::from(request),
            files,
        );
        reader
            .unanswered
            .push((reader.last_number, Box::new(callback)));
        if reader.running.is_none() {
            reader.running = Some(start()?);
        }
        reader.send(question)
    });
    if let Err(why) = result {
        fail(why);
    }
}

/// Stops the worker. The next question starts a new one.
pub(super) fn stop() {
    fail("Stopped.");
}

/// Returns whether a question is still unanswered.
pub(super) fn is_busy() -> bool {
    READER.with_borrow(|reader| !reader.unanswered.is_empty())
}

fn start() -> Result<Running, &'static str> {
    // The build is part of the address, so that the browser does not use an older file from its
    // cache.
    let address = concat!("./worker.js?files&", env!("PETADAY_BUILD"));
    let worker = Worker::new(address).map_err(|_| super::lazy::NOT_LOADED)?;
    let events = [
        EventListener::new(&worker, "message", |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                receive(&event.data().unchecked_into());
            }
        }),
        EventListener::new(&worker, "error", |_| fail(super::lazy::NOT_LOADED)),
    ];
    Ok(Running {
        worker,
        is_ready: false,
        unsent: Vec::new(),
        _events: events,
    })
}

/// Handles a message of the worker.
fn receive(message: &Array) {
    let number = message.get(0).as_f64().unwrap_or_default() as u32;
    let content = message.get(1);
    if number == 0 {
        let result = if content.as_string().as_deref() == Some(BUILD) {
            READER.with_borrow_mut(Reader::send_unsent)
        } else {
            Err(OTHER_BUILD)
        };
        if let Err(why) = result {
            fail(why);
        }
        return;
    }
    let callback = READER.with_borrow_mut(|reader| {
        let mut unanswered = reader.unanswered.iter();
        let place = unanswered.position(|(last_number, _)| *last_number == number)?;
        Some(reader.unanswered.remove(place).1)
    });
    if let Some(callback) = callback {
        callback(Ok(content.unchecked_into::<Uint8Array>().to_vec()));
    }
}

/// Ends the worker and passes the reason to all callers that wait.
fn fail(why: &'static str) {
    let unanswered = READER.with_borrow_mut(|reader| {
        if let Some(running) = reader.running.take() {
            running.worker.terminate();
        }
        std::mem::take(&mut reader.unanswered)
    });
    for (_, callback) in unanswered {
        callback(Err(why));
    }
}

impl Reader {
    fn send(&mut self, question: Array) -> Result<(), &'static str> {
        match &mut self.running {
            Some(running) if running.is_ready => {
                running.worker.post_message(&question).map_err(|_| NOT_SENT)
            }
            Some(running) => {
                running.unsent.push(question);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Sends the questions that were asked before the worker was ready.
    fn send_unsent(&mut self) -> Result<(), &'static str> {
        let Some(running) = &mut self.running else {
            return Ok(());
        };
        running.is_ready = true;
        let unsent = std::mem::take(&mut running.unsent);
        unsent
            .into_iter()
            .try_for_each(|question| self.send(question))
    }
}
