//! Energy, emissions and cost in words, in units that read well. A range is written with its ends.

use crate::answer::{Price, StageEnergy};
use crate::quantity::{
    Dimension, GramsPerKilowattHour, KilogramsCo2e, KilowattHours, Money, Uncertain, write,
};

/// Writes an energy in kWh, MWh or GWh: `433 MWh`, `433 MWh, 90% range 390 to 480 MWh`.
pub fn electricity(energy: KilowattHours) -> String {
    let (unit, each) = match energy.median() {
        kwh if kwh < 1e4 => ("kWh", 1.0),
        kwh if kwh < 1e7 => ("MWh", 1e3),
        _ => ("GWh", 1e6),
    };
    in_units(energy.0, each, unit)
}

/// Writes emissions in kg or t of CO₂ equivalent: `24.7 t CO₂e`.
pub fn gas(emissions: KilogramsCo2e) -> String {
    let (unit, each) = match emissions.median() {
        kg if kg < 1e3 => ("kg CO₂e", 1.0),
        _ => ("t CO₂e", 1e3),
    };
    in_units(emissions.0, each, unit)
}

/// Writes a cost in the typed currency, if any: `4,900 USD`.
pub fn money((money, currency): (Money, Option<&str>)) -> String {
    in_units(money.0, 1.0, currency.unwrap_or_default())
}

fn in_units(value: Uncertain, each: f64, unit: &str) -> String {
    let amount = |value: f64| write::people(value / each);
    let with_unit = |text: String| format!("{text} {unit}").trim_end().to_owned();
    let median = with_unit(amount(value.median()));
    if value.is_range() {
        let (low, high) = (amount(value.low()), amount(value.high()));
        format!(
            "{median}, 90% range {}",
            with_unit(format!("{low} to {high}"))
        )
    } else {
        median
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
            "The chips and the data centre’s losses are in the figure; the rest of the servers (processors, memory, fans) is not, as no host factor is filled in."
        }
        (None, None) => {
            "The chips alone are in the figure: the rest of the servers (processors, memory, fans) and the losses of the data centre are not, as host and PUE are empty."
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
        let range = Money(Uncertain::range(4e3, 9e3));
        assert_eq!(
            money((range, Some("EUR"))),
            "6,000 EUR, 90% range 4,000 to 9,000 EUR"
        );
        assert_eq!(money((Money::point(5.0), None)), "5");
    }
}
