//! Samples and prompts of a model in use, which are none of its recipe.

use crate::import::passage::methods;
use crate::import::passage::number::Amount;
use crate::import::passage::token::Doc;
use std::ops::Range;

/// Verbs after “and” that turn from the training to its results.
const RESULTS: [&str; 8] = [
    "evaluat", "test", "report", "reach", "achiev", "scor", "obtain", "attain",
];

/// Returns whether a clause says of an amount that it is of inference or of a test: `at inference we sample 64
/// completions per problem`, `majority voting over 64 samples`, `AIME has 30 problems`.
pub(super) fn is_of_use(doc: &Doc, clause: Range<usize>, amount: &Amount) -> bool {
    let is_result = |at: usize| {
        let next = doc.word(at + 1);
        doc.word(at) == "and" && RESULTS.iter().any(|stem| next.starts_with(stem))
    };
    let is_end = |at: &usize| doc.sign(*at, ',') || is_result(*at);
    let mut behind = amount.tokens.end..clause.end;
    let end = behind.find(is_end).unwrap_or(clause.end);
    let start = lead(doc, clause.start).min(amount.tokens.start);
    // A verb that trains after such a word turns to the recipe again: `to improve on AIME, we train on 17k problems`.
    let trains = (start..amount.tokens.start).rfind(|at| is_training(doc, *at));
    let from = trains.unwrap_or(start);
    // `we train on 17k problems of AIME`
    let until = trains.map_or(end, |_| amount.tokens.start);
    // A set of problems that has a part to train on.
    let is_set = |at: usize| doc.word(at).starts_with("gsm8k");
    let is_trained_on = || (start..end).any(|at| is_training(doc, at));
    (from..end).any(|at| is_use(doc, start, at))
        || (from..until).any(|at| is_test(doc, at))
        || (start..end).any(is_set) && !is_trained_on()
}

/// Returns where the words begin that lead to a clause, `at inference, we sample`; or where the clause does.
fn lead(doc: &Doc, clause: usize) -> usize {
    const LEADS: [&str; 6] = ["at", "on", "for", "in", "during", "with"];
    let start = doc.sentence(clause).start;
    let is_comma = clause.checked_sub(1).is_some_and(|at| doc.sign(at, ','));
    let is_short = clause.saturating_sub(start) <= 6;
    match is_comma && is_short && LEADS.contains(&doc.word(start)) {
        true => start,
        false => clause,
    }
}

/// Returns whether a word is of a model in use.
fn is_use(doc: &Doc, start: usize, at: usize) -> bool {
    let back = |by: usize| at.checked_sub(by).map_or("", |at| doc.word(at));
    match doc.word(at) {
        // The engine of rollouts is for inference, too.
        "inference" => {
            let leads = back(1) == "for" && at == start + 1;
            leads || matches!(back(1), "at" | "during") || doc.word(at + 1) == "time"
        }
        "inference-time" | "self-consistency" => true,
        "majority" => doc.word(at + 1) != "of",
        "best" => doc.word(at + 1) == "of",
        word => word.starts_with("best-of") || word.starts_with("vot"),
    }
}

/// Returns whether a word is the name of a test, or of its score: `maj@64`.
fn is_test(doc: &Doc, at: usize) -> bool {
    let word = doc.word(at);
    let is_number = doc.get(at + 2).is_some_and(|token| token.is_number());
    let is_score = !word.is_empty() && doc.sign(at + 1, '@') && is_number;
    is_score
        || ["benchmark", "aime", "math-500", "math500"]
            .iter()
            .any(|name| word.starts_with(name))
}

/// Returns whether a word says that a model trains: `we train`, `is trained`, `with GRPO`, `GRPO for 600 steps`.
fn is_training(doc: &Doc, at: usize) -> bool {
    let back = at.checked_sub(1).map_or("", |at| doc.word(at));
    match doc.word(at) {
        "train" => true,
        "training" => !matches!(back, "after" | "following"),
        "trained" => matches!(back, "is" | "are" | "was" | "were" | "we"),
        word => {
            let is_run = matches!(back, "with" | "by" | "using" | "use" | "run" | "apply");
            let goes_on = matches!(doc.word(at + 1), "for" | "on" | "over" | "runs" | "ran");
            methods::named(word).is_some() && (is_run || goes_on)
        }
    }
}
