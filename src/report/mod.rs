//! An outcome as text for somewhere else.
//!
//! [`Record::of`] resolves everything that a report says, once; [`write`](write()) makes a text of it.
//! Both are functions of the draft and the address of its link: the same link gives the same report.

mod approaches;
mod bibtex;
pub mod count_json;
mod distances;
pub mod echo;
pub mod energy;
mod escape;
mod eu;
pub mod fleet;
mod format;
pub mod formula;
pub mod json;
mod latex;
pub mod layers;
pub mod line;
mod markdown;
mod metadata;
pub mod network;
mod neurips;
mod paragraph;
pub mod parts;
pub mod record;
mod sentence;
mod table;
mod words;

pub(crate) use escape::ascii::ascii;
pub use format::{Format, write};
pub use record::{NoFigure, Record};
