//! Fetches a model's configuration, after a click on Fetch.

use crate::panel::hub::{Model, refusal};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, ReferrerPolicy, RequestInit, Response};

/// The largest configuration that is read.
const MAX_BYTES: usize = 8 << 20;

/// Fetches the text of a model's configuration.
pub(super) async fn config(model: &Model) -> Result<String, String> {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let options = RequestInit::new();
    // The host refuses some pages by their referrer, and it need not know which page asks.
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    let response = JsFuture::from(scope.fetch_with_str_and_init(&model.config(), &options)).await;
    let response: Response = response.map_err(|_| refusal(model, None))?.unchecked_into();
    if !response.ok() {
        return Err(refusal(model, Some(response.status())));
    }
    let text = match response.text() {
        Ok(text) => JsFuture::from(text).await.ok(),
        Err(_) => None,
    };
    let text = text.and_then(|text| text.as_string());
    text.filter(|text| text.len() <= MAX_BYTES)
        .ok_or_else(|| refusal(model, None))
}
