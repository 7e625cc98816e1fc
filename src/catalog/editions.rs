//! Earlier editions of the tables: what has changed since stays in the program as it was
//! (assets/editions.csv), so that a link is computed with the figures that it was made with.

use super::{Chip, carbon, chips};
use std::fmt;

/// Which state of the tables this is. A link names the one that it was made with, so that a
/// later program can tell whether a figure has changed since.
pub const EDITION: &str = env!("PETADAY_EDITION");

/// A state of the tables, by its month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition(u16);

impl Edition {
    /// That of this program.
    pub const PRESENT: Self = Self::of_month(EDITION);

    const FIRST: Self = Self::of_month(env!("PETADAY_FIRST_EDITION"));

    /// The tables of that month, `2026-11`; none before the first edition, nor after the present one.
    pub fn named(name: &str) -> Option<Self> {
        let edition = Self::of_month(name);
        (Self::FIRST..=Self::PRESENT)
            .contains(&edition)
            .then_some(edition)
    }

    /// Months since the year 0; that month if the text is none.
    const fn of_month(name: &str) -> Self {
        let name = name.as_bytes();
        let (mut at, mut year, mut month) = (0, 0, 0);
        if name.len() != 7 || name[4] != b'-' {
            return Self(0);
        }
        while at < 7 {
            let digit = name[at].wrapping_sub(b'0') as u16;
            if at < 4 && digit < 10 {
                year = year * 10 + digit;
            } else if at > 4 && digit < 10 {
                month = month * 10 + digit;
            } else if at != 4 {
                return Self(0);
            }
            at += 1;
        }
        // The thirteenth month of a year would be the first of the next.
        if year > 5000 || month > 12 || month < 1 {
            return Self(0);
        }
        Self(year * 12 + month - 1)
    }

    /// Year, and month from 1.
    pub const fn date(self) -> (u16, u16) {
        (self.0 / 12, self.0 % 12 + 1)
    }

    /// A chip as this edition has it.
    pub fn chip(self, chip: &'static Chip) -> &'static Chip {
        as_of(chips::former(), self, |former| former.slug == chip.slug).unwrap_or(chip)
    }

    /// A grid as this edition has it.
    pub fn grid(self, grid: &'static carbon::Grid) -> &'static carbon::Grid {
        let former = carbon::FORMER
            .iter()
            .map(|(until, former)| (*until, former));
        as_of(former, self, |former| former.code == grid.code).unwrap_or(grid)
    }
}

impl Default for Edition {
    fn default() -> Self {
        Self::PRESENT
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = self.date();
        write!(f, "{year:04}-{month:02}")
    }
}

/// The row as an edition has it, where that is another than the present one. The rows are by the last
/// edition that had each, the oldest first.
pub fn as_of<'a, R>(
    mut former: impl Iterator<Item = (&'a str, &'a R)>,
    edition: Edition,
    is_meant: impl Fn(&R) -> bool,
) -> Option<&'a R> {
    former
        .find(|(until, row)| is_meant(row) && edition <= Edition::of_month(until))
        .map(|(_, row)| row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_a_month_since_the_first() {
        let first = Edition::named("2026-11").expect("the first edition");
        assert_eq!(first, Edition::FIRST);
        assert_eq!(first.to_string(), "2026-11");
        assert_eq!(first.date(), (2026, 11));
        assert_eq!(Edition::named(EDITION), Some(Edition::PRESENT));
        assert_eq!(Edition::PRESENT.to_string(), EDITION);
        for none in [
            "", "2026", "2026-10", "2026-00", "2026-13", "2026-1", "2026-011", "2026_11",
            "202６-1", "2o26-11", "9999-12", "65535-1", "-026-11", "2026-11 ",
        ] {
            assert_eq!(Edition::named(none), None, "{none}");
        }
    }

    #[test]
    fn the_oldest_change_since_an_edition_counts() {
        let former = [
            ("2026-11", ("a", 1)),
            ("2026-11", ("b", 5)),
            ("2027-02", ("a", 2)),
        ];
        let as_of = |month: &str, name: &str| {
            let former = former.iter().map(|(until, row)| (*until, row));
            as_of(former, Edition::of_month(month), |row: &(&str, i32)| {
                row.0 == name
            })
            .map(|row| row.1)
        };
        assert_eq!(as_of("2026-11", "a"), Some(1));
        assert_eq!(as_of("2026-12", "a"), Some(2));
        assert_eq!(as_of("2027-02", "a"), Some(2));
        assert_eq!(as_of("2027-03", "a"), None);
        assert_eq!(as_of("2026-12", "b"), None);
        assert_eq!(as_of("2026-11", "c"), None);
    }
}
