//! A request for computing time: GPU-hours, FLOP at the peak, the arithmetic, and a table by stage.
//!
//! Centres count differently: NHR in core-hours and GPU-hours, and the Gauss Centre asks on JUWELS for FLOP a year at the
//! peak, at least 5,250 × 10¹⁸ for a large project (<https://www.gauss-centre.eu/for-users/hpc-access/dates-guidelines>).

use super::super::record::{CoreRate, Known, Stage};
use super::facts::{Facts, HOURS};
use super::figures::{in_full, rounded_up};
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
    let rows: Vec<(&Stage, Option<Row>)> = facts
        .own_energy()
        .map(|(stage, energy)| (stage, row(facts, stage, energy)))
        .collect();
    let of_rows = |figure: fn(&Row) -> Option<f64>| {
        let each = rows.iter();
        let known = Known::of(each.map(|(stage, row)| (*stage, row.as_ref().and_then(figure))))?;
        Some(known.map(|all| all.iter().sum::<f64>()))
    };
    let total = of_rows(|row| Some(row.hours));
    let hours = total.clone().map(|known| {
        known.map(|hours| format!("{} GPU-hours ({} kGPU-h)", units(hours), thousands(hours)))
    });
    sheet.field("GPU-hours", &Filled::of_known(hours, HOURS, HOW));
    sheet.field("Core-hours", &core_hours(record.cores, total.clone()));
    let at_peak = of_rows(|row| row.flop_at_peak());
    sheet.field("FLOP at the peak, a year", &a_year(at_peak.as_ref()));
    sheet.field("Arithmetic", &arithmetic(&rows, total.as_ref()));
    let own = record.without_base.unwrap_or(record.total);
    let needed = format!("{}. {}", own.in_full(), facts.method());
    sheet.given("Compute that the work needs", needed);
    if let Some(total) = &total {
        sheet.line("\nTable by stage");
        sheet.line("| Stage | Runs | Hardware | GPU-hours | FLOP at the peak | FLOP needed |");
        sheet.line("|---|---|---|---|---|---|");
        for (stage, row) in &rows {
            sheet.line(&table_row(stage, row.as_ref()));
        }
        // A sum that lacks stages says so in its cell.
        let cell = |known: &Known<f64>, write: fn(f64) -> String| match known.gap.is_none() {
            true => write(known.value),
            false => format!("{}{}", write(known.value), known.gap.of()),
        };
        sheet.line(&format!(
            "| Total | | | {} | {} | {} |",
            plain(cell(total, units)),
            at_peak.map_or("–".into(), |known| plain(cell(&known, write::people))),
            write::people(own.0.median())
        ));
    }
    sheet.note_of_plan(record);
    sheet.end(record)
}

/// Writes `3.59 × 10^24 FLOP (3,588,967 EFLOP), if all of it falls into one year`.
fn a_year(at_peak: Option<&Known<f64>>) -> Filled {
    let how = "type time and chips, and choose hardware and format.";
    let Some(known) = at_peak else {
        return Filled::Missing(how.into());
    };
    let lack = known.gap.lack("FLOP at the peak");
    let lack = lack.map_or(String::new(), |lack| format!("; {lack}"));
    Filled::Given(format!(
        "{} FLOP ({} EFLOP){}, if all of it falls into one year{lack}",
        write::people(known.value),
        units(rounded_up(known.value / 1e18)),
        known.gap.of()
    ))
    .of_part(&known.gap, how)
}

/// Writes `16,000 core-hours: 1,000 GPU-hours × 128 cores ÷ 8 chips`.
fn core_hours(cores: Option<CoreRate>, hours: Option<Known<f64>>) -> Filled {
    let Some(rate) = cores else {
        return Filled::Missing("type how many CPU cores the centre counts for a chip into “Cores per chip”, on the page. The estimate does not know it.".into());
    };
    let text = |hours| {
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
    };
    Filled::of_known(hours.map(|known| known.map(text)), HOURS, HOW)
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
    })
}

fn arithmetic(rows: &[(&Stage, Option<Row>)], total: Option<&Known<f64>>) -> Filled {
    let Some(total) = total else {
        return Filled::Missing(HOW.into());
    };
    let known = rows.iter().filter_map(|(_, row)| row.as_ref());
    let lack = total.gap.lack(HOURS).map(|lack| format!("{lack}."));
    let lines: Vec<String> = known.map(line).chain(lack).collect();
    Filled::Given(lines.join("\n"))
}

/// Writes `Pre-training: 1,082,880 chip-hours (384 chips × 2,820 h); at the peak 1,082,880 h × 3,600 s × 3.12 × 10¹⁴ FLOP/s = …`.
fn line(row: &Row) -> String {
    let hours = row.stage.hours_as(&units(row.hours));
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

/// Replaces what would end a cell of the table.
fn plain(text: String) -> String {
    text.replace('|', "/")
}

fn table_row(stage: &Stage, row: Option<&Row>) -> String {
    let none = || String::from("–");
    let flop = stage.figures.headline.map(|(flop, _)| flop.median());
    format!(
        "| {} | {} | {} | {} | {} | {} |",
        plain(stage.title()),
        write::people(stage.runs.median()),
        stage.hardware().unwrap_or_else(none),
        row.map_or_else(none, |row| units(row.hours)),
        row.and_then(Row::flop_at_peak)
            .map_or_else(none, write::people),
        flop.map_or_else(none, write::people)
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{FULL, field, form};
    use super::*;
    use crate::report::Format;
    use crate::report::record::Gap;

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
        assert!(of(run, "Core-hours").contains("The estimate does not know it"));
        assert!(of(run, "Compute that the work needs").contains("4.49 × 10^20 FLOP"));
    }

    #[test]
    fn core_hours_are_rounded_up_with_their_arithmetic() {
        let words = |text: &str, hours: Option<f64>| {
            let gap = Gap::default();
            let hours = hours.map(|value| Known { value, gap });
            core_hours(CoreRate::read(text), hours).words("–")
        };
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
            of(plan, "Arithmetic")
                .contains("9,349 chip-hours, as planned (64 chips × 146.067 h); at the peak"),
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
