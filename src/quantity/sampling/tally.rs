//! Counts what is computed, for tests of how much that is.

use crate::quantity::Uncertain;
use std::cell::RefCell;

/// Drafts that were evaluated, and sums and values that were drawn.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// How many drafts were read and evaluated.
    pub(crate) answers: usize,
    /// The ranges of every sum that was drawn.
    pub(crate) sums: Vec<Vec<Uncertain>>,
    /// How many numbers were added to draws, or taken from them.
    pub(crate) values: usize,
}

thread_local! {
    static TALLY: RefCell<Tally> = RefCell::default();
}

/// Notes a draft that is evaluated.
pub(crate) fn note_answer() {
    TALLY.with_borrow_mut(|tally| tally.answers += 1);
}

/// Notes a sum that is drawn.
pub(super) fn note_sum(ranges: &[Uncertain]) {
    TALLY.with_borrow_mut(|tally| tally.sums.push(ranges.to_vec()));
}

/// Notes numbers that are added or taken away.
pub(super) fn note_values(values: usize) {
    TALLY.with_borrow_mut(|tally| tally.values += values);
}

/// Counts what some work computes.
pub(crate) fn of(work: impl FnOnce()) -> Tally {
    TALLY.take();
    work();
    TALLY.take()
}
