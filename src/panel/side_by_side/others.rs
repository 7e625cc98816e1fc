//! The other estimates with the buttons that take them out, and what was added, taken out and can be put back.

use super::settings::{CompareAction, SAID, Settings};
use crate::compare::Column;
use crate::panel::Action;
use crate::panel::piece::{Element, Piece, pieces};
use crate::panel::press::{Look, button};
use maud::html;

/// Draws the sentence that says what was added or taken out.
pub(super) fn draw_last_change(settings: &Settings) -> Box<Element> {
    Element::of_class("p", "hint")
        .id(SAID)
        .with("role", "status")
        .with("tabindex", "-1")
        .read(html! { (settings.last_change) })
}

/// Draws the button that puts back what was taken out last.
pub(super) fn put_back(settings: &Settings) -> Option<Box<Element>> {
    let label = match settings.taken_out() {
        0 => return None,
        1 => "Put it back",
        _ => "Put them back",
    };
    let put_back = Action::Compare(CompareAction::PutBack);
    let button = button(put_back, Look::of("link"), html! { (label) });
    Some(Element::of_class("p", "row").holding(pieces![button]))
}

/// Draws a button for each other estimate, which takes it out.
pub(super) fn draw(columns: &[Column]) -> Box<Element> {
    let take_out = |(place, column): (usize, &Column)| {
        let name = format!("Take out {}", column.name);
        let look = Look {
            name: Some(&name),
            ..Look::of("suggestion")
        };
        let action = Action::Compare(CompareAction::Remove(place));
        Piece::Element(button(action, look, html! { (column.name) " ✕" }))
    };
    let mut others: Vec<Piece> = columns.iter().skip(1).enumerate().map(take_out).collect();
    if others.len() > 1 {
        let clear = Action::Compare(CompareAction::Clear);
        others.push(Piece::Element(button(
            clear,
            Look::of("link"),
            html! { "Take all out" },
        )));
    }
    Element::of_class("div", "suggestions")
        .with("role", "group")
        .with("aria-label", "Estimates beside this one")
        .holding(others)
}
