//! Panels: the sections of the page that few visitors open, as HTML. They are loaded when they are
//! first opened.
//!
//! A panel is a function of the draft, and gives [`piece`]s. A user action in it is an [`Action`]; its result is a
//! [`Change`] of the form. All of it is plain Rust: the page shows the pieces, passes actions on, and makes the
//! changes.
//!
//! The rows of a network and its tools are views of the page; [`network`] has their logic. The table of all panels is at
//! the end of this file.

mod action;
mod added;
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

pub use action::{Action, Change, Clearing};
#[cfg(all(test, feature = "app"))]
pub(crate) use added::sharing;
pub use added::{Added, Shared};
pub use base::BaseAction;
pub use cost::CostAction;
pub use files::{Desk, FilesAction, FilesShown, Open, Reply, Request};
pub use hardware::HardwareAction;
pub use id::DrawnBy;
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

// Columns: name of the element's id, part that draws the panel, and how it draws it. Other parts choose among their own
// panels; those of files and jobs are drawn when the worker has answered.
id::panels! {
    /// The periods of a fleet, as they were read.
    Periods: "periods", Panels, |_, shown| fleet::draw(shown.draft(), shown.stage);
    /// A chip, its number formats, and help where it is unknown.
    Hardware: "hardware", Panels, |part, shown| hardware::draw(shown.draft(), shown.stage, &part.hardware);
    /// Utilizations of published runs.
    Utilization: "utilization", Panels, |part, shown| utilization::draw(shown.draft(), shown.stage, &part.utilization);
    /// Energy, emissions and cost.
    Costs: "costs", Panels, |_, shown| cost::draw(&shown.evaluation, shown.stage);
    /// The factor that is solved for, given a goal.
    Goal: "goal", Panels, |_, shown| goal::draw(&shown.evaluation, shown.stage);
    /// The list of worked examples.
    Examples: "examples", Panels, |_, _| examples::draw();
    /// Stages to add.
    Kinds: "kinds", Panels, |_, shown| kinds::draw(shown.draft(), shown.stage);
    /// A stage's figure from elsewhere, and base models to choose from.
    Base: "base", Panels, |part, shown| base::draw(&shown.evaluation, shown.stage, &part.base);
    /// The width of the range, and its sources.
    Uncertainty: "uncertainty", Panels, |_, shown| uncertainty::draw(&shown.evaluation);
    /// Thresholds of laws, in compute.
    Thresholds: "thresholds", Panels, |_, shown| thresholds::draw(&shown.evaluation);
    /// The ledger of what is counted and what is left out.
    Scope: "scope", Panels, |_, shown| scope::draw(&shown.evaluation);
    /// Texts to paste.
    Report: "report", Reports;
    /// Links, and cards for other pages.
    Share: "share", Reports;
    /// The cost of a backward pass.
    Backward: "backward", Panels, |_, _| backward::draw();
    /// The published values of what the title names.
    Names: "names", Panels, |part, shown| names::draw(shown, &part.names);
    /// Other estimates beside this one.
    Compare: "compare", Context;
    /// Calculators of published studies.
    Studies: "studies", Context;
    /// Changes of the tables since the link was made.
    Edition: "edition", Panels, |_, shown| edition::draw(shown.draft());
    /// Model files, which the worker reads.
    Files: "files", Panels;
    /// A cluster's jobs, whose accounting the worker reads.
    Jobs: "jobs", Panels;
}
