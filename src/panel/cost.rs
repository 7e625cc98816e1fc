//! Electricity, greenhouse gas and money from the same inputs, each with its basis.

use super::parts::sources;
use super::piece::{Control, Element, On, Piece, fold, pieces};
use super::press::{Look, Press};
use super::{Action, Change};
use crate::answer::{Energy, Evaluation, StageEnergy};
use crate::catalog::{self, Edition, carbon, pue};
use crate::draft::{Draft, Key, Provenance};
use crate::estimate::energy::{HOSTS, Host};
use crate::quantity::{Dimension, Uncertain, write};
use crate::words::energy as words;
use maud::{Markup, html};

/// A user action in the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CostAction {
    /// Takes the grid with this code.
    Grid(String),
    /// Takes the published PUE with this slug.
    Pue(String),
}

/// Draws the panel for a stage of a draft.
pub fn draw(evaluation: &Evaluation, stage: u16) -> Vec<Piece> {
    let all = evaluation.energy();
    let Some(of_stage) = all.stages.iter().find(|s| s.stage == stage) else {
        return Vec::new();
    };
    let planned = html! {
        @if of_stage.is_planned {
            p.hint #cost-planned { "The chip-hours are those that the plan takes." }
        }
    };
    let rest = html! {
        (money(of_stage))
        @if all.stages.len() > 1 { (total(evaluation.draft(), all)) }
        p.hint #cost-left-out {
            "Not in these figures: making the chips, servers and buildings (embodied emissions), the time that chips stand idle, experiments and failed runs, and whatever came after training."
        }
    };
    pieces![Element::of_class("div", "evidence").holding(pieces![
        planned,
        electricity(of_stage),
        gas(of_stage, evaluation.draft().edition()),
        rest
    ])]
}

/// Returns the change of the form for a choice in the panel.
pub fn act(action: &CostAction) -> Change {
    match action {
        CostAction::Grid(code) => match carbon::grid(code) {
            Some(grid) => Change::field(Key::Grid, grid.code.into()),
            None => Change::default(),
        },
        CostAction::Pue(slug) => match pue::pues().iter().find(|pue| pue.slug == slug) {
            Some(pue) => Change::field(Key::Pue, write::exact(pue.ratio().median())),
            None => Change::default(),
        },
    }
}

fn electricity(stage: &StageEnergy) -> Vec<Piece> {
    let figure = html! {
        h3 { "Energy" }
        @match stage.figures.energy {
            Some(kwh) => (result("cost-energy", &words::electricity(kwh), &words::factors(stage))),
            None => p.problem.missing #cost-energy { (energy_needs(stage)) },
        }
        @if let Some(power) = stage.power {
            p.hint {
                @match (power.is_design, stage.chip) {
                    (true, Some(chip)) => {
                        "The power of a chip is the design power of the " (chip.name) ": about the most that it draws, so this is an upper bound for the chips. If the power was measured, type it. "
                        @if let Some(about) = catalog::about(chip.slug) { "Source: " (sources(about.source)) }
                    }
                    (true, None) => "The power of a chip is the mean of the design powers of the periods’ chips, weighted by their hours: about the most that they draw.",
                    _ => "The power of a chip is as typed.",
                }
            }
        }
        @if stage.figures.energy.is_some() {
            p.hint {
                (words::included(stage))
                @if stage.host.is_none() { " If the power was measured with the server, leave the server overhead empty." }
            }
        }
    };
    let mut powers = Vec::new();
    if let Some((chip, watts)) = stage.chip.and_then(|chip| Some((chip, chip.tdp_w()?))) {
        let power = format!("{} W", write::exact(watts));
        let of = format!("design power of the {}", chip.name);
        powers = pieces![take(Key::Power, &power, &of)];
        for host in HOSTS.iter().filter(|host| host.chip == chip.slug) {
            let factor = write::rounded(host.factor(watts).median(), 4);
            let take = take(Key::Host, &factor, &host_label(host, watts));
            powers.push(Piece::Element(take));
        }
    }
    let powers = Element::of_class("div", "suggestions")
        .with("role", "group")
        .with("aria-label", "Power of the chip and its server")
        .holding(powers);
    let hosts = html! {
        @for host in HOSTS.iter().filter(|host| stage.chip.is_some_and(|chip| chip.slug == host.chip)) {
            p.hint { "Host factor: " (sources(host.source)) }
        }
    };
    pieces![figure, powers, hosts, pues()]
}

