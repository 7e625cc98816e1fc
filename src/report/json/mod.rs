//! The JSON that scripts read. Its shape is a promise, described by docs/estimate.schema.json:
//! fields are added, never changed.

mod about;
mod energy;
mod figures;
mod problem;
mod stage;

use super::record::distance::{distances, modification};
use super::record::{self, Distance, Record, assumptions, link_of};
use super::table::basis;
use crate::answer::{self, Answer, width};
use crate::draft::date;
use crate::draft::link::{LinkProblem, Opened};
use crate::draft::{Draft, Field, Key};
use crate::estimate::Figures;
use about::{Conventions, Data, Modification, Scope, Threshold};
use energy::{Energy, energies};
use figures::{Agreement, Amount, Figure, GpuTime, Operations};
pub(crate) use problem::{Problem, problems};
use serde::Serialize;
use stage::{Stage, factor, stage};

/// A factor that was left empty, in s, chips, chip-hours or FLOP/s, or from 0 to 1.
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

/// An input that the range comes from, and its share of the variance of the logarithm.
#[derive(Serialize)]
struct Width {
    key: &'static str,
    stage: u16,
    share: f64,
}

#[derive(Serialize)]
struct Document<'a> {
    title: Option<&'a str>,
    date: Option<&'a str>,
    version: &'static str,
    data: Data<'a>,
    link: String,
    flop: Option<Figure>,
    pfs_days: Option<Figure>,
    basis: Option<&'static str>,
    range_factor: Option<f64>,
    uncertainty: Option<&'a str>,
    widths: Vec<Width>,
    operations: Option<Operations>,
    gpu_time: Option<GpuTime>,
    combined: Option<Figure>,
    chip_hours: Option<Figure>,
    agreement: Option<Agreement>,
    without_base: Option<Amount>,
    modification: Option<Modification>,
    energy: Option<Energy>,
    solved: Vec<Solved<'a>>,
    stages: Vec<Stage<'a>>,
    scope: Vec<Scope>,
    thresholds: Vec<Threshold>,
    conventions: Conventions,
    problems: Vec<Problem>,
}

/// The parts of a document that an answer does not have.
struct Rest {
    widths: Vec<answer::Width>,
    distances: Vec<Distance>,
    modification: Option<record::Modification>,
    energy: answer::Energy,
}

fn headline(figures: &Figures) -> Option<Figure> {
    figures.headline.map(|(flop, _)| flop.0.into())
}

/// Writes one JSON object with every figure, and with everything that could not be read. Its link
/// is the fragment.
///
/// # Errors
///
/// None in practice: every figure is finite.
pub fn document(opened: &Opened, answer: &Answer) -> serde_json::Result<String> {
    document_at(opened, answer, "")
}

/// Returns the same, with the address of the page before the link.
///
/// # Errors
///
/// None in practice: every figure is finite.
pub fn document_at(opened: &Opened, answer: &Answer, address: &str) -> serde_json::Result<String> {
    let rest = Rest {
        widths: width(&opened.draft, answer),
        distances: distances(&answer.outcome),
        modification: modification(&answer.outcome, || answer.outcome.sample_of_base()),
        energy: answer::energy(&opened.draft, answer),
    };
    let mut document = of(&opened.draft, &opened.problems, answer, &rest, address);
    if let Some(changes) = answer::changes(&opened.draft) {
        document.problems.push(Problem::new(
            Key::Data.name(),
            "warning",
            changes.to_string(),
        ));
    }
    serde_json::to_string_pretty(&document)
}

/// Writes the JSON of a record. Its link has no parts that could not be read.
pub(super) fn report(record: &Record) -> String {
    let rest = Rest {
        widths: record.widths.clone(),
        distances: record.distances.clone(),
        modification: record.modification,
        energy: record.energy(),
    };
    let document = of(&record.draft, &[], &record.answer, &rest, &record.link);
    serde_json::to_string_pretty(&document).unwrap_or_default()
}

fn of<'a>(
    draft: &'a Draft,
    unread: &[LinkProblem],
    answer: &'a Answer,
    rest: &Rest,
    address: &str,
) -> Document<'a> {
    let outcome = &answer.outcome;
    let total = &outcome.total;
    let (total_energy, stage_energies) = energies(&rest.energy);
    let text = |key| {
        draft
            .get(Field::new(0, key))
            .filter(|text| !text.trim().is_empty())
    };
    let flop = total.headline.map(|(flop, _)| flop);
    let without_base = outcome.without_base.and_then(|figures| figures.headline);
    let numbers = draft.stages().into_iter();
    Document {
        title: text(Key::Title),
        date: text(Key::Date).and_then(date),
        version: env!("CARGO_PKG_VERSION"),
        data: about::data(draft, text(Key::Data)),
        link: link_of(draft, address),
        flop: headline(total),
        pfs_days: flop.map(|flop| flop.pfs_days().0.into()),
        basis: total.headline.map(|(_, of)| basis(of)),
        range_factor: flop.and_then(|flop| factor(flop.0)),
        uncertainty: text(Key::Uncertainty),
        widths: widths(&rest.widths),
        operations: total.operations.map(Into::into),
        gpu_time: total.gpu_time.map(Into::into),
        combined: total.combined.map(|flop| flop.0.into()),
        chip_hours: total.chip_hours.map(|hours| hours.0.into()),
        agreement: total.agreement.map(Into::into),
        without_base: without_base.map(|(flop, _)| flop.into()),
        modification: rest.modification.map(about::modification),
        energy: total_energy,
        solved: solved(answer),
        stages: numbers
            .zip(&outcome.stages)
            .zip(stage_energies)
            .map(|((number, of), energy)| stage(draft, number, of, energy))
            .collect(),
        scope: about::ledger(draft),
        thresholds: about::thresholds(&rest.distances),
        conventions: about::conventions(assumptions(draft, outcome)),
        problems: problems(unread, draft, answer, &rest.energy.problems),
    }
}

fn widths(widths: &[answer::Width]) -> Vec<Width> {
    widths
        .iter()
        .map(|width| Width {
            key: width.field.key.name(),
            stage: width.stage,
            share: width.share,
        })
        .collect()
}

fn solved(answer: &Answer) -> Vec<Solved<'_>> {
    let found = answer.reachable_solutions();
    found
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
        .collect()
}
