//! One estimate as a card, for pages of others.
use crate::draft::{Asides, answer_with, link::decode};
use crate::quantity::write;
use maud::{Markup, html};
/// The card of a link.
pub fn draw(fragment: &str) -> Markup {
    let opened = decode(fragment);
    let answer = answer_with(&opened.draft, Asides::here());
    let figure = answer
        .outcome
        .total
        .headline
        .map(|(f, _)| write::people(f.median()));
    html! { h1 { "x" } p { (figure.unwrap_or_default()) " FLOP" } }
}
