//! Panels: the sections of the page that few visitors open, as HTML. They are loaded when they are
//! first opened.
//!
//! A panel is a function of the draft. A user action in it is an [`Act`]; its result is a
//! [`Change`] of the form. All of it is plain Rust: the page shows the HTML, passes actions on, and
//! makes the changes.
//!
//! The rows of a network and its tools are views of the page; [`network`] has their logic.

pub mod backward;
pub mod base;
pub mod cost;
#[cfg(test)]
mod counts;
pub mod edition;
pub mod examples;
mod files;
pub mod fleet;
pub mod goal;
pub mod hardware;
pub mod hub;
mod id;
mod jobs;
pub mod kinds;
pub mod names;
pub mod network;
mod part;
mod parts;
mod press;
pub mod report;
pub mod scope;
pub mod share;
pub mod thresholds;
pub mod uncertainty;
pub mod utilization;

pub use files::{Desk, Open, Reply, Request};
pub use id::PanelId;
pub use jobs::Jobs;
pub use names::{Fact, Suggestion};
pub use part::{Draw, Drawn, NetworkReading, PanelInput, PanelPart, Panels, Reports};
pub use press::Press;

use crate::draft::Key;
use serde::{Deserialize, Serialize};

/// A user action that a panel applies. In the HTML, an element that acts has the action's name in
/// `data-do` and, where it is one of many, its row in `data-row`. The page itself applies a
/// [`Press`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The name of the action.
    pub what: String,
    /// The row that it was done in.
    pub row: usize,
    /// The text that was typed or chosen, or whether a box was ticked.
    pub value: String,
}

/// What a change of the form empties before it puts texts into fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clearing {
    /// Nothing.
    #[default]
    Nothing,
    /// The inputs of the stage.
    Inputs,
    /// Everything but the title.
    Everything,
}

/// A change of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What is emptied first. The worker empties nothing, and fills in no published values.
    #[serde(skip)]
    pub clears: Clearing,
    /// Texts to put into fields. Each field's way becomes the chosen one.
    pub fields: Vec<(Key, String)>,
    /// Published values to put into fields after these. Each field says where its value is from.
    #[serde(skip)]
    pub facts: Vec<Fact>,
    /// The key that passes are to be counted in. Filled-in steps and batch stay, because they may
    /// be of either.
    pub lead: Option<Key>,
    /// A title, used if the estimate has none.
    pub title: String,
    /// The id of the element that gets the focus. If empty, the focus stays.
    pub focus: String,
    /// Whether Back undoes the change, because it replaces much.
    pub undoable: bool,
}

impl Change {
    /// Returns the change that puts one text into one field.
    fn field(key: Key, text: String) -> Self {
        Self {
            fields: vec![(key, text)],
            ..Self::default()
        }
    }
}
