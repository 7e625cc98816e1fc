//! Errors of files that were not read.

/// Why a file was not read, in words for whoever dropped it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The system or the browser did not give its bytes: its message.
    #[error("The file cannot be read: {0}.")]
    Unreadable(String),
    /// The file is of no kind that is read.
    #[error(
        "Petaday cannot read this file. It reads a config.json of Hugging Face, an ONNX model, a safetensors or GGUF file, an index of shards, the report that a profiler printed, or the log of a training run."
    )]
    Unknown,
    /// The file is of a known kind that is not read.
    #[error("This is {what}. {instead}")]
    Other {
        /// The kind of file.
        what: &'static str,
        /// The reason, or what to do instead.
        instead: &'static str,
    },
    /// The file is damaged, or not of the kind that it claims to be.
    #[error("This looks like {kind}, but is damaged or incomplete: {what}.")]
    Damaged {
        /// The kind of file that it looks like.
        kind: &'static str,
        /// The damage, and its place.
        what: String,
    },
    /// The file is sound but cannot be counted: the reason, and what to give instead.
    #[error("{0}")]
    Uncountable(String),
}

impl FileError {
    pub(super) fn damaged(kind: &'static str, what: impl Into<String>) -> Self {
        let what = what.into();
        Self::Damaged { kind, what }
    }
}
