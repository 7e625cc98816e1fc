//! User actions in the panel of jobs.

use serde::{Deserialize, Serialize};

/// A user action in the panel of jobs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobsAction {
    /// Shows the panel.
    Show,
    /// Pastes or types an account.
    Paste(String),
    /// Ticks or unticks the row with this number.
    Tick(usize, bool),
    /// Ticks or unticks the listed rows of a group.
    TickGroup(Grouping, usize, bool),
    /// Ticks or unticks all listed rows.
    TickListed(bool),
    /// Ticks the listed rows alone.
    TickOnlyListed,
    /// Counts only the last attempt at a requeued job, or every attempt.
    CountOnce(bool),
    /// Types what to find.
    Filter(String),
    /// Lists the rows in the order of the account, or those with most GPU-hours first.
    InOrder(bool),
    /// Shows a page of the list.
    Page(usize),
    /// Fills in the form.
    Use,
}

/// The column that rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Grouping {
    /// Their state.
    State,
    /// Their name.
    Name,
}
