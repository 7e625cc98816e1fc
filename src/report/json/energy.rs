//! Energy, emissions and cost as the JSON has them.

use super::figures::Figure;
use crate::answer::{self, StageEnergy};
use crate::quantity::{KilogramsCo2e, KilowattHours};
use serde::Serialize;

/// A figure is null if it is not known. What is not included is in none of the figures.
#[derive(Serialize)]
pub(super) struct Energy {
    kwh: Option<Figure>,
    kg_co2e: Option<Figure>,
    cost: Option<Figure>,
    currency: Option<&'static str>,
    chip_power_w: Option<Figure>,
    /// `typed`, or `design` for the catalog's.
    chip_power: Option<&'static str>,
    host_included: bool,
    pue_included: bool,
}

/// Returns the total, and each stage.
pub(super) fn energies(energy: &answer::Energy) -> (Option<Energy>, Vec<Option<Energy>>) {
    let (total, stages) = (energy.total, &energy.stages);
    let all = |is: fn(&StageEnergy) -> bool| stages.iter().all(is);
    // Stages with different power have no power in total.
    let power = stages.first().and_then(|stage| stage.power);
    let power = power.filter(|power| stages.iter().all(|s| s.power == Some(*power)));
    let document = |figures: answer::Totals, power: Option<answer::ChipPower>, host, pue| {
        let is_known =
            figures.energy.is_some() || figures.emissions.is_some() || figures.cost.is_some();
        is_known.then(|| Energy {
            kwh: figures.energy.map(|KilowattHours(kwh)| kwh.into()),
            kg_co2e: figures.emissions.map(|KilogramsCo2e(kg)| kg.into()),
            cost: figures.cost.map(|(money, _)| money.0.into()),
            currency: figures.cost.and_then(|(_, currency)| currency),
            chip_power_w: power.map(|power| power.watts.0.into()),
            chip_power: power.map(|power| if power.is_design { "design" } else { "typed" }),
            host_included: host,
            pue_included: pue,
        })
    };
    let (host, pue) = (all(|s| s.host.is_some()), all(|s| s.pue.is_some()));
    (
        document(total, power, host, pue),
        stages
            .iter()
            .map(|s| document(s.figures, s.power, s.host.is_some(), s.pue.is_some()))
            .collect(),
    )
}
