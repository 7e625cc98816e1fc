//! The explanation of a number that cannot be read, and the texts that were likely meant.

use super::Severity;
use crate::draft::Key;
use crate::quantity::{ReadError, remedies};

/// The explanation of a number that cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// How important it is.
    pub severity: Severity,
    /// Says what is wrong, and what to type instead.
    pub message: String,
    /// Texts that were likely meant.
    pub remedies: Vec<String>,
}

impl Refusal {
    /// Returns the refusal of a text whose explanation is not there yet.
    pub fn waiting() -> Self {
        Self {
            severity: Severity::Missing,
            message: "This is being read.".into(),
            remedies: Vec::new(),
        }
    }
}

/// Explains why the text of a field cannot be read.
pub fn refusal(error: &ReadError, key: Key, text: &str) -> Refusal {
    let Some(dimension) = key.dimension() else {
        return Refusal::waiting();
    };
    let severity = match error {
        // The name of a model is no mistake.
        ReadError::Experts { .. } => Severity::Missing,
        _ => Severity::Error,
    };
    Refusal {
        severity,
        message: unfinished(error, key).map_or_else(|| error.explain(dimension), |own| own.message),
        remedies: remedies(error, text, dimension),
    }
}

/// Explains a text that may be on the way to a number. Returns `None` for any other: the page loads a part for
/// those.
pub fn unfinished(error: &ReadError, key: Key) -> Option<Refusal> {
    let mut message = error.explain_unfinished(key.dimension()?)?;
    let mut remedies = Vec::new();
    if let ReadError::AboveOne(percent) = error {
        remedies.extend(percent.clone());
        if key != Key::Utilization {
            let typed = percent.as_ref();
            let typed = typed.map_or(String::new(), |p| format!(": for a percentage type {p}"));
            message = format!("A share of the network is at most 1, all of it{typed}.");
        }
    }
    Some(Refusal {
        severity: Severity::Error,
        message,
        remedies,
    })
}
