//! Sevilla et al., “Compute Trends Across Three Eras of Machine Learning” (2022),
//! <https://arxiv.org/abs/2202.05924>: on which line an estimate lies, and when a line reaches a compute.

use super::{Interval, StudyError, finite, positive};

/// An era with its printed doubling time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Era {
    /// Names it in links.
    pub slug: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The first and the last year, as decimal years.
    pub years: (f64, f64),
    /// Number of systems.
    pub n: u16,
    /// The compute at the beginning and at the end, in FLOP, as printed.
    pub flop: (f64, f64),
    /// Months for a doubling, and the 95% interval by bootstrap.
    pub months: Interval,
}

/// The three eras, as the paper’s table has them.
pub const ERAS: [Era; 3] = [
    Era {
        slug: "before",
        name: "before deep learning",
        years: (1952.0, 2010.0),
        n: 19,
        flop: (3e4, 2e14),
        months: Interval::new(17.0, 21.3, 29.3),
    },
    Era {
        slug: "deep-learning",
        name: "deep learning, regular scale",
        years: (2010.0, 2022.1),
        n: 72,
        flop: (7e14, 2e18),
        months: Interval::new(4.3, 5.7, 9.0),
    },
    Era {
        slug: "large-scale",
        name: "large scale",
        years: (2015.67, 2022.1),
        n: 16,
        flop: (4e21, 8e23),
        months: Interval::new(7.7, 9.9, 17.1),
    },
];

/// Why the printed end of the second era is not used.
pub const END_OF_DEEP_LEARNING: &str = "The paper’s table prints 7 × 10¹⁴ to 2 × 10¹⁸ FLOP for the regular systems of 2010–2022. At its 5.7 months the twelve years give a factor of 4 × 10⁷, so the line goes from its printed beginning with its printed doubling time.";

impl Era {
    /// Returns the compute of the line at a date, in FLOP: from the printed beginning with the printed doubling
    /// time.
    pub fn at(&self, year: f64) -> Result<f64, StudyError> {
        let doublings = (year - self.years.0) * 12.0 / self.months.middle;
        finite(self.flop.0 * libm::exp2(doublings))
    }

    /// Returns whether a date is in the era. Outside it the line is extended.
    pub fn covers(&self, year: f64) -> bool {
        (self.years.0..=self.years.1).contains(&year)
    }

    /// Returns the months from one compute to another: doubling time × log2 of the ratio. Negative if the second is
    /// smaller.
    pub fn months_between(&self, from: f64, to: f64) -> Result<Interval, StudyError> {
        let doublings = libm::log2(positive(to)? / positive(from)?);
        let (a, b) = (self.months.low * doublings, self.months.high * doublings);
        Ok(Interval::new(
            a.min(b),
            self.months.middle * doublings,
            a.max(b),
        ))
    }

    /// Returns the compute after some months on the same trend.
    pub fn after(&self, flop: f64, months: f64) -> Result<Interval, StudyError> {
        let flop = positive(flop)?;
        let of = |doubling: f64| flop * libm::exp2(months / doubling);
        let (a, b) = (of(self.months.low), of(self.months.high));
        finite(a.max(b)).map(|high| Interval::new(a.min(b), of(self.months.middle), high))
    }
}

/// Returns the era whose line is nearest to a compute at a date, and how many times the line it is.
pub fn nearest(flop: f64, year: f64) -> Result<(&'static Era, f64), StudyError> {
    let flop = positive(flop)?;
    let is_covered = ERAS.iter().any(|era| era.covers(year));
    let lines = ERAS
        .iter()
        .filter(|era| !is_covered || era.covers(year))
        .filter_map(|era| Some((era, flop / era.at(year).ok()?)));
    let distance = |ratio: f64| libm::log(ratio).abs();
    lines
        .min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)))
        .ok_or(StudyError::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(ours: f64, printed: f64, within: f64) {
        assert!((ours / printed - 1.0).abs() < within, "{ours} {printed}");
    }

    #[test]
    fn a_year_of_deep_learning_is_4_3_times() {
        let [before, deep, large] = &ERAS;
        close(deep.after(1.0, 12.0).unwrap().middle, 4.30, 1e-2);
        close(before.after(1.0, 12.0).unwrap().middle, 1.48, 1e-2);
        close(large.after(1.0, 12.0).unwrap().middle, 2.32, 1e-2);
        close(large.months_between(1e23, 1e25).unwrap().middle, 65.8, 1e-2);
    }

    #[test]
    fn printed_ends_are_those_of_the_doubling_time_but_for_the_second_era() {
        for (era, within) in [(&ERAS[0], 0.1), (&ERAS[2], 0.2)] {
            let log = libm::log10(era.at(era.years.1).unwrap() / era.flop.1);
            assert!(log.abs() < within, "{}: {log}", era.name);
        }
        // The end that END_OF_DEEP_LEARNING speaks of is a factor of 10⁴ off.
        let deep = &ERAS[1];
        assert!(deep.at(deep.years.1).unwrap() / deep.flop.1 > 1e3);
        close(deep.at(deep.years.1).unwrap() / deep.flop.0, 4.6e7, 0.05);
    }

    #[test]
    fn systems_lie_on_the_lines_that_the_paper_draws_them_on() {
        // AlexNet, GPT-3, and the Perceptron.
        for (flop, year, slug) in [
            (4.7e17, 2012.75, "deep-learning"),
            (3.14e23, 2020.4, "large-scale"),
            (6.95e5, 1957.0, "before"),
        ] {
            assert_eq!(nearest(flop, year).unwrap().0.slug, slug);
        }
        assert_eq!(nearest(0.0, 2020.0), Err(StudyError::Positive));
        assert!(nearest(1e26, 2030.0).is_ok());
        assert_eq!(nearest(1e26, 1e9), Err(StudyError::TooLarge));
    }

    #[test]
    fn going_back_undoes_going_on() {
        for era in &ERAS {
            let later = era.after(1e20, 30.0).unwrap();
            assert!(later.low < later.middle && later.middle < later.high);
            close(era.after(later.middle, -30.0).unwrap().middle, 1e20, 1e-12);
            let months = era.months_between(1e20, later.middle).unwrap();
            close(months.middle, 30.0, 1e-9);
        }
    }
}
