//! The typical uncertainty, if the draft asks for it: the range of a figure that is typed without one, and
//! the factor that each method is good to.

pub use crate::draft::own::TYPICAL;

use crate::draft::{Draft, Field, Key};
use crate::estimate::{CLAIMED_FACTOR, COUNTING_FACTOR};
use crate::quantity::Uncertain;

/// A method that is further off says nothing.
pub(super) const LARGEST_FACTOR: f64 = 1e6;

/// The factor that each method is good to, 1 or more.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    /// The error of counting, beside the rounding of its figures.
    pub operations: f64,
    /// The accuracy of GPU time, unless its utilization has a range.
    pub gpu_time: f64,
}

/// Returns whether figures without a range are taken to be as accurate as the sources say.
pub fn is_typical(draft: &Draft) -> bool {
    draft.get(Field::new(0, Key::Uncertainty)) == Some(TYPICAL)
}

/// Returns the typed factors; where none is typed, or it cannot be used, those of the sources. Links up to
/// the edition 2026-11.3 have no error of counting.
pub fn accuracy(draft: &Draft) -> Accuracy {
    let typed = |key: Key| {
        let text = draft.get(Field::new(0, key))?;
        let factor = draft.rules().read(text, key.dimension()?).ok()?;
        let is_one = !factor.is_range() && (1.0..=LARGEST_FACTOR).contains(&factor.median());
        is_one.then_some(factor.median())
    };
    let of_counting = match draft.edition().doubts_methods() {
        true => COUNTING_FACTOR,
        false => 1.0,
    };
    Accuracy {
        operations: typed(Key::OperationsWithin).unwrap_or(of_counting),
        gpu_time: typed(Key::GpuTimeWithin).unwrap_or(CLAIMED_FACTOR),
    }
}

/// Returns the range that a figure was rounded from, if the draft asks for it. It applies to the
/// factors of method 1, and to a published total.
pub fn rounded_from(draft: &Draft, key: Key, text: &str) -> Option<Uncertain> {
    let is_figure = (Key::Connections..=Key::Timesteps).contains(&key) || key == Key::Compute;
    let dimension = key.dimension().filter(|_| is_figure && is_typical(draft))?;
    draft.rules().rounded(text, dimension)
}
