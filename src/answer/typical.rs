//! The range that figures without one get, if the draft asks for it.

use crate::draft::{Draft, Field, Key};
use crate::quantity::Uncertain;

/// The uncertainty that the sources state.
pub const TYPICAL: &str = "typical";

/// Returns whether figures without a range are taken to be as accurate as the sources say.
pub fn is_typical(draft: &Draft) -> bool {
    draft.get(Field::new(0, Key::Uncertainty)) == Some(TYPICAL)
}

/// Returns the range that a figure was rounded from, if the draft asks for it. It applies to the
/// factors of method 1, and to a published total.
pub fn rounded_from(draft: &Draft, key: Key, text: &str) -> Option<Uncertain> {
    let is_figure = (Key::Connections..=Key::Timesteps).contains(&key) || key == Key::Compute;
    let dimension = key.dimension().filter(|_| is_figure && is_typical(draft))?;
    draft.rules().rounded(text, dimension)
}
