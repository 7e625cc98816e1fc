//! An interval of a slope by bootstrap: the fit of the same points, drawn again with replacement.
//!
//! The draws are always the same, so the interval is too.

use super::{Fit, Interval};

/// The number of fits.
pub(super) const DRAWS: usize = 1000;

/// Returns the interval between two percentiles of the slopes. Returns `None` if too few draws have a slope.
pub(super) fn interval(points: &[(f64, f64)], level: f64) -> Option<Interval> {
    let mut numbers = Numbers(0x5eed);
    let mut drawn = Vec::with_capacity(points.len());
    let mut slopes: Vec<f64> = Vec::with_capacity(DRAWS);
    for _ in 0..DRAWS {
        drawn.clear();
        drawn.extend((0..points.len()).filter_map(|_| points.get(numbers.below(points.len()))));
        slopes.extend(Fit::of(&drawn).map(|fit| fit.slope));
    }
    slopes.sort_by(f64::total_cmp);
    let percentile = |share: f64| {
        let at = (share * (slopes.len().checked_sub(1)? as f64)).round();
        slopes.get(at as usize).copied()
    };
    let outside = (1.0 - level) / 2.0;
    let is_enough = slopes.len() > DRAWS / 2;
    Some(Interval {
        low: percentile(outside).filter(|_| is_enough)?,
        high: percentile(1.0 - outside)?,
    })
}

/// Numbers without a pattern, always the same (SplitMix64: Steele et al. 2014).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        // The high bits times the limit: even to one part in 2³².
        (((mixed >> 32) * limit as u64) >> 32) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_near_the_closed_form_and_always_the_same() {
        let mut numbers = Numbers(7);
        let points: Vec<(f64, f64)> = (0..200)
            .map(|i| {
                let x = f64::from(i) / 10.0;
                (x, 0.6 * x + numbers.below(1000) as f64 / 500.0)
            })
            .collect();
        let closed = Fit::of(&points).expect("a line").interval(0.9);
        let drawn = interval(&points, 0.9).expect("slopes");
        let width = closed.high - closed.low;
        assert!(
            (drawn.low - closed.low).abs() < 0.2 * width,
            "{drawn:?} {closed:?}"
        );
        assert!(
            (drawn.high - closed.high).abs() < 0.2 * width,
            "{drawn:?} {closed:?}"
        );
        assert_eq!(interval(&points, 0.9), Some(drawn));
        assert_eq!(interval(&points[..2], 0.9), None);
    }
}
