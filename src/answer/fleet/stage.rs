//! The fields of a stage that its periods use, and the values of a period with them.

use super::{Amount, HardwareProblem, TypedPeriod};
use crate::answer::hardware::chip_named;
use crate::answer::parts::in_chips;
use crate::catalog::{Chip, Edition, Format};
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::estimate::fleet;
use crate::quantity::{ChipHours, Count, Dimension, FlopPerSecond, Ratio, Seconds};

/// The fields of a stage that its periods may use, as far as they can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StageFields {
    /// The hardware.
    pub chip: Option<&'static Chip>,
    /// The number format.
    pub format: Option<Format>,
    /// The peak of one chip: typed, or that of hardware and format.
    pub peak: Option<FlopPerSecond>,
    /// The utilization.
    pub utilization: Option<Ratio>,
    /// The edition of the tables.
    edition: Edition,
}

/// A period, completed by its stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WholePeriod {
    /// The time, if it is apart from the chips.
    pub time: Option<Seconds>,
    /// The chips, if they are apart from the time, converted from cores.
    pub chips: Option<Count>,
    /// The chip; none for a bare peak.
    pub chip: Option<&'static Chip>,
    /// The format; none for a bare peak.
    pub format: Option<Format>,
    /// The values for the sum.
    pub period: fleet::Period,
}

impl StageFields {
    /// Reads the fields of a stage in a draft.
    pub fn of(draft: &Draft, stage: u16) -> Self {
        // If a field has two texts, neither counts.
        let text = |key| {
            let mut texts = draft.all(Field::new(stage, key));
            texts.next().filter(|_| texts.next().is_none())
        };
        let edition = draft.edition();
        let format: Option<Format> = text(Key::Format).and_then(|text| text.trim().parse().ok());
        let chip = text(Key::Hardware).and_then(|text| chip_named(text, format, edition));
        let peak = match Group::Peak.chosen(draft, stage) {
            Key::Peak => {
                text(Key::Peak).and_then(|text| edition.rules().read(text, Dimension::Speed).ok())
            }
            _ => chip
                .zip(format)
                .and_then(|(chip, format)| Some(chip.peak(format)?.0)),
        };
        let share = text(Key::Utilization)
            .and_then(|text| edition.rules().read(text, Dimension::Share).ok());
        Self {
            chip,
            format,
            peak: peak.map(FlopPerSecond),
            utilization: share.map(Ratio),
            edition,
        }
    }

    /// Completes a period by the values of its stage, except for a peak and a utilization that are
    /// wholly the stage's: the sum adds those.
    ///
    /// # Errors
    ///
    /// The chip has no figure in the format, or not the parts that are counted, or the stage lacks a
    /// value; the error says what to type. If a name fits several chips of different peaks, the error
    /// asks which.
    pub fn resolve(&self, period: &TypedPeriod) -> Result<WholePeriod, HardwareProblem> {
        let takes_peak = takes_peak(period);
        let format = period
            .format
            .or(self.format.filter(|_| period.peak.is_none()));
        // The hardware whose peak is used, and whose cores are counted.
        let own = period.hardware.as_ref();
        let own = own
            .map(|name| name.chip(format, self.edition))
            .transpose()?;
        let chip = own.or(self.chip.filter(|_| period.peak.is_none()));
        let (time, chips, chip_hours) = match period.amount {
            Amount::Apart { time, chips } => {
                let chips = Count(in_chips(chips, chip)?);
                (Some(time), Some(chips), time * chips)
            }
            Amount::Hours(hours) => (None, None, ChipHours(in_chips(hours, chip)?)),
        };
        let peak = match (period.peak, takes_peak) {
            (Some(peak), _) => Some(peak),
            (None, true) => None,
            (None, false) => Some(peak_of(chip, format)?),
        };
        Ok(WholePeriod {
            time,
            chips,
            chip,
            format,
            period: fleet::Period {
                chip_hours,
                peak,
                utilization: period.utilization,
            },
        })
    }
}

/// Returns whether a period uses the stage's peak, without hardware or format of its own.
pub(crate) fn takes_peak(period: &TypedPeriod) -> bool {
    period.hardware.is_none() && period.format.is_none() && period.peak.is_none()
}

fn peak_of(
    chip: Option<&'static Chip>,
    format: Option<Format>,
) -> Result<FlopPerSecond, HardwareProblem> {
    let chip = chip.ok_or_else(|| {
        HardwareProblem::missing(
            "Which hardware is this? Type it before the format, such as A100 80GB bf16.",
        )
    })?;
    let format = format.ok_or_else(|| HardwareProblem::missing("Which number format did the arithmetic use? Type it after the hardware, such as A100 80GB bf16."))?;
    chip.peak(format).ok_or_else(|| {
        let known: Vec<&str> = chip.formats().map(Format::key).collect();
        let text = format!(
            "There is no {} figure for {}: type {}, or a peak such as 312 TFLOP/s in place of the hardware.",
            format.name(),
            chip.short_name(),
            known.join(" or ")
        );
        HardwareProblem::error(text)
    })
}
