//! Reports: an estimate as text for other places, with one module for each format.
//!
//! [`Record::of`] resolves everything that a report says, once; [`write`](write()) makes a text
//! from it. Both are functions of the draft and the address of its link: the same link gives the
//! same report. One number is not: the cores of a chip, in a request for computing time.

mod approaches;
mod bibtex;
pub mod count_json;
mod distances;
mod escape;
mod eu;
mod footnote;
mod format;
mod forms;
pub mod json;
mod latex;
pub mod line;
mod markdown;
mod metadata;
mod neurips;
mod paragraph;
mod phrases;
mod provenance;
pub mod record;
mod sentence;
mod side_by_side;
mod table;
mod write;

pub(crate) use escape::ascii::ascii;
pub use format::{Audience, Format};
pub use record::{CoreRate, NoFigure, Record, WaterRate};
pub use side_by_side::{TableFormat, side_by_side};
pub use write::{write, write_form, write_text, write_with};
