//! The content of the panel of files, as data that the worker sends to the page.

use serde::{Deserialize, Serialize};

/// The content of the panel of files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesShown {
    /// The text typed as a model's name on the hub.
    pub hub: String,
    /// The name of the last file, if it was an account of jobs.
    pub account: Option<String>,
    /// The find, or why the file cannot be read.
    pub found: Option<Result<Found, String>>,
    /// The settings that the file leaves open.
    pub settings: Option<OpenSettings>,
}

/// The find in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The name of the model, or of its file.
    pub title: String,
    /// The kind of file, and its name.
    pub origin: String,
    /// The number of parameters.
    pub parameters: Option<String>,
    /// A forward pass.
    pub forward: Option<Forward>,
    /// Notes. Those that warn come with `true`.
    pub notes: Vec<(bool, String)>,
    /// The methods whose fields it fills in.
    pub methods: Option<String>,
    /// The first layers, nodes or tensors.
    pub rows: Vec<FoundRow>,
    /// The number of further ones.
    pub more: usize,
}

/// A forward pass.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forward {
    /// The unit that the pass is of.
    pub per: String,
    /// Its cost.
    pub cost: String,
    /// The same pass by other conventions.
    pub beside: Option<String>,
    /// Why the count is far from the figure of 6·N·D in that line.
    pub apart: Option<String>,
}

/// A layer, node or tensor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundRow {
    /// Its name in the file.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// The number of its parameters.
    pub parameters: String,
    /// Its multiply-adds, if the file is of a network.
    pub multiply_adds: String,
}

/// The settings that a file leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenSettings {
    /// Those of a network that takes tokens.
    Tokens {
        /// The length of a sequence, as it was typed.
        sequence: String,
        /// The length that was counted with.
        assumed: String,
        /// The length of the whole context, if it is longer.
        context: Option<String>,
        /// The share of attention, if it is large.
        attention: Option<String>,
        /// Whether attention is causal.
        is_causal: bool,
    },
    /// Those of an ONNX graph.
    Onnx {
        /// The sizes of the input.
        input: String,
        /// The sizes that have names.
        sizes: Vec<OpenSize>,
    },
}

/// A size that a file leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenSize {
    /// Its name in the file.
    pub name: String,
    /// The size, as it was typed.
    pub typed: String,
    /// The size that was counted with at first.
    pub assumed: String,
}
