//! Amounts with what they count, from the words beside them: `1.2 million training images`.

mod behind;
mod rate;

use crate::import::passage::hardware::Hardware;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::{Amount, amount};
use crate::import::passage::token::{Doc, Kind};
use behind::behind;
use std::collections::BTreeMap;
use std::ops::Range;

/// An amount of something.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) amount: Amount,
    pub(super) noun: Noun,
    /// From the number to the noun.
    pub(super) tokens: Range<usize>,
    /// The words between number and noun.
    pub(super) between: Range<usize>,
    /// The name of hardware among them.
    pub(super) hardware: Option<usize>,
    /// The divisor of a rate: `step` in `0.4 s per step`.
    pub(super) per: Option<String>,
    /// Whether the noun stands before the number, as a label: `Training time: 14 days`.
    pub(super) label: bool,
    /// The list that it is in, and its place there: `8, 30 and 60 days`.
    pub(super) list: Option<(usize, usize)>,
    /// The stage over its column of a table.
    pub(super) stage: Option<crate::import::passage::stage::Stage>,
}

/// The most amounts that are found: a passage with more is not a paragraph about a training.
pub(super) const MOST_AMOUNTS: usize = 400;

/// The number of the hardware whose name starts at a token.
pub(super) type Starts = BTreeMap<usize, usize>;

/// Returns where names of hardware start.
pub(super) fn starts(hardware: &[Hardware]) -> Starts {
    let start = |(number, found): (usize, &Hardware)| (found.tokens.start, number);
    hardware.iter().enumerate().map(start).collect()
}

/// Finds every amount in a range of tokens that counts something, in order, and the amounts that count nothing
/// known.
pub(super) fn mentions(
    doc: &Doc,
    hardware: &[Hardware],
    starts: &Starts,
    range: Range<usize>,
    skip: &[bool],
) -> (Vec<Mention>, Vec<Amount>) {
    let mut found = Vec::new();
    let mut bare = Vec::new();
    let mut at = range.start;
    while at < range.end && found.len() + bare.len() < MOST_AMOUNTS {
        if skip.get(at).copied().unwrap_or_default() {
            at += 1;
            continue;
        }
        if let Some(named) = starts.get(&at) {
            // `80GB A100s`: the number belongs to the name.
            at = hardware
                .get(*named)
                .map_or(at + 1, |found| found.tokens.end);
            continue;
        }
        let Some(amount) = amount(doc, at).filter(|_| may_begin(doc, at)) else {
            at += 1;
            continue;
        };
        let next = amount.tokens.end;
        match behind(&found, doc, hardware, starts, &amount) {
            Some(mention) => {
                at = mention.tokens.end.max(at + 1);
                found.push(mention);
            }
            None => {
                at = next.max(at + 1);
                if !amount.article {
                    bare.push(amount);
                }
            }
        }
    }
    (found, bare)
}

/// Returns whether a number may begin here: not after a hyphen or a slash of a longer name.
fn may_begin(doc: &Doc, at: usize) -> bool {
    let Some(token) = doc.get(at) else {
        return false;
    };
    if !token.glued || !token.is_number() {
        return true;
    }
    let before = at.checked_sub(1).and_then(|at| doc.get(at));
    let holds = |before: &crate::import::passage::token::Token| {
        matches!(before.kind, Kind::Sign('#' | '$' | '€' | '£' | '[' | '_'))
            || before.is_word() && before.lower != "x"
    };
    !before.is_some_and(holds)
}
