//! Amounts in a passage: numbers in digits and words, powers, scales, ranges and the hedges before them.

mod digits;
mod hedge;
mod words;

use crate::import::passage::token::Doc;
use crate::quantity::{self, Dimension};
use digits::digits;
pub(in crate::import::passage) use hedge::Hedge;
use hedge::hedge;
use std::ops::Range;
use words::words;

/// A number or a range.
#[derive(Clone, Debug)]
pub(super) struct Amount {
    pub(super) tokens: Range<usize>,
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) percent: bool,
    pub(super) hedge: Hedge,
    /// Whether a scale follows the digits: the B of `7B`.
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
            low: crate::import::passage::rules::tidy(self.low * factor),
            high: crate::import::passage::rules::tidy(self.high * factor),
            ..self.clone()
        }
    }
}

/// One number: the text that the reader of numbers takes, and the token after it.
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
const SCALES: [(&str, &str); 27] = [
    ("thousand", "k"),
    ("million", "M"),
    ("millions", "M"),
    ("billion", "B"),
    ("billions", "B"),
    ("trillion", "T"),
    ("trillions", "T"),
    ("milion", "M"),
    ("bilion", "B"),
    ("billon", "B"),
    ("trilion", "T"),
    ("trillon", "T"),
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

/// Reads the scale at a token: `B`, `million`. A letter counts only directly after its number, or as a
/// capital before a further word.
pub(super) fn scale(doc: &Doc, at: usize) -> Option<&'static str> {
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
        // `400 k updates`, where a noun says that it is no unit
        "k" => (token.gap == 1 && doc.noun(at + 1).is_some()).then_some(*scale),
        _ => capital.then_some(*scale).filter(|_| token.gap == 1),
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
