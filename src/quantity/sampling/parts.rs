//! The parts that values have in the width of their sum, from the draws of the sum.

use super::lattice::{Dimension, factors};
use super::{Part, Sample, apart, nth, place_among, rank};
use crate::quantity::Uncertain;

/// The share of the draws that is left out at either end: a few that are far off would say more of the
/// variance than all the others.
const TAIL: f64 = 0.01;

impl Sample {
    /// Returns the part of each of its values in the variance of the sum: the covariance of its draws with those
    /// of the sum. A value without a range has none. The parts of a sum of no more than one range, which
    /// is not drawn, are none.
    pub(crate) fn parts(&self, values: &[Uncertain]) -> Vec<f64> {
        let Part::Several { unit, drawn } = &self.uncertain else {
            return vec![0.0; values.len()];
        };
        let weights = from_mean(drawn);
        let (_, ranges) = apart(values);
        let part = |value: &Uncertain| {
            if !value.is_range() {
                return 0.0;
            }
            #[cfg(test)]
            super::tally::note_values(drawn.len());
            // Equal ranges have equal parts, so the last one serves for all.
            let place = place_among(&ranges, *value).saturating_sub(1);
            let (factors, median) = (factors(*value), value.median() / unit);
            let places = Dimension::of(place).places();
            let weighed = weights.iter().zip(places);
            weighed
                .map(|(weight, place)| weight * (median * factors[place]))
                .sum()
        };
        values.iter().map(part).collect()
    }
}

/// Returns how far each draw is from the mean; those in the tails count nothing.
fn from_mean(drawn: &[f64]) -> Vec<f64> {
    let mut scratch = drawn.to_vec();
    let mut at = |share| nth(&mut scratch, rank(share));
    let body = at(TAIL)..=at(1.0 - TAIL);
    let inside = drawn.iter().filter(|sum| body.contains(sum));
    let (total, count) = inside.fold((0.0, 0.0), |(total, count), sum| (total + sum, count + 1.0));
    let mean = total / count;
    let from_mean = |sum: &f64| match body.contains(sum) {
        true => sum - mean,
        false => 0.0,
    };
    drawn.iter().map(from_mean).collect()
}
