//! Names of months.

use super::token::Doc;
use crate::quantity::MONTHS;

/// Returns whether a whole word is a month or an abbreviation of one, with a capital: `March`, `Sept`.
pub(super) fn is_month(doc: &Doc, at: usize) -> bool {
    let word = doc.get(at).map_or("", |token| token.text.as_str());
    word.len() > 2 && MONTHS.iter().any(|month| month.starts_with(word))
}
