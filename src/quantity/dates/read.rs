//! Reader of dates: as ISO and papers write them, or cut short if the other end has the rest.

use super::{DateError, Moment, YEARS, days_in};
use crate::quantity::normalize::normalize;

/// The names of the months, written out.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A run of digits or letters, or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A number, and how many digits it was typed with.
    Number(u32, usize),
    /// A word in lower case.
    Word(String),
    Sign(char),
    /// The sign between start and end.
    To,
}

pub(super) fn items(text: &str) -> Vec<Item> {
    let chars = normalize(text);
    let mut items = Vec::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let run = |is: &dyn Fn(&char) -> bool| chars[at..].iter().take_while(|c| is(c)).count();
        let length = match c {
            '0'..='9' => run(&char::is_ascii_digit),
            _ if c.is_ascii_alphabetic() => run(&char::is_ascii_alphabetic),
            '.' => run(&|c| *c == '.'),
            _ => 1,
        };
        let piece: String = chars[at..at + length].iter().collect();
        let is_spaced = at > 0 && chars[at - 1] == ' ' && chars.get(at + 1) == Some(&' ');
        // A hyphen after `20220311` is not part of that date.
        let is_after_day = matches!(items.last(), Some(Item::Number(_, 8)));
        match c {
            // A link has no plus sign where the text could be read as a number, too.
            ' ' | '+' => {}
            // A number with more digits than any part of a date is not part of one.
            '0'..='9' => items.push(Item::Number(piece.parse().unwrap_or(u32::MAX), length)),
            '.' if length > 1 => items.push(Item::To),
            '–' => items.push(Item::To),
            '-' if is_spaced || is_after_day => items.push(Item::To),
            _ if c.is_ascii_alphabetic() => {
                let word = piece.to_ascii_lowercase();
                items.push(match word.as_str() {
                    "to" | "until" | "till" => Item::To,
                    _ => Item::Word(word),
                });
            }
            _ => items.push(Item::Sign(c)),
        }
        at += length;
    }
    items
}

/// Reads the name of a month, or its first three letters.
fn month(word: &str) -> Option<u32> {
    let is_named = |name: &str| {
        let short = name.get(..3);
        word.eq_ignore_ascii_case(name)
            || short.is_some_and(|short| word.eq_ignore_ascii_case(short))
    };
    let at = MONTHS.iter().position(|name| is_named(name));
    let at = at.or((word == "sept").then_some(8))?;
    u32::try_from(at + 1).ok()
}

/// Returns whether something in the text occurs in no number.
pub(super) fn has_date(items: &[Item]) -> bool {
    use Item::{Number, Sign, To};
    let in_order = |window: &[Item]| {
        matches!(
            window,
            [Number(_, 4), Sign('-'), Number(..), Sign('-'), Number(..)]
                | [
                    Number(_, 1 | 2),
                    Sign('.'),
                    Number(_, 1 | 2),
                    Sign('.'),
                    Number(_, 4)
                ]
                | [Number(..), Sign('/'), Number(..), Sign('/'), Number(..)]
        )
    };
    // Each end alone would be a number; two of them are not a time that anyone types.
    let is_short = |end: &[Item]| match end {
        [Number(_, 4), Sign('-'), Number(_, 2)] => true,
        [Item::Word(from), Number(day, 8)] if from == "from" => eight_digits(*day).is_some(),
        [Number(day, 8)] => eight_digits(*day).is_some(),
        _ => false,
    };
    let at = items.iter().position(|item| *item == To);
    let are_short = at.is_some_and(|at| is_short(&items[..at]) && is_short(&items[at + 1..]));
    let is_month = |item: &Item| matches!(item, Item::Word(word) if month(word).is_some());
    items.windows(5).any(in_order) || items.iter().any(is_month) || are_short
}

/// Splits eight digits that begin with a year, `20230102`, into year, month and day. The day need not
/// exist.
pub(super) fn eight_digits(number: u32) -> Option<(u32, u32, u32)> {
    let year = number / 10_000;
    let parts = (year, number / 100 % 100, number % 100);
    YEARS.contains(&year).then_some(parts)
}

/// A date, as far as it is typed: in `March 11–20, 2022` each end has what the other lacks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Part {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    time: Option<Time>,
}

