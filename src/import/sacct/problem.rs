//! Problems of an account of jobs, each with the command to run instead.

use crate::quantity::short_excerpt;
use thiserror::Error;

/// The command that prints all that is needed. The user changes the day.
pub const COMMAND: &str = "sacct -X -n -P --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes -S 2026-01-01 -u $USER";

/// The same with names above the columns.
pub const NAMED_COMMAND: &str =
    "sacct -X -P --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes -S 2026-01-01 -u $USER";

/// The command that prints a report of all that is needed, to the second. The user changes the
/// days.
pub const REPORT_COMMAND: &str =
    "sreport -P -t seconds -T gres/gpu cluster AccountUtilizationByUser start=2026-01-01 end=now";

/// A part that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}{what}", place(*.line))]
pub struct AccountProblem {
    /// The line, from 1; 0 if the problem is of no line.
    pub line: usize,
    /// The kind of problem.
    pub what: ProblemKind,
}

/// Problems of a line or of the whole text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProblemKind {
    /// Its cells cannot be told apart.
    #[error("its cells are not separated. Run: {COMMAND}")]
    NotSeparated,
    /// It has fewer cells than there are columns.
    #[error(
        "it has too few cells. It needs one for each name of the header, or those of this command. Run: {COMMAND}"
    )]
    TooFewCells,
    /// It has no job number.
    #[error("it does not start with a job number.")]
    NoJob,
    /// Its time cannot be read.
    #[error("“{0}” is not a time: write seconds, or days-hours:minutes:seconds.")]
    NoTime(String),
    /// Its count of GPUs or nodes cannot be read.
    #[error("“{0}” is not a number.")]
    NoCount(String),
    /// The width of a column cut off a value: the rest of it.
    #[error(
        "“{0}” is cut off by the width of its column. With -P, nothing is cut off. Run: {COMMAND}"
    )]
    CutOff(String),
    /// The header lacks columns that are needed, so reading ends: their names, and a similar
    /// column, with its meaning.
    #[error("the header has no column {0}, so nothing below it is read.{similar} Run: {COMMAND}", similar = similar_column(*.1))]
    NoColumn(&'static str, Option<&'static [&'static str; 2]>),
    /// Nothing can be counted: the reason, and the command to run.
    #[error("{0} Run: {1}")]
    Refused(&'static str, &'static str),
    /// Without a header, the third cell is not a state of Slurm’s.
    #[error(
        "there is no header, and the cell for the state holds none of Slurm’s, so the columns are not those that are assumed. Run: {NAMED_COMMAND}"
    )]
    NoState,
    /// Without a header, the time is longer than a job runs: its days.
    #[error(
        "there is no header, and the cell for the time holds {0} days, longer than jobs run. Is it CPUTimeRAW, the elapsed time × CPUs? Names above the columns tell. Run: {NAMED_COMMAND}"
    )]
    TooLong(u64),
    /// Without a header, the number of nodes is another than that in AllocTRES.
    #[error(
        "there is no header, and the cell for the nodes holds {0}, where the job has {1}, so the columns are not those that are assumed. Run: {NAMED_COMMAND}"
    )]
    OtherNodes(u64, u64),
    /// JSON that is cut off or damaged, or lacks something: the reason.
    #[error("{0} Run: {COMMAND}")]
    Json(String),
}

impl ProblemKind {
    /// Returns the problem of a count that cannot be read, or was cut off.
    pub(super) fn no_count(part: &str) -> Self {
        if part.ends_with('+') {
            Self::CutOff(excerpt(part))
        } else {
            Self::NoCount(excerpt(part))
        }
    }

    /// Returns whether hours are missing that nobody would look for: then the problem is shown
    /// beside the total, and not folded away.
    pub fn is_grave(&self) -> bool {
        matches!(
            self,
            Self::CutOff(_)
                | Self::NoColumn(..)
                | Self::Refused(..)
                | Self::NoState
                | Self::TooLong(_)
                | Self::OtherNodes(..)
                | Self::Json(_)
        )
    }
}

/// Names the line, where the problem has one.
fn place(line: usize) -> String {
    match line {
        0 => String::new(),
        line => format!("Line {line}: "),
    }
}

/// Says which similar column there is, and its meaning.
fn similar_column(found: Option<&[&str; 2]>) -> String {
    found
        .map(|[name, meaning]| format!(" {name} is {meaning}."))
        .unwrap_or_default()
}

/// Returns the start of a bad cell, enough to find it.
pub(super) fn excerpt(text: &str) -> String {
    short_excerpt(text.trim())
}
