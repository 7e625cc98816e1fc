//! Two amounts of one thing, of which one is a part of the other: `1.4T of the 2T tokens`, `300B tokens, of which 180B
//! are unique`.

use super::{Passage, Told, told};
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::Amount;
use crate::import::passage::token::Doc;
use crate::import::passage::why::Why;

/// Words of a part that was trained on, where the whole is only what there was.
const USED: [&str; 12] = [
    "use*",
    "using",
    "train*",
    "pretrain*",
    "pre-train*",
    "saw",
    "seen",
    "consum*",
    "process*",
    "select*",
    "sampl*",
    "kept",
];

/// Words that say which of several is meant: `of the 2T tokens`.
const POINTS: [&str; 13] = [
    "the",
    "its",
    "our",
    "their",
    "these",
    "those",
    "available",
    "corpus",
    "dataset",
    "set",
    "pool",
    "mixture",
    "collection",
];

/// How one of two amounts is a part of the other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// The first of the second: `1.4T of the 2T tokens`.
    First,
    /// The second of the first: `300B tokens, of which 180B are unique`.
    Second,
    /// The second of the first, and it is the one that was trained on: `10T tokens, of which we used 6T`.
    SecondUsed,
}

/// Returns whether parts of such a thing are told beside the whole.
const fn has_parts(noun: Noun) -> bool {
    matches!(
        noun,
        Noun::Token
            | Noun::TextWord
            | Noun::Example
            | Noun::Sequence
            | Noun::Step
            | Noun::Epoch
            | Noun::ChipHours(_)
    )
}

/// Returns whether a thing is hardware that is counted.
const fn is_counted(noun: Noun) -> bool {
    matches!(noun, Noun::Chip | Noun::Node)
}

fn is_timed(mention: &Mention) -> bool {
    matches!(mention.noun, Noun::Time(_)) && mention.per.is_none()
}

/// Returns what a number before a plus adds to an amount: the 70k of `70k + 25k iterations`.
pub(super) fn added(doc: &Doc, mention: &Mention, bare: &[Amount]) -> (f64, f64) {
    let plus = mention.tokens.start.checked_sub(1);
    let plus = plus.filter(|at| doc.sign(*at, '+') && !mention.amount.percent);
    let is_before = |first: &&Amount| Some(first.tokens.end) == plus && !first.percent;
    let first = bare.iter().find(is_before);
    first.map_or((0.0, 0.0), |first| (first.low, first.high))
}

impl Passage {
    /// Returns what a number without a noun counts, as a part or a total of the amount beside it.
    pub(super) fn part_of(&self, amount: &Amount) -> Option<Noun> {
        let (start, end) = (amount.tokens.start, amount.tokens.end);
        if amount.percent {
            return None;
        }
        let sentence = self.doc.sentence(start);
        let is_here = |other: &&Mention| {
            sentence.contains(&other.tokens.start) && has_parts(other.noun) && other.per.is_none()
        };
        let behind = self.mentions.iter().find(|other| {
            amount.scaled
                && other.tokens.start >= end
                && is_here(other)
                && self.is_of(end..other.tokens.start)
        });
        if let Some(whole) = behind {
            return Some(whole.noun);
        }
        let before = self
            .mentions
            .iter()
            .rfind(|other| other.tokens.end <= start && sentence.contains(&other.tokens.start))
            .filter(|other| {
                let is_chip = other.noun == Noun::Chip && !amount.scaled;
                is_here(other) || is_timed(other) || is_chip
            })?;
        let says = told(&self.doc, &amount.tokens).is_some();
        let is_near = start - before.tokens.end < 10;
        // `3 days (12 in total)`, but not `3 days, 4 distinct seeds`
        if is_timed(before) || !amount.scaled {
            let is_bracketed = self.doc.sign(start.saturating_sub(1), '(');
            let is_total = told(&self.doc, &amount.tokens) == Some(Told::Total);
            let is_counted =
                is_timed(before) || matches!(before.noun, Noun::Epoch | Noun::Step | Noun::Chip);
            // `1,120 GPUs, of which 280 were used`
            let is_part = !is_bracketed
                && matches!(before.noun, Noun::Chip | Noun::Node)
                && self.of_which(before.tokens.end..start);
            let is_total = is_bracketed && is_total && is_counted;
            return (is_near && (is_part || is_total)).then_some(before.noun);
        }
        (is_near && (says || self.of_which(before.tokens.end..start))).then_some(before.noun)
    }

