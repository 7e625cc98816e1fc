//! A request for computing time: GPU-hours, FLOP at the peak, the arithmetic, and a table by stage.
//!
//! Centres count differently: NHR in core-hours and GPU-hours, and the Gauss Centre asks on JUWELS for FLOP a year at the
//! peak, at least 5,250 × 10¹⁸ for a large project (<https://www.gauss-centre.eu/for-users/hpc-access/dates-guidelines>).

use super::super::phrases;
use super::super::record::{CoreRate, Stage};
use super::facts::{Facts, in_full, rounded_up};
use super::sheet::{Filled, NOT_KNOWN, Sheet};
use crate::answer::StageEnergy;
use crate::quantity::write;

const HOW: &str = "type training time and chips, or leave one of them open under “Plan a run”, so that it is solved for.";

/// A stage in the units of the request.
struct Row<'a> {
    stage: &'a Stage,
    /// Whole hours, rounded up: less would not do.
    hours: f64,
    peak: Option<f64>,
    is_planned: bool,
}

impl Row<'_> {
    fn flop_at_peak(&self) -> Option<f64> {
        Some(self.hours * 3600.0 * self.peak?)
    }
}

/// Writes the request.
pub(super) fn request(facts: &Facts) -> String {
    let record = facts.record;
    let mut sheet = Sheet::of("Request for computing time", NOT_KNOWN, record);
    let rows: Option<Vec<Row>> = facts
        .own_energy()
        .map(|(stage, energy)| row(facts, stage, energy))
        .collect();
    let rows = rows.filter(|rows| !rows.is_empty());
    let total = rows
        .as_deref()
        .map(|rows| rows.iter().map(|row| row.hours).sum::<f64>());
    let hours =
        total.map(|hours| format!("{} GPU-hours ({} kGPU-h)", units(hours), thousands(hours)));
    sheet.field("GPU-hours", &Filled::of(hours, HOW));
    sheet.field("Core-hours", &core_hours(record.cores, total));
    let at_peak: Option<Vec<f64>> = rows.iter().flatten().map(Row::flop_at_peak).collect();
    let at_peak = at_peak
        .filter(|all| !all.is_empty())
        .map(|all| all.iter().sum::<f64>());
    let a_year = at_peak.map(|flop| {
        format!(
            "{} FLOP ({} EFLOP), if all of it falls into one year",
            write::people(flop),
            units(rounded_up(flop / 1e18))
        )
    });
    sheet.field(
        "FLOP at the peak, a year",
        &Filled::of(
            a_year,
            "type time and chips, and choose hardware and format.",
        ),
    );
    sheet.field("Arithmetic", &arithmetic(rows.as_deref()));
    let needed = format!("{} {}", phrases::opening(record), facts.method());
    sheet.given("Compute that the work needs", needed);
    if let Some(rows) = &rows {
        sheet.line("\nTable by stage");
        sheet.line("| Stage | Runs | Hardware | GPU-hours | FLOP at the peak | FLOP needed |");
        sheet.line("|---|---|---|---|---|---|");
        for row in rows {
            sheet.line(&table_row(row));
        }
        sheet.line(&format!(
            "| Total | | | {} | {} | {} |",
            total.map_or("–".into(), units),
            at_peak.map_or("–".into(), write::people),
            write::people(record.total.0.median())
        ));
    }
    sheet.end(record)
}

/// Writes `16,000 core-hours: 1,000 GPU-hours × 128 cores ÷ 8 chips`.
fn core_hours(cores: Option<CoreRate>, hours: Option<f64>) -> Filled {
    let Some(rate) = cores else {
        return Filled::Missing("type the cores of a chip above the form on the page, as the centre counts them. The estimate does not know them.".into());
    };
    let text = hours.map(|hours| {
        let chips = match rate.chips {
            1 => String::new(),
            chips => format!(" ÷ {} chips", units(f64::from(chips))),
        };
        format!(
            "{} core-hours: {} GPU-hours × {} cores{chips}",
            units(rounded_up(rate.core_hours(hours))),
            units(hours),
            units(f64::from(rate.cores))
        )
    });
    Filled::of(text, HOW)
}

fn row<'a>(facts: &Facts<'a>, stage: &'a Stage, energy: &StageEnergy) -> Option<Row<'a>> {
    let hours = rounded_up(energy.chip_hours?.median());
    let figures = &stage.figures;
    // Peak operations over hours, where both are of the figure; a plan has only its chip.
    let of_figure = figures.at_peak.zip(figures.chip_hours);
    let of_figure = of_figure.map(|(flop, hours)| flop.median() / (hours.median() * 3600.0));
    let of_chip = || {
        let format = stage.format?;
        let chip = stage.chips.first()?;
        facts
            .record
            .edition()
            .chip(chip)
            .peak(format)
            .map(|peak| peak.median())
    };
    Some(Row {
        stage,
        hours,
        peak: of_figure.or_else(of_chip),
        is_planned: energy.is_planned,
    })
}

