//! Number formats of a chip: the usual one, and one that would explain more than 100% of the peak.

use super::{Choice, chip_of};
use crate::catalog::{Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::estimate::Utilization;
use crate::quantity::write;

/// From this year on networks were mostly trained in 16 bits, on chips that are faster so.
const YEAR_OF_16_BITS: u16 = 2017;

/// Formats that people train in, the usual first.
const TRAINED_IN: [Format; 4] = [Format::Bf16, Format::Fp16, Format::Fp8, Format::Tf32];

/// Returns the format in which most networks were trained on a chip of its year.
pub(super) fn usual_format(chip: &Chip) -> Option<Format> {
    let peak = |format| chip.peak(format).map(|peak| peak.median());
    let is_faster = |format: &Format| peak(*format) > peak(Format::Fp32);
    let mut halves = [Format::Bf16, Format::Fp16].into_iter();
    let half = halves.find(is_faster);
    let half = half.filter(|_| chip.release_year() >= YEAR_OF_16_BITS);
    let single = chip.peak(Format::Fp32).map(|_| Format::Fp32);
    half.or(single).or_else(|| chip.formats().next())
}

/// Another format of a stage's chip, in which a share of the peak above 100% would be a usual one.
#[derive(Clone, Copy)]
pub(super) struct OtherFormat {
    stage: u16,
    chosen: Format,
    other: Format,
    /// The peak in the other format over that in the chosen one.
    times: f64,
    /// The share of the peak in the other format.
    share: f64,
}

impl OtherFormat {
    /// Finds the format for a share of the peak in the chosen one.
    pub(super) fn for_share(draft: &Draft, stage: u16, share: f64) -> Option<Self> {
        let typed = |key| draft.get(Field::new(stage, key)).unwrap_or_default().trim();
        let is_taken = typed(Key::Peak).is_empty() && typed(Key::Fleet).is_empty();
        let chosen: Format = typed(Key::Format).parse().ok().filter(|_| is_taken)?;
        let chip = chip_of(draft, stage)?;
        let peak = chip.peak(chosen)?.median();
        TRAINED_IN.into_iter().find_map(|other| {
            let times = chip.peak(other)?.median() / peak;
            let is_usual = Utilization::of(share / times) == Utilization::Usual;
            (times > 1.0 && is_usual).then_some(Self {
                stage,
                chosen,
                other,
                times,
                share: share / times,
            })
        })
    }

    /// Explains the share of the peak in the chosen format.
    pub(super) fn message(self) -> String {
        format!(
            "Impossible: {} the peak. Likely cause: {} is chosen; in {} this chip is {} × faster.",
            write::of_peak(self.share * self.times),
            self.chosen.name(),
            self.other.name(),
            write::people(self.times),
        )
    }

    /// Returns the edit that chooses the other format.
    pub(super) fn choice(self) -> Choice {
        let field = Field::new(self.stage, Key::Format);
        Choice::of(
            format!("Use {}", self.other.name()),
            field,
            self.other.key(),
        )
    }

    /// Returns the edit that chooses the other format and types the share of its peak.
    pub(super) fn choice_with_share(self) -> Choice {
        let share = write::percent(self.share);
        let mut choice = self.choice();
        choice.label = format!("{}: {share}", choice.label);
        let field = Field::new(self.stage, Key::Utilization);
        choice.edits.push((field, share));
        choice
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{chip, chips};

    #[test]
    fn the_usual_format_is_that_of_the_chips_year() {
        for (slug, format) in [
            ("nvidia-gtx-580", "fp32"),
            ("nvidia-k80", "fp32"),
            // Twice as fast in FP16, and rarely used so.
            ("nvidia-p100-sxm2", "fp32"),
            // From 2017, but slower in FP16.
            ("nvidia-gtx-1080-ti", "fp32"),
            ("nvidia-v100-sxm2", "fp16"),
            ("nvidia-rtx-2080-ti", "fp16"),
            ("nvidia-a100-sxm-80gb", "bf16"),
            ("nvidia-h100-sxm", "bf16"),
            ("nvidia-b200", "bf16"),
            ("google-tpu-v3", "bf16"),
            ("amd-mi250x", "bf16"),
        ] {
            let chip = chip(slug).expect("in the table");
            assert_eq!(usual_format(chip).map(Format::key), Some(format), "{slug}");
        }
        for chip in chips() {
            let format = usual_format(chip).expect("each chip has a peak");
            assert!(chip.peak(format).is_some(), "{}", chip.slug);
        }
    }
}
