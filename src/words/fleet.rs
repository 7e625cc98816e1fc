//! The periods of a fleet, line by line, as they were read.

use crate::answer::Severity;
use crate::answer::fleet::{self, StageFields, WholePeriod};
use crate::catalog::{Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::estimate::fleet::{Period, Sum, sum};
use crate::quantity::{
    ChipHours, Count, Dimension, Flop, FlopPerSecond, Ratio, Seconds, Uncertain, write,
};

/// All periods of a stage, and their total.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The periods, in the order of the text.
    pub rows: Vec<Row>,
    /// All periods together, run once. `None` while a line cannot be read.
    pub total: Option<PeriodReading>,
}

/// A period.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The number of the line in messages, from 1.
    pub number: usize,
    /// The line as typed.
    pub text: String,
    /// The period as it was read, or a message that says what to type instead.
    pub reading: Result<PeriodReading, String>,
    /// Whether the line cannot be read only because something is missing, not because something is
    /// wrong.
    pub is_incomplete: bool,
}

/// A period as it was read, completed from its stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PeriodReading {
    /// Wall-clock time. `None` if the line has chip-hours, and for the total.
    pub time: Option<Seconds>,
    /// Chips at once. `None` in the same cases.
    pub chips: Option<Count>,
    /// The chip. `None` if the line has a bare peak, and for a total over several chips.
    pub chip: Option<&'static Chip>,
    /// The number format. `None` in the same cases.
    pub format: Option<Format>,
    /// Dense peak of one chip. For the total, the mean weighted by chip-hours.
    pub peak: Option<FlopPerSecond>,
    /// Utilization of that peak. For the total, the utilization of all periods together.
    pub utilization: Option<Ratio>,
    /// Time × chips.
    pub chip_hours: ChipHours,
    /// Operations, if peak and utilization are known.
    pub flop: Option<Flop>,
}

impl PeriodReading {
    /// Writes the time: `54 d`. Like the functions below, returns an empty text if there is no
    /// value.
    pub fn time_text(&self) -> String {
        text(self.time, |time| {
            write::reading(Uncertain::point(time.median()), Dimension::Time)
        })
    }

    /// Writes the number of chips, `1,024`, or the ends of its range.
    pub fn chips_text(&self) -> String {
        text(self.chips, |chips| number(chips.0))
    }

    /// Writes the short name of the chip: `A100 SXM 80 GB`.
    pub fn hardware_text(&self) -> &'static str {
        self.chip.map_or("", Chip::short_name)
    }

    /// Writes the number format: `BF16`.
    pub fn format_text(&self) -> &'static str {
        self.format.map_or("", Format::name)
    }

    /// Writes the peak: `312 TFLOP/s`.
    pub fn peak_text(&self) -> String {
        text(self.peak, |peak| {
            write::reading(Uncertain::point(peak.median()), Dimension::Speed)
        })
    }

    /// Writes the utilization: `40%`.
    pub fn utilization_text(&self) -> String {
        text(self.utilization, |share| write::percent(share.median()))
    }

    /// Writes the chip-hours: `1.33 × 10⁶`.
    pub fn chip_hours_text(&self) -> String {
        number(self.chip_hours.0)
    }

    /// Writes the operations: `5.96 × 10²³`.
    pub fn flop_text(&self) -> String {
        text(self.flop, |flop| write::people_range(flop.0))
    }
}

fn text<T>(value: Option<T>, write_value: impl Fn(T) -> String) -> String {
    value.map_or(String::new(), write_value)
}

fn number(value: Uncertain) -> String {
    if value.is_range() {
        write::people_range(value)
    } else {
        write::typed(value.median())
    }
}

