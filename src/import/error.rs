//! Errors of files that were not read.

use std::fmt;

/// Why a file was not read, in words for whoever dropped it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The system or the browser did not give its bytes: its message.
    Unreadable(String),
    /// The file is of no kind that is read.
    Unknown,
    /// The file is of a known kind that is not read.
    Other {
        /// The kind of file.
        what: &'static str,
        /// The reason, or what to do instead.
        instead: &'static str,
    },
    /// The file is damaged, or not of the kind that it claims to be.
    Damaged {
        /// The kind of file that it looks like.
        kind: &'static str,
        /// The damage, and its place.
        what: String,
    },
    /// The file is sound but cannot be counted: the reason, and what to give instead.
    Uncountable(String),
}

impl Error {
    pub(super) fn damaged(kind: &'static str, what: impl Into<String>) -> Self {
        let what = what.into();
        Self::Damaged { kind, what }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "The file cannot be read: {why}."),
            Self::Unknown => f.write_str(
                "This is none of the files that can be read: a config.json of Hugging Face, an ONNX model, a safetensors or GGUF file, an index of shards, the report that a profiler printed, or the log of a training run.",
            ),
            Self::Other { what, instead } => write!(f, "This is {what}. {instead}"),
            Self::Damaged { kind, what } => {
                write!(f, "This looks like {kind}, but is damaged or incomplete: {what}.")
            }
            Self::Uncountable(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Error {}
