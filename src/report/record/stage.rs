//! A stage with everything that a report says of it.

use super::inputs::{self, Input};
use super::plan::Plan;
use super::product::{self, Calculation};
use super::value::{self, format_of};
use crate::answer::{Answer, chip_of};
use crate::catalog::{Chip, Format};
use crate::draft::{Draft, Field, Key};
use crate::estimate::{Basis, Figures, Role, StageFigures};
use crate::quantity::{ChipHours, Uncertain, full, isolate, write};
use crate::words::fleet;
use crate::words::stage::title;
use crate::words::text::clean;

/// A stage of the run.
#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    /// The number of the stage in links.
    pub number: u16,
    /// The name as typed, on one line. May be empty.
    pub name: String,
    /// Whether it is trained here or a base model.
    pub role: Role,
    /// The figures of all its runs together.
    pub figures: Figures,
    /// The number of runs.
    pub runs: Uncertain,
    /// The source of its figures. May be empty.
    pub note: String,
    /// Its inputs, in link order.
    pub inputs: Vec<Input>,
    /// Method 1, written out.
    pub operations: Option<Calculation>,
    /// Method 2, written out.
    pub gpu_time: Option<Calculation>,
    /// A figure from elsewhere, written out.
    pub given: Option<Calculation>,
    /// The catalog's chips that it ran on.
    pub chips: Vec<&'static Chip>,
    /// The number format, if one is named.
    pub format: Option<Format>,
    /// Chips at once and time in seconds, if each is given by one field or solved for.
    pub at_once: Option<(Uncertain, Uncertain)>,
    /// The number of chips at once, though the time may not be known.
    pub count: Option<Uncertain>,
    /// The plan, if time, chips or chip-hours were solved for.
    pub plan: Option<Plan>,
}

/// Returns the stages of an answered draft.
pub(super) fn stages(draft: &Draft, answer: &Answer) -> Vec<Stage> {
    let numbers = draft.stages().into_iter();
    numbers
        .zip(&answer.outcome.stages)
        .map(|(number, figures)| stage(draft, answer, number, figures))
        .collect()
}

fn stage(draft: &Draft, answer: &Answer, number: u16, stage_figures: &StageFigures) -> Stage {
    let text = |key| clean(draft.get(Field::new(number, key)).unwrap_or_default());
    let value = |key| value::value(draft, Field::new(number, key));
    let figures = stage_figures.figures;
    let operations = figures.operations;
    let gpu_time = figures.gpu_time.and_then(|known| {
        let peak = known.peak.map(|peak| peak.0);
        product::gpu_time(draft, number, peak?, known.flop)
    });
    let given = figures.headline.filter(|(_, basis)| *basis == Basis::Given);
    let plan = match figures.chip_hours {
        None => Plan::of(draft, number, &answer.solved),
        Some(_) => None,
    };
    let at_once = match &plan {
        Some(plan) => plan.at_once,
        None => {
            let typed = value(Key::Chips).zip(value(Key::Time));
            typed.filter(|_| figures.chip_hours.is_some())
        }
    };
    // Chips beside chip-hours or periods contradict them.
    let is_alone = [Key::ChipHours, Key::Fleet]
        .iter()
        .all(|key| !draft.is_filled(Field::new(number, *key)));
    let count = at_once.map(|(chips, _)| chips);
    let count = count.or_else(|| value(Key::Chips).filter(|_| is_alone));
    Stage {
        number,
        name: text(Key::Stage),
        role: stage_figures.role,
        figures,
        runs: value(Key::Runs).unwrap_or(Uncertain::point(1.0)),
        note: text(Key::Note),
        inputs: inputs::inputs(draft, number),
        operations: operations.and_then(|known| product::operations(draft, number, known.flop)),
        gpu_time,
        given: given.and_then(|(flop, _)| product::given(draft, number, flop)),
        chips: chips(draft, number),
        format: format_of(draft, number),
        at_once,
        count,
        plan,
    }
}

