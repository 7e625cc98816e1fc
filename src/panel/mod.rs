//! Panels: the sections of the page that few visitors open, as HTML. They are loaded when they are
//! first opened.
//!
//! A panel is a function of the draft, and gives [`piece`]s. A user action in it is an [`Action`]; its result is a
//! [`Change`] of the form. All of it is plain Rust: the page shows the pieces, passes actions on, and makes the
//! changes.
//!
//! The rows of a network and its tools are views of the page; [`network`] has their logic.

pub mod backward;
pub mod base;
mod choice;
pub mod cost;
#[cfg(test)]
mod counts;
pub mod edition;
pub mod examples;
pub mod files;
pub mod fleet;
pub mod goal;
pub mod hardware;
pub mod hub;
mod id;
pub mod inference;
pub mod jobs;
pub mod kinds;
pub mod names;
pub mod network;
mod part;
mod parts;
pub mod piece;
mod press;
pub mod report;
pub mod scope;
pub mod share;
pub mod side_by_side;
pub mod studies;
pub mod thresholds;
pub mod uncertainty;
pub mod utilization;

pub use base::BaseAction;
pub use cost::CostAction;
pub use files::{Desk, FilesAction, FilesShown, Open, Reply, Request};
pub use hardware::HardwareAction;
pub use id::{DrawnBy, PanelId};
pub use inference::InferenceAction;
pub use jobs::{Grouping, Jobs, JobsAction, JobsShown};
pub use names::{Fact, NamesAction, Suggestion};
pub use part::{
    Beside, Context, Draw, Drawn, DrawnReply, Forms, Found, FoundPart, NetworkReading, PanelInput,
    PanelPart, Panels, Reports,
};
pub use press::Press;
pub use report::ReportAction;
pub use scope::{LedgerEdit, ScopeAction};
pub use share::ShareAction;
pub use side_by_side::CompareAction;
pub use studies::StudyAction;
pub use utilization::UtilizationAction;

use crate::draft::Key;
use serde::{Deserialize, Serialize};

/// A user action in a panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Presses a button that the page itself acts on.
    Press(Press),
    /// Acts in the panel of the hardware.
    Hardware(HardwareAction),
    /// Acts in the panel of utilizations.
    Utilization(UtilizationAction),
    /// Acts in the search for published models.
    Base(BaseAction),
    /// Acts in the panel of published values.
    Names(NamesAction),
    /// Acts in the ledger.
    Scope(ScopeAction),
    /// Acts in the panel of energy and cost.
    Costs(CostAction),
    /// Chooses the report.
    Report(ReportAction),
    /// Acts in the panel that shares.
    Share(ShareAction),
    /// Acts in the panel that compares estimates.
    Compare(CompareAction),
    /// Types into a study.
    Study(StudyAction),
    /// Types into the fields of inference.
    Inference(InferenceAction),
    /// Acts in the panel of files.
    Files(FilesAction),
    /// Acts in the panel of jobs.
    Jobs(JobsAction),
}

/// The fields that a change empties before it puts texts into others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clearing {
    /// Nothing.
    #[default]
    Nothing,
    /// The inputs of the stage.
    Inputs,
}

/// A change of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The fields that are emptied first. The worker empties nothing, and fills in no published values.
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
    /// The report that was chosen, for the page to keep. The worker chooses none.
    #[serde(skip)]
    pub report: Option<String>,
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
