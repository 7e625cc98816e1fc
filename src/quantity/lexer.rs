//! Lexer of typed numbers: from text to digits with their separators, words, and the signs that join
//! them.

use super::ReadError;
use lexical_parse_float::FromLexical;

/// A decimal number as digits and a power of ten, so that `33.3%` and `0.333` become the same
/// double: the digits are converted once, after every suffix has moved the exponent.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Decimal {
    /// ASCII digits with at most one point.
    pub digits: String,
    pub exponent: i64,
}

impl Decimal {
    /// Returns the nearest double; with more than 19 digits, perhaps one next to it; infinity or zero
    /// if it is out of range.
    pub(super) fn value(&self) -> f64 {
        let text = format!("{}e{}", self.digits, self.exponent);
        f64::from_lexical(text.as_bytes()).unwrap_or(f64::NAN)
    }

    /// Returns the same digits times a power of ten.
    pub(super) fn shifted(&self, power: i64) -> Self {
        Self {
            digits: self.digits.clone(),
            exponent: self.exponent + power,
        }
    }

    /// Makes a decimal of a whole number.
    pub(super) fn from(whole: i64) -> Self {
        Self {
            digits: whole.to_string(),
            exponent: 0,
        }
    }

    /// Returns the whole number, if it was typed as one.
    pub(super) fn as_integer(&self) -> Option<i64> {
        (self.exponent == 0).then(|| self.digits.parse().ok())?
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Number(Decimal),
    /// Letters, with a slash or a hyphen inside: `TFLOP/s`, `GPU-hours`.
    Word(String),
    /// `*`, `×` or `x`.
    Times(char),
    /// The bar between the numbers of a fraction.
    Over,
    Caret,
    Percent,
    Minus,
    /// `..`, `–` or `to`, between the ends of a range.
    To,
    /// `*/`, before a factor to either side.
    TimesOver,
    /// `±`, before a distance to either side.
    PlusMinus,
}

/// A token and its place in the normalized text, which [`spell`](super::spell) needs.
pub(super) type Spanned = (Token, std::ops::Range<usize>);

pub(super) fn tokens(chars: &[char]) -> Result<Vec<Spanned>, ReadError> {
    let mut out: Vec<Spanned> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let rest = &chars[at..];
        let next = rest.get(1).copied();
        let (token, length) = match rest[0] {
            ' ' => {
                at += 1;
                continue;
            }
            c if c.is_ascii_digit() || c == '.' && next.is_some_and(|n| n.is_ascii_digit()) => {
                let (number, length) = number(rest)?;
                (Token::Number(number), length)
            }
            '.' if next == Some('.') => (
                Token::To,
                rest.iter().take_while(|c| **c == '.').count().min(3),
            ),
            '–' => (Token::To, 1),
            '*' if next == Some('/') => (Token::TimesOver, 2),
            '*' if next == Some('*') => (Token::Caret, 2),
            '×' if rest.starts_with(&['×', '/', '÷']) => (Token::TimesOver, 3),
            c @ ('*' | '×') => (Token::Times(c), 1),
            '^' => (Token::Caret, 1),
            '%' => (Token::Percent, 1),
            '-' => (Token::Minus, 1),
            '±' => (Token::PlusMinus, 1),
            '+' if is_behind_value(&out) && rest.starts_with(&['+', '/', '-']) => {
                (Token::PlusMinus, 3)
            }
            '+' if is_behind_value(&out) && next == Some('-') => (Token::PlusMinus, 2),
            '+' => {
                // A plus in front changes nothing.
                at += 1;
                continue;
            }
            c @ ('~' | '≈' | '∼') => return Err(ReadError::Approximate(c)),
            c @ ('<' | '>' | '≤' | '≥') => return Err(ReadError::Bound(c.into())),
            c if is_letter(c) => word(rest),
            '/' if is_behind_number(&out) && is_before_digit(&rest[1..]) => (Token::Over, 1),
            '/' => per(rest)?,
            c => return Err(ReadError::Character(c)),
        };
        at += length;
        out.push((token, start..at));
    }
    Ok(out)
}

fn is_behind_number(tokens: &[Spanned]) -> bool {
    matches!(tokens.last(), Some((Token::Number(_), _)))
}

fn is_behind_value(tokens: &[Spanned]) -> bool {
    is_behind_number(tokens) || matches!(tokens.last(), Some((Token::Word(_) | Token::Percent, _)))
}

fn is_before_digit(chars: &[char]) -> bool {
    let next = chars.iter().find(|c| **c != ' ');
    next.is_some_and(char::is_ascii_digit)
}

/// Returns whether a character counts as a letter. No unit has a letter outside ASCII, apart from signs
/// of currencies. Taking every character outside ASCII for a letter makes for a better message, and
/// Unicode's own table of letters is 3 KB to download.
fn is_letter(c: char) -> bool {
    let is_sign = matches!(c, '–' | '×' | '±' | '÷' | '≈' | '∼' | '≤' | '≥');
    c.is_ascii_alphabetic() || c == '$' || !(c.is_ascii() || c.is_control() || is_sign)
}

