//! Grammar of typed numbers: from a text to one value or a range.

use super::lexer::{Decimal, Spanned, Token, tokens};
use super::words::may_lead;
use super::worked::{self, Worked};
use super::{Dimension, ReadError, around};
use std::ops::Range;

/// A number and the words beside it: `2 billion tokens`, `33%`, `40% HFU`, `$2`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub number: Decimal,
    pub worked: Worked,
    pub words: Vec<String>,
    pub percent: bool,
}

/// One end of a range, or a whole value. Only times have several parts: `5 d 12 h`.
pub(super) type End = Vec<Part>;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Point(End),
    /// Two ends, and the place of the sign between them in the text.
    Between(End, End, Range<usize>),
}

/// Reads the shape of a normalized text. Returns it with the text that it belongs to.
pub(super) fn shape(
    chars: Vec<char>,
    dimension: Dimension,
) -> Result<(Vec<char>, Shape), ReadError> {
    let tokens = tokens(&chars)?;
    if tokens.is_empty() {
        return Err(ReadError::Empty);
    }
    let Some(separator) = separator(&tokens)? else {
        let end = end(&tokens, dimension)?;
        has_unit(&[&end], dimension)?;
        return Ok((chars, Shape::Point(end)));
    };
    let (low, high) = (&tokens[..separator], &tokens[separator + 1..]);
    let (sign, span) = &tokens[separator];
    if *sign == Token::Minus && is_lost_power(low) {
        return Err(ReadError::Power);
    }
    if *sign == Token::PlusMinus && (low.is_empty() || high.is_empty()) {
        return Err(ReadError::PlusMinus);
    }
    let (low, high) = (end(low, dimension)?, end(high, dimension)?);
    has_unit(&[&low, &high], dimension)?;
    match sign {
        Token::TimesOver => return shape(around::factor(&low, &high)?, dimension),
        Token::PlusMinus => {
            return shape(around::plus_minus(&low, &high, dimension)?, dimension);
        }
        _ => {}
    }
    let between = Shape::Between(low, high, span.clone());
    Ok((chars, between))
}

/// Returns whether this end is `3 × 10` of `3 × 10-24`, whose raised exponent a PDF lost: it is no
/// range that starts at 30.
fn is_lost_power(low: &[Spanned]) -> bool {
    matches!(low, [.., (Token::Times(_), _), (Token::Number(ten), _)] if ten.as_integer() == Some(10))
}

/// Refuses a fraction of a time without a unit: 3/11 is rather a date than part of a day.
fn has_unit(ends: &[&End], dimension: Dimension) -> Result<(), ReadError> {
    let parts = || ends.iter().copied().flatten();
    let is_fraction = parts().any(|part| matches!(part.worked, Worked::Over(_)));
    if dimension == Dimension::Time && is_fraction && parts().all(|part| part.words.is_empty()) {
        return Err(ReadError::FractionUnit);
    }
    Ok(())
}

/// Returns the index of the one token that joins two ends, if there is one.
fn separator(tokens: &[Spanned]) -> Result<Option<usize>, ReadError> {
    let mut found = None;
    let is_or = |pair: &[Spanned]| {
        let [(Token::Word(word), _), (Token::Number(_), _)] = pair else {
            return false;
        };
        word.eq_ignore_ascii_case("or")
    };
    if tokens.windows(2).any(is_or) {
        return Err(ReadError::Alternatives);
    }
    for (i, (token, _)) in tokens.iter().enumerate() {
        let joins = match token {
            Token::To | Token::TimesOver | Token::PlusMinus => true,
            // A hyphen after a complete value joins two ends; elsewhere it is a sign.
            Token::Minus => {
                i > 0
                    && matches!(
                        tokens[i - 1].0,
                        Token::Number(_) | Token::Word(_) | Token::Percent
                    )
            }
            _ => false,
        };
        if joins && found.replace(i).is_some() {
            return Err(ReadError::ManyRanges);
        }
    }
    Ok(found)
}

fn is_number_ahead(tokens: &[&Token]) -> bool {
    tokens.iter().any(|token| matches!(token, Token::Number(_)))
}

fn end(tokens: &[Spanned], dimension: Dimension) -> Result<End, ReadError> {
    let tokens: Vec<&Token> = tokens.iter().map(|(token, _)| token).collect();
    let mut rest = tokens.as_slice();
    let mut parts: End = Vec::new();
    while let [first, ..] = *rest {
        let mut words = Vec::new();
        let mut first = first;
        // `$2` is read as `2 $`, and `HFU 40%` as `40% HFU`.
        if let [Token::Word(word), number @ Token::Number(_), ..] = *rest
            && may_lead(word)
        {
            words.push(word.clone());
            first = number;
            rest = &rest[1..];
        }
        rest = &rest[1..];
        let number = match first {
            Token::Number(number) => number,
            Token::Minus if is_number_ahead(rest) => return Err(ReadError::Negative),
            Token::Minus => return Err(ReadError::NoNumber("-".into())),
            Token::Word(word) if is_e(word) => return Err(ReadError::NothingAfterE(word.clone())),
            Token::Word(word) => return Err(ReadError::NoNumber(word.clone())),
            Token::Percent => return Err(ReadError::NoNumber("%".into())),
            Token::Caret => return Err(ReadError::Power),
            Token::Over => return Err(ReadError::Fraction),
            Token::PlusMinus => return Err(ReadError::PlusMinus),
            Token::Times(_) | Token::To | Token::TimesOver => {
                return Err(ReadError::NoNumber("×".into()));
            }
        };
        let (number, worked) = worked::take(number, &mut rest, dimension)?;
        if let [Token::Word(word), ..] = *rest
            && is_e(word)
        {
            return Err(ReadError::NothingAfterE(format!("{}e", number.digits)));
        }
        take_words(&mut rest, &mut words);
        let percent = matches!(*rest, [Token::Percent, ..]);
        if percent {
            rest = &rest[1..];
            take_words(&mut rest, &mut words);
        }
        parts.push(Part {
            number,
            worked,
            words,
            percent,
        });
    }
    if parts.is_empty() {
        return Err(ReadError::ManyRanges);
    }
    Ok(parts)
}

fn take_words(rest: &mut &[&Token], words: &mut Vec<String>) {
    while let [Token::Word(word), ..] = **rest {
        words.push(word.clone());
        *rest = &rest[1..];
    }
}

fn is_e(word: &str) -> bool {
    word.eq_ignore_ascii_case("e")
}
