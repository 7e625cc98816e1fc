//! Reader of drafts: makes a typed run of the texts, or problems of their fields.

mod accuracy;
mod energy;
mod fleet;
mod given;
mod goal;
mod gpu_time;
mod model;
mod operations;
mod provenance;
mod utilization;

pub(super) use energy::energy;
pub(super) use fleet::periods;
#[cfg(feature = "app")]
pub(crate) use given::is_given;
pub use given::role;
pub(super) use goal::solve;

use super::provenance::is_copy;
use super::remark::is_remarkable;
use super::typical::rounded_from;
use super::{Asides, Choice, Problem, Severity};
use crate::catalog::{EDITION, Edition};
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::estimate::{Errors, GpuTime, Headline, Role, Run, Silence, Stage};
use crate::quantity::{
    self, Bound, Count, Dimension, Ratio, Uncertain, bound, doubtful_thousands, excerpt, hedge,
    write,
};

/// No input is so uncertain: `68 to 70e9` was more likely meant as 68e9 to 70e9.
const SUSPICIOUS_RANGE: f64 = 1000.0;

/// The problem of a draft in which nothing is wrong and no method is filled in.
const FILL_IN: &str = "Fill in one method: the operations of a forward pass and the examples or tokens, or the training time, chips, peak and utilization.";

/// The value of a field, as far as it is known.
#[derive(Clone, Copy)]
enum Given<T> {
    /// Nothing is typed.
    Absent,
    /// The text cannot be used; its problem has been added.
    Bad,
    Value(T),
}

impl<T> Given<T> {
    fn map<U>(self, f: impl FnOnce(T) -> U) -> Given<U> {
        match self {
            Self::Absent => Given::Absent,
            Self::Bad => Given::Bad,
            Self::Value(value) => Given::Value(f(value)),
        }
    }

    /// Returns the value, or a default if the field is empty; none if the text cannot be used.
    fn or(self, default: T) -> Option<T> {
        match self {
            Self::Absent => Some(default),
            Self::Bad => None,
            Self::Value(value) => Some(value),
        }
    }

    fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Bad => None,
        }
    }

    /// Returns the value or, if the field is empty, none; nothing at all if the text cannot be used.
    fn optional(self) -> Option<Option<T>> {
        match self {
            Self::Absent => Some(None),
            Self::Bad => None,
            Self::Value(value) => Some(Some(value)),
        }
    }
}

pub(super) fn run(draft: &Draft, asides: Asides<'_>) -> (Run, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut stages = Vec::new();
    for stage in draft.stages() {
        let mut reader = Reader {
            draft,
            stage,
            asides,
            problems: &mut problems,
        };
        stages.push(reader.stage());
    }
    if let Some(stage) = given::only_unknown(draft, &stages) {
        let mut reader = Reader {
            draft,
            stage,
            asides,
            problems: &mut problems,
        };
        reader.missing(
            Key::Compute,
            "The base model has no compute yet: type it, or add the stage that started from the base model.",
        );
    }
    let mut reader = Reader {
        draft,
        stage: 1,
        asides,
        problems: &mut problems,
    };
    reader.edition();
    reader.accuracy(&mut stages);
    // No figure depends on these, but they must not be given twice.
    for key in [Key::Title, Key::Scope, Key::Date, Key::Inference] {
        reader.text(key);
    }
    let headline = reader.headline();
    let (silence, errors) = match draft.edition().doubts_methods() {
        true => (Silence::AsUncertain, Errors::Shared),
        false => (Silence::Exact, Errors::Independent),
    };
    let run = Run {
        headline,
        silence,
        errors,
        stages,
    };
    (run, problems)
}

/// Reads the FLOP of a forward pass of a stage, whether or not its data are given.
pub(super) fn forward_pass(draft: &Draft, stage: u16) -> Option<Uncertain> {
    let mut reader = Reader {
        draft,
        stage,
        asides: Asides::here(),
        problems: &mut Vec::new(),
    };
    Some(reader.forward().value()?.0)
}

struct Reader<'a> {
    draft: &'a Draft,
    stage: u16,
    asides: Asides<'a>,
    problems: &'a mut Vec<Problem>,
}

impl<'a> Reader<'a> {
    fn field(&self, key: Key) -> Field {
        Field::new(self.stage, key)
    }

