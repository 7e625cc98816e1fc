//! The cells appended to a row: its figures, its link and its problems.

use super::published::Comparison;
use crate::answer::Answer;
use crate::quantity::{Uncertain, write};
use crate::report::json::Problem;
use serde::Serialize;
use std::borrow::Cow;

/// The columns that are appended to every table.
pub(super) const RESULTS: [&str; 10] = [
    "flop",
    "flop_low",
    "flop_high",
    "pfs_days",
    "operations_flop",
    "gpu_time_flop",
    "ratio",
    "implied_utilization",
    "link",
    "problems",
];

/// The columns that are appended as well to a table of Epoch AI.
pub(super) const EPOCH_RESULTS: [&str; 2] = ["published_ratio", "published_reason"];

/// The figures of a row; `None` where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// The headline, in FLOP.
    pub flop: Option<Uncertain>,
    /// The median of the headline, in petaFLOP/s-days.
    pub pfs_days: Option<f64>,
    /// The median of method 1, in FLOP.
    pub operations: Option<f64>,
    /// The median of method 2, in FLOP.
    pub gpu_time: Option<f64>,
    /// Operations over GPU time.
    pub ratio: Option<f64>,
    /// Operations over those that the hardware could have done at its peak.
    pub implied_utilization: Option<f64>,
}

/// A result of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A number, if there is one.
    Number(Option<f64>),
    /// A text, which may be empty.
    Text(String),
}

/// A row with its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its figures.
    pub figures: Figures,
    /// Whether a factor that was left empty is solved for.
    pub is_solved: bool,
    /// The link that opens the row; empty for a row without any input.
    pub link: String,
    /// The title, for messages; may be empty.
    pub title: String,
    /// The published compute beside ours, in a table of Epoch AI.
    pub comparison: Option<Comparison>,
    pub(super) problems: Vec<Problem>,
    pub(super) is_epoch: bool,
}

/// A row as JSON has it.
#[derive(Serialize)]
struct Document<'a> {
    flop: Option<f64>,
    flop_low: Option<f64>,
    flop_high: Option<f64>,
    pfs_days: Option<f64>,
    operations_flop: Option<f64>,
    gpu_time_flop: Option<f64>,
    ratio: Option<f64>,
    implied_utilization: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_ratio: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_reason: Option<&'a str>,
    link: &'a str,
    problems: &'a [Problem],
}

impl Figures {
    pub(super) fn of(answer: &Answer) -> Self {
        let total = &answer.outcome.total;
        let headline = total.headline.map(|(flop, _)| flop);
        let agreement = total.agreement;
        Self {
            flop: headline.map(|flop| flop.0),
            pfs_days: headline.map(|flop| flop.pfs_days().median()),
            operations: total.operations.map(|figures| figures.flop.median()),
            gpu_time: total.gpu_time.map(|figures| figures.flop.median()),
            ratio: agreement.and_then(|agreement| agreement.ratio),
            implied_utilization: agreement.map(|agreement| agreement.implied_utilization),
        }
    }

    /// Returns the figures in the order of their columns.
    fn in_order(&self) -> [Option<f64>; 8] {
        let headline = |pick: fn(Uncertain) -> f64| self.flop.map(pick);
        [
            headline(Uncertain::median),
            headline(Uncertain::low),
            headline(Uncertain::high),
            self.pfs_days,
            self.operations,
            self.gpu_time,
            self.ratio,
            self.implied_utilization,
        ]
    }
}

impl Row {
    /// Returns whether there is a figure, or a factor that was solved for.
    pub fn has_figure(&self) -> bool {
        self.figures.flop.is_some() || self.is_solved
    }

    /// Returns the results in the order of [`Columns::results`](super::Columns::results).
    pub fn results(&self) -> Vec<Cell> {
        let mut results: Vec<Cell> = self.figures.in_order().map(Cell::Number).into();
        results.push(Cell::Text(self.link.clone()));
        results.push(Cell::Text(self.problems()));
        if self.is_epoch {
            let comparison = self.comparison.as_ref();
            let reason = comparison.and_then(|comparison| comparison.reason.clone());
            results.push(Cell::Number(comparison.map(|comparison| comparison.ratio)));
            results.push(Cell::Text(reason.unwrap_or_default()));
        }
        results
    }

    /// Returns the results as cells of a table.
    pub fn cells(&self) -> Vec<String> {
        let text = |cell| match cell {
            Cell::Number(number) => number.map(write::exact).unwrap_or_default(),
            Cell::Text(text) => text,
        };
        self.results().into_iter().map(text).collect()
    }

    /// Returns the problems as one line: `tokens: …  |  hardware: …`. Notes are left out.
    pub fn problems(&self) -> String {
        let problems = self.problems.iter();
        let told = problems.filter(|problem| problem.severity != "note");
        let lines: Vec<String> = told
            .map(|problem| format!("{}: {}", problem.key, problem.in_full()))
            .collect();
        lines.join(" | ")
    }

    /// Returns the problems: key, severity and message of each.
    pub fn told(&self) -> impl Iterator<Item = (&str, &'static str, Cow<'_, str>)> {
        self.problems
            .iter()
            .map(|problem| (problem.key.as_str(), problem.severity, problem.in_full()))
    }

    /// Returns the results for JSON.
    pub fn document(&self) -> impl Serialize {
        let figures = &self.figures;
        let comparison = self.comparison.as_ref();
        let [flop, flop_low, flop_high, pfs_days, ..] = figures.in_order();
        Document {
            flop,
            flop_low,
            flop_high,
            pfs_days,
            operations_flop: figures.operations,
            gpu_time_flop: figures.gpu_time,
            ratio: figures.ratio,
            implied_utilization: figures.implied_utilization,
            published_ratio: comparison.map(|comparison| comparison.ratio),
            published_reason: comparison.and_then(|comparison| comparison.reason.as_deref()),
            link: &self.link,
            problems: &self.problems,
        }
    }
}
