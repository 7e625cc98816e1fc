//! The explanation of a number that cannot be read, and the texts that were likely meant.

use super::Severity;
use crate::draft::Key;
use crate::quantity::{Dimension, ReadError, read, remedies, write};

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
            message: "Reading this…".into(),
            remedies: Vec::new(),
        }
    }
}

/// Explains why the text of a field cannot be read.
pub fn refusal(error: &ReadError, key: Key, text: &str) -> Refusal {
    let Some(dimension) = key.dimension() else {
        return Refusal::waiting();
    };
    if let Some(refusal) = percent_of_factor(error, key, text) {
        return refusal;
    }
    let severity = match error {
        // The name of a model is not a mistake.
        ReadError::Experts { .. } => Severity::Missing,
        _ => Severity::Error,
    };
    Refusal {
        severity,
        message: unfinished(error, key).map_or_else(|| error.explain(dimension), |own| own.message),
        remedies: remedies(error, text, dimension),
    }
}

/// Explains a percentage where the factor of a method's accuracy is asked for: `10%` is a factor of 1.1.
fn percent_of_factor(error: &ReadError, key: Key, text: &str) -> Option<Refusal> {
    let is_factor = matches!(key, Key::OperationsWithin | Key::GpuTimeWithin);
    let typed = text.trim().trim_start_matches(['±', '+']).trim_start();
    let number = typed.strip_suffix('%')?.trim_end();
    let share = read(number, Dimension::Ratio).ok()?.median() / 100.0;
    (is_factor && *error == ReadError::Percent).then(|| {
        let factor = write::typed(1.0 + share);
        Refusal {
            severity: Severity::Error,
            message: format!("This is a factor: for ±{number}%, type {factor}."),
            remedies: vec![factor],
        }
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_of_accuracy_is_mended_to_a_factor() {
        for (text, factor) in [("10%", "1.1"), ("± 25 %", "1.25"), ("100%", "2")] {
            let refusal = refusal(&ReadError::Percent, Key::OperationsWithin, text);
            assert_eq!(refusal.remedies, [factor], "{text}: {}", refusal.message);
        }
        let of_tokens = refusal(&ReadError::Percent, Key::Tokens, "10%");
        assert!(of_tokens.remedies.is_empty());
    }
}
