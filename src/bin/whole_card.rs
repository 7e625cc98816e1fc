//! The card of embed.html, of any link: also of one with a network, with periods, or with hardware by
//! another name than its own.

use petaday::card::{Card, html};
use petaday::catalog::learn_names;
use wasm_bindgen::prelude::*;

/// Returns the card of a fragment as HTML; its link leads to this address.
#[wasm_bindgen]
pub fn card(fragment: &str, address: &str) -> String {
    learn_names();
    html::draw(&Card::of_link(fragment), address).into_string()
}

fn main() {}
