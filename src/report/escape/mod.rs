//! Texts that strangers put into links, and ours, as parts of other languages: each function gives
//! what stands for the same text there, whatever is in it.

pub(crate) mod ascii;
pub(super) mod cell;
pub(super) mod latex;
mod latex_letters;
pub(super) mod markdown;
pub(super) mod yaml;
