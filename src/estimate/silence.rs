//! The mean of both methods, and how it takes a method without a range.

use crate::quantity::{Flop, Uncertain};

/// How the mean of both methods takes a method without a range, where the other has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Silence {
    /// As exact: it is the mean. Links up to the edition 2026-11.3 have this.
    Exact,
    /// As uncertain as the other method, so that saying nothing is not rewarded.
    #[default]
    AsUncertain,
}

impl Silence {
    /// Returns the variances by which both methods are weighed, given those of their ranges.
    pub fn weigh(self, operations: f64, gpu_time: f64) -> (f64, f64) {
        match self {
            Self::AsUncertain if operations == 0.0 => (gpu_time, gpu_time),
            Self::AsUncertain if gpu_time == 0.0 => (operations, operations),
            _ => (operations, gpu_time),
        }
    }

    /// Returns the mean of both methods.
    pub fn mean(self, operations: Flop, gpu_time: Flop) -> Flop {
        let [operations, gpu_time] = [operations.0, gpu_time.0];
        let (o, g) = self.weigh(operations.variance(), gpu_time.variance());
        Flop(Uncertain::combine(
            operations.with_variance(o),
            gpu_time.with_variance(g),
        ))
    }

    /// Explains how a method without a range is weighed beside one that has a range. The text continues after
    /// “because”.
    pub fn explain(self, operations: Flop, gpu_time: Flop) -> Option<&'static str> {
        match (self, operations.0.is_range(), gpu_time.0.is_range()) {
            (Self::Exact, false, true) => Some(
                "counting operations has no range and counts as exact, while GPU time has a range: type a range for an input of method 1",
            ),
            (Self::Exact, true, false) => Some(
                "GPU time has no range and counts as exact, while counting operations has a range: type a range for an input of method 2",
            ),
            (Self::AsUncertain, false, true) => Some(
                "counting operations has no range and is given the same uncertainty as GPU time: type a range for an input of method 1",
            ),
            (Self::AsUncertain, true, false) => Some(
                "GPU time has no range and is given the same uncertainty as counting operations: type a range for an input of method 2",
            ),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flop(low: f64, high: f64) -> Flop {
        Flop(Uncertain::range(low, high))
    }

    #[test]
    fn a_method_without_a_range_does_not_outweigh_one_with_a_range() {
        let (point, range) = (Flop::point(4e24), flop(0.5e24, 2e24));
        for mean in [
            Silence::AsUncertain.mean(point, range),
            Silence::AsUncertain.mean(range, point),
        ] {
            assert!((mean.median() / 2e24 - 1.0).abs() < 1e-12, "{mean:?}");
            // As two that are each good to a factor of 2.
            let width = libm::exp(libm::log(2.0) / 2f64.sqrt());
            assert!((mean.0.high() / mean.median() / width - 1.0).abs() < 1e-9);
        }
        assert_eq!(Silence::Exact.mean(point, range), point);
    }

    #[test]
    fn ranges_and_points_are_weighed_the_same_either_way() {
        for (a, b) in [
            (flop(1e24, 2e24), flop(1e24, 9e24)),
            (Flop::point(1e24), Flop::point(4e24)),
        ] {
            assert_eq!(Silence::Exact.mean(a, b), Silence::AsUncertain.mean(a, b));
        }
    }
}
