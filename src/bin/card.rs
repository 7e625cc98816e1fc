//! The card of embed.html.

use petaday::card::{Card, html};
use wasm_bindgen::prelude::*;

/// Returns the card of a fragment as HTML; its link leads to this address. `None` if it takes the whole program,
/// `whole_card`, to make it.
#[wasm_bindgen]
pub fn card(fragment: &str, address: &str) -> Option<String> {
    let card = Card::of_plain_link(fragment)?;
    Some(html::draw(&card, address).into_string())
}

fn main() {}
