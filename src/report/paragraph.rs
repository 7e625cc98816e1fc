//! Every input and assumption, in a paragraph; of several stages a paragraph for each.

use super::distances;
use super::phrases;
use super::record::{Input, Record, Stage, distance};
use crate::draft::Key;
use crate::estimate::Role;

/// The paragraph.
pub(super) fn paragraph(record: &Record) -> String {
    let mut parts = vec![phrases::opening(record)];
    match record.stages.as_slice() {
        [only] => parts.extend(stage(only)),
        several => {
            for one in several {
                let said = format!("\n\n{}. {}", heading(one), stage(one).join(" "));
                parts.push(said.trim_end().into());
            }
            parts.push(String::from("\n\n"));
            parts.extend(phrases::sum(record).map(|sum| format!("Total: {sum}.")));
            parts.extend(phrases::agreement(record.agreement()));
        }
    }
    parts.extend(phrases::base(record));
    parts.push(format!("Assumptions: {}", record.assumptions.join(" ")));
    parts.extend(phrases::widths(record));
    parts.extend(phrases::ledger(record));
    parts.extend(record.costs.sentences.iter().cloned());
    parts.extend(near(record));
    parts.push(phrases::credit(record));
    parts.extend(phrases::citations(record));
    joined(&parts)
}

/// With a space between them, but where a new paragraph begins.
fn joined(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts {
        if !(text.is_empty() || text.ends_with('\n') || part.starts_with('\n')) {
            text.push(' ');
        }
        text.push_str(part);
    }
    text.trim_end().into()
}

/// A stage by its name, and what it is.
pub(super) fn heading(stage: &Stage) -> String {
    let role = match stage.role {
        Role::Training => "",
        Role::Base => ", the base model",
        Role::UnknownBase => ", the base model, of whose compute nothing is known",
    };
    format!("{}{role}", stage.title())
}

fn stage(stage: &Stage) -> Vec<String> {
    let mut said = phrases::calculations(stage);
    let inputs: Vec<String> = shown(stage).map(Input::words).collect();
    if !inputs.is_empty() {
        said.push(format!(
            "Inputs, as typed (as read): {}.",
            inputs.join("; ")
        ));
    }
    if !stage.note.is_empty() {
        said.push(format!("Note: {}", phrases::closed(&stage.note)));
    }
    said
}

/// A goal is no input of a figure.
pub(super) fn shown(stage: &Stage) -> impl Iterator<Item = &Input> {
    stage.inputs.iter().filter(|input| input.key != Key::Goal)
}

/// The thresholds that are near, or below it.
fn near(record: &Record) -> Option<String> {
    let lacks_base = record.outcome().lacks_base();
    let near = distance::near(&record.distances, record.total.0);
    // A part of the total says something only if it meets the threshold.
    let told = near
        .into_iter()
        .filter(|distance| !lacks_base || distance.of_total.is_met());
    let mut said: Vec<String> = told.map(distances::line).collect();
    if lacks_base {
        said.push(format!(
            "Whether the model meets {} cannot be told, because {}.",
            if said.is_empty() { "any" } else { "the others" },
            distances::UNTOLD
        ));
    }
    (!said.is_empty()).then(|| {
        format!(
            "Against thresholds of compute (no legal advice): {}",
            said.join(" ")
        )
    })
}
