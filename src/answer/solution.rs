//! The answer to a goal: the factor of the hardware that was left empty, or how the two compare.

use crate::draft::{Field, Key};
use crate::estimate::solve::{Fleet, Goal, Solved};
use crate::quantity::{Count, Dimension, Flop, Uncertain, write};

/// What follows from a stage's goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// Of which stage.
    pub stage: u16,
    /// What is to be reached, by all runs of the stage together.
    pub goal: Flop,
    /// Whether that was typed; else method 1 counts it.
    pub is_typed: bool,
    /// The factor that was left empty; none where all are filled in, and the sentence compares.
    pub found: Option<Found>,
    /// For the visitor: what is to be reached, with what, and what that takes.
    pub sentence: String,
}

/// A factor that was left empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Which field the text is for.
    pub field: Field,
    /// Which field of the form is empty: that of the hardware, where a peak was found and hardware
    /// is asked for.
    pub empty: Field,
    /// How much: of one run of the stage, in the unit of its kind. Chips are not rounded.
    pub solved: Solved,
    /// To be typed into the field: the median, in four digits; of chips, as many as are enough.
    /// Empty where it cannot be.
    pub text: String,
}

/// What is to be reached, and where that is from.
#[derive(Clone, Copy)]
pub(super) struct Target {
    /// By all runs together.
    pub(super) flop: Flop,
    pub(super) runs: Count,
    /// Whether it was typed, rather than counted.
    pub(super) is_typed: bool,
    /// What method 1 counts for all runs, if it is filled in.
    pub(super) counted: Option<Flop>,
}

impl Found {
    /// The solved factor of a stage; which field is empty is told where two ways could be.
    pub(super) fn new(stage: u16, solved: Solved, empty: Key) -> Self {
        let (key, dimension) = match solved {
            Solved::Time(_) => (Key::Time, Dimension::Time),
            Solved::Chips(_) => (Key::Chips, Dimension::Count(&[])),
            Solved::ChipHours(_) => (Key::ChipHours, Dimension::ChipHours),
            Solved::Peak(_) => (Key::Peak, Dimension::Speed),
            Solved::Utilization(_) => (Key::Utilization, Dimension::Share),
        };
        let median = solved.value().median();
        let text = match solved {
            _ if !solved.is_possible() => String::new(),
            Solved::Chips(_) => write::exact(enough(median)),
            _ => write::entry(median, dimension),
        };
        Self {
            field: Field::new(stage, key),
            empty: Field::new(stage, empty),
            solved,
            text,
        }
    }
}

/// The whole number of chips that is enough; rounding is no reason for one more.
fn enough(chips: f64) -> f64 {
    let nearest = chips.round();
    if (chips - nearest).abs() < 1e-9 * chips {
        nearest
    } else {
        chips.ceil()
    }
}

/// `The goal of 1 × 10²⁴ FLOP on 1,024 chips of 989 TFLOP/s at 40%: 28.6 d.`
pub(super) fn sentence(target: Target, goal: Goal, solved: Solved) -> String {
    let mut text = match (target.is_typed, target.counted) {
        (true, None) => format!("The goal of {}", amount(target)),
        (true, Some(counted)) => format!(
            "The goal of {}, not the {} FLOP that were counted,",
            amount(target),
            write::people(counted.median())
        ),
        (false, _) => format!("The {} that were counted", amount(target)),
    };
    text.push_str(&with(goal));
    text.push_str(&match solved {
        Solved::Utilization(share) if !solved.is_possible() => format!(
            " would take {} of the peak: impossible",
            write::percent(share.median())
        ),
        _ => format!(": {}", result(solved)),
    });
    if is_of_a_run(solved) && target.runs.median() != 1.0 {
        text.push_str(" for each run");
    }
    text.push('.');
    text
}

/// `This hardware does 1.2 times the goal of 1 × 10²⁴ FLOP, which takes it 28.6 d.`
pub(super) fn comparison(target: Target, ratio: Uncertain, needed: Option<Solved>) -> String {
    let times = write::reading(ratio, Dimension::Ratio);
    let times = match times.split_once(", ") {
        Some((median, range)) => format!("{median} times ({range})"),
        None => format!("{times} times"),
    };
    let mut text = format!("This hardware does {times} the goal of {}", amount(target));
    if let Some(needed) = needed {
        text.push_str(&format!(", which takes {}", result(needed)));
        if target.runs.median() != 1.0 {
            text.push_str(" for each run");
        }
    }
    text.push('.');
    text
}

fn is_of_a_run(solved: Solved) -> bool {
    matches!(solved, Solved::Time(_) | Solved::ChipHours(_))
}

fn amount(target: Target) -> String {
    let flop = write::people(target.flop.median());
    if target.runs.median() == 1.0 {
        format!("{flop} FLOP")
    } else {
        format!(
            "{flop} FLOP over {} runs",
            write::typed(target.runs.median())
        )
    }
}

/// The factors that are known, by their medians: ` on 1,024 chips of 989 TFLOP/s at 40%`.
fn with(goal: Goal) -> String {
    let shown =
        |value: Uncertain, dimension| write::reading(Uncertain::point(value.median()), dimension);
    let mut text = String::new();
    let (chips, duration) = match goal.fleet {
        Fleet::TimeAndChips { time, chips } => {
            (chips, time.map(|time| shown(time.0, Dimension::Time)))
        }
        Fleet::ChipHours(hours) => (None, hours.map(|h| shown(h.0, Dimension::ChipHours))),
    };
    match (chips, goal.peak) {
        (Some(chips), _) => text.push_str(&format!(" on {}", counted(chips.median()))),
        (None, Some(_)) => text.push_str(" on chips"),
        (None, None) => {}
    }
    if let Some(peak) = goal.peak {
        text.push_str(&format!(" of {}", shown(peak.0, Dimension::Speed)));
    }
    if let Some(duration) = duration {
        text.push_str(&format!(" in {duration}"));
    }
    if let Some(share) = goal.utilization {
        text.push_str(&format!(" at {}", write::percent(share.median())));
    }
    text
}

fn result(solved: Solved) -> String {
    match solved {
        Solved::Time(time) => write::reading(time.0, Dimension::Time),
        Solved::ChipHours(hours) => write::reading(hours.0, Dimension::ChipHours),
        Solved::Peak(peak) => format!("chips of {}", write::reading(peak.0, Dimension::Speed)),
        Solved::Utilization(share) => {
            format!("{} of the peak", write::reading(share.0, Dimension::Share))
        }
        Solved::Chips(chips) => {
            let least = format!("at least {}", counted(enough(chips.median())));
            if chips.0.is_range() {
                let (low, high) = (write::people(chips.low()), write::people(chips.high()));
                format!("{least}, 90% range {low} to {high}")
            } else {
                least
            }
        }
    }
}

fn counted(chips: f64) -> String {
    let plural = if chips == 1.0 { "" } else { "s" };
    format!("{} chip{plural}", write::typed(chips))
}
