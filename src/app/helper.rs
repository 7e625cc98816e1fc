//! The page's side of its worker: asks it, and hands the answers to whoever asked.
//!
//! The worker is fetched at the first question. A `postMessage` of our own and not `gloo-worker`:
//! files go along as they are, which no codec of that crate lets through.

use crate::worker::BUILD;
use gloo::events::EventListener;
use js_sys::{Array, JSON, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

/// What whoever asked does with the answer, or with why there is none.
type Then = Box<dyn FnOnce(Result<Json, String>)>;

#[derive(Default)]
struct Helper {
    worker: Option<Running>,
    asked: u32,
    /// Questions without an answer.
    waiting: Vec<(u32, Then)>,
}

struct Running {
    worker: Worker,
    /// Before it has said that it is there, messages to it would be lost.
    is_ready: bool,
    unsent: Vec<Array>,
    _events: [EventListener; 2],
}

thread_local! {
    static HELPER: RefCell<Helper> = RefCell::default();
}

/// Asks the worker; the number by which the question can be taken back.
pub(super) fn ask(what: &str, with: &[JsValue], then: impl FnOnce(Result<Json, String>) + 'static) {
    let failed = HELPER.with_borrow_mut(|helper| {
        helper.asked += 1;
        let question = Array::of2(&helper.asked.into(), &what.into());
        for value in with {
            question.push(value);
        }
        helper.waiting.push((helper.asked, Box::new(then)));
        helper.send(question)
    });
    if let Err(why) = failed {
        fail(&why);
    }
}

/// Stops whatever the worker does; the next question starts another.
pub(super) fn stop() {
    fail("");
}

impl Helper {
    fn send(&mut self, question: Array) -> Result<(), String> {
        if self.worker.is_none() {
            self.worker = Some(Running::start()?);
        }
        let Some(running) = &mut self.worker else {
            return Ok(());
        };
        if running.is_ready {
            let sent = running.worker.post_message(&question);
            return sent.map_err(|_| "The browser does not let the page read this.".into());
        }
        running.unsent.push(question);
        Ok(())
    }
}

impl Running {
    fn start() -> Result<Self, String> {
        // The build in the address: a browser that kept an older one does not take it.
        let worker = Worker::new(&format!("./worker_loader.js?{BUILD}"))
            .map_err(|_| String::from(NOT_LOADED))?;
        let events = [
            EventListener::new(&worker, "message", |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    hear(&event.data().unchecked_into());
                }
            }),
            EventListener::new(&worker, "error", |_| fail(NOT_LOADED)),
        ];
        Ok(Self {
            worker,
            is_ready: false,
            unsent: Vec::new(),
            _events: events,
        })
    }
}

const NOT_LOADED: &str = "The part of Petaday that counts networks and reads files could not be loaded, or broke off. Check the connection and try again.";
const OTHER_BUILD: &str = "This page and the files behind it are of different versions: reload the page to get the newest.";

/// A message of the worker.
fn hear(message: &Array) {
    let number = message.get(0).as_f64().unwrap_or_default() as u32;
    let text = message.get(1).as_string().unwrap_or_default();
    if number == 0 {
        return if text == BUILD {
            send_unsent()
        } else {
            fail(OTHER_BUILD)
        };
    }
    let then = HELPER.with_borrow_mut(|helper| {
        let place = helper
            .waiting
            .iter()
            .position(|(asked, _)| *asked == number)?;
        Some(helper.waiting.remove(place).1)
    });
    let json = JSON::parse(&text).unwrap_or(JsValue::NULL);
    if let Some(then) = then {
        then(Ok(Json(json)));
    }
}

fn send_unsent() {
    let failed = HELPER.with_borrow_mut(|helper| {
        let running = helper.worker.as_mut()?;
        running.is_ready = true;
        let unsent = std::mem::take(&mut running.unsent);
        unsent
            .into_iter()
            .find_map(|question| helper.send(question).err())
    });
    if let Some(why) = failed {
        fail(&why);
    }
}

/// Lets go of the worker, and tells all who wait.
fn fail(why: &str) {
    let waiting = HELPER.with_borrow_mut(|helper| {
        if let Some(running) = helper.worker.take() {
            running.worker.terminate();
        }
        std::mem::take(&mut helper.waiting)
    });
    for (_, then) in waiting {
        then(Err(why.into()));
    }
}

/// An answer. Read by the browser's own parser: another one would be in the download.
#[derive(Clone)]
pub(super) struct Json(JsValue);

impl Json {
    /// An answer of our own.
    pub(super) fn with(name: &str, text: &str) -> Self {
        let object = js_sys::Object::new();
        // A new object takes any property.
        let _ = Reflect::set(&object, &name.into(), &text.into());
        Self(object.into())
    }

    pub(super) fn get(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &name.into()).unwrap_or(JsValue::NULL))
    }

    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).as_text()
    }

    pub(super) fn as_text(&self) -> String {
        self.0.as_string().unwrap_or_default()
    }

    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.get(name).0.as_f64()
    }

    pub(super) fn is(&self, name: &str) -> bool {
        self.get(name).0.is_truthy()
    }

    /// Its items, if it is a list.
    pub(super) fn items(&self) -> Vec<Self> {
        let items = self.0.dyn_ref::<Array>();
        items.map_or(Vec::new(), |items| items.iter().map(Self).collect())
    }
}
