//! Times: their further parts, and hours that measure no training.

use super::{Phrase, Words};
use crate::import::passage::mention::rate::{add_times, is_recorded};
use crate::import::passage::noun::Noun;
use crate::import::passage::number::Amount;

/// Words between a number and its hours that leave them a time of training.
const PLAIN: [&str; 14] = [
    "full",
    "whole",
    "more",
    "further",
    "additional",
    "wall-clock",
    "wallclock",
    "wall",
    "clock",
    "consecutive",
    "training",
    "elapsed",
    "calendar",
    "",
];

/// A year in seconds. Hours of compute beyond it are those of many chips.
const YEAR: f64 = 31_557_600.0;

impl Words<'_> {
    /// Reads a time with its further parts, `5 h 20 min`. Returns nothing if it is not a time of training, and
    /// [`Noun::Other`] for hours of recordings, `53.2k hours of audio`.
    pub(super) fn time(self, mut phrase: Phrase) -> Option<(Phrase, Amount)> {
        let (doc, start, end) = (self.doc, self.start, phrase.end);
        let mut amount = self.amount.clone();
        // `1.5 million hours` but not `256 GPU hours`.
        let is_plain = |at: usize| PLAIN.contains(&doc.word(at));
        if end - start > 2
            && !matches!(doc.word(start), "more" | "full" | "whole")
            && !(start..end - 1).all(is_plain)
        {
            return None;
        }
        if self.is_of_recordings(end) {
            phrase.noun = Noun::Other;
            return Some((phrase, amount));
        }
        // `a week or two`
        if amount.article
            && doc.word(end) == "or"
            && doc.word(end + 1) == "two"
            && end + 1 < self.limit
        {
            amount.high = 2.0 * amount.low;
            phrase.end = end + 2;
            return Some((phrase, amount));
        }
        phrase.end = add_times(doc, &mut amount, &phrase.noun, end, self.limit);
        if let Noun::Time(unit) = phrase.noun
            && (self.is_cumulative() || self.is_of_chips(phrase.end, amount.value() * unit))
        {
            phrase.noun = Noun::ChipHours(unit / 3600.0);
        }
        Some((phrase, amount))
    }

    fn is_of_recordings(self, end: usize) -> bool {
        let doc = self.doc;
        let mut behind = end + 1..(end + 8).min(self.limit);
        is_recorded(doc.word(end))
            || doc.word(end) == "of" && behind.any(|at| is_recorded(doc.word(at)))
    }

    /// Returns whether a time is of chips, not of the clock: `20,000 hours of GPU time`, `a million hours of compute`.
    fn is_of_chips(self, end: usize, seconds: f64) -> bool {
        let doc = self.doc;
        if doc.word(end) != "of" {
            return false;
        }
        match doc.word(end + 1) {
            "compute" | "computing" | "computation" => seconds > YEAR,
            _ => {
                let is_time = matches!(doc.word(end + 2), "time" | "compute" | "computing" | "use");
                doc.noun(end + 1) == Some(Noun::Chip) && is_time
            }
        }
    }

    /// Returns whether the hours of all chips are added up: `a cumulative of 10.5 hours of computation`.
    fn is_cumulative(self) -> bool {
        (1..=3)
            .filter_map(|back| self.amount.tokens.start.checked_sub(back))
            .any(|at| matches!(self.doc.word(at), "cumulative" | "cumulatively"))
    }
}
