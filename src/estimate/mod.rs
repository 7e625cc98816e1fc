//! Training compute by the two methods, stage by stage, and what they say of each other.
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

pub use agreement::{Agreement, CHECK, CLAIMED_FACTOR, SEEN_UTILIZATIONS, Utilization};
pub use compatible::{Compatible, ROUNDING_ALONE, deviations, one_sided};
pub use gpu_time::{GpuTime, RECOMMENDED, Recommended};
pub use operations::{Operations, Passes};
pub use outcome::{
    Basis, Figures, GpuTimeFigures, OperationsFigures, Outcome, StageFigures, evaluate,
};
pub use width::{Input, LEAST_SHARE, Source, width};

use crate::quantity::{Count, Flop, Ratio, Uncertain};

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

/// What GPU time is good for, by the sources' own statement: "can easily be off by a factor of 2"
/// (Amodei and Hernandez 2018, appendix). Taken as a 90% range.
pub fn typical_of_gpu_time() -> Ratio {
    Ratio(Uncertain::range(1.0 / CLAIMED_FACTOR, CLAIMED_FACTOR))
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
    /// What the FLOP of method 2 are multiplied by: 1, or the range that they are good for.
    pub gpu_time_within: Ratio,
    /// In place of both methods: the FLOP of one run, as someone else states them.
    pub given: Option<Flop>,
    /// What the stage is to the others.
    pub role: Role,
}

impl Stage {
    /// What each method says of one run. How often it was run is one number for both: it makes neither
    /// of them the surer one, and does not average out between them.
    fn of_one_run(&self) -> (Option<Flop>, Option<Flop>) {
        let gpu_time = self.gpu_time.flop();
        (
            self.operations.map(Operations::flop),
            gpu_time.map(|flop| flop * self.gpu_time_within),
        )
    }
}

/// What a stage is to the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// A part of the training that the estimate is of.
    #[default]
    Training,
    /// The model that the others started from.
    Base,
    /// That model, of whose compute nothing is known: it is in no sum.
    UnknownBase,
}

/// A whole training run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Which method gives the headline where both are there.
    pub headline: Headline,
    /// At least one.
    pub stages: Vec<Stage>,
}
