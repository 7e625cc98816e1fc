//! Which inputs the width of the headline comes from.
//!
//! Each input is held at its median in turn: what then goes of the variance of the headline's
//! logarithm, told from its 90% interval, is its part. In a product that is exactly σᵢ²/Σσ². Of a sum of
//! stages, which is drawn as the headline is, it is the first-order effect: shares are made to add up
//! to 1.
//!
//! Drawing the sum anew for each input takes time that grows with the square of the stages. Where stages
//! are many, their parts therefore come from the draws of the headline, and an input has the part of its
//! stage that it has in the stage's product.

use super::terms::{Term, Terms};
use super::{Basis, Figures, GpuTime, Outcome, Passes, Role, Run, Stage, evaluate};
use crate::quantity::sampling::{Held, Sample};
use crate::quantity::{Flop, Uncertain};

/// A smaller share says nothing that anyone would act on.
pub const LEAST_SHARE: f64 = 0.005;

/// The most terms with ranges for which the sum is drawn anew. Nearly all links have as few: their shares
/// stay the same to the last digit.
const FEW: usize = 12;

/// The inputs of a stage's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// FLOP of a forward pass.
    Forward,
    /// Operations of a backward pass over those of a forward pass.
    Backward,
    /// Examples or tokens in the data set.
    Data,
    /// Passes over it.
    Epochs,
    /// Optimizer steps.
    Steps,
    /// Examples or tokens in a step.
    Batch,
    /// Time steps of one example.
    Timesteps,
    /// How many times the stage was run.
    Runs,
    /// Time × chips.
    ChipHours,
    /// Peak of one chip.
    Peak,
    /// Share of it.
    Utilization,
    /// The inputs that each period has of its own.
    Periods,
    /// The error of counting.
    Counting,
    /// The factor that method 2 is good to, typically.
    Typical,
    /// The FLOP that someone else states.
    Given,
}

impl Input {
    const ALL: [Self; 15] = [
        Self::Forward,
        Self::Backward,
        Self::Data,
        Self::Epochs,
        Self::Steps,
        Self::Batch,
        Self::Timesteps,
        Self::Runs,
        Self::ChipHours,
        Self::Peak,
        Self::Utilization,
        Self::Periods,
        Self::Counting,
        Self::Typical,
        Self::Given,
    ];
}

/// An uncertain input, and its part of the width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Source {
    /// The stage, counted from 0.
    pub stage: usize,
    /// Which input.
    pub input: Input,
    /// How much of the headline's log-variance is due to it: 0 to 1.
    pub share: f64,
}

/// Returns the inputs that the headline's width comes from, the largest share first, given the outcome of the
/// run. Those of a method that the headline does not rest on are none.
pub fn width(run: &Run, outcome: &Outcome) -> Vec<Source> {
    let headlines = outcome.headline_terms();
    let terms = headlines.values();
    let drops = match headlines.groups() {
        Some(_) => Drops::of_shared(&headlines),
        None => Drops::of(&terms, outcome.sample()),
    };
    let stages = run.stages.iter().zip(&outcome.stages).enumerate();
    let in_sum = stages.filter(|(_, (_, known))| known.role != Role::UnknownBase);
    let mut sources: Vec<Source> = Vec::new();
    // No terms, no total.
    for (place, ((index, (stage, known)), now)) in in_sum.zip(&terms).enumerate() {
        for input in Input::ALL {
            let frozen =
                frozen(stage, input).and_then(|frozen| term(run, stage, frozen, &known.figures));
            let Some(frozen) = frozen.filter(|frozen| frozen != now) else {
                continue;
            };
            let is_error = matches!(input, Input::Counting | Input::Typical);
            let share = drops.by(place, *now, frozen, is_error);
            // Ranked as they are found: the library's sort is 6 KB of code.
            let at = sources.partition_point(|before| before.share >= share);
            sources.insert(
                at,
                Source {
                    stage: index,
                    input,
                    share,
                },
            );
        }
    }
    // In a sum whose largest term is held, the others may weigh more than before.
    sources.retain(|source| source.share > 0.0);
    let all: f64 = sources.iter().map(|source| source.share).sum();
    for source in &mut sources {
        source.share /= all;
    }
    sources.retain(|source| source.share >= LEAST_SHARE);
    sources
}

/// How much narrower a sum becomes when one of its terms does. The unit is arbitrary: only ratios are used.
enum Drops<'a> {
    /// By drawing the sum again; the variance of the sum as it is.
    Anew(Held<'a>, f64),
    /// By the part that each term has in the draws of the sum.
    Parts(Vec<f64>),
    /// To a first order, if terms share the error of their method: by the part of each term in the sum, and
    /// by that of all terms that share its error. The latter stands at the first of them.
    FirstOrder(Vec<(f64, f64)>),
}

impl<'a> Drops<'a> {
    fn of(terms: &'a [Uncertain], sum: &Sample) -> Self {
        match terms.iter().filter(|term| term.is_range()).count() {
            0..=FEW => Self::Anew(Held::new(terms), sum.value().variance()),
            _ => Self::Parts(sum.parts(terms)),
        }
    }

    fn of_shared(terms: &Terms) -> Self {
        let all: f64 = terms.0.iter().map(|term| term.bare.median()).sum();
        let part = |term: &Term| term.bare.median() / all;
        let parts = terms.0.iter().enumerate().map(|(place, term)| {
            let is_first = terms.0[..place]
                .iter()
                .all(|other| other.error != term.error);
            let sharing = terms
                .0
                .iter()
                .filter(|other| is_first && other.error == term.error);
            (part(term), sharing.map(part).sum())
        });
        Self::FirstOrder(parts.collect())
    }

