//! Numbers in digits, with separators, powers and fractions.

use super::words::and_fraction;
use super::{One, scale};
use crate::import::passage::token::{Doc, Token};

/// Reads digits, a power and a scale.
pub(in crate::import::passage) fn digits(doc: &Doc, at: usize, token: &Token) -> Option<One> {
    let mut text = plain_digits(doc, &token.text)?;
    let mut end = at + 1;
    // `270 000`
    if token.text.len() <= 3
        && token.text.bytes().all(|b| b.is_ascii_digit())
        && !token.text.starts_with('0')
    {
        while let Some(next) = doc
            .get(end)
            .filter(|next| next.is_number() && next.gap == 1)
        {
            let group = next.text.split(['.', ',']).next().unwrap_or_default();
            if group.len() != 3 || !group.bytes().all(|b| b.is_ascii_digit()) || group != next.text
            {
                break;
            }
            text.push_str(group);
            end += 1;
        }
    }
    let mut whole = !text.contains(['.', 'e', 'E']);
    let mut lost_power = false;
    if let Some((power, behind)) = power(doc, end, &text) {
        (text, end, lost_power) = (power.0, behind, power.1);
        whole = false;
    }
    // `6 1/2`, `2 and a quarter`
    let mut is_fraction = false;
    if let (Some(numerator), true, Some(denominator)) =
        (doc.get(end), doc.sign(end + 1, '/'), doc.get(end + 2))
        && numerator.is_number()
        && denominator.is_number()
        && whole
        && numerator.gap == 1
        && denominator.glued
        && let (Ok(a), Ok(b), Ok(n)) = (
            numerator.text.parse::<f64>(),
            denominator.text.parse::<f64>(),
            text.parse::<f64>(),
        )
        && a < b
        && b < 10.0
    {
        text = format!("{}", n + a / b);
        (end, is_fraction, whole) = (end + 3, true, false);
    } else if let Some((share, behind)) = and_fraction(doc, end)
        && let Ok(n) = text.parse::<f64>()
    {
        text = format!("{}", n + share);
        (end, is_fraction, whole) = (behind, true, false);
    }
    let mut found = One {
        text,
        end,
        whole,
        lost_power,
        fraction: is_fraction,
        ..One::default()
    };
    // `1.2-billion-parameter`
    let hyphen = usize::from(
        doc.sign(end, '-') && scale(doc, end + 1).is_some() && doc.word(end + 1).len() > 3,
    );
    if let Some(letter) = scale(doc, end + hyphen) {
        found.scale = letter.into();
        found.end += 1 + hyphen;
        // `64K`, and a noun glued to it, is one word to the tokens: a word of one letter only.
        if doc.sign(found.end, '.')
            && doc
                .get(end)
                .is_some_and(|t| matches!(t.lower.as_str(), "mio" | "mrd"))
        {
            found.end += 1;
        }
    }
    Some(found)
}

/// Returns digits without separators, with a point before decimals. Returns `None` for what is not a number:
/// `1.13.2`, `3.14.15`.
pub(in crate::import::passage) fn plain_digits(doc: &Doc, text: &str) -> Option<String> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (text.get(..at)?, text.get(at..)?),
        None => (text, ""),
    };
    let in_groups = |sign: char| {
        let mut groups = mantissa.split(sign);
        let first = groups
            .next()
            .is_some_and(|first| (1..=3).contains(&first.len()) && first != "0");
        let mut any = false;
        let all = groups.all(|group| {
            any = true;
            group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit())
        });
        first && any && all
    };
    let plain = mantissa.replace(['\'', '_'], "");
    let commas = plain.matches(',').count();
    let points = plain.matches('.').count();
    let plain = match (commas, points) {
        (0, 0) => plain,
        (0, 1) if in_groups('.') && doc.has_decimal_commas() => plain.replace('.', ""),
        (0, 1) => plain,
        (0, _) if in_groups('.') => plain.replace('.', ""),
        (1, 0) if in_groups(',') && !doc.has_decimal_commas() => plain.replace(',', ""),
        (1, 0) => plain.replace(',', "."),
        (_, 0) if in_groups(',') => plain.replace(',', ""),
        (_, 1) if plain.rfind('.') > plain.rfind(',') => plain.replace(',', ""),
        (1, _) => plain.replace('.', "").replace(',', "."),
        _ => return None,
    };
    Some(format!("{plain}{exponent}"))
}

/// Reads `× 10^23`, `x 10e21`, `× 10 4` or `^20` after digits. Returns the number, whether its power may
/// have lost its place, and the token after it.
pub(in crate::import::passage) fn power(
    doc: &Doc,
    at: usize,
    digits: &str,
) -> Option<((String, bool), usize)> {
    let exponent = |at: usize| -> Option<(i32, usize)> {
        let minus = usize::from(doc.sign(at, '-'));
        let token = doc.get(at + minus).filter(|token| token.is_number())?;
        let value: i32 = token.text.parse().ok().filter(|value| *value < 40)?;
        Some((if minus == 1 { -value } else { value }, at + minus + 1))
    };
    if doc.sign(at, '^') {
        let (exponent, end) = exponent(at + 1)?;
        let base: f64 = digits.parse().ok()?;
        let value = libm::pow(base, f64::from(exponent));
        let text = if base == 10.0 {
            format!("1e{exponent}")
        } else {
            format!("{value}")
        };
        return ((0..1 << 53).contains(&(value as i64)) || base == 10.0)
            .then_some(((text, false), end));
    }
    let times = doc.sign(at, '×') || doc.sign(at, '*') || doc.word(at) == "x";
    if !times {
        return None;
    }
    let ten = doc.get(at + 1).filter(|token| token.is_number())?;
    if ten.text == "10" {
        if doc.sign(at + 2, '^') {
            let (exponent, end) = exponent(at + 3)?;
            return Some(((format!("{digits}e{exponent}"), false), end));
        }
        let next = doc
            .get(at + 2)
            .filter(|next| next.is_number() && next.gap == 1 && next.text.len() <= 2)?;
        return Some(((format!("{digits}e{}", next.text), false), at + 3));
    }
    let raised = ten.text.strip_prefix("10")?;
    if let Some(exponent) = raised.strip_prefix(['e', 'E']) {
        return Some(((format!("{digits}e{exponent}"), false), at + 2));
    }
    let power: u32 = raised.parse().ok().filter(|_| raised.len() <= 2)?;
    let is_decimal = digits.contains('.') || digits.len() == 1;
    (is_decimal && (3..=30).contains(&power)).then(|| ((format!("{digits}e{power}"), true), at + 2))
}
