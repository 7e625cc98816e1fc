//! Amounts in a passage: numbers in digits and words, powers, scales, ranges and the hedges before them.

use super::token::{Doc, Token};
use crate::quantity::{self, Dimension};
use std::ops::Range;

/// Words before a number that say how exact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    None,
    About,
    /// A lower bound.
    Least,
    /// An upper bound.
    Most,
}

/// A number or a range.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) tokens: Range<usize>,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) percent: bool,
    pub(super) hedge: Hedge,
    /// Whether a scale stands behind the digits: the B of `7B`.
    pub(super) scaled: bool,
    /// Whether it is spelled in words, or only an article: `a week`.
    pub(super) article: bool,
    /// Whether the digits are a whole number without a point.
    pub(super) whole: bool,
    /// Whether the power of ten may have lost its place: `1.4 × 1012`.
    pub(super) lost_power: bool,
}

impl Amount {
    pub(super) fn value(&self) -> f64 {
        if self.low == self.high {
            self.low
        } else {
            libm::sqrt(self.low * self.high)
        }
    }

    pub(super) fn is_range(&self) -> bool {
        self.low != self.high
    }

    /// Returns the same amount times a factor.
    pub(super) fn times(&self, factor: f64) -> Self {
        Self {
            low: super::rules::tidy(self.low * factor),
            high: super::rules::tidy(self.high * factor),
            ..self.clone()
        }
    }
}

/// One number: the text that the reader of numbers takes, and the token behind it.
#[derive(Clone, Default)]
struct One {
    text: String,
    scale: String,
    end: usize,
    article: bool,
    fraction: bool,
    whole: bool,
    lost_power: bool,
}

impl One {
    fn value(&self, scale: &str) -> Option<f64> {
        let scale = if self.scale.is_empty() {
            scale
        } else {
            &self.scale
        };
        let text = format!("{} {scale}", self.text);
        quantity::read(text.trim(), Dimension::Count(&[]))
            .ok()
            .map(|value| value.median())
    }
}

/// Scales as words and letters, with the letter that the reader of numbers takes.
const SCALES: [(&str, &str); 22] = [
    ("thousand", "k"),
    ("million", "M"),
    ("millions", "M"),
    ("billion", "B"),
    ("billions", "B"),
    ("trillion", "T"),
    ("trillions", "T"),
    ("mio", "M"),
    ("mrd", "B"),
    ("milliard", "B"),
    ("mn", "M"),
    ("mm", "M"),
    ("mil", "M"),
    ("bn", "B"),
    ("tn", "T"),
    ("k", "k"),
    ("m", "M"),
    ("b", "B"),
    ("t", "T"),
    ("mega", "M"),
    ("giga", "B"),
    ("tera", "T"),
];

const FRACTIONS: [(&str, f64); 6] = [
    ("half", 0.5),
    ("halves", 0.5),
    ("third", 1.0 / 3.0),
    ("thirds", 1.0 / 3.0),
    ("quarter", 0.25),
    ("quarters", 0.25),
];

/// Times that an article counts one of.
const COUNTED: [&str; 10] = [
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

fn fraction(word: &str) -> Option<f64> {
    FRACTIONS
        .iter()
        .find(|(known, _)| *known == word)
        .map(|(_, share)| *share)
}

fn is_number_word(word: &str) -> bool {
    let is_one = |part: &str| part == "hundred" || quantity::is_number_word(part);
    !word.is_empty() && word.split('-').all(is_one)
}

/// Reads the scale at a token: `B`, `million`. A letter counts only directly behind its number, or as a
/// capital before a further word.
fn scale(doc: &Doc, at: usize) -> Option<&'static str> {
    let token = doc.get(at).filter(|token| token.is_word())?;
    let lower = token.lower.trim_end_matches('.');
    let (name, scale) = SCALES.iter().find(|(name, _)| *name == lower)?;
    if name.len() > 2 || matches!(*name, "bn" | "tn") {
        return Some(scale);
    }
    let capital = token.text.starts_with(char::is_uppercase) || *name == "k";
    match *name {
        // `5m` may be five minutes or metres.
        "m" | "t" if !capital => None,
        "b" if !capital => token.glued.then_some(*scale),
        "mm" | "mn" => token.glued.then_some(*scale).filter(|_| token.text != "mm"),
        _ if token.glued => Some(scale),
        _ => capital
            .then_some(*scale)
            .filter(|_| *name != "k" && token.gap == 1),
    }
}

/// Reads one number at a token.
fn one(doc: &Doc, at: usize) -> Option<One> {
    let token = doc.get(at)?;
    if token.is_number() {
        digits(doc, at, token)
    } else if token.is_word() {
        words(doc, at)
    } else {
        None
    }
}

