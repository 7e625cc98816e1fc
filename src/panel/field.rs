//! A field of the draft in a panel that is drawn as HTML. Its text goes into the draft at each key.

use crate::answer::{Problem, Severity};
use crate::draft::{Draft, Field, Key};
use crate::words::echo::echo;
use maud::{Markup, html};

/// Draws the field with the gravest of its problems.
pub(super) fn field(draft: &Draft, problems: &[Problem], stage: u16, key: Key) -> Markup {
    let entry = key.entry();
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
            label for=(id) { (entry.label) }
            p.hint id={ (id) "-hint" } { (entry.hint) }
            input #(id) type="text" data-do="type" data-key=(key.name()) value=(typed)
                autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-describedby={ (id) "-hint " (id) "-echo " (id) "-problem" }
                aria-invalid=((severity == Some(Severity::Error)).to_string());
            p.echo id={ (id) "-echo" } {
                @if typed.trim().is_empty() { (entry.when_empty) } @else { (echo(key, typed, draft.rules())) }
            }
            p class=(class) id={ (id) "-problem" } {
                @if let Some(problem) = problem { (problem.message) }
            }
        }
    }
}
