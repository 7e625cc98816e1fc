//! Further parts of a time, and the divisor of a rate.

use crate::import::passage::noun::{Noun, noun};
use crate::import::passage::number::{Amount, amount};
use crate::import::passage::token::Doc;

pub(in crate::import::passage) fn is_recorded(word: &str) -> bool {
    matches!(
        word,
        "audio"
            | "speech"
            | "sound"
            | "music"
            | "video"
            | "recordings"
            | "radio"
            | "recording"
            | "footage"
            | "voice"
            | "podcasts"
            | "forecast"
            | "weather"
            | "gameplay"
            | "driving"
            | "simulation"
            | "delay"
            | "recorded"
            | "transcribed"
    )
}

/// Adds the further parts of a time: `5 h 20 min`, `2 days and 6 hours`.
pub(in crate::import::passage) fn add_times(
    doc: &Doc,
    found: &mut Amount,
    first: &Noun,
    end: usize,
    sentence_end: usize,
) -> usize {
    let Noun::Time(mut unit) = *first else {
        return end;
    };
    let mut end = end;
    let mut seconds = (found.low * unit, found.high * unit);
    let mut added = false;
    loop {
        let mut at = end;
        if doc.word(at) == "and" || doc.sign(at, ',') {
            at += 1;
        }
        if doc.word(at) == "a" && doc.word(at + 1) == "half" && at > end {
            // `an hour and a half`
            seconds = (seconds.0 + 0.5 * unit, seconds.1 + 0.5 * unit);
            end = at + 2;
            added = true;
            break;
        }
        let Some(more) = amount(doc, at).filter(|more| !more.percent && !more.is_range()) else {
            break;
        };
        // `2h 15m`
        let smaller = match doc.word(more.tokens.end) {
            "m" if unit == 3600.0 => Some(Noun::Time(60.0)),
            word => noun(word),
        };
        let Some(Noun::Time(smaller)) = smaller else {
            break;
        };
        if smaller >= unit || more.tokens.end >= sentence_end || more.value() * smaller >= unit {
            break;
        }
        seconds = (
            seconds.0 + more.low * smaller,
            seconds.1 + more.high * smaller,
        );
        end = more.tokens.end + 1;
        unit = smaller;
        added = true;
    }
    if added && let Noun::Time(unit) = *first {
        (found.low, found.high) = (seconds.0 / unit, seconds.1 / unit);
    }
    end
}

/// Returns whether a slash divides items, not a rate: `70B / 15T tokens / 6.4M GPU hours`.
fn is_separator(doc: &Doc, at: usize) -> bool {
    let is_apart = |at: usize| doc.get(at).is_some_and(|token| token.gap > 0);
    let is_number = doc.get(at + 1).is_some_and(|next| next.is_number());
    is_apart(at) && is_apart(at + 1) && is_number
}

/// Reads the divisor of a rate after a noun: `per step`, `a second`, `/step`, `for every epoch`.
pub(super) fn divisor(doc: &Doc, at: usize) -> Option<(String, usize)> {
    let (skip, next) = match doc.word(at) {
        "per" | "each" | "every" => (1, doc.word(at + 1)),
        "a" | "an" => (1, doc.word(at + 1)),
        "for" | "to" if matches!(doc.word(at + 1), "each" | "every") => (2, doc.word(at + 2)),
        // `2048 samples to a batch`
        "to" if doc.word(at + 1) == "a" && doc.noun(at + 2) == Some(Noun::Batch) => {
            (2, doc.word(at + 2))
        }
        _ if doc.sign(at, '/') && !is_separator(doc, at) => (1, doc.word(at + 1)),
        _ => return None,
    };
    let adjective = matches!(
        next,
        "training" | "optimizer" | "optimiser" | "gradient" | "global" | "single" | "update"
    );
    let next = if adjective && doc.noun(at + skip + 1).is_some() {
        doc.word(at + skip + 1)
    } else {
        next
    };
    let skip = skip + usize::from(adjective && doc.noun(at + skip + 1).is_some());
    let known = match doc.word(at) {
        // `eight GPUs a week later` is not a rate; a unit of time, a step or an epoch makes one.
        "a" | "an" | "each" | "every" | "for" | "to" => {
            matches!(
                noun(next),
                Some(
                    Noun::Step
                        | Noun::Epoch
                        | Noun::Batch
                        | Noun::Node
                        | Noun::Chip
                        | Noun::Pod
                        | Noun::Part
                )
            ) || matches!(next, "second" | "run" | "model" | "piece")
                || doc.word(at).starts_with('a') && matches!(next, "day" | "hour")
        }
        // `per 100 billion tokens`
        _ if next.is_empty() && doc.get(at + skip).is_some_and(|token| token.is_number()) => {
            return Some(("number".into(), at + skip));
        }
        _ => !next.is_empty(),
    };
    known.then(|| {
        (
            crate::import::passage::noun::singular(next).to_owned(),
            at + skip + 1,
        )
    })
}
