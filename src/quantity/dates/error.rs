//! Why two dates are no duration, in words that say what to type instead.

use super::YEARS;
use std::fmt;

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
