//! Solver for the field of method 2 that was left empty, where there is a goal.

use super::{FILL_IN, Given, Reader};
use crate::answer::solution::{Solution, SolvedFactor, Target, comparison, sentence};
use crate::answer::{Asides, Problem, Severity};
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Key};
use crate::estimate::solve::{Fleet, Goal, Solved, solve as solved_for};
use crate::estimate::{GpuTime, Run, Stage};
use crate::quantity::{ChipHours, Count, Flop, Ratio, Seconds};

/// Solves for the goals of all stages. If an empty field is found, its problem gives the result and no
/// longer asks.
pub(in crate::answer) fn solve(
    draft: &Draft,
    run: &Run,
    asides: Asides<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Solution> {
    let mut solved = Vec::new();
    for (number, stage) in draft.stages().into_iter().zip(&run.stages) {
        let mut reader = Reader {
            draft,
            stage: number,
            asides,
            problems,
        };
        solved.extend(reader.solve(stage));
    }
    solved
}

impl Reader<'_> {
    /// Solves for the one factor of method 2 that is empty. The goal is the typed one, else the
    /// operations that method 1 counts. The problem of the empty field becomes its answer.
    fn solve(&mut self, stage: &Stage) -> Option<Solution> {
        let typed = self.quietly(|reader| reader.number(Key::Goal)).map(Flop);
        let (counted, _) = stage.of_one_run();
        let within = self.accuracy_of_hardware(stage);
        let does = stage.gpu_time.flop().map(|flop| flop * within);
        // A factor is of one run, but a typed goal is of all runs.
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
        if does.is_some() && !is_typed {
            // The agreement of the methods reports that.
            return None;
        }
        let goal = self.goal(per_run, stage.gpu_time).map(|goal| Goal {
            utilization: goal.utilization.map(|share| Ratio(share.0.times(within.0))),
            ..goal
        });
        let (found, sentence) = match does {
            Some(does) => (None, compare(target, does, per_run, goal)?),
            None => {
                let (found, sentence) = self.find(target, goal?)?;
                (Some(found), sentence)
            }
        };
        let is_planned = found
            .as_ref()
            .is_some_and(|found| found.solved.is_possible());
        let chip_hours = goal.filter(|_| is_planned).and_then(chip_hours);
        Some(Solution {
            stage: self.stage,
            goal: target.flop,
            is_typed,
            found,
            chip_hours: chip_hours.map(|hours| hours * stage.runs),
            sentence,
        })
    }

    /// Returns the accuracy of method 2's FLOP, which becomes that of a factor that is solved for. Links up
    /// to the edition 2026-11.3 have ranges without it.
    fn accuracy_of_hardware(&self, stage: &Stage) -> Ratio {
        match self.draft.edition().doubts_methods() {
            true => stage.gpu_time_within,
            false => Ratio::point(1.0),
        }
    }

    /// Finds the one factor that is empty, with a sentence on it.
    fn find(&mut self, target: Target, goal: Goal) -> Option<(SolvedFactor, String)> {
        match solved_for(goal) {
            Ok(solved) => {
                let sentence = sentence(target, goal, solved);
                let found = SolvedFactor::new(self.stage, solved, self.shown_field(solved));
                self.answer_missing(&found, &sentence);
                Some((found, sentence))
            }
            Err(why) => {
                // If the goal was not typed but counted, nobody has asked for the missing fields.
                if target.is_typed {
                    // For a goal, all fields of method 2 but one are to be filled in.
                    let stage = self.stage;
                    self.problems
                        .retain(|p| p.field.stage != stage || p.message != FILL_IN);
                    self.missing(Key::Goal, why.to_string());
                }
                None
            }
        }
    }

    /// Returns the goal with all known factors; none if a text cannot be used.
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
        // Read again, to tell empty fields from others.
        self.quietly(|again| {
            Some(Goal {
                flop,
                fleet: again.use_of_hardware(known)?,
                peak: match known.periods {
                    Some(sum) => sum.peak,
                    None => again.peak().optional()?,
                },
                utilization: again.number(Key::Utilization).map(Ratio).optional()?,
            })
        })
    }

    /// Reads without adding problems, which an earlier reading has added.
    fn quietly<T>(&mut self, read: impl FnOnce(&mut Reader<'_>) -> T) -> T {
        let mut noted = Vec::new();
        read(&mut Reader {
            draft: self.draft,
            stage: self.stage,
            asides: self.asides,
            problems: &mut noted,
        })
    }

    fn use_of_hardware(&mut self, known: GpuTime) -> Option<Fleet> {
        if let Some(sum) = known.periods {
            // If the periods have several utilizations, there is no single one to solve for.
            let hours = Some(sum.chip_hours);
            return sum.is_of_one_utilization.then_some(Fleet::ChipHours(hours));
        }
        let time = self.in_words(Key::Time).map(Seconds);
        let chips = self.in_words(Key::Chips).map(Count);
        match Group::Fleet.chosen(self.draft, self.stage) {
            Key::Time => Some(Fleet::TimeAndChips {
                time: time.optional()?,
                chips: chips.optional()?,
            }),
            Key::ChipHours => Some(Fleet::ChipHours(known.chip_hours)),
            // The periods cannot be read.
            _ => None,
        }
    }

    /// Returns the field of the form for the factor.
    fn shown_field(&self, solved: Solved) -> Key {
        match solved {
            Solved::Time(_) => Key::Time,
            Solved::Chips(_) => Key::Chips,
            Solved::ChipHours(_) => Key::ChipHours,
            Solved::Peak(_) => Group::Peak.chosen(self.draft, self.stage),
            Solved::Utilization(_) => Key::Utilization,
        }
    }

    /// Replaces the question at the empty field by its answer.
    fn answer_missing(&mut self, found: &SolvedFactor, sentence: &str) {
        let asks = self
            .problems
            .iter_mut()
            .filter(|p| p.field == found.empty && p.severity == Severity::Missing);
        for problem in asks {
            problem.message = sentence.into();
        }
    }
}

/// Returns the chip-hours that a goal takes on hardware of which nothing but the time or the number of chips
/// is unknown. They come from the goal itself, so that a range counts once.
fn chip_hours(goal: Goal) -> Option<ChipHours> {
    let fleet = Fleet::ChipHours(None);
    match solved_for(Goal { fleet, ..goal }) {
        Ok(Solved::ChipHours(hours)) => Some(hours),
        _ => None,
    }
}

/// Compares what the hardware does with the goal. Says how much of the hardware the goal takes if there
/// is one time and one number of chips.
fn compare(target: Target, does: Flop, per_run: Flop, goal: Option<Goal>) -> Option<String> {
    let needed = goal.and_then(|goal| {
        let fleet = match goal.fleet {
            Fleet::TimeAndChips { chips, .. } => Fleet::TimeAndChips { time: None, chips },
            Fleet::ChipHours(_) => Fleet::ChipHours(None),
        };
        solved_for(Goal { fleet, ..goal }).ok()
    });
    let ratio = (does / per_run).0;
    ratio
        .is_positive_and_finite()
        .then(|| comparison(target, ratio, needed))
}
