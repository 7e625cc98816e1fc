//! The record that is kept of each row: where it is in the file, its figures, and marks; some 70 bytes.

use super::{Column, Only};
use crate::batch::Row;

/// Two figures that are further apart than this differ.
const FACTOR: f64 = 2.0;

const FIGURE: u8 = 1;
const PROBLEMS: u8 = 2;
const DIFFERS: u8 = 4;
const COMPARED: u8 = 8;

/// The rows of a table. A figure that a row does not have is NaN.
#[derive(Default)]
pub(super) struct Rows {
    places: Vec<(u64, u32)>,
    flop: Vec<f64>,
    operations: Vec<f64>,
    gpu_time: Vec<f64>,
    ratio: Vec<f64>,
    utilization: Vec<f64>,
    published: Vec<f64>,
    marks: Vec<u8>,
}

/// Whether a row has a figure, problems, and figures to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    fn of(row: &Row, is_epoch: bool) -> Self {
        let is_apart = |ratio: f64| !(1.0 / FACTOR..=FACTOR).contains(&ratio);
        let ratio = match is_epoch {
            true => row.comparison.as_ref().map(|found| found.ratio),
            false => row.figures.ratio,
        };
        let mark = |is_set: bool, mark: u8| if is_set { mark } else { 0 };
        Self(
            mark(row.has_figure(), FIGURE)
                | mark(!row.problems().is_empty(), PROBLEMS)
                | mark(ratio.is_some_and(is_apart), DIFFERS)
                | mark(ratio.is_some(), COMPARED),
        )
    }

    pub(super) fn has_figure(self) -> bool {
        self.0 & FIGURE != 0
    }

    pub(super) fn has_problems(self) -> bool {
        self.0 & PROBLEMS != 0
    }

    pub(super) fn differs(self) -> bool {
        self.0 & DIFFERS != 0
    }

    pub(super) fn is_compared(self) -> bool {
        self.0 & COMPARED != 0
    }

    pub(super) fn are(self, only: Only) -> bool {
        match only {
            Only::All => true,
            Only::Figure => self.has_figure(),
            Only::NoFigure => !self.has_figure(),
            Only::Problems => self.has_problems(),
            Only::Differs => self.differs(),
        }
    }
}

impl Rows {
    /// Adds a row.
    pub(super) fn push(&mut self, place: (u64, u64), row: &Row, is_epoch: bool) -> Marks {
        let figures = &row.figures;
        let or_none = |figure: Option<f64>| figure.unwrap_or(f64::NAN);
        let line = u32::try_from(place.1).unwrap_or(u32::MAX);
        self.places.push((place.0, line));
        self.flop
            .push(or_none(figures.flop.map(|flop| flop.median())));
        self.operations.push(or_none(figures.operations));
        self.gpu_time.push(or_none(figures.gpu_time));
        self.ratio.push(or_none(figures.ratio));
        self.utilization.push(or_none(figures.implied_utilization));
        let published = row.comparison.as_ref().map(|found| found.ratio);
        self.published.push(or_none(published));
        let marks = Marks::of(row, is_epoch);
        self.marks.push(marks.0);
        marks
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Returns the first byte of a row, and its line.
    pub(super) fn place(&self, row: u32) -> Option<(u64, u64)> {
        let (start, line) = self.places.get(row as usize)?;
        Some((*start, u64::from(*line)))
    }

    pub(super) fn marks(&self, row: u32) -> Marks {
        Marks(self.marks.get(row as usize).copied().unwrap_or_default())
    }

    /// Returns the figures of a column; `None` for the order of the file.
    pub(super) fn figures(&self, column: Column) -> Option<&[f64]> {
        Some(match column {
            Column::Line => return None,
            Column::Flop | Column::PfsDays => &self.flop,
            Column::Operations => &self.operations,
            Column::GpuTime => &self.gpu_time,
            Column::Ratio => &self.ratio,
            Column::Utilization => &self.utilization,
            Column::Published => &self.published,
        })
    }
}
