//! Method 2 turned around: for a goal, the field that was left empty.

use super::{Given, Reader};
use crate::draft::alternatives::Group;
use crate::draft::solution::{Found, Solution, Target, comparison, sentence};
use crate::draft::{Key, Severity};
use crate::estimate::solve::{Fleet, Goal, Solved, Unsolved, solve};
use crate::estimate::{GpuTime, Stage};
use crate::quantity::{Flop, Ratio, Seconds};

impl Reader<'_> {
    /// Solves for the one factor of method 2 that is empty, if there is a goal: the one that was
    /// typed, else the operations that method 1 counts. What was asked of the empty field is then
    /// answered.
    pub(super) fn solve(&mut self, stage: &Stage) -> Option<Solution> {
        let typed = self.number(Key::Goal).map(Flop);
        let counted = stage.operations.map(|known| known.flop());
        // A factor is of one run, and a typed goal of all.
        let per_run = match typed {
            Given::Value(all) => Flop(all.0.over(stage.runs.0)),
            Given::Absent => counted?,
            Given::Bad => return None,
        };
        let is_typed = typed.value().is_some();
        let target = Target {
            flop: typed.value().unwrap_or(per_run * stage.runs),
            runs: stage.runs,
            is_typed,
            counted: counted.map(|flop| flop * stage.runs),
        };
        let goal = self.goal(per_run, stage.gpu_time)?;
        let (found, sentence) = match solve(goal) {
            Ok(solved) => {
                let sentence = sentence(target, goal, solved);
                let found = Found::new(self.stage, solved, self.shown(solved));
                self.answer_missing(&found, &sentence);
                (Some(found), sentence)
            }
            Err(Unsolved::NothingEmpty) if is_typed => (None, compared(target, goal)?),
            Err(Unsolved::NothingEmpty) => return None,
            // Of operations that are only counted nobody asked what they take.
            Err(why) => {
                if is_typed {
                    self.missing(Key::Goal, why.to_string());
                }
                return None;
            }
        };
        Some(Solution {
            stage: self.stage,
            goal: target.flop,
            found,
            sentence,
        })
    }

    /// The goal with all that is known; none where something is typed that cannot be used.
    fn goal(&mut self, flop: Flop, known: GpuTime) -> Option<Goal> {
        let stage = self.stage;
        let is_refused = self.problems.iter().any(|problem| {
            problem.field.stage == stage
                && (Key::Runs..=Key::Utilization).contains(&problem.field.key)
                && problem.severity == Severity::Error
        });
        if is_refused {
            return None;
        }
        // Read again, to tell what is empty from what is not; the problems are noted already.
        let mut noted = Vec::new();
        let mut again = Reader {
            draft: self.draft,
            stage,
            count: self.count,
            problems: &mut noted,
        };
        Some(Goal {
            flop,
            fleet: again.fleet(known)?,
            peak: again.peak().optional()?,
            utilization: again.number(Key::Utilization).map(Ratio).optional()?,
        })
    }

    fn fleet(&mut self, known: GpuTime) -> Option<Fleet> {
        let time = self.number(Key::Time).map(Seconds);
        let chips = self.count(Key::Chips);
        let way = Group::Fleet.chosen(self.draft, self.stage);
        match (time, chips, known.chip_hours) {
            // However they were given.
            (Given::Absent, Given::Absent, Some(hours)) => Some(Fleet::ChipHours(Some(hours))),
            (Given::Absent, Given::Absent, None) if way == Key::ChipHours => {
                Some(Fleet::ChipHours(None))
            }
            (time, chips, _) => Some(Fleet::TimeAndChips {
                time: time.optional()?,
                chips: chips.optional()?,
            }),
        }
    }

    /// The field of the form that asks for the factor.
    fn shown(&self, solved: Solved) -> Key {
        match solved {
            Solved::Time(_) => Key::Time,
            Solved::Chips(_) => Key::Chips,
            Solved::ChipHours(_) => Key::ChipHours,
            Solved::Peak(_) => Group::Peak.chosen(self.draft, self.stage),
            Solved::Utilization(_) => Key::Utilization,
        }
    }

    /// What was missing is found: the field says so, and no longer asks.
    fn answer_missing(&mut self, found: &Found, sentence: &str) {
        let asks = self
            .problems
            .iter_mut()
            .filter(|p| p.field == found.empty && p.severity == Severity::Missing);
        for problem in asks {
            problem.message = sentence.into();
        }
    }
}

/// Hardware that is known in full, held against the goal.
fn compared(target: Target, goal: Goal) -> Option<String> {
    let hours = match goal.fleet {
        Fleet::TimeAndChips { time, chips } => time? * chips?,
        Fleet::ChipHours(hours) => hours?,
    };
    let does = hours * goal.peak? * goal.utilization?;
    let ratio = (does / goal.flop).0;
    let fleet = match goal.fleet {
        Fleet::TimeAndChips { chips, .. } => Fleet::TimeAndChips { time: None, chips },
        Fleet::ChipHours(_) => Fleet::ChipHours(None),
    };
    let needed = solve(Goal { fleet, ..goal }).ok();
    ratio
        .is_positive_and_finite()
        .then(|| comparison(target, ratio, needed))
}
