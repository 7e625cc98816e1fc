//! What could not be read, and what to run in its place.

use std::fmt;

/// What prints an account that says all that is needed. The day is to be changed.
pub const COMMAND: &str = "sacct -X -n -P --format=JobID,JobName,State,ElapsedRaw,AllocTRES,NNodes -S 2026-01-01 -u $USER";

/// What prints a report of all that is needed, to the second. The days are to be changed.
pub const REPORT_COMMAND: &str =
    "sreport -P -t seconds -T gres/gpu cluster AccountUtilizationByUser start=2026-01-01 end=now";

/// Something that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1; 0 where it is no matter of a line.
    pub line: usize,
    /// What is wrong with it.
    pub what: What,
}

/// What is wrong with a line, or with all of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Its cells cannot be told apart.
    NotSeparated,
    /// It has fewer cells than there are columns.
    TooFewCells,
    /// It has no job number.
    NoJob,
    /// Its time is none.
    NoTime(String),
    /// Its count of GPUs or nodes is none.
    NoCount(String),
    /// The width of a column cut off what is needed: so much is left.
    CutOff(String),
    /// The header lacks columns that are needed, which ends the reading: their names, and one that
    /// stands in their place, with what it is.
    NoColumn(&'static str, Option<&'static [&'static str; 2]>),
    /// Nothing of it can be counted: why, and what to run.
    Refused(&'static str, &'static str),
    /// JSON that is cut off or damaged, or lacks what is needed: what is wrong.
    Json(String),
}

impl What {
    /// No count, or one that was cut off.
    pub(super) fn no_count(part: &str) -> Self {
        if part.ends_with('+') {
            Self::CutOff(excerpt(part))
        } else {
            Self::NoCount(excerpt(part))
        }
    }

    /// Whether hours are missing because of it that nobody would look for: it is said beside the
    /// total, and not folded away.
    pub fn is_grave(&self) -> bool {
        matches!(
            self,
            Self::CutOff(_) | Self::NoColumn(..) | Self::Refused(..) | Self::Json(_)
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
            What::NoJob => return f.write_str("it starts with no job number."),
            What::NoTime(text) => {
                return write!(
                    f,
                    "“{text}” is no time: seconds, or days-hours:minutes:seconds."
                );
            }
            What::NoCount(text) => return write!(f, "“{text}” is no count."),
            What::CutOff(text) => {
                write!(
                    f,
                    "“{text}” is cut off by the width of its column. With -P nothing is."
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
            What::Json(why) => {
                f.write_str(why)?;
                COMMAND
            }
        };
        write!(f, " Run: {command}")
    }
}

/// So much of a bad cell that one finds it.
pub(super) fn excerpt(text: &str) -> String {
    text.trim().chars().take(40).collect()
}
