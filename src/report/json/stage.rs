//! Stages, their inputs and their periods as the JSON has them.

use super::energy::Energy;
use super::figures::{Agreement, Figure, GpuTime, Operations};
use crate::draft::{Draft, Field, Key};
use crate::estimate::StageFigures;
use crate::quantity::Uncertain;
use crate::report::record::inputs::{Input, inputs};
use crate::report::record::value::{unit, value};
use crate::report::table::{basis, role};
use crate::words::fleet;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Stage<'a> {
    number: u16,
    name: &'a str,
    role: &'static str,
    runs: Option<Figure>,
    flop: Option<Figure>,
    pfs_days: Option<Figure>,
    basis: Option<&'static str>,
    range_factor: Option<f64>,
    given: Option<Figure>,
    operations: Option<Operations>,
    gpu_time: Option<GpuTime>,
    combined: Option<Figure>,
    chip_hours: Option<Figure>,
    agreement: Option<Agreement>,
    energy: Option<Energy>,
    inputs: Vec<Entry<'a>>,
    periods: Vec<Period>,
    note: Option<&'a str>,
}

/// A field as typed and as read, in the unit beside it.
#[derive(Serialize)]
struct Entry<'a> {
    key: &'static str,
    origin: &'static str,
    typed: Option<&'a str>,
    read: Option<String>,
    value: Option<Figure>,
    unit: Option<&'static str>,
}

/// A line of the fleet, run once.
#[derive(Serialize)]
struct Period {
    typed: String,
    time_s: Option<Figure>,
    chips: Option<Figure>,
    hardware: Option<&'static str>,
    format: Option<&'static str>,
    peak_flop_per_s: Option<Figure>,
    utilization: Option<Figure>,
    chip_hours: Option<Figure>,
    flop: Option<Figure>,
    problem: Option<String>,
}

/// Returns the figures, inputs and periods of a stage.
pub(super) fn stage<'a>(
    draft: &'a Draft,
    number: u16,
    of: &'a StageFigures,
    energy: Option<Energy>,
) -> Stage<'a> {
    let figures = of.figures;
    let headline = figures.headline.map(|(flop, _)| flop);
    let typed = |key| {
        draft
            .get(Field::new(number, key))
            .filter(|text| !text.trim().is_empty())
    };
    let runs = match typed(Key::Runs) {
        Some(_) => value(draft, Field::new(number, Key::Runs)),
        None => Some(Uncertain::point(1.0)),
    };
    let given = value(draft, Field::new(number, Key::Compute));
    Stage {
        number,
        name: &of.name,
        role: role(of.role),
        runs: runs.map(Into::into),
        flop: headline.map(|flop| flop.0.into()),
        pfs_days: headline.map(|flop| flop.pfs_days().0.into()),
        basis: figures.headline.map(|(_, of)| basis(of)),
        range_factor: headline.and_then(|flop| factor(flop.0)),
        given: given.map(Into::into),
        operations: figures.operations.map(Into::into),
        gpu_time: figures.gpu_time.map(Into::into),
        combined: figures.combined.map(|flop| flop.0.into()),
        chip_hours: figures.chip_hours.map(|hours| hours.0.into()),
        agreement: figures.agreement.map(Into::into),
        energy,
        inputs: inputs(draft, number)
            .iter()
            .map(|input| entry(draft, number, input))
            .collect(),
        periods: fleet::table(draft, number)
            .rows
            .into_iter()
            .map(period)
            .collect(),
        note: typed(Key::Note),
    }
}

/// Returns the ratio of the upper end of a range to the median. If the median is not the geometric
/// mean of the ends, returns the square root of the ratio of the ends.
pub(super) fn factor(value: Uncertain) -> Option<f64> {
    let factor = (value.high() / value.low()).sqrt();
    (value.is_range() && factor.is_finite()).then_some(factor)
}

fn entry<'a>(draft: &'a Draft, stage: u16, input: &Input) -> Entry<'a> {
    let text = draft.get(Field::new(stage, input.key));
    let is_number = input.value.is_some();
    Entry {
        key: input.key.name(),
        origin: input.origin.slug(),
        typed: text.filter(|_| !input.typed.is_empty()),
        read: input.read.clone(),
        value: input.value.map(Into::into),
        unit: unit(input.key).filter(|_| is_number),
    }
}

fn period(row: fleet::Row) -> Period {
    let (reading, problem) = match row.reading {
        Ok(reading) => (Some(reading), None),
        Err(message) => (None, Some(message)),
    };
    let of = |pick: &dyn Fn(fleet::PeriodReading) -> Option<Uncertain>| {
        reading.and_then(pick).map(Figure::from)
    };
    Period {
        typed: row.text,
        time_s: of(&|r| Some(r.time?.0)),
        chips: of(&|r| Some(r.chips?.0)),
        hardware: reading.and_then(|r| Some(r.chip?.slug)),
        format: reading.and_then(|r| Some(r.format?.key())),
        peak_flop_per_s: of(&|r| Some(r.peak?.0)),
        utilization: of(&|r| Some(r.utilization?.0)),
        chip_hours: of(&|r| Some(r.chip_hours.0)),
        flop: of(&|r| Some(r.flop?.0)),
        problem,
    }
}
