//! Facts that several forms ask for, worked out once: time, hardware, electricity and parameters.

use super::super::record::{Gap, Known, Record, Stage, boundaries, electricity, joined, value};
use super::super::{phrases, sentence};
use crate::answer::inference::{Inference, inference};
use crate::answer::{Energy, StageEnergy};
use crate::architecture;
use crate::draft::{Field, Key};
use crate::estimate::Role;
use crate::quantity::{KilogramsCo2e, KilowattHours, Uncertain, sampling};
use crate::words::energy as words;
use crate::words::fleet;

/// The words for what a stage without hours lacks.
pub(super) const HOURS: &str = "time and chips";

/// A record with what forms ask for.
pub(super) struct Facts<'a> {
    /// The record.
    pub(super) record: &'a Record,
    /// Energy, emissions and cost.
    pub(super) energy: Energy,
    /// Inference, if it is given.
    pub(super) inference: Option<Inference>,
}

/// Hours on a kind of chip.
pub(super) struct Hours {
    /// The chip; empty if it is not known.
    pub(super) chip: &'static str,
    /// Chip-hours.
    pub(super) hours: f64,
}

impl<'a> Facts<'a> {
    /// Works out the facts of a record.
    pub(super) fn of(record: &'a Record) -> Self {
        Self {
            record,
            energy: record.energy(),
            inference: inference(&record.draft, &record.answer),
        }
    }

