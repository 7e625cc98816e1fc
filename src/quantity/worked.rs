//! Arithmetic within a number: powers of ten, products and fractions.

use super::lexer::{Decimal, Token};
use super::{Dimension, ReadError, words, write};

/// The number of digits that any double holds exactly.
pub(super) const DIGITS: usize = 15;

/// The arithmetic on a number before its unit is applied.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Worked {
    /// None: the number is as typed.
    Plain,
    /// A product: the last factor times those before it, with the last sign that was typed.
    Times(f64, char),
    /// A fraction: the numerator over the denominator.
    Over(f64),
}

/// Reads the arithmetic after a first number from the tokens, and returns the number that results.
pub(super) fn take(
    first: &Decimal,
    rest: &mut &[&Token],
    dimension: Dimension,
) -> Result<(Decimal, Worked), ReadError> {
    match **rest {
        [Token::Number(above), Token::Over, Token::Number(below), ..] => {
            *rest = &rest[3..];
            fraction(first, above, below, dimension)
        }
        [Token::Over, Token::Number(below), ..] => {
            *rest = &rest[2..];
            let whole = Decimal::from(0);
            fraction(&whole, first, below, dimension)
        }
        _ => product(first, rest, dimension),
    }
}

/// Reads a fraction: `2 1/2` is five halves.
fn fraction(
    whole: &Decimal,
    above: &Decimal,
    below: &Decimal,
    dimension: Dimension,
) -> Result<(Decimal, Worked), ReadError> {
    if !takes_fractions(dimension) {
        return Err(ReadError::NoFraction);
    }
    let integer = |number: &Decimal| number.as_integer().filter(|n| (0..=1_000_000).contains(n));
    let parts = (integer(whole), integer(above), integer(below));
    let (Some(whole), Some(above), Some(below)) = parts else {
        return Err(ReadError::Fraction);
    };
    if above == 0 || below == 0 || whole > 0 && above >= below {
        return Err(ReadError::Fraction);
    }
    let over = Worked::Over(below as f64);
    Ok((Decimal::from(whole * below + above), over))
}

fn product(
    first: &Decimal,
    rest: &mut &[&Token],
    dimension: Dimension,
) -> Result<(Decimal, Worked), ReadError> {
    let mut number = first.clone();
    let mut before = Vec::new();
    if let [Token::Caret, ..] = **rest {
        *rest = &rest[1..];
        number = power_of_ten(&number, rest)?;
    }
    let mut sign = '*';
    loop {
        // `6 * 70B * 300B`: a factor's scale stands before the next sign.
        if let [Token::Word(word), Token::Times(_), ..] = **rest
            && takes_products(dimension)
            && dimension != Dimension::Time
            && let Some(power) = words::scale(word)
        {
            number.exponent += power;
            *rest = &rest[1..];
        }
        let [Token::Times(times), ..] = **rest else {
            break;
        };
        let [_, Token::Number(next), ..] = **rest else {
            return Err(ReadError::Power);
        };
        *rest = &rest[2..];
        if let [Token::Caret, ..] = **rest {
            *rest = &rest[1..];
            number.exponent += power_of_ten(next, rest)?.exponent;
        } else {
            before.push(number);
            number = next.clone();
            sign = *times;
        }
    }
    let Some(last) = before.last() else {
        return Ok((number, Worked::Plain));
    };
    lost_power(last, sign, &number, before.len() == 1)?;
    if !takes_products(dimension) {
        return Err(ReadError::Product);
    }
    let product: f64 = before.iter().map(Decimal::value).product();
    if product == 0.0 {
        return Err(ReadError::Zero);
    }
    Ok((number, Worked::Times(product, sign)))
}

/// Refuses `1.5 × 1024`, which may be 1.5 × 10²⁴ from a PDF, where a raised digit looks like any other.
/// Between whole numbers it is a product if the first is ten or more, which nobody writes before a
/// power, or if the sign is `*`, which print does not use.
fn lost_power(
    first: &Decimal,
    sign: char,
    second: &Decimal,
    are_two: bool,
) -> Result<(), ReadError> {
    let is_plain = first.exponent == 0 && second.exponent == 0;
    let Some(exponent) = second.digits.strip_prefix("10").filter(|_| is_plain) else {
        return Ok(());
    };
    let is_decimal = first.digits.contains('.');
    let is_printed = is_decimal || are_two && sign != '*' && first.value() < 10.0;
    match (exponent.len(), exponent.starts_with(['0', '.'])) {
        // The PDF lost the power itself.
        (0, _) if is_decimal => Err(ReadError::Power),
        (1, false) if is_decimal => Err(lost_power_error(first, second, exponent)),
        (2, false) if is_printed => Err(lost_power_error(first, second, exponent)),
        _ => Ok(()),
    }
}

fn lost_power_error(first: &Decimal, second: &Decimal, exponent: &str) -> ReadError {
    ReadError::LostPower {
        typed: format!("{} × {}", first.digits, second.digits),
        power: format!("{}e{exponent}", first.digits),
        product: write::rounded(first.value() * second.value(), DIGITS),
    }
}

fn power_of_ten(base: &Decimal, rest: &mut &[&Token]) -> Result<Decimal, ReadError> {
    let negative = matches!(**rest, [Token::Minus, ..]);
    if negative {
        *rest = &rest[1..];
    }
    let [Token::Number(exponent), ..] = **rest else {
        return Err(ReadError::Power);
    };
    *rest = &rest[1..];
    let exponent = exponent.as_integer().ok_or(ReadError::Power)?;
    if base.as_integer() != Some(10) {
        return Err(ReadError::Power);
    }
    Ok(Decimal {
        digits: "1".into(),
        // As in the lexer: far beyond what a double holds, more digits make no difference.
        exponent: exponent.min(1_000_000) * if negative { -1 } else { 1 },
    })
}

fn takes_products(dimension: Dimension) -> bool {
    use Dimension::{ChipHours, Count, MultiplyAdds, Operations, Time};
    matches!(
        dimension,
        Count(_) | Operations | MultiplyAdds | Time | ChipHours
    )
}

/// Returns whether half of one makes sense: half an epoch does; half a chip or a third of a token is a
/// mistake.
fn takes_fractions(dimension: Dimension) -> bool {
    use Dimension::{Count, Overhead, Ratio, Share, Time};
    match dimension {
        Time | Share | Ratio | Overhead => true,
        Count(nouns) => nouns.contains(&"epoch"),
        _ => false,
    }
}
