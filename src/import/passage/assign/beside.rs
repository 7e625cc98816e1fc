//! Two amounts of one thing side by side, `180B tokens (300B tokens in total)`: which of them counts, by the words
//! beside them. Where no words say it, neither is likelier.

use super::CLOSE;
use crate::draft::Key;
use crate::import::passage::gather::{Passage, Told, told};
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::rules::Fact;
use std::ops::Range;

/// The decision between two facts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// This one of all facts is the figure.
    Takes(usize),
    /// Nobody says which is meant.
    Open(usize, usize),
}

/// Values that differ by less are one amount, once rounded.
const ROUNDED: f64 = 0.05;

/// The most tokens between two amounts that stand side by side.
const NEAR: usize = 12;

/// Words between an opening sign and the second amount.
const LEADS: [&str; 20] = [
    "a",
    "an",
    "the",
    "or",
    "and",
    "i.e",
    "that",
    "is",
    "total",
    "in",
    "all",
    "about",
    "around",
    "roughly",
    "approximately",
    "some",
    "altogether",
    "overall",
    "totalling",
    "totaling",
];

/// Words of an amount that is added to an earlier one.
const ADDED: [&str; 6] = ["further", "another", "additional", "extra", "more", "then"];

/// Words of a sentence about what was trained on, not about what was collected.
const TRAINED: [&str; 10] = [
    "train*",
    "pre-train*",
    "pretrain*",
    "saw",
    "sees",
    "seen",
    "process*",
    "consum*",
    "learn*",
    "ran",
];

/// Raises the fact that counts of two that stand side by side, or makes them as likely as each other.
pub(super) fn weigh(passage: &Passage, key: Key, is_first: bool, facts: &mut [Fact]) {
    if !has_totals(key) {
        return;
    }
    let verdicts: Vec<Verdict> = (0..facts.len())
        .filter_map(|at| verdict(passage, key, is_first, facts, at))
        .collect();
    for verdict in verdicts {
        let best = |facts: &[Fact]| facts.iter().map(|fact| fact.score).max();
        match verdict {
            Verdict::Takes(at) => {
                let best = best(facts).unwrap_or_default();
                if let Some(fact) = facts.get_mut(at) {
                    fact.score = best + CLOSE;
                }
            }
            Verdict::Open(one, other) => {
                let scores = [one, other].map(|at| facts.get(at).map(|fact| fact.score));
                let best = scores.into_iter().flatten().max();
                for at in [one, other] {
                    if let (Some(fact), Some(best)) = (facts.get_mut(at), best) {
                        fact.score = best;
                    }
                }
            }
        }
    }
}

/// Returns whether a text may have a total beside one of its parts. Times and parameters have words of their own.
const fn has_totals(key: Key) -> bool {
    matches!(
        key,
        Key::Tokens
            | Key::Steps
            | Key::Epochs
            | Key::Examples
            | Key::ChipHours
            | Key::Chips
            | Key::Compute
    )
}

/// Returns what follows for a fact and the one before it.
fn verdict(
    passage: &Passage,
    key: Key,
    is_first: bool,
    facts: &[Fact],
    at: usize,
) -> Option<Verdict> {
    let second = facts.get(at)?;
    let (before, first) = facts
        .iter()
        .enumerate()
        .filter(|(_, fact)| fact.tokens.end <= second.tokens.start && fact.rule == second.rule)
        .max_by_key(|(_, fact)| fact.tokens.end)?;
    let opened = opened(passage, first, second)?;
    if (first.value() / second.value() - 1.0).abs() < ROUNDED {
        return None;
    }
    let doc = &passage.doc;
    let (one, other) = (told(doc, &first.tokens), told(doc, &second.tokens));
    let (larger, larger_told, smaller_told) = match first.value() < second.value() {
        true => (at, other, one),
        false => (before, one, other),
    };
    let is_rising = larger == at;
    // `1.2M images (3M in total)` may be what there is, and hours in total may be of everything that was tried.
    let is_counted = matches!(key, Key::Tokens | Key::Steps | Key::Epochs);
    if is_counted && other == Some(Told::Total) && is_sum(passage, facts, at) {
        return Some(Verdict::Takes(at));
    }
    match (larger_told, smaller_told) {
        (Some(Told::Unique), _) => Some(Verdict::Open(before, at)),
        (_, Some(Told::Unique)) | (Some(Told::Seen), _) if is_counted => {
            Some(Verdict::Takes(larger))
        }
        // The total at a later stage is the sum of the stages.
        (Some(Told::Total), _) if is_rising && !is_first => Some(Verdict::Takes(before)),
        (Some(Told::Total), _) if is_rising && is_counted => {
            let is_open = is_added(passage, first) || !is_trained(passage, first);
            Some(match is_open {
                true => Verdict::Open(before, at),
                false => Verdict::Takes(at),
            })
        }
        (Some(Told::Total), None) if !is_rising => None,
        // `1T tokens of text and 2T tokens of code` are parts of a sum that nobody tells.
        (None, None) if opened == 'a' && key == Key::Tokens => {
            let is_part = |fact: &Fact| passage.doc.word(fact.tokens.end) == "of";
            let are_parts = is_part(first) && is_part(second) && !is_added(passage, second);
            are_parts.then_some(Verdict::Open(before, at))
        }
        (None, None) if opened != '(' || !closes(passage, second) => None,
        _ => Some(Verdict::Open(before, at)),
    }
}

