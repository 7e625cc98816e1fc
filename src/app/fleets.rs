//! The time and chips of the draft's stages where they are more than numbers: fleets, dates, nodes and
//! cores, as the worker read them.

use super::helper::{Helper, Json};
use super::parts::erased::State;
use crate::answer::{Choice, Periods, Problem, Severity, is_field_worded as is_worded, is_unclear};
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key, link};
use crate::estimate::GpuTime;
use crate::estimate::fleet::Sum;
use crate::quantity::{ChipHours, Flop, FlopPerSecond, Ratio, Uncertain};
use leptos::prelude::*;
use std::sync::Arc;

/// More stages than a draft has: were fewer kept, they would push each other out and be asked for
/// without end.
const KEPT: usize = 1_000;

/// What a stage's periods depend on.
const KEYS: [Key; 9] = [
    Key::Data,
    Key::Time,
    Key::Chips,
    Key::ChipHours,
    Key::Fleet,
    Key::Hardware,
    Key::Format,
    Key::Peak,
    Key::Utilization,
];

/// The periods of a stage, with all they take from its other fields, as a link of one stage.
#[derive(PartialEq)]
struct Fleet {
    stage: u16,
    link: String,
    periods: Periods,
    /// Whether it is the worker that could not be asked: it is asked again when something is typed.
    unasked: bool,
}

/// Every fleet that was summed lately, the newest last.
#[derive(Clone, Copy)]
pub(super) struct Fleets {
    known: State<Vec<Arc<Fleet>>>,
    asked: StoredValue<Vec<String>>,
}

impl Fleets {
    pub(super) fn new() -> Self {
        Self {
            known: State::new(Vec::new()),
            asked: StoredValue::new(Vec::new()),
        }
    }

    /// What a stage's periods come to. Until that is there, a moment later, the figures stand that
    /// they had before.
    pub(super) fn get(self, draft: &Draft, stage: u16) -> Periods {
        let mut alone = Draft::default();
        for key in KEYS {
            for text in draft.all(Field::new(stage, key)) {
                alone.add(Field::new(1, key), text);
            }
        }
        let link = link::encode(&alone);
        let (this, before) = self.known.with(|known| {
            let this = known.iter().rfind(|fleet| fleet.link == link).cloned();
            let before = known.iter().rfind(|fleet| fleet.stage == stage).cloned();
            (this, before)
        });
        if let Some(this) = this {
            return this.periods.clone();
        }
        // Where it is said that they are being read, or cannot be.
        let shown = match Group::Fleet.chosen(draft, stage) {
            _ if is_unclear(draft, stage) => Key::Hardware,
            Key::Time if is_worded(draft, stage, Key::Chips) => Key::Chips,
            lead => lead,
        };
        self.ask(stage, link, shown);
        let shown = Field::new(stage, shown);
        before.map_or_else(
            || Periods::waiting(shown),
            |before| Periods {
                gpu_time: before.periods.gpu_time,
                problems: Vec::new(),
            },
        )
    }

    /// Another estimate is shown: what its stages had before is of another.
    pub(super) fn forget(self) {
        self.known.update_untracked(Vec::clear);
    }

    /// Something is typed: what could not be asked is asked again.
    pub(super) fn ask_again(self) {
        self.known
            .update_untracked(|known| known.retain(|fleet| !fleet.unasked));
    }

    fn ask(self, stage: u16, link: String, shown: Key) {
        if self.asked.with_value(|asked| asked.contains(&link)) {
            return;
        }
        self.asked.update_value(|asked| asked.push(link.clone()));
        Helper::Panels.ask("fleet", &[link.as_str().into()], move |answer| {
            self.asked
                .update_value(|asked| asked.retain(|other| *other != link));
            let unasked = answer.is_err();
            let shown = Field::new(stage, shown);
            let periods = answer.map_or_else(
                |why| Periods::with(shown, Severity::Error, why),
                |answer| periods(&answer, stage),
            );
            let fleet = Arc::new(Fleet {
                stage,
                link,
                periods,
                unasked,
            });
            self.known.update(|known| {
                if known.len() >= KEPT {
                    known.remove(0);
                }
                known.push(fleet);
            });
        });
    }
}

/// As `worker/fleets.rs` sends it.
fn periods(answer: &Json, stage: u16) -> Periods {
    let value = |name: &str| {
        let ends = answer.get(name).items();
        let end = |at: usize| ends.get(at)?.as_number();
        Uncertain::from_parts(end(0)?, end(1)?, end(2)?)
    };
    let chip_hours = value("chip_hours").map(ChipHours);
    let peak = value("peak").map(FlopPerSecond);
    let sum = |chip_hours| Sum {
        chip_hours,
        at_peak: value("at_peak").map(Flop),
        flop: value("flop").map(Flop),
        peak,
        is_of_one_peak: answer.is("is_of_one_peak"),
        is_of_one_utilization: answer.is("is_of_one_utilization"),
    };
    let problem = |problem: Json| {
        let severity = match problem.text("severity").as_str() {
            "note" => Severity::Note,
            "missing" => Severity::Missing,
            "warning" => Severity::Warning,
            _ => Severity::Error,
        };
        let choices = problem.get("choices").items().into_iter();
        Some(Problem {
            field: Field::new(stage, Key::named(&problem.text("key"))?),
            severity,
            message: problem.text("message"),
            choices: choices.map(|choice| read_choice(&choice, stage)).collect(),
        })
    };
    Periods {
        gpu_time: GpuTime {
            chip_hours,
            peak,
            utilization: value("utilization").map(Ratio),
            periods: chip_hours.filter(|_| answer.is("is_fleet")).map(sum),
        },
        problems: answer
            .get("problems")
            .items()
            .into_iter()
            .filter_map(problem)
            .collect(),
    }
}

fn read_choice(choice: &Json, stage: u16) -> Choice {
    let edits = choice.get("edits").items().into_iter();
    let edit = |edit: Json| {
        let pair = edit.items();
        let [key, text] = pair.as_slice() else {
            return None;
        };
        let key = Key::named(&key.as_text())?;
        Some((Field::new(stage, key), text.as_text()))
    };
    Choice {
        label: choice.text("label"),
        edits: edits.filter_map(edit).collect(),
    }
}
