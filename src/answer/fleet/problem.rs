//! Problems of a period or of a name of hardware, with the chips to choose from.

use crate::answer::Severity;
use crate::catalog::{Chip, Edition, Format, near, tflops};
use crate::quantity::short_excerpt;

/// A problem of a text, and the chips that may replace a part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct HardwareProblem {
    /// The importance: a question is [`Severity::Missing`].
    pub severity: Severity,
    /// The message for the visitor.
    pub message: String,
    /// The part of the text that a choice replaces.
    pub replaced: String,
    /// The chips that may stand there.
    pub chips: Vec<&'static Chip>,
    /// The format that tells the choices apart, if one is known.
    pub format: Option<Format>,
}

impl HardwareProblem {
    /// Makes an error without choices.
    pub(crate) fn error(message: impl Into<String>) -> Self {
        Self::with(Severity::Error, message)
    }

    /// Makes the problem that something is still needed.
    pub(crate) fn missing(message: impl Into<String>) -> Self {
        Self::with(Severity::Missing, message)
    }

    pub(crate) fn with(severity: Severity, message: impl Into<String>) -> Self {
        Self {
            severity,
            message: message.into(),
            replaced: String::new(),
            chips: Vec::new(),
            format: None,
        }
    }

    /// Makes the question which of several chips a name means.
    pub(crate) fn which(typed: &str, chips: &[&'static Chip], format: Option<Format>) -> Self {
        let typed_name = short_excerpt(typed);
        let message = match chips {
            [chip] => format!("Is “{typed_name}” the {}?", chip.short_name()),
            _ => format!("Which {typed_name}?"),
        };
        Self {
            replaced: typed.into(),
            chips: chips.to_vec(),
            format,
            ..Self::missing(message)
        }
    }

    /// Makes the error of a name that no chip has, without a message. [`HardwareProblem::with_question`] adds the
    /// question what may be meant: the search takes long, so it is done only for problems that are
    /// shown.
    pub(super) fn unknown(typed: &str) -> Self {
        Self {
            replaced: typed.into(),
            ..Self::error("")
        }
    }

    /// Makes the error of a name that no chip has, with the question which chip it means.
    pub(crate) fn no_chip(typed: &str, edition: Edition) -> Self {
        Self::unknown(typed).with_question(edition)
    }

    /// Adds the question which chip an unknown name means.
    pub(crate) fn with_question(self, edition: Edition) -> Self {
        if !self.message.is_empty() {
            return self;
        }
        let chips = near(&self.replaced, edition);
        let hint = match chips.as_slice() {
            [] => "Choose a name from the list of hardware, or type the peak of one chip, such as 312 TFLOP/s.".into(),
            chips => format!("Did you mean {}?", list_chips(chips, "or")),
        };
        let message = format!(
            "No chip is called “{}”. {hint}",
            short_excerpt(&self.replaced)
        );
        Self {
            message,
            chips,
            ..self
        }
    }

    /// Returns the words for a choice: `H100 SXM, 989.4 TFLOP/s`.
    pub(crate) fn label(&self, chip: &Chip) -> String {
        let peak = self.format.and_then(|format| chip.peak(format));
        match peak {
            Some(peak) => format!("{}, {}", chip.short_name(), tflops(peak.median())),
            None => chip.short_name().into(),
        }
    }
}

/// Lists chips in a sentence. Of more than five it names five: then the name is too short.
pub(crate) fn list_chips(chips: &[&Chip], joint: &str) -> String {
    const MOST: usize = 5;
    let names: Vec<&str> = chips
        .iter()
        .take(MOST)
        .map(|chip| chip.short_name())
        .collect();
    let more = chips.len().saturating_sub(MOST);
    match (names.as_slice(), more) {
        ([], _) => String::new(),
        ([one], 0) => (*one).into(),
        ([first @ .., last], 0) => format!("{} {joint} {last}", first.join(", ")),
        (names, more) => format!("{} {joint} {more} more", names.join(", ")),
    }
}
