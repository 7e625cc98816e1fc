//! The page of embed.html: one estimate as a card, read-only.

use crate::card;
use gloo::events::EventListener;

/// Draws the card of the address, and again whenever that changes.
pub fn start() {
    draw();
    EventListener::new(&leptos::prelude::window(), "hashchange", |_| draw()).forget();
}

fn draw() {
    let document = leptos::prelude::document();
    let fragment = document.location().and_then(|place| place.hash().ok());
    if let Some(element) = document.get_element_by_id("card") {
        element.set_inner_html(&card::draw(&fragment.unwrap_or_default()).into_string());
    }
}