    /// Returns the loss of width when the term at a place is replaced, because the error of its method is
    /// held or because another input is.
    fn by(&self, place: usize, now: Uncertain, narrower: Uncertain, is_error: bool) -> f64 {
        match self {
            Self::FirstOrder(parts) => parts.get(place).map_or(0.0, |(own, shared)| {
                let part = if is_error { shared } else { own };
                part * part * (now.variance() - narrower.variance())
            }),
            Self::Anew(held, whole) => whole - held.with(place, narrower).variance(),
            Self::Parts(parts) => parts.get(place).map_or(0.0, |part| {
                part * (1.0 - narrower.variance() / now.variance())
            }),
        }
    }
}

/// Returns the figure of a stage with an input held, by the method of its headline.
fn term(run: &Run, stage: &Stage, frozen: Stage, before: &Figures) -> Option<Uncertain> {
    let held = evaluate(&Run {
        headline: run.headline,
        silence: run.silence,
        errors: run.errors,
        stages: vec![frozen.clone()],
    });
    let held = held.stages.first()?.figures;
    let (flop, basis) = before.headline?;
    match basis {
        Basis::Operations => held.operations.map(|figures| figures.flop.0),
        Basis::GpuTime => held.gpu_time.map(|figures| figures.flop.0),
        Basis::Given | Basis::Mixed => Some(held.headline?.0.0),
        // By the weights that the methods have: not by those that they would have if it were known.
        Basis::Combined => {
            let variances = |stage: &Stage| {
                let (operations, gpu_time) = stage.of_one_run();
                Some((operations?.0.variance(), gpu_time?.0.variance()))
            };
            let ((typed_o, typed_g), (held_o, held_g)) = (variances(stage)?, variances(&frozen)?);
            let (o, g) = run.silence.weigh(typed_o, typed_g);
            // A method without a range keeps the variance that it is taken to have.
            let held_o = if typed_o > 0.0 { held_o } else { o };
            let held_g = if typed_g > 0.0 { held_g } else { g };
            let weight = if o + g > 0.0 { g / (o + g) } else { 0.5 };
            let rest = weight * weight * held_o + (1.0 - weight) * (1.0 - weight) * held_g;
            Some(flop.0.with_variance(rest + frozen.runs.0.variance()))
        }
    }
}

/// Returns the stage with an input held at its median; `None` where it has no range.
fn frozen(stage: &Stage, input: Input) -> Option<Stage> {
    let mut stage = stage.clone();
    let has_own = stage.gpu_time.periods.is_none();
    if !has_own && matches!(input, Input::Peak | Input::Utilization | Input::Periods) {
        hold_in_periods(&mut stage.gpu_time, input)?;
        return Some(stage);
    }
    let value = value(&mut stage, input).filter(|value| value.is_range())?;
    *value = Uncertain::point(value.median());
    Some(stage)
}

fn value(stage: &mut Stage, input: Input) -> Option<&mut Uncertain> {
    let has_periods = stage.gpu_time.periods.is_some();
    let operations = stage.operations.as_mut();
    let gpu_time = Some(&mut stage.gpu_time).filter(|_| !has_periods);
    Some(match input {
        Input::Forward => &mut operations?.forward.0,
        Input::Backward => &mut operations?.backward.0,
        Input::Timesteps => &mut operations?.timesteps.0,
        Input::Data | Input::Epochs | Input::Steps | Input::Batch => {
            match (input, &mut operations?.passes) {
                (Input::Data, Passes::Data { size, .. }) => &mut size.0,
                (Input::Epochs, Passes::Data { epochs, .. }) => &mut epochs.0,
                (Input::Steps, Passes::Steps { steps, .. }) => &mut steps.0,
                (Input::Batch, Passes::Steps { batch, .. }) => &mut batch.0,
                _ => return None,
            }
        }
        Input::Runs => &mut stage.runs.0,
        Input::ChipHours => &mut gpu_time?.chip_hours.as_mut()?.0,
        Input::Peak => &mut gpu_time?.peak.as_mut()?.0,
        Input::Utilization => &mut gpu_time?.utilization.as_mut()?.0,
        Input::Periods => return None,
        Input::Counting => &mut stage.operations_within.0,
        Input::Typical => &mut stage.gpu_time_within.0,
        Input::Given => &mut stage.given.as_mut()?.0,
    })
}

/// A peak or a utilization that every period takes from its stage is a factor of their sum; the rest
/// of its width is the periods' own.
fn hold_in_periods(gpu_time: &mut GpuTime, input: Input) -> Option<()> {
    let sum = gpu_time.periods.as_mut()?;
    let variance = |is_of_all: bool, value: Option<Uncertain>| {
        value.filter(|_| is_of_all).map_or(0.0, Uncertain::variance)
    };
    let peak = variance(sum.is_of_one_peak, gpu_time.peak.map(|peak| peak.0));
    let share = gpu_time.utilization.map(|share| share.0);
    let share = variance(sum.is_of_one_utilization, share);
    let flop = sum.flop?.0;
    let left = match input {
        Input::Peak => flop.variance() - peak,
        Input::Utilization => flop.variance() - share,
        _ => peak + share,
    };
    sum.flop = Some(Flop(flop.with_variance(left.max(0.0))));
    Some(())
}
