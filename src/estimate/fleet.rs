//! Method 2 over several periods with different counts or kinds of chip.
//!
//! FLOP = Σ time × chips × peak × utilization. Values that a period states itself are independent of
//! those of other periods. A peak or a utilization that several periods take from their stage is one
//! number, with the same error in all of them: it widens the sum and does not average out.

use crate::quantity::{ChipHours, Count, Flop, FlopPerSecond, Ratio, Uncertain, sampling};

/// Time on one kind of chip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// Time × chips.
    pub chip_hours: ChipHours,
    /// Dense peak of one chip; none if the stage's is used.
    pub peak: Option<FlopPerSecond>,
    /// Share of the peak reached; none if the stage's is used.
    pub utilization: Option<Ratio>,
}

/// The sum of several periods, run once.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sum {
    /// Time × chips of all periods.
    pub chip_hours: ChipHours,
    /// FLOP that the hardware could have done at its peak; none unless every peak is known.
    pub at_peak: Option<Flop>,
    /// FLOP that the hardware did; none unless every utilization is known as well.
    pub flop: Option<Flop>,
    /// The peak of all periods, or its mean if they differ, weighted by their median chip-hours.
    pub peak: Option<FlopPerSecond>,
    /// Whether every period takes its peak from the stage.
    pub is_of_one_peak: bool,
    /// Whether every period takes its utilization from the stage.
    pub is_of_one_utilization: bool,
}

/// Sums periods. Values that they do not state are the stage's. Returns `None` if there are no periods.
pub fn sum(
    periods: &[Period],
    peak: Option<FlopPerSecond>,
    utilization: Option<Ratio>,
) -> Option<Sum> {
    if periods.is_empty() {
        return None;
    }
    let hours: Vec<Uncertain> = periods.iter().map(|period| period.chip_hours.0).collect();
    let stage = [peak.map(|p| p.0), utilization.map(|u| u.0)];
    // The product with the peak alone, or with the utilization as well.
    let total = |factors: usize| {
        let terms = periods.iter().map(|period| {
            let own = [period.peak.map(|p| p.0), period.utilization.map(|u| u.0)];
            Term::new(period.chip_hours.0, &own[..factors], stage)
        });
        let terms: Option<Vec<Term>> = terms.collect();
        Some(Flop(sum_of(&terms?, stage).scaled(3600.0)))
    };
    Some(Sum {
        chip_hours: ChipHours(sampling::sum(&hours)),
        at_peak: total(1),
        flop: total(2),
        peak: mean_peak(periods, peak),
        is_of_one_peak: periods.iter().all(|period| period.peak.is_none()),
        is_of_one_utilization: periods.iter().all(|period| period.utilization.is_none()),
    })
}

impl Sum {
    /// Multiplies the sum by a number of runs.
    pub fn times(self, runs: Count) -> Self {
        Self {
            chip_hours: self.chip_hours * runs,
            at_peak: self.at_peak.map(|flop| flop * runs),
            flop: self.flop.map(|flop| flop * runs),
            ..self
        }
    }
}

/// The product of a period's own factors, and which of the stage's factors belong to it.
struct Term {
    own: Uncertain,
    shares: [bool; 2],
}

impl Term {
    /// Returns `None` if a factor is known neither for the period nor for the stage.
    fn new(
        hours: Uncertain,
        factors: &[Option<Uncertain>],
        stage: [Option<Uncertain>; 2],
    ) -> Option<Self> {
        let mut term = Self {
            own: hours,
            shares: [false; 2],
        };
        for (index, factor) in factors.iter().enumerate() {
            match factor {
                Some(factor) => term.own = term.own.times(*factor),
                None => {
                    stage[index]?;
                    term.shares[index] = true;
                }
            }
        }
        Some(term)
    }
}

