//! Why a file was not read.

use std::fmt;

/// Why a file was not read, in words for whoever dropped it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The system or the browser did not give its bytes; what it said.
    Unreadable(String),
    /// None of the kinds that are read.
    Unknown,
    /// It is of a kind that is known and not read: what it is, and what to give instead.
    Other {
        /// What it is.
        what: &'static str,
        /// Why it is not read, or what to do.
        instead: &'static str,
    },
    /// It is of a kind that is read, but damaged, or not what it claims to be: what, and where.
    Damaged {
        /// What kind of file it looks like.
        kind: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// It is sound, but cannot be counted: why, and what to give instead.
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
