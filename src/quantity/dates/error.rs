//! Errors of two dates that give no duration. The messages say what to type instead.

use super::YEARS;
use thiserror::Error;

/// The reason why two dates give no duration.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DateError {
    /// There is one date, or more than two.
    #[error(
        "A duration has a start and an end: type both dates, such as 2022-03-11 to 2022-07-06, or the time itself, such as 117 d."
    )]
    NotTwo,
    /// `03/04/2022`: either number may be the month.
    #[error(
        "“{0}” can be read as more than one day: type the year first, such as 2022-03-11 to 2022-07-06, or the month by its name."
    )]
    Ambiguous(String),
    /// A month of a year has no day.
    #[error(
        "The day is missing: type it, such as 2022-03-11 to 2022-07-06, or a time in months, such as 4 mo."
    )]
    NoDay,
    /// Neither end has a year, or a year has two digits.
    #[error("The year is missing: type it in four digits, such as 11 March 2022 to 6 July 2022.")]
    NoYear,
    /// The year is outside of those that a training run can be in.
    #[error("No training run was in the year {0}: type one from {first} to {last}.", first = YEARS.start(), last = YEARS.end())]
    Year(u32),
    /// The month is above 12.
    #[error("There is no month {0}: type year, month and day, such as 2022-03-11.")]
    Month(u32),
    /// A day that the month does not have: the day, the month’s name, and how many it has.
    #[error("There is no day {0} in that {1}: type one from 1 to {2}.")]
    Day(u32, &'static str, u32),
    /// The time of day does not exist.
    #[error(
        "Type a time of day from 00:00 to 23:59, without a time zone, such as 2022-03-11T14:00."
    )]
    Time,
    /// The second date is before the first; both as a link spells them.
    #[error("{1} is before {0}: type the start first, and each date with its year.")]
    Backwards(String, String),
    /// Both dates are the same.
    #[error(
        "From {0} to {0} no time passes: type times of day as well, such as 2022-03-11T09:00 to 2022-03-11T17:00, or a time, such as 8 h."
    )]
    Same(String),
    /// A part is not a date.
    #[error("“{0}” is not a date: type two, such as 2022-03-11 to 2022-07-06.")]
    Unreadable(String),
}
