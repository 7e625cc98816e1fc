//! Two dates as a duration: from the day that a run began to the day that it ended.
//!
//! What is read is the end minus the start, to the second, without time zones and without a
//! clock. A day without a time of day begins at midnight.

use super::lexer::normalize;
use std::fmt;

/// Before the first there was no training, and the last is far enough: outside, a digit is wrong.
const YEARS: std::ops::RangeInclusive<u32> = 1940..=2099;

const MONTHS: [&str; 12] = [
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

/// From one date to another; as text the way that a link spells it:
/// `2022-03-11T11:42..2022-07-06`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    start: Moment,
    end: Moment,
}

impl Span {
    /// The end minus the start.
    pub(super) fn seconds(self) -> f64 {
        (self.end.seconds() - self.start.seconds()) as f64
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A day of the calendar, and a time of it where one was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    year: u32,
    month: u32,
    day: u32,
    /// Hour, minute, and second if it was typed.
    time: Option<(u32, u32, Option<u32>)>,
}

impl Moment {
    fn seconds(self) -> i64 {
        let (hour, minute, second) = self.time.unwrap_or_default();
        let of_day = (hour * 60 + minute) * 60 + second.unwrap_or(0);
        days(self.year, self.month, self.day) * 86_400 + i64::from(of_day)
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        if let Some((hour, minute, second)) = self.time {
            write!(f, "T{hour:02}:{minute:02}")?;
            if let Some(second) = second {
                write!(f, ":{second:02}")?;
            }
        }
        Ok(())
    }
}

/// Days of the Gregorian calendar since 1 March of the year 0. Years begin in March, so that a leap
/// day is the last of its year.
fn days(year: u32, month: u32, day: u32) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let month = i64::from((month + 9) % 12);
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + i64::from(day) - 1
}

fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Why two dates are no duration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// One date, or more than two.
    NotTwo,
    /// `03/04/2022`: which of them is the month?
    Ambiguous(String),
    /// A month of a year, without a day.
    NoDay,
    /// No year at either end, or one of two digits.
    NoYear,
    /// Outside of what any training run can be in.
    Year(u32),
    /// A thirteenth month.
    Month(u32),
    /// A day that the month does not have: the day, the month’s name, and how many it has.
    Day(u32, &'static str, u32),
    /// Not a time of day.
    Time,
    /// The second before the first, both as a link spells them.
    Backwards(String, String),
    /// Twice the same.
    Same(String),
    /// A part that is no date.
    Unreadable(String),
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotTwo => f.write_str(
                "A duration has a start and an end: type both dates, such as 2022-03-11 to 2022-07-06, or the time itself, such as 117 d.",
            ),
            Self::Ambiguous(text) => write!(
                f,
                "“{text}” can be read as more than one day: type the year first, such as 2022-03-11 to 2022-07-06, or the month by its name."
            ),
            Self::NoDay => f.write_str(
                "The day is missing: type it, such as 2022-03-11 to 2022-07-06, or a time in months, such as 4 mo.",
            ),
            Self::NoYear => f.write_str(
                "The year is missing: type it in four digits, such as 11 March 2022 to 6 July 2022.",
            ),
            Self::Year(year) => write!(
                f,
                "The year {year} is no year of a training run: type one from {} to {}.",
                YEARS.start(),
                YEARS.end()
            ),
            Self::Month(month) => write!(
                f,
                "There is no month {month}: type year, month and day, such as 2022-03-11."
            ),
            Self::Day(day, month, last) => write!(
                f,
                "There is no day {day} in that {month}: type one from 1 to {last}."
            ),
            Self::Time => f.write_str(
                "Type a time of day from 00:00 to 23:59, without a time zone, such as 2022-03-11T14:00.",
            ),
            Self::Backwards(start, end) => write!(
                f,
                "{end} is before {start}: type the start first, and each date with its year."
            ),
            Self::Same(day) => write!(
                f,
                "From {day} to {day} no time passes: type times of day as well, such as 2022-03-11T09:00 to 2022-03-11T17:00, or a time, such as 8 h."
            ),
            Self::Unreadable(text) => write!(
                f,
                "“{text}” is no date: type two, such as 2022-03-11 to 2022-07-06."
            ),
        }
    }
}

/// Two dates; `None` for a text that has no date in it and is to be read as a number.
pub(super) fn span(text: &str) -> Option<Result<Span, DateError>> {
    let items = items(text);
    has_date(&items).then(|| between(&items))
}

/// A run of digits or letters, or a sign.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    /// With the number of its digits.
    Number(u32, usize),
    /// In lower case.
    Word(String),
    Sign(char),
    /// What parts the start from the end.
    To,
}

