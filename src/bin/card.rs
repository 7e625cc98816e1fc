//! The card of embed.html.

use petaday::card::{Card, html};
use wasm_bindgen::prelude::*;

/// The card of a fragment as HTML; its link leads to this address.
#[wasm_bindgen]
pub fn card(fragment: &str, address: &str) -> String {
    html::draw(&Card::of_link(fragment), address).into_string()
}

fn main() {}
