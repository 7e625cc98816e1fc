//! The permalink: `#v=1&data=2026-11&…`, a draft spelled in a URL's fragment.
//!
//! [`encode()`] writes the canonical spelling. [`decode()`] reads any text, and reports key by key which
//! parts it could not read. `encode(decode(link)) == link` for every canonical link.

mod decode;
mod encode;
mod escape;

pub(crate) use decode::unknown;
pub use decode::{decode, is_link};
pub use encode::encode;
pub(crate) use escape::{decode_text, escape};

use super::Draft;
use super::migrate::MIGRATIONS;

/// The version of the vocabulary that this program writes.
pub const VERSION: u32 = 1 + MIGRATIONS.len() as u32;

/// The greatest length of one text in UTF-8, in bytes: longer than any network, or any fleet of 200
/// periods.
pub(crate) const MOST_TEXT: usize = 20_000;

/// A part of a link that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkProblem {
    /// As it stands in the link.
    pub key: String,
    /// The message for the visitor.
    pub message: String,
}

/// The parts of a link that could be read, and the problems of the others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The fields that could be read.
    pub draft: Draft,
    /// The parts that could not be read.
    pub problems: Vec<LinkProblem>,
}
