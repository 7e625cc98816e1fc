//! Reader of the fields of energy, emissions and cost. All of them are optional.

use super::{Given, Reader, doubt};
use crate::answer::fleet;
use crate::answer::{
    Asides, ChipPower, Grid, NetworkPass, Price, Problem, Severity, StageEnergy, Totals,
};
use crate::catalog::{Chip, carbon};
use crate::draft::{Draft, Key};
use crate::estimate::energy::{Power, cost, emissions, mean_power};
use crate::quantity::{
    self, ChipHours, Dimension, GramsPerKilowattHour, KilogramsCo2e, KilowattHours, Money,
    PricePerChipHour, Ratio, Uncertain, Watts, excerpt, write,
};

/// Powers of chips, from that of a telephone to one the size of a wafer. Outside of this range the unit
/// is wrong.
const POWERS: std::ops::RangeInclusive<f64> = 1.0..=50_000.0;

/// Intensities of grids, from wind alone to the worst coal, with room. Outside of this range the unit
/// is wrong.
const INTENSITIES: std::ops::RangeInclusive<f64> = 1.0..=2_000.0;

impl Reader<'_> {
    /// Adds the problems of the fields to the answer's, except those of the grid, whose table may not
    /// be loaded.
    pub(super) fn check_costs(&mut self) {
        if let Given::Value(power) = self.number(Key::Power)
            && !POWERS.contains(&power.median())
        {
            let read = write::reading(power, Dimension::Power);
            self.note(
                Key::Power,
                Severity::Warning,
                format!("No chip draws {read}: type the power of one chip, such as 400 W."),
            );
        }
        for key in [Key::Host, Key::Pue, Key::Price] {
            self.number(key);
        }
    }

    fn energy(&mut self, chip_hours: Option<ChipHours>) -> StageEnergy {
        // The answer has the problems of these fields already.
        let chip = self.chip().value().filter(|_| !self.has_other_chips());
        let power = match self.number(Key::Power).map(Watts) {
            Given::Value(watts) => Some(ChipPower {
                watts,
                is_design: false,
            }),
            Given::Absent => self.design_power(chip).map(|watts| ChipPower {
                watts,
                is_design: true,
            }),
            Given::Bad => None,
        };
        let host = self.number(Key::Host).map(Ratio);
        let pue = self.number(Key::Pue).map(Ratio);
        let price = self.price();
        self.problems.clear();
        let grid = self.grid();
        let one = Ratio::point(1.0);
        let taken = power
            .zip(host.or(one).zip(pue.or(one)))
            .map(|(power, (host, pue))| Power {
                chip: power.watts,
                host,
                pue,
            });
        let kwh = keep_in_range(
            chip_hours
                .zip(taken)
                .map(|(hours, taken)| taken.energy(hours).0),
        );
        let kwh = kwh.map(KilowattHours);
        let gas = kwh
            .zip(grid)
            .map(|(kwh, grid)| emissions(kwh, grid.intensity).0);
        let money = chip_hours.zip(price);
        let paid = keep_in_range(money.map(|(hours, price)| cost(hours, price.per_hour).0));
        let currency = price.map(|price| price.currency);
        StageEnergy {
            stage: self.stage,
            chip_hours,
            is_planned: false,
            chip,
            power,
            host: host.value(),
            pue: pue.value(),
            grid,
            price,
            figures: Totals {
                energy: kwh,
                emissions: keep_in_range(gas).map(KilogramsCo2e),
                cost: paid.map(Money).zip(currency),
            },
        }
    }

    /// Returns the design power of the chips; for several kinds of chip the mean, weighted by their
    /// hours.
    fn design_power(&self, chip: Option<&Chip>) -> Option<Watts> {
        let power = |chip: Option<&Chip>| chip?.tdp_w().map(Watts::point);
        let Some(text) = self.draft.get(self.field(Key::Fleet)) else {
            return power(chip);
        };
        let stage = fleet::StageFields::of(self.draft, self.stage);
        let lines = fleet::lines(text, self.draft.edition()).into_iter();
        let periods: Option<Vec<_>> = lines
            .map(|line| {
                let read = stage.resolve(&line.period.ok()?).ok()?;
                Some((read.period.chip_hours, power(read.chip)?))
            })
            .collect();
        mean_power(&periods?)
    }

    /// Returns whether periods of a fleet have chips of their own.
    fn has_other_chips(&self) -> bool {
        let own = |line: &fleet::PeriodLine| {
            let period = line.period.as_ref();
            period.is_ok_and(|period| period.hardware.is_some() || period.peak.is_some())
        };
        let mut texts = self.draft.all(self.field(Key::Fleet));
        let edition = self.draft.edition();
        texts.any(|text| fleet::lines(text, edition).iter().any(own))
    }

    fn price(&mut self) -> Option<Price> {
        let per_hour = PricePerChipHour(self.number(Key::Price).value()?);
        let Given::Value(text) = self.text(Key::Price) else {
            return None;
        };
        Some(Price {
            per_hour,
            currency: quantity::currency(text),
        })
    }

    /// Reads a country by its code or name, or the emissions of a kilowatt-hour.
    fn grid(&mut self) -> Option<Grid> {
        let Given::Value(text) = self.text(Key::Grid) else {
            return None;
        };
        let text = text.to_owned();
        if let Some(grid) = carbon::find(&text) {
            let grid = self.draft.edition().grid(grid);
            return Some(Grid {
                intensity: grid.intensity(),
                of: Some(grid),
            });
        }
        if !text.contains(|c: char| c.is_ascii_digit()) {
            let hint = match carbon::nearest(&text) {
                Some(grid) => format!("did you mean {} ({})?", grid.name, grid.code),
                None => "type a three-letter code, such as FRA.".into(),
            };
            let shown = excerpt(&text);
            self.error(
                Key::Grid,
                format!("No grid in the table is called “{shown}”: {hint} Or type its carbon intensity, such as 57 g/kWh."),
            );
            return None;
        }
        let doubt = doubt(&text, Dimension::Intensity);
        match self.draft.rules().read(&text, Dimension::Intensity) {
            Ok(value) => {
                if !INTENSITIES.contains(&value.median()) {
                    let read = write::reading(value, Dimension::Intensity);
                    self.note(
                        Key::Grid,
                        Severity::Warning,
                        format!("No grid emits {read}: type it with its unit, such as 57 g/kWh or 0.057 kg/kWh."),
                    );
                }
                if let Some(doubt) = doubt {
                    self.note(Key::Grid, Severity::Warning, doubt);
                }
                Some(Grid {
                    intensity: GramsPerKilowattHour(value),
                    of: None,
                })
            }
            Err(error) => {
                self.error(Key::Grid, error.explain(Dimension::Intensity));
                None
            }
        }
    }
}

/// Returns the value unless the product overflows or vanishes, in which case there is no figure.
fn keep_in_range(value: Option<Uncertain>) -> Option<Uncertain> {
    value.filter(|value| value.is_positive_and_finite())
}

/// Reads a stage's fields of energy, and adds the problems of the grid to the list.
pub(in crate::answer) fn energy(
    draft: &Draft,
    stage: u16,
    chip_hours: Option<ChipHours>,
    asides: Asides<'_>,
    noted: &mut Vec<Problem>,
) -> StageEnergy {
    let mut problems = Vec::new();
    let mut reader = Reader {
        draft,
        stage,
        // The power of a chip does not depend on a network.
        asides: Asides {
            network: &|_| NetworkPass::Waiting,
            ..asides
        },
        problems: &mut problems,
    };
    let energy = reader.energy(chip_hours);
    noted.append(&mut problems);
    energy
}
