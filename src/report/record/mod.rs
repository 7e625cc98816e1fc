//! An estimate with everything resolved that a report of it says, made once for every format.

mod amount;
mod assumptions;
pub mod distance;
mod energy;
pub mod inputs;
mod product;
mod sources;
mod stage;
pub mod value;

pub use amount::Amount;
pub use assumptions::{assumptions, is_rounding};
pub use distance::{Distance, Modification};
pub use energy::Costs;
pub use inputs::{Input, Origin};
pub use product::{Calculation, Factor, Term};
pub use sources::{Kind, Source};
pub use stage::Stage;

use crate::answer::{self, Answer, Energy, Problem, Severity, Width, scope, width};
use crate::catalog::{self, Edition};
use crate::draft::{Draft, Field, Key, date, link};
use crate::estimate::{Agreement, Basis, Outcome, Role};
use crate::quantity::isolated;
use crate::words::stage::opening;
use crate::words::text::clean;
use std::fmt;

/// What a report says.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What the estimate is of; may be empty.
    pub title: String,
    /// The day that the report bears, if one was typed and is one.
    pub date: Option<String>,
    /// What opens the estimate, spelled as links are.
    pub link: String,
    /// The edition of the tables that the link was made with.
    pub made_with: Option<String>,
    /// The figure.
    pub total: Amount,
    /// What it rests on.
    pub basis: Basis,
    /// The stages without the base model, where there is one with a figure.
    pub without_base: Option<Amount>,
    /// In order; at least one.
    pub stages: Vec<Stage>,
    /// Conventions and defaults, in sentences.
    pub assumptions: Vec<String>,
    /// What is counted and what is left out, every item; what is said of none is empty.
    pub scope: Vec<scope::Line>,
    /// Whether anything was said of it.
    pub has_scope: bool,
    /// What the same hours took.
    pub costs: Costs,
    /// Amounts at which laws begin to ask something.
    pub distances: Vec<Distance>,
    /// What the stages beside a base model come to, where there is one.
    pub modification: Option<Modification>,
    /// Which inputs the range comes from.
    pub widths: Vec<Width>,
    /// Methods and tables, in the order in which they are cited; Petaday itself is the last.
    pub sources: Vec<Source>,
    pub(super) draft: Draft,
    pub(super) answer: Answer,
    /// Energy, emissions and cost, if something was typed that only they need.
    energy: Option<Energy>,
}

