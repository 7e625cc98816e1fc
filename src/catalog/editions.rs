//! Editions of the tables. Rows that have changed stay in the program as they were
//! (assets/editions.csv), so that a link is computed with the figures that it was made with.
//!
//! The build makes whole rows of the differences (`build/editions.rs`), each with the last edition that had it.
//! [`as_of`] picks the first that is not older than the link. `build/edition_names.rs` lists the editions in the order
//! in which they were made, each with its day. An [`Edition`] is a place in that list, and is compared as such: the
//! names do not sort.

use super::{Chip, carbon, chips};
use crate::quantity::Rules;
use std::fmt;

/// The names of all editions, in order of time (build/edition_names.rs).
const NAMES: &[&str] = include!(concat!(env!("OUT_DIR"), "/edition_names.rs"));

/// The present edition of the tables. A link names the edition that it was made with, so that a later
/// program can tell whether a figure has changed since.
pub const EDITION: &str = NAMES[NAMES.len() - 1];

/// An edition of the tables, ordered by time; the names do not sort in that order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edition(usize);

impl Edition {
    /// The edition of this program.
    pub const PRESENT: Self = Self(NAMES.len() - 1);

    /// Returns the edition of that name, `2026-11`; none for a name before the first or after the
    /// present one.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().position(|known| *known == name).map(Self)
    }

    /// Returns all editions, the earliest first.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..NAMES.len()).map(Self)
    }

    /// Returns the last edition that had a row. The build checks its name.
    fn until(name: &str) -> Self {
        Self::named(name).unwrap_or_default()
    }

    fn name(self) -> &'static str {
        NAMES.get(self.0).copied().unwrap_or(EDITION)
    }

    /// Returns a chip with the figures of this edition.
    pub fn chip(self, chip: &'static Chip) -> &'static Chip {
        let former = chips::former().map(|(until, former)| (Self::until(until), former));
        as_of(former, self, |former| former.slug == chip.slug).unwrap_or(chip)
    }

    /// Returns whether this edition has a chip.
    pub fn has(self, chip: &Chip) -> bool {
        chip.since.is_empty() || Self::named(chip.since).is_some_and(|since| self >= since)
    }

    /// Returns whether parts of names and plurals are read as they are now. Before, `V100s` was the
    /// V100S.
    pub fn reads_parts(self) -> bool {
        Self::named("2026-11.2").is_some_and(|first| self >= first)
    }

    /// Returns the rules that numbers are read by.
    pub fn rules(self) -> Rules {
        match Self::named("2026-11.3") {
            Some(first) if self >= first => Rules::Second,
            _ => Rules::First,
        }
    }

    /// Returns whether methods are doubted: the typical uncertainty has an error of counting, stages share the
    /// error of their method, and in the mean a method without a range is taken to be as uncertain as the
    /// other. Before, counted operations were uncertain by rounding alone, each stage had an error of its
    /// own, and a method without a range was the mean.
    pub fn doubts_methods(self) -> bool {
        Self::named("2026-11.4").is_some_and(|first| self >= first)
    }

    /// Returns a grid with the figures of this edition.
    pub fn grid(self, grid: &'static carbon::Grid) -> &'static carbon::Grid {
        let former = carbon::FORMER
            .iter()
            .map(|(until, former)| (Self::until(until), former));
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
        f.write_str(self.name())
    }
}

/// Returns the row of an edition, if it differs from the present one. Each row has the last edition
/// that had it; the oldest come first.
pub fn as_of<'a, E: PartialOrd, R>(
    mut former: impl Iterator<Item = (E, &'a R)>,
    edition: E,
    is_meant: impl Fn(&R) -> bool,
) -> Option<&'a R> {
    former
        .find(|(until, row)| is_meant(row) && edition <= *until)
        .map(|(_, row)| row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_is_one_of_the_list() {
        let [first, second, third] = ["2026-11", "2026-12", "2026-11.2"]
            .map(|name| Edition::named(name).unwrap_or_else(|| panic!("{name} is no edition")));
        // In the order in which they were made, which is not that of the names.
        assert!(first < second && second < third && third <= Edition::PRESENT);
        assert_eq!(
            [first, second, third].map(|edition| edition.to_string()),
            ["2026-11", "2026-12", "2026-11.2"]
        );
        assert_eq!(Edition::named(EDITION), Some(Edition::PRESENT));
        assert_eq!(Edition::PRESENT.to_string(), EDITION);
        for none in [
            "",
            "2026",
            "2026-10",
            "2026-00",
            "2026-1",
            "2026-011",
            "2o26-11",
            "9999-12",
            "2026-1/",
            "-026-11",
            "2026-11 ",
            "２0-1",
            "2026-11.",
            "2026-11.1",
            "2026-11.02",
            "2026-12.2",
        ] {
            assert_eq!(Edition::named(none), None, "{none}");
        }
    }

    #[test]
    fn the_oldest_change_since_an_edition_counts() {
        let former = [(0, ("a", 1)), (0, ("b", 5)), (2, ("a", 2))];
        let as_of = |edition: usize, name: &str| {
            let former = former.iter().map(|(until, row)| (*until, row));
            as_of(former, edition, |row: &(&str, i32)| row.0 == name).map(|row| row.1)
        };
        assert_eq!(as_of(0, "a"), Some(1));
        assert_eq!(as_of(1, "a"), Some(2));
        assert_eq!(as_of(2, "a"), Some(2));
        assert_eq!(as_of(3, "a"), None);
        assert_eq!(as_of(1, "b"), None);
        assert_eq!(as_of(0, "c"), None);
    }
}
