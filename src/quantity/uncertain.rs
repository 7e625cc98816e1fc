//! Positive numbers that are known exactly, or up to a 90% interval.

use super::normal::Z_95;
use super::sampling;

/// A number, or a lognormal distribution given by its median and its 90% interval.
///
/// A range typed as `a to b` has its 5th percentile at a, its 95th at b and its median at √(a·b).
/// Products of lognormals are lognormal, so [`times`](Self::times) and [`over`](Self::over) are
/// exact: medians multiply, squared log-widths add.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uncertain {
    low: f64,
    median: f64,
    high: f64,
}

impl Uncertain {
    /// Makes a number without a range.
    pub const fn point(value: f64) -> Self {
        Self {
            low: value,
            median: value,
            high: value,
        }
    }

    /// Makes a 90% interval from `low` to `high`; both positive, `low` not above `high`. Any other
    /// interval collapses to a point at `low`: the reader refuses such ranges with a message.
    pub fn range(low: f64, high: f64) -> Self {
        if low > 0.0 && low < high {
            Self {
                low,
                // Two roots, because a·b may overflow where √(a·b) does not.
                median: low.sqrt() * high.sqrt(),
                high,
            }
        } else {
            Self::point(low)
        }
    }

    /// Makes a value of its three percentiles; `None` if they are not in order, or not possible.
    pub fn from_parts(low: f64, median: f64, high: f64) -> Option<Self> {
        let value = Self::of_percentiles(low, median, high);
        let is_one = value.is_positive_and_finite() && low <= median && median <= high;
        is_one.then_some(value)
    }

    /// Makes a value of three percentiles without checking them.
    pub(super) const fn of_percentiles(low: f64, median: f64, high: f64) -> Self {
        Self { low, median, high }
    }

    /// Returns the 5th percentile; the value itself for a point.
    pub const fn low(self) -> f64 {
        self.low
    }

    /// Returns the 50th percentile; the value itself for a point.
    pub const fn median(self) -> f64 {
        self.median
    }

    /// Returns the 95th percentile; the value itself for a point.
    pub const fn high(self) -> f64 {
        self.high
    }

    /// Returns whether the value has a range.
    pub fn is_range(self) -> bool {
        self.low < self.high
    }

    /// Returns whether all three percentiles are ordinary positive numbers.
    pub fn is_positive_and_finite(self) -> bool {
        self.low.is_normal() && self.low > 0.0 && self.median.is_normal() && self.high.is_normal()
    }

    /// Returns ln(high / median), half the width of the interval in the logarithm; 0 for a point.
    pub fn half_width(self) -> f64 {
        if self.is_range() {
            (libm::log(self.high) - libm::log(self.low)) / 2.0
        } else {
            0.0
        }
    }

    /// Returns the standard deviation of the natural logarithm.
    pub fn sigma(self) -> f64 {
        self.half_width() / Z_95
    }

    /// Returns the variance of the natural logarithm.
    pub fn variance(self) -> f64 {
        self.sigma() * self.sigma()
    }

    /// Returns the same median with another variance of its logarithm.
    pub fn with_variance(self, variance: f64) -> Self {
        Self::from_median(self.median, variance.sqrt() * Z_95)
    }

    fn from_median(median: f64, half_width: f64) -> Self {
        if half_width == 0.0 {
            return Self::point(median);
        }
        let factor = libm::exp(half_width);
        Self {
            low: median / factor,
            median,
            high: median * factor,
        }
    }

    /// Multiplies the value by an exact number. The ends of the range are kept to the last digit.
    pub fn scaled(self, by: f64) -> Self {
        Self {
            low: self.low * by,
            median: self.median * by,
            high: self.high * by,
        }
    }

    /// Adds an exact number to the value.
    pub(super) fn shifted(self, by: f64) -> Self {
        Self {
            low: self.low + by,
            median: self.median + by,
            high: self.high + by,
        }
    }

    /// Returns the product of two independent values. For lognormals it is exact. A value that reaches
    /// further to one side of its median, such as 1 + x, still does so in the product: the squared
    /// widths of each side add.
    pub fn times(self, other: Self) -> Self {
        match (self.is_range(), other.is_range()) {
            (_, false) => self.scaled(other.median),
            (false, true) => other.scaled(self.median),
            (true, true) => {
                let median = self.median * other.median;
                let ([a, b], [c, d]) = (self.sides(), other.sides());
                // `hypot` is not needed: widths are logarithms, whose squares are in range.
                Self {
                    low: median / libm::exp((a * a + c * c).sqrt()),
                    median,
                    high: median * libm::exp((b * b + d * d).sqrt()),
                }
            }
        }
    }

    /// Returns ln(median / low) and ln(high / median). For a lognormal they are equal but for rounding.
    fn sides(self) -> [f64; 2] {
        let [low, median, high] = [self.low, self.median, self.high].map(libm::log);
        let (below, above) = (median - low, high - median);
        if (below - above).abs() <= 1e-12 * median.abs().max(1.0) {
            [self.half_width(); 2]
        } else {
            [below, above]
        }
    }

    /// Returns the quotient of two independent values.
    pub fn over(self, other: Self) -> Self {
        if !other.is_range() {
            return Self {
                low: self.low / other.median,
                median: self.median / other.median,
                high: self.high / other.median,
            };
        }
        self.times(Self {
            low: 1.0 / other.high,
            median: 1.0 / other.median,
            high: 1.0 / other.low,
        })
    }

    /// Returns one plus the value: each percentile moves by one. The shape is then no longer exactly
    /// lognormal; the interval's ends are exact, and the median is the true one, 1 + √(a·b).
    pub fn plus_one(self) -> Self {
        self.shifted(1.0)
    }

