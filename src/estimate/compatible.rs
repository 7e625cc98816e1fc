//! The comparison of the ranges of the two methods.

use crate::quantity::Flop;

/// The 95th percentile of the normal distribution, on either side. Two estimates of one number differ
/// by more standard deviations than this once in ten times.
const Z_90: f64 = 1.645;

/// The comparison of two estimates with ranges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compatible {
    /// The estimates are no further apart than their ranges let expect in nine cases of ten.
    Yes,
    /// The estimates are further apart than that.
    No,
    /// One estimate has no range, so nobody knows how exact it is meant to be.
    Untold,
}

impl Compatible {
    /// Compares two estimates of one number. Both are taken as lognormal and independent; their
    /// distance is the logarithm of their ratio in its own standard deviations.
    pub fn of(a: Flop, b: Flop) -> Self {
        match deviations(a, b) {
            None => Self::Untold,
            Some(z) if z <= Z_90 => Self::Yes,
            Some(_) => Self::No,
        }
    }

    /// Returns the comparison as a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Yes => "The methods are compatible: their ranges allow for the difference.",
            Self::No => {
                "The methods are not compatible: their ranges do not allow for the difference. Check the inputs of both, or widen any range that is too narrow."
            }
            Self::Untold => "Give both methods a range to test whether they are compatible.",
        }
    }
}

/// Explains what the typical uncertainty leaves out for counted operations.
pub const ROUNDING_ALONE: &str = "For counted operations the typical uncertainty covers only the rounding of typed figures, not errors of the method, such as attention that is not counted or a stage that was overlooked.";

/// Returns how far apart two estimates are, in standard deviations of the logarithm of their ratio.
/// Returns `None` if one of them has no range.
pub fn deviations(a: Flop, b: Flop) -> Option<f64> {
    let have_ranges = a.0.is_range() && b.0.is_range();
    let apart = libm::log(a.median()) - libm::log(b.median());
    have_ranges.then(|| apart.abs() / (a.0.variance() + b.0.variance()).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Uncertain;

    fn flop(median: f64, factor: f64) -> Flop {
        Flop(Uncertain::range(median / factor, median * factor))
    }

    /// Both within a factor of 2: σ = ln 2 / 1.645 each, √2 of it together, so that a ratio of
    /// 2^√2 = 2.67 is the limit.
    #[test]
    fn two_ranges_allow_for_the_root_of_their_squares() {
        let a = flop(1e24, 2.0);
        assert_eq!(Compatible::of(a, flop(2.6e24, 2.0)), Compatible::Yes);
        assert_eq!(Compatible::of(flop(2.6e24, 2.0), a), Compatible::Yes);
        assert_eq!(Compatible::of(a, flop(2.7e24, 2.0)), Compatible::No);
        let z = deviations(a, flop(2e24, 2.0)).expect("two ranges");
        assert!(
            (z - 1.644_853_626_951_472_2 / 2f64.sqrt()).abs() < 1e-9,
            "{z}"
        );
    }

    #[test]
    fn a_point_does_not_say_how_exact_it_is() {
        let point = Flop::point(1e24);
        assert_eq!(Compatible::of(point, point), Compatible::Untold);
        assert_eq!(Compatible::of(point, flop(1e24, 2.0)), Compatible::Untold);
    }
}
