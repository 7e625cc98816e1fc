//! What stands behind a number of chips: `A100 80GB GPUs (bf16)`, or a peak in its place.

use crate::catalog::{Chip, Format, meant, nearest};
use crate::quantity::{ChipPart, Dimension, FlopPerSecond, read, read_counted, spell};

/// What is said of a second format.
pub(super) const TWO_FORMATS: &str = "Two number formats are given: keep one.";

/// Hardware as far as a period names it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Hardware {
    pub(super) chip: Option<&'static Chip>,
    pub(super) format: Option<Format>,
    /// In place of both.
    pub(super) peak: Option<FlopPerSecond>,
    /// What is counted, where that stands behind the name: `TPU v3 cores`.
    pub(super) part: Option<ChipPart>,
}

/// Why some words are no hardware. Only the one that is shown is worth a search for what was meant.
pub(super) enum NoHardware {
    /// No chip has such a name.
    Unknown(String),
    /// Anything else, for the visitor.
    Said(String),
}

impl NoHardware {
    /// For the visitor.
    pub(super) fn message(self) -> String {
        let name = match self {
            Self::Unknown(name) => name,
            Self::Said(text) => return text,
        };
        let hint = match nearest(&name) {
            Some(chip) => format!("did you mean {}?", chip.short_name()),
            None => "type a name as the list of hardware has it, or the peak of one chip, such as 312 TFLOP/s.".into(),
        };
        format!(
            "No chip of the catalog is called “{}”: {hint}",
            excerpt(&name)
        )
    }
}

/// Reads the words behind a count; nothing is fine too.
pub(super) fn read_hardware(text: &str) -> Result<Hardware, NoHardware> {
    let mut hardware = Hardware::default();
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(['(', ')', ',']);
        match bare.parse::<Format>() {
            Ok(format) => {
                if hardware.format.replace(format).is_some_and(|f| f != format) {
                    return Err(NoHardware::Said(TWO_FORMATS.into()));
                }
            }
            Err(_) if matches!(bare, "" | "in" | "each") => {}
            Err(_) => words.push(word),
        }
    }
    let name = words.join(" ");
    if name.is_empty() || name_of(&name, &mut hardware)? {
        return Ok(hardware);
    }
    // “A100 80GB GPUs”, “TPU v3 cores”: the last word is what is counted.
    let counted = words.pop().and_then(|word| {
        let one = format!("1 {}", word.trim_matches(['(', ')', ',']));
        read_counted(&one, Dimension::Chips).ok()
    });
    if let Some(counted) = counted {
        hardware.part = counted.part;
        let name = words.join(" ");
        if name.is_empty() || name_of(&name, &mut hardware)? {
            return Ok(hardware);
        }
    }
    if let Some(peak) = peak(&name) {
        hardware.peak = Some(peak);
        return Ok(hardware);
    }
    Err(NoHardware::Unknown(name))
}

/// Whether the text names a chip; an error if it names several.
fn name_of(name: &str, hardware: &mut Hardware) -> Result<bool, NoHardware> {
    match meant(name).as_slice() {
        [] => Ok(false),
        [chip] => {
            hardware.chip = Some(chip);
            Ok(true)
        }
        several => {
            let (last, rest) = several.split_last().unwrap_or((&several[0], &[]));
            // More than a few say only that the name is too short.
            let names: Vec<&str> = rest.iter().take(4).map(|chip| chip.short_name()).collect();
            Err(NoHardware::Said(format!(
                "“{}” is the name of more than one chip: type {} or {}.",
                excerpt(name),
                names.join(", "),
                last.short_name()
            )))
        }
    }
}

/// A peak with its unit; a bare number would rather be a count.
pub(super) fn peak(text: &str) -> Option<FlopPerSecond> {
    // As a link spells it, `about 0.4` has no letters.
    let has_unit = spell(text, Dimension::Speed).contains(|c: char| c.is_ascii_alphabetic());
    let peak = read(text, Dimension::Speed).ok();
    peak.filter(|_| has_unit).map(FlopPerSecond)
}

/// Enough of a text to recognize it in a message.
pub(super) fn excerpt(text: &str) -> String {
    text.chars().take(40).collect()
}
