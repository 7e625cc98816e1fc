//! Words that more than one view uses: formulas, readings of networks, a stage's title.
//!
//! Each function takes typed or computed values and gives a text, or the pieces of one. Sentences
//! that only reports use are in [`report`](crate::report).

pub mod basis;
pub mod comparison;
pub mod echo;
pub mod energy;
pub mod fleet;
pub mod formula;
pub mod layers;
pub mod network;
pub mod parts;
pub mod plan;
pub mod power;
pub mod stage;
pub mod sums;
pub mod text;
pub mod threshold;
pub mod trained;

/// The name of an estimate without a title.
pub const UNTITLED: &str = "Untitled estimate";
