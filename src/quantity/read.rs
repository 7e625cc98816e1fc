//! Reader of typed numbers: from text to a value of one dimension.

use super::grammar::{End, Part, Shape, shape};
use super::normalize::{leave_out_gas, normalize};
use super::words::{self, Unit};
use super::worked::Worked;
use super::{
    Dimension, HardwareCount, ReadError, Rules, Uncertain, between, dates, doubt, hardware, hedge,
    money, spoken, write,
};

/// The most characters that are read. Longer text is refused.
pub const MAX_CHARS: usize = 1000;

/// Reads a number or a range by the present [`Rules`].
///
/// # Errors
///
/// As [`Rules::read`].
pub fn read(text: &str, dimension: Dimension) -> Result<Uncertain, ReadError> {
    Rules::default().read(text, dimension)
}

/// Returns the rounding range of a typed number by the present rules; see [`Rules::rounded`].
pub fn rounded(text: &str, dimension: Dimension) -> Option<Uncertain> {
    Rules::default().rounded(text, dimension)
}

/// Reads a number with dates, nodes or parts of chips by the present rules; see
/// [`Rules::read_counted`].
///
/// # Errors
///
/// As [`Rules::read_counted`].
pub fn read_counted(text: &str, dimension: Dimension) -> Result<HardwareCount, ReadError> {
    Rules::default().read_counted(text, dimension)
}

pub(super) fn rounded_by(text: &str, dimension: Dimension, rules: Rules) -> Option<Uncertain> {
    let (_, mut shape) = parse(text, dimension, rules).ok()?;
    let exact = value(&shape, dimension, rules).ok()?.median();
    let Shape::Point(end) = &mut shape else {
        return None;
    };
    let [part] = end.as_mut_slice() else {
        return None;
    };
    // A product or a fraction has no last digit.
    if part.worked != Worked::Plain {
        return None;
    }
    let has_point = part.number.digits.contains('.');
    let is_count = part.number.exponent == 0 && part.number.value() == exact;
    if !has_point && is_count {
        return None;
    }
    part.number
        .digits
        .push_str(if has_point { "5" } else { ".5" });
    let high = value(&shape, dimension, rules).ok()?.median();
    Uncertain::from_parts(2.0 * exact - high, exact, high)
}

/// Reads two dates, in a field that takes a time.
pub(super) fn read_dates(
    text: &str,
    dimension: Dimension,
) -> Option<Result<dates::Span, ReadError>> {
    if dimension != Dimension::Time || text.chars().nth(MAX_CHARS).is_some() {
        return None;
    }
    let text = hedge::take(text).unwrap_or(text);
    Some(dates::span(text)?.map_err(ReadError::Dates))
}

/// Returns the currency that a price is typed in, by ISO 4217; none if none was typed, or the price
/// cannot be read.
pub fn currency(text: &str) -> Option<&'static str> {
    // Old and new rules agree about currencies.
    let rules = Rules::First;
    let (_, shape) = parse(text, Dimension::Price, rules).ok()?;
    value(&shape, Dimension::Price, rules).ok()?;
    shape.currency()
}

pub(super) fn parse(
    text: &str,
    dimension: Dimension,
    rules: Rules,
) -> Result<(Vec<char>, Shape), ReadError> {
    if text.chars().nth(MAX_CHARS).is_some() {
        return Err(ReadError::TooLong);
    }
    if let Some(digits) = hexadecimal(text) {
        return Err(ReadError::Hexadecimal(digits.into()));
    }
    let text = hedge::take(text)?;
    let range = between::take(text);
    let is_range = range.is_some();
    let chars = range.unwrap_or_else(|| normalize(text));
    let mut chars = spoken::in_digits(&chars, dimension)?;
    match dimension {
        Dimension::Intensity => leave_out_gas(&mut chars),
        Dimension::Chips => hardware::leave_out_sign(&mut chars),
        _ => {}
    }
    // Normalizing adds a sign to a raised digit and letters to a clock, so count again.
    if chars.len() > MAX_CHARS {
        return Err(ReadError::TooLong);
    }
    if rules.asks() {
        doubt::check_groups(&chars)?;
    }
    let read = shape(chars, dimension)?;
    match &read.1 {
        // `from 5 days` has one end.
        Shape::Point(_) if is_range => Err(ReadError::ManyRanges),
        _ => Ok(read),
    }
}

