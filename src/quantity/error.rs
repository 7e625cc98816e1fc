//! Errors of typed numbers. The messages say what to type instead.

use super::Dimension;
use super::dates::DateError;
use super::hardware::ChipPart;
use super::mixtures::mixture;
use super::unseen::is_unseen;
use std::fmt;

/// The reason why a text is not a number. Its message is what the visitor reads under the field.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadError {
    /// Nothing but spaces.
    Empty,
    /// More than [`MAX_CHARS`](super::MAX_CHARS) characters.
    TooLong,
    /// `1e`, or `1e 24` where a plus was lost.
    NothingAfterE(String),
    /// `10^` with no whole number after it, or a power of something else.
    Power,
    /// `1,5`: a comma that does not separate groups of three.
    Comma(String),
    /// `1_0`, `1,000_000`: separators that do not make groups of three.
    Grouping(String),
    /// `0,345B`, `00 123`: no group of thousands is in front of these three digits.
    LeadingZero(String),
    /// `1.000.000`, `1.2.3`.
    TwoPoints(String),
    /// A number is negative. No field takes one.
    Negative,
    /// The number is zero, in a field that takes only positive numbers.
    Zero,
    /// `0x10`, and the digits after the sign.
    Hexadecimal(String),
    /// The number is larger than a double holds.
    TooLarge,
    /// The number is so small that a double rounds it to zero.
    TooSmall,
    /// A second number with nothing that joins it to the first: `2 3`, `1.5 × 1024`.
    TwoNumbers(String),
    /// A word, unit or sign without a number before it.
    NoNumber(String),
    /// Letters that are not units of this dimension; the second text says which units are.
    Unit(String, &'static str),
    /// A unit of another dimension, and what to do about it.
    OtherUnit(String, &'static str),
    /// A per cent sign, in a field that takes no share.
    Percent,
    /// A character that no number contains.
    Character(char),
    /// `1 × 2 ± 3 ± 4`, `±5`: not one number before the sign and one after it.
    PlusMinus,
    /// `5 ± 6`: the lower end is below zero, which no field takes.
    BelowZero,
    /// `5 ~ 6`: a sign for “approximately” between two numbers.
    Approximate(char),
    /// `> 5`, `up to 5`: one end is open.
    Bound(String),
    /// `1.5 × 1024`, as typed: it may be a product, or a power of ten whose exponent was lost in a PDF.
    LostPower {
        /// The two numbers and the sign.
        typed: String,
        /// The number if a power of ten was meant.
        power: String,
        /// The number if a product was meant.
        product: String,
    },
    /// `8x7B`, the name of a mixture of experts, and the number if a product was meant.
    Experts {
        /// The name as models spell it.
        name: String,
        /// The product with its scale.
        product: String,
    },
    /// More chips than any cluster has: `910B` is the name of one.
    ManyChips,
    /// `20230102`, which is a day, in a field that takes a time.
    Day(String),
    /// A product, in a field that takes none.
    Product,
    /// A fraction, in a field that takes none.
    NoFraction,
    /// `1/0`, `1.5/2`, `2 3/2`.
    Fraction,
    /// `1/2` without a unit, in a field that takes a time: it may be half a day, half an hour or a
    /// date.
    FractionUnit,
    /// `5:30`, spelled as hours and minutes, and as minutes and seconds: it may be either.
    Clock(String, String, String),
    /// `12:75:00`, which no clock shows.
    NoClock(String),
    /// `b < a`, with both ends as they were read.
    Backwards(String, String),
    /// More than two ends, or a range within a range.
    ManyRanges,
    /// `5 or 6 days`.
    Alternatives,
    /// `x */ f` with an f below 1.
    Factor,
    /// `1 to 2 weeks 3 days`: the first end could have either unit.
    UnitAtBothEnds,
    /// A range that includes zero has no lognormal median.
    RangeFromZero,
    /// A utilization above 1, and its value in per cent in case the sign was forgotten.
    AboveOne(Option<String>),
    /// A whole over one of its parts is less than 1.
    BelowOne,
    /// A price in two currencies at once.
    Currencies(&'static str, &'static str),
    /// Two dates that are not a duration.
    Dates(DateError),
    /// A number of parts of a chip, in a field that takes chips.
    Parts(ChipPart),
    /// A number of nodes, without the number of chips in each.
    Nodes,
}

impl ReadError {
    /// Returns the message of a text that may be on the way to a number: `0` before `0.3`, `1e` before `1e24`, `3` before `30%`.
    /// Returns `None` for all others.
    pub fn explain_unfinished(&self, dimension: Dimension) -> Option<String> {
        let power = if dimension.is_large() { 24 } else { 3 };
        Some(match self {
            Self::Zero => {
                "Zero makes no sense here: type a positive number, or leave the field empty.".into()
            }
            Self::NothingAfterE(text) => format!(
                "Nothing follows the e in “{text}”: type the power of ten, such as 1e{power}."
            ),
            Self::AboveOne(Some(percent)) => format!(
                "A utilization is at most 1, all of the peak: for a percentage type {percent}."
            ),
            Self::AboveOne(None) => {
                "A utilization is at most 100%, all of the peak: type a smaller share, such as 40%."
                    .into()
            }
            _ => return None,
        })
    }

    /// Returns the message for a field of this dimension: what is wrong, and what to type.
    pub fn explain(&self, dimension: Dimension) -> String {
        let (one, range) = dimension.examples();
        let power = if dimension.is_large() { 24 } else { 3 };
        match self {
            Self::Empty => "Nothing typed yet.".into(),
            Self::TooLong => format!("More than 1,000 characters: type one number or range, such as {one}."),
            Self::Power => format!("Only powers of ten are read, with a whole number after the ^: type 10^{power} or 1e{power}."),
            Self::Comma(text) if text.matches(',').count() == 1 && !text.contains('.') => format!("A comma separates thousands in groups of three, as in 1,000,000. If “{text}” has a decimal comma, type {}.", text.replace(',', ".")),
            Self::Comma(text) => format!("“{text}” could mean more than one number: separate thousands with commas in groups of three and decimals with a point, as in 1,234.5."),
            Self::Grouping(text) => format!("“{text}” is not grouped in threes: type 1000000, 1 000 000 or 1,000,000."),
            Self::LeadingZero(text) => match decimal(text) {
                Some(decimal) => format!("“{text}” begins with a zero, and groups of thousands do not: if the sign after it marks decimals, type {decimal}."),
                None => format!("“{text}” begins with a zero, and groups of thousands do not: type the number without the zeros, or with a decimal point."),
            },
            Self::TwoPoints(text) if is_grouped(text) => format!(
                "“{text}” has more than one decimal point: if they separate thousands, type {}.",
                text.replace('.', ",")
            ),
            Self::TwoPoints(text) => format!("“{text}” has more than one decimal point: separate thousands with commas or spaces, and a range with to."),
            Self::Negative => "A negative number makes no sense here: type a positive one.".into(),
            Self::Hexadecimal(digits) => format!("“0x{digits}” is a number in base 16, as programs write it: type it in decimal digits, such as {one}."),
            Self::TooLarge => "That is larger than this calculator can hold (1.8e308): check the exponent.".into(),
            Self::TooSmall => "That is too close to zero to hold (below 2.2e-308): check the exponent.".into(),
            Self::TwoNumbers(text) => format!("“{text}” cannot follow the number before it: type one number, such as {one}, or a range, such as {range}, and leave names out."),
            Self::NoNumber(text) => format!("A number is missing before “{text}”: type one, such as {one}."),
            Self::Unit(text, units) => format!("“{text}” is not a unit for this field: type {units}."),
            Self::OtherUnit(text, remedy) => format!("“{text}”: {remedy}."),
            Self::Percent => "A percentage makes no sense here: type the number itself.".into(),
            Self::Character(c) if c.is_control() || is_unseen(*c) => format!("There is an invisible character (U+{:04X}) in this number: delete it, or type the number again.", u32::from(*c)),
            Self::Character(c) => format!("“{c}” is not part of a number: type digits, such as {one}."),
            Self::PlusMinus => "Type one number before ± and how far off it may be after it, such as 15 ± 5.".into(),
            Self::Approximate(c) => format!("Leave out “{c}”; if the figure is uncertain, type a range, such as {range}."),
            Self::BelowZero => format!("The lower end of this range is not above zero: type both ends, such as {range}."),
            Self::Bound(bound) => format!("“{bound}” leaves one end open, and a bound is not an estimate: type a range, such as {range}."),
            Self::LostPower { typed, power, product } => format!("“{typed}” could be two numbers: type {power}, or {product} for the product. (Copying from a PDF loses a raised exponent.)"),
            Self::Experts { name, product } => match mixture(name) {
                Some((all, active)) => format!("{name} is the name of a mixture of experts, not a product: Mixtral {name} has {all}, {active} of them active for a token, as its experts share weights. Type {active} for what each token costs, {all} for all of them, or {product} for the product."),
                None => format!("{name} is the name of a mixture of experts, and they share weights: type the parameters that are active for a token, or {product} for the product."),
            },
            Self::ManyChips => format!("No cluster has 100 million chips: type how many ran at once, such as {one}, and the name of the hardware into its own field."),
            Self::Day(day) => format!("“{day}” is a day: type the first and the last one, such as 20230102 to 20230105, or a time, such as {one}."),
            Self::Product => format!("A product is not read here: type what it comes to, such as {one}."),
            Self::NoFraction => format!("A fraction is not read here: type the number itself, such as {one}."),
            Self::Fraction => "A fraction has two whole numbers, none of them zero: type it as 1/3 or 2 1/2.".into(),
            Self::FractionUnit => "Type a unit after the fraction, such as 1/2 day.".into(),
            Self::Clock(typed, long, short) => format!("“{typed}” could be {long} or {short}: type one of them."),
            Self::NoClock(typed) => format!("“{typed}” is not on any clock: type hours, minutes and seconds, such as 36:00:00, or 3-12:00:00 with days."),
            Self::Backwards(low, high) => format!("The range runs backwards: {low} is more than {high}. Type the smaller end first, each with its own unit."),
            Self::ManyRanges => format!("A range has two ends, with to, .. or – between them: type it as {range}."),
            Self::Alternatives => format!("“or” leaves open which of the two it is: type one of them, or a range, such as {range}."),
            Self::Factor => "Type one number before */ and a plain factor of at least 1 after it, such as */ 1.5.".into(),
            Self::UnitAtBothEnds => "Type a unit at both ends of the range, such as 1 week to 2 weeks 3 days.".into(),
            Self::RangeFromZero => "A range must start above zero: type a small positive number for its lower end.".into(),
            Self::Zero | Self::NothingAfterE(_) | Self::AboveOne(_) => self.explain_unfinished(dimension).unwrap_or_default(),
            Self::BelowOne => "This is the whole divided by a part of it, so at least 1: for 10% on top type 1.1, for nothing on top type 1.".into(),
            Self::Currencies(one, other) => format!("{one} and {other} are two currencies: type the price in one of them."),
            Self::Dates(error) => error.to_string(),
            Self::Parts(part) => format!("Which chip has these {}? Choose the hardware, or type the number of chips: 128 cores of TPU v3 are 64 chips.", part.name()),
            Self::Nodes => "How many chips are in each? Type 16 nodes × 8 GPUs, or the number of chips.".into(),
        }
    }
}

/// Puts a decimal point after the first digits, and one zero in front of it: `00,345` becomes `0.345`.
/// Returns `None` if there are more separators.
pub(super) fn decimal(text: &str) -> Option<String> {
    let is_sign = |c: char| matches!(c, ',' | '_' | '\'' | ' ');
    let (zeros, behind) = text.split_once(is_sign)?;
    let is_plain = !behind.contains(is_sign) && !behind.contains('.');
    let whole = zeros.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    is_plain.then(|| format!("{whole}.{behind}"))
}

/// Returns whether points stand where commas would: `1.024.000`.
fn is_grouped(text: &str) -> bool {
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or_default();
    let starts = (1..=3).contains(&first.len()) && !first.starts_with('0') && digits(first);
    starts && groups.all(|group| group.len() == 3 && digits(group))
}

impl fmt::Display for ReadError {
    /// Writes the message for a field that takes a count.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.explain(Dimension::Count(&[])))
    }
}

impl std::error::Error for ReadError {}
