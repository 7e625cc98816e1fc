//! The plan of a stage: the hours that it takes, where time, chips or chip-hours were left empty and solved for.

use super::value;
use crate::answer::Solution;
use crate::draft::{Draft, Field, Key};
use crate::estimate::solve::Solved;
use crate::quantity::{ChipHours, Uncertain};

/// The hours that a stage was solved for.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Chip-hours of all runs.
    pub chip_hours: ChipHours,
    /// Chips at once and the time of one run in seconds, if both are known.
    pub at_once: Option<(Uncertain, Uncertain)>,
    /// The plan in words: what is to be reached, the hardware, and what was solved for.
    pub sentence: String,
}

impl Plan {
    /// Returns the plan of a stage, if one of its factors was solved for.
    pub(super) fn of(draft: &Draft, stage: u16, solved: &[Solution]) -> Option<Self> {
        let solution = solved.iter().find(|solution| solution.stage == stage)?;
        let (found, chip_hours) = (solution.found.as_ref()?, solution.chip_hours?);
        let typed = |key| value::value(draft, Field::new(stage, key));
        let at_once = match found.solved {
            Solved::Time(time) => typed(Key::Chips).zip(Some(time.0)),
            Solved::Chips(_) => Some(Uncertain::point(found.enough())).zip(typed(Key::Time)),
            _ => typed(Key::Chips).zip(typed(Key::Time)),
        };
        Some(Self {
            chip_hours,
            at_once,
            sentence: solution.sentence.clone(),
        })
    }
}
