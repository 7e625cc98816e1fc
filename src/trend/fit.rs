//! A line through points: least squares of log₁₀ of the compute on the date in years.

use super::student::within;

/// The length of a month, in which doubling times are said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Month {
    /// A twelfth of a year of 365.25 days: 30.4375 days.
    #[default]
    Calendar,
    /// 30 days, as Sevilla et al. have it.
    Thirty,
}

impl Month {
    /// Both lengths.
    pub const ALL: [Self; 2] = [Self::Calendar, Self::Thirty];

    /// Returns the number of months in a year.
    pub const fn per_year(self) -> f64 {
        match self {
            Self::Calendar => 12.0,
            Self::Thirty => 365.25 / 30.0,
        }
    }

    /// Returns the length in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Calendar => "30.4 days",
            Self::Thirty => "30 days",
        }
    }
}

/// The fit of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Number of points.
    pub n: usize,
    /// Orders of magnitude a year.
    pub slope: f64,
    /// Standard error of the slope.
    pub error: f64,
    /// Share of the variance that the line explains.
    pub r2: f64,
    /// First and last date of the points, in years.
    pub span: (f64, f64),
    /// The middle of the points, through which the line runs: a year and log₁₀ FLOP.
    middle: (f64, f64),
    /// Standard deviation of the points around the line.
    spread: f64,
    /// Sum of squares of the dates around their mean.
    squares: f64,
}

/// An interval of the slope.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end, in orders of magnitude a year.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Fit {
    /// Fits a line to points: dates in years, and log₁₀ FLOP. Returns `None` for fewer than three points and for
    /// points of one day, which leave a slope or its error open.
    pub fn of(points: &[(f64, f64)]) -> Option<Self> {
        let n = points.len() as f64;
        if points.len() < 3 {
            return None;
        }
        let mean = |of: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(of).sum::<f64>() / n;
        let middle = (mean(&|point| point.0), mean(&|point| point.1));
        let sum = |of: &dyn Fn(f64, f64) -> f64| {
            let apart = |point: &(f64, f64)| of(point.0 - middle.0, point.1 - middle.1);
            points.iter().map(apart).sum::<f64>()
        };
        let squares = sum(&|x, _| x * x);
        let slope = sum(&|x, y| x * y) / squares;
        if !slope.is_finite() {
            return None;
        }
        let unexplained = sum(&|x, y| (y - slope * x) * (y - slope * x));
        let total = sum(&|_, y| y * y);
        let spread = (unexplained / (n - 2.0)).sqrt();
        let x = |fold: fn(f64, f64) -> f64| points.iter().map(|point| point.0).fold(middle.0, fold);
        Some(Self {
            n: points.len(),
            slope,
            error: spread / squares.sqrt(),
            // Points of one compute are explained by a level line.
            r2: if total > 0.0 {
                1.0 - unexplained / total
            } else {
                1.0
            },
            span: (x(f64::min), x(f64::max)),
            middle,
            spread,
            squares,
        })
    }

    /// Returns the interval of the slope at a level between 0 and 1, by Student’s t.
    pub fn interval(&self, level: f64) -> Interval {
        let reach = self.error * self.deviate(level);
        Interval {
            low: self.slope - reach,
            high: self.slope + reach,
        }
    }

    /// Returns log₁₀ FLOP of the line in a year.
    pub fn at(&self, year: f64) -> f64 {
        self.middle.1 + self.slope * (year - self.middle.0)
    }

    /// Returns how far the band around the line reaches in a year, in log₁₀ FLOP: the interval of the line
    /// itself, not of a further point.
    pub fn reach(&self, year: f64, level: f64) -> f64 {
        self.reach_of(year, self.deviate(level))
    }

    /// Returns the reach of the band in several years.
    pub fn band(&self, years: &[f64], level: f64) -> Vec<f64> {
        let deviate = self.deviate(level);
        let reach = |year: &f64| self.reach_of(*year, deviate);
        years.iter().map(reach).collect()
    }

    fn reach_of(&self, year: f64, deviate: f64) -> f64 {
        let apart = year - self.middle.0;
        deviate * self.spread * (1.0 / self.n as f64 + apart * apart / self.squares).sqrt()
    }

    fn deviate(&self, level: f64) -> f64 {
        within(level, self.n as f64 - 2.0)
    }
}

/// Returns the growth a year of a slope: 4.27 for 0.63 orders of magnitude.
pub fn growth(slope: f64) -> f64 {
    libm::exp10(slope)
}

/// Returns the months in which the compute doubles. Returns `None` if it does not grow.
pub fn doubling(slope: f64, month: Month) -> Option<f64> {
    (slope > 0.0).then(|| std::f64::consts::LOG10_2 / slope * month.per_year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_found_again() {
        let points: Vec<(f64, f64)> = (0..10)
            .map(|i| (2010.0 + f64::from(i), 18.0 + 0.6 * f64::from(i)))
            .collect();
        let fit = Fit::of(&points).expect("ten points");
        assert!(
            (fit.slope - 0.6).abs() < 1e-12 && fit.error < 1e-9 && (fit.r2 - 1.0).abs() < 1e-12
        );
        assert!((fit.at(2020.0) - 24.0).abs() < 1e-9);
        assert_eq!(fit.span, (2010.0, 2019.0));
        let months = doubling(fit.slope, Month::Calendar).expect("growth");
        assert!((months - 6.0206).abs() < 1e-4, "{months}");
        assert!((growth(fit.slope) - 3.981).abs() < 1e-3);
    }

    #[test]
    fn a_month_of_thirty_days_is_shorter() {
        let [calendar, thirty] = Month::ALL.map(|month| doubling(0.17, month).expect("growth"));
        assert!((thirty / calendar - 365.25 / 360.0).abs() < 1e-12);
        assert_eq!(doubling(-0.1, Month::Calendar), None);
    }

    #[test]
    fn points_that_say_nothing_have_no_line() {
        assert_eq!(Fit::of(&[]), None);
        assert_eq!(Fit::of(&[(2010.0, 18.0), (2011.0, 19.0)]), None);
        assert_eq!(
            Fit::of(&[(2010.0, 18.0), (2010.0, 19.0), (2010.0, 20.0)]),
            None
        );
        let level =
            Fit::of(&[(2010.0, 18.0), (2011.0, 18.0), (2012.0, 18.0)]).expect("a level line");
        assert_eq!((level.slope, level.r2), (0.0, 1.0));
    }

    #[test]
    fn a_higher_level_has_a_wider_interval() {
        let fit = Fit::of(&[(0.0, 0.0), (1.0, 1.5), (2.0, 1.8), (3.0, 3.1)]).expect("four points");
        let width = |level| {
            let interval = fit.interval(level);
            interval.high - interval.low
        };
        assert!(width(0.8) < width(0.9) && width(0.9) < width(0.95));
        assert!(fit.reach(10.0, 0.9) > fit.reach(1.5, 0.9));
    }
}
