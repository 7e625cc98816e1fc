//! The program of the ES module, petaday.js. js/petaday.js makes objects of what these functions return.

use petaday::import::{Bytes, File};
use petaday::interface::{self, CountOptions};
use wasm_bindgen::prelude::*;

/// The result of a call: text, or an error that says what to do instead.
type Result = std::result::Result<String, JsError>;

/// Makes every name of a chip known, before the first call.
#[wasm_bindgen(start)]
pub fn start() {
    petaday::catalog::learn_names();
}

/// Returns the figures of a link.
#[wasm_bindgen]
pub fn estimate(link: &str) -> Result {
    Ok(interface::estimate(link)?.json)
}

/// Counts the model file in these bytes, with options as JSON.
#[wasm_bindgen]
pub fn count(bytes: &[u8], options: &str) -> Result {
    let options = CountOptions::of(options).map_err(error)?;
    let file = File {
        name: options.name,
        bytes: Box::new(bytes),
        beside: &mut |_: &str| -> Option<Box<dyn Bytes>> { None },
    };
    Ok(interface::count(file, &options.asked)?.json)
}

/// Returns the report of a link.
#[wasm_bindgen]
pub fn report(format: &str, link: &str, provenance: bool) -> Result {
    let format = interface::format(format).map_err(error)?;
    let reported = interface::report(format, link, provenance);
    reported.text().map_err(error)
}

/// Returns the fields that a passage fills in.
#[wasm_bindgen]
pub fn read(passage: &str) -> Result {
    Ok(interface::read(passage)?)
}

/// Spells the link of keys and of as many texts.
#[wasm_bindgen]
pub fn link(keys: Vec<String>, texts: Vec<String>) -> Result {
    interface::link(keys.into_iter().zip(texts)).map_err(error)
}

fn error(message: String) -> JsError {
    JsError::new(&message)
}

fn main() {}