/// Reads the fleet of a stage. Returns no rows if it has none.
pub fn table(draft: &Draft, stage: u16) -> Table {
    let text = draft.get(Field::new(stage, Key::Fleet)).unwrap_or_default();
    let stage_inputs = StageFields::of(draft, stage);
    let mut periods: Vec<Period> = Vec::new();
    let mut rows = Vec::new();
    for line in fleet::lines(text, draft.edition()) {
        let resolved = line.period.and_then(|period| stage_inputs.resolve(&period));
        let wrong = resolved.as_ref().err();
        let is_incomplete = wrong.is_some_and(|wrong| wrong.severity == Severity::Missing);
        let resolved = resolved.map_err(|wrong| wrong.message);
        periods.extend(resolved.iter().map(|resolved| resolved.period));
        rows.push(Row {
            number: line.number,
            text: line.text,
            reading: resolved.map(|resolved| reading(&resolved, &stage_inputs)),
            is_incomplete,
        });
    }
    // A sum of some of the periods would be too small.
    let sum = sum(&periods, stage_inputs.peak, stage_inputs.utilization)
        .filter(|_| periods.len() == rows.len());
    let total = sum.and_then(|sum| total(&rows, sum));
    Table { rows, total }
}

fn reading(resolved: &WholePeriod, stage_inputs: &StageFields) -> PeriodReading {
    let own_sum = sum(
        &[resolved.period],
        stage_inputs.peak,
        stage_inputs.utilization,
    );
    PeriodReading {
        time: resolved.time,
        chips: resolved.chips,
        chip: resolved.chip,
        format: resolved.format,
        peak: resolved.period.peak.or(stage_inputs.peak),
        utilization: resolved.period.utilization.or(stage_inputs.utilization),
        chip_hours: resolved.period.chip_hours,
        flop: own_sum.and_then(|sum| sum.flop),
    }
}

fn total(rows: &[Row], sum: Sum) -> Option<PeriodReading> {
    let share = sum.flop.zip(sum.at_peak);
    // Chip and format are those of the total only if all periods share them.
    let first = rows.first()?.reading.as_ref().ok()?;
    let all = |same: &dyn Fn(&PeriodReading) -> bool| {
        let mut readings = rows.iter().filter_map(|row| row.reading.as_ref().ok());
        readings.all(same)
    };
    Some(PeriodReading {
        time: None,
        chips: None,
        chip: first.chip.filter(|_| all(&|r| r.chip == first.chip)),
        format: first.format.filter(|_| all(&|r| r.format == first.format)),
        peak: sum.peak,
        utilization: share.map(|(flop, peak)| Ratio::point(flop.median() / peak.median())),
        chip_hours: sum.chip_hours,
        flop: sum.flop,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    fn read(link: &str) -> Table {
        table(&decode(&format!("v=1&{link}")).draft, 1)
    }

    #[test]
    fn a_row_has_its_period_as_read() {
        let table = read(
            "fleet=54 d × 1,024 A100 80GB bf16 at 40%; 100k GPU-hours&hardware=nvidia-h100-sxm&format=fp8&utilization=0.3",
        );
        let first = table.rows[0].reading.as_ref().expect("a period");
        assert_eq!(first.time_text(), "54 d");
        assert_eq!(first.chips_text(), "1,024");
        assert_eq!(first.hardware_text(), "A100 SXM 80 GB");
        assert_eq!(first.format_text(), "BF16");
        assert_eq!(first.peak_text(), "312 TFLOP/s");
        assert_eq!(first.utilization_text(), "40%");
        assert_eq!(first.chip_hours_text(), "1.33 × 10⁶");
        assert_eq!(first.flop_text(), "5.96 × 10²³");
        let second = table.rows[1].reading.as_ref().expect("a period");
        assert_eq!(
            (second.time_text(), second.chips_text()),
            (String::new(), String::new())
        );
        assert_eq!(second.hardware_text(), "H100 SXM");
        assert_eq!(second.format_text(), "FP8");
        assert_eq!(second.utilization_text(), "30%");
        let total = table.total.expect("all is known");
        assert_eq!((total.chip, total.format), (None, None));
        assert_eq!(total.chip_hours_text(), "1.43 × 10⁶");
    }

    #[test]
    fn a_line_that_cannot_be_read_says_so_and_leaves_no_total() {
        let table = read("fleet=54 d × 8 H100; 3 d × 8 @312TFLOP/s");
        assert!(
            table.rows[0]
                .reading
                .as_ref()
                .is_err_and(|e| e == "Which H100?")
        );
        assert!(table.rows[1].reading.is_ok());
        assert_eq!(table.total, None);
        assert_eq!(read("time=5d").rows, []);
    }
}
