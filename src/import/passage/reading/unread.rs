//! Amounts that no field takes and that nothing else speaks of, so that a reader sees that they were not read.

use super::explained::{PRODUCT, energies, products};
use crate::draft::Key;
use crate::import::passage::assign::Decided;
use crate::import::passage::gather::Passage;
use crate::import::passage::methods;
use crate::import::passage::noun::Noun;
use crate::import::passage::rules::{Fact, adapter};
use crate::import::passage::stage::{REINFORCEMENT, Stage};
use std::ops::Range;

/// The reason to leave an amount that has no field.
const NO_FIELD: &str = "No field takes it here.";

/// The reason to leave the length of sequences where tokens are counted.
const LENGTH: &str = "It is the length of a sequence: the data are counted without it.";

/// Returns the amounts and methods that are left, with the reason.
pub(super) fn unread(passage: &Passage, decided: &Decided) -> Vec<(Range<usize>, &'static str)> {
    let mut out = amounts(passage, decided);
    out.extend(counts(passage).into_iter().map(|tokens| (tokens, NO_FIELD)));
    out.extend(method(passage, decided).map(|tokens| (tokens, REINFORCEMENT)));
    out
}

/// Returns amounts of data that no rule used.
fn amounts(passage: &Passage, decided: &Decided) -> Vec<(Range<usize>, &'static str)> {
    let taken = || decided.stages.iter().flat_map(|stage| &stage.facts);
    let is_by = |rule: &str| taken().any(|fact| fact.rule == rule);
    let sentence = |at: usize| passage.doc.sentence_of.get(at);
    let is_batch = |fact: &&Fact| fact.key == Key::Batch;
    let is_used = |noun: Noun, at: usize| match noun {
        // A batch of sequences may have been multiplied by their length.
        Noun::Token | Noun::Length => taken().any(|fact| is_batch(&fact)),
        Noun::Step => is_by("time of a step"),
        Noun::Epoch => is_by("time of an epoch"),
        Noun::Sequence | Noun::Example | Noun::BatchSize => taken()
            .filter(is_batch)
            .any(|fact| sentence(fact.tokens.start) == sentence(at)),
        _ => true,
    };
    let mentions = passage.mentions.iter().zip(&passage.reasons);
    let left = mentions.filter(|(mention, reasons)| {
        let value = mention.amount.value();
        let is_said = taken().any(|fact| fact.low <= value && value <= fact.high);
        reasons.is_empty()
            && mention.per.is_none()
            && value > 1.0
            && !is_said
            && !is_used(mention.noun, mention.tokens.start)
    });
    let products = products(passage, decided);
    let why = |noun: Noun, at: usize| match noun {
        _ if products.contains(&at) => PRODUCT,
        Noun::Length => LENGTH,
        _ => NO_FIELD,
    };
    left.map(|(mention, _)| {
        let why = why(mention.noun, mention.tokens.start);
        (mention.tokens.clone(), why)
    })
    .chain(energies(passage))
    .collect()
}

/// Returns numbers of things that have no field, in sentences about a stage: `16 rollouts`, `rank 64`.
fn counts(passage: &Passage) -> Vec<Range<usize>> {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    let is_plural =
        |word: &str| word.len() > 4 && word.ends_with('s') && word.chars().all(char::is_alphabetic);
    let is_of_stage = |at: usize| {
        let sentence = doc.sentence(at);
        let mut words = sentence.clone();
        passage.cues.iter().any(|(cue, _)| sentence.contains(cue))
            || words.any(|at| adapter(doc, at).is_some())
    };
    let tokens = passage.bare.iter().filter_map(|amount| {
        let (start, end) = (amount.tokens.start, amount.tokens.end);
        let before = start.checked_sub(1).filter(|at| doc.word(*at) == "rank");
        // The number of `OLMo 2 includes …` is a part of the name.
        let is_in_name = passage
            .names
            .iter()
            .any(|name| name.tokens.contains(&start));
        let counts =
            amount.whole && amount.value() > 1.0 && !is_in_name && is_plural(doc.word(end));
        let tokens = match (before, counts) {
            (Some(before), _) => before..end,
            (None, true) => start..end + 1,
            (None, false) => return None,
        };
        (is_of_stage(start) && judge.reasons(start).is_empty()).then_some(tokens)
    });
    tokens.collect()
}

/// Returns the name of a method of reinforcement learning that follows the training of a language model, unless it has a
/// stage.
fn method(passage: &Passage, decided: &Decided) -> Option<Range<usize>> {
    let doc = &passage.doc;
    let is_language = decided
        .stages
        .iter()
        .any(|stage| stage.facts.iter().any(|fact| fact.key == Key::Tokens));
    let has_stage = decided
        .stages
        .iter()
        .any(|stage| matches!(stage.stage, Some(Stage::Preference | Stage::Reinforcement)));
    let judge = passage.judge_of();
    let mut words = 0..doc.tokens.len();
    let is_named =
        |at: &usize| methods::named(doc.word(*at)).is_some() && judge.reasons(*at).is_empty();
    let at = words.find(|at| is_language && !has_stage && is_named(at))?;
    Some(at..at + 1)
}
