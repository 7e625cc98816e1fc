//! Numbers in words: `fifty-two thousand`, `two and a quarter`, `a week`.

use super::{One, scale};
use crate::import::passage::token::Doc;
use crate::quantity::{self, Dimension};

pub(in crate::import::passage) const FRACTIONS: [(&str, f64); 9] = [
    ("half", 0.5),
    ("halves", 0.5),
    ("third", 1.0 / 3.0),
    ("thirds", 1.0 / 3.0),
    ("quarter", 0.25),
    ("quarters", 0.25),
    ("fifths", 0.2),
    ("eighths", 0.125),
    ("tenths", 0.1),
];

/// Times that an article counts one of.
pub(in crate::import::passage) const COUNTED: [&str; 10] = [
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "fortnight",
    "month",
    "year",
    "single",
    "night",
];

pub(in crate::import::passage) fn fraction(word: &str) -> Option<f64> {
    FRACTIONS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, share)| *share)
}

pub(in crate::import::passage) fn is_number_word(word: &str) -> bool {
    let is_one = |part: &str| part == "hundred" || quantity::is_number_word(part);
    !word.is_empty() && word.split('-').all(is_one)
}

/// Reads `and a half` after a number.
pub(in crate::import::passage) fn and_fraction(doc: &Doc, at: usize) -> Option<(f64, usize)> {
    let joined = doc.word(at) == "and" && matches!(doc.word(at + 1), "a" | "one");
    let share = fraction(doc.word(at + 2)).filter(|_| joined)?;
    Some((share, at + 3))
}

/// Reads a number in words: `fifty-two thousand`, `two and a quarter`, `half a million`, `a week`.
pub(in crate::import::passage) fn words(doc: &Doc, at: usize) -> Option<One> {
    let first = doc.word(at);
    let mut found = One {
        end: at + 1,
        ..One::default()
    };
    let article = matches!(first, "a" | "an");
    let next = doc.word(at + 1);
    if first == "half" || article && next == "half" {
        found.text = "0.5".into();
        found.end += usize::from(article);
        if matches!(doc.word(found.end), "a" | "an" | "of") {
            found.end += 1 + usize::from(
                doc.word(found.end) == "of" && matches!(doc.word(found.end + 1), "a" | "an"),
            );
        }
    } else if let Some(share) =
        fraction(next).filter(|_| article || is_number_word(first) && next.ends_with('s'))
    {
        let count = if article {
            1.0
        } else {
            quantity::read(first, Dimension::Count(&[])).ok()?.median()
        };
        found.text = format!("{}", count * share);
        found.end += 1;
        found.fraction = true;
        if doc.word(found.end) == "of" && matches!(doc.word(found.end + 1), "a" | "an") {
            found.end += 2;
        }
    } else if let Some((count, part)) = first.split_once('-')
        && let Some(share) = fraction(part).filter(|_| quantity::is_number_word(count))
    {
        let count = quantity::read(count, Dimension::Count(&[])).ok()?.median();
        found.text = format!("{}", count * share);
        found.fraction = true;
    } else if article && COUNTED.contains(&next) {
        found.text = "1".into();
        found.article = true;
        found.end += usize::from(next == "single");
    } else if matches!(first, "single") {
        found.text = "1".into();
        found.article = true;
    } else {
        return spelled(doc, at);
    }
    if let Some(letter) = scale(doc, found.end) {
        found.scale = letter.into();
        found.end += 1;
    }
    Some(found)
}

/// Reads a number that the reader of numbers knows in words.
pub(in crate::import::passage) fn spelled(doc: &Doc, at: usize) -> Option<One> {
    let mut end = at;
    let mut text = String::new();
    loop {
        let word = doc.word(end);
        let multiplies = matches!(
            word,
            "hundred" | "thousand" | "dozen" | "million" | "billion" | "trillion"
        );
        let follows = text.is_empty() || !doc.get(end).is_some_and(|token| token.glued);
        let known = match word {
            "a" | "an" => {
                text.is_empty()
                    && matches!(
                        doc.word(end + 1),
                        "hundred" | "thousand" | "dozen" | "million" | "billion" | "trillion"
                    )
            }
            "and" => text.ends_with("hundred") && is_number_word(doc.word(end + 1)),
            _ => is_number_word(word) || multiplies && !text.is_empty(),
        };
        if !known || !follows {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(word);
        end += 1;
    }
    if text.is_empty() {
        return None;
    }
    let mut found = One {
        end,
        whole: true,
        ..One::default()
    };
    // The reader knows one scale after a number; two, as in `hundred thousand`, are a number and a scale.
    let value = quantity::read(&text, Dimension::Count(&[])).ok()?.median();
    found.text = format!("{value}");
    if let Some((share, behind)) = and_fraction(doc, end) {
        found.text = format!("{}", value + share);
        (found.end, found.fraction) = (behind, true);
        if let Some(letter) = scale(doc, found.end) {
            found.scale = letter.into();
            found.end += 1;
        }
    }
    Some(found)
}
