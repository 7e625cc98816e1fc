//! Factors of a calculation: a number with its unit, or a group in brackets.

use super::super::mention::Starts;
use super::super::noun::{Noun, noun};
use super::super::number::amount;
use super::super::token::{Doc, Token};
use std::ops::Range;

/// The unit after a factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) enum Unit {
    None,
    /// The seconds of the unit.
    Time(f64),
    /// Hours of a day, seconds of an hour and the like.
    Clock,
    Speed,
    Chips,
    /// Hours of chips, with the seconds of the unit.
    ChipTime(f64),
    Cores,
    /// Chips of a core.
    ChipsOfCore,
    Share,
    Parameters,
    Tokens,
    Steps,
    /// Anything else that is counted.
    Other,
}

#[derive(Clone, Debug)]
pub(in super::super) struct Factor {
    pub(in super::super) value: f64,
    pub(in super::super) unit: Unit,
    pub(in super::super) tokens: Range<usize>,
}

/// Numbers that turn days into seconds.
const CLOCK: [f64; 4] = [24.0, 60.0, 3600.0, 86_400.0];

impl Factor {
    /// Returns whether it only turns days or hours into seconds.
    pub(in super::super) fn is_clock(&self) -> bool {
        // `11 * 86400 s`
        let is_day = matches!(self.unit, Unit::Time(unit) if unit == 1.0)
            && (self.value == 86_400.0 || self.value == 3600.0);
        self.unit == Unit::Clock || is_day || self.unit == Unit::None && CLOCK.contains(&self.value)
    }

    pub(in super::super) fn is_share(&self) -> bool {
        let is_part = (0.02..1.0).contains(&self.value);
        is_part && matches!(self.unit, Unit::Share | Unit::None)
    }

    pub(in super::super) fn is_speed(&self) -> bool {
        self.unit == Unit::Speed || self.unit == Unit::None && self.value >= 1e9
    }

    /// Returns whether it is the 6 of `6 × N × D`, or of `6 FLOP × N × D`.
    pub(in super::super) fn is_six(&self) -> bool {
        matches!(self.unit, Unit::None | Unit::Speed | Unit::Other) && self.value == 6.0
    }
}

/// The most factors of a product.
const MOST: usize = 16;

/// Reads a product of at least two factors that starts at a token. Returns the token after it as well.
pub(super) fn product(doc: &Doc, starts: &Starts, at: usize) -> Option<(Vec<Factor>, usize)> {
    let end = doc.sentence(at).end;
    let mut out: Vec<Factor> = Vec::new();
    let mut at = at;
    while let Some(factor) = factor(doc, starts, at, end) {
        at = factor.tokens.end;
        out.push(factor);
        if !is_times(doc, at) || at + 1 >= end || out.len() >= MOST {
            break;
        }
        at += 1;
    }
    (out.len() > 1).then_some((out, at))
}

pub(super) fn is_times(doc: &Doc, at: usize) -> bool {
    let is_number = || {
        doc.get(at + 1)
            .is_some_and(|next| next.is_number() || next.is_sign('('))
    };
    doc.sign(at, '×') || doc.sign(at, '*') || doc.word(at) == "x" && is_number()
}

fn factor(doc: &Doc, starts: &Starts, at: usize, end: usize) -> Option<Factor> {
    let token = doc.get(at)?;
    let (value, inner, behind) = if token.is_sign('(') {
        let close = closing(doc, at, end)?;
        let (value, unit) = group(doc, starts, at + 1..close)?;
        (value, unit, close + 1)
    } else {
        let number = token.is_number().then(|| amount(doc, at)).flatten();
        let number = number.filter(|number| !number.is_range())?;
        let unit = match number.percent {
            true => Unit::Share,
            false => Unit::None,
        };
        // `2664000/2048 hours`
        let divisor = doc
            .sign(number.tokens.end, '/')
            .then(|| amount(doc, number.tokens.end + 1));
        match divisor
            .flatten()
            .filter(|divisor| divisor.low > 0.0 && !divisor.percent)
        {
            Some(divisor) => (number.low / divisor.low, unit, divisor.tokens.end),
            None => (number.low, unit, number.tokens.end),
        }
    };
    let (words, behind) = words(doc, behind, end);
    let (unit, scale) = match unit_of(doc, starts, words) {
        (Unit::None, _) => (inner, 1.0),
        // `(25 * 24 * 3600) s`
        (Unit::Time(_), _) if matches!(inner, Unit::Time(_)) => (inner, 1.0),
        known => known,
    };
    Some(Factor {
        value: value * scale,
        unit,
        tokens: at..behind,
    })
}