/// Returns the sign that leads from an amount to the one right after it: a bracket, a comma, or the first letter of “or” and “and”.
fn opened(passage: &Passage, first: &Fact, second: &Fact) -> Option<char> {
    let doc = &passage.doc;
    let between: Range<usize> = first.tokens.end..second.tokens.start;
    let is_here =
        doc.sentence_of.get(first.tokens.start) == doc.sentence_of.get(second.tokens.start);
    if !is_here || between.is_empty() || between.len() > NEAR {
        return None;
    }
    let has_number = between
        .clone()
        .any(|at| doc.get(at).is_some_and(|token| token.is_number()));
    if has_number {
        return None;
    }
    let sign = |at: &usize| match doc.word(*at) {
        "or" => Some('o'),
        "and" => Some('a'),
        _ => ['(', '[', ',', '–', ';', ':']
            .into_iter()
            .find(|sign| doc.sign(*at, *sign)),
    };
    let at = between.clone().rev().find(|at| sign(at).is_some())?;
    let is_lead = |at: usize| {
        let word = doc.word(at);
        // `a total of 300B tokens`, but not `180B tokens (of 300B)`
        let is_of = word == "of" && doc.word(at - 1) == "total";
        is_of
            || LEADS.contains(&word)
            || doc.sign(at, '~')
            || doc.sign(at, ',')
            || doc.sign(at, '=')
            || doc.sign(at, '.')
    };
    if !(at + 1..between.end).all(is_lead) {
        return None;
    }
    sign(&at).map(|sign| if sign == '[' { '(' } else { sign })
}

/// Returns whether brackets close right after an amount.
fn closes(passage: &Passage, fact: &Fact) -> bool {
    [')', ']']
        .iter()
        .any(|sign| passage.doc.sign(fact.tokens.end, *sign))
}

/// Returns whether an amount is the sum of several that stand before it in its sentence.
fn is_sum(passage: &Passage, facts: &[Fact], at: usize) -> bool {
    let Some(total) = facts.get(at) else {
        return false;
    };
    let sentence = passage.doc.sentence(total.tokens.start);
    let parts = facts.iter().filter(|fact| {
        sentence.contains(&fact.tokens.start) && fact.tokens.end <= total.tokens.start
    });
    let (sum, count) = parts.fold((0.0, 0), |(sum, count), fact| {
        (sum + fact.value(), count + 1)
    });
    count > 1 && super::same(sum, total.value())
}

/// Returns whether an amount came on top of an earlier one: `a further 180B tokens`.
fn is_added(passage: &Passage, fact: &Fact) -> bool {
    let sentence = passage.doc.sentence(fact.tokens.start);
    let mut near = fact.tokens.start.saturating_sub(3).max(sentence.start)..fact.tokens.end;
    near.any(|at| ADDED.contains(&passage.doc.word(at)))
}

fn is_trained(passage: &Passage, fact: &Fact) -> bool {
    let sentence = passage.doc.sentence(fact.tokens.start);
    let before = sentence.start..fact.tokens.start;
    let mut words = TRAINED.iter();
    words.any(|word| passage.doc.has_phrase(before.clone(), word))
}

/// Returns whether tokens are those of all epochs: they were seen, or a smaller number of them is unique.
pub(super) fn counts_repeats(passage: &Passage, fact: &Fact) -> bool {
    let doc = &passage.doc;
    let sentence = doc.sentence(fact.tokens.start);
    let is_unique = |other: &Mention| {
        other.noun == Noun::Token
            && sentence.contains(&other.tokens.start)
            && other.amount.value() < fact.value()
            && told(doc, &other.tokens) == Some(Told::Unique)
    };
    told(doc, &fact.tokens) != Some(Told::Unique) && passage.mentions.iter().any(is_unique)
}
