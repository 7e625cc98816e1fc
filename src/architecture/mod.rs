//! Networks as text, and the parameters and forward operations that they have.
//!
//! A network is text, typed by hand if need be: [`read`] makes a [`Network`] of it, its `Display`
//! is the canonical spelling, [`count`] goes through the layers with the shape in hand. `docs/model.md`
//! has the grammar and every layer.
//!
//! `kind` is the one table of layers, their sizes and switches: `read` and `term` know no layer by name. `walk` goes
//! through the terms with the `Shape` in hand and asks each layer's family (`convolution`, `recurrent`, `recurrence`,
//! `attention`, `transformer`, `plain`) for its cost and the next shape. A block of `block` is text that is read in its
//! place. A repeated term that leaves the shape as it was is walked through once. Counts are 128-bit and of the whole
//! sequence; [`Count`] divides at the end.
//!
//! ```
//! use petaday::architecture::count_text;
//!
//! let gpt2 = count_text(
//!     "tokens(1024);embed(50257,768);positions;decoder(12,12,3072,bias);ln;head(tied)",
//! )
//! .expect("a network");
//! assert_eq!(gpt2.parameters, 124_439_808);
//! assert_eq!(gpt2.forward_flop(), 284_812_800.0);
//! ```

mod attention;
mod block;
mod convolution;
mod cost;
mod count;
mod error;
mod kind;
mod names;
pub mod outline;
mod plain;
mod read;
mod recurrence;
mod recurrent;
mod shape;
mod term;
mod transformer;
mod walk;

pub use count::{Count, LayerCount, Per, count, count_text};
pub use error::{Fault, NetworkError};
pub use kind::{LayerKind, Setting, Signature, Takes};
pub use read::{MAX_CHARS, MAX_SIZE, read};
pub use shape::Shape;
pub use term::{Item, Join, Layer, Network, Sizes, Term, Value};

/// Returns the canonical spelling of a text that can be read.
pub fn spell(text: &str) -> Option<String> {
    read(text).ok().map(|network| network.to_string())
}