/// Returns the bracket that closes one.
fn closing(doc: &Doc, open: usize, end: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for at in open..end.min(open + 40) {
        depth += usize::from(doc.sign(at, '('));
        if doc.sign(at, ')') {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// Returns the words after a number, with those of a comment in brackets, and the token after them.
fn words(doc: &Doc, start: usize, end: usize) -> (Range<usize>, usize) {
    let mut at = start;
    while at < end && at - start < 9 {
        let is_slash = doc.sign(at, '/') || doc.sign(at, '-');
        let divides = at > start
            && doc.sign(at - 1, '/')
            && doc.get(at).is_some_and(|token| token.is_number());
        if is_times(doc, at)
            || !(is_slash || divides || doc.get(at).is_some_and(|token| token.is_word()))
        {
            break;
        }
        at += 1;
    }
    if doc.sign(at, '(')
        && let Some(close) = closing(doc, at, end)
        && doc.get(at + 1).is_some_and(|token| token.is_word())
    {
        return (start..close, close + 1);
    }
    (start..at, at)
}

/// Returns the unit that words say, and its scale.
fn unit_of(doc: &Doc, starts: &Starts, words: Range<usize>) -> (Unit, f64) {
    let is_clock = |word: &str| matches!(noun(word), Some(Noun::Time(_)));
    for at in words.clone() {
        let word = doc.word(at);
        if word.starts_with("utili") || matches!(word, "mfu" | "hfu") {
            return (Unit::Share, 1.0);
        }
        if let Some(Noun::Speed(factor) | Noun::Flop(factor)) = noun(word) {
            return (Unit::Speed, factor);
        }
    }
    let first = words.start;
    let word = doc.word(first);
    let behind = doc.sign(first + 1, '/') || doc.word(first + 1) == "per";
    let is_rate = behind && words.contains(&(first + 2));
    if let Some((unit, of)) = word.split_once('/') {
        let unit = match is_clock(unit) && is_clock(of) {
            true => Unit::Clock,
            false => Unit::Other,
        };
        return (unit, 1.0);
    }
    if is_rate {
        // `2M tokens per batch`
        let is_batch = matches!(noun(doc.word(first + 2)), Some(Noun::Batch | Noun::Step));
        if is_batch && noun(word) == Some(Noun::Token) {
            return (Unit::Tokens, 1.0);
        }
        let unit = match is_clock(word) && is_clock(doc.word(first + 2)) {
            true => Unit::Clock,
            false => Unit::Other,
        };
        return (unit, 1.0);
    }
    let mut unit = Unit::None;
    for at in words.clone() {
        let here = match doc.noun(at) {
            _ if doc.word(at) == "peak" => Unit::Speed,
            Some(Noun::ChipHours(hours)) => Unit::ChipTime(3600.0 * hours),
            _ if starts.contains_key(&at) => match time_of(doc, &words, at) {
                Some(seconds) => return (Unit::ChipTime(seconds), 1.0),
                None => Unit::Chips,
            },
            Some(Noun::Time(seconds)) => Unit::Time(seconds),
            Some(Noun::Chip) => Unit::Chips,
            Some(Noun::Part) => Unit::Cores,
            Some(Noun::Parameter) => Unit::Parameters,
            Some(Noun::Token) => Unit::Tokens,
            Some(Noun::Step) => Unit::Steps,
            Some(_) => Unit::Other,
            None => continue,
        };
        // `1024 TPU v3 cores` are cores.
        if unit == Unit::None || here == Unit::Cores {
            unit = here;
        }
    }
    (unit, 1.0)
}

/// Returns the seconds of the unit after a chip: the hours of `A100-hours`.
fn time_of(doc: &Doc, words: &Range<usize>, at: usize) -> Option<f64> {
    let mut behind = at + 1..(at + 4).min(words.end);
    behind.find_map(|at| match doc.noun(at) {
        Some(Noun::Time(seconds)) if seconds >= 3600.0 => Some(seconds),
        _ => None,
    })
}

/// Works out a group in brackets: `14 + 2`, `30 * 24 * 3600`, `128 TPU cores / 2 cores per chip`.
fn group(doc: &Doc, starts: &Starts, inside: Range<usize>) -> Option<(f64, Unit)> {
    let (mut sum, mut term, mut divides) = (0.0, 1.0, false);
    let (mut unit, mut clocks, mut divided) = (Unit::None, 1.0, false);
    let mut at = inside.start;
    while at < inside.end {
        let is_number = doc.get(at).is_some_and(Token::is_number);
        let number = is_number.then(|| amount(doc, at)).flatten()?;
        let value = number.low;
        term = if divides { term / value } else { term * value };
        divided |= divides;
        if number.percent {
            unit = Unit::Share;
        }
        if CLOCK.contains(&value) {
            clocks *= value;
        }
        at = number.tokens.end;
        let start = at;
        let mut behind = None;
        while at < inside.end && doc.get(at).is_some_and(|token| token.is_word()) {
            // `cores/2` is one word to the tokens.
            behind = doc
                .word(at)
                .split_once('/')
                .and_then(|(_, number)| number.parse::<u32>().ok());
            at += 1;
        }
        if unit == Unit::None {
            unit = unit_of(doc, starts, start..at).0;
        }
        if let Some(behind) = behind {
            term /= f64::from(behind);
            divided = true;
            at = inside.end;
        }
        if at >= inside.end {
            break;
        }
        let sign = |sign: char| doc.sign(at, sign);
        if sign('+') || sign('-') {
            sum += term;
            term = if sign('-') { -1.0 } else { 1.0 };
        } else if !(is_times(doc, at) || sign('/')) {
            return None;
        }
        divides = sign('/');
        at += 1;
    }
    let value = sum + term;
    let says = |stem: &str| inside.clone().any(|at| doc.word(at).starts_with(stem));
    let unit = match unit {
        // `1 chip / 2 cores`
        _ if divided && says("chip") && says("core") => match value < 1.0 {
            true => Unit::ChipsOfCore,
            false => Unit::Chips,
        },
        Unit::None if clocks >= 3600.0 => Unit::Time(1.0),
        unit => unit,
    };
    (value > 0.0).then_some((value, unit))
}