/// Returns the digits of `0x10`. A product with zero is not a number that anyone types.
fn hexadecimal(text: &str) -> Option<&str> {
    let text = text.trim();
    let digits = text
        .strip_prefix("0x")
        .or_else(|| text.strip_prefix("0X"))?;
    let are_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    are_digits.then_some(digits)
}

pub(super) fn value(
    shape: &Shape,
    dimension: Dimension,
    rules: Rules,
) -> Result<Uncertain, ReadError> {
    let value = match shape {
        Shape::Point(end) => Uncertain::point(amount(end, None, dimension)?),
        Shape::Between(low, high, _) => {
            // `5 to 6 days`, `33% to 40`: an end without a unit has the other end's.
            if low.iter().chain(high).any(Part::is_bare) && (low.len() > 1 || high.len() > 1) {
                return Err(ReadError::UnitAtBothEnds);
            }
            let a = amount(low, high.last(), dimension)?;
            let b = amount(high, low.last().filter(|low| !low.is_bare()), dimension)?;
            if a > b {
                return Err(ReadError::Backwards(write::typed(a), write::typed(b)));
            }
            if a == 0.0 {
                return Err(ReadError::RangeFromZero);
            }
            Uncertain::range(a, b)
        }
    };
    match dimension {
        Dimension::Share => check_share(shape, value)?,
        Dimension::Overhead if value.low() < 1.0 => return Err(ReadError::BelowOne),
        Dimension::Price => {
            let mut named = shape
                .parts()
                .filter_map(|part| money::currency(&part.words));
            if let (Some(one), Some(other)) = (named.next(), named.next())
                && one != other
            {
                return Err(ReadError::Currencies(one, other));
            }
        }
        _ => {}
    }
    if rules.asks() {
        doubt::check_value(shape, value, dimension)?;
    }
    Ok(value)
}

/// Refuses a share above 1: no hardware does more than its peak, whichever operations are counted.
fn check_share(shape: &Shape, value: Uncertain) -> Result<(), ReadError> {
    let words = shape.parts().flat_map(|part| &part.words);
    // The upper end is the last.
    let (all, name) = match words.last().and_then(|word| words::convention(word)) {
        Some("HFU") => (words::MFU_OVER_HFU, " HFU"),
        _ => (1.0, ""),
    };
    if value.high() <= all {
        return Ok(());
    }
    let is_number = |part: &Part| !part.percent && !matches!(part.worked, Worked::Over(_));
    let percent = shape.parts().all(is_number);
    let [low, high] = [value.low(), value.high()].map(|end| write::people(end / all));
    let meant = match value.is_range() && value.low() >= 1.0 {
        true => format!("{low}% to {high}%{name}"),
        false => format!("{high}%{name}"),
    };
    Err(ReadError::AboveOne(percent.then_some(meant)))
}

impl Shape {
    pub(super) fn parts(&self) -> impl Iterator<Item = &Part> {
        let (first, second): (&[Part], &[Part]) = match self {
            Self::Point(end) => (end, &[]),
            Self::Between(low, high, _) => (low, high),
        };
        first.iter().chain(second)
    }

    /// Returns the first currency that the words name.
    pub(super) fn currency(&self) -> Option<&'static str> {
        self.parts().find_map(|part| money::currency(&part.words))
    }
}

