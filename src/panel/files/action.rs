//! User actions in the panel of files.

use serde::{Deserialize, Serialize};

/// A user action in the panel of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilesAction {
    /// Types a model's name on the hub.
    Hub(String),
    /// Fetches the configuration of that model.
    Fetch,
    /// Pastes or types the text of a file.
    Paste(String),
    /// Gives the tokens of a sequence.
    Sequence(String),
    /// Counts for the whole context.
    WholeContext,
    /// Counts attention as causal, or over the whole square.
    Causal(bool),
    /// Gives the sizes of the input.
    Input(String),
    /// Gives the size at a place among those that the file leaves open.
    Size(usize, String),
    /// Fills in the form.
    Use,
}
