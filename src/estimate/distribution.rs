//! How a figure is distributed: percentiles, and how much of it lies above a number.

use crate::quantity::Uncertain;

/// Beyond so many standard deviations nothing is asked for.
const FAR: f64 = 8.0;

/// Distribution of a sum of independent terms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distribution {
    /// Of which the logarithm is normal.
    sum: Uncertain,
}

impl Distribution {
    /// Of the sum of these; none without a term, or where none of them has a range.
    pub fn of(terms: &[Uncertain]) -> Option<Self> {
        let sum = match terms {
            [] => return None,
            [only] => *only,
            several => Uncertain::sum(several),
        };
        sum.is_range().then_some(Self { sum })
    }

    /// The number below which so much of it lies, from 0 to 1.
    pub fn quantile(&self, share: f64) -> f64 {
        self.sum.median() * libm::exp(normal_quantile(share) * self.sum.sigma())
    }

    /// How much of it lies above a number, from 0 to 1.
    pub fn share_above(&self, number: f64) -> f64 {
        let apart = libm::log(self.sum.median()) - libm::log(number);
        normal_below(apart / self.sum.sigma())
    }
}

/// How much of the standard normal distribution lies below this.
fn normal_below(z: f64) -> f64 {
    libm::erfc(-z / std::f64::consts::SQRT_2) / 2.0
}

/// Its inverse, by halving: as exact as a double is, in some fifty steps.
fn normal_quantile(share: f64) -> f64 {
    let (mut low, mut high) = (-FAR, FAR);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if normal_below(middle) < share {
            low = middle;
        } else {
            high = middle;
        }
    }
    (low + high) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(low: f64, high: f64) -> Distribution {
        Distribution::of(&[Uncertain::range(low, high)]).expect("a range")
    }

    #[test]
    fn a_range_has_its_percentiles() {
        let distribution = of(2.0, 8.0);
        for (share, number) in [(0.05, 2.0), (0.5, 4.0), (0.95, 8.0)] {
            let found = distribution.quantile(share);
            assert!((found / number - 1.0).abs() < 1e-9, "{found}");
            assert!((distribution.share_above(number) - (1.0 - share)).abs() < 1e-9);
        }
        // A quarter lies beyond 0.6745 standard deviations.
        let quartile = 4.0 * libm::exp(0.674_489_75 * 2f64.ln() / 1.644_853_626_951_472_2);
        assert!((distribution.quantile(0.75) / quartile - 1.0).abs() < 1e-8);
    }

    #[test]
    fn what_is_exact_is_not_distributed() {
        assert_eq!(Distribution::of(&[]), None);
        assert_eq!(Distribution::of(&[Uncertain::point(1e24)]), None);
        let some = [Uncertain::point(1e24), Uncertain::range(1e24, 2e24)];
        let sum = Distribution::of(&some).expect("a range");
        assert!(sum.quantile(0.05) > 1.9e24 && sum.quantile(0.95) < 3.1e24);
    }

    #[test]
    fn far_away_nothing_or_all_of_it_lies_above() {
        let distribution = of(2.0, 8.0);
        assert!(distribution.share_above(1e-300) > 1.0 - 1e-12);
        assert!(distribution.share_above(1e300) < 1e-12);
        assert!(distribution.quantile(0.0) < 0.1 && distribution.quantile(1.0) > 100.0);
    }
}
