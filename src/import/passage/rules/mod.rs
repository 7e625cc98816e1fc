//! Rules that turn amounts into facts: what each may be in the form, how likely, and why.

mod adapters;
mod calculation;
mod chips;
mod data;
mod hours;
mod share;
mod size;
mod speed;
mod time;

pub(super) use adapters::{USUAL, adapter, trained};
pub(super) use share::loads;

use super::gather::Passage;
use super::mention::Mention;
use super::noun::Noun;
use super::number::Hedge;
use super::stage::Stage;
use super::untrained::is_untrained;
use super::why::Why;
use crate::catalog::Chip;
use crate::draft::Key;
use std::ops::Range;

/// Something that the passage says, in the units of a field.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) key: Key,
    pub(super) low: f64,
    pub(super) high: f64,
    /// The words that it was read from.
    pub(super) tokens: Range<usize>,
    /// The higher of two facts is taken.
    pub(super) score: i32,
    pub(super) stage: Option<Stage>,
    pub(super) hedge: Hedge,
    /// The name of the rule that found it.
    pub(super) rule: &'static str,
    /// Things in a batch, or the number that a chip count is of.
    pub(super) unit: Option<Noun>,
    /// The chips that a name may mean, the likeliest first.
    pub(super) chips: Vec<&'static Chip>,
    /// A text other than a number: a format.
    pub(super) text: Option<String>,
    /// Whether a utilization is of the hardware's operations.
    pub(super) hfu: bool,
    /// Whether the number was worked out from FLOP/s and a peak.
    pub(super) achieved: bool,
    /// Whether a power of ten may have lost its place: it is asked about, never taken.
    pub(super) doubtful: bool,
}

impl Fact {
    pub(super) fn of(
        passage: &Passage,
        key: Key,
        number: usize,
        score: i32,
        rule: &'static str,
    ) -> Self {
        let mention = &passage.mentions[number];
        let score = score + standing(passage, mention);
        Self {
            low: mention.amount.low,
            high: mention.amount.high,
            stage: passage.stages[number],
            hedge: mention.amount.hedge,
            doubtful: mention.amount.lost_power,
            ..Self::at(key, mention.tokens.clone(), mention.amount.low, score, rule)
        }
    }

    /// Makes a fact of words without an amount.
    pub(super) fn at(
        key: Key,
        tokens: Range<usize>,
        value: f64,
        score: i32,
        rule: &'static str,
    ) -> Self {
        Self {
            key,
            low: value,
            high: value,
            tokens,
            score,
            stage: None,
            hedge: Hedge::None,
            rule,
            unit: None,
            chips: Vec::new(),
            text: None,
            hfu: false,
            achieved: false,
            doubtful: false,
        }
    }

    pub(super) fn value(&self) -> f64 {
        if self.low == self.high {
            self.low
        } else {
            libm::sqrt(self.low * self.high)
        }
    }

    pub(super) fn times(mut self, factor: f64) -> Self {
        (self.low, self.high) = (tidy(self.low * factor), tidy(self.high * factor));
        self
    }
}

/// Rounds off the error of a product: 4.0999999999999996e9 becomes 4.1 × 10⁹.
pub(super) fn tidy(value: f64) -> f64 {
    format!("{value:.12e}").parse().unwrap_or(value)
}

/// A rule: what it is called, a passage that it reads, and the fields that come of it.
pub(super) struct Rule {
    pub(super) name: &'static str,
    /// The fact that it reads, for docs and messages.
    pub(super) reads: &'static str,
    /// A passage, and the fields that are read from it.
    pub(super) example: (&'static str, &'static [(&'static str, &'static str)]),
    pub(super) run: fn(&Passage, &'static str, &mut Vec<Fact>),
}

/// Returns every rule. Each looks at all amounts.
pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    [
        size::RULES,
        data::RULES,
        time::RULES,
        chips::RULES,
        hours::RULES,
        speed::RULES,
        adapters::RULES,
        calculation::RULES,
    ]
    .into_iter()
    .flatten()
}