/// Reads the `/h` of `2 EUR / h`, which stands apart from the currency.
fn per(chars: &[char]) -> Result<(Token, usize), ReadError> {
    let at = 1 + chars[1..].iter().take_while(|c| **c == ' ').count();
    if chars.get(at).is_some_and(|c| is_letter(*c))
        && let (Token::Word(unit), length) = word(&chars[at..])
    {
        return Ok((Token::Word(format!("/{unit}")), at + length));
    }
    Err(ReadError::Character('/'))
}

fn word(chars: &[char]) -> (Token, usize) {
    let mut length = 0;
    while let Some(c) = chars.get(length) {
        let joins = matches!(c, '/' | '-') && chars.get(length + 1).is_some_and(|n| is_letter(*n));
        if !is_letter(*c) && !joins {
            break;
        }
        length += 1;
    }
    let text: String = chars[..length].iter().collect();
    // An x between two numbers is a multiplication sign: 1.5x10^24.
    let token = match text.as_str() {
        "x" | "X" => Token::Times('x'),
        text if text.eq_ignore_ascii_case("to") => Token::To,
        text if text.eq_ignore_ascii_case("percent") => Token::Percent,
        _ => Token::Word(text),
    };
    (token, length)
}

/// Reads digits with separators, a point, and an exponent. Returns the number of characters that they
/// take as well.
fn number(chars: &[char]) -> Result<(Decimal, usize), ReadError> {
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let (mut digits, mut at) = whole_part(chars)?;
    if chars.get(at) == Some(&'.') && chars.get(at + 1) != Some(&'.') {
        digits.push('.');
        at += 1;
        while digit(at) {
            digits.push(chars[at]);
            at += 1;
        }
        let another = chars.get(at) == Some(&'.') && digit(at + 1);
        if another {
            return Err(ReadError::TwoPoints(unreadable_part(chars)));
        }
        if chars.get(at) == Some(&',') && digit(at + 1) {
            return Err(ReadError::Comma(unreadable_part(chars)));
        }
    }
    let mut exponent = 0;
    if matches!(chars.get(at), Some('e' | 'E')) && !chars.get(at + 1).is_some_and(|c| is_letter(*c))
    {
        at += 1;
        let sign = match chars.get(at) {
            Some('-') => -1,
            _ => 1,
        };
        if matches!(chars.get(at), Some('-' | '+')) {
            at += 1;
        }
        if !digit(at) {
            return Err(ReadError::NothingAfterE(unreadable_part(chars)));
        }
        while digit(at) {
            let next = i64::from(chars[at] as u8 - b'0');
            // Far beyond what a double holds, more digits make no difference.
            exponent = (exponent * 10 + next).min(1_000_000);
            at += 1;
        }
        exponent *= sign;
        if chars.get(at) == Some(&'.') && digit(at + 1) {
            return Err(ReadError::TwoPoints(unreadable_part(chars)));
        }
    }
    Ok((Decimal { digits, exponent }, at))
}

/// Checks the separators before the point. Returns the digits without them.
fn whole_part(chars: &[char]) -> Result<(String, usize), ReadError> {
    let digits_from = |at: usize| {
        chars[at..]
            .iter()
            .take_while(|c| c.is_ascii_digit())
            .count()
    };
    let mut at = digits_from(0);
    let mut digits: String = chars[..at].iter().collect();
    let Some(&separator @ (',' | '_' | ' ' | '\'')) = chars.get(at) else {
        return Ok((digits, at));
    };
    let first_group = at;
    while chars.get(at) == Some(&separator) && digits_from((at + 1).min(chars.len())) > 0 {
        let group = digits_from(at + 1);
        // `2 1/2`: after the space is another number.
        if separator == ' '
            && chars.get(at + 1 + group) == Some(&'/')
            && is_before_digit(&chars[at + 2 + group..])
        {
            return Ok((digits, at));
        }
        if group != 3 || first_group > 3 || first_group == 0 {
            return Err(match separator {
                ',' => ReadError::Comma(unreadable_part(chars)),
                '_' | '\'' => ReadError::Grouping(unreadable_part(chars)),
                _ => ReadError::TwoNumbers(chars[at + 1..at + 1 + group].iter().collect()),
            });
        }
        digits.extend(&chars[at + 1..at + 1 + group]);
        at += 1 + group;
    }
    if matches!(chars.get(at), Some(',' | '_' | '\'')) {
        return Err(ReadError::Grouping(unreadable_part(chars)));
    }
    Ok((digits, at))
}

/// Returns the part that cannot be read, for a message: up to the next space, and cut short.
fn unreadable_part(chars: &[char]) -> String {
    chars.iter().take_while(|c| **c != ' ').take(24).collect()
}
