//! Typed text to a value of one dimension, and to the way a link spells it.

use super::grammar::{End, Part, Shape, shape};
use super::hardware::{self, Counted};
use super::lexer::{normalize, tokens};
use super::words::{self, Unit};
use super::{ReadError, Uncertain, dates, write};

/// Longer text is refused unread.
pub const MAX_CHARS: usize = 1000;

/// What a number is asked for: which units it may carry, and what its base unit is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dimension {
    /// A number of things, which may be named behind it: `300B tokens`.
    Count(&'static [&'static str]),
    /// Accelerators; also as nodes of several each, `16 nodes × 8 GPUs`.
    Chips,
    /// Floating-point operations; FLOP.
    Operations,
    /// Multiply-adds, of 2 FLOP each.
    MultiplyAdds,
    /// FLOP/s.
    Speed,
    /// Wall-clock time in seconds; a number without a unit is days. Also from one date to another.
    Time,
    /// Hours × chips.
    ChipHours,
    /// A pure number; zero is allowed.
    Ratio,
    /// From 0 to 1, or in per cent.
    Share,
}

impl Dimension {
    fn unit(self, word: &str) -> Option<Unit> {
        match self {
            Self::Count(nouns) => words::noun(word, nouns),
            Self::Chips => words::noun(word, &hardware::CHIPS),
            Self::Operations => words::operations(word),
            Self::MultiplyAdds => words::multiply_adds(word),
            Self::Speed => words::speed(word),
            Self::Time => words::time(word),
            Self::ChipHours => words::chip_hours(word),
            Self::Ratio | Self::Share => None,
        }
    }

    /// What a number without any unit is worth in base units.
    fn bare(self) -> f64 {
        match self {
            Self::Time => 86_400.0,
            _ => 1.0,
        }
    }

    /// Completes the sentence “… is no unit known here: type …”.
    fn units(self) -> &'static str {
        match self {
            Self::Chips => "the number of chips, such as 1,024 or 16 nodes × 8 GPUs",
            Self::Count(_) => "k, M, B or T (thousand, million, billion, trillion)",
            Self::Operations => "FLOP, GFLOP, TFLOP and so on, or k, M, B or T",
            Self::MultiplyAdds => "k, M, B or T, or GMAC",
            Self::Speed => "GFLOP/s, TFLOP/s or PFLOP/s",
            Self::Time => "s, min, h, d, w, mo or y",
            Self::ChipHours => "h, or k, M for thousands and millions of chip-hours",
            Self::Ratio => "a plain number, such as 2",
            Self::Share => "a share such as 0.33, or a percentage such as 33%",
        }
    }
}

/// Reads a number or a range.
///
/// # Errors
/// Whatever is not a positive number of the dimension asked for, with what to type instead.
pub fn read(text: &str, dimension: Dimension) -> Result<Uncertain, ReadError> {
    let counted = read_counted(text, dimension)?;
    match counted.part {
        None => Ok(counted.value),
        Some(part) => Err(ReadError::Parts(part)),
    }
}

/// Reads a number or a range that may be of parts of chips: `128 cores`.
///
/// # Errors
/// As [`read`], but for parts of chips.
pub fn read_counted(text: &str, dimension: Dimension) -> Result<Counted, ReadError> {
    let value = match (dimension, dates(text, dimension)) {
        (_, Some(span)) => Uncertain::point(span?.seconds()),
        (Dimension::Chips | Dimension::ChipHours, _) => return hardware::read(text, dimension),
        _ => value(&parse(text)?.1, dimension)?,
    };
    Ok(Counted { value, part: None })
}

/// Two dates, where a time is asked for.
fn dates(text: &str, dimension: Dimension) -> Option<Result<dates::Span, ReadError>> {
    if dimension != Dimension::Time || text.chars().nth(MAX_CHARS).is_some() {
        return None;
    }
    Some(dates::span(text)?.map_err(ReadError::Dates))
}

/// The text as a permalink spells it: a range `a..b`, a percentage as a share, dates with the year
/// first, an x between factors, no plus sign, and of spaces only plain ones. What cannot be read is
/// left as typed.
pub fn spell(text: &str, dimension: Dimension) -> String {
    if read_counted(text, dimension).is_err() {
        return text.into();
    }
    if let Some(Ok(span)) = dates(text, dimension) {
        return span.to_string();
    }
    let alone = |text: &str| match parse(text) {
        Ok((chars, shape)) => spell_shape(&chars, &shape),
        Err(_) => text.into(),
    };
    if hardware::is_product(text, dimension) {
        let factors = hardware::factors(text);
        return factors
            .iter()
            .map(|f| alone(f))
            .collect::<Vec<_>>()
            .join(" x ");
    }
    alone(text)
}

