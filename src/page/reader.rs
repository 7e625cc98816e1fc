//! The page's side of the worker that reads files: starts it, asks it, and hands each answer to whoever
//! asked.
//!
//! A `postMessage` of our own and not `gloo-worker`: files go along as they are, which no codec of that
//! crate lets through.

use crate::worker::BUILD;
use gloo::events::EventListener;
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

/// Takes an answer, as JSON, or why there is none.
type Then = Box<dyn FnOnce(Result<String, &'static str>)>;

#[derive(Default)]
struct Reader {
    running: Option<Running>,
    asked: u32,
    /// Questions without an answer.
    waiting: Vec<(u32, Then)>,
}

struct Running {
    worker: Worker,
    /// Messages would be lost before it has said that it is there.
    is_ready: bool,
    unsent: Vec<Array>,
    _events: [EventListener; 2],
}

thread_local! {
    static READER: RefCell<Reader> = RefCell::default();
}

const OTHER_BUILD: &str = "This page and the files behind it are of different versions: reload the page to get the newest.";
const NOT_SENT: &str = "The browser does not let the page read this.";

/// Asks the worker; `files` go along.
pub(super) fn ask(
    request: &str,
    files: &JsValue,
    then: impl FnOnce(Result<String, &'static str>) + 'static,
) {
    let sent = READER.with_borrow_mut(|reader| {
        reader.asked += 1;
        let question = Array::of3(&reader.asked.into(), &request.into(), files);
        reader.waiting.push((reader.asked, Box::new(then)));
        if reader.running.is_none() {
            reader.running = Some(start()?);
        }
        reader.send(question)
    });
    if let Err(why) = sent {
        fail(why);
    }
}

/// Ends whatever the worker does; the next question starts another.
pub(super) fn stop() {
    fail("Stopped.");
}

/// Whether the worker still owes an answer.
pub(super) fn is_busy() -> bool {
    READER.with_borrow(|reader| !reader.waiting.is_empty())
}

fn start() -> Result<Running, &'static str> {
    // The build in the address: a browser that kept an older file does not take it.
    let address = concat!("./worker.js?files&", env!("PETADAY_BUILD"));
    let worker = Worker::new(address).map_err(|_| super::lazy::NOT_LOADED)?;
    let events = [
        EventListener::new(&worker, "message", |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                hear(&event.data().unchecked_into());
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

/// Takes a message of the worker.
fn hear(message: &Array) {
    let number = message.get(0).as_f64().unwrap_or_default() as u32;
    let text = message.get(1).as_string().unwrap_or_default();
    if number == 0 {
        let sent = if text == BUILD {
            READER.with_borrow_mut(Reader::send_unsent)
        } else {
            Err(OTHER_BUILD)
        };
        if let Err(why) = sent {
            fail(why);
        }
        return;
    }
    let then = READER.with_borrow_mut(|reader| {
        let mut waiting = reader.waiting.iter();
        let place = waiting.position(|(asked, _)| *asked == number)?;
        Some(reader.waiting.remove(place).1)
    });
    if let Some(then) = then {
        then(Ok(text));
    }
}

/// Lets go of the worker, and tells everyone who waits.
fn fail(why: &'static str) {
    let waiting = READER.with_borrow_mut(|reader| {
        if let Some(running) = reader.running.take() {
            running.worker.terminate();
        }
        std::mem::take(&mut reader.waiting)
    });
    for (_, then) in waiting {
        then(Err(why));
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

    /// Sends the questions that came before the worker was there.
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
