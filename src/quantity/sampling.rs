//! Sums of independent uncertain values, by drawing from them.
//!
//! No formula has the sum of lognormals, and the lognormal of the same mean and variance
//! ([`Uncertain::sum`]) is far off where ranges are wide: of two values known up to a factor of 10
//! its 5th percentile is a quarter too low. So the sum is drawn, from points that fill the space of all the
//! values evenly and are the same every time: a lattice (Sloan and Joe 1994, "Lattice methods for
//! multiple integration") with the multipliers 1, a, a², … of Korobov.
//!
//! A value that is not exactly a lognormal, as 1 + x, is drawn from two halves of lognormals that
//! meet in its median, so that all three of its percentiles are kept.

use super::Uncertain;
use super::normal::{self, Z_95};
use std::sync::OnceLock;

/// How many times every value is drawn; a power of two, by which every odd multiplier gives each
/// value each of its percentiles once. The fewest that keep the percentiles of a sum within 1% with
/// a margin.
const DRAWS: usize = 8192;

/// The multiplier of the lattice: of all, the one with the smallest errors of the three percentiles
/// over some forty sums of 2 to 50 values, and among the best of them over 120 others.
const MULTIPLIER: usize = 6573;

/// The sum of independent values, by its 5th, 50th and 95th percentile. Exact where no more than
/// one of them has a range. In which order ranges are given makes no difference.
pub fn sum(values: &[Uncertain]) -> Uncertain {
    let (certain, ranges) = apart(values);
    let uncertain = match ranges.as_slice() {
        [] => return Uncertain::point(certain),
        [only] => *only,
        several => {
            let (unit, mut drawn) = draw(several);
            let mut at = |share| unit * nth(&mut drawn, rank(share));
            Uncertain::of_percentiles(at(0.05), at(0.5), at(0.95))
        }
    };
    uncertain.shifted(certain)
}

/// A sum of independent values, of which any percentile can be asked. What [`sum`] gives, it gives
/// to the bit.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    certain: f64,
    uncertain: Part,
}

/// What a sum has beside its points.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    Nothing,
    One(Uncertain),
    /// In ascending order, in units of the largest median.
    Several {
        unit: f64,
        sorted: Vec<f64>,
    },
}

impl Draws {
    /// Draws the sum of these values.
    pub fn of(values: &[Uncertain]) -> Self {
        let (certain, ranges) = apart(values);
        let uncertain = match ranges.as_slice() {
            [] => Part::Nothing,
            [only] => Part::One(*only),
            several => {
                let (unit, mut sorted) = draw(several);
                sorted.sort_unstable_by(f64::total_cmp);
                Part::Several { unit, sorted }
            }
        };
        Self { certain, uncertain }
    }

    /// What the sum is below in this share of cases, between 0 and 1.
    pub fn quantile(&self, share: f64) -> f64 {
        let uncertain = match &self.uncertain {
            Part::Nothing => return self.certain,
            Part::One(value) => one_quantile(*value, share),
            Part::Several { unit, sorted } => unit * sorted[rank(share)],
        };
        uncertain + self.certain
    }

    /// The share of cases in which the sum is above a number.
    pub fn share_above(&self, number: f64) -> f64 {
        let rest = number - self.certain;
        match &self.uncertain {
            Part::Nothing => f64::from(u8::from(rest < 0.0)),
            Part::One(value) => one_share_above(*value, rest),
            Part::Several { unit, sorted } => {
                let below = sorted.partition_point(|drawn| unit * drawn <= rest);
                (DRAWS - below) as f64 / DRAWS as f64
            }
        }
    }
}

/// The share of cases in which one sum is above such a part of another. A skewed sum over another is no
/// lognormal: so the first is taken at each of its percentiles, and the second as it is.
pub fn share_above_part(sum: &[Uncertain], part: f64, of: &[Uncertain]) -> f64 {
    const STEPS: u32 = 1024;
    let (sum, of) = (Draws::of(sum), Draws::of(of));
    let at = |step| sum.quantile((f64::from(step) + 0.5) / f64::from(STEPS));
    let above = (0..STEPS).map(|step| 1.0 - of.share_above(at(step) / part));
    above.sum::<f64>() / f64::from(STEPS)
}

