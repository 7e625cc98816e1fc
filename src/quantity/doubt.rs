//! Checks of numbers that may mean something other than their digits say. The first rules do without
//! them.

use super::grammar::{Part, Shape};
use super::worked::Worked;
use super::{Dimension, ReadError, Uncertain, dates, words, write};

/// 100 million chips, rounded to four digits: more than any cluster has, by a factor of a hundred. A number that is
/// accepted stays accepted when it is written in four digits.
const MOST_CHIPS: f64 = 99_995_000.0;

/// Refuses groups of thousands that begin with a zero: `0,345B` has a decimal comma.
pub(super) fn check_groups(chars: &[char]) -> Result<(), ReadError> {
    let zeros = (0..chars.len()).filter(|at| chars[*at] == '0' && is_start(&chars[..*at]));
    let mut wrong = zeros.filter(|at| is_group_behind(&chars[*at..]));
    wrong
        .next()
        .map_or(Ok(()), |at| Err(leading_zero(&chars[at..])))
}

/// Returns whether a number begins after this text, and not another group of a number: `1 000 000`.
fn is_start(before: &[char]) -> bool {
    match before {
        [.., digit, ' '] => !digit.is_ascii_digit(),
        [.., c] => !(c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '_' | '\'' | ':')),
        [] => true,
    }
}

/// Returns whether the text starts with one to three digits, a sign that separates thousands, and three
/// digits.
fn is_group_behind(chars: &[char]) -> bool {
    let digits = |chars: &[char]| chars.iter().take_while(|c| c.is_ascii_digit()).count();
    let first = digits(chars);
    let rest = &chars[first..];
    let [',' | '_' | '\'' | ' ', behind @ ..] = rest else {
        return false;
    };
    // The text is not a group if a fraction follows: `0 123/456`.
    (1..=3).contains(&first) && digits(behind) == 3 && behind.get(3) != Some(&'/')
}

fn leading_zero(chars: &[char]) -> ReadError {
    let is_end = |c: &char| !c.is_ascii_alphanumeric() && !matches!(c, ',' | '_' | '\'' | '.');
    let mut length = chars.iter().take_while(|c| !is_end(c)).count();
    if chars.get(length) == Some(&' ') {
        // The space separates thousands, and what follows belongs to them.
        let rest = &chars[length + 1..];
        let has_space = chars[..length].iter().all(char::is_ascii_digit);
        if has_space {
            length += 1 + rest.iter().take_while(|c| !is_end(c)).count();
        }
    }
    ReadError::LeadingZero(chars[..length.min(24)].iter().collect())
}

/// Refuses a value that a whole number can hardly have.
pub(super) fn check_value(
    shape: &Shape,
    value: Uncertain,
    dimension: Dimension,
) -> Result<(), ReadError> {
    match dimension {
        Dimension::Chips => check_chips(value),
        Dimension::Time => check_days(shape),
        Dimension::Count(nouns) if nouns.contains(&"parameter") => check_experts(shape),
        _ => Ok(()),
    }
}

/// Refuses more chips than any cluster has: `910B` is the name of a chip.
pub(super) fn check_chips(value: Uncertain) -> Result<(), ReadError> {
    match value.high() < MOST_CHIPS {
        true => Ok(()),
        false => Err(ReadError::ManyChips),
    }
}

/// Refuses eight digits that are a day: `20230102` are hardly 55,000 years.
fn check_days(shape: &Shape) -> Result<(), ReadError> {
    let day = |part: &Part| {
        let is_bare = part.is_bare() && part.worked == Worked::Plain;
        let digits = part.number.digits.as_str();
        (is_bare && part.number.exponent == 0 && dates::is_day(digits)).then(|| digits.to_owned())
    };
    match unit_of_other(shape) {
        // `20220311 to 20220706 s`.
        true => Ok(()),
        false => shape
            .parts()
            .find_map(day)
            .map_or(Ok(()), |day| Err(ReadError::Day(day))),
    }
}

/// Returns whether one end of a range has a unit, which then counts for both.
fn unit_of_other(shape: &Shape) -> bool {
    matches!(shape, Shape::Between(..)) && shape.parts().any(|part| !part.is_bare())
}

/// Refuses the name of a mixture of experts, `8x7B`: the experts share parameters, so it is not a product.
fn check_experts(shape: &Shape) -> Result<(), ReadError> {
    let Shape::Point(end) = shape else {
        return Ok(());
    };
    let [part] = end.as_slice() else {
        return Ok(());
    };
    // Someone who means a product types a star.
    let Worked::Times(experts, 'x' | 'X' | '×') = part.worked else {
        return Ok(());
    };
    let is_number = experts.fract() == 0.0 && (2.0..=1024.0).contains(&experts);
    let scale = part.words.first();
    let scale = scale.filter(|word| matches!(words::scale(word), Some(6 | 9)));
    match scale {
        Some(scale) if is_number => Err(ReadError::Experts {
            name: format!(
                "{}x{}{}",
                write::exact(experts),
                part.number.digits,
                scale.to_ascii_uppercase()
            ),
            product: write::exact(part.value(0)) + if scale.len() > 2 { " " } else { "" } + scale,
        }),
        _ => Ok(()),
    }
}
