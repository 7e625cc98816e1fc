//! A field of the draft in a panel: as those of the form, but drawn by the worker. What is typed in it
//! goes into the draft with every key; the page keeps the text as it was typed.

use crate::draft::{Draft, Field, Key, Problem, Severity};
use crate::report::echo::echo;
use maud::{Markup, html};

/// What a field is called, and what is said of it.
pub(super) struct Said {
    /// Its label.
    pub label: &'static str,
    /// One line on what belongs into it.
    pub hint: &'static str,
    /// What holds while it is empty.
    pub when_empty: &'static str,
}

/// The field, with the gravest of its problems.
pub(super) fn field(
    draft: &Draft,
    problems: &[Problem],
    stage: u16,
    key: Key,
    said: &Said,
) -> Markup {
    let field = Field::new(stage, key);
    let typed = draft.get(field).unwrap_or_default();
    let problem = problems.iter().filter(|problem| problem.field == field);
    let problem = problem.max_by_key(|problem| problem.severity);
    let severity = problem.map(|problem| problem.severity);
    let id = format!("field-{}", key.name());
    let class = match severity {
        Some(Severity::Error) => "problem error",
        Some(Severity::Warning) => "problem warning",
        Some(Severity::Note) => "problem note",
        _ => "problem missing",
    };
    html! {
        div.field {
            label for=(id) { (said.label) }
            p.hint id={ (id) "-hint" } { (said.hint) }
            input #(id) type="text" data-do="type" data-key=(key.name()) value=(typed)
                autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-describedby={ (id) "-hint " (id) "-echo " (id) "-problem" }
                aria-invalid=((severity == Some(Severity::Error)).to_string());
            p.echo id={ (id) "-echo" } {
                @if typed.trim().is_empty() { (said.when_empty) } @else { (echo(key, typed, draft.rules())) }
            }
            p class=(class) id={ (id) "-problem" } {
                @if let Some(problem) = problem { (problem.message) }
            }
        }
    }
}
