//! The parts of the program that the page loads when they are first needed: panels, reports with sharing, context, and what
//! shows the files and jobs that the worker reads. The page knows them only by these traits, so that their code is
//! not in its first download.

mod context;
mod found;
mod panels;
mod reports;

pub use context::Context;
pub use found::Found;
pub use panels::Panels;
pub use reports::{Forms, Reports};

use super::files::Request;
use super::network::Network;
use super::piece::Piece;
use super::{Action, Change, PanelId, Suggestion};
use crate::answer::{Evaluation, NetworkPass, Offer, Periods, Problem, Refusal};
use crate::draft::link::LinkProblem;
use crate::draft::recent::Recent;
use crate::draft::{Draft, Field, Key};
use crate::quantity::{ReadError, Uncertain};
use crate::words::plan::Forecast;
use std::rc::Rc;

/// The state that panels are drawn from.
#[derive(Clone, Debug, Default)]
pub struct PanelInput {
    /// The estimate, which all panels of a drawing share. A field that leads its way but is not filled
    /// in has an empty text.
    pub evaluation: Evaluation,
    /// The stage that is shown.
    pub stage: u16,
    /// The address of the whole estimate, for reports.
    pub address: String,
    /// The estimates that this browser has kept.
    pub recents: Vec<Recent>,
    /// The report that was chosen last, as [`Settings`](crate::panel::report::Settings) write it.
    pub report: String,
}

impl PanelInput {
    /// Returns the draft.
    pub fn draft(&self) -> &Draft {
        self.evaluation.draft()
    }
}

/// A panel as it was drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// Problems of fields that only the panel finds.
    pub problems: Vec<Problem>,
    /// Whether the part with the forms draws it, and these pieces stand in its place until that is loaded.
    pub is_form: bool,
}

/// The worker's reply as it was drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawnReply {
    /// The change of the form.
    pub change: Change,
    /// The pieces of the panel of files, if it has changed.
    pub files: Option<Vec<Piece>>,
    /// The pieces of the panel of jobs, if it has changed.
    pub jobs: Option<Vec<Piece>>,
    /// Whether the files were an account of jobs.
    pub is_account: bool,
}

/// A network's count, also in words.
#[derive(Clone, Debug, PartialEq)]
pub struct NetworkReading {
    /// The count, for the estimate.
    pub counted: NetworkPass,
    /// The count as a sentence, or an empty text if the network cannot be counted.
    pub words: String,
}

impl NetworkReading {
    /// Returns the reading of a network that is still being counted, or of no network.
    pub fn waiting() -> Self {
        Self {
            counted: NetworkPass::Waiting,
            words: String::new(),
        }
    }
}

/// The view of a link, which stands beside the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The panel that shows it.
    pub panel: PanelId,
    /// The estimate that belongs into the form; none if the form stays as it is.
    pub draft: Option<Draft>,
    /// The parts of the link that could not be read.
    pub problems: Vec<LinkProblem>,
}

/// A part that draws panels.
pub trait Draw {
    /// Draws a panel.
    fn draw(&self, panel: PanelId, shown: &PanelInput) -> Drawn;

    /// Applies a user action to a panel's settings, and returns the change of the form.
    fn act(&mut self, shown: &PanelInput, action: Action) -> Change;

    /// Opens the link of a view that stands beside the form; `None` if the part has no such view.
    fn open(&mut self, _: &str) -> Option<Beside> {
        None
    }

    /// Says which estimates were last added to a comparison.
    fn last_change(&self) -> String {
        String::new()
    }
}

/// The part with most panels, and with the readings that few drafts need.
pub trait PanelPart: Draw {
    /// Counts a network.
    fn count(&self, text: &str) -> NetworkReading;

    /// Returns a network with its count, for its rows and tools.
    fn network(&self, text: &str) -> Rc<Network>;

    /// Reads the time and chips of a stage where they are more than numbers.
    fn periods(&self, draft: &Draft, stage: u16) -> Periods;

    /// Explains why a number cannot be read.
    fn refusal(&self, error: &ReadError, key: Key, text: &str) -> Refusal;

    /// Returns the remarks on a number. `has_problem` says whether it has a problem already.
    fn remarks(
        &self,
        draft: &Draft,
        field: Field,
        value: Uncertain,
        has_problem: bool,
    ) -> Vec<Problem>;

    /// Returns the solved factors and costs of a draft.
    fn forecast(&self, draft: &Draft) -> Forecast;

    /// Returns the printed figure and the note of the worked example that has this link.
    fn example(&self, link: &str) -> Option<(String, String)>;

    /// Suggests names for the text of a title.
    fn suggest(&self, typed: &str) -> Vec<Suggestion>;

    /// Lists the hardware that a text may name. The field's problem may be a question with answers.
    fn offers(&self, typed: &str, problem: Option<&Problem>) -> Vec<Offer>;

    /// Returns the only one of them, which is taken when the field is left.
    fn only_offer(&self, typed: &str, offers: &[Offer]) -> Option<Offer>;

    /// Returns the number of chips in front of a name of hardware.
    fn number_in(&self, typed: &str) -> Option<String>;
}

/// The part that asks the worker, and draws what was found.
pub trait FoundPart {
    /// Writes a request to the worker that reads files.
    fn write(&self, request: &Request) -> Vec<u8>;

    /// Reads the worker's reply, and draws what it shows.
    fn read(&self, answer: &[u8]) -> DrawnReply;
}
