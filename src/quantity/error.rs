//! Why a text is not a number, in words that say what to type instead.

use super::dates::DateError;
use super::hardware::ChipPart;
use super::unseen::is_unseen;
use std::fmt;

/// What is wrong with a typed number. The text is what the visitor reads under the field.
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
    /// `1.000.000`, `1.2.3`.
    TwoPoints(String),
    /// Negative numbers are nowhere asked for.
    Negative,
    /// Zero where only a positive number makes sense.
    Zero,
    /// Past what a double holds.
    TooLarge,
    /// Rounded to zero.
    TooSmall,
    /// A second number with nothing that joins it to the first: `2 3`, `1.5 × 1024`.
    TwoNumbers(String),
    /// A word, unit or sign without a number before it.
    NoNumber(String),
    /// Letters that are no unit of what is asked for; the second text says which are.
    Unit(String, &'static str),
    /// A unit of something else, with the remedy.
    OtherUnit(String, &'static str),
    /// A per cent sign where no share is asked for.
    Percent,
    /// A character that no number contains.
    Character(char),
    /// `5 ± 1`: the width of which interval?
    PlusMinus,
    /// `~5`: approximate, but by how much?
    Approximate(char),
    /// `b < a`, with both as they were read.
    Backwards(String, String),
    /// More than two ends, or a range within a range.
    ManyRanges,
    /// `x */ f` with an f below 1.
    Factor,
    /// `1 to 2 weeks 3 days`: the unit of the first end could be either.
    UnitAtBothEnds,
    /// A range that includes zero has no lognormal median.
    RangeFromZero,
    /// A utilization above 1; what it would be in per cent, if it was typed without the sign.
    AboveOne(Option<String>),
    /// A whole over one of its parts is less than 1.
    BelowOne,
    /// A price in two currencies at once.
    Currencies(&'static str, &'static str),
    /// Two dates that are no duration.
    Dates(DateError),
    /// Parts of a chip where chips are asked for.
    Parts(ChipPart),
    /// Nodes, and not how many chips are in each.
    Nodes,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "Nothing typed yet."),
            Self::TooLong => write!(
                f,
                "More than 1,000 characters: type one number or range, such as 1.5e24."
            ),
            Self::NothingAfterE(text) => write!(
                f,
                "Nothing follows the e in “{text}”: type the power of ten, such as 1e24."
            ),
            Self::Power => write!(
                f,
                "Only powers of ten are read, with a whole number after the ^: type 10^24 or 1e24."
            ),
            Self::Comma(text) if text.matches(',').count() == 1 && !text.contains('.') => write!(
                f,
                "A comma separates thousands in groups of three, as in 1,000,000. If “{text}” has a decimal comma, type {}.",
                text.replace(',', ".")
            ),
            Self::Comma(text) => write!(
                f,
                "“{text}” could mean more than one number: separate thousands with commas in groups of three and decimals with a point, as in 1,234.5."
            ),
            Self::Grouping(text) => write!(
                f,
                "“{text}” is not grouped in threes: type 1000000, 1 000 000 or 1,000,000."
            ),
            Self::TwoPoints(text) => write!(
                f,
                "“{text}” has more than one decimal point: separate thousands with commas or spaces, and a range with to."
            ),
            Self::Negative => write!(
                f,
                "A negative number makes no sense here: type a positive one."
            ),
            Self::Zero => write!(
                f,
                "Zero makes no sense here: type a positive number, or leave the field empty."
            ),
            Self::TooLarge => write!(
                f,
                "That is larger than this calculator can hold (1.8e308): check the exponent."
            ),
            Self::TooSmall => write!(
                f,
                "That is too close to zero to hold (below 2.2e-308): check the exponent."
            ),
            Self::TwoNumbers(text) => write!(
                f,
                "“{text}” does not follow from the number before it: type one number, such as 1.5e24 or 1.5×10^24, or a range, such as 5 to 6, and leave names out. (Copying from a PDF loses a raised exponent.)"
            ),
            Self::NoNumber(text) => write!(
                f,
                "A number is missing before “{text}”: type one, such as 1.5e24, 300k or 2 billion."
            ),
            Self::Unit(text, units) => write!(f, "“{text}” is no unit known here: type {units}."),
            Self::OtherUnit(text, remedy) => write!(f, "“{text}”: {remedy}."),
            Self::Percent => write!(
                f,
                "A percentage makes no sense here: type the number itself."
            ),
            Self::Character(c) if c.is_control() || is_unseen(*c) => write!(
                f,
                "There is an invisible character (U+{:04X}) in this number: delete it, or type the number again.",
                u32::from(*c)
            ),
            Self::Character(c) => write!(
                f,
                "“{c}” is not part of a number: type digits, such as 1.5e24, 300k or 2 billion."
            ),
            Self::PlusMinus => write!(
                f,
                "Type a range by its two ends, such as 4.5 to 5.5: the 90% interval."
            ),
            Self::Approximate(c) => write!(
                f,
                "Leave out “{c}”; where the figure is uncertain type a range, such as 5 to 6."
            ),
            Self::Backwards(low, high) => write!(
                f,
                "The range runs backwards: {low} is more than {high}. Type the smaller end first, each with its own unit."
            ),
            Self::ManyRanges => write!(f, "A range has two ends: type it as 5 to 6, 5..6 or 5–6."),
            Self::Factor => write!(
                f,
                "Type one number before */ and a plain factor of at least 1 after it, such as 400 */ 1.5."
            ),
            Self::UnitAtBothEnds => write!(
                f,
                "Type a unit at both ends of the range, such as 1 week to 2 weeks 3 days."
            ),
            Self::RangeFromZero => write!(
                f,
                "A range must start above zero: type a small positive number for its lower end."
            ),
            Self::AboveOne(Some(percent)) => write!(
                f,
                "A utilization is at most 1, all of the peak: for a percentage type {percent}."
            ),
            Self::AboveOne(None) => write!(
                f,
                "A utilization is at most 100%, all of the peak: type a smaller share, such as 40%."
            ),
            Self::BelowOne => write!(
                f,
                "This is a whole over one of its parts, so at least 1: for 10% on top type 1.1, for nothing on top type 1."
            ),
            Self::Currencies(one, other) => write!(
                f,
                "{one} and {other} are two currencies: type the price in one of them."
            ),
            Self::Dates(error) => error.fmt(f),
            Self::Parts(part) => write!(
                f,
                "Which chip has these {}? Choose the hardware, or type the number of chips: 128 cores of TPU v3 are 64 chips.",
                part.name()
            ),
            Self::Nodes => write!(
                f,
                "How many chips are in each? Type 16 nodes × 8 GPUs, or the number of chips."
            ),
        }
    }
}

impl std::error::Error for ReadError {}
