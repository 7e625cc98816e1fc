//! Words before a number that say how exact it is.

use crate::import::passage::noun::Noun;
use crate::import::passage::token::Doc;

/// Words before a number that say how exact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::passage) enum Hedge {
    None,
    About,
    /// A lower bound.
    Least,
    /// An upper bound.
    Most,
}

pub(in crate::import::passage) const ABOUT: [&str; 12] = [
    "about",
    "around",
    "roughly",
    "approximately",
    "some",
    "circa",
    "ca",
    "approx",
    "nearly",
    "almost",
    "close",
    "est",
];

/// Words before `over` that make a bound of it where a time follows.
const BOUNDED: [&str; 28] = [
    "took", "takes", "take", "taking", "for", "lasted", "lasts", "lasting", "needs", "needed",
    "required", "requires", "spent", "of", "in", "just", "well", "little", "bit", "slightly",
    "somewhat", "ran", "runs", "is", "was", "used", "costs", "",
];

pub(in crate::import::passage) fn hedge(doc: &Doc, start: usize, end: usize) -> Hedge {
    if doc.sign(end, '+') && doc.get(end).is_some_and(|token| token.glued) {
        return Hedge::Least;
    }
    for back in 1..=3 {
        let Some(at) = start.checked_sub(back) else {
            break;
        };
        let before = at.checked_sub(1).map_or("", |at| doc.word(at));
        let word = doc.word(at);
        let verb = match before {
            "us" | "them" => at.checked_sub(2).map_or("", |at| doc.word(at)),
            _ => before,
        };
        match word {
            "under" | "below" | "most" | "within" if word != "most" || before == "at" => {
                return Hedge::Most;
            }
            "than" => {
                return match before {
                    "more" | "greater" | "longer" => Hedge::Least,
                    "less" | "fewer" => Hedge::Most,
                    _ => Hedge::None,
                };
            }
            "to" if before == "up" => return Hedge::Most,
            // `pre-trained over 400 billion tokens`
            "over" if before.ends_with("trained") || before.ends_with("training") => {
                return Hedge::None;
            }
            // `on 128 GPUs over 5 days`, but `took over 5 days` and `took us over 5 days`
            "over" if matches!(doc.noun(end), Some(Noun::Time(_))) && !BOUNDED.contains(&verb) => {
                return Hedge::None;
            }
            "over" | "above" | "least" if back == 1 && (word != "least" || before == "at") => {
                return Hedge::Least;
            }
            _ if ABOUT.contains(&word) => return Hedge::About,
            _ => {}
        }
        if back == 1 {
            if doc.sign(at, '~') {
                return Hedge::About;
            }
            if doc.sign(at, '<') || doc.sign(at, '≤') {
                return Hedge::Most;
            }
            // An arrow, `=> 64,512`, is no bound.
            let before = at.checked_sub(1);
            let is_arrow = before
                .is_some_and(|at| doc.sign(at, '=') || doc.sign(at, '-') || doc.sign(at, '–'));
            if doc.sign(at, '>') && !is_arrow || doc.sign(at, '≥') {
                return Hedge::Least;
            }
        }
        let skipped = matches!(
            word,
            "a" | "the" | "just" | "little" | "bit" | "total" | "of"
        );
        if !skipped {
            break;
        }
    }
    Hedge::None
}
