//! Reader of the hardware after a number of chips: `A100 80GB GPUs (bf16)`, or a peak in its place.

use super::HardwareProblem;
use super::period::with_shapes;
use crate::catalog::{Chip, Edition, Format, Named, find, resolve_name};
use crate::quantity::{ChipPart, Dimension, FlopPerSecond, ReadError, Rules, read_counted};

/// The message for a second format.
pub(super) const TWO_FORMATS: &str = "Two number formats are given: keep one.";

/// Hardware, as far as a text describes it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HardwareText {
    /// The name, and the chips that it fits.
    pub name: Option<HardwareName>,
    /// The number format.
    pub format: Option<Format>,
    /// The peak of one chip, in place of name and format.
    pub peak: Option<FlopPerSecond>,
    /// The parts of a chip that are counted, if they follow the name: `TPU v3 cores`.
    pub part: Option<ChipPart>,
}

/// A name as typed, and the chips that it fits: at least one.
#[derive(Clone, Debug, PartialEq)]
pub struct HardwareName {
    /// The name as typed.
    pub typed: String,
    /// The chips that the name fits.
    pub named: Named,
}

impl HardwareName {
    /// Returns the chip of the name, with the figures of an edition.
    ///
    /// # Errors
    ///
    /// The name fits several chips that differ in their peaks; the error asks which.
    pub fn chip(
        &self,
        format: Option<Format>,
        edition: Edition,
    ) -> Result<&'static Chip, HardwareProblem> {
        let one = self.named.only_chip(format).map(|chip| edition.chip(chip));
        one.ok_or_else(|| HardwareProblem::which(&self.typed, &self.named.chips, format))
    }
}

impl HardwareText {
    /// Returns whether the text has a name.
    pub(super) fn is_named(&self) -> bool {
        self.name.is_some()
    }

    /// Returns how many chips one machine of this name has.
    pub(super) fn holds(&self) -> Option<f64> {
        self.name.as_ref()?.named.holds
    }
}

/// Reads the words after a count. Without words, nothing is known of the hardware.
///
/// # Errors
///
/// The words name no chip, format or peak.
pub(super) fn read_hardware(text: &str, edition: Edition) -> Result<HardwareText, HardwareProblem> {
    let mut hardware = HardwareText::default();
    let text = with_shapes(text);
    let mut words: Vec<&str> = Vec::new();
    for word in text.split_whitespace() {
        let bare = word.trim_matches(['(', ')', ',']);
        match bare.parse::<Format>() {
            Ok(format) => {
                if hardware.format.replace(format).is_some_and(|f| f != format) {
                    return Err(HardwareProblem::error(TWO_FORMATS));
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
    // “A100 80GB GPUs”, “TPU v3 cores”, “DGX A100 nodes”: the last word says what is counted.
    let last = words.pop().unwrap_or_default();
    let one = format!("1 {}", last.trim_matches(['(', ')', ',']));
    let (counted, rest) = (read_counted(&one, Dimension::Chips), words.join(" "));
    let part = match counted {
        // The last word of `A 100` is not a noun.
        _ if !last.starts_with(|c: char| c.is_ascii_alphabetic()) => None,
        // `8 chips` name no chip, though one is called GroqChip.
        Ok(counted) if rest.is_empty() => Some(counted.part),
        _ if find(&typed).is_some() => None,
        Ok(counted) => Some(counted.part),
        // A node is accepted only after a machine with a known number of chips.
        Err(ReadError::Nodes) => resolve_name(&rest, edition).holds.map(|_| None),
        Err(_) => None,
    };
    if let Some(part) = part
        && (rest.is_empty() || hardware.take(&rest, resolve_name(&rest, edition)))
    {
        hardware.part = part;
        return Ok(hardware);
    }
    if hardware.take(&typed, resolve_name(&typed, edition)) {
        return Ok(hardware);
    }
    if let Some(peak) = peak(&typed, edition.rules()) {
        hardware.peak = Some(peak);
        return Ok(hardware);
    }
    Err(HardwareProblem::unknown(&typed))
}

impl HardwareText {
    /// Takes the name if it fits some chip, and returns whether it does.
    fn take(&mut self, typed: &str, named: Named) -> bool {
        let is_known = !named.chips.is_empty();
        if is_known {
            self.name = Some(HardwareName {
                typed: typed.into(),
                named,
            });
        }
        is_known
    }
}

/// Reads a peak with its unit. A bare number is rather a count.
pub(super) fn peak(text: &str, rules: Rules) -> Option<FlopPerSecond> {
    let peak = rules.read(text, Dimension::Speed).ok()?;
    // `about 0.4` and `at least 0.4` have letters but no unit.
    let is_bare = rules.read(text, Dimension::Ratio).is_ok();
    (!is_bare).then_some(FlopPerSecond(peak))
}