    fn note(&mut self, key: Key, severity: Severity, message: impl Into<String>) {
        self.ask(key, severity, message, Vec::new());
    }

    /// Adds a problem with choices that would solve it.
    fn ask(
        &mut self,
        key: Key,
        severity: Severity,
        message: impl Into<String>,
        choices: Vec<Choice>,
    ) {
        let field = self.field(key);
        self.put(Problem {
            field,
            severity,
            message: message.into(),
            choices,
        });
    }

    fn put(&mut self, problem: Problem) {
        let field = problem.field;
        let at = self
            .problems
            .partition_point(|problem| problem.field <= field);
        self.problems.insert(at, problem);
    }

    fn error(&mut self, key: Key, message: impl Into<String>) {
        self.note(key, Severity::Error, message);
    }

    fn missing(&mut self, key: Key, message: impl Into<String>) {
        self.note(key, Severity::Missing, message);
    }

    fn is_filled(&self, key: Key) -> bool {
        self.draft.is_filled(self.field(key))
    }

    fn has_problem(&self, key: Key) -> bool {
        let field = self.field(key);
        self.problems.iter().any(|problem| problem.field == field)
    }

    /// Returns the text of a field, which must be the only one.
    fn text(&mut self, key: Key) -> Given<&'a str> {
        let field = self.field(key);
        let mut texts = self.draft.all(field).filter(|text| !text.trim().is_empty());
        let Some(first) = texts.next() else {
            return Given::Absent;
        };
        if let Some(second) = texts.next() {
            self.error(
                key,
                format!(
                    "“{field}” is given twice, as {} and as {}: keep one.",
                    excerpt(first),
                    excerpt(second)
                ),
            );
            return Given::Bad;
        }
        Given::Value(first)
    }

    fn number(&mut self, key: Key) -> Given<Uncertain> {
        let (Given::Value(text), Some(dimension)) = (self.text(key), key.dimension()) else {
            return if self.is_filled(key) {
                Given::Bad
            } else {
                Given::Absent
            };
        };
        let doubt = doubt(text, dimension);
        match self.draft.rules().read(text, dimension) {
            Ok(value) => {
                let factor = value.high() / value.low();
                if let Some(thousands) = doubtful_thousands(text, dimension) {
                    let message = format!("This is read as {}. Or is it {thousands}?", text.trim());
                    let choices = vec![Choice::of(&thousands, self.field(key), &thousands)];
                    self.ask(key, Severity::Warning, message, choices);
                } else if let Some(bound) = bound(text) {
                    self.note(key, Severity::Note, bound_note(bound));
                } else if let Some(hedge) = hedge(text, dimension) {
                    let message = format!(
                        "“{hedge}” is left out. If you know how far off this may be, type a range."
                    );
                    self.note(key, Severity::Note, message);
                } else if let Some(doubt) = doubt {
                    self.note(key, Severity::Warning, doubt);
                } else if factor > SUSPICIOUS_RANGE {
                    let factor = match factor.is_finite() {
                        true => write::people(factor),
                        false => "more than 10³⁰⁰".into(),
                    };
                    self.note(
                        key,
                        Severity::Warning,
                        format!("This range spans a factor of {factor}. If both ends have the same power of ten, type it at both: 68e9 to 70e9."),
                    );
                }
                let field = self.field(key);
                if is_remarkable(self.draft, field, text, value) {
                    let has_problem = self.has_problem(key);
                    for remark in (self.asides.remarks)(self.draft, field, value, has_problem) {
                        self.put(remark);
                    }
                }
                Given::Value(value)
            }
            Err(error) => {
                let refusal = (self.asides.refusal)(&error, key, text);
                let field = self.field(key);
                let choices = refusal.remedies.iter();
                let choices = choices.map(|text| Choice::of(text, field, text)).collect();
                let mut message = refusal.message;
                if let Some(doubt) = doubt {
                    message.push(' ');
                    message.push_str(&doubt);
                }
                self.ask(key, refusal.severity, message, choices);
                Given::Bad
            }
        }
    }

    /// Reads a figure of method 1. Where the typical uncertainty is asked for, its range is that of
    /// rounding to its digits.
    fn figure(&mut self, key: Key) -> Given<Uncertain> {
        let value = self.number(key);
        let Given::Value(exact) = value else {
            return value;
        };
        let text = self.draft.get(self.field(key)).unwrap_or_default();
        Given::Value(rounded_from(self.draft, key, text).unwrap_or(exact))
    }

    /// Adds a problem if fields that stand in for each other are filled in at once; none is chosen
    /// silently. The problem is at the field that the form shows.
    fn contradict(&mut self, group: Group, keys: &[Key]) {
        let names: Vec<String> = keys
            .iter()
            .map(|key| format!("“{}”", self.field(*key)))
            .collect();
        self.error(
            group.chosen(self.draft, self.stage),
            format!(
                "{} exclude each other, and all are filled in: keep one way.",
                names.join(" and ")
            ),
        );
    }

    fn stage(&mut self) -> Stage {
        let obstacles = |problems: &[Problem]| {
            let counts = |p: &&Problem| p.severity.is_in_the_way();
            problems.iter().filter(counts).count()
        };
        let before = obstacles(self.problems);
        let stage = self.read_stage();
        let has_figure = stage.operations.is_some()
            || stage.gpu_time.flop().is_some()
            || stage.given.is_some()
            || stage.role == Role::UnknownBase;
        if !has_figure && obstacles(self.problems) == before {
            self.missing(Group::Forward.chosen(self.draft, self.stage), FILL_IN);
        }
        // Problems of these are shown though no figure needs them.
        self.number(Key::Goal);
        self.check_costs();
        stage
    }

    /// Reads the fields of the stage, and adds their problems.
    fn read_stage(&mut self) -> Stage {
        let runs = self.number(Key::Runs).map(Count);
        let (mut operations, mut gpu_time) = (self.operations(), self.gpu_time());
        let given = self.read_given();
        // A figure beside a method contradicts it, and if the runs cannot be read, no figure is left.
        let is_told = !matches!(given, Given::Bad) && !matches!(runs, Given::Bad);
        if !is_told {
            (operations, gpu_time) = (None, GpuTime::default());
        }
        let given = given.value().filter(|_| is_told);
        let runs = runs.value().unwrap_or(Count::point(1.0));
        let name = match self.text(Key::Stage) {
            Given::Value(name) => name.to_owned(),
            _ => String::new(),
        };
        // No figure depends on the note, but it must not be given twice.
        self.text(Key::Note);
        self.note_provenance();
        Stage {
            name,
            runs,
            operations,
            gpu_time,
            is_copy: is_copy(self.draft, self.stage),
            operations_within: Ratio::point(1.0),
            gpu_time_within: Ratio::point(1.0),
            given,
            role: self.role(),
        }
    }

    fn headline(&mut self) -> Headline {
        match self.text(Key::Headline) {
            Given::Value("operations") | Given::Absent => Headline::Operations,
            Given::Value("gpu-time") => Headline::GpuTime,
            Given::Value("combined") => Headline::Combined,
            Given::Value(other) => {
                let shown = excerpt(other);
                self.error(
                    Key::Headline,
                    format!("“{shown}” is not a method: write operations, gpu-time or combined."),
                );
                Headline::Operations
            }
            Given::Bad => Headline::Operations,
        }
    }

    fn edition(&mut self) {
        if let Given::Value(edition) = self.text(Key::Data)
            && Edition::named(edition.trim()).is_none()
        {
            let shown = excerpt(edition);
            let message = format!(
                "The link was made with the data of {shown}, which this version does not have: it uses the data of {EDITION} instead."
            );
            self.note(Key::Data, Severity::Warning, message);
        }
    }
}

/// Returns the note that a number was typed with a bound.
fn bound_note(bound: Bound) -> String {
    format!(
        "The text says “{}”, so this is a minimum. If you know how much more it could be, type a range.",
        bound.words()
    )
}

/// Returns how three points in a row are read, and how they may have been meant; none for any other
/// text.
fn doubt(text: &str, dimension: Dimension) -> Option<String> {
    let (meant, value) = quantity::misspelled(text, dimension)?;
    let shown = |value| write::reading(value, dimension);
    let read = quantity::read(text, dimension);
    let read = read.map_or(String::new(), |value| format!("Read as {}. ", shown(value)));
    let value = shown(value);
    Some(format!(
        "{read}An earlier version of Petaday may have written “{meant}” like this, which is {value}: if that was meant, type it."
    ))
}
