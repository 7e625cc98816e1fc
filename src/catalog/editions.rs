//! Earlier editions of the tables: what has changed since stays in the program as it was
//! (assets/editions.csv), so that a link is computed with the figures that it was made with.

use super::{Chip, carbon, chips};
use std::fmt;

/// Which state of the tables this is. A link names the one that it was made with, so that a
/// later program can tell whether a figure has changed since.
pub const EDITION: &str = env!("PETADAY_EDITION");

/// A state of the tables, by the year and month of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition([u8; 7]);

impl Edition {
    /// That of this program.
    pub const PRESENT: Self = Self::of(EDITION);

    const FIRST: Self = Self::of(env!("PETADAY_FIRST_EDITION"));

    /// The tables of that month, `2026-11`; none before the first edition, nor after the present one.
    pub fn named(name: &str) -> Option<Self> {
        let edition = Self(name.as_bytes().try_into().ok()?);
        let is_month = edition.0.iter().all(|b| b.is_ascii_digit() || *b == b'-');
        let is_known = (Self::FIRST..=Self::PRESENT).contains(&edition);
        (is_month && is_known).then_some(edition)
    }

    /// The build has checked the names.
    const fn of(name: &str) -> Self {
        match name.as_bytes().first_chunk() {
            Some(name) => Self(*name),
            None => Self([0; 7]),
        }
    }

    /// Year, and month from 1.
    pub fn date(self) -> (u16, u16) {
        let number = |digits: &[u8]| {
            digits
                .iter()
                .fold(0, |number, digit| number * 10 + u16::from(digit & 15))
        };
        (number(&self.0[..4]), number(&self.0[5..]))
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
        f.write_str(str::from_utf8(&self.0).unwrap_or_default())
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
        .find(|(until, row)| is_meant(row) && edition <= Edition::of(until))
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
            "", "2026", "2026-10", "2026-00", "2026-1", "2026-011", "2o26-11", "9999-12",
            "2026-1/", "-026-11", "2026-11 ", "２0-1",
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
            as_of(former, Edition::of(month), |row: &(&str, i32)| {
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
