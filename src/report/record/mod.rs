//! An estimate with everything resolved that a report says, made once for all formats.

mod amount;
mod assumptions;
mod cores;
pub mod distance;
mod energy;
pub mod inputs;
mod part;
mod plan;
mod product;
mod sources;
mod stage;
pub mod value;
mod water;

pub use amount::Amount;
pub use assumptions::{assumptions, is_rounding};
pub use cores::CoreRate;
pub use distance::{Distance, Modification};
pub use energy::Costs;
pub(super) use energy::{boundaries, electricity};
pub use inputs::{Input, Origin};
pub(super) use part::joined;
pub use part::{Gap, Known};
pub use plan::Plan;
pub use product::{Calculation, Factor, Term};
pub use sources::{Kind, Source};
pub use stage::Stage;
pub use water::WaterRate;

use crate::answer::{self, Answer, Energy, Evaluation, Problem, Severity, Width, scope};
use crate::catalog::{self, Edition};
use crate::draft::{Draft, Field, Key, date, link};
use crate::estimate::{Agreement, Basis, Outcome, Role};
use crate::quantity::{Uncertain, isolate, sampling};
use crate::words::stage::opening;
use crate::words::text::clean;
use std::fmt;

/// The content of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The title of the estimate. May be empty.
    pub title: String,
    /// The date of the report, if a valid one was typed.
    pub date: Option<String>,
    /// The link that opens the estimate.
    pub link: String,
    /// The edition of the tables that the link names.
    pub made_with: Option<String>,
    /// The figure.
    pub total: Amount,
    /// The basis of the figure.
    pub basis: Basis,
    /// The sum of the stages without the base model, if there is one with a figure.
    pub without_base: Option<Amount>,
    /// The stages in order, at least one.
    pub stages: Vec<Stage>,
    /// Conventions and defaults, in sentences.
    pub assumptions: Vec<String>,
    /// All items of the ledger. An item without a state is empty.
    pub scope: Vec<scope::LedgerLine>,
    /// Whether the ledger was filled in.
    pub has_scope: bool,
    /// Energy, emissions and cost of the same hours.
    pub costs: Costs,
    /// The thresholds of laws, and where the figure stands.
    pub distances: Vec<Distance>,
    /// The sum of the stages beside a base model, if there is one.
    pub modification: Option<Modification>,
    /// The inputs that the range comes from.
    pub widths: Vec<Width>,
    /// Methods and tables, in the order in which they are cited. Petaday itself is the last.
    pub sources: Vec<Source>,
    /// The cores that a computing centre counts for a chip. No estimate has them: a visitor types them.
    pub cores: Option<CoreRate>,
    /// The water that the data centre uses for its electricity. Likewise.
    pub water: Option<WaterRate>,
    pub(super) draft: Draft,
    pub(super) answer: Answer,
    /// Energy, emissions and cost, if something was typed that only they need.
    energy: Option<Energy>,
}

/// The reason why there is nothing to report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoFigure {
    /// The problems that prevent a figure, field by field.
    pub missing: Vec<String>,
}

impl fmt::Display for NoFigure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("There is no figure to report yet.")?;
        self.missing
            .iter()
            .try_for_each(|missing| write!(f, " {missing}"))
    }
}

impl std::error::Error for NoFigure {}

impl Record {
    /// Makes the record of a draft. The address is that of the page, with or without a fragment.
    ///
    /// # Errors
    ///
    /// There is no figure. The error says what is missing.
    pub fn of(evaluation: &Evaluation, address: &str) -> Result<Self, NoFigure> {
        let answer = evaluation.answer();
        let outcome = &answer.outcome;
        let Some((total, basis)) = outcome.total.headline else {
            return Err(NoFigure::of(answer));
        };
        let link = link_of(evaluation.draft(), address);
        // As the link spells it, so that another spelling gives the same report.
        let draft = &link::decode(&link).draft;
        let text = |key| clean(draft.get(Field::new(0, key)).unwrap_or_default());
        let title = text(Key::Title);
        let stages = stage::stages(draft, answer);
        let names: Vec<String> = stages.iter().map(Stage::title).collect();
        let energy = answer::wants_costs(draft).then(|| evaluation.energy().clone());
        let costs = match &energy {
            Some(energy) => energy::costs(energy, answer, &names),
            None => Costs::default(),
        };
        let without_base = outcome
            .without_base
            .and_then(|figures| figures.headline)
            .filter(|_| outcome.stages.iter().any(|stage| stage.role == Role::Base));
        Ok(Self {
            date: date(&text(Key::Date)).map(String::from),
            made_with: Some(text(Key::Data)).filter(|data| !data.is_empty()),
            total: Amount(total),
            basis,
            without_base: without_base.map(|(flop, _)| Amount(flop)),
            assumptions: assumptions::assumptions(draft, outcome),
            scope: ledger(draft),
            has_scope: draft.is_filled(Field::new(0, Key::Scope)),
            distances: distance::distances(outcome),
            modification: distance::modification(outcome, || evaluation.sample_of_base().clone()),
            widths: evaluation.widths().to_vec(),
            sources: sources_of(draft, outcome, &stages, &costs, &title, &link),
            cores: None,
            water: None,
            draft: draft.clone(),
            answer: answer.clone(),
            energy,
            title,
            link,
            stages,
            costs,
        })
    }

