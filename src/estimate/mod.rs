//! Training compute by the two methods, stage by stage, and the comparison of the two.
//!
//! A [`Run`] is a list of [`Stage`]s, each with what is known for either method, typed and
//! validated; [`evaluate`] turns it into an [`Outcome`], from which every view is made.

mod agreement;
mod compatible;
pub mod energy;
pub mod fleet;
mod gpu_time;
mod operations;
mod outcome;
pub mod solve;
mod terms;
mod width;

pub use agreement::{Agreement, CHECK, CLAIMED_FACTOR, SEEN, SEEN_IN_WORDS, Utilization};
pub use compatible::{Compatible, ROUNDING_ALONE, deviations, one_sided};
pub use gpu_time::{GpuTime, RECOMMENDED, Recommended};
pub use operations::{Operations, Passes};
pub use outcome::{
    Basis, Figures, GpuTimeFigures, OperationsFigures, Outcome, StageFigures, evaluate,
};
pub use width::{Input, LEAST_SHARE, Source, width};

use crate::quantity::{Count, Flop, Ratio, Uncertain};

/// The method that gives the headline if both are filled in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headline {
    /// Counted operations, which need no assumed utilization.
    #[default]
    Operations,
    /// GPU time.
    GpuTime,
    /// The geometric mean of both, weighted by how narrow each range is.
    Combined,
}

/// Returns the accuracy of GPU time as its sources state it: "can easily be off by a factor of 2"
/// (Amodei and Hernandez 2018, appendix). Taken as a 90% range.
pub fn typical_of_gpu_time() -> Ratio {
    Ratio(Uncertain::range(1.0 / CLAIMED_FACTOR, CLAIMED_FACTOR))
}

/// One part of a training run: pre-training, fine-tuning, a network of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The name as typed; may be empty.
    pub name: String,
    /// How many times the stage was run; multiplies both methods.
    pub runs: Count,
    /// Method 1, if all of its inputs are known.
    pub operations: Option<Operations>,
    /// Method 2, as far as it is known.
    pub gpu_time: GpuTime,
    /// A factor for the FLOP of method 2: 1, or the range that expresses its typical accuracy.
    pub gpu_time_within: Ratio,
    /// The FLOP of one run, as someone else states them. They replace both methods.
    pub given: Option<Flop>,
    /// The role of the stage among the others.
    pub role: Role,
}

impl Stage {
    /// Returns the FLOP of one run by each method. The number of runs is one number for both methods:
    /// it makes neither of them more exact, and does not average out between them.
    fn of_one_run(&self) -> (Option<Flop>, Option<Flop>) {
        let gpu_time = self.gpu_time.flop();
        (
            self.operations.map(Operations::flop),
            gpu_time.map(|flop| flop * self.gpu_time_within),
        )
    }
}

/// The role of a stage among the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// A part of the training that is estimated.
    #[default]
    Training,
    /// The model that the others started from.
    Base,
    /// The model that the others started from, if its compute is unknown. It is part of no sum.
    UnknownBase,
}

/// A whole training run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The method that gives the headline if both are filled in.
    pub headline: Headline,
    /// The stages; at least one.
    pub stages: Vec<Stage>,
}