/// Reads digits, a power and a scale.
fn digits(doc: &Doc, at: usize, token: &Token) -> Option<One> {
    let mut text = plain_digits(doc, &token.text)?;
    let mut end = at + 1;
    // `270 000`
    if token.text.len() <= 3
        && token.text.bytes().all(|b| b.is_ascii_digit())
        && !token.text.starts_with('0')
    {
        while let Some(next) = doc
            .get(end)
            .filter(|next| next.is_number() && next.gap == 1)
        {
            let group = next.text.split(['.', ',']).next().unwrap_or_default();
            if group.len() != 3 || !group.bytes().all(|b| b.is_ascii_digit()) || group != next.text
            {
                break;
            }
            text.push_str(group);
            end += 1;
        }
    }
    let mut whole = !text.contains(['.', 'e', 'E']);
    let mut lost_power = false;
    if let Some((power, behind)) = power(doc, end, &text) {
        (text, end, lost_power) = (power.0, behind, power.1);
        whole = false;
    }
    // `6 1/2`, `2 and a quarter`
    let mut is_fraction = false;
    if let (Some(numerator), true, Some(denominator)) =
        (doc.get(end), doc.sign(end + 1, '/'), doc.get(end + 2))
        && numerator.is_number()
        && denominator.is_number()
        && whole
        && numerator.gap == 1
        && denominator.glued
        && let (Ok(a), Ok(b), Ok(n)) = (
            numerator.text.parse::<f64>(),
            denominator.text.parse::<f64>(),
            text.parse::<f64>(),
        )
        && a < b
        && b < 10.0
    {
        text = format!("{}", n + a / b);
        (end, is_fraction, whole) = (end + 3, true, false);
    } else if let Some((share, behind)) = and_fraction(doc, end)
        && let Ok(n) = text.parse::<f64>()
    {
        text = format!("{}", n + share);
        (end, is_fraction, whole) = (behind, true, false);
    }
    let mut found = One {
        text,
        end,
        whole,
        lost_power,
        fraction: is_fraction,
        ..One::default()
    };
    // `1.2-billion-parameter`
    let hyphen = usize::from(
        doc.sign(end, '-') && scale(doc, end + 1).is_some() && doc.word(end + 1).len() > 3,
    );
    if let Some(letter) = scale(doc, end + hyphen) {
        found.scale = letter.into();
        found.end += 1 + hyphen;
        // `64K`, and a noun glued to it, is one word to the tokens: a word of one letter only.
        if doc.sign(found.end, '.')
            && doc
                .get(end)
                .is_some_and(|t| matches!(t.lower.as_str(), "mio" | "mrd"))
        {
            found.end += 1;
        }
    }
    Some(found)
}

/// Returns digits without separators, with a point before decimals. Returns `None` for what is no number:
/// `1.13.2`, `3.14.15`.
fn plain_digits(doc: &Doc, text: &str) -> Option<String> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at)?, text.get(at..)?),
        None => (text, ""),
    };
    let in_groups = |sign: char| {
        let mut groups = mantissa.split(sign);
        let first = groups
            .next()
            .is_some_and(|first| (1..=3).contains(&first.len()) && first != "0");
        let mut any = false;
        let all = groups.all(|group| {
            any = true;
            group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit())
        });
        first && any && all
    };
    let plain = mantissa.replace(['\'', '_'], "");
    let commas = plain.matches(',').count();
    let points = plain.matches('.').count();
    let plain = match (commas, points) {
        (0, 0) => plain,
        (0, 1) if in_groups('.') && doc.has_decimal_commas() => plain.replace('.', ""),
        (0, 1) => plain,
        (0, _) if in_groups('.') => plain.replace('.', ""),
        (1, 0) if in_groups(',') && !doc.has_decimal_commas() => plain.replace(',', ""),
        (1, 0) => plain.replace(',', "."),
        (_, 0) if in_groups(',') => plain.replace(',', ""),
        (_, 1) if plain.rfind('.') > plain.rfind(',') => plain.replace(',', ""),
        (1, _) => plain.replace('.', "").replace(',', "."),
        _ => return None,
    };
    Some(format!("{plain}{exponent}"))
}