    /// Returns the stages that were trained here, without a base model.
    pub(super) fn own(&self) -> impl Iterator<Item = &'a Stage> {
        self.record.own()
    }

    /// Returns these stages with their energy.
    pub(super) fn own_energy(&self) -> impl Iterator<Item = (&'a Stage, &StageEnergy)> {
        let all = self.record.stages.iter().zip(&self.energy.stages);
        all.filter(|(stage, _)| stage.role == Role::Training)
    }

    /// Returns the days from the first to the last stage, one after another, each as often as it was run.
    pub(super) fn days(&self) -> Option<Known<f64>> {
        let known = self.record.known(|stage| self.days_of(stage))?;
        add(known)
    }

    /// Returns the days of a stage, all its runs and periods one after another.
    pub(super) fn days_of(&self, stage: &Stage) -> Option<f64> {
        let time = |key| value::value(&self.record.draft, Field::new(stage.number, key));
        let planned = || Some(stage.plan.as_ref()?.at_once?.1);
        let seconds = match time(Key::Time).or_else(planned) {
            Some(time) => time.median(),
            None => {
                let rows = fleet::table(&self.record.draft, stage.number).rows;
                let times: Option<Vec<f64>> = rows
                    .iter()
                    .map(|row| Some(row.reading.as_ref().ok()?.time?.median()))
                    .collect();
                sum(times?)?
            }
        };
        Some(seconds / 86_400.0 * stage.runs.median())
    }

    /// Returns the chip-hours by the kind of chip.
    pub(super) fn hours(&self) -> Option<Known<Vec<Hours>>> {
        let each = self.own_energy();
        let known = Known::of(each.map(|(stage, energy)| (stage, self.hours_of(stage, energy))))?;
        Some(known.map(|stages| {
            let mut all: Vec<Hours> = Vec::new();
            for one in stages.into_iter().flatten() {
                match all.iter_mut().find(|other| other.chip == one.chip) {
                    Some(same) => same.hours += one.hours,
                    None => all.push(one),
                }
            }
            all
        }))
    }

    /// Returns the chip-hours of a stage, of each of its periods if it has several.
    fn hours_of(&self, stage: &Stage, energy: &StageEnergy) -> Option<Vec<Hours>> {
        let hours = energy.chip_hours?.median();
        let rows = fleet::table(&self.record.draft, stage.number).rows;
        if rows.is_empty() {
            let chip = stage.chips.first().map_or("", |chip| chip.name);
            return Some(vec![Hours { chip, hours }]);
        }
        let runs = stage.runs.median();
        let of_row = |row: &fleet::Row| {
            let reading = row.reading.as_ref().ok()?;
            Some(Hours {
                chip: reading.chip.map_or("", |chip| chip.name),
                hours: reading.chip_hours.median() * runs,
            })
        };
        rows.iter().map(of_row).collect()
    }

    /// Returns all chip-hours.
    pub(super) fn all_hours(&self) -> Option<Known<f64>> {
        let hours = self.hours()?;
        let hours = hours.map(|all| all.iter().map(|hours| hours.hours).collect());
        add(hours)
    }

    /// Says which stages lack time or hours: once, if they are the same.
    pub(super) fn lacks(days: &Gap, hours: &Gap) -> Vec<String> {
        let of_days = match days == hours {
            true => None,
            false => days.lack("training time"),
        };
        of_days.into_iter().chain(hours.lack(HOURS)).collect()
    }

    /// Writes the chips with their number, of every stage.
    pub(super) fn hardware(&self) -> Option<Known<String>> {
        self.record.hardware()
    }

    /// Writes the chips with their number, of every stage that has both.
    pub(super) fn counted_hardware(&self) -> Option<Known<String>> {
        let counted = |stage: &Stage| stage.hardware().filter(|_| stage.count.is_some());
        Some(self.record.known(counted)?.by_stage())
    }

    /// Returns the electricity, whether it was asked for or not.
    pub(super) fn electricity(&self) -> Option<Known<KilowattHours>> {
        let record = self.record;
        let asked = record.costs.electricity;
        let whole = asked.or_else(|| electricity(&self.energy, &record.answer));
        self.of_energy(
            whole,
            |energy| Some(energy.figures.energy?.0),
            KilowattHours,
        )
    }

    /// Returns the emissions, if they were asked for.
    pub(super) fn emissions(&self) -> Option<Known<KilogramsCo2e>> {
        let whole = self.record.costs.emissions;
        self.of_energy(
            whole,
            |energy| Some(energy.figures.emissions?.0),
            KilogramsCo2e,
        )
    }

    /// Returns a figure of all stages, or the sum of those that have it.
    fn of_energy<T>(
        &self,
        whole: Option<T>,
        figure: fn(&StageEnergy) -> Option<Uncertain>,
        unit: fn(Uncertain) -> T,
    ) -> Option<Known<T>> {
        if let Some(value) = whole {
            let gap = Gap::default();
            return Some(Known { value, gap });
        }
        let each = self.own_energy();
        let known = Known::of(each.map(|(stage, energy)| (stage, figure(energy))))?;
        Some(known.map(|figures| unit(sampling::sum(&figures))))
    }

    /// Writes how the electricity was worked out, and where it was measured.
    pub(super) fn electricity_method(&self) -> String {
        let known = || {
            let all = self.own_energy();
            all.filter(|(_, energy)| energy.figures.energy.is_some())
        };
        let of = known().map(|(stage, energy)| match self.record.is_sum() {
            true => format!("{} for {}", words::factors(energy), stage.title()),
            false => words::factors(energy),
        });
        let of: Vec<String> = of.collect();
        let mut text = format!("Estimated as {}.", of.join(", and "));
        let stages: Vec<(&StageEnergy, String)> = known()
            .map(|(stage, energy)| (energy, stage.title()))
            .collect();
        for sentence in boundaries(&stages) {
            text.push_str(&format!(" {sentence}"));
        }
        let is_design =
            |(_, energy): (_, &StageEnergy)| energy.power.is_some_and(|power| power.is_design);
        if known().any(is_design) {
            text.push_str(" The power of a chip is its design power.");
        }
        text
    }

    /// Writes how the emissions were worked out: the energy of each stage, and the intensity of its grid.
    pub(super) fn emissions_method(&self) -> String {
        let known = self.own_energy().filter_map(|(stage, energy)| {
            energy.figures.emissions?;
            let kwh = KilowattHours::point(energy.figures.energy?.median());
            let kwh = words::electricity(kwh);
            let grid = energy.grid?;
            let each = words::intensity(grid.intensity);
            let grid = match grid.of {
                Some(of) => format!("{each} ({}, on average in {})", of.name, of.year),
                None => each,
            };
            let of = match self.record.is_sum() {
                true => format!(" for {}", stage.title()),
                false => String::new(),
            };
            Some(format!("{kwh} × {grid}{of}"))
        });
        let known: Vec<String> = known.collect();
        format!(
            "Estimated as energy × intensity of the grid: {}.",
            known.join("; ")
        )
    }

    /// Writes how the figure was estimated, as a sentence.
    pub(super) fn method(&self) -> String {
        let basis = sentence::basis(self.record);
        let how = match basis.starts_with("the sum") {
            true => "as ",
            false => "",
        };
        let mut text = format!("Estimated {how}{basis}.");
        if self.record.outcome().is_counted() {
            text.push_str(" A multiply-add counts as 2 FLOP; recomputation is not counted.");
        }
        for sentence in phrases::ledger(self.record) {
            text.push_str(&format!(" {sentence}"));
        }
        text
    }

    /// Writes the stages that the figure covers.
    pub(super) fn covers(&self) -> String {
        if !self.record.is_sum() {
            return "the training run".into();
        }
        let known = self.record.stages.iter();
        let known = known.filter(|stage| stage.figures.headline.is_some());
        joined(&known.map(Stage::title).collect::<Vec<_>>())
    }

    /// Returns the parameters of the last stage that has them, and whether they are counted from its network: then they
    /// are all of them. A typed number may be of those alone that are active for a token.
    pub(super) fn parameters(&self) -> Option<(f64, bool)> {
        let of = |stage: &Stage| {
            let field = |key| Field::new(stage.number, key);
            let draft = &self.record.draft;
            if let Some(typed) = value::value(draft, field(Key::Parameters)) {
                return Some((typed.median(), false));
            }
            let count = architecture::count_text(draft.get(field(Key::Model))?).ok()?;
            Some((count.parameters as f64, true))
        };
        self.own().filter_map(of).last()
    }
}

/// Adds up a fact of several stages.
fn add(known: Known<Vec<f64>>) -> Option<Known<f64>> {
    let value = sum(known.value)?;
    let gap = known.gap;
    Some(Known { value, gap })
}

fn sum(values: Vec<f64>) -> Option<f64> {
    let sum: f64 = values.iter().sum();
    (!values.is_empty() && sum.is_normal()).then_some(sum)
}
