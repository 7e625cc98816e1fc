//! A sum in which one value after another is held: replaced by a narrower one.

use super::lattice::{Lattice, factors};
use super::{apart, percentiles, sum, unit};
use crate::quantity::Uncertain;

/// The values of a sum, with the factors of those that have a range. They are kept, so only for a few.
pub(crate) struct Held<'a> {
    values: &'a [Uncertain],
    factors: Vec<(Uncertain, Vec<f64>)>,
}

impl<'a> Held<'a> {
    /// Prepares a sum.
    pub(crate) fn new(values: &'a [Uncertain]) -> Self {
        let (_, mut ranges) = apart(values);
        // One range is not drawn.
        if ranges.len() < 2 {
            ranges.clear();
        }
        let ranges = ranges.into_iter();
        Self {
            values,
            factors: ranges.map(|range| (range, factors(range))).collect(),
        }
    }

    /// Returns the sum with another value at a place. It is drawn as any sum is, the widest range first.
    pub(crate) fn with(&self, place: usize, other: Uncertain) -> Uncertain {
        let at = |(at, value): (usize, &Uncertain)| if at == place { other } else { *value };
        let values: Vec<Uncertain> = self.values.iter().enumerate().map(at).collect();
        let (certain, ranges) = apart(&values);
        if ranges.len() < 2 {
            return sum(&values);
        }
        #[cfg(test)]
        super::tally::note_sum(&ranges);
        let unit = unit(&ranges);
        let mut lattice = Lattice::default();
        for range in &ranges {
            let median = range.median() / unit;
            match self.factors.iter().find(|(known, _)| known == range) {
                Some((_, known)) => lattice.add(known, median),
                None => lattice.add(&factors(*range), median),
            }
        }
        percentiles(&mut lattice.sums(), unit).shifted(certain)
    }
}
