//! A date that may lack its day or its month, and its place in time.

use crate::quantity::{MONTHS, days_in};
use std::fmt;

/// A day, a month or a year: `2017-06-12`, `2017-06`, `2017`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    year: u32,
    /// 0 if the date is a year.
    month: u32,
    /// 0 if the date is a year or a month.
    day: u32,
}

impl When {
    /// The years that a system may be from.
    const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;

    /// Reads a date as ISO 8601 writes it. Returns `None` if it is none.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let mut number = |length: usize| match parts.next() {
            None => Some(0),
            Some(part) => {
                let is_number = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
                let number = part.parse().ok().filter(|number| *number > 0);
                number.filter(|_| is_number)
            }
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let is_day = day == 0 || (month > 0 && day <= days_in(year, month));
        let is_date =
            Self::YEARS.contains(&year) && month <= 12 && is_day && parts.next().is_none();
        is_date.then_some(Self { year, month, day })
    }

    /// Returns the first day of the date.
    pub fn first(self) -> Self {
        Self {
            month: self.month.max(1),
            day: self.day.max(1),
            ..self
        }
    }

    /// Returns the last day of the date.
    pub fn last(self) -> Self {
        let month = if self.month == 0 { 12 } else { self.month };
        let day = match self.day {
            0 => days_in(self.year, month),
            day => day,
        };
        Self { month, day, ..self }
    }

    /// Returns the first day as a year with a fraction: 2 July of a common year is half a year after its start.
    pub fn decimal(self) -> f64 {
        let first = self.first();
        let before: u32 = (1..first.month)
            .map(|month| days_in(self.year, month))
            .sum();
        let in_year: u32 = (1..=12).map(|month| days_in(self.year, month)).sum();
        f64::from(self.year) + f64::from(before + first.day - 1) / f64::from(in_year)
    }

    /// Returns the first day as a number of days, to compare days by.
    pub fn days(self) -> i64 {
        let first = self.first();
        let years = i64::from(self.year) - 1;
        let before: u32 = (1..first.month)
            .map(|month| days_in(self.year, month))
            .sum();
        years * 365 + years / 4 - years / 100 + years / 400 + i64::from(before + first.day)
    }

    /// Returns the month in words: `June 2023`; the year alone if there is no month.
    pub fn in_words(self) -> String {
        let month = self
            .month
            .checked_sub(1)
            .and_then(|at| MONTHS.get(at as usize));
        month.map_or(self.year.to_string(), |month| {
            format!("{month} {}", self.year)
        })
    }

    /// Returns the month in few letters: `Jun 2023`.
    pub fn in_short(self) -> String {
        let words = self.in_words();
        match words.split_once(' ') {
            Some((month, year)) => format!("{} {year}", month.get(..3).unwrap_or(month)),
            None => words,
        }
    }

    /// Returns the month of a year with a fraction; none if no system may be from it.
    pub fn month_of(year: f64) -> Option<Self> {
        let months = (year * 12.0 + 1e-6).floor();
        let (year, month) = ((months / 12.0).floor(), months % 12.0 + 1.0);
        let is_date = (1900.0..2200.0).contains(&year);
        is_date.then_some(Self {
            year: year as u32,
            month: month as u32,
            day: 0,
        })
    }

    /// Returns the year.
    pub fn year(self) -> u32 {
        self.year
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        When::read(text).expect(text)
    }

    #[test]
    fn a_date_is_spelled_as_it_was_read() {
        for text in ["1950", "2017-06", "2024-02-29"] {
            assert_eq!(when(text).to_string(), text);
        }
        for bad in [
            "",
            "17",
            "2017-13",
            "2017-00",
            "2017-02-29",
            "2017-6-1",
            "2017-06-01-01",
            "1e3",
            "0000",
        ] {
            assert_eq!(When::read(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_month_reaches_from_its_first_to_its_last_day() {
        assert_eq!(when("2024-02").first(), when("2024-02-01"));
        assert_eq!(when("2024-02").last(), when("2024-02-29"));
        assert_eq!(when("2023").last(), when("2023-12-31"));
        assert_eq!(when("2023-06-05").in_words(), "June 2023");
        assert_eq!(
            (when("2023-06").in_short(), when("2023").in_short()),
            ("Jun 2023".into(), "2023".into())
        );
    }

    #[test]
    fn time_passes_evenly() {
        assert_eq!(when("2023").decimal(), 2023.0);
        assert!((when("2023-07-02").decimal() - 2023.4986).abs() < 1e-4);
        assert_eq!(when("2024-03-01").days() - when("2024-02-28").days(), 2);
        assert_eq!(when("2000-01-01").days() - when("1999-12-31").days(), 1);
    }
}