    /// Names the subject of the estimate, to begin a sentence.
    pub fn subject(&self) -> String {
        if self.title.is_empty() {
            "the model".into()
        } else {
            isolate(&self.title)
        }
    }

    /// Returns the stages that were trained here, without a base model.
    pub(super) fn own(&self) -> impl Iterator<Item = &Stage> {
        let stages = self.stages.iter();
        stages.filter(|stage| stage.role == Role::Training)
    }

    /// Returns a fact of these stages.
    pub(super) fn known<T>(&self, fact: impl Fn(&Stage) -> Option<T>) -> Option<Known<Vec<T>>> {
        Known::of(self.own().map(|stage| (stage, fact(stage))))
    }

    /// Returns the stages whose methods can be compared, the largest first.
    pub(super) fn checked_stages(&self) -> Vec<&Stage> {
        let size = |stage: &Stage| {
            stage
                .figures
                .headline
                .map_or(0.0, |(flop, _)| flop.median())
        };
        let stages = self.stages.iter();
        let mut checked: Vec<&Stage> = stages
            .filter(|stage| stage.figures.agreement.is_some())
            .collect();
        checked.sort_by(|a, b| size(b).total_cmp(&size(a)));
        checked
    }

    /// Writes the chips with their number, of every stage that has them.
    pub(super) fn hardware(&self) -> Option<Known<String>> {
        Some(self.known(Stage::hardware)?.by_stage())
    }

    /// Returns the plans of the stages that were solved for, in words.
    pub(super) fn plans(&self) -> Vec<String> {
        let plan = |stage: &Stage| {
            let sentence = &stage.plan.as_ref()?.sentence;
            Some(match self.is_sum() {
                true => format!("{}: {sentence}", stage.title()),
                false => sentence.clone(),
            })
        };
        self.own().filter_map(plan).collect()
    }

    /// Returns the chip-hours of all stages, typed or planned, if each of them has them.
    pub(super) fn chip_hours(&self) -> Option<Uncertain> {
        let typed = self.outcome().total.chip_hours;
        let planned = || {
            let is_planned = |stage: &Stage| stage.plan.is_some();
            let hours = |stage: &Stage| Some(stage.chip_hours()?.0);
            self.own().any(is_planned).then_some(())?;
            let hours = self.known(hours)?.whole()?;
            Some(sampling::sum(&hours))
        };
        typed.map(|hours| hours.0).or_else(planned)
    }

    /// Returns whether the total is a sum of several stages.
    pub fn is_sum(&self) -> bool {
        self.stages.len() > 1
    }

    /// Returns the agreement of the methods in the total.
    pub fn agreement(&self) -> Option<Agreement> {
        self.answer.outcome.total.agreement
    }

    /// Returns the outcome of the draft.
    pub fn outcome(&self) -> &Outcome {
        &self.answer.outcome
    }

    /// Returns energy, emissions and cost, whether asked for or not.
    pub(super) fn energy(&self) -> Energy {
        let energy = self.energy.clone();
        energy.unwrap_or_else(|| answer::energy(&self.draft, &self.answer))
    }

    /// Returns whether figures without a range get the typical one that the sources state.
    pub(super) fn is_typical(&self) -> bool {
        answer::is_typical(&self.draft)
    }

    /// Returns whether an input of counted operations has a range only because its digits are rounded.
    pub(super) fn is_rounding(&self) -> bool {
        is_rounding(&self.draft, self.outcome())
    }

