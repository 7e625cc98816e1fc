//! Panels: the parts of the page that few visitors open, as HTML. They are loaded when they are first
//! opened.
//!
//! A panel is a function of the draft. A user action in it is an [`Act`]; its result is a [`Change`] of
//! the form. All of it is plain Rust: the page shows the HTML, passes actions on, and makes the changes.

pub mod backward;
pub mod base;
mod blocks;
pub mod cost;
#[cfg(test)]
mod counts;
pub mod edition;
pub mod examples;
mod field;
mod files;
pub mod fleet;
pub mod goal;
pub mod hardware;
pub mod hub;
mod id;
mod jobs;
pub mod kinds;
mod layers;
mod network;
mod part;
mod parts;
pub mod report;
pub mod scope;
pub mod share;
pub mod thresholds;
pub mod uncertainty;
pub mod utilization;

pub use files::{Desk, Open, Reply, Request};
pub use id::PanelId;
pub use jobs::Jobs;
pub use part::{Draw, PanelPart, Panels, Reading, Reports, Shown};

use crate::draft::Key;
use serde::{Deserialize, Serialize};

/// A user action in a panel. In the HTML, an element that acts has the action's name in `data-do` and,
/// where it is one of many, its place in `data-row`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What it does.
    pub what: String,
    /// Which row it was in.
    pub row: usize,
    /// What was typed or chosen; whether a box was ticked.
    pub value: String,
}

/// A change of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Texts to put into the form, each with the way that its field leads.
    pub fields: Vec<(Key, String)>,
    /// What passes are to be counted in, steps and batch apart, which may be of either.
    pub lead: Option<Key>,
    /// A title, should the estimate have none.
    pub title: String,
    /// The id of the element to go on with; empty is where one was.
    pub focus: String,
    /// Whether so much is replaced that Back is to bring it back.
    pub undoable: bool,
}

impl Change {
    /// One text, for one field.
    fn field(key: Key, text: String) -> Self {
        Self {
            fields: vec![(key, text)],
            ..Self::default()
        }
    }
}
