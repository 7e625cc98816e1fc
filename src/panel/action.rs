//! The actions of a person in a panel, and the change of the form that follows.

use super::{
    BaseAction, CompareAction, CostAction, Fact, FilesAction, HardwareAction, InferenceAction,
    JobsAction, NamesAction, Press, ReportAction, ScopeAction, ShareAction, StudyAction,
    UtilizationAction,
};
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
    pub(super) fn field(key: Key, text: String) -> Self {
        Self {
            fields: vec![(key, text)],
            ..Self::default()
        }
    }
}
