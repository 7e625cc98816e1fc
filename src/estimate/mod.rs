//! Training compute by the two methods, stage by stage, and the comparison of the two.
//!
//! A [`Run`] is a list of [`Stage`]s, each with what is known for either method, typed and
//! validated; [`evaluate`] turns it into an [`Outcome`], from which every view is made.
//!
//! A sum of stages with ranges is drawn ([`sampling`](crate::quantity::sampling)): 8,192 times, at points of a lattice
//! that are always the same, which gives its percentiles within 1%. Of points, or with one range, it is exact. A sum of
//! periods (`fleet`) is the lognormal of the same mean and variance, where a factor that several share counts as one.
//!
//! An [`Outcome`] keeps the draws of its headline: shares above thresholds, other percentiles and widths come from them,
//! and nothing is drawn twice. With `uncertainty=typical` each method has an error as a factor. Stages by the same
//! method share it, so a total is drawn from the terms without it and multiplied by it once (`terms`). [`Silence`] says
//! how a mean takes a method that says nothing of its error.

mod agreement;
mod compatible;
pub mod energy;
pub mod fleet;
mod gpu_time;
mod operations;
mod outcome;
mod silence;
pub mod solve;
mod terms;
mod width;

pub use agreement::{
    Agreement, CHECK, CLAIMED_FACTOR, COUNTING_FACTOR, SEEN, SEEN_IN_WORDS, Utilization,
};
pub use compatible::{Compatible, ROUNDING_ALONE, deviations};
pub use gpu_time::{GpuTime, RECOMMENDED, Recommended};
pub use operations::{Operations, Passes};
pub use outcome::{
    Basis, Figures, GpuTimeFigures, OperationsFigures, Outcome, StageFigures, evaluate,
};
pub use silence::Silence;
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

/// Returns the 90% range of a method that is good to a factor: `1/f` to `f`, with the median 1.
pub fn within(factor: f64) -> Ratio {
    let range = Uncertain::from_parts(1.0 / factor, 1.0, factor);
    Ratio(range.unwrap_or(Uncertain::point(1.0)))
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
    /// Whether a factor of method 2 was solved for from method 1: then neither checks the other.
    pub is_copy: bool,
    /// A factor for the FLOP of method 1: 1, or the range that expresses the error of counting.
    pub operations_within: Ratio,
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
    pub fn of_one_run(&self) -> (Option<Flop>, Option<Flop>) {
        let (operations, gpu_time) = (self.operations.map(Operations::flop), self.gpu_time.flop());
        (
            operations.map(|flop| flop * self.operations_within),
            gpu_time.map(|flop| flop * self.gpu_time_within),
        )
    }
}

/// The errors of a method in several stages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Errors {
    /// Each stage has an error of its own. Links up to the edition 2026-11.3 have this.
    Independent,
    /// All stages share the error: a utilization that was guessed too high is too high in all of them.
    #[default]
    Shared,
}

impl Errors {
    /// Returns an accuracy as an error that stages share; none for an exact one.
    fn shared_error(self, within: Ratio) -> Option<Ratio> {
        (self == Self::Shared && within.0.is_range()).then_some(within)
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
    /// How the mean of both methods takes a method without a range.
    pub silence: Silence,
    /// Whether stages that rest on the same method share its error.
    pub errors: Errors,
    /// The stages; at least one.
    pub stages: Vec<Stage>,
}
