//! Answers the page's questions about files.

use super::blob::BlobBytes;
use super::hub;
use crate::panel::{Desk, FilesAction, JobsAction, Open, Reply, Request};
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
        Request::Files(action) => act(action).await,
        Request::Jobs(action) => act_in_jobs(action),
    }
}

fn put(files: &JsValue) -> Reply {
    DESK.with_borrow_mut(|desk| {
        desk.put(open_files(files));
        shown(desk, true)
    })
}

async fn act(action: FilesAction) -> Reply {
    let is_fetch = action == FilesAction::Fetch;
    let is_paste = matches!(action, FilesAction::Paste(_));
    let change = DESK.with_borrow_mut(|desk| desk.act(action));
    if is_fetch {
        fetch().await;
    }
    let reply = DESK.with_borrow(|desk| shown(desk, is_paste));
    Reply { change, ..reply }
}

fn act_in_jobs(action: JobsAction) -> Reply {
    DESK.with_borrow_mut(|desk| Reply {
        change: desk.act_in_jobs(action),
        jobs: Some(desk.shown_jobs()),
        ..Reply::default()
    })
}

/// Returns what the panels show. New files may be an account of jobs.
fn shown(desk: &Desk, is_new: bool) -> Reply {
    let is_account = is_new && desk.has_account();
    Reply {
        files: Some(desk.shown()),
        jobs: is_account.then(|| desk.shown_jobs()),
        is_account,
        ..Reply::default()
    }
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
