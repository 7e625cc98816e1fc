//! Typed text to the way a link spells it.

use super::grammar::{Part, Shape};
use super::read::{Dimension, parse, value};
use super::{Uncertain, words, write};

/// The text as a permalink spells it: a range `a..b`, a percentage as a share, a currency by its
/// code, no plus sign, and of spaces only plain ones. What is no number is left as typed.
pub fn spell(text: &str, dimension: Dimension) -> String {
    let read = parse(text, dimension).ok();
    let read = read.and_then(|(chars, shape)| {
        let value = value(&shape, dimension).ok()?;
        Some((chars, shape, value))
    });
    let Some((chars, shape, value)) = read else {
        return text.into();
    };
    let named = match dimension {
        Dimension::Share => spell_share(&shape),
        Dimension::Price => spell_price(&shape, value),
        _ => None,
    };
    named.unwrap_or_else(|| spell_plain(&chars, &shape))
}

fn spell_plain(chars: &[char], shape: &Shape) -> String {
    let plain = |chars: &[char]| -> String {
        let text: String = chars
            .iter()
            .map(|c| if *c == '_' { ' ' } else { *c })
            .filter(|c| *c != '+')
            .collect();
        text.trim().into()
    };
    match shape {
        Shape::Point(_) => plain(chars),
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

/// A percentage as a share, and what it is a share of behind it: `0.4HFU`.
fn spell_share(shape: &Shape) -> Option<String> {
    let name = |part: &Part| {
        let named = part.words.first().and_then(|word| words::convention(word));
        named.unwrap_or_default()
    };
    match shape {
        Shape::Point(end) if !end[0].is_bare() => {
            let part = &end[0];
            Some(write::exact(part.amount(part.percent)) + name(part))
        }
        Shape::Between(low, high, _) if !(low[0].is_bare() && high[0].is_bare()) => {
            // As in `amount`: what one end does not say it has of the other.
            let (low, high) = (&low[0], &high[0]);
            let share = |end: &Part, other: &Part| {
                let percent = end.percent || end.is_bare() && other.percent;
                write::exact(end.amount(percent))
            };
            let (a, b) = (share(low, high), share(high, low));
            let name_of = |end: &Part, other| match name(end) {
                "" => name(other),
                own => own,
            };
            let (of_a, of_b) = (name_of(low, high), name_of(high, low));
            Some(if of_a == of_b {
                format!("{a}..{b}{of_b}")
            } else {
                format!("{a}{of_a}..{b}{of_b}")
            })
        }
        Shape::Around(center, factor) => {
            let of = name(&center[0]);
            let of = if of.is_empty() { name(factor) } else { of };
            let (center, factor) = (center[0].amount(center[0].percent), factor.number.value());
            let (a, b) = (write::exact(center / factor), write::exact(center * factor));
            Some(format!("{a}..{b}{of}"))
        }
        _ => None,
    }
}

/// A currency by its code behind the price; that it is per hour goes without saying.
fn spell_price(shape: &Shape, value: Uncertain) -> Option<String> {
    shape.parts().find(|part| !part.is_bare())?;
    let currency = shape.currency().unwrap_or_default();
    let (a, b) = (write::exact(value.low()), write::exact(value.high()));
    Some(if value.is_range() {
        format!("{a}..{b}{currency}")
    } else {
        a + currency
    })
}
