//! Electricity, greenhouse gas and money of a draft.
//!
//! Apart from [`answer`](super::answer()), which every keystroke asks for: the tables of grids are
//! long, and whoever never asks for this does not download them.

use super::{Answer, Problem, read};
use crate::catalog::{Chip, carbon};
use crate::draft::Draft;
use crate::quantity::{
    ChipHours, GramsPerKilowattHour, KilogramsCo2e, KilowattHours, Money, PricePerChipHour, Ratio,
    Uncertain, Watts, sampling,
};

/// Of the whole run and of its stages.
#[derive(Clone, Debug, PartialEq)]
pub struct Energy {
    /// The sums over the stages, each where every stage has it.
    pub total: Totals,
    /// In order.
    pub stages: Vec<StageEnergy>,
    /// What cannot be read of what only this needs: the grids. The other fields’ problems are the
    /// answer’s.
    pub problems: Vec<Problem>,
}

/// What the hours cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Electricity.
    pub energy: Option<KilowattHours>,
    /// Greenhouse gas of it.
    pub emissions: Option<KilogramsCo2e>,
    /// Money, in the currency of the price; none of which is assumed.
    pub cost: Option<(Money, Option<&'static str>)>,
}

/// A stage: all its runs together.
#[derive(Clone, Debug, PartialEq)]
pub struct StageEnergy {
    /// Its number.
    pub stage: u16,
    /// Time × chips × runs.
    pub chip_hours: Option<ChipHours>,
    /// The chip of the catalog that was chosen.
    pub chip: Option<&'static Chip>,
    /// Of one chip.
    pub power: Option<ChipPower>,
    /// Power of the server over its chips’; none is not included.
    pub host: Option<Ratio>,
    /// Power of the data centre over its servers’; none is not included.
    pub pue: Option<Ratio>,
    /// What a kilowatt-hour emits.
    pub grid: Option<Grid>,
    /// Of one chip for an hour.
    pub price: Option<Price>,
    /// What follows.
    pub figures: Totals,
}

/// What a chip takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChipPower {
    /// While it trains.
    pub watts: Watts,
    /// Whether it is the catalog’s design power, for want of a typed one: about the most that the
    /// chip takes.
    pub is_design: bool,
}

/// What electricity emits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// Of a kilowatt-hour.
    pub intensity: GramsPerKilowattHour,
    /// Of which country; none where the number itself was typed.
    pub of: Option<&'static carbon::Grid>,
}

/// What a chip costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Price {
    /// For an hour.
    pub per_hour: PricePerChipHour,
    /// As ISO 4217 writes it; none if none was typed.
    pub currency: Option<&'static str>,
}

/// Evaluates a draft that was answered.
pub fn energy(draft: &Draft, answer: &Answer) -> Energy {
    let chip_hours = answer.outcome.stages.iter().map(|s| s.figures.chip_hours);
    let mut problems = Vec::new();
    let stages: Vec<StageEnergy> = draft
        .stages()
        .into_iter()
        .zip(chip_hours)
        .map(|(stage, hours)| read::energy(draft, stage, hours, &mut problems))
        .collect();
    Energy {
        total: total(&stages),
        stages,
        problems,
    }
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
