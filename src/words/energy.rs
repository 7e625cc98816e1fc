//! Energy, emissions and cost in words, in units that read well. A range is written with its ends.

use super::{stage, sums};
use crate::answer::{Energy, Price, StageEnergy, Totals, sum_of_known};
use crate::draft::Draft;
use crate::quantity::{
    Dimension, GramsPerKilowattHour, KilogramsCo2e, KilowattHours, Money, Uncertain, write,
};

/// Significant digits of a figure.
const DIGITS: usize = 3;

/// Writes an energy in kWh, MWh or GWh: `433 MWh`, `433 MWh, 90% range 390 to 480 MWh`.
pub fn electricity(energy: KilowattHours) -> String {
    let (each, unit) = unit_of_electricity(energy);
    in_units(energy.0, each, unit)
}

/// Writes emissions in kg or t of CO₂ equivalent: `24.7 t CO₂e`.
pub fn gas(emissions: KilogramsCo2e) -> String {
    let (each, unit) = unit_of_gas(emissions);
    in_units(emissions.0, each, unit)
}

/// Writes all that is known of the figures in one line, ranges in brackets: `77.3 MWh (68.1–87.7) · 2.73 t
/// CO₂e (2.4–3.1) · $254k ($224k–288k)`.
pub fn brief(figures: &Totals) -> String {
    line(figures, "")
}

/// Writes the same of all stages, and says if the energy is that of the chips alone: `47.2 MWh, chips alone`.
pub fn brief_of_all(energy: &Energy) -> String {
    let mut known = energy
        .stages
        .iter()
        .filter(|of| of.figures.energy.is_some());
    let of = match known.all(|of| of.host.is_none() && of.pue.is_none()) {
        true => ", chips alone",
        false => "",
    };
    line(&energy.total, of)
}

fn line(figures: &Totals, of: &str) -> String {
    let energy = figures.energy.map(|energy| {
        let (each, unit) = unit_of_electricity(energy);
        in_brackets(energy.0, &in_each(each), "", unit) + of
    });
    let gas = figures.emissions.map(|gas| {
        let (each, unit) = unit_of_gas(gas);
        in_brackets(gas.0, &in_each(each), "", unit)
    });
    let cost = figures.cost.map(|(cost, currency)| {
        let (before, after) = match currency {
            Some("USD") => ("$", ""),
            Some("EUR") => ("€", ""),
            Some("GBP") => ("£", ""),
            Some(currency) => ("", currency),
            // The currency of the price, which was not typed.
            None => ("", ""),
        };
        let amount = in_brackets(cost.0, &short_amount, before, after);
        match currency {
            Some(_) => amount,
            None => format!("cost {amount}"),
        }
    });
    let known: Vec<String> = [energy, gas, cost].into_iter().flatten().collect();
    known.join(" · ")
}

/// Says which totals are missing because a stage has no figure, though another has, and gives the sum of those that
/// have one: `no total of carbon: Stage 2 has none. Stage 1 alone: 2.73 t CO₂e`. Says nothing of a total that no stage
/// has a figure for.
pub fn gaps(draft: &Draft, energy: &Energy) -> Vec<String> {
    let gaps = [
        gap(draft, energy, "energy", |of| Totals {
            energy: of.energy,
            ..Totals::default()
        }),
        gap(draft, energy, "carbon", |of| Totals {
            emissions: of.emissions,
            ..Totals::default()
        }),
        gap(draft, energy, "cost", |of| Totals {
            cost: of.cost,
            ..Totals::default()
        }),
    ];
    gaps.into_iter().flatten().collect()
}

