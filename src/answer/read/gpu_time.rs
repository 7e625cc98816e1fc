//! Reader of the fields of method 2, GPU time.

use super::{Given, Reader};
use crate::answer::format::usual_format;
use crate::answer::hardware::other_chips_note;
use crate::answer::{Choice, Problem, Severity, chip_of, is_unclear, is_worded};
use crate::catalog::{self, Chip, Format, chip_name};
use crate::draft::Key;
use crate::draft::alternatives::Group;
use crate::draft::link::MOST_TEXT;
use crate::estimate::GpuTime;
use crate::quantity::{
    self, ChipHours, Count, Dimension, FlopPerSecond, Seconds, Uncertain, excerpt,
};

/// Peaks, from the first home computers to a hundred times the chips of today. Outside of this range
/// the unit is wrong.
const PEAKS: std::ops::Range<f64> = 1e6..1e18;

impl Reader<'_> {
    pub(super) fn gpu_time(&mut self) -> GpuTime {
        if self.is_filled(Key::Fleet) {
            return self.fleet();
        }
        if is_worded(self.draft, self.stage) || is_unclear(self.draft, self.stage) {
            return self.periods();
        }
        let hours = self.number(Key::ChipHours);
        let chips = self.number(Key::Chips);
        let time = self.number(Key::Time);
        self.gpu_time_of(hours, time, chips)
    }

    /// Reads method 2, except for its time and chips, which are given.
    pub(super) fn gpu_time_of(
        &mut self,
        hours: Given<Uncertain>,
        time: Given<Uncertain>,
        chips: Given<Uncertain>,
    ) -> GpuTime {
        let chip_hours = self.chip_hours(hours.map(ChipHours), time.map(Seconds), chips.map(Count));
        let peak = self.peak();
        let utilization = self.utilization(peak.value());
        let known = [
            !matches!(chip_hours, Given::Absent),
            !matches!(peak, Given::Absent),
            !matches!(utilization, Given::Absent),
        ];
        if known.contains(&true) {
            if !known[0] {
                self.missing(
                    Group::Fleet.chosen(self.draft, self.stage),
                    "GPU time also needs the training time and the number of chips, or the chip-hours.",
                );
            }
            if !known[1] {
                self.missing_peak();
            }
            if !known[2] {
                self.missing_utilization();
            }
        }
        GpuTime {
            chip_hours: chip_hours.value(),
            peak: peak.value(),
            utilization: utilization.value(),
            periods: None,
        }
    }

    /// Reads several periods in place of one time and one number of chips.
    fn fleet(&mut self) -> GpuTime {
        let others = [Key::Time, Key::Chips, Key::ChipHours].into_iter();
        let mut given: Vec<Key> = others.filter(|key| self.is_filled(*key)).collect();
        if !given.is_empty() {
            given.push(Key::Fleet);
            self.contradict(Group::Fleet, &given);
            return GpuTime::default();
        }
        let text = self.draft.get(self.field(Key::Fleet));
        if text.is_some_and(|text| text.len() > MOST_TEXT) {
            self.error(
                Key::Fleet,
                "More than 20,000 characters, too long for a link: combine some periods.",
            );
            return GpuTime::default();
        }
        self.periods()
    }

    /// Returns the periods of the stage, by the function that reads them.
    fn periods(&mut self) -> GpuTime {
        let periods = (self.asides.fleet)(self.draft, self.stage);
        for problem in periods.problems {
            let field = self.field(problem.field.key);
            self.put(Problem { field, ..problem });
        }
        periods.gpu_time
    }

    pub(super) fn missing_peak(&mut self) {
        self.missing(
            Group::Peak.chosen(self.draft, self.stage),
            "GPU time also needs the hardware and number format, or the peak of one chip.",
        );
    }

    pub(super) fn missing_utilization(&mut self) {
        self.missing(
            Key::Utilization,
            "GPU time also needs a utilization: type the one that was measured, or take a recommended one.",
        );
    }

    fn chip_hours(
        &mut self,
        hours: Given<ChipHours>,
        time: Given<Seconds>,
        chips: Given<Count>,
    ) -> Given<ChipHours> {
        let others: Vec<Key> = [Key::Time, Key::Chips]
            .into_iter()
            .filter(|key| self.is_filled(*key))
            .collect();
        if self.is_filled(Key::ChipHours) {
            if others.is_empty() {
                return hours;
            }
            self.contradict(Group::Fleet, &[others, vec![Key::ChipHours]].concat());
            return Given::Bad;
        }
        match (time, chips) {
            (Given::Value(time), Given::Value(chips)) => Given::Value(time * chips),
            (Given::Absent, Given::Absent) => Given::Absent,
            (Given::Absent, _) => {
                self.missing(Key::Time, "How long did training take?");
                Given::Bad
            }
            (_, Given::Absent) => {
                self.missing(Key::Chips, "How many chips ran at once?");
                Given::Bad
            }
            _ => Given::Bad,
        }
    }

    pub(super) fn peak(&mut self) -> Given<FlopPerSecond> {
        let peak = self.number(Key::Peak).map(FlopPerSecond);
        let slip = |peak: FlopPerSecond| {
            let is_point = !peak.0.is_range();
            let mistaken = || catalog::explain_wrong_peak(peak.median()).filter(|_| is_point);
            no_chips_peak(peak).or_else(mistaken)
        };
        if let Some(warning) = peak.value().and_then(slip) {
            self.note(Key::Peak, Severity::Warning, warning);
        }
        let chip = self.chip();
        let format = self.format();
        if self.is_filled(Key::Peak) {
            let others: Vec<Key> = [Key::Hardware, Key::Format]
                .into_iter()
                .filter(|key| self.is_filled(*key))
                .collect();
            if others.is_empty() {
                return peak;
            }
            self.contradict(Group::Peak, &[others, vec![Key::Peak]].concat());
            return Given::Bad;
        }
        match (chip, format) {
            (Given::Value(chip), Given::Value(format)) => match chip.peak(format) {
                Some(peak) => Given::Value(peak),
                None => {
                    self.error(Key::Format, no_figure(chip, format));
                    Given::Bad
                }
            },
            (Given::Value(chip), Given::Absent) => {
                self.ask_format(chip);
                Given::Bad
            }
            (Given::Absent, _) => Given::Absent,
            _ => Given::Bad,
        }
    }

    /// Asks for the number format, and offers the usual one.
    fn ask_format(&mut self, chip: &Chip) {
        const QUESTION: &str =
            "Which number format did the arithmetic use? The peak depends on it.";
        let field = self.field(Key::Format);
        let usual = usual_format(chip).and_then(|format| Some((format, chip.peak(format)?)));
        let (message, choices) = match usual {
            Some((format, peak)) => {
                let (name, year) = (format.name(), chip.release_year());
                let peak = quantity::write::reading(peak.0, Dimension::Speed);
                (
                    format!("{QUESTION} Usual on a chip of {year}: {name}."),
                    vec![Choice::of(format!("{name}, {peak}"), field, format.key())],
                )
            }
            None => (QUESTION.into(), Vec::new()),
        };
        self.ask(Key::Format, Severity::Missing, message, choices);
    }

    pub(super) fn chip(&mut self) -> Given<&'static Chip> {
        let text = match self.text(Key::Hardware) {
            Given::Value(text) => text,
            Given::Absent => return Given::Absent,
            Given::Bad => return Given::Bad,
        };
        let Some(chip) = chip_of(self.draft, self.stage) else {
            if let Some(problem) = (self.asides.hardware)(self.draft, self.stage) {
                self.put(problem);
            }
            return Given::Bad;
        };
        let chips = chip_name(text, self.draft.edition()).chips;
        if let Some(message) = other_chips_note(text.trim(), &chips, chip) {
            let field = self.field(Key::Hardware);
            let choice = |chip: &&'static Chip| Choice::of(chip.short_name(), field, chip.slug);
            let choices = chips.iter().map(choice).collect();
            self.ask(Key::Hardware, Severity::Note, message, choices);
        }
        Given::Value(chip)
    }

    pub(super) fn format(&mut self) -> Given<Format> {
        let text = match self.text(Key::Format) {
            Given::Value(text) => text,
            Given::Absent => return Given::Absent,
            Given::Bad => return Given::Bad,
        };
        match text.trim().parse::<Format>() {
            Ok(format) => Given::Value(format),
            Err(error) => {
                let shown = excerpt(text);
                self.error(Key::Format, format!("“{shown}”: {error}"));
                Given::Bad
            }
        }
    }
}

/// Returns the warning for a peak that looks like a slip.
pub(super) fn no_chips_peak(peak: FlopPerSecond) -> Option<String> {
    let read = quantity::write::reading(peak.0, Dimension::Speed);
    (!PEAKS.contains(&peak.median())).then(|| {
        format!("No chip has a peak of {read}: type it with its unit, such as 312 TFLOP/s.")
    })
}

fn no_figure(chip: &Chip, format: Format) -> String {
    let known: Vec<&str> = Format::ALL
        .into_iter()
        .filter(|f| chip.peak(*f).is_some())
        .map(Format::name)
        .collect();
    format!(
        "There is no {} figure for the {}: choose {}, or type the peak of one chip instead.",
        format.name(),
        chip.name,
        known.join(" or ")
    )
}
