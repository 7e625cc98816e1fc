//! The hardware of an inference, where its name is not that of one chip.

use super::super::hardware::chip_named;
use super::{InferenceItem, InferenceTexts};
use crate::answer::fleet::{HardwareProblem, list_chips};
use crate::catalog::{Chip, Edition, Format, resolve_name};
use crate::draft::{Draft, Field, Key};
use crate::quantity::short_excerpt;

/// A name that is not that of one chip.
#[derive(Clone, Debug, PartialEq)]
pub struct UnclearChip {
    /// The name as typed.
    pub typed: String,
    /// The chips that have the name. Empty if none has it.
    pub chips: Vec<&'static Chip>,
    edition: Edition,
    format: Option<Format>,
}

impl UnclearChip {
    /// Returns the name if it is not that of one chip.
    pub(super) fn of(typed: &str, format: Option<Format>, edition: Edition) -> Option<Self> {
        let is_unclear = !typed.is_empty() && chip_named(typed, format, edition).is_none();
        is_unclear.then(|| Self {
            typed: typed.into(),
            chips: resolve_name(typed, edition).chips,
            edition,
            format,
        })
    }

    /// Says at the box which chips the name may be.
    pub fn message(&self) -> String {
        match self.chips.as_slice() {
            [] => self.problem().message,
            [chip] => format!(
                "{} is not one chip: type {}.",
                self.excerpt(),
                chip.short_name()
            ),
            chips => format!(
                "{} is several chips: type {}.",
                self.excerpt(),
                list_chips(chips, "or")
            ),
        }
    }

    /// Says in a report what it lacks, as the end of a sentence.
    pub fn describe_missing(&self) -> String {
        match self.chips.as_slice() {
            [] => format!("choose a chip, as none is called “{}”", self.excerpt()),
            chips => format!("say which {}: {}", self.excerpt(), list_chips(chips, "or")),
        }
    }

    /// Returns the chips to choose from, each with its label and the text that names it alone.
    pub fn choices(&self) -> Vec<(String, &'static str)> {
        let problem = self.problem();
        let choice = |chip: &&'static Chip| (problem.label(chip), self.text_of(chip));
        problem.chips.iter().map(choice).collect()
    }

    /// Returns the short name of a chip if it is that of no other, and else the spelling of a link.
    fn text_of(&self, chip: &'static Chip) -> &'static str {
        let short = chip.short_name();
        let named = chip_named(short, self.format, self.edition);
        match named.is_some_and(|named| named.slug == chip.slug) {
            true => short,
            false => chip.slug,
        }
    }

    /// Returns the chip of them with the highest peak in a number format, and that peak in FLOP/s.
    pub(super) fn fastest(&self, format: Format) -> Option<(&'static Chip, f64)> {
        let peaks = self
            .chips
            .iter()
            .filter_map(|chip| Some((*chip, chip.peak(format)?.median())));
        peaks.max_by(|(_, one), (_, other)| one.total_cmp(other))
    }

    fn problem(&self) -> HardwareProblem {
        match self.chips.is_empty() {
            true => HardwareProblem::no_chip(&self.typed, self.edition),
            false => HardwareProblem::which(&self.typed, &self.chips, self.format),
        }
    }

    fn excerpt(&self) -> String {
        short_excerpt(&self.typed)
    }
}

/// Returns the name in the box of hardware if it is not that of one chip. The format is that of the inference, or
/// else of the last stage that has one.
pub fn unclear_chip(draft: &Draft) -> Option<UnclearChip> {
    let texts = InferenceTexts::of(draft);
    let stages = draft.stages();
    let of_stage = |stage: &u16| draft.get(Field::new(*stage, Key::Format));
    let format = match texts.get(InferenceItem::Format) {
        "" => stages.iter().rev().find_map(of_stage).unwrap_or_default(),
        typed => typed,
    };
    let format = format.trim().parse().ok();
    UnclearChip::of(texts.get(InferenceItem::Hardware), format, draft.edition())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    fn of(hardware: &str) -> Option<UnclearChip> {
        let link =
            format!("v=1&parameters=7e9&tokens=1e12&inference=hardware:{hardware};format:bf16");
        unclear_chip(&decode(&link).draft)
    }

    #[test]
    fn a_name_of_several_chips_is_asked_about() {
        let unclear = of("H100").expect("several chips");
        assert_eq!(
            unclear.message(),
            "H100 is several chips: type H100 SXM, H100 NVL or H100 PCIe."
        );
        assert_eq!(
            unclear.describe_missing(),
            "say which H100: H100 SXM, H100 NVL or H100 PCIe"
        );
        // Each choice is one chip.
        assert!(unclear.choices().len() > 1);
        for (_, text) in unclear.choices() {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_that_no_chip_has_is_said() {
        let unclear = of("H100 SXN").expect("no chip");
        assert!(
            unclear
                .message()
                .starts_with("No chip is called “H100 SXN”.")
        );
        assert_eq!(
            unclear.describe_missing(),
            "choose a chip, as none is called “H100 SXN”"
        );
        assert_eq!(of(""), None);
        assert_eq!(of("nvidia-h100-sxm"), None);
    }
}
