//! Small calculators of published studies. Each has its formula, its source with the version, and its limits.
//!
//! Compute is in FLOP, time in months of a twelfth of a year, errors are shares between 0 and 1. The functions
//! are total: an input outside their range gives a [`StudyError`] that says what to type.

pub mod eras;
pub mod inference;
pub mod optimal;
pub mod power;
pub mod progress;

use thiserror::Error;

/// The reason why a study gives no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StudyError {
    /// An error rate that is not a share.
    #[error("An error rate is between 0 and 100%: type one such as 10%.")]
    Share,
    /// A target that is not below the start.
    #[error("The error to reach must be lower than the one now.")]
    Target,
    /// An amount that has to be positive.
    #[error("Type a positive number.")]
    Positive,
    /// A result that no number holds.
    #[error("The result is too large for a number.")]
    TooLarge,
    /// A benchmark whose error did not fall with compute.
    #[error(
        "No slope was found for this benchmark: its error did not fall with compute in the authors’ data."
    )]
    NoSlope,
}

/// A value with the ends of its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The central value.
    pub middle: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Returns an interval.
    pub const fn new(low: f64, middle: f64, high: f64) -> Self {
        Self { low, middle, high }
    }

    /// Applies a function that grows to the value and the ends.
    pub fn map(self, function: impl Fn(f64) -> f64) -> Self {
        Self::new(
            function(self.low),
            function(self.middle),
            function(self.high),
        )
    }
}

fn positive(value: f64) -> Result<f64, StudyError> {
    match value > 0.0 && value.is_finite() {
        true => Ok(value),
        false => Err(StudyError::Positive),
    }
}

fn finite(value: f64) -> Result<f64, StudyError> {
    match value.is_finite() {
        true => Ok(value),
        false => Err(StudyError::TooLarge),
    }
}