/// Returns the chips of the stage's periods or, without periods, its own chip.
fn chips(draft: &Draft, number: u16) -> Vec<&'static Chip> {
    let mut chips: Vec<&'static Chip> = Vec::new();
    let rows = fleet::table(draft, number).rows;
    if rows.is_empty() {
        chips.extend(chip_of(draft, number));
    }
    for chip in rows
        .iter()
        .filter_map(|row| row.reading.as_ref().ok()?.chip)
    {
        if !chips.contains(&chip) {
            chips.push(chip);
        }
    }
    chips
}

impl Stage {
    /// Returns the name of the stage, or its number.
    pub fn title(&self) -> String {
        isolate(&title(&self.name, self.number))
    }

    /// Returns the calculation of each method, the headline's first.
    pub fn calculations(&self) -> Vec<(Basis, &Calculation)> {
        let mut all: Vec<(Basis, &Calculation)> = Vec::new();
        all.extend(self.operations.as_ref().map(|c| (Basis::Operations, c)));
        all.extend(self.gpu_time.as_ref().map(|c| (Basis::GpuTime, c)));
        all.extend(self.given.as_ref().map(|c| (Basis::Given, c)));
        if let Some((_, Basis::GpuTime)) = self.figures.headline {
            all.reverse();
        }
        all
    }

    /// Writes both methods combined, with their weights, if that is the headline.
    pub fn combination(&self) -> Option<String> {
        let (Some((flop, Basis::Combined)), Some(operations), Some(gpu_time)) = (
            self.figures.headline,
            self.figures.operations,
            self.figures.gpu_time,
        ) else {
            return None;
        };
        let (a, b) = (operations.flop.0, gpu_time.flop.0);
        let [text_a, text_b] = [a, b].map(|value| full::digits(value.median(), 6));
        let weights = match self.figures.weights() {
            Some(weights) => {
                let (weight, rest) = (full::digits(weights.0, 4), full::digits(weights.1, 4));
                let why = self.figures.one_sided();
                let why = why.map_or(String::new(), |why| format!(" ({why})"));
                format!(", with weights of {weight} and {rest} in the logarithm{why},")
            }
            None => String::new(),
        };
        Some(format!(
            "the geometric mean of {text_a} and {text_b} FLOP{weights} is {} FLOP",
            write::people(flop.median())
        ))
    }

    /// Writes `16 × NVIDIA H100 SXM5 80 GB`, as far as it is known.
    pub fn hardware(&self) -> Option<String> {
        let names: Vec<&str> = self.chips.iter().map(|chip| chip.name).collect();
        if names.is_empty() {
            return None;
        }
        let names = names.join(" and ");
        Some(match self.count {
            Some(chips) => format!("{} × {names}", full::full(chips)),
            None => names,
        })
    }

    /// Returns the chip-hours of all runs, typed or planned.
    pub fn chip_hours(&self) -> Option<ChipHours> {
        let planned = || Some(self.plan.as_ref()?.chip_hours);
        self.figures.chip_hours.or_else(planned)
    }

    /// Writes `1,082,990 chip-hours (384 chips × 2,820 h)`.
    pub fn hours(&self) -> Option<String> {
        Some(self.hours_as(&write::people(self.chip_hours()?.median())))
    }

    /// Writes the chip-hours around their figure, which is written already.
    pub fn hours_as(&self, figure: &str) -> String {
        let mut text = format!("{figure} chip-hours");
        let hours = self.chip_hours();
        if let Some(hours) = hours.filter(|hours| hours.0.is_range()) {
            text.push_str(&format!(", 90% range {}", write::people_range(hours.0)));
        }
        if self.plan.is_some() {
            text.push_str(", as planned");
        }
        let mut product = Vec::new();
        if let Some((chips, time)) = self.at_once {
            product.push(format!("{} chips", full::full(chips)));
            let hours = time.median() / 3600.0;
            product.push(match self.plan {
                Some(_) => format!("{} h", full::digits(hours, 6)),
                None => format!("{} h", write::typed(hours)),
            });
        }
        if self.runs.median() != 1.0 && !product.is_empty() {
            product.push(format!("{} runs", full::full(self.runs)));
        }
        if !product.is_empty() {
            text.push_str(&format!(" ({})", product.join(" × ")));
        }
        text
    }
}
