//! The periods of a fleet, line by line, as they were read.

use crate::answer::Severity;
use crate::answer::fleet::{self, StageFields, WholePeriod};
use crate::catalog::{Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::estimate::fleet::{Period, Sum, sum};
use crate::quantity::{
    ChipHours, Count, Dimension, Flop, FlopPerSecond, Ratio, Seconds, Uncertain, write,
};

/// Every period of a stage, and what they come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// In the order of the text.
    pub rows: Vec<Row>,
    /// All of them together, run once; none while a line cannot be read.
    pub total: Option<Reading>,
}

/// A period.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The number that messages call it by, from 1.
    pub number: usize,
    /// As typed.
    pub text: String,
    /// What it says, or what to type instead.
    pub reading: Result<Reading, String>,
    /// Whether it is not read because something is asked, and nothing wrong.
    pub is_asked: bool,
}

/// What a period says, with what it takes from its stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// Wall-clock time; none of chip-hours, and of the total.
    pub time: Option<Seconds>,
    /// Chips at once; likewise.
    pub chips: Option<Count>,
    /// Which chip; none of a bare peak, and of a total of several.
    pub chip: Option<&'static Chip>,
    /// Which number format; likewise.
    pub format: Option<Format>,
    /// Dense peak of one chip; of the total the mean, weighted by chip-hours.
    pub peak: Option<FlopPerSecond>,
    /// Share of it; of the total what all of it comes to.
    pub utilization: Option<Ratio>,
    /// Time × chips.
    pub chip_hours: ChipHours,
    /// Operations, if peak and utilization are known.
    pub flop: Option<Flop>,
}

impl Reading {
    /// `54 d`; empty where there is none, here and below.
    pub fn time_text(&self) -> String {
        text(self.time, |time| {
            write::reading(Uncertain::point(time.median()), Dimension::Time)
        })
    }

    /// `1,024`, or the ends of a range.
    pub fn chips_text(&self) -> String {
        text(self.chips, |chips| number(chips.0))
    }

    /// `A100 SXM 80 GB`.
    pub fn hardware_text(&self) -> &'static str {
        self.chip.map_or("", Chip::short_name)
    }

    /// `BF16`.
    pub fn format_text(&self) -> &'static str {
        self.format.map_or("", Format::name)
    }

    /// `312 TFLOP/s`.
    pub fn peak_text(&self) -> String {
        text(self.peak, |peak| {
            write::reading(Uncertain::point(peak.median()), Dimension::Speed)
        })
    }

    /// `40%`.
    pub fn utilization_text(&self) -> String {
        text(self.utilization, |share| write::percent(share.median()))
    }

    /// `1.33 × 10⁶`.
    pub fn chip_hours_text(&self) -> String {
        number(self.chip_hours.0)
    }

    /// `5.96 × 10²³`.
    pub fn flop_text(&self) -> String {
        text(self.flop, |flop| write::people_range(flop.0))
    }
}

fn text<T>(value: Option<T>, shown: impl Fn(T) -> String) -> String {
    value.map_or(String::new(), shown)
}

fn number(value: Uncertain) -> String {
    if value.is_range() {
        write::people_range(value)
    } else {
        write::typed(value.median())
    }
}

/// Reads the fleet of a stage; no rows if there is none.
pub fn table(draft: &Draft, stage: u16) -> Table {
    let text = draft.get(Field::new(stage, Key::Fleet)).unwrap_or_default();
    let beside = StageFields::of(draft, stage);
    let mut periods: Vec<Period> = Vec::new();
    let mut rows = Vec::new();
    for line in fleet::lines(text, draft.edition()) {
        let resolved = line.period.and_then(|period| beside.resolve(&period));
        let wrong = resolved.as_ref().err();
        let is_asked = wrong.is_some_and(|wrong| wrong.severity == Severity::Missing);
        let resolved = resolved.map_err(|wrong| wrong.message);
        periods.extend(resolved.iter().map(|resolved| resolved.period));
        rows.push(Row {
            number: line.number,
            text: line.text,
            reading: resolved.map(|resolved| reading(&resolved, &beside)),
            is_asked,
        });
    }
    // Without all of them the sum would be too small.
    let sum =
        sum(&periods, beside.peak, beside.utilization).filter(|_| periods.len() == rows.len());
    let total = sum.and_then(|sum| total(&rows, sum));
    Table { rows, total }
}

fn reading(resolved: &WholePeriod, beside: &StageFields) -> Reading {
    let alone = sum(&[resolved.period], beside.peak, beside.utilization);
    Reading {
        time: resolved.time,
        chips: resolved.chips,
        chip: resolved.chip,
        format: resolved.format,
        peak: resolved.period.peak.or(beside.peak),
        utilization: resolved.period.utilization.or(beside.utilization),
        chip_hours: resolved.period.chip_hours,
        flop: alone.and_then(|alone| alone.flop),
    }
}

fn total(rows: &[Row], sum: Sum) -> Option<Reading> {
    let share = sum.flop.zip(sum.at_peak);
    // What the periods have in common.
    let first = rows.first()?.reading.as_ref().ok()?;
    let all = |same: &dyn Fn(&Reading) -> bool| {
        let mut readings = rows.iter().filter_map(|row| row.reading.as_ref().ok());
        readings.all(same)
    };
    Some(Reading {
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
    fn a_row_says_what_was_read() {
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
                .is_err_and(|e| e.contains("H100 PCIe"))
        );
        assert!(table.rows[1].reading.is_ok());
        assert_eq!(table.total, None);
        assert_eq!(read("time=5d").rows, []);
    }
}
