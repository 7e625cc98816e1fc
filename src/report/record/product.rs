//! A figure as a product, with every digit that a calculation by hand needs.

use super::value::{format_of, value};
use crate::answer::{chip_of, provenance};
use crate::draft::alternatives::Group;
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Count, Flop, Uncertain, full};
use crate::words::fleet;
use crate::words::formula::{forward_unit, passes};

/// The way from typed numbers to a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Calculation {
    /// One product, or one for each period.
    pub terms: Vec<Term>,
    /// The sum of the products, for all runs of the stage.
    pub flop: Flop,
}

/// A product.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The period as typed. Empty if there are no periods.
    pub of: String,
    /// The factors, in the order of the formula.
    pub factors: Vec<Factor>,
    /// The product.
    pub flop: Flop,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Factor {
    /// The number with every digit.
    pub number: String,
    /// The unit. May be empty.
    pub unit: &'static str,
    /// The chip, the format, or where the number comes from if nobody typed it. May be empty.
    pub detail: String,
}

impl Term {
    /// Writes `2 × 7.5 × 10⁸ multiply-adds × (1 + 2) × 1.2 × 10⁶ examples × 90 epochs`.
    pub fn product(&self) -> String {
        let factors: Vec<String> = self.factors.iter().map(Factor::words).collect();
        factors.join(" × ")
    }
}

impl Factor {
    /// Writes `8 chips (NVIDIA A100 SXM 80 GB)`.
    fn words(&self) -> String {
        let mut words = self.number.clone();
        if !self.unit.is_empty() {
            words.push(' ');
            words.push_str(self.unit);
        }
        if !self.detail.is_empty() {
            words.push_str(&format!(" ({})", self.detail));
        }
        words
    }

    /// Adds a detail; none if it is not known.
    fn with(mut self, detail: Option<String>) -> Self {
        self.detail = detail.unwrap_or_default();
        self
    }
}

fn factor(number: impl Into<String>, unit: &'static str) -> Factor {
    Factor {
        number: number.into(),
        unit,
        detail: String::new(),
    }
}

/// Returns 2 × connections × (1 + backward) × examples × epochs for all runs. `flop` is the result.
pub(super) fn operations(draft: &Draft, stage: u16, flop: Flop) -> Option<Calculation> {
    let of = |key| value(draft, Field::new(stage, key));
    let filled_key = |keys: &[Key]| {
        let mut keys = keys.iter().copied();
        keys.find(|key| draft.is_filled(Field::new(stage, *key)))
    };
    let counted_factor = |key, unit| {
        let from = provenance(draft, Field::new(stage, key));
        Some(factor(full::full(of(key)?), unit).with(from))
    };
    let mut factors = Vec::new();
    let forward = filled_key(Group::Forward.leads())?;
    if forward != Key::Forward {
        factors.push(factor("2", ""));
    }
    factors.push(counted_factor(forward, forward_unit(forward))?);
    factors.push(factor(format!("(1 + {})", backward(draft, stage)?), ""));
    for (key, unit) in passes(filled_key(Group::Passes.leads())?) {
        factors.push(counted_factor(*key, unit)?);
    }
    for (key, unit) in [(Key::Epochs, "epochs"), (Key::Timesteps, "time steps")] {
        if filled_key(&[key]).is_some() {
            factors.push(counted_factor(key, unit)?);
        }
    }
    factors.extend(runs(draft, stage));
    Some(Calculation::of_one(factors, flop))
}

/// Writes the ratio of the backward pass: 1 + the trainable share, or 2 × the share that is not
/// frozen.
fn backward(draft: &Draft, stage: u16) -> Option<String> {
    let of = |key| Some(Field::new(stage, key)).filter(|field| draft.is_filled(*field));
    let ratio = if let Some(field) = of(Key::Trainable) {
        value(draft, field)?.plus_one()
    } else if let Some(field) = of(Key::Frozen) {
        value(draft, field)?.complement().scaled(2.0)
    } else if let Some(field) = of(Key::Backward) {
        value(draft, field)?
    } else {
        Uncertain::point(2.0)
    };
    Some(full::full(ratio))
}