/// Returns one end in base units. An end without a unit has the unit of `other`, a part of the other
/// end: `5 to 6 days`, `30 to 40%`.
pub(super) fn amount(
    end: &End,
    other: Option<&Part>,
    dimension: Dimension,
) -> Result<f64, ReadError> {
    let several = end.len() > 1;
    let mut sum = 0.0;
    for part in end {
        if several && (dimension != Dimension::Time || part.words.is_empty()) {
            return Err(ReadError::TwoNumbers(end[1].number.digits.clone()));
        }
        let bare = part.is_bare();
        let other = other.filter(|_| !several);
        let (words, percent) = match other {
            Some(other) if bare => (&other.words, other.percent),
            _ => (&part.words, part.percent),
        };
        if percent && dimension != Dimension::Share {
            return Err(ReadError::Percent);
        }
        let (mut power, unit) = resolve(words, dimension)?;
        let unit = match (unit, other) {
            (None, Some(other)) => resolve(&other.words, dimension)?.1,
            (unit, _) => unit,
        };
        let factor = match unit {
            None => dimension.bare(),
            Some(Unit::Factor(factor)) => factor,
            Some(Unit::Prefixed(prefix)) => {
                power += prefix;
                1.0
            }
            Some(Unit::Wrong(remedy)) => return Err(ReadError::OtherUnit(words.join(" "), remedy)),
        };
        let power = power - if percent { 2 } else { 0 };
        sum += check_range(part, power, factor, dimension)?;
    }
    if sum.is_finite() {
        Ok(sum)
    } else {
        Err(ReadError::TooLarge)
    }
}

impl Part {
    /// Returns whether there is a number and nothing after it.
    pub(super) fn is_bare(&self) -> bool {
        self.words.is_empty() && !self.percent
    }

    /// Returns the number without its words, in per cent if it is a percentage.
    pub(super) fn amount(&self, percent: bool) -> f64 {
        self.value(if percent { -2 } else { 0 })
    }

    /// Returns the number without its words, times a power of ten.
    pub(super) fn value(&self, power: i64) -> f64 {
        let value = self.number.shifted(power).value();
        match self.worked {
            Worked::Plain => value,
            Worked::Times(factor, _) => value * factor,
            Worked::Over(divisor) => value / divisor,
        }
    }
}

fn check_range(
    part: &Part,
    power: i64,
    factor: f64,
    dimension: Dimension,
) -> Result<f64, ReadError> {
    let value = part.value(power) * factor;
    if value.is_normal() {
        return Ok(value);
    }
    if !value.is_finite() {
        return Err(ReadError::TooLarge);
    }
    if part
        .number
        .digits
        .contains(|c: char| ('1'..='9').contains(&c))
    {
        return Err(ReadError::TooSmall);
    }
    if dimension == Dimension::Ratio {
        Ok(0.0)
    } else {
        Err(ReadError::Zero)
    }
}

/// Returns the power of ten and the unit that the words after a number spell.
fn resolve(words: &[String], dimension: Dimension) -> Result<(i64, Option<Unit>), ReadError> {
    let Some(first) = words.first() else {
        return Ok((0, None));
    };
    let unknown = || {
        if first == "$" {
            return ReadError::Character('$');
        }
        // “7 GPU-days B”: all words together are the error; the message repeats only their beginning.
        ReadError::Unit(
            words.join(" ").chars().take(40).collect(),
            dimension.units(),
        )
    };
    if let Some(unit) = dimension.unit(&words.join("-")) {
        return Ok((0, Some(unit)));
    }
    // 57 g are not 57 billion, and no chip draws 400 k.
    let has_scales = !matches!(
        dimension,
        Dimension::Ratio
            | Dimension::Share
            | Dimension::Overhead
            | Dimension::Power
            | Dimension::Intensity
            | Dimension::Price
    );
    let power = words::scale(first)
        .filter(|_| has_scales)
        .ok_or_else(unknown)?;
    if words.len() == 1 {
        // Ten million days is not a training time: M more likely stands for months.
        return if dimension == Dimension::Time {
            Err(unknown())
        } else {
            Ok((power, None))
        };
    }
    let unit = dimension.unit(&words[1..].join("-")).ok_or_else(unknown)?;
    Ok((power, Some(unit)))
}