fn gap(draft: &Draft, energy: &Energy, name: &str, pick: fn(&Totals) -> Totals) -> Option<String> {
    let has = |figures: &Totals| pick(figures) != Totals::default();
    let (with, without): (Vec<_>, Vec<_>) =
        energy.stages.iter().partition(|stage| has(&stage.figures));
    if has(&energy.total) || with.is_empty() {
        return None;
    }
    let names = |stages: Vec<&StageEnergy>| -> Vec<String> {
        let stages = stages.into_iter();
        stages.map(|of| stage::of(draft, of.stage)).collect()
    };
    let why = match without.is_empty() {
        true => "the prices are in different currencies".to_owned(),
        false => sums::have_none(&names(without)),
    };
    let part = brief(&sum_of_known(&energy.stages, pick));
    let part = match part.is_empty() {
        true => part,
        false => format!(". {}: {part}", sums::only(&names(with))),
    };
    Some(format!("no total of {name}: {why}{part}"))
}

fn unit_of_electricity(energy: KilowattHours) -> (f64, &'static str) {
    match energy.median() {
        kwh if kwh < 1e4 => (1.0, "kWh"),
        kwh if kwh < 1e7 => (1e3, "MWh"),
        _ => (1e6, "GWh"),
    }
}

fn unit_of_gas(emissions: KilogramsCo2e) -> (f64, &'static str) {
    match emissions.median() {
        kg if kg < 1e3 => (1.0, "kg CO₂e"),
        _ => (1e3, "t CO₂e"),
    }
}

fn in_brackets(
    value: Uncertain,
    shown: &dyn Fn(f64, usize) -> String,
    before: &str,
    after: &str,
) -> String {
    let median = format!("{before}{} {after}", shown(value.median(), DIGITS));
    let median = median.trim_end();
    match write::ends(value, shown) {
        Some((low, high)) => format!("{median} ({before}{low}–{high})"),
        None => median.to_owned(),
    }
}

/// Writes values in a unit that is worth this much.
fn in_each(each: f64) -> impl Fn(f64, usize) -> String {
    move |value, keep| write::digits(value / each, keep)
}

/// Writes an amount of money in a few characters: `254k`, `1.2M`.
fn short_amount(value: f64, keep: usize) -> String {
    match value {
        v if v < 1e4 => write::digits(v, keep),
        v if v < 999_500.0 => write::digits(v / 1e3, keep) + "k",
        v if v < 999.5e6 => write::digits(v / 1e6, keep) + "M",
        v => write::digits(v / 1e9, keep) + "B",
    }
}

/// Writes a cost in the typed currency, if any: `4,900 USD`.
pub fn money((money, currency): (Money, Option<&str>)) -> String {
    in_units(money.0, 1.0, currency.unwrap_or_default())
}

fn in_units(value: Uncertain, each: f64, unit: &str) -> String {
    let with_unit = |text: String| format!("{text} {unit}").trim_end().to_owned();
    let amount = in_each(each);
    let median = with_unit(amount(value.median(), DIGITS));
    match write::ends(value, &amount) {
        Some((low, high)) => format!(
            "{median}, 90% range {}",
            with_unit(format!("{low} to {high}"))
        ),
        None => median,
    }
}

/// Writes the product that gives the energy of a stage: `200,000 chip-hours × 400 W per chip × 1.1
/// PUE`.
pub fn factors(stage: &StageEnergy) -> String {
    let mut factors = Vec::new();
    if let Some(hours) = stage.chip_hours {
        factors.push(factor(hours.0, Dimension::ChipHours));
    }
    if let Some(power) = stage.power {
        factors.push(factor(power.watts.0, Dimension::Power) + " per chip");
    }
    if let Some(host) = stage.host {
        factors.push(factor(host.0, Dimension::Overhead) + " host");
    }
    if let Some(pue) = stage.pue {
        factors.push(factor(pue.0, Dimension::Overhead) + " PUE");
    }
    factors.join(" × ")
}

/// Writes the median of a factor as it was read.
pub fn factor(value: Uncertain, dimension: Dimension) -> String {
    write::reading(Uncertain::point(value.median()), dimension)
}

