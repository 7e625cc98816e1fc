//! Results for a goal: the factor of the hardware that was left empty, or the comparison of the two.

use crate::draft::{Field, Key};
use crate::estimate::solve::{Fleet, Goal, Solved};
use crate::quantity::{ChipHours, Count, Dimension, Flop, Uncertain, write};

/// The result for the goal of a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// Number of the stage.
    pub stage: u16,
    /// The FLOP to reach, all runs of the stage together.
    pub goal: Flop,
    /// Whether the goal was typed; otherwise method 1 counts it.
    pub is_typed: bool,
    /// The factor that was left empty; none if all are filled in, and the sentence compares.
    pub found: Option<SolvedFactor>,
    /// The chip-hours that the plan takes, all runs of the stage together, if the hardware can do it and a
    /// factor was left empty.
    pub chip_hours: Option<ChipHours>,
    /// The sentence for the visitor: the goal, the hardware, and the result.
    pub sentence: String,
}

/// The value of a factor that was left empty.
#[derive(Clone, Debug, PartialEq)]
pub struct SolvedFactor {
    /// The field that the text is for.
    pub field: Field,
    /// The empty field of the form: that of the hardware if a peak was found and the form asks for
    /// hardware.
    pub empty: Field,
    /// The value for one run of the stage, in the unit of its factor. Chips are not rounded.
    pub solved: Solved,
    /// The text for the field: the median in four digits; the number of chips that is enough. It is not a range, because the
    /// figure has the ranges of the other factors, and would have them twice. Empty if hardware cannot reach it.
    pub text: String,
}

/// The FLOP to reach, and where they are from.
#[derive(Clone, Copy)]
pub(super) struct Target {
    /// The FLOP of all runs together.
    pub(super) flop: Flop,
    pub(super) runs: Count,
    /// Whether they were typed, rather than counted.
    pub(super) is_typed: bool,
    /// The FLOP that method 1 counts for all runs, if it is filled in.
    pub(super) counted: Option<Flop>,
}

impl SolvedFactor {
    /// Makes the value of a stage's factor. `empty` is the field of the form, as two fields could be.
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
            Solved::Chips(_) => write::exact(whole_chips(median)),
            _ => write::entry(median, dimension),
        };
        Self {
            field: Field::new(stage, key),
            empty: Field::new(stage, empty),
            solved,
            text,
        }
    }

    /// Returns the value, of chips the whole number that is enough.
    pub fn enough(&self) -> f64 {
        let median = self.solved.value().median();
        match self.solved {
            Solved::Chips(_) => whole_chips(median),
            _ => median,
        }
    }
}

/// Returns the whole number of chips that is enough. A rounding error must not add one.
fn whole_chips(chips: f64) -> f64 {
    let nearest = chips.round();
    if (chips - nearest).abs() < 1e-9 * chips {
        nearest
    } else {
        chips.ceil()
    }
}

/// Writes the result: `The goal of 1 × 10²⁴ FLOP on 1,024 chips of 989 TFLOP/s at 40%: 28.6 d.`
pub(super) fn sentence(target: Target, goal: Goal, solved: Solved) -> String {
    let mut text = match (target.is_typed, target.counted) {
        (true, None) => format!("The goal of {}", amount(target)),
        (true, Some(counted)) => format!(
            "The goal of {}, not the counted {} FLOP,",
            amount(target),
            write::people(counted.median())
        ),
        (false, _) => format!("The counted {}", amount(target)),
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

/// Writes the comparison: `This hardware does 1.2 times the goal of 1 × 10²⁴ FLOP, which takes it 28.6
/// d.`
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

/// Writes the known factors by their medians: ` on 1,024 chips of 989 TFLOP/s at 40%`.
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
        (Some(chips), _) => text.push_str(&format!(" on {}", chip_count(chips.median()))),
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
            let least = format!("at least {}", chip_count(whole_chips(chips.median())));
            if chips.0.is_range() {
                let (low, high) = (write::people(chips.low()), write::people(chips.high()));
                format!("{least}, 90% range {low} to {high}")
            } else {
                least
            }
        }
    }
}

fn chip_count(chips: f64) -> String {
    let plural = if chips == 1.0 { "" } else { "s" };
    format!("{} chip{plural}", write::typed(chips))
}
