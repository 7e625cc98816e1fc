//! The page's side of the programs beside it: asks them, and hands the answers to whoever asked.
//!
//! A program is fetched at the first question, and with the first one the style of what they draw. A `postMessage` of our own and not `gloo-worker`: files
//! go along as they are, which no codec of that crate lets through.

use crate::app::sheet;
use crate::app::worker::BUILD;
use gloo::events::EventListener;
use js_sys::{Array, JSON, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

/// Which program: one reads files, so that a long one keeps no panel waiting, and one writes what leaves the
/// page, which knows much that no panel needs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Helper {
    /// Counts networks and draws panels.
    Panels,
    /// Reads files.
    Files,
    /// Writes reports, and what is to be shared.
    Reports,
}

/// What whoever asked does with the answer, or with why there is none.
type Then = Box<dyn FnOnce(Result<Json, String>)>;

#[derive(Default)]
struct Desk {
    running: Option<Running>,
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
    static DESKS: RefCell<[Desk; 3]> = RefCell::default();
}

const NOT_LOADED: &str = "A part of Petaday that is loaded when it is asked for could not be loaded, or broke off. Check the connection and try again.";
const OTHER_BUILD: &str = "This page and the files behind it are of different versions: reload the page to get the newest.";
const NOT_SENT: &str = "The browser does not let the page read this.";

impl Helper {
    /// Asks, and goes on.
    pub(super) fn ask(
        self,
        what: &str,
        with: &[JsValue],
        then: impl FnOnce(Result<Json, String>) + 'static,
    ) {
        let sent = self.desk(|desk| {
            desk.asked += 1;
            let question = Array::of2(&desk.asked.into(), &what.into());
            for value in with {
                question.push(value);
            }
            desk.waiting.push((desk.asked, Box::new(then)));
            if desk.running.is_none() {
                desk.running = Some(self.start()?);
            }
            desk.send(question)
        });
        if let Err(why) = sent {
            self.fail(why);
        }
    }

    /// Ends whatever the worker does; the next question starts another.
    pub(super) fn stop(self) {
        self.fail("Stopped.");
    }

    /// Whether it still owes an answer.
    pub(super) fn is_asked(self) -> bool {
        self.desk(|desk| !desk.waiting.is_empty())
    }

    fn desk<T>(self, with: impl FnOnce(&mut Desk) -> T) -> T {
        DESKS.with_borrow_mut(|desks| with(&mut desks[self as usize]))
    }

    fn start(self) -> Result<Running, &'static str> {
        // The build in the address: a browser that kept an older one does not take it. Spelled out, so that
        // scripts/offline.mjs finds the build in the program.
        let address = match self {
            Self::Panels => concat!("./worker.js?panels&", env!("PETADAY_BUILD")),
            Self::Files => concat!("./worker.js?files&", env!("PETADAY_BUILD")),
            Self::Reports => concat!("./worker.js?reports&", env!("PETADAY_BUILD")),
        };
        sheet::fetch(|| {
            for helper in [Self::Panels, Self::Files, Self::Reports] {
                helper.send_unsent();
            }
        });
        let worker = Worker::new(address).map_err(|_| NOT_LOADED)?;
        let events = [
            EventListener::new(&worker, "message", move |event| {
                if let Some(event) = event.dyn_ref::<MessageEvent>() {
                    self.hear(&event.data().unchecked_into());
                }
            }),
            EventListener::new(&worker, "error", move |_| self.fail(NOT_LOADED)),
        ];
        Ok(Running {
            worker,
            is_ready: false,
            unsent: Vec::new(),
            _events: events,
        })
    }

    /// A message of the worker.
    fn hear(self, message: &Array) {
        let number = message.get(0).as_f64().unwrap_or_default() as u32;
        let text = message.get(1).as_string().unwrap_or_default();
        if number == 0 {
            if text != BUILD {
                return self.fail(OTHER_BUILD);
            }
            self.desk(|desk| {
                if let Some(running) = &mut desk.running {
                    running.is_ready = true;
                }
            });
            return self.send_unsent();
        }
        let then = self.desk(|desk| {
            let place = desk
                .waiting
                .iter()
                .position(|(asked, _)| *asked == number)?;
            Some(desk.waiting.remove(place).1)
        });
        let json = JSON::parse(&text).unwrap_or(JsValue::NULL);
        if let Some(then) = then {
            then(Ok(Json(json)));
        }
    }

    /// What it was asked too early.
    fn send_unsent(self) {
        if let Err(why) = self.desk(Desk::send_unsent) {
            self.fail(why);
        }
    }

    /// Lets go of the worker, and tells all who wait.
    fn fail(self, why: &str) {
        let waiting = self.desk(|desk| {
            if let Some(running) = desk.running.take() {
                running.worker.terminate();
            }
            std::mem::take(&mut desk.waiting)
        });
        for (_, then) in waiting {
            then(Err(why.into()));
        }
    }
}

impl Desk {
    fn send(&mut self, question: Array) -> Result<(), &'static str> {
        match &mut self.running {
            Some(running) if running.is_ready && !sheet::is_coming() => {
                running.worker.post_message(&question).map_err(|_| NOT_SENT)
            }
            Some(running) => {
                running.unsent.push(question);
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn send_unsent(&mut self) -> Result<(), &'static str> {
        let running = self.running.as_mut();
        let unsent = running.map(|running| std::mem::take(&mut running.unsent));
        unsent
            .into_iter()
            .flatten()
            .try_for_each(|question| self.send(question))
    }
}

/// An answer. Read by the browser's own parser: another one would be in the download.
#[derive(Clone)]
pub(super) struct Json(JsValue);

impl Json {
    /// An answer of our own.
    pub(super) fn with(name: &str, text: &str) -> Self {
        let object = Object::new();
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
        self.get(name).as_number()
    }

    pub(super) fn as_number(&self) -> Option<f64> {
        self.0.as_f64()
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
