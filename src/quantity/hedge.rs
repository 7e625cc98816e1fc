//! Hedges: words and signs that say that a number is not exact.

use super::{Dimension, ReadError, read};

/// Hedges that are ignored: the number after them is the estimate.
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

/// A lower bound, as in `15T+` tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The value may be the number itself.
    AtLeast,
    /// The value is above the number.
    MoreThan,
}

impl Bound {
    /// Returns the bound in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::AtLeast => "at least",
            Self::MoreThan => "more than",
        }
    }
}

/// Lower bounds. They are ignored, and a note says so: the number after them is the best that is
/// known. A plus after a number is treated in the same way.
const LEAST: [(&str, Bound); 8] = [
    ("no less than", Bound::AtLeast),
    ("not less than", Bound::AtLeast),
    ("at least", Bound::AtLeast),
    ("≥", Bound::AtLeast),
    ("more than", Bound::MoreThan),
    ("over", Bound::MoreThan),
    ("above", Bound::MoreThan),
    (">", Bound::MoreThan),
];

/// Upper bounds. They are refused: they limit a figure and do not estimate it.
const MOST: [&str; 10] = [
    "no more than",
    "not more than",
    "less than",
    "fewer than",
    "up to",
    "at most",
    "under",
    "below",
    "≤",
    "<",
];

/// Returns the hedge that a number was typed with and that is ignored, `about` of `about 3 days`; none
/// if a range was typed, or nothing can be read.
pub fn hedge(text: &str, dimension: Dimension) -> Option<&str> {
    let text = text.trim();
    let rest = strip_hedges(text);
    let taken = text.len() - rest.len();
    let is_point = read(text, dimension).is_ok_and(|value| !value.is_range());
    let hedge = text.get(..taken)?.trim_end();
    (is_point && !hedge.is_empty()).then_some(hedge)
}

/// Returns the lower bound in a text, wherever it stands. It is the bound of a number only if the text
/// can be read.
pub fn bound(text: &str) -> Option<Bound> {
    let mut before = None;
    for (at, c) in text.char_indices() {
        let is_start = !before.is_some_and(|c: char| c.is_ascii_alphanumeric());
        let rest = text.get(at..).filter(|_| is_start).unwrap_or_default();
        let named = LEAST
            .iter()
            .find(|(word, _)| strip_word(rest, word).is_some());
        if let Some((_, bound)) = named {
            return Some(*bound);
        }
        before = Some(c);
    }
    let chars: Vec<char> = text.chars().collect();
    let is_plus = |at: &usize| chars[*at] == '+' && is_least(&chars[..*at], &chars[at + 1..]);
    (0..chars.len()).find(is_plus).map(|_| Bound::AtLeast)
}

/// Returns whether a plus between these texts means “or more”: `15T+`, `3+ days`, but not `2 d + 3 h`,
/// `1e+3`.
fn is_least(before: &[char], after: &[char]) -> bool {
    let before = before.iter().rev().find(|c| !c.is_whitespace());
    let after = after.iter().find(|c| !c.is_whitespace());
    let is_joined = |c: &char| c.is_ascii_digit() || matches!(c, '.' | '-' | '−' | '/' | '+');
    before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '%'))
        && !after.is_some_and(is_joined)
}

/// Removes hedges and lower bounds from a text.
///
/// # Errors
///
/// An upper bound, which is not an estimate.
pub(super) fn take(text: &str) -> Result<&str, ReadError> {
    let mut rest = strip_hedges(text);
    if let Some(more) = LEAST.iter().find_map(|(word, _)| strip_word(rest, word)) {
        rest = strip_hedges(more);
    }
    match MOST.iter().find(|bound| strip_word(rest, bound).is_some()) {
        Some(bound) => Err(ReadError::Bound((*bound).into())),
        None => Ok(rest),
    }
}

/// Returns the number after a bound.
pub(super) fn without_bound(text: &str, bound: &str) -> Option<String> {
    strip_word(strip_hedges(text), bound).map(String::from)
}

/// Returns the text after a word that it begins with, without further hedges.
pub(super) fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    strip_word(text, word).map(strip_hedges)
}

fn strip_hedges(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(more) = HEDGES.iter().find_map(|hedge| strip_word(rest, hedge)) {
        rest = more;
    }
    rest
}

/// Returns the rest of a text that begins with a word or a sign.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    let rest = text.get(word.len()..)?;
    // `CA$2` begins with the letters of a currency.
    let is_whole =
        !word.ends_with(|c: char| c.is_ascii_alphabetic()) || rest.starts_with(char::is_whitespace);
    (start.eq_ignore_ascii_case(word) && is_whole).then(|| rest.trim_start())
}
