//! Method 2’s periods, and what the fields beside them are still for.

use super::gpu_time::{no_chips_peak, too_low};
use super::{Given, Reader};
use crate::draft::fleet::{self, Line, MOST_PERIODS, Stage, takes_peak};
use crate::draft::{Asides, Draft, Key, Periods, Severity, chip_of, in_chips};
use crate::estimate::GpuTime;
use crate::estimate::fleet::sum;
use crate::quantity::{self, FlopPerSecond, Ratio, Uncertain};

/// More errors than these say no more.
const MOST_ERRORS: usize = 10;

/// Which fields of the stage some period takes something from.
#[derive(Default)]
struct Used {
    /// Hardware and format, or the peak.
    peak: bool,
    hardware: bool,
    format: bool,
    utilization: bool,
}

impl Used {
    fn by(lines: &[Line]) -> Self {
        let mut used = Self::default();
        for period in lines.iter().filter_map(|line| line.period.as_ref().ok()) {
            used.utilization |= period.utilization.is_none();
            used.peak |= takes_peak(period);
            used.hardware |= period.peak.is_none() && period.chip.is_none();
            used.format |= period.peak.is_none() && period.format.is_none();
        }
        used
    }
}

/// Sums the periods of a stage, apart from its other fields but those that they take something from.
pub(in crate::draft) fn periods(draft: &Draft, stage: u16) -> Periods {
    let mut problems = Vec::new();
    let mut reader = Reader {
        draft,
        stage,
        asides: Asides::here(),
        problems: &mut problems,
    };
    let gpu_time = if reader.is_filled(Key::Fleet) {
        reader.sum_of_periods()
    } else {
        let hours = reader.in_words(Key::ChipHours);
        let chips = reader.in_words(Key::Chips);
        let time = reader.in_words(Key::Time);
        reader.gpu_time_of(hours, time, chips)
    };
    let problems = problems.into_iter();
    Periods {
        gpu_time,
        problems: problems
            .map(|p| (p.field.key, p.severity, p.message))
            .collect(),
    }
}

impl Reader<'_> {
    /// A number that may be given by dates, nodes or cores.
    pub(super) fn in_words(&mut self, key: Key) -> Given<Uncertain> {
        let field = self.field(key);
        let mut texts = self.draft.all(field).filter(|text| !text.trim().is_empty());
        let (Some(text), None, Some(dimension)) = (texts.next(), texts.next(), key.dimension())
        else {
            return self.number(key);
        };
        if !quantity::is_worded(text, dimension) {
            return self.number(key);
        }
        let counted = match quantity::read_counted(text, dimension) {
            Ok(counted) => counted,
            Err(error) => {
                self.error(key, error.explain(dimension));
                return Given::Bad;
            }
        };
        if quantity::read(text, dimension) == Ok(counted.value) {
            // A number after all, of which there may be more to say.
            return self.number(key);
        }
        match in_chips(counted, chip_of(self.draft, self.stage)) {
            Ok(chips) => Given::Value(chips),
            Err((severity, message)) => {
                // Of a bare peak no one can say how many cores it has.
                let has_peak = self.is_filled(Key::Peak) || self.is_filled(Key::Hardware);
                let severity = if has_peak { Severity::Error } else { severity };
                self.note(key, severity, message);
                Given::Bad
            }
        }
    }

    fn sum_of_periods(&mut self) -> GpuTime {
        let Given::Value(text) = self.text(Key::Fleet) else {
            return GpuTime::default();
        };
        let (lines, is_too_long) = (fleet::lines(text), fleet::is_too_long(text));
        if lines.is_empty() {
            self.error(
                Key::Fleet,
                "Type a period, such as 54 d × 1,024 A100 80GB bf16 at 40%.",
            );
            return GpuTime::default();
        }
        if is_too_long {
            let text = format!("More than {MOST_PERIODS} periods: put some of them together.");
            self.error(Key::Fleet, text);
            return GpuTime::default();
        }
        let used = Used::by(&lines);
        let (peak, utilization) = self.fields_beside(&used);
        let stage = Stage::of(self.draft, self.stage);
        let mut periods = Vec::new();
        let mut errors = 0;
        for line in &lines {
            let resolved = match &line.period {
                Ok(period) => {
                    let share = period.utilization.and_then(too_low);
                    for warning in share.into_iter().chain(period.peak.and_then(no_chips_peak)) {
                        let text = format!("Line {}: {warning}", line.number);
                        self.note(Key::Fleet, Severity::Warning, text);
                    }
                    stage.resolve(period)
                }
                Err(error) => Err((Severity::Error, error.clone())),
            };
            match resolved {
                Ok(resolved) => periods.push(resolved.period),
                Err((severity, message)) => {
                    errors += 1;
                    if errors <= MOST_ERRORS {
                        let text = format!("Line {}: {message}", line.number);
                        self.note(Key::Fleet, severity, text);
                    }
                }
            }
        }
        if errors > 0 {
            return GpuTime::default();
        }
        let sum = sum(&periods, peak.value(), utilization.value());
        sum.map_or(GpuTime::default(), |sum| {
            GpuTime::of_periods(sum, utilization.value())
        })
    }

    /// The stage’s peak and utilization, as far as periods take them; what is filled in and not
    /// taken is warned of.
    fn fields_beside(&mut self, used: &Used) -> (Given<FlopPerSecond>, Given<Ratio>) {
        let mut peak = Given::Absent;
        if used.peak {
            peak = self.peak();
            if let Given::Absent = peak {
                self.missing_peak();
            }
        } else {
            // Their own problems are noted; what is missing the periods say.
            if used.hardware {
                self.chip();
            }
            if used.format {
                self.format();
            }
        }
        let mut utilization = Given::Absent;
        if used.utilization {
            utilization = self.utilization(peak.value());
            if let Given::Absent = utilization {
                self.missing_utilization();
            }
        }
        for (key, is_used) in [
            (Key::Hardware, used.peak || used.hardware),
            (Key::Format, used.peak || used.format),
            (Key::Peak, used.peak),
            (Key::Utilization, used.utilization),
        ] {
            if self.is_filled(key) && !is_used {
                self.note(
                    key,
                    Severity::Warning,
                    "Every period of the fleet has its own: this one is not used.",
                );
            }
        }
        (peak, utilization)
    }
}
