//! Solver for the one factor of method 2 that was left empty, given the operations to reach.
//!
//! Operations are time × chips × peak × utilization, so each factor is the goal over the product of the
//! others. Ranges of the inputs make a range of the result: in a quotient of independent lognormals the
//! medians divide and the squared log-widths add.

use crate::quantity::{ChipHours, Count, Flop, FlopPerSecond, Ratio, Seconds, Uncertain};
use thiserror::Error;

/// A utilization above this asks more of the hardware than its peak, beyond rounding.
const ALL_OF_PEAK: f64 = 1.0 + 1e-9;

/// The operations to reach, and the factors that are known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// The operations to reach: counted by method 1, or typed.
    pub flop: Flop,
    /// Time and chips.
    pub fleet: Fleet,
    /// Dense peak of one chip in the format used.
    pub peak: Option<FlopPerSecond>,
    /// Share of the peak reached.
    pub utilization: Option<Ratio>,
}

/// Time and chips: two factors, or their product.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fleet {
    /// Two factors.
    TimeAndChips {
        /// Wall-clock time.
        time: Option<Seconds>,
        /// Accelerators at once.
        chips: Option<Count>,
    },
    /// Their product.
    ChipHours(Option<ChipHours>),
}

/// A factor of method 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// Wall-clock time.
    Time,
    /// Accelerators at once.
    Chips,
    /// Their product.
    ChipHours,
    /// The dense peak of one chip.
    Peak,
    /// The share of the peak that is reached.
    Utilization,
}

impl Factor {
    /// Returns the name for a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Time => "the time",
            Self::Chips => "the number of chips",
            Self::ChipHours => "the chip-hours",
            Self::Peak => "the peak",
            Self::Utilization => "the utilization",
        }
    }
}

/// The value of the factor that was left empty.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Solved {
    /// The time that is needed.
    Time(Seconds),
    /// The number of chips that is needed, not rounded up.
    Chips(Count),
    /// The chip-hours that are needed.
    ChipHours(ChipHours),
    /// The peak that a chip must have.
    Peak(FlopPerSecond),
    /// The share of the peak that must be reached. It may be above 1; see
    /// [`is_possible`](Self::is_possible).
    Utilization(Ratio),
}

impl Solved {
    /// Returns whether hardware can do it: a utilization with a median above 1 is impossible.
    pub fn is_possible(self) -> bool {
        !matches!(self, Self::Utilization(share) if share.median() > ALL_OF_PEAK)
    }

    /// Returns the factor that was solved for.
    pub const fn factor(self) -> Factor {
        match self {
            Self::Time(_) => Factor::Time,
            Self::Chips(_) => Factor::Chips,
            Self::ChipHours(_) => Factor::ChipHours,
            Self::Peak(_) => Factor::Peak,
            Self::Utilization(_) => Factor::Utilization,
        }
    }

    /// Returns the value, in the unit of its factor.
    pub const fn value(self) -> Uncertain {
        match self {
            Self::Time(Seconds(value))
            | Self::Chips(Count(value))
            | Self::ChipHours(ChipHours(value))
            | Self::Peak(FlopPerSecond(value))
            | Self::Utilization(Ratio(value)) => value,
        }
    }
}

/// The reason why nothing was solved.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unsolved {
    /// No factor was left empty.
    #[error(
        "Everything is filled in: leave the time, the chips, the utilization or the peak empty to solve for it."
    )]
    NothingEmpty,
    /// More than one factor was left empty.
    #[error("Only one can be solved for: fill in {}", all_but_one(.0))]
    SeveralEmpty(Vec<Factor>),
    /// The quotient is too large or too small for a double.
    #[error("The result is too large or too small for a number.")]
    OutOfRange,
}

/// Says which factors to fill in, all but one.
fn all_but_one(factors: &[Factor]) -> String {
    let (last, rest) = factors.split_last().unwrap_or((&Factor::Time, &[]));
    let rest: Vec<&str> = rest.iter().map(|factor| factor.name()).collect();
    match rest.as_slice() {
        [] => format!("{}.", last.name()),
        [one] => format!("{one} or {}.", last.name()),
        _ => format!("{} or {}, all but one.", rest.join(", "), last.name()),
    }
}

