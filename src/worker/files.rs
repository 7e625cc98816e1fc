//! What the page asks about files.

use super::blob::BlobBytes;
use super::{Changed, act, hub, json, text};
use crate::panel::{Change, Desk, Open};
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// The files that were given last.
    static DESK: RefCell<Desk> = RefCell::default();
}

/// `put, files` or `act, –, what, row, value`; the answer always has the panel as it is then.
pub(super) async fn answer(question: &Array) -> String {
    let change = match text(question, 1).as_str() {
        "put" => {
            DESK.with_borrow_mut(|desk| desk.put(files(&question.get(2))));
            Change::default()
        }
        _ => {
            let act = act(question, 3);
            let change = DESK.with_borrow_mut(|desk| desk.act(&act));
            if act.what == "fetch" {
                fetch().await;
            }
            change
        }
    };
    json(&Changed {
        html: Some(DESK.with_borrow(Desk::draw)),
        ..Changed::from(change)
    })
}

fn files(given: &JsValue) -> Vec<Open> {
    let open = |file: JsValue| -> Option<Open> {
        let file: web_sys::File = file.dyn_into().ok()?;
        let name = file.name();
        Some((
            name,
            Box::new(move || Box::new(BlobBytes(file.clone().into()))),
        ))
    };
    let given = given.dyn_ref::<Array>();
    given.map_or(Vec::new(), |given| given.iter().filter_map(open).collect())
}

async fn fetch() {
    let fetched = match DESK.with_borrow(Desk::wanted) {
        Ok(model) => hub::config(&model).await.map(|config| (model, config)),
        Err(why) => Err(why),
    };
    DESK.with_borrow_mut(|desk| match fetched {
        Ok((model, config)) => desk.put_fetched(model, config),
        Err(why) => desk.refuse(why),
    });
}
