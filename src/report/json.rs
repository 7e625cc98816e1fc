//! The JSON that scripts read. Its shape is a promise: fields are added, never changed.

use crate::draft::{Answer, Severity, link::Opened};
use crate::estimate::{Figures, GpuTimeFigures, OperationsFigures};
use crate::quantity::Uncertain;
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

#[derive(Serialize)]
struct Stage<'a> {
    name: &'a str,
    flop: Option<Figure>,
    operations: Option<Operations>,
    gpu_time: Option<GpuTime>,
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
    let fields = answer
        .problems
        .iter()
        .chain(&answer.findings)
        .map(|problem| Problem {
            key: problem.field.to_string(),
            severity: match problem.severity {
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
        stages: answer
            .outcome
            .stages
            .iter()
            .map(|stage| Stage {
                name: &stage.name,
                flop: headline(&stage.figures),
                operations: stage.figures.operations.map(Into::into),
                gpu_time: stage.figures.gpu_time.map(Into::into),
            })
            .collect(),
        problems: link.chain(fields).collect(),
    })
}