/// Solves for the one factor that is empty.
///
/// # Errors
///
/// No factor or several are empty, or the result is not a positive, finite number.
pub fn solve(goal: Goal) -> Result<Solved, Unsolved> {
    // Each factor in its own unit. Chip-hours need the number of seconds in an hour below.
    let fleet = match goal.fleet {
        Fleet::TimeAndChips { time, chips } => vec![
            (Factor::Time, time.map(|time| time.0)),
            (Factor::Chips, chips.map(|chips| chips.0)),
        ],
        Fleet::ChipHours(hours) => vec![(Factor::ChipHours, hours.map(|hours| hours.0))],
    };
    let rest = [
        (Factor::Peak, goal.peak.map(|peak| peak.0)),
        (Factor::Utilization, goal.utilization.map(|share| share.0)),
    ];
    let factors = [fleet, rest.to_vec()].concat();
    let mut empty = factors.iter().filter(|(_, value)| value.is_none());
    let sought = match (empty.next(), empty.next()) {
        (None, _) => return Err(Unsolved::NothingEmpty),
        (Some((factor, _)), None) => *factor,
        _ => {
            let empty = factors.iter().filter(|(_, value)| value.is_none());
            return Err(Unsolved::SeveralEmpty(empty.map(|(f, _)| *f).collect()));
        }
    };
    let known = factors.iter().filter_map(|(_, value)| *value);
    let product = known.reduce(Uncertain::times);
    let mut value = goal.flop.0.over(product.unwrap_or(Uncertain::point(1.0)));
    if matches!(goal.fleet, Fleet::ChipHours(_)) {
        // Operations are hours × 3600 × the rest.
        value = value.over(Uncertain::point(3600.0));
    }
    if !value.is_positive_and_finite() {
        return Err(Unsolved::OutOfRange);
    }
    Ok(match sought {
        Factor::Time => Solved::Time(Seconds(value)),
        Factor::Chips => Solved::Chips(Count(value)),
        Factor::ChipHours => Solved::ChipHours(ChipHours(value)),
        Factor::Peak => Solved::Peak(FlopPerSecond(value)),
        Factor::Utilization => Solved::Utilization(Ratio(value)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) {
        assert!((a / b - 1.0).abs() < 1e-12, "{a} is not {b}");
    }

    /// 1e24 FLOP on 1,024 H100 at 40% of 989.4e12 in BF16.
    const GOAL: Goal = Goal {
        flop: Flop::point(1e24),
        fleet: Fleet::TimeAndChips {
            time: None,
            chips: Some(Count::point(1024.0)),
        },
        peak: Some(FlopPerSecond::point(989.4e12)),
        utilization: Some(Ratio::point(0.4)),
    };

    fn fleet(days: Option<f64>, chips: Option<f64>) -> Fleet {
        Fleet::TimeAndChips {
            time: days.map(|days| Seconds::point(days * 86_400.0)),
            chips: chips.map(Count::point),
        }
    }

    #[test]
    fn a_goal_on_1024_h100_takes_28_6_days() {
        let Ok(Solved::Time(time)) = solve(GOAL) else {
            panic!("no time");
        };
        // 1e24 / (1024 × 989.4e12 × 0.4).
        close(time.median(), 1e24 / 405_258_240e9);
        assert_eq!(format!("{:.1}", time.median() / 86_400.0), "28.6");
        assert!(!time.0.is_range());
    }

    /// A solved factor that is put in gives the other factors back.
    #[test]
    fn each_factor_is_solved_for() {
        let days = solve(GOAL).expect("a time").value().median() / 86_400.0;
        let solved = |goal| solve(goal).map(Solved::value).map(Uncertain::median);
        let chips = Goal {
            fleet: fleet(Some(days), None),
            ..GOAL
        };
        close(solved(chips).expect("chips"), 1024.0);
        let peak = Goal {
            fleet: fleet(Some(days), Some(1024.0)),
            peak: None,
            ..GOAL
        };
        close(solved(peak).expect("a peak"), 989.4e12);
        let utilization = Goal {
            peak: GOAL.peak,
            utilization: None,
            ..peak
        };
        close(solved(utilization).expect("a share"), 0.4);
        assert!(matches!(solve(utilization), Ok(Solved::Utilization(_))));
        let hours = Goal {
            fleet: Fleet::ChipHours(None),
            ..GOAL
        };
        close(solved(hours).expect("hours"), days * 24.0 * 1024.0);
        let of_hours = Goal {
            fleet: Fleet::ChipHours(Some(ChipHours::point(days * 24.0 * 1024.0))),
            utilization: None,
            ..GOAL
        };
        close(solved(of_hours).expect("a share"), 0.4);
    }

    /// Llama 3.1 405B: 3.8e25 FLOP in 30.84 million H100-hours.
    #[test]
    fn the_utilization_of_a_published_run() {
        let llama = Goal {
            flop: Flop::point(3.8e25),
            fleet: Fleet::ChipHours(Some(ChipHours::point(30.84e6))),
            utilization: None,
            ..GOAL
        };
        let share = solve(llama).expect("a share");
        assert_eq!(format!("{:.3}", share.value().median()), "0.346");
        assert!(share.is_possible());
        let in_a_tenth = Goal {
            fleet: Fleet::ChipHours(Some(ChipHours::point(3.084e6))),
            ..llama
        };
        assert!(!solve(in_a_tenth).expect("a share").is_possible());
    }

    #[test]
    fn what_is_uncertain_makes_the_result_uncertain() {
        let goal = Goal {
            flop: Flop(Uncertain::range(5e23, 2e24)),
            utilization: Some(Ratio(Uncertain::range(0.32, 0.5))),
            ..GOAL
        };
        let time = solve(goal).expect("a time").value();
        // √(5e23 × 2e24) = 1e24 and √(0.32 × 0.5) = 0.4.
        close(time.median(), 1e24 / 405_258_240e9);
        // A range divided by a range is wider than either, never narrower.
        let width = (2f64.ln().powi(2) + (1.25f64.ln()).powi(2)).sqrt();
        close(time.high() / time.median(), width.exp());
        close(time.median() / time.low(), width.exp());
        // One range alone is turned around end by end.
        let goal = Goal {
            utilization: goal.utilization,
            ..GOAL
        };
        let time = solve(goal).expect("a time").value();
        close(time.low(), 1e24 / (1024.0 * 989.4e12 * 0.5));
        close(time.high(), 1e24 / (1024.0 * 989.4e12 * 0.32));
    }

    #[test]
    fn one_and_only_one_may_be_empty() {
        let full = Goal {
            fleet: fleet(Some(1.0), Some(1.0)),
            ..GOAL
        };
        assert_eq!(solve(full), Err(Unsolved::NothingEmpty));
        let empty = Goal {
            fleet: fleet(None, None),
            utilization: None,
            ..GOAL
        };
        let several = vec![Factor::Time, Factor::Chips, Factor::Utilization];
        assert_eq!(solve(empty), Err(Unsolved::SeveralEmpty(several.clone())));
        assert_eq!(
            Unsolved::SeveralEmpty(several).to_string(),
            "Only one can be solved for: fill in the time, the number of chips or the utilization, all but one."
        );
        assert_eq!(
            Unsolved::SeveralEmpty(vec![Factor::Time, Factor::Peak]).to_string(),
            "Only one can be solved for: fill in the time or the peak."
        );
        let vast = Goal {
            flop: Flop::point(f64::MAX),
            peak: Some(FlopPerSecond::point(1e-300)),
            ..GOAL
        };
        assert_eq!(solve(vast), Err(Unsolved::OutOfRange));
    }
}