    /// Returns what a number counts that is set against another: `675 vs. 6,250 A100 GPU days`.
    pub(super) fn versus(&self, amount: &Amount) -> Option<Noun> {
        let at = amount.tokens.end;
        if !matches!(self.doc.word(at), "vs" | "versus") || amount.percent {
            return None;
        }
        let other = at + 1 + usize::from(self.doc.sign(at + 1, '.'));
        let mut mentions = self.mentions.iter();
        mentions
            .find(|mention| mention.tokens.start == other)
            .map(|mention| mention.noun)
    }

    /// Returns whether words lead from a part to its whole: `of`, `out of the`, `of its available`.
    fn is_of(&self, range: std::ops::Range<usize>) -> bool {
        let mut words = range.clone();
        (1..6).contains(&range.len())
            && range.clone().any(|at| self.doc.word(at) == "of")
            && words.all(|at| {
                let word = self.doc.word(at);
                POINTS.contains(&word)
                    || matches!(
                        word,
                        "" | "of"
                            | "out"
                            | "a"
                            | "an"
                            | "all"
                            | "about"
                            | "planned"
                            | "data"
                            | "with"
                    )
            })
    }

    /// Returns whether words lead from a whole to its part: `, of which we used`.
    fn of_which(&self, range: std::ops::Range<usize>) -> bool {
        let mut at = range;
        at.any(|at| {
            self.doc.word(at) == "of"
                && matches!(self.doc.word(at + 1), "which" | "these" | "those" | "them")
        })
    }

    /// Returns how two amounts of a sentence, one after the other, are parts of each other.
    fn part(&self, first: &Mention, second: &Mention) -> Option<Part> {
        let is_same = std::mem::discriminant(&first.noun) == std::mem::discriminant(&second.noun);
        let sentence = |mention: &Mention| self.doc.sentence_of.get(mention.tokens.start);
        let (one, other) = (first.amount.value(), second.amount.value());
        // `houses 8,000 GPUs, 2,048 of which were used`
        let may_part = has_parts(first.noun) || one > other && is_counted(first.noun);
        if !is_same || !may_part || sentence(first) != sentence(second) {
            return None;
        }
        let between = first.amount.tokens.end..second.tokens.start;
        if one < other {
            let points = |at: usize| POINTS.contains(&self.doc.word(at));
            let is_out = |at: usize| self.doc.word(at) == "out";
            let is_whole = told(&self.doc, &second.tokens) == Some(Told::Total);
            let says = is_whole || between.clone().any(|at| points(at) || is_out(at));
            // `180B tokens of the 300B tokens`: the noun of the first belongs to it.
            let behind = between.start.max(first.tokens.end.min(second.tokens.start));
            let is_of = self.is_of(between.clone()) || self.is_of(behind..between.end);
            return (says && is_of).then_some(Part::First);
        }
        let end = second.amount.tokens.end;
        let behind = end..end + 2;
        if !(self.of_which(between.clone()) || self.of_which(behind.clone())) {
            return None;
        }
        let used = |range: std::ops::Range<usize>| {
            USED.iter()
                .any(|word| self.doc.has_phrase(range.clone(), word))
        };
        // `of which 1.1M for the model` is the model's.
        let is_of_model = matches!(first.noun, Noun::ChipHours(_));
        // `600B of which were seen`, but not the words of the next sentence.
        let limit = self.doc.sentence(second.amount.tokens.start).end;
        let told = end..(end + 6).min(limit);
        let is_used = used(between) || used(told) || is_of_model;
        Some(if is_used {
            Part::SecondUsed
        } else {
            Part::Second
        })
    }

    /// Drops the whole of which a part was used, or the part of what was used.
    pub(super) fn judge_parts(&mut self) {
        for at in 1..self.mentions.len() {
            let (Some(first), Some(second)) = (self.mentions.get(at - 1), self.mentions.get(at))
            else {
                continue;
            };
            let stage = |at: usize| self.stages.get(at).copied().flatten();
            let found = self
                .part(first, second)
                .filter(|_| stage(at - 1) == stage(at));
            let (dropped, why) = match found {
                None => continue,
                Some(Part::First) => (at, Why::Whole),
                Some(Part::Second) => (at, Why::Part),
                Some(Part::SecondUsed) => (at - 1, Why::Whole),
            };
            // `The system consists of 1,120 GPUs, of which 280 were used`
            if found == Some(Part::SecondUsed)
                && let Some(reasons) = self.reasons.get_mut(at)
            {
                reasons.retain(|why| *why != Why::Owned);
            }
            if let Some(reasons) = self.reasons.get_mut(dropped) {
                reasons.push(why);
            }
        }
    }
}