impl Part {
    pub(super) fn read(items: &[Item]) -> Result<Self, DateError> {
        use Item::{Number, Sign, Word};
        if items.is_empty() {
            return Err(DateError::NotTwo);
        }
        let mut part = Self::default();
        let mut rest = items;
        // `2022-03-11`; `2022-03` is a month.
        if let [Number(year, 4), Sign('-'), Number(month, 1 | 2), more @ ..] = rest {
            (part.year, part.month, rest) = (Some(*year), Some(*month), more);
            if let [Sign('-'), Number(day, 1 | 2), more @ ..] = rest {
                (part.day, rest) = (Some(*day), more);
            }
        }
        if let [Number(number, 8), more @ ..] = rest
            && let Some((year, month, day)) = eight_digits(*number)
        {
            (part.year, part.month, part.day) = (Some(year), Some(month), Some(day));
            rest = more;
        }
        while let Some(item) = rest.first() {
            rest = match (rest, item) {
                (
                    [
                        Number(..),
                        Sign('/' | '.'),
                        Number(..),
                        Sign('/' | '.'),
                        Number(..),
                        ..,
                    ],
                    _,
                ) => {
                    return Err(DateError::Ambiguous(spell_items(&rest[..5])));
                }
                ([Number(..), Sign(':'), ..], _) if part.time.is_none() => {
                    let (time, more) = time_of_day(rest)?;
                    part.time = Some(time);
                    more
                }
                ([Number(year, 4), more @ ..], _) if part.year.is_none() => {
                    part.year = Some(*year);
                    more
                }
                ([Number(day, 1 | 2), more @ ..], _) if part.day.is_none() => {
                    part.day = Some(*day);
                    match more {
                        [Word(th), more @ ..] if is_ordinal(th) => more,
                        _ => more,
                    }
                }
                // A second number of two digits is a year that was cut short.
                ([Number(_, 2), ..], _) if part.year.is_none() => return Err(DateError::NoYear),
                ([Word(word), more @ ..], _) if part.month.is_none() && month(word).is_some() => {
                    part.month = month(word);
                    match more {
                        [Sign('.'), more @ ..] => more,
                        _ => more,
                    }
                }
                // A comma separates the parts of a date.
                ([Sign(','), more @ ..], _) => more,
                ([Word(word), more @ ..], _)
                    if word == "of" || word == "at" || word == "t" && part.day.is_some() =>
                {
                    more
                }
                _ => return Err(DateError::Unreadable(spell_items(items))),
            };
        }
        Ok(part)
    }

    /// Completes the date with the parts that the other end has.
    pub(super) fn with(self, other: Self) -> Result<Moment, DateError> {
        let (Some(month), Some(day)) = (self.month.or(other.month), self.day) else {
            return Err(DateError::NoDay);
        };
        let year = self.year.or(other.year).ok_or(DateError::NoYear)?;
        if !YEARS.contains(&year) {
            return Err(DateError::Year(year));
        }
        if !(1..=12).contains(&month) {
            return Err(DateError::Month(month));
        }
        let last = days_in(year, month);
        if !(1..=last).contains(&day) {
            return Err(DateError::Day(day, MONTHS[month as usize - 1], last));
        }
        Ok(Moment {
            year,
            month,
            day,
            time: self.time,
        })
    }
}

/// An hour and a minute, and a second if one was typed.
type Time = (u32, u32, Option<u32>);

/// Reads the time of day at the end of a date. Returns it with the items after it.
fn time_of_day(items: &[Item]) -> Result<(Time, &[Item]), DateError> {
    use Item::{Number, Sign, Word};
    let (time, rest) = match items {
        [
            Number(hour, 1 | 2),
            Sign(':'),
            Number(minute, 2),
            Sign(':'),
            Number(second, 2),
            rest @ ..,
        ] => ((*hour, *minute, Some(*second)), rest),
        [Number(hour, 1 | 2), Sign(':'), Number(minute, 2), rest @ ..] => {
            ((*hour, *minute, None), rest)
        }
        _ => return Err(DateError::Time),
    };
    let rest = match rest {
        [Word(zone), rest @ ..] if zone == "z" || zone == "utc" => rest,
        rest => rest,
    };
    let is_of_a_day = time.0 < 24 && time.1 < 60 && time.2.unwrap_or(0) < 60;
    if is_of_a_day && rest.is_empty() {
        Ok((time, rest))
    } else {
        Err(DateError::Time)
    }
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

/// Spells the items as text again, for a message.
fn spell_items(items: &[Item]) -> String {
    let mut out = String::new();
    for item in items {
        let (piece, spaced) = match item {
            Item::Number(number, digits) => (format!("{number:0digits$}"), true),
            Item::Word(word) => (word.clone(), true),
            Item::Sign(sign) => (sign.to_string(), false),
            Item::To => ("to".into(), true),
        };
        let after_word = out.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ',');
        if spaced && after_word {
            out.push(' ');
        }
        out.push_str(&piece);
    }
    out.chars().take(40).collect()
}
