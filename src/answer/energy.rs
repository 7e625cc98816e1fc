//! Electricity, greenhouse gas and money of a draft.
//!
//! This is apart from [`answer`](super::answer()), which every keystroke calls: the tables of grids are
//! long, and visitors who never ask for energy need not download them.

use super::{Answer, Asides, Problem, read};
use crate::catalog::{Chip, carbon};
use crate::draft::{Draft, Key};
use crate::quantity::{
    ChipHours, GramsPerKilowattHour, KilogramsCo2e, KilowattHours, Money, PricePerChipHour, Ratio,
    Uncertain, Watts, sampling,
};

/// Energy, emissions and cost of the whole run and of its stages.
#[derive(Clone, Debug, PartialEq)]
pub struct Energy {
    /// The sums over the stages. A sum is there only if every stage has the figure.
    pub total: Totals,
    /// The stages, in order.
    pub stages: Vec<StageEnergy>,
    /// Problems of the grids, which only this module reads. The problems of other fields are in the
    /// answer.
    pub problems: Vec<Problem>,
}

/// Energy, emissions and cost of some hours.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Electricity.
    pub energy: Option<KilowattHours>,
    /// Greenhouse gas of the electricity.
    pub emissions: Option<KilogramsCo2e>,
    /// Money, and the currency of the price if one was typed; none is assumed.
    pub cost: Option<(Money, Option<&'static str>)>,
}

/// The inputs and figures of a stage, all its runs together.
#[derive(Clone, Debug, PartialEq)]
pub struct StageEnergy {
    /// Its number.
    pub stage: u16,
    /// Time × chips × runs.
    pub chip_hours: Option<ChipHours>,
    /// Whether the hours are those that a plan takes, and not typed.
    pub is_planned: bool,
    /// The chip of the catalog that was chosen.
    pub chip: Option<&'static Chip>,
    /// Power of one chip.
    pub power: Option<ChipPower>,
    /// Power of the server over that of its chips; none if it is not included.
    pub host: Option<Ratio>,
    /// Power of the data centre over that of its servers; none if it is not included.
    pub pue: Option<Ratio>,
    /// The grid that the electricity comes from.
    pub grid: Option<Grid>,
    /// Price of one chip for an hour.
    pub price: Option<Price>,
    /// The figures that result.
    pub figures: Totals,
}

/// The power of a chip, and where it is from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChipPower {
    /// Power while it trains.
    pub watts: Watts,
    /// Whether it is the catalog’s design power, used because none was typed. That is about the
    /// greatest power of the chip.
    pub is_design: bool,
}

/// The emissions of electricity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// Emissions of a kilowatt-hour.
    pub intensity: GramsPerKilowattHour,
    /// The country that they are of; none if the number itself was typed.
    pub of: Option<&'static carbon::Grid>,
}

/// The price of a chip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// Price of an hour.
    pub per_hour: PricePerChipHour,
    /// Currency by ISO 4217; none if none was typed.
    pub currency: Option<&'static str>,
}

/// Evaluates the energy of a draft that was answered.
pub fn energy(draft: &Draft, answer: &Answer) -> Energy {
    energy_with(draft, answer, Asides::here())
}

/// Evaluates the energy, with the functions that work out what few drafts need.
pub(crate) fn energy_with(draft: &Draft, answer: &Answer, asides: Asides<'_>) -> Energy {
    let chip_hours = answer.outcome.stages.iter().map(|s| s.figures.chip_hours);
    let mut problems = Vec::new();
    let planned = |stage: u16| {
        let solved = answer.solved.iter().find(|solved| solved.stage == stage);
        solved.and_then(|solved| solved.chip_hours)
    };
    let stages: Vec<StageEnergy> = draft
        .stages()
        .into_iter()
        .zip(chip_hours)
        .map(|(stage, typed)| {
            let hours = typed.or_else(|| planned(stage));
            StageEnergy {
                is_planned: typed.is_none() && hours.is_some(),
                ..read::energy(draft, stage, hours, asides, &mut problems)
            }
        })
        .collect();
    Energy {
        total: total(&stages),
        stages,
        problems,
    }
}

/// Returns whether a field was typed that only costs need. Hours and hardware alone do not count,
/// though the design power would give a figure.
pub fn wants_costs(draft: &Draft) -> bool {
    let mut typed = draft.entries().filter(|(_, text)| !text.trim().is_empty());
    typed.any(|(field, _)| (Key::Power..=Key::Price).contains(&field.key))
}

/// Adds up a figure over the stages that have it, where others lack it. `pick` leaves the other figures out.
pub fn sum_of_known(stages: &[StageEnergy], pick: fn(&Totals) -> Totals) -> Totals {
    let picked = stages.iter().map(|stage| StageEnergy {
        figures: pick(&stage.figures),
        ..stage.clone()
    });
    let known = picked.filter(|stage| stage.figures != Totals::default());
    total(&known.collect::<Vec<_>>())
}

fn total(stages: &[StageEnergy]) -> Totals {
    let sum = |pick: &dyn Fn(&Totals) -> Option<Uncertain>| {
        let values: Option<Vec<Uncertain>> = stages.iter().map(|s| pick(&s.figures)).collect();
        values
            .map(|values| sampling::sum(&values))
            .filter(|sum| sum.is_positive_and_finite())
    };
    let currency = |stage: &StageEnergy| Some(stage.figures.cost?.1);
    let first = stages.first().and_then(currency);
    let same = stages.iter().all(|stage| currency(stage) == first);
    let cost = sum(&|f| Some(f.cost?.0.0)).filter(|_| same);
    Totals {
        energy: sum(&|f| Some(f.energy?.0)).map(KilowattHours),
        emissions: sum(&|f| Some(f.emissions?.0)).map(KilogramsCo2e),
        cost: cost.map(Money).zip(first),
    }
}
