//! Electricity, greenhouse gas and money from the same inputs, each with its basis.

use super::parts::sources;
use super::press::{Look, Press};
use super::{Act, Change};
use crate::answer::{Energy, Evaluation, StageEnergy};
use crate::catalog::{self, Edition, carbon, pue};
use crate::draft::{Key, Provenance};
use crate::estimate::energy::{HOSTS, Host};
use crate::quantity::{Dimension, Uncertain, write};
use crate::words::energy as words;
use maud::{Markup, html};

/// Draws the panel for a stage of a draft.
pub fn draw(evaluation: &Evaluation, stage: u16) -> Markup {
    let all = evaluation.energy();
    let Some(of_stage) = all.stages.iter().find(|s| s.stage == stage) else {
        return html! {};
    };
    html! {
        div.evidence {
            @if of_stage.is_planned {
                p.hint #cost-planned { "The chip-hours are those that the plan takes." }
            }
            (electricity(of_stage))
            (gas(of_stage, evaluation.draft().edition()))
            (money(of_stage))
            @if all.stages.len() > 1 { (total(all)) }
            p.hint #cost-left-out {
                "Not in these figures: making the chips, servers and buildings (embodied emissions), the time that chips stand idle, experiments and failed runs, and whatever came after training."
            }
        }
    }
}

/// Returns the change of the form for a choice in the panel.
pub fn act(act: &Act) -> Change {
    match act.what.as_str() {
        "grid" => match carbon::grid(&act.value) {
            Some(grid) => Change::field(Key::Grid, grid.code.into()),
            None => Change::default(),
        },
        "pue" => match pue::pues().iter().find(|pue| pue.slug == act.value) {
            Some(pue) => Change::field(Key::Pue, write::exact(pue.ratio().median())),
            None => Change::default(),
        },
        _ => Change::default(),
    }
}

fn electricity(stage: &StageEnergy) -> Markup {
    html! {
        h3 { "Energy" }
        @match stage.figures.energy {
            Some(kwh) => (result("cost-energy", &words::electricity(kwh), &words::factors(stage))),
            None => p.problem.missing #cost-energy { (energy_needs(stage)) },
        }
        @if let Some(power) = stage.power {
            p.hint {
                @match (power.is_design, stage.chip) {
                    (true, Some(chip)) => {
                        "The power of a chip is the design power of the " (chip.name) ": about the most that it takes, so this is an upper bound for the chips. If it was measured, type it. "
                        @if let Some(about) = catalog::about(chip.slug) { "Source: " (sources(about.source)) }
                    }
                    (true, None) => "The power of a chip is the mean of the design powers of the periods’ chips, weighted by their hours: about the most that they take.",
                    _ => "The power of a chip is the one that was typed.",
                }
            }
        }
        @if stage.figures.energy.is_some() {
            p.hint {
                (words::included(stage))
                @if stage.host.is_none() { " If the power was measured with the host, leave the host empty." }
            }
        }
        div.suggestions role="group" aria-label="Power of the chip and its server" {
            @if let Some((chip, watts)) = stage.chip.and_then(|chip| Some((chip, chip.tdp_w()?))) {
                (take(Key::Power, &format!("{} W", write::exact(watts)), &format!("design power of the {}", chip.name)))
                @for host in HOSTS.iter().filter(|host| host.chip == chip.slug) {
                    (take(Key::Host, &write::rounded(host.factor(watts).median(), 4), &host_label(host, watts)))
                }
            }
        }
        @for host in HOSTS.iter().filter(|host| stage.chip.is_some_and(|chip| chip.slug == host.chip)) {
            p.hint { "Host factor: " (sources(host.source)) }
        }
        (pues())
    }
}

fn gas(stage: &StageEnergy, edition: Edition) -> Markup {
    html! {
        h3 { "Carbon" }
        @match (stage.figures.emissions, stage.figures.energy, stage.grid) {
            (Some(gas), Some(kwh), Some(grid)) => {
                (result("cost-carbon", &words::gas(gas), &format!(
                    "{} × {}",
                    words::electricity(kwh),
                    words::factor(grid.intensity.0, Dimension::Intensity)
                )))
            }
            (_, None, Some(_)) => p.problem.missing #cost-carbon { "Emissions need the energy." },
            _ => p.problem.missing #cost-carbon {
                "Emissions need the grid that the electricity is from: choose a country, or type what a kilowatt-hour emits, such as 57 g/kWh."
            },
        }
        (countries(stage, edition))
        @if let Some(grid) = stage.grid.and_then(|grid| grid.of) {
            p.hint {
                (grid.name) ": average of " (grid.year) ", over the life of the power plants. Source: " (sources(grid.source))
            }
        }
    }
}

