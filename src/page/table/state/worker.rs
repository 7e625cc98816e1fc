//! Requests to the worker that has the rows, its replies, and how long they are waited for.

use super::source::settle;
use super::{KEPT, change, tell};
use crate::page::lazy::NOT_LOADED;
use crate::page::reader::{self, Program};
use crate::page::table::save;
use crate::table::{Reply, Request};
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;

/// The time without an answer, in milliseconds, after which the view offers to begin again. A browser that ends a worker
/// for want of memory tells nobody. A worker that is busy answers later, so it is not stopped.
const PATIENCE_MS: u32 = 10_000;

pub(super) fn send(request: &Request, files: &JsValue) {
    let asked = KEPT.with_borrow_mut(|kept| {
        kept.opened += u32::from(request.is_beginning());
        kept.opened
    });
    let take = move |answer: Result<Vec<u8>, &'static str>| {
        wait_anew();
        if KEPT.with_borrow(|kept| kept.opened) != asked {
            return;
        }
        let reply = match answer {
            Ok(bytes) => Reply::from_bytes(&bytes).ok_or(NOT_LOADED),
            Err(why) => Err(why),
        };
        match &reply {
            Ok(Reply::Piece(piece)) => KEPT.with_borrow(|kept| save::take(&kept.model, piece)),
            Ok(Reply::Head(_)) => settle(),
            Ok(Reply::Refused(_)) => KEPT.with_borrow_mut(|kept| kept.asked = None),
            _ => {}
        }
        change(|model| match reply {
            Ok(reply) => model.take(reply),
            Err(why) => {
                model.lose(why);
                Vec::new()
            }
        });
    };
    reader::ask(Program::Tables, &request.to_bytes(), files, take);
    if KEPT.with_borrow(|kept| kept.patience.is_none()) {
        wait_anew();
    }
}

/// Begins to wait for the next answer, if the worker owes one.
fn wait_anew() {
    let patience = reader::is_busy(Program::Tables).then(|| {
        Timeout::new(PATIENCE_MS, || {
            change(|model| {
                model.is_late = true;
                Vec::new()
            });
        })
    });
    let was_late = KEPT.with_borrow_mut(|kept| {
        kept.patience = patience;
        std::mem::take(&mut kept.model.is_late)
    });
    if was_late {
        tell();
    }
}