    /// Returns one minus the value, which is at most one.
    pub fn complement(self) -> Self {
        Self {
            low: 1.0 - self.high,
            median: 1.0 - self.median,
            high: 1.0 - self.low,
        }
    }

    /// Returns the sum of independent values: exact for points; with ranges, the lognormal of the sum's
    /// mean and variance (Fenton 1960, "The sum of log-normal probability distributions in scatter
    /// transmission systems").
    pub fn sum(values: &[Self]) -> Self {
        let points = values.iter().map(|v| v.median).sum::<f64>();
        if !values.iter().any(|v| v.is_range()) {
            return Self::point(points);
        }
        if let [only] = values {
            return *only;
        }
        // Relative to the largest median, so that squares cannot overflow.
        let largest = values.iter().map(|v| v.median).fold(0.0, f64::max);
        let (mut mean, mut variance) = (0.0, 0.0);
        for value in values {
            let s2 = value.variance();
            let m = value.median / largest * libm::exp(s2 / 2.0);
            mean += m;
            variance += m * m * libm::expm1(s2);
        }
        let s2 = libm::log1p(variance / (mean * mean));
        Self::from_median(largest * mean * libm::exp(-s2 / 2.0), s2.sqrt() * Z_95)
    }

    /// Returns the sum of values that may share an uncertain factor: as [`sum`](Self::sum), with the
    /// covariance of the logarithms of any two different ones.
    pub(crate) fn correlated_sum(
        values: &[Self],
        covariance: &dyn Fn(usize, usize) -> f64,
    ) -> Self {
        let others = |i: usize| (0..values.len()).filter(move |j| *j != i);
        let is_apart = (0..values.len()).all(|i| others(i).all(|j| covariance(i, j) == 0.0));
        if is_apart {
            return sampling::sum(values);
        }
        let largest = values.iter().map(|v| v.median).fold(0.0, f64::max);
        let mean_of = |v: &Self| v.median / largest * libm::exp(v.variance() / 2.0);
        let means: Vec<f64> = values.iter().map(mean_of).collect();
        let mut variance = 0.0;
        for (i, value) in values.iter().enumerate() {
            variance += means[i] * means[i] * libm::expm1(value.variance());
            for j in others(i) {
                variance += means[i] * means[j] * libm::expm1(covariance(i, j));
            }
        }
        let mean: f64 = means.iter().sum();
        let s2 = libm::log1p(variance / (mean * mean));
        Self::from_median(largest * mean * libm::exp(-s2 / 2.0), s2.sqrt() * Z_95)
    }

    /// Combines two estimates of one number: their mean in the logarithm with weights 1/σ². For two
    /// points this is the geometric mean; if only one of them has no range, it is that one.
    pub fn combine(a: Self, b: Self) -> Self {
        let (va, vb) = (a.variance(), b.variance());
        if va + vb == 0.0 {
            return Self::point(a.median.sqrt() * b.median.sqrt());
        }
        let weight_a = vb / (va + vb);
        let median =
            libm::exp(weight_a * libm::log(a.median) + (1.0 - weight_a) * libm::log(b.median));
        let sigma = (va * vb / (va + vb)).sqrt();
        if sigma == 0.0 {
            return if va == 0.0 { a } else { b };
        }
        Self::from_median(median, sigma * Z_95)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a / b - 1.0).abs() < 1e-12, "{a} is not {b}");
    }

    #[test]
    fn a_range_has_its_median_at_the_geometric_mean() {
        let range = Uncertain::range(2.0, 5.0);
        assert_eq!((range.low(), range.high()), (2.0, 5.0));
        close(range.median(), 10f64.sqrt());
    }

    #[test]
    fn medians_multiply_and_squared_log_widths_add() {
        let a = Uncertain::range(2.0, 8.0);
        let b = Uncertain::range(1.0, 9.0);
        let product = a.times(b);
        close(product.median(), 12.0);
        // ln 2 and ln 3 are the half-widths.
        let width = (2f64.ln().powi(2) + 3f64.ln().powi(2)).sqrt();
        close(product.high(), 12.0 * width.exp());
        close(product.low(), 12.0 / width.exp());
        close(product.over(b).median(), a.median());
    }

    #[test]
    fn a_point_scales_the_ends_exactly() {
        let days = Uncertain::range(5.0, 6.0).times(Uncertain::point(2.0));
        assert_eq!((days.low(), days.high()), (10.0, 12.0));
    }

    #[test]
    fn points_sum_and_combine_as_numbers_do() {
        let (a, b) = (Uncertain::point(4.0), Uncertain::point(9.0));
        assert_eq!(Uncertain::sum(&[a, b]).median(), 13.0);
        close(Uncertain::combine(a, b).median(), 6.0);
        assert_eq!(Uncertain::combine(a, Uncertain::range(1.0, 9.0)), a);
    }

    #[test]
    fn the_narrower_estimate_weighs_more() {
        let narrow = Uncertain::range(0.9, 1.1);
        let wide = Uncertain::range(2.0, 200.0);
        let both = Uncertain::combine(narrow, wide);
        assert!(both.median() < 1.05 && both.half_width() < narrow.half_width());
    }

    #[test]
    fn a_sum_of_ranges_keeps_mean_and_variance() {
        // Twenty equal terms: the mean is twenty times, the relative variance a twentieth.
        let term = Uncertain::range(1.0, 3.0);
        let sum = Uncertain::sum(&[term; 20]);
        let mean = |u: Uncertain| u.median() * (u.sigma().powi(2) / 2.0).exp();
        let relative_variance = |u: Uncertain| u.sigma().powi(2).exp_m1();
        close(mean(sum), 20.0 * mean(term));
        close(relative_variance(sum), relative_variance(term) / 20.0);
    }
}
