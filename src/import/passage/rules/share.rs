//! Shares that are called a utilization and no more: of the peak, or the load of the chips.

use super::super::gather::Passage;
use super::super::noun::Noun;
use std::ops::Range;

/// A share that is called a utilization.
struct Named {
    /// Where the word stands.
    name: usize,
    /// Whether the word follows the share.
    is_behind: bool,
}

/// Finds the word utilization directly before or after a share.
fn named(passage: &Passage, tokens: &Range<usize>) -> Option<Named> {
    let doc = &passage.doc;
    let sentence = doc.sentence(tokens.start);
    let is_name = |at: usize| doc.word(at).starts_with("utili");
    let is_skipped = |at: usize| {
        matches!(
            doc.word(at),
            "of" | "rate" | "a" | "assumed" | "gpu" | "hardware" | "about" | "at" | "is" | "was"
        ) || doc.sign(at, '(')
            || doc.sign(at, '~')
            || doc.sign(at, '=')
            || doc.sign(at, ':')
    };
    let ahead = (tokens.end..sentence.end.min(tokens.end + 4))
        .take_while(|at| is_name(*at) || is_skipped(*at))
        .find(|at| is_name(*at));
    let before = (sentence.start.max(tokens.start.saturating_sub(5))..tokens.start)
        .rev()
        .take_while(|at| is_name(*at) || is_skipped(*at))
        .find(|at| is_name(*at));
    Some(Named {
        name: ahead.or(before)?,
        is_behind: ahead.is_some(),
    })
}

/// Reads a share that is called a utilization and no more: `assuming 30% utilization`, `utilization rate of 0.33`.
/// Returns where its words end. What is called so in papers is often the load of the GPUs, so it needs a word
/// that says that it is a factor of an estimate.
pub(super) fn assumed(passage: &Passage, tokens: &Range<usize>) -> Option<usize> {
    let doc = &passage.doc;
    let sentence = doc.sentence(tokens.start);
    let Named { name, is_behind } = named(passage, tokens)?;
    let is_supposed = ["assum*", "default", "guess*", "estimate*"]
        .iter()
        .any(|word| doc.has_phrase(sentence.clone(), word));
    let is_rate = doc.word(name + 1) == "rate";
    let end = if is_behind { name + 1 } else { tokens.end };
    (is_supposed || is_rate).then_some(end)
}

/// A share above it is not a utilization of the peak, but load.
const MOST: f64 = 0.75;

/// Words of load.
const LOAD: [&str; 8] = [
    "nvidia-smi",
    "occupancy",
    "busy",
    "idle",
    "load",
    "memory",
    "bandwidth",
    "scaling",
];

/// Reads `64 V100 for 7 days at 40% utilization`: a share that is called a utilization, beside the chips, where no
/// word says that it is their load. Returns where its words end.
pub(super) fn stated(passage: &Passage, tokens: &Range<usize>, value: f64) -> Option<usize> {
    let doc = &passage.doc;
    let sentence = doc.sentence(tokens.start);
    let Named { name, is_behind } = named(passage, tokens)?;
    let is_noun = matches!(doc.word(name), "utilization" | "utilisation");
    // `GPU utilization`, `memory utilization`: what is utilized is not a peak.
    let before = name.checked_sub(1).filter(|at| sentence.contains(at));
    let is_bare = before.is_none_or(|at| {
        matches!(
            doc.word(at),
            "" | "at" | "a" | "an" | "the" | "and" | "with" | "of" | "average" | "overall" | "mean"
        )
    });
    let is_of_else = is_behind && matches!(doc.word(name + 1), "of" | "in");
    let is_load = LOAD
        .iter()
        .any(|word| doc.has_phrase(sentence.clone(), word));
    let is_chip = |noun: Noun| matches!(noun, Noun::Chip | Noun::ChipHours(_));
    let mut mentions = passage.mentions.iter();
    let has_chips = passage.hardware_in(sentence.clone()).next().is_some()
        || mentions.any(|other| is_chip(other.noun) && sentence.contains(&other.tokens.start));
    let end = if is_behind { name + 1 } else { tokens.end };
    (is_noun && is_bare && !is_of_else && !is_load && has_chips && value <= MOST).then_some(end)
}

/// Returns the shares that are called a utilization and may be the load of the chips, with the reason not to take
/// them.
pub(in super::super) fn loads(passage: &Passage) -> Vec<(Range<usize>, &'static str)> {
    let judge = passage.judge_of();
    let is_left = |tokens: &Range<usize>| {
        named(passage, tokens).is_some() && judge.reasons(tokens.start).is_empty()
    };
    // `40% GPU utilization` looks like a number of GPUs.
    let mentions = passage.mentions.iter();
    let counted = mentions.filter(|mention| !matches!(mention.noun, Noun::Mfu | Noun::Hfu));
    let amounts = counted.map(|mention| &mention.amount);
    let shares = passage.bare.iter().chain(amounts);
    let left = shares
        .filter(|amount| amount.percent)
        .filter(|amount| is_left(&amount.tokens));
    left.map(|amount| {
        (
            amount.tokens.clone(),
            "A utilization may be how long the chips were busy: the form takes the share of their peak.",
        )
    })
    .collect()
}
