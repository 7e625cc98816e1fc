//! Words beside an amount that say how it was counted: `300B tokens in total`, `180B unique tokens`.

use crate::import::passage::token::Doc;
use std::ops::Range;

/// How an amount was counted, by the words beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::passage) enum Told {
    /// All together: `in total`.
    Total,
    /// As often as it was seen: `including repeats`.
    Seen,
    /// Each thing once: `unique`.
    Unique,
}

use Told::{Seen, Total, Unique};

/// Words after or within an amount. The more exact stand first: `unique tokens in total` are unique.
const BESIDE: [(Told, &str); 28] = [
    (Unique, "unique"),
    (Unique, "distinct"),
    (Unique, "deduplicated"),
    (Unique, "after deduplication"),
    (Unique, "before repetition"),
    (Unique, "without repetition"),
    (Unique, "without repeats"),
    (Seen, "seen"),
    (Seen, "processed"),
    (Seen, "consumed"),
    (Seen, "with repetition"),
    (Seen, "with repetitions"),
    (Seen, "with repeats"),
    (Seen, "with all repeats"),
    (Seen, "including repeats"),
    (Seen, "including repetition"),
    (Seen, "including repetitions"),
    (Seen, "including all repeats"),
    (Seen, "including all epochs"),
    (Seen, "counting repeats"),
    (Seen, "counting repetition"),
    (Seen, "counting repetitions"),
    (Total, "in total"),
    (Total, "total"),
    (Total, "in all"),
    (Total, "altogether"),
    (Total, "overall"),
    (Total, "all told"),
];

/// Words before an amount.
const BEFORE: [(Told, &str); 9] = [
    (Total, "a total of"),
    (Total, "total of"),
    (Total, "totalling"),
    (Total, "totaling"),
    (Total, "in total"),
    (Total, "in all"),
    (Total, "altogether"),
    (Total, "overall"),
    (Seen, "it saw"),
];

/// The most words between an amount and what is told of it.
const REACH: usize = 4;

/// Returns how an amount was counted, if the words within it, after it or right before it say so.
pub(in crate::import::passage) fn told(doc: &Doc, amount: &Range<usize>) -> Option<Told> {
    let limit = doc.sentence(amount.start).end;
    let is_word = |at: &usize| !doc.word(*at).is_empty();
    // `300B tokens were seen in total`, but not what follows another number or sign.
    let behind = (amount.end..limit.min(amount.end + REACH)).take_while(is_word);
    let places = || amount.clone().chain(behind.clone());
    let mut all = BESIDE.iter();
    let beside = all.find(|(_, phrase)| places().any(|at| doc.is_phrase(at, limit, phrase)));
    let is_before = |phrase: &str| {
        let start = amount.start.checked_sub(phrase.split(' ').count());
        start.is_some_and(|start| doc.is_phrase(start, amount.start, phrase))
    };
    let before = || BEFORE.iter().find(|(_, phrase)| is_before(phrase));
    beside.or_else(before).map(|(told, _)| *told)
}
