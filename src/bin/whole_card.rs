//! The card of embed.html, of any link: also of one with a network, with periods, or with hardware by
//! another name than its own.

use petaday::card::{Card, html};
use wasm_bindgen::prelude::*;

/// The card of a fragment as HTML; its link leads to this address.
#[wasm_bindgen]
pub fn card(fragment: &str, address: &str) -> String {
    html::draw(&Card::of_link(fragment), address).into_string()
}

fn main() {}