/// The sum of the points from the first to the last, and the ranges, those that matter most first:
/// the lattice is most even in its first dimensions.
fn apart(values: &[Uncertain]) -> (f64, Vec<Uncertain>) {
    let certain = values.iter().filter(|value| !value.is_range());
    let key = |v: &Uncertain| [v.high() - v.low(), v.median(), v.low(), v.high()];
    let mut ranges: Vec<Uncertain> = Vec::new();
    for value in values.iter().filter(|value| value.is_range()) {
        // A few dozen at most: no sort, of which the page has none.
        let place = ranges.partition_point(|other| key(other) >= key(value));
        ranges.insert(place, *value);
    }
    (certain.map(|value| value.median()).sum(), ranges)
}

/// Sums of ranges in units of the largest median, which is given first: so they cannot overflow.
fn draw(ranges: &[Uncertain]) -> (f64, Vec<f64>) {
    let unit = ranges.iter().map(|v| v.median()).fold(0.0, f64::max);
    let mut sums = vec![0.0; DRAWS];
    let mut step = 1;
    for range in ranges {
        let drawn = percentiles(*range, range.median() / unit);
        // Odd multiples in units of half a percentile: the points lie symmetrically about the
        // middle, none of them on the edge.
        let mut place = step;
        for sum in &mut sums {
            *sum += drawn[place / 2];
            place = (place + 2 * step) % (2 * DRAWS);
        }
        step = step * MULTIPLIER % (2 * DRAWS);
    }
    (unit, sums)
}

/// What a value is at each of the percentiles that are drawn, in ascending order, given its median.
fn percentiles(value: Uncertain, median: f64) -> Vec<f64> {
    // Below the median; those above are the same with another sign.
    static DEVIATES: OnceLock<Vec<f64>> = OnceLock::new();
    let deviates = DEVIATES.get_or_init(|| {
        let shares = (0..DRAWS / 2).map(|k| (k as f64 + 0.5) / DRAWS as f64);
        shares.map(normal::quantile).collect()
    });
    let (below, above) = sigmas(value);
    let mut drawn: Vec<f64> = deviates.iter().map(|z| libm::exp(z * below)).collect();
    let is_symmetric = (below - above).abs() <= 1e-12 * above;
    for k in (0..DRAWS / 2).rev() {
        // A quotient is a third of the work of another exponential.
        drawn.push(match is_symmetric {
            true => 1.0 / drawn[k],
            false => libm::exp(-deviates[k] * above),
        });
    }
    for factor in &mut drawn {
        // Infinity times a median of 0, which is no number, might otherwise come about.
        *factor = median * factor.min(f64::MAX);
    }
    drawn
}

/// The number that has so many smaller ones before it (Hoare 1961, "Algorithm 65: find"). A sort is
/// three times the work, and the library's selection is 3 KB of code.
fn nth(numbers: &mut [f64], rank: usize) -> f64 {
    let (mut from, mut to) = (0, numbers.len() - 1);
    while from < to {
        let pivot = numbers[rank];
        let (mut left, mut end) = (from, to + 1);
        while left < end {
            while numbers[left] < pivot {
                left += 1;
            }
            while numbers[end - 1] > pivot {
                end -= 1;
            }
            if left < end {
                end -= 1;
                numbers.swap(left, end);
                left += 1;
            }
        }
        // None before `end` is above the pivot, none from `left` on is below it.
        if rank < end {
            to = end - 1;
        } else if rank >= left {
            from = left;
        } else {
            break;
        }
    }
    numbers[rank]
}

/// Standard deviations of the logarithm below and above the median.
fn sigmas(value: Uncertain) -> (f64, f64) {
    (
        libm::log(value.median() / value.low()) / Z_95,
        libm::log(value.high() / value.median()) / Z_95,
    )
}

/// Which of the draws, in ascending order, is the first at or above the percentile.
fn rank(share: f64) -> usize {
    // The k-th draw stands for the share (k + ½) / n.
    ((share * DRAWS as f64 - 0.5).ceil() as usize).min(DRAWS - 1)
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
