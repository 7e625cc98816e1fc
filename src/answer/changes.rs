//! Changes of the tables since the edition that a draft pins: which figures of the draft changed and by
//! how much, and the estimate with the present ones.
//!
//! This is apart from [`answer`](super::answer()), because only a draft of an earlier edition has
//! changes.

use super::{answer, chip_of, energy, fleet};
use crate::catalog::{Chip, EDITION, Edition, Format, carbon, chip, tflops};
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::quantity::write;
use std::fmt;

/// The changes since a draft’s edition, in lines like `NVIDIA L40, BF16 peak: 181 TFLOP/s → 181.05
/// TFLOP/s (+0.0276%)`.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// The edition that the draft pins.
    pub since: Edition,
    /// Changed figures of the tables that the draft uses.
    pub figures: Vec<String>,
    /// Changed figures of the estimate; empty if none depends on the tables' changes.
    pub outcomes: Vec<String>,
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcomes = match self.outcomes.is_empty() {
            true => "the same figures".into(),
            false => self.outcomes.join("; "),
        };
        write!(
            f,
            "This link uses the data of {}. Since then: {}. With data={EDITION}: {outcomes}.",
            self.since,
            self.figures.join("; "),
        )
    }
}

/// Finds the changes. Returns `None` if no figure that the draft uses has changed, or it pins no
/// earlier edition.
pub fn changes(draft: &Draft) -> Option<Changes> {
    let since = draft.edition();
    if since == Edition::PRESENT {
        return None;
    }
    let was = Figures::of(draft);
    let mut updated = draft.clone();
    updated.set(Field::new(0, Key::Data), EDITION);
    let now = Figures::of(&updated);
    let mut figures: Vec<String> = Vec::new();
    for (index, stage) in draft.stages().into_iter().enumerate() {
        let counts_parts = was.chip_hours[index] != now.chip_hours[index];
        let takes_power = was.has_design_power[index];
        for (former, format) in chips_in_use(draft, stage) {
            let Some(chip) = chip(former.slug) else {
                continue;
            };
            let chips = [former, chip];
            let of = |what: &str, figures: [Option<f64>; 2], spell: &dyn Fn(f64) -> String| {
                difference(&format!("{}, {what}", chip.name), figures, spell)
            };
            if let Some(format) = format {
                let peaks = chips.map(|chip| chip.peak(format).map(|peak| peak.median()));
                figures.extend(of(&format!("{} peak", format.name()), peaks, &tflops));
            }
            let parts = chips.map(|chip| chip.parts().map(|parts| parts.count.into()));
            figures.extend(of("parts", parts, &write::exact).filter(|_| counts_parts));
            let watts = chips.map(Chip::tdp_w);
            let spell = |watts| write::exact(watts) + " W";
            figures.extend(of("design power", watts, &spell).filter(|_| takes_power));
        }
        if let Some(former) = was.grids[index] {
            let grids = [Some(former), carbon::grid(former.code)];
            let grams = grids.map(|grid| Some(grid?.intensity().median()));
            let spell = |grams| write::exact(grams) + " g CO₂e/kWh";
            figures.extend(difference(former.name, grams, &spell));
        }
    }
    // Several stages may use one chip; report it once.
    let mut once: Vec<String> = Vec::new();
    for figure in figures {
        if !once.contains(&figure) {
            once.push(figure);
        }
    }
    (!once.is_empty()).then(|| Changes {
        since,
        figures: once,
        outcomes: was.against(&now),
    })
}

/// Returns the chips that a stage uses, with the format of their peak if it uses the peak.
fn chips_in_use(draft: &Draft, stage: u16) -> Vec<(&'static Chip, Option<Format>)> {
    let beside = fleet::StageFields::of(draft, stage);
    let text = draft.get(Field::new(stage, Key::Fleet)).unwrap_or_default();
    let periods = fleet::lines(text, draft.edition())
        .into_iter()
        .filter_map(|line| {
            let resolved = beside.resolve(&line.period.ok()?).ok()?;
            Some((resolved.chip?, resolved.format))
        });
    let has_peak = Group::Peak.chosen(draft, stage) == Key::Peak;
    let own = chip_of(draft, stage).map(|chip| (chip, beside.format.filter(|_| !has_peak)));
    own.into_iter().chain(periods).collect()
}

/// Returns the line for one figure, if it has changed.
fn difference(
    of: &str,
    [was, now]: [Option<f64>; 2],
    spell: &dyn Fn(f64) -> String,
) -> Option<String> {
    let spelled = |value: Option<f64>| value.map_or("no figure".into(), spell);
    let share = was.zip(now).map_or(String::new(), |(was, now)| {
        let sign = if now < was { '−' } else { '+' };
        // The last digits of a difference of two near figures mean nothing.
        let share = ((now / was - 1.0).abs() * 1e6).round() / 1e6;
        format!(" ({sign}{})", write::percent(share))
    });
    (was != now).then(|| format!("{of}: {} → {}{share}", spelled(was), spelled(now)))
}

/// The figures of a draft that depend on tables.
struct Figures {
    /// Figures of the whole estimate: name, unit, value.
    total: [(&'static str, &'static str, Option<f64>); 4],
    /// Figures of each stage, here and below.
    chip_hours: Vec<Option<f64>>,
    has_design_power: Vec<bool>,
    grids: Vec<Option<&'static carbon::Grid>>,
}

impl Figures {
    fn of(draft: &Draft) -> Self {
        let answer = answer(draft);
        let energy = energy(draft, &answer);
        let total = &answer.outcome.total;
        let stages = answer.outcome.stages.iter();
        let spent = energy.stages.iter();
        Self {
            total: [
                (
                    "The estimate",
                    " FLOP",
                    total.headline.map(|(flop, _)| flop.median()),
                ),
                (
                    "GPU time",
                    " FLOP",
                    total.gpu_time.map(|known| known.flop.median()),
                ),
                (
                    "Electricity",
                    " kWh",
                    energy.total.energy.map(|energy| energy.0.median()),
                ),
                (
                    "Emissions",
                    " kg CO₂e",
                    energy.total.emissions.map(|gas| gas.0.median()),
                ),
            ],
            chip_hours: stages
                .map(|stage| stage.figures.chip_hours.map(|hours| hours.median()))
                .collect(),
            has_design_power: spent
                .clone()
                .map(|stage| {
                    let is_design = stage.power.is_some_and(|power| power.is_design);
                    is_design && stage.figures.energy.is_some()
                })
                .collect(),
            grids: spent
                .map(|stage| stage.figures.emissions.and(stage.grid?.of))
                .collect(),
        }
    }

    /// Returns the figures that differ from those with the present tables, in as many digits as tell
    /// the two apart.
    fn against(&self, now: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        for ((of, unit, was), (_, _, now)) in self.total.into_iter().zip(now.total) {
            let digits = |value: Option<f64>, keep| value.map(|value| write::digits(value, keep));
            let tells = |keep: &usize| digits(was, *keep) != digits(now, *keep);
            let keep = (3..9).find(tells).unwrap_or(9);
            let spell = |value| write::digits(value, keep) + unit;
            // If the headline is GPU time alone, its change is already listed.
            let is_said = of == "GPU time" && was == self.total[0].2;
            lines.extend(difference(of, [was, now], &spell).filter(|_| !is_said));
        }
        lines
    }
}
