//! Model files and profilers’ reports: a model’s parameters and operations.
//!
//! [`read`] recognizes a file by its contents and gives an [`Import`], whose
//! [`fields`](Import::fields) go into method 1; [`find`] also tells an account of jobs. Nothing here trusts a file: lengths are checked
//! before anything is reserved, nesting and loops end, and what cannot be read is a [`FileError`]
//! that says why.
//!
//! `recognize` tells the kind by the first bytes and, for texts, by their keys and words. Each kind has a module. It
//! gives a network as text, or multiply-adds, or parameters; rows; sizes left open; notes. What each kind means is in
//! `docs/files.md`, `docs/config.md`, `docs/onnx.md`, `docs/profilers.md` and `docs/slurm.md`.
//!
//! ```
//! use petaday::import::{Asked, File, read};
//!
//! let config = r#"{"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"],
//!     "n_layer": 12, "n_head": 12, "n_embd": 768, "n_positions": 1024, "vocab_size": 50257}"#;
//! let mut beside = |_: &str| None;
//! let file = File {
//!     name: "config.json".into(),
//!     bytes: Box::new(config.as_bytes()),
//!     beside: &mut beside,
//! };
//! let import = read(file, &Asked::default()).unwrap();
//! assert_eq!(import.parameters, Some(124_439_808));
//! ```

mod bounded;
mod bytes;
mod config;
mod error;
mod extras;
mod found;
mod gguf;
mod json;
mod onnx;
pub mod passage;
mod profiler;
mod recognize;
pub mod sacct;
mod safetensors;
mod tally;

pub use bytes::{Bytes, Seekable};
pub use error::FileError;
pub use found::{Forward, Import, Note, OpenSize, Row, Source};

use recognize::Kind;
use std::collections::BTreeMap;

/// The caller’s choices for what a file leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Tokens of a sequence; the file’s own if there is none.
    pub sequence: Option<u64>,
    /// Whether attention is causal; by convention it goes over the full square.
    pub causal: bool,
    /// Sizes of the first input, batch first: `1x3x224x224`.
    pub input: Option<Vec<u64>>,
    /// Sizes that the file leaves open, by name.
    pub sizes: BTreeMap<String, u64>,
}

/// A file to read, with access to the files beside it.
pub struct File<'a> {
    /// Name with extension, only for messages and if the contents leave a doubt.
    pub name: String,
    /// Its contents.
    pub bytes: Box<dyn Bytes + 'a>,
    /// Returns another file by its name, in the same folder or dropped along with it: the shards of
    /// an index.
    pub beside: &'a mut dyn FnMut(&str) -> Option<Box<dyn Bytes + 'a>>,
}

/// The content of a file.
#[derive(Debug)]
pub enum Content {
    /// A model: its network, operations or parameters.
    Model(Box<Import>),
    /// Jobs: the text of Slurm's account, for [`sacct::read`].
    Jobs(String),
}

/// Reads a file of any known kind, or recognizes it as an account of jobs.
///
/// # Errors
/// Says why the file is not known, what is broken, or why it cannot be counted.
pub fn find(mut file: File<'_>, asked: &Asked) -> Result<Content, FileError> {
    let import = match recognize::kind(&mut file)? {
        Kind::Account(text) => return Ok(Content::Jobs(text)),
        Kind::Config(text) => config::read(&text, asked),
        Kind::Onnx => onnx::read(&mut file, asked),
        Kind::Safetensors => safetensors::read(&mut file),
        Kind::Index(text) => safetensors::read_index(&text, &mut file),
        Kind::Gguf => gguf::read(&mut file),
        Kind::Report(text) => profiler::read(&text),
        Kind::Unknown => Err(FileError::Unknown),
    };
    import.map(|import| Content::Model(Box::new(import)))
}

/// Reads a file of a model, of any known kind.
///
/// # Errors
/// Says why the file is not known, what is broken, or why it cannot be counted.
pub fn read(file: File<'_>, asked: &Asked) -> Result<Import, FileError> {
    match find(file, asked)? {
        Content::Model(import) => Ok(*import),
        Content::Jobs(_) => Err(FileError::Other {
            what: "a list of jobs of a Slurm cluster",
            instead: "It says how long GPUs were used, for method 2, and nothing about a model.",
        }),
    }
}
