//! What the page asks about files.

use super::blob::BlobBytes;
use super::{Changed, hub, json};
use crate::panel::{Act, Change, Desk, Open};
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// The files that were given last.
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Takes these files in place of those that were there.
pub(super) fn put(given: &JsValue) -> String {
    DESK.with_borrow_mut(|desk| desk.put(files(given)));
    drawn(Change::default())
}

/// What follows from what was done in the panel.
pub(super) async fn act(act: &Act) -> String {
    let change = DESK.with_borrow_mut(|desk| desk.act(act));
    if act.what == "fetch" {
        fetch().await;
    }
    drawn(change)
}

/// A change, with the panel as it is after it.
fn drawn(change: Change) -> String {
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