/// Returns time × chips × peak × utilization, period by period, for all runs.
pub(super) fn gpu_time(
    draft: &Draft,
    stage: u16,
    peak: Uncertain,
    flop: Flop,
) -> Option<Calculation> {
    if draft.is_filled(Field::new(stage, Key::Fleet)) {
        return periods(draft, stage, flop);
    }
    let of = |key| value(draft, Field::new(stage, key));
    let from = |key| provenance(draft, Field::new(stage, key));
    let mut factors = match of(Key::ChipHours) {
        Some(hours) => chip_hours(hours),
        None => time_and_chips(of(Key::Time)?, of(Key::Chips)?),
    };
    let chip = chip_of(draft, stage).map(|chip| chip.name.to_owned());
    for factor in &mut factors {
        let from = match factor.unit {
            "chips" | "chip-hours" => chip.clone().or_else(|| from(Key::Chips)),
            "d" | "h" | "min" | "s" => from(Key::Time),
            _ => None,
        };
        factor.detail = from.unwrap_or_default();
    }
    let [peak, utilization] = speed(peak, of(Key::Utilization)?);
    let format = chip
        .and_then(|_| format_of(draft, stage))
        .map(|format| format.name().to_owned());
    factors.push(peak.with(format.or_else(|| from(Key::Peak))));
    factors.push(utilization.with(from(Key::Utilization)));
    factors.extend(runs(draft, stage));
    Some(Calculation::of_one(factors, flop))
}

fn periods(draft: &Draft, stage: u16, flop: Flop) -> Option<Calculation> {
    let runs_factor = runs(draft, stage);
    let times = value(draft, Field::new(stage, Key::Runs)).unwrap_or(Uncertain::point(1.0));
    let term = |row: fleet::Row| {
        let reading = row.reading.ok()?;
        let mut factors = match reading.time.zip(reading.chips) {
            Some((time, chips)) => time_and_chips(time.0, chips.0),
            None => chip_hours(reading.chip_hours.0),
        };
        factors.extend(speed(reading.peak?.0, reading.utilization?.0));
        factors.extend(runs_factor.clone());
        Some(Term {
            of: super::clean(&row.text),
            factors,
            flop: reading.flop? * Count(times),
        })
    };
    let rows = fleet::table(draft, stage).rows;
    let terms: Option<Vec<Term>> = rows.into_iter().map(term).collect();
    Some(Calculation {
        terms: terms?,
        flop,
    })
}

/// Returns a figure from elsewhere, times its runs.
pub(super) fn given(draft: &Draft, stage: u16, flop: Flop) -> Option<Calculation> {
    let compute = value(draft, Field::new(stage, Key::Compute))?;
    // Runs come first, and after them the figure of each run.
    let mut factors: Vec<Factor> = runs(draft, stage).into_iter().collect();
    factors.push(factor(full::full(compute), "FLOP"));
    Some(Calculation::of_one(factors, flop))
}

fn runs(draft: &Draft, stage: u16) -> Option<Factor> {
    let runs = value(draft, Field::new(stage, Key::Runs))?;
    Some(factor(full::full(runs), "runs"))
}

fn chip_hours(hours: Uncertain) -> Vec<Factor> {
    vec![
        factor(full::full(hours), "chip-hours"),
        factor("3,600", "s/h"),
    ]
}

/// Writes a time in the largest unit in which it has few digits: 5 d 12 h is 5.5 d, and 1,000 s is
/// not 16.6667 min.
fn time_and_chips(time: Uncertain, chips: Uncertain) -> Vec<Factor> {
    let units: [(f64, &str, &str, &str); 3] = [
        (86_400.0, "d", "86,400", "s/d"),
        (3600.0, "h", "3,600", "s/h"),
        (60.0, "min", "60", "s/min"),
    ];
    let in_unit = |each: f64| time.over(Uncertain::point(each));
    let fits = |each: f64| {
        let amount = in_unit(each).median();
        amount >= 1.0 && (time.is_range() || full::count(amount) <= 6)
    };
    let mut factors = match units.into_iter().find(|(each, ..)| fits(*each)) {
        Some((each, name, seconds, per)) => vec![
            factor(full::full(in_unit(each)), name),
            factor(seconds, per),
        ],
        None => vec![factor(full::full(time), "s")],
    };
    factors.push(factor(full::full(chips), "chips"));
    factors
}

fn speed(peak: Uncertain, utilization: Uncertain) -> [Factor; 2] {
    [
        factor(full::full(peak), "FLOP/s"),
        factor(full::percent(utilization), ""),
    ]
}

impl Calculation {
    fn of_one(factors: Vec<Factor>, flop: Flop) -> Self {
        Self {
            terms: vec![Term {
                of: String::new(),
                factors,
                flop,
            }],
            flop,
        }
    }
}