fn money(stage: &StageEnergy) -> Markup {
    html! {
        h3 { "Cost" }
        @match (stage.figures.cost, stage.chip_hours, stage.price) {
            (Some(cost), Some(hours), Some(price)) => {
                (result("cost-money", &words::money(cost), &format!(
                    "{} chip-hours × {} {} per chip-hour",
                    write::typed(hours.median()),
                    write::typed(price.per_hour.median()),
                    price.currency.unwrap_or_default()
                )))
                @if price.currency.is_none() {
                    p.hint { "In the currency of the price; none was typed." }
                }
            }
            (_, None, Some(_)) => p.problem.missing #cost-money { "The cost needs the training time and the number of chips, or the chip-hours." },
            _ => p.problem.missing #cost-money {
                "The cost needs the price of one chip for one hour, such as 2.50 USD. Petaday has none: prices differ by contract and month."
            },
        }
    }
}

fn total(all: &Energy) -> Markup {
    let total = all.total;
    let figures = [
        total.energy.map(words::electricity),
        total.emissions.map(words::gas),
        total.cost.map(words::money),
    ];
    let known: Vec<String> = figures.into_iter().flatten().collect();
    html! {
        h3 { "All stages" }
        @if known.is_empty() {
            p.hint #cost-total { "There is a total where every stage has a figure, and every price the same currency." }
        } @else {
            p.result #cost-total { (known.join("; ")) }
        }
    }
}

/// A figure, and below it the formula that gives it.
fn result(id: &str, figure: &str, formula: &str) -> Markup {
    html! {
        p.figure id=(id) { strong { (figure) } }
        p.formula { "= " (formula) }
    }
}

fn energy_needs(stage: &StageEnergy) -> String {
    match (stage.chip_hours, stage.power, stage.chip) {
        (None, ..) => {
            "Energy needs the training time and the number of chips, or the chip-hours.".into()
        }
        (_, None, Some(chip)) if chip.tdp_w().is_none() => format!(
            "Energy needs the power of one chip: the catalog has no design power of the {}, so type one, such as 400 W.",
            chip.name
        ),
        (_, None, Some(_)) => "Energy needs a power that can be read, such as 400 W.".into(),
        (_, None, None) => {
            "Energy needs the power of one chip: choose the hardware, or type it, such as 400 W."
                .into()
        }
        _ => "Energy needs host and PUE to be numbers of at least 1, or empty.".into(),
    }
}

/// A button that puts a text into a field.
fn take(key: Key, text: &str, of: &str) -> Markup {
    let caption = html! { strong { (text) } " " (of) };
    Press::Fill(key, text.into(), Some(Provenance::Published))
        .button(Look::of("suggestion"), &caption)
}

fn host_label(host: &Host, watts: f64) -> String {
    format!(
        "host factor of an {}: {} at most, for {} chips of {}",
        host.name,
        words::factor(Uncertain::point(host.watts), Dimension::Power),
        write::typed(host.chips),
        words::factor(Uncertain::point(watts), Dimension::Power)
    )
}

fn pues() -> Markup {
    html! {
        div.field {
            label for="cost-pue" { "Take a published PUE" }
            select #cost-pue data-do="pue" {
                option value="" selected { "Choose…" }
                @for pue in pue::pues() {
                    option value=(pue.slug) { (write::typed(pue.ratio().median())) ": " (pue.scope) " (" (pue.year) ")" }
                }
            }
        }
        details.why #cost-pues {
            summary { "Where these are from" }
            ul {
                @for pue in pue::pues() {
                    li { (pue.scope) " (" (pue.year) "): " (sources(pue.source)) @if !pue.note.is_empty() { " " (pue.note) } }
                }
            }
            p {
                "Energy as in Patterson et al. 2021, “Carbon Emissions and Large Neural Network Training”, which measures the power of chip and host together: then leave the host factor empty. "
                (sources("https://arxiv.org/abs/2104.10350"))
            }
        }
    }
}

/// The list of countries, with the figures of the draft's edition, which the estimate is computed
/// with.
fn countries(stage: &StageEnergy, edition: Edition) -> Markup {
    let grids = carbon::grids().iter().map(|grid| edition.grid(grid));
    let chosen = stage.grid.and_then(|grid| grid.of);
    html! {
        div.field {
            label for="cost-grid" { "Take a country’s grid" }
            select #cost-grid data-do="grid" {
                option value="" selected[chosen.is_none()] { "Choose…" }
                @for grid in grids {
                    option value=(grid.code) selected[chosen == Some(grid)] {
                        (grid.name) ": " (write::typed(grid.intensity().median())) " g/kWh (" (grid.year) ")"
                    }
                }
            }
        }
    }
}
