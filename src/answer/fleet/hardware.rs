//! The hardware behind a number of chips: `A100 80GB GPUs (bf16)`, or a peak in its place.

use super::Wrong;
use super::period::with_shapes;
use crate::catalog::{Chip, Edition, Format, Named, find, name};
use crate::quantity::{ChipPart, Dimension, FlopPerSecond, ReadError, Rules, read_counted};

/// The message for a second format.
pub(super) const TWO_FORMATS: &str = "Two number formats are given: keep one.";

/// Hardware as far as a text names it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hardware {
    /// Its name, and the chips that it fits.
    pub name: Option<Name>,
    /// Its number format.
    pub format: Option<Format>,
    /// The peak of one chip, in place of both.
    pub peak: Option<FlopPerSecond>,
    /// The parts that are counted, if they stand behind the name: `TPU v3 cores`.
    pub part: Option<ChipPart>,
}

/// A name as typed, and the chips that it fits: at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// As typed.
    pub typed: String,
    /// The chips that the name fits.
    pub named: Named,
}

impl Name {
    /// The chip in a format, as an edition has it.
    ///
    /// # Errors
    /// The question which of several chips is meant, if they differ in their peaks.
    pub fn chip(&self, format: Option<Format>, edition: Edition) -> Result<&'static Chip, Wrong> {
        let one = self.named.one(format).map(|chip| edition.chip(chip));
        one.ok_or_else(|| Wrong::which(&self.typed, &self.named.chips, format))
    }
}

impl Hardware {
    /// The chip, if the name fits one alone.
    pub(super) fn is_named(&self) -> bool {
        self.name.is_some()
    }

    /// How many chips one of what is named holds.
    pub(super) fn holds(&self) -> Option<f64> {
        self.name.as_ref()?.named.holds
    }
}

/// Reads the words behind a count. No words are hardware of which nothing is known.
///
/// # Errors
/// Words that name no chip, format or peak.
pub(super) fn read_hardware(text: &str, edition: Edition) -> Result<Hardware, Wrong> {
    let mut hardware = Hardware::default();
    let text = with_shapes(text);
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(['(', ')', ',']);
        match bare.parse::<Format>() {
            Ok(format) => {
                if hardware.format.replace(format).is_some_and(|f| f != format) {
                    return Err(Wrong::error(TWO_FORMATS));
                }
            }
            Err(_) if matches!(bare, "" | "in" | "each") => {}
            Err(_) => words.push(word),
        }
    }
    let typed = words.join(" ");
    if typed.is_empty() {
        return Ok(hardware);
    }
    // “A100 80GB GPUs”, “TPU v3 cores”, “DGX A100 nodes”: the last word is what is counted.
    let last = words.pop().unwrap_or_default();
    let one = format!("1 {}", last.trim_matches(['(', ')', ',']));
    let (counted, rest) = (read_counted(&one, Dimension::Chips), words.join(" "));
    let part = match counted {
        // `A 100` ends in no noun.
        _ if !last.starts_with(|c: char| c.is_ascii_alphabetic()) => None,
        // `8 chips` are of no chip, though one is called GroqChip.
        Ok(counted) if rest.is_empty() => Some(counted.part),
        _ if find(&typed).is_some() => None,
        Ok(counted) => Some(counted.part),
        // Nodes hold chips: only of a machine it is known how many.
        Err(ReadError::Nodes) => name(&rest, edition).holds.map(|_| None),
        Err(_) => None,
    };
    if let Some(part) = part
        && (rest.is_empty() || hardware.take(&rest, name(&rest, edition)))
    {
        hardware.part = part;
        return Ok(hardware);
    }
    if hardware.take(&typed, name(&typed, edition)) {
        return Ok(hardware);
    }
    if let Some(peak) = peak(&typed, edition.rules()) {
        hardware.peak = Some(peak);
        return Ok(hardware);
    }
    Err(Wrong::unknown(&typed))
}

impl Hardware {
    /// Takes a name that fits some chip.
    fn take(&mut self, typed: &str, named: Named) -> bool {
        let is_known = !named.chips.is_empty();
        if is_known {
            self.name = Some(Name {
                typed: typed.into(),
                named,
            });
        }
        is_known
    }
}

/// A peak with its unit. A bare number would rather be a count.
pub(super) fn peak(text: &str, rules: Rules) -> Option<FlopPerSecond> {
    let peak = rules.read(text, Dimension::Speed).ok()?;
    // `about 0.4` and `at least 0.4` have letters and no unit.
    let is_bare = rules.read(text, Dimension::Ratio).is_ok();
    (!is_bare).then_some(FlopPerSecond(peak))
}