fn gas(stage: &StageEnergy, edition: Edition) -> Vec<Piece> {
    let figure = html! {
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
                "Emissions need the grid of the electricity: choose a country, or type its carbon intensity, such as 57 g/kWh."
            },
        }
    };
    let source = html! {
        @if let Some(grid) = stage.grid.and_then(|grid| grid.of) {
            p.hint {
                (grid.name) ": average of " (grid.year) ", over the life of the power plants. Source: " (sources(grid.source))
            }
        }
    };
    pieces![figure, countries(stage, edition), source]
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
                "The cost needs the price of one chip for one hour, such as 2.50 USD. There is no default price."
            },
        }
    }
}

fn total(draft: &Draft, all: &Energy) -> Markup {
    let gaps = words::gaps(draft, all);
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
            p.hint #cost-total { "A total is shown once every stage has a figure and all prices are in one currency." }
        } @else {
            p.result #cost-total { (known.join("; ")) }
        }
        @for gap in &gaps {
            p.problem.missing { "There is " (gap) "." }
        }
    }
}

/// Draws a figure, and below it the formula that gives it.
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
        _ => "Energy needs a server overhead and a PUE that can be used, or none.".into(),
    }
}

/// Draws a button that puts a text into a field.
fn take(key: Key, text: &str, of: &str) -> Box<Element> {
    let caption = html! { strong { (text) } " " (of) };
    Press::Fill(key, text.into(), Some(Provenance::Published))
        .button(Look::of("suggestion"), caption)
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

fn pues() -> Vec<Piece> {
    let options = html! {
        option value="" { "Choose…" }
        @for pue in pue::pues() {
            option value=(pue.slug) { (write::typed(pue.ratio().median())) ": " (pue.scope) " (" (pue.year) ")" }
        }
    };
    let list = list(
        "cost-pue",
        "Use a published PUE",
        "",
        options,
        CostAction::Pue,
    );
    let sources = html! {
            ul {
                @for pue in pue::pues() {
                    li { (pue.scope) " (" (pue.year) "): " (sources(pue.source)) @if !pue.note.is_empty() { " " (pue.note) } }
                }
            }
            p {
                "Energy as in Patterson et al. 2021, “Carbon Emissions and Large Neural Network Training”, which measures the power of chip and server together: then leave the server overhead empty. "
                (sources("https://arxiv.org/abs/2104.10350"))
            }
    };
    let sources = fold("cost-pues", "Where these are from", pieces![sources]);
    pieces![list, sources]
}

/// Draws a list with its label, and the value of the option that is chosen.
fn list(
    id: &str,
    label: &str,
    chosen: &str,
    options: Markup,
    action: fn(String) -> CostAction,
) -> Box<Element> {
    let on = On::new(move |value| Action::Costs(action(value)));
    let list = Element::new("select")
        .id(id)
        .read(options)
        .acting(Control::Choose(chosen.into(), on));
    let label = html! { label for=(id) { (label) } };
    Element::of_class("div", "field").holding(pieces![label, list])
}

/// Draws the list of countries, with the figures of the draft's edition, which the estimate is computed
/// with.
fn countries(stage: &StageEnergy, edition: Edition) -> Box<Element> {
    let grids = carbon::grids().iter().map(|grid| edition.grid(grid));
    let chosen = stage.grid.and_then(|grid| grid.of);
    let options = html! {
        option value="" { "Choose…" }
        @for grid in grids {
            option value=(grid.code) {
                (grid.name) ": " (write::typed(grid.intensity().median())) " g/kWh (" (grid.year) ")"
            }
        }
    };
    let chosen = chosen.map_or("", |grid| grid.code);
    list(
        "cost-grid",
        "Use a country’s grid",
        chosen,
        options,
        CostAction::Grid,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;
    use crate::draft::link::decode;
    use crate::panel::piece::html_of;

    #[test]
    fn the_stages_that_have_a_figure_are_named_with_their_sum_in_every_stage() {
        let link = "v=1&stage=Base&chip-hours=1000&peak=1e15&power=400W&2.stage=SFT&2.parameters=1e9&2.tokens=1e9";
        let evaluation = Evaluation::of(decode(link).draft);
        for stage in [1, 2] {
            let panel = parse(&html_of(&draw(&evaluation, stage)));
            panel.expect("There is no total of energy: SFT has none. Base alone: 400 kWh.");
        }
    }
}
