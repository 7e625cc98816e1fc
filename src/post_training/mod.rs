//! Compute of post-training: recipes that make the stages of an estimate.
//!
//! Each recipe is a list of [`Stage`]s. A stage passes some sequences through one model: forward alone, as rollouts,
//! references and rewards do, or forward and back, as learning does. [`Sequences`] has the lengths, so that attention
//! is counted with the sum of their squares. [`fields`] says a stage in the keys of a link.
//!
//! The model that a recipe is for is that of the last stage, because a link’s inference is of the last stage that is
//! trained.
//!
//! FLOP of a stage = passes × (1 + backward) × (FLOP of a token × tokens + FLOP of a pair × pairs of positions), where
//! a pass over a sequence of s tokens has s · (s + 1) ÷ 2 pairs. A backward pass is 2 forward passes.

mod distillation;
pub mod fields;
mod preference;
mod reinforcement;
mod sampling;
mod sequences;
mod stage;
mod supervised;

pub use distillation::distillation;
pub use preference::preference;
pub use reinforcement::Reinforcement;
pub use sampling::{Rejection, Sampling};
pub use sequences::Sequences;
pub use stage::{Part, Stage};
pub use supervised::supervised;