/// Why there is nothing to report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoFigure {
    /// What is in the way, field by field.
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
    /// What is to be said of a draft that was answered; the address is that of the page, with or
    /// without a fragment.
    ///
    /// # Errors
    /// There is no figure; with what is missing.
    pub fn of(draft: &Draft, answer: &Answer, address: &str) -> Result<Self, NoFigure> {
        let outcome = &answer.outcome;
        let Some((total, basis)) = outcome.total.headline else {
            return Err(NoFigure::of(answer));
        };
        let link = link_of(draft, address);
        // As the link spells it: what was typed otherwise gives the same report.
        let draft = &link::decode(&link).draft;
        let text = |key| clean(draft.get(Field::new(0, key)).unwrap_or_default());
        let title = text(Key::Title);
        let stages = stage::stages(draft, outcome);
        let names: Vec<String> = stages.iter().map(Stage::title).collect();
        let energy = energy::is_asked(draft).then(|| answer::energy(draft, answer));
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
            modification: distance::modification(outcome),
            widths: width(draft, answer),
            sources: cited(draft, outcome, &stages, &costs, &title, &link),
            draft: draft.clone(),
            answer: answer.clone(),
            energy,
            title,
            link,
            stages,
            costs,
        })
    }

    /// What the estimate is of, at the beginning of a sentence’s subject.
    pub fn subject(&self) -> String {
        if self.title.is_empty() {
            "the model".into()
        } else {
            isolated(&self.title)
        }
    }

    /// Where the total is not that of one stage.
    pub fn is_sum(&self) -> bool {
        self.stages.len() > 1
    }

    /// Both methods held against each other, of the total.
    pub fn agreement(&self) -> Option<Agreement> {
        self.answer.outcome.total.agreement
    }

    /// Everything that follows from the draft.
    pub fn outcome(&self) -> &Outcome {
        &self.answer.outcome
    }

    /// Energy, emissions and cost, whether asked for or not.
    pub(super) fn energy(&self) -> Energy {
        let energy = self.energy.clone();
        energy.unwrap_or_else(|| answer::energy(&self.draft, &self.answer))
    }

    /// Whether figures without a range have the one that the sources state.
    pub(super) fn is_typical(&self) -> bool {
        answer::is_typical(&self.draft)
    }

    /// Whether its range, of counted operations, is no more than how figures were rounded.
    pub(super) fn is_rounding(&self) -> bool {
        is_rounding(&self.draft, self.outcome())
    }

    /// What is wrong with a field, or odd about the figures, though there is one.
    /// The date is a field of the panel, which says itself what is wrong with it.
    pub fn problems(&self) -> Vec<(Severity, String)> {
        let problems = self.answer.problems.iter().chain(&self.answer.findings);
        let of_ledger = answer::said(&self.draft);
        let of_ledger = of_ledger.iter().filter(|p| p.field.key == Key::Scope);
        let serious = problems.filter(|problem| problem.severity >= Severity::Warning);
        serious
            .chain(of_ledger)
            .map(|problem| (problem.severity, said(problem)))
            .collect()
    }

    /// The edition of the tables that it is computed with.
    pub fn edition(&self) -> Edition {
        self.draft.edition()
    }

    /// `Petaday 0.1.0, data of 2026-11`, and the link’s edition, if there is no such.
    pub fn program(&self) -> String {
        let (version, edition) = (env!("CARGO_PKG_VERSION"), self.edition());
        match self.made_with.as_deref() {
            Some(made) if made != edition.to_string() => format!(
                "Petaday {version}, data of {edition} (the link was made with those of {made})"
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
            missing: missing.map(said).collect(),
        }
    }
}

/// A problem with the stage that it is of, where that is not the first.
fn said(problem: &Problem) -> String {
    let stage = problem.field.stage;
    if stage > 1 {
        opening(stage) + &problem.message
    } else {
        problem.message.clone()
    }
}

/// The address of a page with the draft behind it; the fragment alone where there is no address that
/// could stand in any of the formats.
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

/// The ledger, with the notes of strangers on one line.
fn ledger(draft: &Draft) -> Vec<scope::Line> {
    let (mut lines, _) = scope::lines(draft);
    for line in &mut lines {
        line.note = clean(&line.note);
        line.typed = clean(&line.typed);
    }
    lines
}

fn cited(
    draft: &Draft,
    outcome: &Outcome,
    stages: &[Stage],
    costs: &Costs,
    title: &str,
    link: &str,
) -> Vec<Source> {
    let mut cited: Vec<Source> = Vec::new();
    let figures = || outcome.stages.iter().map(|stage| stage.figures);
    if figures().any(|figures| figures.operations.is_some() || figures.gpu_time.is_some()) {
        cited.extend(sources::methods());
    }
    let freezes = |key| draft.entries().any(|(field, _)| field.key == key);
    let is_counted = figures().any(|figures| figures.operations.is_some());
    if is_counted && (freezes(Key::Trainable) || freezes(Key::Frozen)) {
        cited.push(sources::backward());
    }
    if figures().any(|figures| assumptions::is_unusual(figures.agreement)) {
        cited.push(sources::utilizations());
    }
    let mut chips: Vec<&catalog::Chip> = Vec::new();
    for chip in stages.iter().flat_map(|stage| &stage.chips) {
        if !chips.contains(chip) {
            chips.push(chip);
        }
    }
    for source in chips.into_iter().flat_map(sources::of_chip) {
        // Several chips of one table.
        if !cited.iter().any(|other| other.url == source.url) {
            cited.push(source);
        }
    }
    if !costs.sentences.is_empty() {
        cited.push(sources::energy());
    }
    if costs.emissions.is_some() {
        let grids = costs.grids.iter();
        cited.extend(grids.map(|source| sources::of_grid(source)));
    }
    cited.push(sources::petaday(title, link, draft.edition()));
    cited
}
