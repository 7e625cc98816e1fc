//! Parts that could not be read, and the command to run instead.

use crate::quantity::short_excerpt;
use std::fmt;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1; 0 if the problem is of no line.
    pub line: usize,
    /// The kind of problem.
    pub what: What,
}

/// Problems of a line or of the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Its cells cannot be told apart.
    NotSeparated,
    /// It has fewer cells than there are columns.
    TooFewCells,
    /// It has no job number.
    NoJob,
    /// Its time cannot be read.
    NoTime(String),
    /// Its count of GPUs or nodes cannot be read.
    NoCount(String),
    /// The width of a column cut off a value: the rest of it.
    CutOff(String),
    /// The header lacks columns that are needed, so reading ends: their names, and a similar
    /// column, with its meaning.
    NoColumn(&'static str, Option<&'static [&'static str; 2]>),
    /// Nothing can be counted: the reason, and the command to run.
    Refused(&'static str, &'static str),
    /// Without a header, the third cell is no state of Slurm’s.
    NoState,
    /// Without a header, the time is longer than a job runs: so many days.
    TooLong(u64),
    /// Without a header, the number of nodes is another than that in AllocTRES.
    OtherNodes(u64, u64),
    /// JSON that is cut off or damaged, or lacks something: the reason.
    Json(String),
}

impl What {
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

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "Line {}: ", self.line)?;
        }
        let command = match &self.what {
            What::NotSeparated => {
                f.write_str("its cells are not separated.")?;
                COMMAND
            }
            What::TooFewCells => {
                f.write_str("it has too few cells. It needs one for each name of the header, or those of this command.")?;
                COMMAND
            }
            What::NoJob => return f.write_str("it does not start with a job number."),
            What::NoTime(text) => {
                return write!(
                    f,
                    "“{text}” is no time: write seconds, or days-hours:minutes:seconds."
                );
            }
            What::NoCount(text) => return write!(f, "“{text}” is no count."),
            What::CutOff(text) => {
                write!(
                    f,
                    "“{text}” is cut off by the width of its column. With -P, nothing is cut off."
                )?;
                COMMAND
            }
            What::NoColumn(names, instead) => {
                write!(
                    f,
                    "the header has no column {names}, so nothing below it is read."
                )?;
                if let Some([name, is]) = instead {
                    write!(f, " {name} is {is}.")?;
                }
                COMMAND
            }
            What::Refused(why, command) => {
                f.write_str(why)?;
                command
            }
            What::NoState => {
                f.write_str("there is no header, and the cell for the state holds none of Slurm’s, so the columns are others than those that are assumed.")?;
                NAMED_COMMAND
            }
            What::TooLong(days) => {
                write!(
                    f,
                    "there is no header, and the cell for the time holds {days} days, longer than jobs run. Is it CPUTimeRAW, the elapsed time × CPUs? Names above the columns tell."
                )?;
                NAMED_COMMAND
            }
            What::OtherNodes(nodes, in_tres) => {
                write!(
                    f,
                    "there is no header, and the cell for the nodes holds {nodes}, where the job has {in_tres}, so the columns are others than those that are assumed."
                )?;
                NAMED_COMMAND
            }
            What::Json(why) => {
                f.write_str(why)?;
                COMMAND
            }
        };
        write!(f, " Run: {command}")
    }
}

/// Returns the start of a bad cell, enough to find it.
pub(super) fn excerpt(text: &str) -> String {
    short_excerpt(text.trim())
}
