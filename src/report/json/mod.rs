//! The JSON that scripts read. Its shape is a promise: fields are added, never changed.

use crate::draft::{self, Answer, Severity, StageEnergy, link::Opened};
use crate::estimate::{Figures, GpuTimeFigures, OperationsFigures};
use crate::quantity::{KilogramsCo2e, KilowattHours, Uncertain};
use serde::Serialize;

/// A figure with its 90% interval; a point has the same number three times.
#[derive(Serialize)]
struct Figure {
    low: f64,
    median: f64,
    high: f64,
}

#[derive(Serialize)]
struct Operations {
    flop: Figure,
    forward_flop: Option<Figure>,
}

#[derive(Serialize)]
struct GpuTime {
    flop: Figure,
    chip_hours: Figure,
    peak_flop_per_s: Option<Figure>,
}

#[derive(Serialize)]
struct Agreement {
    ratio: Option<f64>,
    implied_utilization: f64,
}

/// Null where nothing of it is known. What is not included is in no figure.
#[derive(Serialize)]
struct Energy {
    kwh: Option<Figure>,
    kg_co2e: Option<Figure>,
    cost: Option<Figure>,
    currency: Option<&'static str>,
    chip_power_w: Option<Figure>,
    /// `typed`, or `design` for the catalog's.
    chip_power: Option<&'static str>,
    host_included: bool,
    pue_included: bool,
}

/// A factor that was left empty, in s, chips, chip-hours, FLOP/s, or from 0 to 1.
#[derive(Serialize)]
struct Solved<'a> {
    key: &'static str,
    stage: u16,
    low: f64,
    median: f64,
    high: f64,
    text: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct Stage<'a> {
    name: &'a str,
    flop: Option<Figure>,
    operations: Option<Operations>,
    gpu_time: Option<GpuTime>,
    energy: Option<Energy>,
}

#[derive(Serialize)]
struct Problem {
    key: String,
    severity: &'static str,
    message: String,
}

#[derive(Serialize)]
struct Document<'a> {
    flop: Option<Figure>,
    pfs_days: Option<Figure>,
    operations: Option<Operations>,
    gpu_time: Option<GpuTime>,
    agreement: Option<Agreement>,
    energy: Option<Energy>,
    solved: Vec<Solved<'a>>,
    stages: Vec<Stage<'a>>,
    problems: Vec<Problem>,
}

impl From<Uncertain> for Figure {
    fn from(value: Uncertain) -> Self {
        Self {
            low: value.low(),
            median: value.median(),
            high: value.high(),
        }
    }
}

impl From<OperationsFigures> for Operations {
    fn from(figures: OperationsFigures) -> Self {
        Self {
            flop: figures.flop.0.into(),
            forward_flop: figures.forward.map(|f| f.0.into()),
        }
    }
}

impl From<GpuTimeFigures> for GpuTime {
    fn from(figures: GpuTimeFigures) -> Self {
        Self {
            flop: figures.flop.0.into(),
            chip_hours: figures.chip_hours.0.into(),
            peak_flop_per_s: figures.peak.map(|p| p.0.into()),
        }
    }
}

/// The total and each stage.
fn energies(energy: &draft::Energy) -> (Option<Energy>, Vec<Option<Energy>>) {
    let (total, stages) = (energy.total, &energy.stages);
    let all = |is: fn(&StageEnergy) -> bool| stages.iter().all(is);
    // A total of stages that differ has no one power.
    let power = stages.first().and_then(|stage| stage.power);
    let power = power.filter(|power| stages.iter().all(|s| s.power == Some(*power)));
    let document = |figures: draft::Totals, power: Option<draft::ChipPower>, host, pue| {
        let is_known =
            figures.energy.is_some() || figures.emissions.is_some() || figures.cost.is_some();
        is_known.then(|| Energy {
            kwh: figures.energy.map(|KilowattHours(kwh)| kwh.into()),
            kg_co2e: figures.emissions.map(|KilogramsCo2e(kg)| kg.into()),
            cost: figures.cost.map(|(money, _)| money.0.into()),
            currency: figures.cost.and_then(|(_, currency)| currency),
            chip_power_w: power.map(|power| power.watts.0.into()),
            chip_power: power.map(|power| if power.is_design { "design" } else { "typed" }),
            host_included: host,
            pue_included: pue,
        })
    };
    let (host, pue) = (all(|s| s.host.is_some()), all(|s| s.pue.is_some()));
    (
        document(total, power, host, pue),
        stages
            .iter()
            .map(|s| document(s.figures, s.power, s.host.is_some(), s.pue.is_some()))
            .collect(),
    )
}

fn headline(figures: &Figures) -> Option<Figure> {
    figures.headline.map(|(flop, _)| flop.0.into())
}

/// One JSON object with every figure, and what could not be read.
///
/// # Errors
/// None in practice: every figure is finite.
pub fn document(opened: &Opened, answer: &Answer) -> serde_json::Result<String> {
    let total = &answer.outcome.total;
    let link = opened.problems.iter().map(|problem| Problem {
        key: problem.key.clone(),
        severity: "error",
        message: problem.message.clone(),
    });
    let energy = draft::energy(&opened.draft, answer);
    let (total_energy, stage_energies) = energies(&energy);
    // Whoever gave a goal left that field empty on purpose.
    let is_sought = |problem: &draft::Problem| {
        let mut found = answer.found();
        found.any(|(solution, found)| solution.is_typed && found.empty == problem.field)
    };
    let fields = answer
        .problems
        .iter()
        .chain(&answer.findings)
        .chain(&energy.problems)
        .map(|problem| Problem {
            key: problem.field.to_string(),
            severity: match problem.severity {
                Severity::Missing if is_sought(problem) => "warning",
                Severity::Missing | Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: problem.message.clone(),
        });
    serde_json::to_string_pretty(&Document {
        flop: headline(total),
        pfs_days: total.headline.map(|(flop, _)| flop.pfs_days().0.into()),
        operations: total.operations.map(Into::into),
        gpu_time: total.gpu_time.map(Into::into),
        agreement: total.agreement.map(|agreement| Agreement {
            ratio: agreement.ratio,
            implied_utilization: agreement.implied_utilization,
        }),
        energy: total_energy,
        solved: answer
            .found()
            .map(|(solution, found)| {
                let value = found.solved.value();
                Solved {
                    key: found.field.key.name(),
                    stage: solution.stage,
                    low: value.low(),
                    median: value.median(),
                    high: value.high(),
                    text: &found.text,
                    message: &solution.sentence,
                }
            })
            .collect(),
        stages: answer
            .outcome
            .stages
            .iter()
            .zip(stage_energies)
            .map(|(stage, energy)| Stage {
                name: &stage.name,
                flop: headline(&stage.figures),
                operations: stage.figures.operations.map(Into::into),
                gpu_time: stage.figures.gpu_time.map(Into::into),
                energy,
            })
            .collect(),
        problems: link.chain(fields).collect(),
    })
}