/// Returns the facts that all rules find.
pub(super) fn facts(passage: &Passage) -> Vec<Fact> {
    let mut out = Vec::new();
    if is_untrained(&passage.doc) {
        return out;
    }
    for rule in rules() {
        (rule.run)(passage, rule.name, &mut out);
    }
    calculation::settle(&mut out);
    out
}

/// Words of a sentence about training.
const TRAINING: [&str; 20] = [
    "train*",
    "pre-train*",
    "pretrain*",
    "fine-tun*",
    "finetun*",
    "fit",
    "optimi*",
    "learn*",
    "ran",
    "run",
    "took",
    "takes",
    "used",
    "compute",
    "lasted",
    "needed",
    "converge*",
    "distil*",
    "saw",
    "updates",
];

/// Returns how well the place of an amount speaks for it.
fn standing(passage: &Passage, mention: &Mention) -> i32 {
    let doc = &passage.doc;
    let sentence = doc.sentence(mention.tokens.start);
    let trains = TRAINING
        .iter()
        .any(|word| doc.has_phrase(sentence.clone(), word));
    let named = passage.subject.name.as_ref().is_some_and(|own| {
        passage.names.iter().any(|name| {
            sentence.contains(&name.tokens.start)
                && (name.key == own.key || own.key.starts_with(&name.key))
        })
    });
    // A sentence in brackets is an aside.
    let aside = doc.sign(sentence.start, '(') && sentence.len() > 12;
    8 * i32::from(trains) - 25 * i32::from(aside)
        + 5 * i32::from(named)
        + 10 * i32::from(mention.label)
        - 4 * i32::from(doc.depth[mention.tokens.start] > 0)
}

/// Returns whether nothing speaks against an amount but what is tolerated.
fn is_free(passage: &Passage, number: usize, tolerated: &[Why]) -> bool {
    passage.reasons[number]
        .iter()
        .all(|why| tolerated.contains(why))
}

/// Returns the free mentions of a kind, with their numbers.
fn free<'a>(
    passage: &'a Passage,
    wanted: impl Fn(Noun) -> bool + 'a,
    tolerated: &'static [Why],
) -> impl Iterator<Item = (usize, &'a Mention)> + 'a {
    passage
        .mentions
        .iter()
        .enumerate()
        .filter(move |(number, mention)| {
            wanted(mention.noun) && is_free(passage, *number, tolerated)
        })
}

/// Returns whether one of the phrases stands within some tokens before an amount, in its sentence.
fn says_before(passage: &Passage, mention: &Mention, within: usize, phrases: &[&str]) -> bool {
    let sentence = passage.doc.sentence(mention.tokens.start);
    let start = mention
        .tokens
        .start
        .saturating_sub(within)
        .max(sentence.start);
    phrases
        .iter()
        .any(|phrase| passage.doc.has_phrase(start..mention.tokens.start, phrase))
}

/// Returns whether one of the phrases stands within some tokens after an amount, in its sentence.
fn says_behind(passage: &Passage, mention: &Mention, within: usize, phrases: &[&str]) -> bool {
    let sentence = passage.doc.sentence(mention.tokens.start);
    let end = (mention.tokens.end + within).min(sentence.end);
    phrases.iter().any(|phrase| {
        passage
            .doc
            .has_phrase(mention.tokens.end.min(end)..end, phrase)
    })
}

/// Returns whether one of the phrases stands in the part of the sentence between commas, or within the
/// mention itself.
fn says_near(passage: &Passage, mention: &Mention, phrases: &[&str]) -> bool {
    let part = passage.judge_of().part(mention.tokens.start);
    let range = part.start.min(mention.tokens.start)..part.end.max(mention.tokens.end);
    let depth = |at: usize| passage.doc.depth.get(at).copied().unwrap_or_default();
    let here = depth(mention.tokens.start);
    phrases.iter().any(|phrase| {
        let found = passage.doc.find_phrase(range.clone(), phrase);
        found.is_some_and(|at| depth(at) <= here || at < mention.tokens.end)
    })
}
