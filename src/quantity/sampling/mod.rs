//! Sums of independent uncertain values, by drawing from them.
//!
//! No formula has the sum of lognormals, and the lognormal of the same mean and variance
//! ([`Uncertain::sum`]) is far off where ranges are wide: of two values known up to a factor of 10
//! its 5th percentile is a quarter too low. So the sum is drawn, at the points of `lattice`.
//!
//! A [`Sample`] is a sum as it was drawn: its percentiles, its share above a number and the parts of its
//! values come from there.

mod group;
mod held;
mod lattice;
mod parts;
mod select;
#[cfg(test)]
pub(crate) mod tally;

pub use group::Group;
pub(crate) use held::Held;

use super::Uncertain;
use super::normal::{self, Z_95};
use lattice::{DRAWS, Lattice, factors};
use select::nth;

/// Returns the sum of independent values, by its 5th, 50th and 95th percentile. Exact where no more than
/// one of them has a range. In which order ranges are given makes no difference.
pub fn sum(values: &[Uncertain]) -> Uncertain {
    let (certain, ranges) = apart(values);
    let uncertain = match ranges.as_slice() {
        [] => return Uncertain::point(certain),
        [only] => *only,
        several => {
            let unit = unit(several);
            percentiles(&mut draw(several, unit), unit)
        }
    };
    uncertain.shifted(certain)
}

/// A sum of independent values, as it was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    value: Uncertain,
    /// The sum of the values without a range.
    certain: f64,
    uncertain: Part,
}

/// The values of a sum that have a range.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Nothing,
    One(Uncertain),
    /// In units of the largest median.
    Several {
        unit: f64,
        drawn: Vec<f64>,
    },
}

impl Sample {
    /// Draws the sum of these values.
    pub fn of(values: &[Uncertain]) -> Self {
        let (certain, ranges) = apart(values);
        let (value, uncertain) = match ranges.as_slice() {
            [] => (Uncertain::point(certain), Part::Nothing),
            [only] => (only.shifted(certain), Part::One(*only)),
            several => {
                let unit = unit(several);
                let drawn = draw(several, unit);
                let value = percentiles(&mut drawn.clone(), unit).shifted(certain);
                (value, Part::Several { unit, drawn })
            }
        };
        Self {
            value,
            certain,
            uncertain,
        }
    }

    /// Its 5th, 50th and 95th percentile.
    pub fn value(&self) -> Uncertain {
        self.value
    }

    /// Returns whether any of the values has a range.
    pub fn has_range(&self) -> bool {
        !matches!(self.uncertain, Part::Nothing)
    }

    /// Returns the share of cases in which the sum is above a number.
    pub fn share_above(&self, number: f64) -> f64 {
        let rest = number - self.certain;
        match &self.uncertain {
            Part::Nothing => f64::from(u8::from(rest < 0.0)),
            Part::One(value) => one_share_above(*value, rest),
            Part::Several { unit, drawn } => {
                let below = drawn.iter().filter(|drawn| unit * **drawn <= rest).count();
                (DRAWS - below) as f64 / DRAWS as f64
            }
        }
    }
}

/// A sum of independent values with its draws in ascending order, of which any percentile can be asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws(Sample);

impl Draws {
    /// Draws the sum of these values.
    pub fn of(values: &[Uncertain]) -> Self {
        Self::from(Sample::of(values))
    }

    /// Returns the value that the sum is below in this share of cases, between 0 and 1.
    pub fn quantile(&self, share: f64) -> f64 {
        let uncertain = match &self.0.uncertain {
            Part::Nothing => return self.0.certain,
            Part::One(value) => one_quantile(*value, share),
            Part::Several { unit, drawn } => unit * drawn[rank(share)],
        };
        uncertain + self.0.certain
    }

    /// Returns the share of cases in which the sum is above a number: that of the sample, found sooner.
    pub fn share_above(&self, number: f64) -> f64 {
        match &self.0.uncertain {
            Part::Several { unit, drawn } => {
                let rest = number - self.0.certain;
                let below = drawn.partition_point(|drawn| unit * drawn <= rest);
                (DRAWS - below) as f64 / DRAWS as f64
            }
            _ => self.0.share_above(number),
        }
    }
}

