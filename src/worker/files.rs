//! Answers the page's questions about files.

use super::blob::BlobBytes;
use super::hub;
use crate::panel::{Act, Desk, Open, Reply, Request};
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// The files that the page sent last.
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Answers a request. `files` came along with it.
pub(super) async fn answer(request: Request, files: &JsValue) -> Reply {
    match request {
        Request::Put => put(files),
        Request::Act(act) => apply(&act).await,
    }
}

fn put(files: &JsValue) -> Reply {
    DESK.with_borrow_mut(|desk| {
        desk.put(open_files(files));
        Reply {
            files: Some(desk.draw()),
            jobs: desk.has_account().then(|| desk.draw_jobs()),
            is_account: desk.has_account(),
            ..Reply::default()
        }
    })
}

async fn apply(act: &Act) -> Reply {
    let change = DESK.with_borrow_mut(|desk| desk.act(act));
    if act.what == "fetch" {
        fetch().await;
    }
    DESK.with_borrow(|desk| {
        let is_of_jobs = act.what.contains("job");
        let is_account = act.what == "paste" && desk.has_account();
        Reply {
            change,
            files: (!is_of_jobs).then(|| desk.draw()),
            jobs: (is_of_jobs || is_account).then(|| desk.draw_jobs()),
            is_account,
        }
    })
}

fn open_files(files: &JsValue) -> Vec<Open> {
    let open = |file: JsValue| -> Option<Open> {
        let file: web_sys::File = file.dyn_into().ok()?;
        let name = file.name();
        Some((
            name,
            Box::new(move || Box::new(BlobBytes(file.clone().into()))),
        ))
    };
    let files = files.dyn_ref::<Array>();
    files.map_or(Vec::new(), |files| files.iter().filter_map(open).collect())
}

async fn fetch() {
    let result = match DESK.with_borrow(Desk::model_to_fetch) {
        Ok(model) => hub::config(&model).await.map(|config| (model, config)),
        Err(why) => Err(why),
    };
    DESK.with_borrow_mut(|desk| match result {
        Ok((model, config)) => desk.put_fetched(model, config),
        Err(why) => desk.refuse(why),
    });
}
