//! Problems as the JSON has them: of the link, of fields and of figures.

use crate::answer::{self, Answer, Severity};
use crate::draft::Draft;
use crate::draft::link::LinkProblem;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most answers to a question that are written out.
const MOST_ANSWERS: usize = 5;

/// A problem of a key.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Problem {
    /// The key as a link has it.
    pub(crate) key: String,
    /// `error`, `question`, `warning` or `note`.
    pub(crate) severity: &'static str,
    /// The message for people.
    pub(crate) message: String,
    /// Changes of the fields. Each of them would mend the problem or answer its question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) choices: Vec<Choice>,
}

/// A change of fields: keys as links have them, with the texts to put there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Choice {
    label: String,
    fields: BTreeMap<String, String>,
}

impl Choice {
    /// Returns the text for the field of a key, with what it means: `nvidia-h100-sxm (H100 SXM, 989.4 TFLOP/s)`.
    fn as_text(&self, key: &str) -> Option<String> {
        let text = self.fields.get(key)?;
        Some(format!("{text} ({})", self.label))
    }

    fn of(choice: &answer::Choice) -> Self {
        let edits = choice.edits.iter();
        Self {
            label: choice.label.clone(),
            fields: edits
                .map(|(field, text)| (field.to_string(), text.clone()))
                .collect(),
        }
    }
}

impl Problem {
    /// Returns a problem without choices.
    pub(crate) fn new(
        key: impl Into<String>,
        severity: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self {
            key: key.into(),
            severity,
            message: message.into(),
            choices: Vec::new(),
        }
    }

    /// Returns the message for a place without buttons. A question says which texts would answer it.
    pub(crate) fn in_full(&self) -> Cow<'_, str> {
        let answers: Vec<String> = self
            .choices
            .iter()
            .filter_map(|choice| choice.as_text(&self.key))
            .take(MOST_ANSWERS)
            .collect();
        match answers.split_last() {
            Some((last, others)) if self.severity == "question" && !others.is_empty() => {
                format!("{} Type {} or {last}.", self.message, others.join(", ")).into()
            }
            Some((only, _)) if self.severity == "question" => {
                format!("{} Type {only}.", self.message).into()
            }
            _ => self.message.as_str().into(),
        }
    }
}

/// Lists all problems of an estimate: those of the link, of its fields, of the figures, of the energy and
/// of what only reports say.
pub(crate) fn problems(
    unread: &[LinkProblem],
    draft: &Draft,
    answer: &Answer,
    of_energy: &[answer::Problem],
) -> Vec<Problem> {
    let link = unread
        .iter()
        .map(|problem| Problem::new(&problem.key, "error", &problem.message));
    // A typed goal means that its field was left empty on purpose.
    let is_sought = |problem: &answer::Problem| {
        let mut found = answer.reachable_solutions();
        found.any(|(solution, found)| solution.is_typed && found.empty == problem.field)
    };
    let problems = answer.problems.iter();
    let scope_problems = answer::report_problems(draft);
    let fields = problems
        .chain(&answer.findings)
        .chain(of_energy)
        .chain(&scope_problems)
        .map(|problem| Problem {
            key: problem.field.to_string(),
            severity: match problem.severity {
                Severity::Missing if is_sought(problem) => "warning",
                Severity::Missing if !problem.choices.is_empty() => "question",
                Severity::Missing | Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            message: problem.message.clone(),
            choices: problem.choices.iter().map(Choice::of).collect(),
        });
    link.chain(fields).collect()
}
