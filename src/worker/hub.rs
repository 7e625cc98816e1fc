//! Fetches a model's configuration, once it is asked for by a click.

use crate::panel::hub::{Model, refusal};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, ReferrerPolicy, RequestInit, Response};

/// No configuration is longer.
const MAX_BYTES: usize = 8 << 20;

/// The text of a model's configuration.
pub(super) async fn config(model: &Model) -> Result<String, String> {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let how = RequestInit::new();
    // The host refuses some pages that are named to it, and need not know which page asks.
    how.set_referrer_policy(ReferrerPolicy::NoReferrer);
    let answer = JsFuture::from(scope.fetch_with_str_and_init(&model.config(), &how)).await;
    let answer: Response = answer.map_err(|_| refusal(model, None))?.unchecked_into();
    if !answer.ok() {
        return Err(refusal(model, Some(answer.status())));
    }
    let text = match answer.text() {
        Ok(text) => JsFuture::from(text).await.ok(),
        Err(_) => None,
    };
    let text = text.and_then(|text| text.as_string());
    text.filter(|text| text.len() <= MAX_BYTES)
        .ok_or_else(|| refusal(model, None))
}