fn spell_shape(chars: &[char], shape: &Shape) -> String {
    let plain = |chars: &[char]| -> String {
        let text: String = chars
            .iter()
            .map(|c| if *c == '_' { ' ' } else { *c })
            .filter(|c| *c != '+')
            .collect();
        text.trim().into()
    };
    let share = |end: &End| write::exact(end[0].amount(true));
    match shape {
        Shape::Point(end) if end[0].percent => share(end),
        Shape::Point(_) => plain(chars),
        Shape::Between(low, high, _) if low[0].percent || high[0].percent => {
            format!("{}..{}", share(low), share(high))
        }
        Shape::Between(_, _, sign) => {
            format!(
                "{}..{}",
                plain(&chars[..sign.start]),
                plain(&chars[sign.end..])
            )
        }
        Shape::Around(center, factor) => {
            let words = if center[0].words.is_empty() {
                &factor.words
            } else {
                &center[0].words
            };
            let (center, factor) = (center[0].amount(center[0].percent), factor.number.value());
            let text = format!(
                "{}..{} {}",
                write::exact(center / factor),
                write::exact(center * factor),
                words.join(" ")
            );
            text.trim().into()
        }
    }
}

pub(super) fn parse(text: &str) -> Result<(Vec<char>, Shape), ReadError> {
    if text.chars().nth(MAX_CHARS).is_some() {
        return Err(ReadError::TooLong);
    }
    let chars = normalize(text);
    let tokens = tokens(&chars)?;
    if tokens.is_empty() {
        return Err(ReadError::Empty);
    }
    let shape = shape(&tokens)?;
    Ok((chars, shape))
}

pub(super) fn value(shape: &Shape, dimension: Dimension) -> Result<Uncertain, ReadError> {
    let value = match shape {
        Shape::Point(end) => Uncertain::point(amount(end, None, dimension)?),
        Shape::Between(low, high, _) => {
            // `5 to 6 days`, `33% to 40`: the end without a unit has that of the other.
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
        Shape::Around(center, by) => {
            let factor = by.number.value();
            if by.percent || !(1.0..=1e300).contains(&factor) {
                return Err(ReadError::Factor);
            }
            let center = amount(center, Some(by), dimension)?;
            if center == 0.0 {
                return Err(ReadError::RangeFromZero);
            }
            let (a, b) = (center / factor, center * factor);
            if !b.is_finite() {
                return Err(ReadError::TooLarge);
            }
            if !a.is_normal() {
                return Err(ReadError::TooSmall);
            }
            Uncertain::range(a, b)
        }
    };
    if dimension == Dimension::Share && value.high() > 1.0 {
        let percent = !has_percent(shape);
        return Err(ReadError::AboveOne(
            percent.then(|| format!("{}%", write::people(value.high()))),
        ));
    }
    Ok(value)
}

fn has_percent(shape: &Shape) -> bool {
    let (first, second): (&[Part], &[Part]) = match shape {
        Shape::Point(end) | Shape::Around(end, _) => (end, &[]),
        Shape::Between(low, high, _) => (low, high),
    };
    first.iter().chain(second).any(|part| part.percent)
}

/// One end in base units. Where it has no unit of its own it takes that of `other`, a part of
/// the other end: `5 to 6 days`, `30 to 40%`.
fn amount(end: &End, other: Option<&Part>, dimension: Dimension) -> Result<f64, ReadError> {
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
        sum += checked(
            &part.number.shifted(power - if percent { 2 } else { 0 }),
            factor,
            dimension,
        )?;
    }
    if sum.is_finite() {
        Ok(sum)
    } else {
        Err(ReadError::TooLarge)
    }
}

impl Part {
    /// A number and nothing behind it.
    fn is_bare(&self) -> bool {
        self.words.is_empty() && !self.percent
    }

    /// The number without its words, in per cent where it is a percentage.
    fn amount(&self, percent: bool) -> f64 {
        self.number.shifted(if percent { -2 } else { 0 }).value()
    }
}

fn checked(
    number: &super::lexer::Decimal,
    factor: f64,
    dimension: Dimension,
) -> Result<f64, ReadError> {
    let value = number.value() * factor;
    if value.is_normal() {
        return Ok(value);
    }
    if !value.is_finite() {
        return Err(ReadError::TooLarge);
    }
    if number.digits.contains(|c: char| ('1'..='9').contains(&c)) {
        return Err(ReadError::TooSmall);
    }
    if dimension == Dimension::Ratio {
        Ok(0.0)
    } else {
        Err(ReadError::Zero)
    }
}

/// The power of ten and the unit that the words behind a number spell.
fn resolve(words: &[String], dimension: Dimension) -> Result<(i64, Option<Unit>), ReadError> {
    let Some(first) = words.first() else {
        return Ok((0, None));
    };
    let unknown = || {
        // “7 GPU-days B”: the whole is the culprit, but not endlessly.
        ReadError::Unit(
            words.join(" ").chars().take(40).collect(),
            dimension.units(),
        )
    };
    if let Some(unit) = dimension.unit(&words.join("-")) {
        return Ok((0, Some(unit)));
    }
    let has_scales = !matches!(dimension, Dimension::Ratio | Dimension::Share);
    let power = words::scale(first)
        .filter(|_| has_scales)
        .ok_or_else(unknown)?;
    if words.len() == 1 {
        // Ten million days is no training time: more likely M stands for months.
        return if dimension == Dimension::Time {
            Err(unknown())
        } else {
            Ok((power, None))
        };
    }
    let unit = dimension.unit(&words[1..].join("-")).ok_or_else(unknown)?;
    Ok((power, Some(unit)))
}
