//! What has changed in the tables since the edition that a draft pins, as far as its figures depend on
//! it: which figure, by how much, and what the estimate would be with the present ones.
//!
//! Apart from [`answer`](super::answer()): only a draft of an earlier edition has any.

use super::fleet;
use super::{
    Answer, Draft, Energy, Field, Key, Problem, Severity, alternatives::Group, answer, chip_of,
    energy,
};
use crate::catalog::{self, Chip, EDITION, Edition, Format, tflops};
use crate::quantity::{MONTHS, write};
use std::fmt;

/// A figure that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which: `NVIDIA L40, BF16 peak`, or `the estimate`.
    pub of: String,
    /// With the edition that is pinned.
    pub was: String,
    /// With the present one.
    pub now: String,
    /// By which share it is more, or less; none where there is no figure any more.
    pub share: Option<f64>,
}

/// What has changed since a draft’s edition.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// The edition that is pinned.
    pub since: Edition,
    /// Figures of the tables that the draft takes.
    pub figures: Vec<Difference>,
    /// What follows in the estimate; nothing where the headline rests on other figures.
    pub outcomes: Vec<Difference>,
}

impl Difference {
    fn new(of: String, was: Option<f64>, now: Option<f64>, spell: impl Fn(f64) -> String) -> Self {
        let spelled = |value: Option<f64>| value.map_or("no figure".into(), &spell);
        Self {
            of,
            was: spelled(was),
            now: spelled(now),
            share: was.zip(now).map(|(was, now)| now / was - 1.0),
        }
    }

    /// `+0.03%`; nothing where it cannot be said.
    pub fn by(&self) -> String {
        self.share.map_or(String::new(), |share| {
            let sign = if share < 0.0 { '−' } else { '+' };
            format!(
                " ({sign}{})",
                write::percent((share.abs() * 1e6).round() / 1e6)
            )
        })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} → {}{}", self.of, self.was, self.now, self.by())
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |differences: &[Difference]| {
            let texts: Vec<String> = differences.iter().map(Difference::to_string).collect();
            texts.join("; ")
        };
        write!(
            f,
            "This link was made with the tables of {}, and is computed with them. Since then: {}. ",
            month(self.since),
            joined(&self.figures)
        )?;
        let present = month(Edition::PRESENT);
        if self.outcomes.is_empty() {
            write!(f, "With those of {present} the estimate would be the same.")
        } else {
            write!(f, "With those of {present}: {}.", joined(&self.outcomes))
        }?;
        write!(f, " For these, write data={EDITION}.")
    }
}

/// `November 2026`.
pub fn month(edition: Edition) -> String {
    let (year, month) = edition.date();
    let name = MONTHS.get(usize::from(month) - 1).copied();
    format!("{} {year}", name.unwrap_or_default())
}

/// What has changed; none where nothing has that the draft takes, or no edition is pinned.
pub fn changes(draft: &Draft) -> Option<Changes> {
    let since = draft.edition();
    if since == Edition::PRESENT {
        return None;
    }
    let mut updated = draft.clone();
    updated.set(Field::new(0, Key::Data), EDITION);
    let of = |draft: &Draft| {
        let answer = answer(draft);
        let energy = energy(draft, &answer);
        (answer, energy)
    };
    let (was, now) = (of(draft), of(&updated));
    let mut figures: Vec<Difference> = Vec::new();
    for (index, stage) in draft.stages().into_iter().enumerate() {
        let hours = |of: &(Answer, Energy)| {
            of.0.outcome
                .stages
                .get(index)
                .and_then(|stage| stage.figures.chip_hours)
        };
        let counts_parts = hours(&was) != hours(&now);
        let takes_power = |of: &(Answer, Energy)| {
            let stage = of.1.stages.get(index);
            stage
                .is_some_and(|s| s.figures.energy.is_some() && s.power.is_some_and(|p| p.is_design))
        };
        let takes_power = takes_power(&was) || takes_power(&now);
        for (chip, format) in taken(draft, stage) {
            let Some(present) = catalog::chip(chip.slug) else {
                continue;
            };
            figures.extend(format.and_then(|format| of_peak(chip, present, format)));
            figures.extend(of_parts(chip, present).filter(|_| counts_parts));
            figures.extend(of_power(chip, present).filter(|_| takes_power));
        }
        figures.extend(was.1.stages.get(index).and_then(of_grid));
    }
    let mut once: Vec<Difference> = Vec::new();
    for figure in figures {
        if !once.contains(&figure) {
            once.push(figure);
        }
    }
    (!once.is_empty()).then(|| Changes {
        since,
        figures: once,
        outcomes: outcomes(&was, &now),
    })
}

