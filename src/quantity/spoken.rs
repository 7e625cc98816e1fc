//! Numbers and times as people say them, rewritten in digits: `three and a half days`, `a week`, `3
//! days, 12:00:00`.

use super::{Dimension, ReadError, clock};

const ONES: [&str; 20] = [
    "",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Rewrites numbers in words as digits, and the clocks of a time with units.
///
/// # Errors
///
/// A clock that can be read in two ways, or in none.
pub(super) fn in_digits(chars: &[char], dimension: Dimension) -> Result<Vec<char>, ReadError> {
    let is_time = dimension == Dimension::Time;
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let rest = &chars[at..];
        let before = out.last().copied();
        let is_start =
            !before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | ':'));
        let is_behind_unit = last_word(&out).is_some();
        let taken = match c {
            'a'..='z' | 'A'..='Z' if is_start => {
                let length = word_length(rest);
                let taken = and_a_half(rest, &out)
                    .or_else(|| number(rest, &out))
                    .or_else(|| and(rest, is_time && is_behind_unit));
                taken.unwrap_or_else(|| (rest[..length].iter().collect(), length))
            }
            '0'..='9' if is_time && is_start => {
                let taken = clock::take(rest, is_behind_unit)?;
                taken.unwrap_or_else(|| (c.into(), 1))
            }
            // A comma between the parts of a time.
            ',' if is_time && is_behind_unit && rest.get(1) == Some(&' ') => (String::new(), 1),
            c => (c.into(), 1),
        };
        if taken.0.starts_with('.') && taken.1 > 1 {
            // `half` is joined to the number before it.
            let end = out.iter().rposition(|c| *c != ' ').map_or(0, |at| at + 1);
            out.truncate(end);
        }
        out.extend(taken.0.chars());
        at += taken.1;
    }
    Ok(out)
}

/// Reads a number in words at the start of the text. Returns it in digits, and the number of characters
/// that it takes.
fn number(chars: &[char], before: &[char]) -> Option<(String, usize)> {
    let half = word_at(chars, 0).is_some_and(|(word, _)| word == "half");
    let a = word_at(chars, 0).filter(|(word, _)| matches!(word.as_str(), "a" | "an"));
    if half {
        // `half a day`, `half day`.
        let a = word_at(chars, 5).filter(|(word, _)| matches!(word.as_str(), "a" | "an"));
        return Some(("0.5".into(), a.map_or(4, |(_, end)| end)));
    }
    let (mut total, mut end) = (0, 0);
    if let Some((_, behind)) = a {
        // `$2 an hour` has its number before the `an`.
        let (next, after) = word_at(chars, behind + 1)?;
        let sign = before.iter().rev().find(|c| **c != ' ');
        let is_free = sign.is_none_or(|c| is_sign(*c));
        let joins = |word: &str| {
            ["to", "and", "or"]
                .iter()
                .any(|w| word.eq_ignore_ascii_case(w))
        };
        let is_to = last_word(before).is_some_and(|word| joins(&word));
        if !(is_free || is_to) {
            return None;
        }
        if next == "half" {
            return Some(("0.5".into(), after));
        }
        (total, end) = (1, behind);
    }
    // Words that may continue the number.
    while let Some((word, behind)) = word_at(chars, if end == 0 { 0 } else { end + 1 }) {
        let place = |words: &[&str]| words.iter().position(|w| !w.is_empty() && *w == word);
        let is_a = a.is_some() && total == 1;
        let (ten, one) = (place(&TENS), place(&ONES));
        total = match (word.as_str(), ten, one) {
            ("hundred", ..) if (1..10).contains(&total) => total * 100,
            ("dozen", ..) if total > 0 => total * 12,
            (_, Some(ten), _) if total % 100 == 0 && !is_a => total + 10 * ten,
            (_, _, Some(one)) if total % 100 == 0 && !is_a => total + one,
            (_, _, Some(one)) if one < 10 && total % 100 >= 20 && total % 10 == 0 => total + one,
            ("and", ..) if total > 0 && total % 100 == 0 && is_spelled(chars, behind) => total,
            _ => break,
        };
        end = behind;
        if word == "dozen" {
            break;
        }
    }
    (end > 0).then(|| (total.to_string(), end))
}

/// Returns whether a word in small letters is a number from one to ninety: `seven`, `forty`.
pub(crate) fn is_number_word(word: &str) -> bool {
    ONES[1..].contains(&word) || TENS[2..].contains(&word)
}

/// Returns whether a number from one to ninety follows the word that ends at `end`.
fn is_spelled(chars: &[char], end: usize) -> bool {
    word_at(chars, end + 1).is_some_and(|(word, _)| is_number_word(&word))
}

/// Rewrites `and a half` after a whole number, or after its unit: `an hour and a half` becomes `1
/// hour 0.5 hour`.
fn and_a_half(chars: &[char], before: &[char]) -> Option<(String, usize)> {
    let words = [(0, "and"), (4, "a"), (6, "half")];
    let is_all = |(at, word): (usize, &str)| word_at(chars, at).is_some_and(|(w, _)| w == word);
    if !words.into_iter().all(is_all) {
        return None;
    }
    match last_word(before) {
        Some(unit) => Some((format!("0.5 {unit}"), 10)),
        None => {
            let last = before.iter().rev().find(|c| **c != ' ')?;
            last.is_ascii_digit().then(|| (".5".into(), 10))
        }
    }
}

/// Removes `and` between the parts of a time, where it means nothing.
fn and(chars: &[char], is_behind_unit: bool) -> Option<(String, usize)> {
    let (word, end) = word_at(chars, 0)?;
    let follows = chars
        .get(end + 1)
        .is_some_and(|c| c.is_ascii_alphanumeric());
    (is_behind_unit && word == "and" && follows).then(|| (String::new(), end + 1))
}

/// Returns the word that starts at `start`, in lower case, and its end. Before it stands nothing, a
/// space or a hyphen.
fn word_at(chars: &[char], start: usize) -> Option<(String, usize)> {
    let is_apart = start == 0 || matches!(chars.get(start - 1), Some(' ' | '-'));
    let rest = chars.get(start..).filter(|_| is_apart)?;
    let length = word_length(rest);
    let is_whole = !rest
        .get(length)
        .is_some_and(|c| c.is_ascii_alphanumeric() || *c == '/');
    let word: String = rest[..length].iter().collect();
    (length > 0 && is_whole).then(|| (word.to_ascii_lowercase(), start + length))
}

fn word_length(chars: &[char]) -> usize {
    chars.iter().take_while(|c| c.is_ascii_alphabetic()).count()
}

/// Returns the last word of the text, spaces apart.
fn last_word(chars: &[char]) -> Option<String> {
    let end = chars.iter().rposition(|c| *c != ' ')? + 1;
    let letters = chars[..end]
        .iter()
        .rev()
        .take_while(|c| c.is_ascii_alphabetic());
    let length = letters.count();
    (length > 0).then(|| chars[end - length..end].iter().collect())
}

/// Returns whether a character may stand between two numbers, of which `a` may be one.
fn is_sign(c: char) -> bool {
    matches!(c, '.' | '–' | '-' | '*' | '×' | '±')
}