    /// Returns the problems of fields, and doubts about the figures, though there is a figure.
    /// Problems of the date are left out, because the panel shows them at its field.
    pub fn problems(&self) -> Vec<(Severity, String)> {
        let problems = self.answer.problems.iter().chain(&self.answer.findings);
        let of_ledger = answer::report_problems(&self.draft);
        let of_ledger = of_ledger.iter().filter(|p| p.field.key != Key::Date);
        let serious = problems.filter(|problem| problem.severity >= Severity::Warning);
        serious
            .chain(of_ledger)
            .map(|problem| (problem.severity, problem_text(problem)))
            .collect()
    }

    /// Returns the edition of the tables that the figures are computed with.
    pub fn edition(&self) -> Edition {
        self.draft.edition()
    }

    /// Writes `Petaday 0.1.0, data of 2026-11`, with the link's edition if it is another.
    pub fn program(&self) -> String {
        let (version, edition) = (env!("CARGO_PKG_VERSION"), self.edition());
        match self.made_with.as_deref() {
            Some(link_edition) if link_edition != edition.to_string() => format!(
                "Petaday {version}, data of {edition} (the link was made with those of {link_edition})"
            ),
            _ => format!("Petaday {version}, data of {edition}"),
        }
    }
}

impl NoFigure {
    fn of(answer: &Answer) -> Self {
        let problems = answer.problems.iter().chain(&answer.findings);
        let missing = problems.filter(|problem| problem.severity.is_in_the_way());
        Self {
            missing: missing.map(problem_text).collect(),
        }
    }
}

/// Writes a problem, with its stage unless that is the first.
fn problem_text(problem: &Problem) -> String {
    let stage = problem.field.stage;
    if stage > 1 {
        opening(stage) + &problem.message
    } else {
        problem.message.clone()
    }
}

/// Returns the address of a page with the draft after it, or the fragment alone if the address
/// could not stand in every format.
pub fn link_of(draft: &Draft, address: &str) -> String {
    let address = address.trim();
    let page = address.split('#').next().unwrap_or_default();
    let is_plain = |byte: u8| byte.is_ascii_graphic() && !b"\"'<>\\^`{|}$".contains(&byte);
    let is_address = page.starts_with("https://") || page.starts_with("http://");
    let fragment = link::encode(draft);
    if is_address && page.bytes().all(is_plain) {
        format!("{page}#{fragment}")
    } else {
        fragment
    }
}

/// Returns the ledger, with the notes of strangers on one line.
fn ledger(draft: &Draft) -> Vec<scope::LedgerLine> {
    let (mut lines, _) = scope::lines(draft);
    for line in &mut lines {
        line.note = clean(&line.note);
        line.typed = clean(&line.typed);
    }
    lines
}

fn sources_of(
    draft: &Draft,
    outcome: &Outcome,
    stages: &[Stage],
    costs: &Costs,
    title: &str,
    link: &str,
) -> Vec<Source> {
    let mut list: Vec<Source> = Vec::new();
    let figures = || outcome.stages.iter().map(|stage| stage.figures);
    if figures().any(|figures| figures.operations.is_some() || figures.gpu_time.is_some()) {
        list.extend(sources::methods());
    }
    let has_key = |key| draft.entries().any(|(field, _)| field.key == key);
    let is_counted = figures().any(|figures| figures.operations.is_some());
    if is_counted && (has_key(Key::Trainable) || has_key(Key::Frozen)) {
        list.push(sources::backward());
    }
    if figures().any(|figures| assumptions::is_unusual(figures.agreement)) {
        list.push(sources::utilizations());
    }
    let mut chips: Vec<&catalog::Chip> = Vec::new();
    for chip in stages.iter().flat_map(|stage| &stage.chips) {
        if !chips.contains(chip) {
            chips.push(chip);
        }
    }
    for source in chips.into_iter().flat_map(sources::chip_sources) {
        // Several chips may come from one table.
        if !list.iter().any(|other| other.url == source.url) {
            list.push(source);
        }
    }
    if !costs.sentences.is_empty() {
        list.push(sources::energy());
    }
    if costs.emissions.is_some() {
        let grids = costs.grids.iter();
        list.extend(grids.map(|source| sources::grid_source(source)));
    }
    list.push(sources::petaday(title, link, draft.edition()));
    list
}