/// Reads `× 10^23`, `x 10e21`, `× 10 4` or `^20` behind digits. Returns the number, whether its power may
/// have lost its place, and the token behind it.
fn power(doc: &Doc, at: usize, digits: &str) -> Option<((String, bool), usize)> {
    let exponent = |at: usize| -> Option<(i32, usize)> {
        let minus = usize::from(doc.sign(at, '-'));
        let token = doc.get(at + minus).filter(|token| token.is_number())?;
        let value: i32 = token.text.parse().ok().filter(|value| *value < 40)?;
        Some((if minus == 1 { -value } else { value }, at + minus + 1))
    };
    if doc.sign(at, '^') {
        let (exponent, end) = exponent(at + 1)?;
        let base: f64 = digits.parse().ok()?;
        let value = libm::pow(base, f64::from(exponent));
        let text = if base == 10.0 {
            format!("1e{exponent}")
        } else {
            format!("{value}")
        };
        return ((0..1 << 53).contains(&(value as i64)) || base == 10.0)
            .then_some(((text, false), end));
    }
    let times = doc.sign(at, '×') || doc.sign(at, '*') || doc.word(at) == "x";
    if !times {
        return None;
    }
    let ten = doc.get(at + 1).filter(|token| token.is_number())?;
    if ten.text == "10" {
        if doc.sign(at + 2, '^') {
            let (exponent, end) = exponent(at + 3)?;
            return Some(((format!("{digits}e{exponent}"), false), end));
        }
        let next = doc
            .get(at + 2)
            .filter(|next| next.is_number() && next.gap == 1 && next.text.len() <= 2)?;
        return Some(((format!("{digits}e{}", next.text), false), at + 3));
    }
    let raised = ten.text.strip_prefix("10")?;
    if let Some(exponent) = raised.strip_prefix(['e', 'E']) {
        return Some(((format!("{digits}e{exponent}"), false), at + 2));
    }
    let power: u32 = raised.parse().ok().filter(|_| raised.len() <= 2)?;
    let is_decimal = digits.contains('.') || digits.len() == 1;
    (is_decimal && (3..=30).contains(&power)).then(|| ((format!("{digits}e{power}"), true), at + 2))
}

/// Reads `and a half` behind a number.
fn and_fraction(doc: &Doc, at: usize) -> Option<(f64, usize)> {
    let joined = doc.word(at) == "and" && matches!(doc.word(at + 1), "a" | "one");
    let share = fraction(doc.word(at + 2)).filter(|_| joined)?;
    Some((share, at + 3))
}

/// Reads a number in words: `fifty-two thousand`, `two and a quarter`, `half a million`, `a week`.
fn words(doc: &Doc, at: usize) -> Option<One> {
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
fn spelled(doc: &Doc, at: usize) -> Option<One> {
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
    // The reader knows one scale behind a number; two, as in `hundred thousand`, are a number and a scale.
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

/// Reads the amount at a token.
pub(super) fn amount(doc: &Doc, at: usize) -> Option<Amount> {
    let first = one(doc, at)?;
    let sign = |at: usize, signs: &[char]| signs.iter().any(|sign| doc.sign(at, *sign));
    let percent = |at: usize| {
        doc.sign(at, '%') || doc.word(at) == "percent" || doc.is_phrase(at, at + 2, "per cent")
    };
    let mut end = first.end;
    let mut is_percent = percent(end);
    let behind_percent = end + usize::from(is_percent);
    let between =
        at > 0 && (doc.word(at - 1) == "between" || at > 1 && doc.word(at - 2) == "between");
    let joins = sign(behind_percent, &['–'])
        || sign(behind_percent, &['-'])
            && doc
                .get(behind_percent + 1)
                .is_some_and(|t| t.is_number() && t.glued)
        || matches!(doc.word(behind_percent), "to" | "or")
        || doc.word(behind_percent) == "and" && between;
    let other = if joins {
        one(doc, behind_percent + 1).filter(|other| !other.article)
    } else {
        None
    };
    let alone = first.value("")?;
    let mut found = Amount {
        tokens: at..end,
        low: alone,
        high: alone,
        percent: false,
        hedge: Hedge::None,
        scaled: !first.scale.is_empty(),
        article: first.article,
        whole: first.whole,
        lost_power: first.lost_power,
    };
    if let Some(other) = other
        && let (Some(low), Some(high)) = (first.value(&other.scale), other.value(""))
        && low < high
        && high < low * 20.0
        && (doc.word(behind_percent) != "or" || between_or(doc, other.end))
    {
        (found.low, found.high) = (low, high);
        found.scaled |= !other.scale.is_empty();
        end = other.end;
        is_percent |= percent(end);
        if percent(end) {
            end += 1 + usize::from(doc.word(end) == "per");
        }
    } else if is_percent {
        end = behind_percent + usize::from(doc.word(first.end) == "per");
    }
    if is_percent {
        found = found.times(0.01);
        found.percent = true;
    } else if first.fraction && found.high < 1.0 {
        found.percent = doc.word(end) == "of";
    }
    found.tokens = at..end;
    found.hedge = hedge(doc, at, end);
    Some(found)
}

/// Returns whether `two or three` is a range of something: days and the like.
fn between_or(doc: &Doc, at: usize) -> bool {
    matches!(
        doc.word(at),
        "days" | "weeks" | "hours" | "months" | "minutes"
    )
}

const ABOUT: [&str; 12] = [
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

fn hedge(doc: &Doc, start: usize, end: usize) -> Hedge {
    if doc.sign(end, '+') && doc.get(end).is_some_and(|token| token.glued) {
        return Hedge::Least;
    }
    for back in 1..=3 {
        let Some(at) = start.checked_sub(back) else {
            break;
        };
        let before = at.checked_sub(1).map_or("", |at| doc.word(at));
        let word = doc.word(at);
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
            if doc.sign(at, '>') || doc.sign(at, '≥') {
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
