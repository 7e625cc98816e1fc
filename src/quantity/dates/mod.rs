//! Two dates as a duration: from the day that a run began to the day that it ended.
//!
//! The duration is the end minus the start, to the second, without time zones and without a clock. A
//! day without a time of day begins at midnight.

mod error;
mod read;

pub use error::DateError;

pub(crate) use read::MONTHS;
use read::{Item, Part};
use std::fmt;

/// The years of training runs: before the first there was no training, and beyond the last a digit is
/// wrong.
const YEARS: std::ops::RangeInclusive<u32> = 1940..=2099;

/// Reads two dates. Returns `None` if the text has no date in it, and is to be read as a number.
pub(in crate::quantity) fn span(text: &str) -> Option<Result<Span, DateError>> {
    let mut items = read::items(text);
    let is = |item: &Item, word: &str| matches!(item, Item::Word(own) if own == word);
    if items.first().is_some_and(|item| is(item, "between")) {
        items.remove(0);
        for item in &mut items {
            if is(item, "and") {
                *item = Item::To;
            }
        }
    }
    read::has_date(&items).then(|| between(&items))
}

/// Returns whether these are eight digits that begin with a year, as those of a day do: `20230102`.
pub(in crate::quantity) fn is_day(digits: &str) -> bool {
    let number = digits.parse().ok().filter(|_| digits.len() == 8);
    number.is_some_and(|day| read::eight_digits(day).is_some())
}

fn between(items: &[Item]) -> Result<Span, DateError> {
    let mut ends = items.split(|item| *item == Item::To);
    let (Some(start), Some(end), None) = (ends.next(), ends.next(), ends.next()) else {
        // An error of the one date says more than that there are not two.
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

/// A start and an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::quantity) struct Span {
    start: Moment,
    end: Moment,
}

impl Span {
    /// Returns the end minus the start.
    pub(in crate::quantity) fn seconds(self) -> f64 {
        (self.end.seconds() - self.start.seconds()) as f64
    }
}

/// A day of the calendar, with a time of day if one was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Moment {
    year: u32,
    month: u32,
    day: u32,
    /// Hour and minute, and the second if it was typed.
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

/// Counts the days of the Gregorian calendar since 1 March of the year 0. Years begin in March here, so
/// that a leap day is the last of its year.
fn days(year: u32, month: u32, day: u32) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let month = i64::from((month + 9) % 12);
    year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + i64::from(day) - 1
}

/// Returns the number of days in a month, from 1 to 12, of a year.
pub(crate) fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
