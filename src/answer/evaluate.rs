//! Reads and evaluates a draft: [`Answer`], and the [`Problem`]s with its fields.

use super::format::OtherFormat;
use super::{Asides, Solution, SolvedFactor, read};
use crate::draft::{Draft, Field, Key};
use crate::estimate::{self, Outcome, Run, Utilization};
use crate::quantity::write;

/// The importance of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A note on how a text was read; nothing is wrong.
    Note,
    /// Something else is needed for a figure; nothing typed is wrong.
    Missing,
    /// The figure stands, but look again.
    Warning,
    /// The text cannot be used, or cannot be true.
    Error,
}

/// A problem of a field, and how to solve it.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The field that it belongs to.
    pub field: Field,
    /// How important it is.
    pub severity: Severity,
    /// The message for the visitor.
    pub message: String,
    /// Edits that would solve it, each at one press.
    pub choices: Vec<Choice>,
}

impl Problem {
    /// Returns whether another number format would solve it.
    pub(crate) fn is_of_format(&self) -> bool {
        let mut edits = self.choices.iter().flat_map(|choice| &choice.edits);
        edits.any(|(field, _)| field.key == Key::Format)
    }
}

/// An edit of the draft that solves a problem, or answers its question.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// The text of the button: `H100 SXM, 989.4 TFLOP/s`.
    pub label: String,
    /// The fields that it changes and their new texts; an empty text empties the field.
    pub edits: Vec<(Field, String)>,
}

impl Choice {
    /// Makes a choice that changes one field.
    pub fn of(label: impl Into<String>, field: Field, text: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            edits: vec![(field, text.into())],
        }
    }

    /// Applies the edit.
    pub fn apply(&self, draft: &mut Draft) {
        for (field, text) in &self.edits {
            match text.is_empty() {
                true => drop(draft.remove(*field)),
                false => draft.set(*field, text.as_str()),
            }
        }
    }
}

impl Severity {
    /// Returns whether it prevents a figure.
    pub fn is_in_the_way(self) -> bool {
        matches!(self, Self::Missing | Self::Error)
    }
}

/// The figures of a draft, as far as there are any, and its problems.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The draft as it was read.
    pub run: Run,
    /// The figures; a method that cannot be computed is absent.
    pub outcome: Outcome,
    /// Problems of fields, in link order; also of fields that are missing.
    pub problems: Vec<Problem>,
    /// Problems of the figures where every field is sound, each at the field to look at first.
    pub findings: Vec<Problem>,
    /// The solutions for goals, typed or counted by method 1: at most one for each stage. They are not
    /// in the outcome, because a goal is not an estimate.
    pub solved: Vec<Solution>,
}

impl Answer {
    /// Returns the problems of one field.
    pub fn problems_of(&self, field: Field) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |p| p.field == field)
    }

    /// Returns whether a finding names the number format as the cause of an impossible utilization. It
    /// replaces the sentence of the agreement.
    pub(crate) fn has_cause(&self) -> bool {
        self.findings.iter().any(Problem::is_of_format)
    }

    /// Solves for the factors that its draft leaves empty.
    pub(crate) fn solved_for(mut self, draft: &Draft, asides: Asides<'_>) -> Self {
        self.solved = read::solve(draft, &self.run, asides, &mut self.problems);
        self
    }

    /// Returns the factors that were left empty and solved for, if hardware can reach them.
    pub fn reachable_solutions(&self) -> impl Iterator<Item = (&Solution, &SolvedFactor)> {
        let found = self
            .solved
            .iter()
            .filter_map(|s| Some((s, s.found.as_ref()?)));
        found.filter(|(_, found)| found.solved.is_possible())
    }
}

