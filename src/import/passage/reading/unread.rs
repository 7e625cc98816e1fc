//! Amounts that no field takes and that nothing else speaks of, so that a reader sees that they were not read.

use crate::draft::Key;
use crate::import::passage::assign::Decided;
use crate::import::passage::gather::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::rules::{Fact, adapter};
use crate::import::passage::stage::{REINFORCEMENT, Stage};
use std::ops::Range;

/// The reason to leave an amount that has no field.
const NO_FIELD: &str = "No field takes it here.";

/// The reason to leave the length of sequences where tokens are counted.
const LENGTH: &str = "It is the length of a sequence: the data are counted without it.";

/// The reason to leave steps and a batch beside their tokens.
const PRODUCT: &str = "Steps × batch gives the tokens, as the passage says.";

/// The reason to leave energy.
const ENERGY: &str = "No field takes it: energy is worked out from the chips and their time.";

/// Methods of reinforcement learning for language models.
const METHODS: [&str; 6] = ["grpo", "ppo", "rlhf", "rlvr", "rloo", "dapo"];

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
    let why = |mention: &Mention| match mention.noun {
        _ if products.contains(&mention.tokens.start) => PRODUCT,
        Noun::Length => LENGTH,
        _ => NO_FIELD,
    };
    left.map(|(mention, _)| (mention.tokens.clone(), why(mention)))
        .chain(energies(passage))
        .collect()
}

/// Returns where the steps and the batch stand that give the tokens which the form takes: `150,000 steps`, `3.15M tokens`.
fn products(passage: &Passage, decided: &Decided) -> Vec<usize> {
    const NEAR: f64 = 0.03;
    let mut taken = decided.stages.iter().flat_map(|stage| &stage.facts);
    let Some(tokens) = taken.find(|fact| fact.key == Key::Tokens).map(Fact::value) else {
        return Vec::new();
    };
    let of = |wanted: fn(Noun) -> bool| {
        let all = passage.mentions.iter();
        all.filter(move |mention| wanted(mention.noun) && mention.amount.value() < tokens)
    };
    let is_product = |value: f64| (value / tokens - 1.0).abs() < NEAR;
    for steps in of(|noun| noun == Noun::Step) {
        let rest = |factor: &Mention| steps.amount.value() * factor.amount.value();
        if let Some(batch) = of(|noun| noun == Noun::Token).find(|batch| is_product(rest(batch))) {
            return vec![steps.tokens.start, batch.tokens.start];
        }
        let in_batch = of(|noun| {
            matches!(
                noun,
                Noun::Sequence | Noun::Example | Noun::Batch | Noun::BatchSize
            )
        });
        for batch in in_batch {
            let mut lengths = of(|noun| matches!(noun, Noun::Length | Noun::Token));
            let is_length = |length: &&Mention| is_product(rest(batch) * length.amount.value());
            if let Some(length) = lengths.find(is_length) {
                return [steps, batch, length]
                    .map(|factor| factor.tokens.start)
                    .into();
            }
        }
    }
    Vec::new()
}

/// Returns amounts of energy, which a reader looks for: `131 MWh`.
fn energies(passage: &Passage) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    let of_energy = |mention: &&Mention| {
        let unit = passage.doc.word(mention.tokens.end - 1);
        mention.noun == Noun::Other && matches!(unit, "kwh" | "mwh" | "gwh")
    };
    let found = passage.mentions.iter().filter(of_energy);
    found.map(|mention| (mention.tokens.clone(), ENERGY))
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
    let is_named = |at: &usize| METHODS.contains(&doc.word(*at)) && judge.reasons(*at).is_empty();
    let at = words.find(|at| is_language && !has_stage && is_named(at))?;
    Some(at..at + 1)
}
