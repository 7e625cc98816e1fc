//! How the command ends: its exit codes, and messages about what is wrong.

use std::io;
use std::process::ExitCode;
use thiserror::Error;

/// How a subcommand ended that was called rightly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// It has a figure, or whatever else was asked for.
    Figure,
    /// It has none, and has said why.
    NoFigure,
}

/// Why a subcommand could not run to its end.
#[derive(Debug, Error)]
pub(super) enum Failure {
    /// It was called wrongly, or a file cannot be read. The message says what to do.
    #[error("{0}")]
    Wrong(String),
    /// The program that reads the output has seen enough, as `head` does.
    #[error("the output was closed")]
    Closed,
}

/// The result of a subcommand.
pub(super) type Result<T = Ending> = std::result::Result<T, Failure>;

impl Ending {
    /// Returns the ending of something that has a figure or not.
    pub(super) fn of(has_figure: bool) -> Self {
        if has_figure {
            Self::Figure
        } else {
            Self::NoFigure
        }
    }

    /// Returns the exit code.
    pub(super) fn code(self) -> ExitCode {
        match self {
            Self::Figure => ExitCode::SUCCESS,
            Self::NoFigure => ExitCode::from(2),
        }
    }
}

impl Failure {
    /// Says what is wrong on standard error, and returns the exit code.
    pub(super) fn report(&self) -> ExitCode {
        match self {
            Self::Wrong(message) => {
                super::print::note(&format!("petaday: {message}"));
                ExitCode::FAILURE
            }
            Self::Closed => ExitCode::SUCCESS,
        }
    }
}

/// An error of standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::Wrong(format!("standard output cannot be written: {error}")),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        match error.io_error_kind() {
            Some(io::ErrorKind::BrokenPipe) => Self::Closed,
            _ => Self::Wrong(error.to_string()),
        }
    }
}