fn arithmetic(rows: Option<&[Row]>) -> Filled {
    let Some(rows) = rows else {
        return Filled::Missing(HOW.into());
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    Filled::Given(lines.join("\n"))
}

/// Writes `Pre-training: 1,082,880 chip-hours (384 chips × 2,820 h); at the peak 1,082,880 h × 3,600 s × 3.12 × 10¹⁴ FLOP/s = …`.
fn line(row: &Row) -> String {
    let hours = match row.is_planned {
        true => format!("{} chip-hours, as planned", units(row.hours)),
        false => row.stage.hours_as(&units(row.hours)),
    };
    let peak = row.peak.zip(row.flop_at_peak()).map(|(peak, flop)| {
        format!(
            "; at the peak {} h × 3,600 s/h × {} FLOP/s = {} FLOP",
            units(row.hours),
            write::people(peak),
            write::people(flop)
        )
    });
    format!("{}: {hours}{}", row.stage.title(), peak.unwrap_or_default())
}

/// Writes a whole number in full: `50`, `319,488`.
fn units(value: f64) -> String {
    match value < 100.0 {
        true => write::typed(value),
        false => in_full(value),
    }
}

/// Writes thousands of a whole number, with all its digits: `319.488`.
fn thousands(value: f64) -> String {
    let (whole, rest) = ((value / 1e3).floor(), value % 1e3);
    let places = format!("{rest:03.0}");
    let places = places.trim_end_matches('0');
    let whole = write::whole(whole as u128);
    match places {
        "" => whole,
        places => format!("{whole}.{places}"),
    }
}

fn table_row(row: &Row) -> String {
    let plain = |text: String| text.replace('|', "/");
    let flop = row.stage.figures.headline.map(|(flop, _)| flop.median());
    format!(
        "| {} | {} | {} | {} | {} | {} |",
        plain(row.stage.title()),
        write::people(row.stage.runs.median()),
        row.stage.hardware().unwrap_or_else(|| "–".into()),
        units(row.hours),
        row.flop_at_peak().map_or("–".into(), write::people),
        flop.map_or("–".into(), write::people)
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FULL, field, form};
    use super::*;
    use crate::report::Format;

    fn of(link: &str, name: &str) -> String {
        field(&form(Format::Allocation, link), name)
    }

    #[test]
    fn hours_and_flop_at_the_peak_are_worked_out() {
        // 1,000 h × 3,600 s × 312e12 FLOP/s.
        let run = "chip-hours=1000&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4";
        assert_eq!(of(run, "GPU-hours"), "1,000 GPU-hours (1 kGPU-h)");
        assert_eq!(
            of(run, "FLOP at the peak, a year"),
            "1.12 × 10^21 FLOP (1,124 EFLOP), if all of it falls into one year"
        );
        assert_eq!(
            of(run, "Arithmetic"),
            "Stage 1: 1,000 chip-hours; at the peak 1,000 h × 3,600 s/h × 3.12 × 10^14 FLOP/s = 1.12 × 10^21 FLOP"
        );
        assert!(of(run, "Core-hours").contains("The estimate does not know them"));
        assert!(of(run, "Compute that the work needs").contains("4.49 × 10^20 FLOP"));
    }

    #[test]
    fn core_hours_are_rounded_up_with_their_arithmetic() {
        let words = |text: &str, hours| core_hours(CoreRate::read(text), hours).words("–");
        for (text, said) in [
            ("16", "16,000 core-hours: 1,000 GPU-hours × 16 cores"),
            (
                "64/6",
                "10,667 core-hours: 1,000 GPU-hours × 64 cores ÷ 6 chips",
            ),
        ] {
            assert_eq!(words(text, Some(1_000.0)), said);
        }
        assert!(words("16", None).contains("type training time"));
    }

    /// 26 d × 512 chips are 319,488 h, and a request for 319,000 h would end before the run.
    #[test]
    fn a_request_is_not_rounded_down() {
        let run = "time=26d&chips=512&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4";
        assert_eq!(of(run, "GPU-hours"), "319,488 GPU-hours (319.488 kGPU-h)");
        let year = of(run, "FLOP at the peak, a year");
        assert!(
            year.starts_with("1.14 × 10^24 FLOP (1,137,") && year.contains(" EFLOP)"),
            "{year}"
        );
        let arithmetic = of(run, "Arithmetic");
        assert!(
            arithmetic.starts_with(
                "Stage 1: 319,488 chip-hours (512 chips × 624 h); at the peak 319,488 h"
            ),
            "{arithmetic}"
        );
        let part = "chip-hours=10.2&hardware=nvidia-h100-sxm&format=bf16&utilization=0.4";
        assert_eq!(of(part, "GPU-hours"), "11 GPU-hours (0.011 kGPU-h)");
        assert!(form(Format::Allocation, part).contains("| 11 |"));
    }

    #[test]
    fn without_hours_they_are_asked_for() {
        let bare = "parameters=7e9&tokens=1e11";
        assert!(
            of(bare, "GPU-hours")
                .starts_with("Not in the estimate. To fill this in: type training time")
        );
        assert!(of(bare, "FLOP at the peak, a year").starts_with("Not in the estimate"));
        assert!(of(bare, "Arithmetic").starts_with("Not in the estimate"));
    }

    #[test]
    fn a_plan_has_the_hours_that_were_solved_for() {
        let plan = "parameters=7e9&tokens=1e11&chips=64&hardware=nvidia-a100-sxm-80gb&format=bf16&utilization=0.4";
        assert!(
            of(plan, "Arithmetic").contains("chip-hours, as planned; at the peak"),
            "{}",
            of(plan, "Arithmetic")
        );
        assert_ne!(of(plan, "GPU-hours"), "");
    }

    #[test]
    fn the_table_has_a_row_for_each_stage() {
        let text = form(Format::Allocation, FULL);
        let rows = text.lines().filter(|line| line.starts_with("| ")).count();
        assert_eq!(rows, 4, "{text}");
    }
}