/// What has changed, as a problem of its field.
pub fn changed(draft: &Draft) -> Option<Problem> {
    changes(draft).map(|changes| Problem {
        field: Field::new(0, Key::Data),
        severity: Severity::Warning,
        message: changes.to_string(),
    })
}

/// The chips that a stage counts, with the format that their peak is taken in, if it is.
fn taken(draft: &Draft, stage: u16) -> Vec<(&'static Chip, Option<Format>)> {
    let beside = fleet::Stage::of(draft, stage);
    let text = draft.get(Field::new(stage, Key::Fleet)).unwrap_or_default();
    let periods = fleet::lines(text).into_iter().filter_map(|line| {
        let resolved = beside.resolve(&line.period.ok()?).ok()?;
        Some((resolved.chip?, resolved.format))
    });
    let has_peak = Group::Peak.chosen(draft, stage) == Key::Peak;
    let own = chip_of(draft, stage).map(|chip| (chip, beside.format.filter(|_| !has_peak)));
    own.into_iter().chain(periods).collect()
}

fn of_peak(was: &Chip, now: &Chip, format: Format) -> Option<Difference> {
    let [before, after] = [was, now].map(|chip| chip.peak(format).map(|peak| peak.median()));
    (before != after).then(|| {
        let of = format!("{}, {} peak", now.name, format.name());
        Difference::new(of, before, after, tflops)
    })
}

fn of_parts(was: &Chip, now: &Chip) -> Option<Difference> {
    let [before, after] = [was, now].map(|chip| chip.parts().map(|parts| f64::from(parts.count)));
    (was.parts() != now.parts()).then(|| {
        let name = now.parts().or(was.parts()).map_or("", |parts| parts.name);
        let of = format!("{}, {name} in one", now.name);
        Difference::new(of, before, after, write::typed)
    })
}

fn of_power(was: &Chip, now: &Chip) -> Option<Difference> {
    let [before, after] = [was, now].map(Chip::tdp_w);
    (before != after).then(|| {
        let of = format!("{}, design power", now.name);
        Difference::new(of, before, after, |watts| {
            format!("{} W", write::exact(watts))
        })
    })
}

fn of_grid(stage: &super::StageEnergy) -> Option<Difference> {
    stage.figures.emissions?;
    let was = stage.grid?.of?;
    let now = catalog::carbon::grid(was.code)?;
    let [before, after] = [was, now].map(|grid| Some(grid.intensity().median()));
    (before != after).then(|| {
        let of = format!("grid of {}", now.name);
        Difference::new(of, before, after, |grams| {
            format!("{} g CO₂e/kWh", write::exact(grams))
        })
    })
}

/// The figures of the whole estimate that are others, in as many digits as tell them apart.
fn outcomes(was: &(Answer, Energy), now: &(Answer, Energy)) -> Vec<Difference> {
    let headline =
        |of: &(Answer, Energy)| of.0.outcome.total.headline.map(|(flop, _)| flop.median());
    let gpu_time =
        |of: &(Answer, Energy)| of.0.outcome.total.gpu_time.map(|known| known.flop.median());
    let energy = |of: &(Answer, Energy)| of.1.total.energy.map(|energy| energy.0.median());
    let emissions = |of: &(Answer, Energy)| of.1.total.emissions.map(|gas| gas.0.median());
    type Figure<'a> = (
        &'a str,
        &'a str,
        &'a dyn Fn(&(Answer, Energy)) -> Option<f64>,
    );
    let all: [Figure<'_>; 4] = [
        ("the estimate", "FLOP", &headline),
        ("GPU time", "FLOP", &gpu_time),
        ("electricity", "kWh", &energy),
        ("emissions", "kg CO₂e", &emissions),
    ];
    let mut others: Vec<Difference> = Vec::new();
    for (of, unit, pick) in all {
        let (before, after) = (pick(was), pick(now));
        let keep = apart(before, after);
        let difference = Difference::new(of.into(), before, after, |value| {
            format!("{} {unit}", write::digits(value, keep))
        });
        // Where the headline is of GPU time alone, that is said already.
        let is_said = others.iter().any(|other| other.was == difference.was);
        if before != after && !is_said {
            others.push(difference);
        }
    }
    others
}

/// How many digits tell two figures apart, at least three.
fn apart(was: Option<f64>, now: Option<f64>) -> usize {
    let Some((was, now)) = was.zip(now) else {
        return 3;
    };
    let tells = |keep: &usize| write::digits(was, *keep) != write::digits(now, *keep);
    (3..9).find(tells).unwrap_or(9)
}
