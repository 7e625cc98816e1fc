//! Remarks on numbers that were read: they can hardly be meant, or are not quite what was typed. Few drafts need one, so
//! the page loads this code only then ([`Asides`](super::Asides)).

mod middle;
mod plausible;

pub(crate) use plausible::{is_in_words, without_unit};

use super::Problem;
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Dimension, Uncertain};

/// Fewer parameters than any network of the last thirty years has, and fewer tokens than a book.
const FEW: f64 = 1000.0;

/// The ways in which `±` is typed.
const SIGNS: [&str; 5] = ["±", "+/-", "+/−", "+-", "+−"];

/// Returns a thousand times as many parameters as the largest network has, five times as many epochs as any published run
/// has, and more of anything else than any run has.
const fn many(key: Key) -> f64 {
    match key {
        Key::Parameters => 1e15,
        // 191,400 over a table of bankrupt firms, in 1990.
        Key::Epochs => 1e6,
        _ => 1e17,
    }
}

/// Returns whether there may be a remark on a number.
pub(crate) fn is_remarkable(draft: &Draft, field: Field, text: &str, value: Uncertain) -> bool {
    let key = field.key;
    let median = value.median();
    let is_small = match key {
        Key::Parameters | Key::Tokens => median < FEW,
        Key::Epochs | Key::Runs => false,
        _ => median < 1.0,
    };
    let is_odd = match key.dimension() {
        Some(Dimension::Count(_)) => is_small || median > many(key),
        _ => key == Key::Chips && !value.is_range() && median % 1.0 != 0.0,
    };
    is_odd
        || SIGNS.iter().any(|sign| text.contains(sign))
        || plausible::counts_examples(draft, field)
}

/// Returns the remarks on a number. One that has a problem already is not asked about as well.
pub fn remarks(draft: &Draft, field: Field, value: Uncertain, has_problem: bool) -> Vec<Problem> {
    let asked = match has_problem {
        true => None,
        false => plausible::doubt(draft, field, value),
    };
    let text = draft.get(field).unwrap_or_default();
    let noted = middle::note(field, text, value);
    asked.into_iter().chain(noted).collect()
}
