//! The closing lines of a table, on standard error: how many rows have a figure, and which differ from
//! a published one.

use crate::batch::{Record, Row};
use crate::quantity::{isolate, write::people};

/// The most rows that are listed; the others are counted.
const MOST_LISTED: usize = 100;

/// Counts of the rows.
#[derive(Default)]
pub(super) struct Summary {
    rows: u64,
    with_figure: u64,
    compared: u64,
    differing: u64,
    listed: Vec<String>,
}

impl Summary {
    /// Adds a row.
    pub(super) fn add(&mut self, record: &Record, row: &Row) {
        self.rows += 1;
        self.with_figure += u64::from(row.has_figure());
        let Some(comparison) = &row.comparison else {
            return;
        };
        self.compared += 1;
        let Some(reason) = &comparison.reason else {
            return;
        };
        self.differing += 1;
        if self.listed.len() < MOST_LISTED {
            let own = row.figures.flop.map_or(0.0, |flop| flop.median());
            self.listed.push(format!(
                "  line {}, {}: {} FLOP, published {}, {} ×. {reason}",
                record.line,
                isolate(&row.title),
                people(own),
                people(comparison.published),
                people(comparison.ratio),
            ));
        }
    }

    /// Returns whether any row has a figure.
    pub(super) fn has_figure(&self) -> bool {
        self.with_figure > 0
    }

    /// Writes the summary.
    pub(super) fn lines(&self) -> Vec<String> {
        let have = match self.rows {
            1 => "row has",
            _ => "rows have",
        };
        let mut lines = vec![format!(
            "{} of {} {have} a figure.",
            self.with_figure, self.rows
        )];
        if self.compared > 0 {
            lines.push(format!(
                "{} of {} with a published compute beside it differ by more than a factor of 2.",
                self.differing, self.compared
            ));
        }
        let more = self.differing - self.listed.len() as u64;
        lines.extend(self.listed.iter().cloned());
        if more > 0 {
            lines.push(format!(
                "  and {more} more: see the column published_reason."
            ));
        }
        lines
    }
}
