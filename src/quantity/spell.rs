//! The canonical spelling of typed numbers in links.

use super::grammar::{Part, Shape};
use super::read::{MAX_CHARS, parse, read, value};
use super::{Dimension, Rules, Uncertain, hedge, words, write};

/// Spells a number by the present rules; see [`Rules::spell`].
pub fn spell(text: &str, dimension: Dimension) -> String {
    Rules::default().spell(text, dimension)
}

/// Returns the text of a number as a link spells it. Returns `None` if it stays as typed: it is no
/// number, or may be misread, so that whoever opens the link is asked as well.
pub(super) fn spelled(text: &str, dimension: Dimension, rules: Rules) -> Option<String> {
    let (chars, shape) = parse(text, dimension, rules).ok()?;
    let value = value(&shape, dimension, rules).ok()?;
    if misspelled(text, dimension).is_some() {
        return None;
    }
    let named = match dimension {
        Dimension::Share => spell_share(&shape),
        Dimension::Price => spell_price(&shape, value),
        _ => None,
    };
    let spelled = named.unwrap_or_else(|| spell_plain(&chars, &shape));
    let bound = hedge::bound(text).map_or(String::new(), |bound| format!("{} ", bound.words()));
    let is_long = bound.len() + spelled.len() > MAX_CHARS;
    Some(match is_long && matches!(shape, Shape::Between(..)) {
        // The sign of a range may be longer than the sign that was typed.
        true if dimension == Dimension::Time => range(value) + "s",
        true => range(value),
        false if is_long => spelled,
        false => bound + &spelled,
    })
}

/// Reads a range that Petaday 0.1.0 may have misspelled, as `.3...5` for `.3 to .5`. Returns its text
/// and its value. Three points in a row can also mean `.3 to 5`: a link says that, and keeps it.
pub fn misspelled(text: &str, dimension: Dimension) -> Option<(String, Uncertain)> {
    let is_points = |three: &[u8]| three == b"...";
    let at = text.as_bytes().windows(3).position(is_points)?;
    // `get` instead of indexing, which brings 4 KB of messages about panics into the download.
    let (low, high) = (text.get(..at)?, text.get(at + 3..)?);
    let meant = format!("{low} to 0.{high}");
    let value = read(&meant, dimension).ok()?;
    Some((meant, value))
}

fn range(value: Uncertain) -> String {
    write::exact(value.low()) + ".." + &write::exact(value.high())
}

fn spell_plain(chars: &[char], shape: &Shape) -> String {
    let Shape::Between(_, _, sign) = shape else {
        return plain(chars);
    };
    let (mut text, high) = (plain(&chars[..sign.start]), plain(&chars[sign.end..]));
    // A point beside the points of the range would become one of them.
    if text.ends_with('.') {
        text.push('0');
    }
    text.push_str("..");
    if high.starts_with('.') {
        text.push('0');
    }
    text + &high
}

/// Removes characters that sites rewrite. A plus that separates two words becomes a space.
fn plain(chars: &[char]) -> String {
    let mut text = String::new();
    for (at, c) in chars.iter().enumerate() {
        match c {
            // A plus in front of a number, or beside a space.
            '+' if chars
                .get(at + 1)
                .is_some_and(|c| c.is_ascii_digit() || *c == ' ') => {}
            '+' | '_' => text.push(' '),
            c => text.push(*c),
        }
    }
    text.trim().into()
}

/// Spells a percentage as a share, with the convention after it: `0.4HFU`.
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
            // As in `amount`, an end takes what it lacks from the other end.
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
        _ => None,
    }
}

/// Spells a price with the code of its currency after it, and without “per hour”, which every price
/// is.
fn spell_price(shape: &Shape, value: Uncertain) -> Option<String> {
    shape.parts().find(|part| !part.is_bare())?;
    let currency = shape.currency().unwrap_or_default();
    Some(if value.is_range() {
        range(value) + currency
    } else {
        write::exact(value.low()) + currency
    })
}
