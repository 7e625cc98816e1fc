//! The page's side of the workers that read files and tables. Starts a worker, sends questions, and hands
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

/// A worker.
#[derive(Clone, Copy)]
pub(super) enum Program {
    /// The worker of model files.
    Files,
    /// The worker of tables.
    Tables,
}

thread_local! {
    static READERS: RefCell<[Reader; 2]> = RefCell::default();
}

impl Program {
    // The build is part of the address, so that the browser does not use an older file from its
    // cache.
    const fn address(self) -> &'static str {
        match self {
            Self::Files => concat!("./worker.js?files&", env!("PETADAY_BUILD")),
            Self::Tables => concat!("./worker.js?tables&", env!("PETADAY_BUILD")),
        }
    }

    fn reader<T>(self, change: impl FnOnce(&mut Reader) -> T) -> T {
        READERS.with_borrow_mut(|readers| change(&mut readers[self as usize]))
    }
}

const OTHER_BUILD: &str =
    "Parts of this page are of different versions: reload the page to get the newest.";
const NOT_SENT: &str = "The browser does not let the page read this.";

/// Asks a worker. `files` are sent along.
pub(super) fn ask(
    program: Program,
    request: &[u8],
    files: &JsValue,
    callback: impl FnOnce(Result<Vec<u8>, &'static str>) + 'static,
) {
    let result = program.reader(|reader| {
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
            reader.running = Some(start(program)?);
        }
        reader.send(question)
    });
    if let Err(why) = result {
        fail(program, why);
    }
}

/// Stops a worker. The next question starts a new one.
pub(super) fn stop(program: Program) {
    fail(program, "Stopped.");
}

/// Returns whether a question is still unanswered.
pub(super) fn is_busy(program: Program) -> bool {
    program.reader(|reader| !reader.unanswered.is_empty())
}

fn start(program: Program) -> Result<Running, &'static str> {
    let worker = Worker::new(program.address()).map_err(|_| super::lazy::NOT_LOADED)?;
    let events = [
        EventListener::new(&worker, "message", move |event| {
            if let Some(event) = event.dyn_ref::<MessageEvent>() {
                receive(program, &event.data().unchecked_into());
            }
        }),
        EventListener::new(&worker, "error", move |_| {
            fail(program, super::lazy::NOT_LOADED);
        }),
    ];
    Ok(Running {
        worker,
        is_ready: false,
        unsent: Vec::new(),
        _events: events,
    })
}

/// Handles a message of the worker.
fn receive(program: Program, message: &Array) {
    let number = message.get(0).as_f64().unwrap_or_default() as u32;
    let content = message.get(1);
    if number == 0 {
        let result = if content.as_string().as_deref() == Some(BUILD) {
            program.reader(Reader::send_unsent)
        } else {
            Err(OTHER_BUILD)
        };
        if let Err(why) = result {
            fail(program, why);
        }
        return;
    }
    let callback = program.reader(|reader| {
        let mut unanswered = reader.unanswered.iter();
        let place = unanswered.position(|(last_number, _)| *last_number == number)?;
        Some(reader.unanswered.remove(place).1)
    });
    if let Some(callback) = callback {
        callback(Ok(content.unchecked_into::<Uint8Array>().to_vec()));
    }
}

/// Ends a worker and passes the reason to all callers that wait.
fn fail(program: Program, why: &'static str) {
    let unanswered = program.reader(|reader| {
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
