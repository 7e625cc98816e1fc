//! Up to four estimates side by side: what differs, row by row, and how many times one is the other.

mod columns;
mod edition;
mod figures;
mod inputs;
mod link;
mod ratios;

pub use columns::{Column, LETTERS, columns};
pub use edition::{Changed, ChangedExamples, examples_since, tables_since};
pub use figures::figures;
pub use inputs::inputs;
pub use link::{Compare, Opened, decode, encode};
pub use ratios::ratios;

use crate::quantity::Uncertain;

/// A row of the comparison, with a cell for each estimate.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The name of the row.
    pub label: String,
    /// The unit of the values; empty for texts.
    pub unit: &'static str,
    /// The cells. None where an estimate has nothing.
    pub cells: Vec<Option<Cell>>,
}

/// A cell of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// As it is shown.
    pub text: String,
    /// The number with its range, in the unit of the row; none for a text.
    pub value: Option<Uncertain>,
}

impl Row {
    /// Returns whether not all cells say the same. Numbers are compared by their values: `175B` is `1.75e11`.
    pub fn differs(&self) -> bool {
        let Some((first, others)) = self.cells.split_first() else {
            return false;
        };
        others.iter().any(|other| match (first, other) {
            (Some(first), Some(other)) => match (first.value, other.value) {
                (Some(a), Some(b)) => a != b,
                _ => first.text != other.text,
            },
            (first, other) => first.is_some() != other.is_some(),
        })
    }
}
