//! Text to the shape of a quantity: one value or a range.

use super::lexer::{Decimal, Spanned, Token, tokens};
use super::words::may_lead;
use super::{ReadError, write};
use std::iter::Peekable;
use std::ops::Range;

/// A number and the words around it: `2 billion tokens`, `33%`, `40% HFU`, `$2`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub number: Decimal,
    pub words: Vec<String>,
    pub percent: bool,
}

/// One end of a range, or a whole value. Only a time has several parts: `5 d 12 h`.
pub(super) type End = Vec<Part>;

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    Point(End),
    /// The two ends, and where the sign between them stands in the text.
    Between(End, End, Range<usize>),
}

/// The shape of a normalized text, and the text that it is the shape of.
pub(super) fn shape(chars: Vec<char>) -> Result<(Vec<char>, Shape), ReadError> {
    let tokens = tokens(&chars)?;
    if tokens.is_empty() {
        return Err(ReadError::Empty);
    }
    let Some(separator) = separator(&tokens)? else {
        let end = end(&tokens)?;
        return Ok((chars, Shape::Point(end)));
    };
    let (low, high) = (end(&tokens[..separator])?, end(&tokens[separator + 1..])?);
    let (sign, span) = &tokens[separator];
    if *sign == Token::TimesOver {
        return shape(around(&low, &high)?);
    }
    let between = Shape::Between(low, high, span.clone());
    Ok((chars, between))
}

/// `x */ f` is short for `x/f to x*f`, and read as that: so both are the same number to the last bit.
fn around(center: &End, factor: &End) -> Result<Vec<char>, ReadError> {
    // One number with a unit, and a plain factor; the unit may stand behind the factor.
    let ([center], [factor]) = (center.as_slice(), factor.as_slice()) else {
        return Err(ReadError::Factor);
    };
    let (x, f) = (center.number.value(), factor.number.value());
    let has_two_units = !(center.words.is_empty() || factor.words.is_empty());
    if has_two_units || factor.percent || !(1.0..=1e300).contains(&f) {
        return Err(ReadError::Factor);
    }
    let (low, high) = (x / f, x * f);
    if !high.is_finite() {
        return Err(ReadError::TooLarge);
    }
    if x > 0.0 && !low.is_normal() {
        return Err(ReadError::TooSmall);
    }
    let mut text = write::exact(low) + ".." + &write::exact(high);
    if center.percent {
        text.push('%');
    }
    for word in center.words.iter().chain(&factor.words) {
        text.push(' ');
        text.push_str(word);
    }
    Ok(text.chars().collect())
}

/// The index of the one token that joins two ends, if there is one.
fn separator(tokens: &[Spanned]) -> Result<Option<usize>, ReadError> {
    let mut found = None;
    for (i, (token, _)) in tokens.iter().enumerate() {
        let joins = match token {
            Token::To | Token::TimesOver => true,
            // A hyphen after a complete value; elsewhere it is a sign.
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

fn end(tokens: &[Spanned]) -> Result<End, ReadError> {
    let mut rest = tokens.iter().map(|(token, _)| token).peekable();
    let mut parts: End = Vec::new();
    while let Some(mut token) = rest.next() {
        let mut words = Vec::new();
        // `$2` and `HFU 40%` are `2 $` and `40% HFU`.
        if let (Token::Word(word), Some(number @ Token::Number(_))) = (token, rest.peek())
            && may_lead(word)
        {
            words.push(word.clone());
            token = *number;
            rest.next();
        }
        let mut number = match token {
            Token::Number(number) => number.clone(),
            Token::Minus => return Err(ReadError::Negative),
            Token::Word(word) if is_e(word) => return Err(ReadError::NothingAfterE(word.clone())),
            Token::Word(word) => return Err(ReadError::NoNumber(word.clone())),
            Token::Percent => return Err(ReadError::NoNumber("%".into())),
            Token::Caret => return Err(ReadError::Power),
            Token::Times | Token::To | Token::TimesOver => {
                return Err(ReadError::NoNumber("×".into()));
            }
        };
        match rest.peek() {
            Some(Token::Caret) => {
                rest.next();
                number = power_of_ten(&number, &mut rest)?;
            }
            Some(Token::Times) => {
                rest.next();
                let Some(Token::Number(base)) = rest.next() else {
                    return Err(ReadError::Power);
                };
                if rest.next() != Some(&Token::Caret) {
                    return Err(ReadError::TwoNumbers(format!("× {}", base.digits)));
                }
                number.exponent += power_of_ten(base, &mut rest)?.exponent;
            }
            _ => {}
        }
        if let Some(Token::Word(word)) = rest.peek()
            && is_e(word)
        {
            return Err(ReadError::NothingAfterE(format!("{}e", number.digits)));
        }
        take_words(&mut rest, &mut words);
        let percent = rest.next_if(|token| **token == Token::Percent).is_some();
        if percent {
            take_words(&mut rest, &mut words);
        }
        parts.push(Part {
            number,
            words,
            percent,
        });
    }
    if parts.is_empty() {
        return Err(ReadError::ManyRanges);
    }
    Ok(parts)
}

fn take_words<'a>(rest: &mut Peekable<impl Iterator<Item = &'a Token>>, words: &mut Vec<String>) {
    while let Some(Token::Word(word)) = rest.peek() {
        words.push(word.clone());
        rest.next();
    }
}

fn is_e(word: &str) -> bool {
    word.eq_ignore_ascii_case("e")
}

fn power_of_ten<'a>(
    base: &Decimal,
    rest: &mut impl Iterator<Item = &'a Token>,
) -> Result<Decimal, ReadError> {
    let mut next = rest.next();
    let negative = next == Some(&Token::Minus);
    if negative {
        next = rest.next();
    }
    let Some(Token::Number(exponent)) = next else {
        return Err(ReadError::Power);
    };
    let exponent = exponent.as_integer().ok_or(ReadError::Power)?;
    if base.as_integer() != Some(10) {
        return Err(ReadError::Power);
    }
    Ok(Decimal {
        digits: "1".into(),
        // As in the lexer: far past what a double holds.
        exponent: exponent.min(1_000_000) * if negative { -1 } else { 1 },
    })
}
