//! Every input and assumption in a paragraph. If there are several stages, each has its own.

use super::distances;
use super::phrases;
use super::record::{Input, Record, Stage, distance};
use crate::draft::Key;
use crate::estimate::Role;

/// Writes the paragraph.
pub(super) fn paragraph(record: &Record) -> String {
    let mut parts = vec![phrases::opening(record)];
    match record.stages.as_slice() {
        [only] => parts.extend(stage(only)),
        several => {
            for one in several {
                let text = format!("\n\n{}. {}", heading(one), stage(one).join(" "));
                parts.push(text.trim_end().into());
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
    parts.extend(near_thresholds(record));
    parts.push(phrases::credit(record));
    parts.extend(phrases::citations(record));
    join(&parts)
}

/// Joins parts with spaces, except where a new paragraph begins.
fn join(parts: &[String]) -> String {
    let mut text = String::new();
    for part in parts {
        if !(text.is_empty() || text.ends_with('\n') || part.starts_with('\n')) {
            text.push(' ');
        }
        text.push_str(part);
    }
    text.trim_end().into()
}

/// Names a stage, and says whether it is the base model.
pub(super) fn heading(stage: &Stage) -> String {
    let role = match stage.role {
        Role::Training => "",
        Role::Base => ", the base model",
        Role::UnknownBase => ", the base model, whose compute is not known",
    };
    format!("{}{role}", stage.title())
}

fn stage(stage: &Stage) -> Vec<String> {
    let mut texts = phrases::calculations(stage);
    let inputs: Vec<String> = listed_inputs(stage).map(Input::words).collect();
    if !inputs.is_empty() {
        texts.push(format!(
            "Inputs, as typed (as read): {}.",
            inputs.join("; ")
        ));
    }
    if !stage.note.is_empty() {
        texts.push(format!("Note: {}", phrases::with_full_stop(&stage.note)));
    }
    texts
}

/// Returns the inputs to list. A goal is left out, because no figure depends on it.
pub(super) fn listed_inputs(stage: &Stage) -> impl Iterator<Item = &Input> {
    stage.inputs.iter().filter(|input| input.key != Key::Goal)
}

/// Writes the thresholds that the figure is near or above.
fn near_thresholds(record: &Record) -> Option<String> {
    let lacks_base = record.outcome().lacks_base();
    let near = distance::near(&record.distances, record.total.0);
    // A part of the total tells something only if it meets the threshold.
    let relevant = near
        .into_iter()
        .filter(|distance| !lacks_base || distance.of_total.is_met());
    let mut texts: Vec<String> = relevant.map(distances::line).collect();
    if lacks_base {
        texts.push(format!(
            "Whether the model meets {} is not known, because {}.",
            if texts.is_empty() {
                "any"
            } else {
                "the others"
            },
            distances::UNKNOWN_BASE
        ));
    }
    (!texts.is_empty()).then(|| {
        format!(
            "Against thresholds of compute (not legal advice): {}",
            texts.join(" ")
        )
    })
}