/// Reads and evaluates a draft.
///
/// ```
/// use petaday::answer::answer;
/// use petaday::draft::{Draft, Field, Key};
///
/// let mut draft = Draft::default();
/// draft.set(Field::new(1, Key::Parameters), "70B");
/// draft.set(Field::new(1, Key::Tokens), "2T");
/// let (flop, _) = answer(&draft).outcome.total.headline.expect("method 1 is filled in");
/// assert_eq!(flop.median(), 6.0 * 70e9 * 2e12);
///
/// // A text that cannot be read is a problem of its field.
/// draft.set(Field::new(1, Key::Tokens), "two or three");
/// assert!(answer(&draft).problems_of(Field::new(1, Key::Tokens)).next().is_some());
/// ```
pub fn answer(draft: &Draft) -> Answer {
    let asides = Asides::here();
    answer_with(draft, asides).solved_for(draft, asides)
}

/// Reads and evaluates a draft, with the functions that work out what few drafts need. Solves for
/// nothing.
pub fn answer_with(draft: &Draft, asides: Asides<'_>) -> Answer {
    #[cfg(test)]
    crate::quantity::sampling::tally::note_answer();
    let (run, problems) = read::run(draft, asides);
    let outcome = estimate::evaluate(&run);
    let findings = findings(draft, &outcome);
    Answer {
        run,
        outcome,
        problems,
        findings,
        solved: Vec::new(),
    }
}

/// The largest training run that is known, as Epoch AI estimates it: the largest of assets/systems.csv.
const LARGEST: (&str, f64) = ("Grok 4", 5e26);

/// Says that a figure is beyond any run so far. A plan may be; ten times as much is more likely a slip.
fn beyond_any_run(outcome: &Outcome) -> Option<Problem> {
    let (flop, _) = outcome.total.headline?;
    let (name, largest) = LARGEST;
    let times = flop.median() / largest;
    let severity = match times {
        times if times > 10.0 => Severity::Warning,
        times if times > 1.0 => Severity::Note,
        _ => return None,
    };
    Some(Problem {
        field: Field::new(1, Key::Stage),
        severity,
        message: format!(
            "{} × the largest run known, {name} with {} FLOP. Check the units and powers of ten.",
            write::people(times),
            write::people(largest)
        ),
        choices: Vec::new(),
    })
}

fn findings(draft: &Draft, outcome: &Outcome) -> Vec<Problem> {
    let mut findings = Vec::new();
    for (stage, figures) in draft.stages().into_iter().zip(&outcome.stages) {
        let Some(agreement) = figures.figures.agreement else {
            continue;
        };
        let severity = match agreement.utilization() {
            Utilization::Impossible => Severity::Error,
            Utilization::High | Utilization::Low => Severity::Warning,
            Utilization::Usual => continue,
        };
        let other = OtherFormat::for_share(draft, stage, agreement.implied_utilization);
        let other = other.filter(|_| severity == Severity::Error);
        findings.push(Problem {
            field: Field::new(stage, Key::Utilization),
            severity,
            message: other.map_or_else(|| agreement.to_string(), OtherFormat::message),
            choices: other.map(OtherFormat::choice).into_iter().collect(),
        });
    }
    findings.extend(beyond_any_run(outcome));
    if outcome.out_of_range {
        findings.push(Problem {
            field: Field::new(1, Key::Stage),
            severity: Severity::Error,
            message: "The product is larger, or closer to zero, than this calculator can hold: check the exponents.".into(),
            choices: Vec::new(),
        });
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::systems;
    use crate::draft::link::decode;

    fn found(link: &str) -> Vec<Severity> {
        let findings = answer(&decode(link).draft).findings;
        findings.iter().map(|problem| problem.severity).collect()
    }

    #[test]
    fn a_figure_beyond_any_run_is_a_note_and_far_beyond_a_warning() {
        assert_eq!(found("v=1&compute=5e26"), []);
        assert_eq!(found("v=1&compute=1e27"), [Severity::Note]);
        assert_eq!(found("v=1&compute=6e27"), [Severity::Warning]);
    }

    #[test]
    fn the_largest_run_is_that_of_the_tables() {
        let known = systems::systems()
            .iter()
            .map(|system| (system.name, system.flop));
        let largest = known.fold(
            ("", 0.0),
            |most, next| if next.1 > most.1 { next } else { most },
        );
        assert_eq!(largest, LARGEST);
    }
}
