//! The changes of the tables from edition to edition, with their reasons.
//!
//! These are long texts, apart from the former rows, so that programs that do not show them need not contain them.

use super::unpack::Cells;
use super::{Edition, Format};

static HISTORY: &str = include_str!(concat!(env!("OUT_DIR"), "/history.tsv"));

/// A figure that has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The last edition that had the former figure.
    pub until: Edition,
    /// The slug or code of the row.
    pub row: &'static str,
    /// The figure of the row.
    pub figure: Corrected,
    /// The reason.
    pub why: &'static str,
    /// The source of the present figure, with its address.
    pub source: &'static str,
}

/// A figure of a row of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corrected {
    /// The dense peak of a chip.
    Peak(Format),
    /// The parts of a chip that software may count.
    Parts,
    /// The design power of a chip.
    DesignPower,
    /// The carbon intensity of a grid.
    Intensity,
    /// The year of that figure.
    Year,
}

impl Corrected {
    fn of(column: &str) -> Option<Self> {
        Some(match column {
            "parts" => Self::Parts,
            "tdp_w" => Self::DesignPower,
            "g_co2e_per_kwh" => Self::Intensity,
            "year" => Self::Year,
            format => Self::Peak(format.parse().ok()?),
        })
    }
}

/// Returns all changes, the earliest first.
pub fn history() -> impl Iterator<Item = Correction> {
    HISTORY.lines().filter_map(|line| {
        let mut cells = Cells::of(line);
        Some(Correction {
            until: Edition::named(cells.text())?,
            row: cells.text(),
            figure: Corrected::of(cells.text())?,
            why: cells.text(),
            source: cells.text(),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_change_is_unpacked_with_its_reason() {
        let all: Vec<Correction> = history().collect();
        assert_eq!(all.len(), HISTORY.lines().count());
        assert!(all.is_sorted_by_key(|change| change.until));
        for change in &all {
            assert!(change.until < Edition::PRESENT, "{}", change.row);
            assert!(!change.why.is_empty() && change.source.contains("https://"));
        }
        assert!(all.iter().any(|change| change.row == "nvidia-l40"
            && change.figure == Corrected::Peak(Format::Bf16)
            && change.why.contains("181.05")));
    }
}