/// Sums products that share factors.
fn sum_of(terms: &[Term], stage: [Option<Uncertain>; 2]) -> Uncertain {
    let factor = |index: usize| stage[index].unwrap_or(Uncertain::point(1.0));
    let of_all = |index: usize| terms.iter().all(|term| term.shares[index]);
    // A factor that only some periods share stays a factor of each.
    let some: Vec<usize> = (0..2).filter(|index| !of_all(*index)).collect();
    let products = terms.iter().map(|term| {
        let shared = some.iter().filter(|index| term.shares[**index]);
        shared.fold(term.own, |product, index| product.times(factor(*index)))
    });
    let products: Vec<Uncertain> = products.collect();
    let covariance = |a: usize, b: usize| {
        let both = |index: &&usize| terms[a].shares[**index] && terms[b].shares[**index];
        let shared = some.iter().filter(both);
        shared.map(|index| factor(*index).variance()).sum()
    };
    let sum = Uncertain::correlated_sum(&products, &covariance);
    // A factor that all periods share is multiplied once.
    let shared = (0..2).filter(|index| of_all(*index));
    shared.fold(sum, |product, index| product.times(factor(index)))
}

fn mean_peak(periods: &[Period], stage: Option<FlopPerSecond>) -> Option<FlopPerSecond> {
    let peaks: Option<Vec<FlopPerSecond>> = periods.iter().map(|p| p.peak.or(stage)).collect();
    let peaks = peaks?;
    if peaks.iter().all(|peak| *peak == peaks[0]) {
        return Some(peaks[0]);
    }
    let hours: f64 = periods.iter().map(|p| p.chip_hours.median()).sum();
    let weigh = |period: &Period| period.chip_hours.median() / hours;
    // The stage's own peak is one number, however many periods use it.
    let of_stage: f64 = periods.iter().filter(|p| p.peak.is_none()).map(weigh).sum();
    let own = periods
        .iter()
        .filter_map(|p| Some(p.peak?.0.scaled(weigh(p))));
    let stage = stage
        .filter(|_| of_stage > 0.0)
        .map(|peak| peak.0.scaled(of_stage));
    let weighed: Vec<Uncertain> = own.chain(stage).collect();
    Some(FlopPerSecond(sampling::sum(&weighed)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a / b - 1.0).abs() < 1e-12, "{a} is not {b}");
    }

    fn period(hours: f64, peak: Option<f64>, utilization: Option<f64>) -> Period {
        Period {
            chip_hours: ChipHours::point(hours),
            peak: peak.map(FlopPerSecond::point),
            utilization: utilization.map(Ratio::point),
        }
    }

    #[test]
    fn palm_in_two_periods_as_its_paper_has_them() {
        let palm = [
            period(1200.0 * 6144.0, None, None),
            period(336.0 * 3072.0, None, None),
        ];
        let sum = sum(
            &palm,
            Some(FlopPerSecond::point(275e12)),
            Some(Ratio::point(0.462)),
        );
        let sum = sum.expect("two periods");
        assert_eq!(sum.chip_hours.median(), 8_404_992.0);
        close(
            sum.flop.expect("all is known").median(),
            8_404_992.0 * 3600.0 * 275e12 * 0.462,
        );
        assert_eq!(sum.peak, Some(FlopPerSecond::point(275e12)));
    }

    #[test]
    fn kinds_of_chip_are_weighted_by_their_hours() {
        let sum = sum(
            &[
                period(300.0, Some(100e12), Some(0.5)),
                period(100.0, Some(500e12), None),
            ],
            None,
            Some(Ratio::point(0.25)),
        )
        .expect("two periods");
        close(sum.peak.expect("known").median(), 200e12);
        close(
            sum.at_peak.expect("known").median(),
            400.0 * 200e12 * 3600.0,
        );
        let flop = (300.0 * 100e12 * 0.5 + 100.0 * 500e12 * 0.25) * 3600.0;
        close(sum.flop.expect("known").median(), flop);
    }

    #[test]
    fn one_period_is_the_plain_product_to_the_bit() {
        let hours = ChipHours(Uncertain::range(1000.0, 1300.0));
        let peak = FlopPerSecond::point(312e12);
        let share = Ratio(Uncertain::range(0.3, 0.5));
        let plain = crate::estimate::GpuTime {
            chip_hours: Some(hours),
            peak: Some(peak),
            utilization: Some(share),
            periods: None,
        };
        let shared = Period {
            chip_hours: hours,
            peak: None,
            utilization: None,
        };
        let sum = sum(&[shared], Some(peak), Some(share)).expect("a period");
        close(
            sum.flop.expect("known").low(),
            plain.flop().expect("known").low(),
        );
        close(
            sum.flop.expect("known").high(),
            plain.flop().expect("known").high(),
        );
        assert_eq!(Some(sum.chip_hours), plain.chip_hours);
    }

    /// Ten periods that share a utilization are as uncertain as one.
    #[test]
    fn what_is_shared_does_not_average_out() {
        let share = Ratio(Uncertain::range(0.3, 0.5));
        let peak = Some(FlopPerSecond::point(312e12));
        let width = |sum: Option<Sum>| sum.and_then(|s| s.flop).expect("known").0.half_width();
        let shared = width(sum(&[period(100.0, None, None); 10], peak, Some(share)));
        close(shared, share.0.half_width());
        let own = Period {
            utilization: Some(share),
            ..period(100.0, None, None)
        };
        let apart = width(sum(&[own; 10], peak, None));
        assert!(apart < shared / 2.5, "{apart} and {shared}");
        // Nine that share one, and one that has its own: hardly less than all.
        let mut most = [period(100.0, None, None); 10];
        most[0].utilization = Some(Ratio::point(0.4));
        let most = width(sum(&most, peak, Some(share)));
        assert!(most < shared && most > 0.85 * shared, "{most} and {shared}");
    }

    /// Sums over a grid of normal deviates: the mean and the variance are those of the formula.
    #[test]
    fn a_sum_of_terms_that_share_a_factor_has_the_moments_of_sampling() {
        let share = Uncertain::range(0.2, 0.6);
        let own = Uncertain::range(0.5, 2.0);
        let periods = [
            period(1.0, Some(1.0), None),
            Period {
                utilization: None,
                peak: Some(FlopPerSecond(own)),
                ..period(2.0, None, None)
            },
            period(3.0, Some(1.0), Some(0.5)),
        ];
        let sum = sum(&periods, None, Some(Ratio(share))).and_then(|sum| sum.flop);
        let sum = sum.expect("known").0;
        let (mut mean, mut square, mut weight) = (0.0, 0.0, 0.0);
        for i in -800..=800 {
            for j in -800..=800 {
                let (a, b) = (f64::from(i) / 100.0, f64::from(j) / 100.0);
                let density = (-(a * a + b * b) / 2.0).exp();
                let u = share.median() * (a * share.sigma()).exp();
                let p = own.median() * (b * own.sigma()).exp();
                let value = 3600.0 * (u + 2.0 * p * u + 1.5);
                mean += density * value;
                square += density * value * value;
                weight += density;
            }
        }
        let (mean, square) = (mean / weight, square / weight);
        let s2 = sum.sigma().powi(2);
        let ours = sum.median() * (s2 / 2.0).exp();
        assert!((ours / mean - 1.0).abs() < 1e-9, "{ours} and {mean}");
        let variance = square / (mean * mean) - 1.0;
        assert!((s2.exp_m1() / variance - 1.0).abs() < 1e-6, "{variance}");
    }

    #[test]
    fn what_is_known_nowhere_leaves_no_figure() {
        let some = [
            period(1.0, Some(1e12), Some(0.5)),
            period(1.0, Some(1e12), None),
        ];
        let known = sum(&some, None, None).expect("hours");
        assert_eq!(known.flop, None);
        assert!(known.at_peak.is_some());
        let none = sum(&[period(1.0, None, None)], None, Some(Ratio::point(0.5))).expect("hours");
        assert_eq!((none.at_peak, none.flop, none.peak), (None, None, None));
        assert_eq!(sum(&[], None, None), None);
    }
}
