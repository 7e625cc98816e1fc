//! Training compute by the two methods, stage by stage, and what they say of each other.
//!
//! A [`Run`] is a list of [`Stage`]s, each with what is known for either method, typed and
//! validated; [`evaluate`] turns it into an [`Outcome`], from which every view is made.

mod agreement;
pub mod energy;
pub mod fleet;
mod gpu_time;
mod operations;
mod outcome;
pub mod solve;

pub use agreement::{Agreement, CLAIMED_FACTOR, SEEN_UTILIZATIONS, Utilization};
pub use gpu_time::{GpuTime, RECOMMENDED, Recommended};
pub use operations::{Operations, Passes};
pub use outcome::{
    Basis, Figures, GpuTimeFigures, OperationsFigures, Outcome, StageFigures, evaluate,
};

use crate::quantity::Count;

/// Which method gives the headline where both are filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headline {
    /// Counting operations: it needs no assumed utilization.
    #[default]
    Operations,
    /// GPU time.
    GpuTime,
    /// The geometric mean of both, weighted by how narrow each range is.
    Combined,
}

/// One part of a training run: pre-training, fine-tuning, a network of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// As typed; may be empty.
    pub name: String,
    /// How many times the stage was run; multiplies both methods.
    pub runs: Count,
    /// Method 1, if everything that it needs is known.
    pub operations: Option<Operations>,
    /// Method 2, as far as it is known.
    pub gpu_time: GpuTime,
}

/// A whole training run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Which method gives the headline where both are there.
    pub headline: Headline,
    /// At least one.
    pub stages: Vec<Stage>,
}