/// Says in words which factors the figure includes.
pub fn included(stage: &StageEnergy) -> &'static str {
    match (stage.host, stage.pue) {
        (Some(_), Some(_)) => "The chips, their servers and the data centre are in the figure.",
        (Some(_), None) => {
            "The chips and their servers are in the figure; cooling and the other losses of the data centre are not, as no PUE is filled in."
        }
        (None, Some(_)) => {
            "The chips and the data centre’s losses are in the figure; the rest of the servers (processors, memory, fans) is not, as no server overhead is filled in."
        }
        (None, None) => {
            "The chips alone are in the figure: the rest of the servers (processors, memory, fans) and the losses of the data centre are not, as server overhead and PUE are empty."
        }
    }
}

/// Writes the emissions of a kilowatt-hour: `57 g CO₂e/kWh`.
pub fn intensity(grid: GramsPerKilowattHour) -> String {
    factor(grid.0, Dimension::Intensity)
}

/// Writes the price of a chip-hour in the typed currency: `2.5 USD`.
pub fn price(price: Price) -> String {
    let amount = write::typed(price.per_hour.median());
    let currency = price.currency.unwrap_or_default();
    format!("{amount} {currency}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Evaluation;
    use crate::draft::link::decode;

    #[test]
    fn units_fit_the_size() {
        for (kwh, text) in [
            (64.4, "64.4 kWh"),
            (9_999.0, "10,000 kWh"),
            (433_196.0, "433 MWh"),
            (1_289_376.0, "1,290 MWh"),
            (21.588e6, "21.6 GWh"),
        ] {
            assert_eq!(electricity(KilowattHours::point(kwh)), text);
        }
        assert_eq!(gas(KilogramsCo2e::point(24_692.0)), "24.7 t CO₂e");
        assert_eq!(gas(KilogramsCo2e::point(24.7)), "24.7 kg CO₂e");
        let all = Totals {
            energy: Some(KilowattHours(Uncertain::range(68_100.0, 87_700.0))),
            emissions: Some(KilogramsCo2e::point(2_730.0)),
            cost: Some((Money(Uncertain::range(224e3, 288e3)), Some("USD"))),
        };
        assert_eq!(
            brief(&all),
            "77.3 MWh (68.1–87.7) · 2.73 t CO₂e · $254k ($224k–288k)"
        );
        let francs = Totals {
            cost: Some((Money(Uncertain::point(1.25e6)), Some("CHF"))),
            ..Totals::default()
        };
        assert_eq!(brief(&francs), "1.25M CHF");
        let unnamed = Totals {
            cost: Some((Money(Uncertain::range(224e3, 288e3)), None)),
            ..Totals::default()
        };
        assert_eq!(brief(&unnamed), "cost 254k (224k–288k)");
        assert_eq!(brief(&Totals::default()), "");
        let range = Money(Uncertain::range(4e3, 9e3));
        assert_eq!(
            money((range, Some("EUR"))),
            "6,000 EUR, 90% range 4,000 to 9,000 EUR"
        );
        assert_eq!(money((Money::point(5.0), None)), "5");
    }

    #[test]
    fn a_total_that_is_missing_names_the_stages_without_a_figure() {
        let gaps = |second: &str| {
            let link = format!(
                "v=1&chip-hours=1000&peak=1e15&power=400W&grid=57&price=2USD&2.stage=SFT&2.chip-hours=10&2.power=400W{second}"
            );
            let draft = decode(&link).draft;
            super::gaps(&draft, Evaluation::of(draft.clone()).energy())
        };
        assert_eq!(
            gaps(""),
            [
                "no total of carbon: SFT has none. Stage 1 alone: 22.8 kg CO₂e",
                "no total of cost: SFT has none. Stage 1 alone: $2,000"
            ]
        );
        assert_eq!(
            gaps("&2.grid=57&2.price=3EUR"),
            ["no total of cost: the prices are in different currencies"]
        );
        assert_eq!(gaps("&2.grid=57&2.price=3USD"), [""; 0]);
        assert_eq!(
            gaps("&2.grid=57&2.price=3EUR&3.stage=RL&3.chip-hours=10"),
            [
                "no total of energy: RL has none. Stage 1 and SFT together: 404 kWh",
                "no total of carbon: RL has none. Stage 1 and SFT together: 23 kg CO₂e",
                "no total of cost: RL has none"
            ]
        );
    }
}