fn items(text: &str) -> Vec<Item> {
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
        match c {
            ' ' => {}
            // More digits than any part of a date has are none of it.
            '0'..='9' => items.push(Item::Number(piece.parse().unwrap_or(u32::MAX), length)),
            '.' if length > 1 => items.push(Item::To),
            '–' => items.push(Item::To),
            '-' if is_spaced => items.push(Item::To),
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

/// The month of a name, or of its first three letters.
fn month(word: &str) -> Option<u32> {
    let is_named = |name: &&str| {
        word.eq_ignore_ascii_case(name)
            || name
                .get(..3)
                .is_some_and(|abbr| word.eq_ignore_ascii_case(abbr))
    };
    let at = MONTHS.iter().position(|name| is_named(&name));
    let at = at.or((word == "sept").then_some(8))?;
    u32::try_from(at + 1).ok()
}

/// Whether there is something that no number has.
fn has_date(items: &[Item]) -> bool {
    use Item::{Number, Sign, To};
    let in_order = |window: &[Item]| match window {
        [Number(_, 4), Sign('-'), Number(..), Sign('-'), Number(..)] => true,
        [
            Number(_, 1 | 2),
            Sign('.'),
            Number(_, 1 | 2),
            Sign('.'),
            Number(_, 4),
        ] => true,
        [Number(..), Sign('/'), Number(..), Sign('/'), Number(..)] => true,
        _ => false,
    };
    // Alone these would be numbers; twice they are no time that anyone types.
    let is_short = |end: &[Item]| match end {
        [Number(_, 4), Sign('-'), Number(_, 2)] => true,
        [Number(day, 8)] => YEARS.contains(&(day / 10_000)),
        _ => false,
    };
    let at = items.iter().position(|item| *item == To);
    let are_short = at.is_some_and(|at| is_short(&items[..at]) && is_short(&items[at + 1..]));
    let is_month = |item: &Item| matches!(item, Item::Word(word) if month(word).is_some());
    items.windows(5).any(in_order) || items.iter().any(is_month) || are_short
}

fn between(items: &[Item]) -> Result<Span, DateError> {
    let mut ends = items.split(|item| *item == Item::To);
    let (Some(start), Some(end), None) = (ends.next(), ends.next(), ends.next()) else {
        // One date that cannot be read says more.
        Part::read(items)?;
        return Err(DateError::NotTwo);
    };
    let start = match start {
        [Item::Word(from), rest @ ..] if from == "from" => rest,
        all => all,
    };
    let (start, end) = (Part::read(start)?, Part::read(end)?);
    let span = Span {
        start: start.with(end)?,
        end: end.with(start)?,
    };
    if span.start == span.end {
        return Err(DateError::Same(span.start.to_string()));
    }
    if span.seconds() <= 0.0 {
        return Err(DateError::Backwards(
            span.start.to_string(),
            span.end.to_string(),
        ));
    }
    Ok(span)
}

/// A date as far as it is typed: in `March 11–20, 2022` each end has what the other lacks.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    year: Option<u32>,
    month: Option<u32>,
    day: Option<u32>,
    time: Option<(u32, u32, Option<u32>)>,
}

impl Part {
    fn read(items: &[Item]) -> Result<Self, DateError> {
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
                    return Err(DateError::Ambiguous(shown(&rest[..5])));
                }
                ([Number(hour, 1 | 2), Sign(':'), Number(minute, 2), more @ ..], _) => {
                    let (second, more) = match more {
                        [Sign(':'), Number(second, 2), more @ ..] => (Some(*second), more),
                        _ => (None, more),
                    };
                    if *hour > 23 || *minute > 59 || second > Some(59) || part.time.is_some() {
                        return Err(DateError::Time);
                    }
                    part.time = Some((*hour, *minute, second));
                    match more {
                        [Word(zone), more @ ..] if zone == "z" || zone == "utc" => more,
                        [] => more,
                        _ => return Err(DateError::Time),
                    }
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
                // A second number of two digits is a year cut short.
                ([Number(_, 2), ..], _) if part.year.is_none() => return Err(DateError::NoYear),
                ([Word(word), more @ ..], _) if part.month.is_none() && month(word).is_some() => {
                    part.month = month(word);
                    match more {
                        [Sign('.'), more @ ..] => more,
                        _ => more,
                    }
                }
                // Between the parts of a date.
                ([Sign(','), more @ ..], _) => more,
                ([Word(word), more @ ..], _)
                    if word == "of" || word == "at" || word == "t" && part.day.is_some() =>
                {
                    more
                }
                _ => return Err(DateError::Unreadable(shown(items))),
            };
        }
        Ok(part)
    }

    /// The whole date, what is missing taken from the other end.
    fn with(self, other: Self) -> Result<Moment, DateError> {
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

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}

/// The items as text again, for a message.
fn shown(items: &[Item]) -> String {
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
