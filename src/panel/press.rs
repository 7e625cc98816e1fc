//! Buttons that the page itself acts on: they put a text into a field, open an example, add a stage
//! or copy a text.

use super::piece::{Control, Element};
use super::{Action, Added};
use crate::draft::{Key, Provenance};
use maud::Markup;

/// The action of a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Press {
    /// Puts a text into a field, in the stage that is shown, and says where the value comes from.
    Fill(Key, String, Option<Provenance>),
    /// Opens an estimate, given as a link.
    Open(String),
    /// Adds stages.
    AddStages(Added),
    /// Copies the text of the element with this id.
    Copy(&'static str),
}

/// The attributes of a button.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look<'a> {
    pub(super) class: &'a str,
    /// The id, if the button has one.
    pub(super) id: Option<&'a str>,
    /// The name for screen readers, if it is not the caption.
    pub(super) name: Option<&'a str>,
}

impl<'a> Look<'a> {
    pub(super) fn of(class: &'a str) -> Self {
        Self {
            class,
            ..Self::default()
        }
    }
}

impl Press {
    /// Makes a button with this action.
    pub(super) fn button(self, look: Look<'_>, caption: Markup) -> Box<Element> {
        button(Action::Press(self), look, caption)
    }
}

/// Makes a button.
pub(super) fn button(action: Action, look: Look<'_>, caption: Markup) -> Box<Element> {
    let class = Some(look.class).filter(|class| !class.is_empty());
    Element::new("button")
        .with_some("class", class)
        .with_some("id", look.id)
        .with("type", "button")
        .with_some("aria-label", look.name)
        .read(caption)
        .acting(Control::Press(action))
}
