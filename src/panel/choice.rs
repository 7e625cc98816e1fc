//! A row of buttons for one of a few values, of which one is pressed.

use super::Action;
use super::piece::{Element, Piece, pieces};
use super::press::{Look, button};
use crate::card::snippet::Choice;
use maud::html;

/// A choice that a panel draws.
pub(super) struct Choices<'a, T> {
    /// The name of the panel, with which the ids begin.
    pub panel: &'static str,
    /// The label of the choice.
    pub label: &'static str,
    /// The values.
    pub among: &'a [T],
    /// The value that is chosen.
    pub chosen: T,
    /// Makes the action that chooses a value.
    pub action: fn(T) -> Action,
}

impl<T: Choice> Choices<'_, T> {
    /// Draws a button for each value.
    pub(super) fn draw(self) -> Box<Element> {
        self.named(|one| one.name().into())
    }

    /// Draws the same, with other captions.
    pub(super) fn named(self, name: impl Fn(T) -> String) -> Box<Element> {
        let id = |of: &str, end: &str| [self.panel, "-", of, end].concat();
        let label_id = id(self.among.first().map_or("", |one| one.slug()), "-label");
        let choice = |one: &T| {
            let id = id(one.slug(), "");
            let look = Look {
                id: Some(&id),
                ..Look::default()
            };
            let choice = button((self.action)(*one), look, html! { (name(*one)) });
            Piece::Element(choice.with("aria-pressed", (*one == self.chosen).to_string()))
        };
        let label = html! { p id=(label_id) { (self.label) } };
        let buttons = Element::of_class("div", "formats")
            .with("role", "group")
            .with("aria-labelledby", label_id)
            .holding(self.among.iter().map(choice).collect());
        Element::of_class("div", "choice").holding(pieces![label, buttons])
    }
}
