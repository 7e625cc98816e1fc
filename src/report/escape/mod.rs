//! Escapes texts of strangers, and our own, for other languages. Each function keeps the meaning of
//! the text, whatever is in it.

pub(crate) mod ascii;
pub(super) mod cell;
pub(super) mod latex;
mod latex_letters;
pub(super) mod markdown;
pub(super) mod yaml;