/// Puts the draws in order.
impl From<Sample> for Draws {
    fn from(mut sample: Sample) -> Self {
        if let Part::Several { drawn, .. } = &mut sample.uncertain {
            drawn.sort_unstable_by(f64::total_cmp);
        }
        Self(sample)
    }
}

/// Returns the share of cases in which one sum is above such a part of another. A skewed sum over another is no
/// lognormal: so the first is taken at each of its percentiles, and the second as it is.
pub fn share_above_part(sum: &Sample, part: f64, of: &Sample) -> f64 {
    const STEPS: u32 = 1024;
    let (sum, of) = (Draws::from(sum.clone()), Draws::from(of.clone()));
    let at = |step| sum.quantile((f64::from(step) + 0.5) / f64::from(STEPS));
    let above = (0..STEPS).map(|step| 1.0 - of.share_above(at(step) / part));
    above.sum::<f64>() / f64::from(STEPS)
}

/// Returns the sum of the points from the first to the last, and the ranges, those that matter most first:
/// the lattice is most even in its first dimensions.
fn apart(values: &[Uncertain]) -> (f64, Vec<Uncertain>) {
    let certain = values.iter().filter(|value| !value.is_range());
    let mut ranges: Vec<Uncertain> = Vec::new();
    for value in values.iter().filter(|value| value.is_range()) {
        // No sort, of which the page has none.
        ranges.insert(place_among(&ranges, *value), *value);
    }
    (certain.map(|value| value.median()).sum(), ranges)
}

/// Returns the place of a range behind all that matter as much or more.
fn place_among(ranges: &[Uncertain], value: Uncertain) -> usize {
    let key = |v: &Uncertain| [v.high() - v.low(), v.median(), v.low(), v.high()];
    ranges.partition_point(|other| key(other) >= key(&value))
}

/// Returns the largest median, in units of which sums are drawn: so they cannot overflow.
fn unit(ranges: &[Uncertain]) -> f64 {
    ranges.iter().map(|v| v.median()).fold(0.0, f64::max)
}

/// Draws the sum of ranges, point by point.
fn draw(ranges: &[Uncertain], unit: f64) -> Vec<f64> {
    #[cfg(test)]
    tally::note_sum(ranges);
    let mut lattice = Lattice::default();
    for range in ranges {
        lattice.add(&factors(*range), range.median() / unit);
    }
    lattice.sums()
}

/// Returns the three percentiles of drawn sums, which are put into another order.
fn percentiles(drawn: &mut [f64], unit: f64) -> Uncertain {
    let mut at = |share| unit * nth(drawn, rank(share));
    Uncertain::of_percentiles(at(0.05), at(0.5), at(0.95))
}

/// Returns the place, in ascending order, of the first draw at or above the percentile.
fn rank(share: f64) -> usize {
    // The k-th draw stands for the share (k + ½) / n.
    ((share * DRAWS as f64 - 0.5).ceil() as usize).min(DRAWS - 1)
}

/// Standard deviations of the logarithm below and above the median.
fn sigmas(value: Uncertain) -> (f64, f64) {
    (
        libm::log(value.median() / value.low()) / Z_95,
        libm::log(value.high() / value.median()) / Z_95,
    )
}

fn one_quantile(value: Uncertain, share: f64) -> f64 {
    // The three that are known, to the bit.
    if share == 0.05 {
        value.low()
    } else if share == 0.5 {
        value.median()
    } else if share == 0.95 {
        value.high()
    } else {
        let (below, above) = sigmas(value);
        let sigma = if share < 0.5 { below } else { above };
        value.median() * libm::exp(normal::quantile(share) * sigma)
    }
}

fn one_share_above(value: Uncertain, number: f64) -> f64 {
    if number <= 0.0 {
        return 1.0;
    }
    if number == value.median() {
        return 0.5;
    }
    let (below, above) = sigmas(value);
    let sigma = if number < value.median() {
        below
    } else {
        above
    };
    normal::share_above(libm::log(number / value.median()) / sigma)
}
