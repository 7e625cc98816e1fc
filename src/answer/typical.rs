//! The range that figures typed without one get, where the draft asks for it.

use crate::draft::{Draft, Field, Key};
use crate::quantity::Uncertain;

/// The uncertainty that the sources state.
pub const TYPICAL: &str = "typical";

/// Whether figures without a range are taken to be as good as the sources say.
pub fn is_typical(draft: &Draft) -> bool {
    draft.get(Field::new(0, Key::Uncertainty)) == Some(TYPICAL)
}

/// The range of what a figure was rounded from, where that is asked for: of what method 1 multiplies,
/// and of a published total.
pub fn rounded_from(draft: &Draft, key: Key, text: &str) -> Option<Uncertain> {
    let is_figure = (Key::Connections..=Key::Timesteps).contains(&key) || key == Key::Compute;
    let dimension = key.dimension().filter(|_| is_figure && is_typical(draft))?;
    draft.rules().rounded(text, dimension)
}
