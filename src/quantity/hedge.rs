//! Words and signs in front of a number that say that it is none of the exact ones.

use super::{Dimension, ReadError, read};

/// Left out: the number behind them is the estimate.
const HEDGES: [&str; 12] = [
    "approximately",
    "approx.",
    "approx",
    "roughly",
    "around",
    "about",
    "circa",
    "ca.",
    "ca",
    "~",
    "≈",
    "∼",
];

/// Refused: they say where a figure ends, and not where it is.
const BOUNDS: [&str; 18] = [
    "no more than",
    "no less than",
    "not more than",
    "not less than",
    "more than",
    "less than",
    "fewer than",
    "up to",
    "at least",
    "at most",
    "over",
    "under",
    "above",
    "below",
    "≤",
    "≥",
    "<",
    ">",
];

/// The word or sign that a number was typed with and that is left out of it, `about` of `about 3 days`;
/// none where a range is typed or nothing can be read.
pub fn hedge(text: &str, dimension: Dimension) -> Option<&str> {
    let text = text.trim();
    let rest = without(text);
    let taken = text.len() - rest.len();
    let is_point = read(text, dimension).is_ok_and(|value| !value.is_range());
    let hedge = text.get(..taken)?.trim_end();
    (is_point && !hedge.is_empty()).then_some(hedge)
}

/// The text without what makes it less than exact.
///
/// # Errors
/// For a bound, which is no estimate.
pub(super) fn take(text: &str) -> Result<&str, ReadError> {
    let rest = without(text);
    match BOUNDS.iter().find(|bound| behind(rest, bound).is_some()) {
        Some(bound) => Err(ReadError::Bound((*bound).into())),
        None => Ok(rest),
    }
}

fn without(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(more) = HEDGES.iter().find_map(|hedge| behind(rest, hedge)) {
        rest = more;
    }
    rest
}

/// Returns the rest of a text that begins with a word or a sign.
fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    let rest = text.get(word.len()..)?;
    // The letters of `CA$2` belong to the currency.
    let is_whole =
        !word.ends_with(|c: char| c.is_ascii_alphabetic()) || rest.starts_with(char::is_whitespace);
    (start.eq_ignore_ascii_case(word) && is_whole).then(|| rest.trim_start())
}
