//! Energy, emissions and cost, as far as they are known.

use super::part::joined;
use crate::answer::{Answer, Energy, StageEnergy, Totals};
use crate::estimate::Role;
use crate::quantity::{KilogramsCo2e, KilowattHours, Uncertain, sampling};
use crate::words::energy as words;
use crate::words::text::uncapitalized;

/// The energy, emissions and cost of the same hours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Costs {
    /// Electricity, greenhouse gas and money, each in words and with its basis.
    pub sentences: Vec<String>,
    /// Electricity of all stages, or of all except a base model without a figure.
    pub electricity: Option<KilowattHours>,
    /// Greenhouse gas, likewise.
    pub emissions: Option<KilogramsCo2e>,
    /// The countries of the grids, if countries were named.
    pub countries: Vec<&'static str>,
    /// Sources of the grids.
    pub grids: Vec<&'static str>,
}

/// Puts the energy of an answer into words. `names` are the titles of its stages.
pub(super) fn costs(all: &Energy, answer: &Answer, names: &[String]) -> Costs {
    let mut costs = Costs {
        electricity: electricity(all, answer),
        emissions: all
            .total
            .emissions
            .or_else(|| of_training(all, answer, |f| Some(f.emissions?.0)).map(KilogramsCo2e)),
        ..Costs::default()
    };
    for grid in all.stages.iter().filter_map(|stage| stage.grid?.of) {
        if costs.emissions.is_some() && !costs.countries.contains(&grid.name) {
            costs.countries.push(grid.name);
        }
        if !costs.grids.contains(&grid.source) {
            costs.grids.push(grid.source);
        }
    }
    let stages: Vec<(&StageEnergy, String)> = all.stages.iter().zip(names.to_vec()).collect();
    costs.sentences = sentences(&all.total, &stages);
    if costs.sentences.is_empty() {
        for (stage, name) in all.stages.iter().zip(names) {
            let of_stage = sentences(&stage.figures, &[(stage, name.clone())]);
            if !of_stage.is_empty() {
                costs.sentences.push(format!("{name}:"));
                costs.sentences.extend(of_stage);
            }
        }
    }
    costs
}

/// Returns the electricity of all stages, or of all except a base model without a figure.
pub(in crate::report) fn electricity(all: &Energy, answer: &Answer) -> Option<KilowattHours> {
    let of_training = || of_training(all, answer, |f| Some(f.energy?.0)).map(KilowattHours);
    all.total.energy.or_else(of_training)
}

/// Returns the sum of a figure over the stages that are not base models, if each of them has it.
fn of_training(
    all: &Energy,
    answer: &Answer,
    figure: fn(&Totals) -> Option<Uncertain>,
) -> Option<Uncertain> {
    let stages = all.stages.iter().zip(&answer.outcome.stages);
    let training_stages = stages.filter(|(_, figures)| figures.role == Role::Training);
    let figures: Option<Vec<Uncertain>> = training_stages
        .map(|(stage, _)| figure(&stage.figures))
        .collect();
    let figures = figures.filter(|figures| !figures.is_empty())?;
    Some(sampling::sum(&figures))
}

/// Says what of the servers and the data centre is in the energy of stages with their names: once if it is the same.
pub(in crate::report) fn boundaries(stages: &[(&StageEnergy, String)]) -> Vec<String> {
    let mut all: Vec<(&str, Vec<String>)> = Vec::new();
    for (stage, name) in stages {
        let included = words::included(stage);
        match all.iter_mut().find(|(same, _)| *same == included) {
            Some((_, names)) => names.push(name.clone()),
            None => all.push((included, vec![name.clone()])),
        }
    }
    if let [(same, _)] = all.as_slice() {
        return vec![(*same).into()];
    }
    let sentence = |(included, names): &(&str, Vec<String>)| {
        format!("For {}, {}", joined(names), uncapitalized(included))
    };
    all.iter().map(sentence).collect()
}

fn sentences(figures: &Totals, stages: &[(&StageEnergy, String)]) -> Vec<String> {
    let mut sentences = Vec::new();
    let each = || stages.iter().map(|(stage, _)| *stage);
    if let Some(kwh) = figures.energy {
        let of_each: Vec<String> = each().map(words::factors).collect();
        let kwh = words::electricity(kwh);
        sentences.push(format!(
            "Electricity: {kwh}, from {}.",
            of_each.join(" and ")
        ));
        sentences.extend(boundaries(stages));
        let is_design = |stage: &StageEnergy| stage.power.is_some_and(|power| power.is_design);
        if each().any(is_design) {
            sentences.push(
                "The power of a chip is its design power, about the most that it takes.".into(),
            );
        }
    }
    if let Some(gas) = figures.emissions {
        let grids = each().filter_map(|stage| stage.grid);
        let mut grids: Vec<String> = grids
            .map(|grid| {
                let each = words::intensity(grid.intensity);
                match grid.of {
                    Some(of) => format!("{}, {each} on average in {}", of.name, of.year),
                    None => each,
                }
            })
            .collect();
        grids.dedup();
        let (gas, grids) = (words::gas(gas), grids.join("; "));
        sentences.push(format!("Emissions: {gas} (grid: {grids})."));
    }
    if let Some(cost) = figures.cost {
        let prices = each().filter_map(|stage| stage.price);
        let mut of: Vec<String> = prices.map(words::price).collect();
        of.dedup();
        let cost = words::money(cost);
        sentences.push(format!(
            "Cost: {cost}, at {} for a chip-hour.",
            of.join(" and ")
        ));
    }
    sentences
}
