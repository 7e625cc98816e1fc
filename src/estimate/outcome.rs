//! From a typed run to its figures.

use super::terms::{Sums, Term, Terms, headlines};
use super::{Agreement, Compatible, Headline, Role, Run, Silence, Stage};
use crate::quantity::sampling::Sample;
use crate::quantity::{ChipHours, Flop, FlopPerSecond, Ratio};

/// Where a headline comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Method 1.
    Operations,
    /// Method 2.
    GpuTime,
    /// Both, averaged.
    Combined,
    /// Neither: as someone else states it.
    Given,
    /// Stages that rest on different methods.
    Mixed,
}

/// Method 1's figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OperationsFigures {
    /// Training compute.
    pub flop: Flop,
    /// The same without the error that stages share.
    pub bare: Flop,
    /// FLOP of one forward pass; none for a total of stages that differ.
    pub forward: Option<Flop>,
}

/// Method 2's figures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GpuTimeFigures {
    /// Training compute.
    pub flop: Flop,
    /// The same without the error that stages share.
    pub bare: Flop,
    /// Time × chips.
    pub chip_hours: ChipHours,
    /// Peak of one chip; of several periods its mean, weighted by their chip-hours; none for a total
    /// of stages that differ.
    pub peak: Option<FlopPerSecond>,
}

/// The figures of a stage, or of the whole run.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figures {
    /// The headline and what it rests on.
    pub headline: Option<(Flop, Basis)>,
    /// Both methods averaged, if both are filled in.
    pub combined: Option<Flop>,
    /// Both methods' figures of one run, if both are filled in: by that they are weighed, and held
    /// against each other. None for a total of several stages.
    pub of_one_run: Option<(Flop, Flop)>,
    /// The error of counting that it shares with other stages, as a factor.
    pub counting_error: Option<Ratio>,
    /// The error of GPU time that it shares with other stages, as a factor.
    pub gpu_time_error: Option<Ratio>,
    /// How their mean takes a method without a range.
    pub silence: Silence,
    /// Method 1, if it is filled in.
    pub operations: Option<OperationsFigures>,
    /// Method 2, if it is filled in.
    pub gpu_time: Option<GpuTimeFigures>,
    /// Time × chips, also where peak or utilization are unknown.
    pub chip_hours: Option<ChipHours>,
    /// The operations that the hardware could have done at its peak.
    pub at_peak: Option<Flop>,
    /// The methods held against each other.
    pub agreement: Option<Agreement>,
}

impl Figures {
    /// Returns the headline as a term of a sum.
    pub(super) fn headline_term(&self) -> Option<Term> {
        match self.headline? {
            (_, Basis::Operations) => self.operations_term(),
            (_, Basis::GpuTime) => self.gpu_time_term(),
            (flop, _) => Some(Term::own(flop.0)),
        }
    }

    pub(super) fn operations_term(&self) -> Option<Term> {
        let known = self.operations?;
        Some(Term::of(known.flop, known.bare, self.counting_error))
    }

    pub(super) fn gpu_time_term(&self) -> Option<Term> {
        let known = self.gpu_time?;
        Some(Term::of(known.flop, known.bare, self.gpu_time_error))
    }

    /// Returns the weights that the mean of both methods gives to counted operations and to GPU time, which
    /// add up to 1. Returns `None` if neither has a range: both then weigh the same.
    pub fn weights(&self) -> Option<(f64, f64)> {
        let (operations, gpu_time) = self.of_one_run?;
        let variances = (operations.0.variance(), gpu_time.0.variance());
        let (o, g) = self.silence.weigh(variances.0, variances.1);
        (o + g > 0.0).then(|| (g / (o + g), o / (o + g)))
    }

    /// Explains how one of two combined methods is weighed that has no range, where the other has one. The
    /// text continues after “because”.
    pub fn one_sided(&self) -> Option<&'static str> {
        let (operations, gpu_time) = self.of_one_run?;
        self.silence.explain(operations, gpu_time)
    }

    /// Returns whether the mean of both methods is worth offering: they do not exclude each other, or it
    /// was asked for. Methods without ranges exclude each other beyond the factor that GPU time is good to.
    pub fn offers_mean(&self) -> bool {
        let is_asked_for = self
            .headline
            .is_some_and(|(_, basis)| basis == Basis::Combined);
        let agrees = self
            .agreement
            .is_none_or(|agreement| match agreement.compatible {
                Compatible::Yes => true,
                Compatible::No => false,
                Compatible::Untold => agreement.within_claimed_factor() != Some(false),
            });
        self.combined.is_some() && (is_asked_for || agrees)
    }
}

/// A stage's figures under its name.
#[derive(Clone, Debug, PartialEq)]
pub struct StageFigures {
    /// As typed.
    pub name: String,
    /// Its role among the others.
    pub role: Role,
    /// All runs of the stage together.
    pub figures: Figures,
}

/// Everything that follows from a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The sum over the stages; a base model of which nothing is known is in no sum.
    pub total: Figures,
    /// The sum without the base model, where there is one.
    pub without_base: Option<Figures>,
    /// In order.
    pub stages: Vec<StageFigures>,
    /// A product left the range of a double: no figure is given for that method.
    pub out_of_range: bool,
    /// The sum of the headlines.
    pub(super) sample: Sample,
    /// The same without the base model, where there is one.
    pub(super) sample_without_base: Option<Sample>,
}

/// Computes every figure of a run.
pub fn evaluate(run: &Run) -> Outcome {
    let mut out_of_range = false;
    let stages: Vec<StageFigures> = run
        .stages
        .iter()
        .map(|stage| StageFigures {
            name: stage.name.clone(),
            role: stage.role,
            figures: stage_figures(stage, run, &mut out_of_range),
        })
        .collect();
    let in_total = |role| role != Role::UnknownBase;
    let is_own = |role| role == Role::Training;
    let has_base = stages.iter().any(|stage| !is_own(stage.role));
    let mut sums = Sums::default();
    let (all, own) = (headlines(&stages, in_total), headlines(&stages, is_own));
    let sample = sums.sample(&all);
    let sample_without_base = has_base.then(|| match own == all {
        true => sample.clone(),
        false => sums.sample(&own),
    });
    let mut sum = |is_in: fn(Role) -> bool| {
        let figures = stages.iter().filter(|stage| is_in(stage.role));
        let figures: Vec<Figures> = figures.map(|stage| stage.figures).collect();
        match figures.as_slice() {
            [] => Figures::default(),
            [only] => *only,
            several => total(several, &mut sums, &mut out_of_range),
        }
    };
    let total = sum(in_total);
    let without_base = has_base.then(|| sum(is_own));
    Outcome {
        total,
        without_base,
        stages,
        out_of_range,
        sample,
        sample_without_base,
    }
}

fn stage_figures(stage: &Stage, run: &Run, out_of_range: &mut bool) -> Figures {
    let mut sound = |flop| keep_in_range(flop, out_of_range);
    let operations = stage.operations.and_then(|known| {
        Some(OperationsFigures {
            flop: sound(known.flop() * stage.operations_within * stage.runs)?,
            bare: known.flop() * stage.runs,
            forward: Some(known.forward),
        })
    });
    let all_runs = stage.gpu_time.times(stage.runs);
    let chip_hours = all_runs
        .chip_hours
        .filter(|hours| sound(Flop(hours.0)).is_some());
    let known = super::GpuTime {
        chip_hours,
        ..all_runs
    };
    let at_peak = known.at_peak().and_then(&mut sound);
    let bare = known.flop();
    let flop = bare.map(|flop| flop * stage.gpu_time_within);
    let gpu_time = flop.and_then(&mut sound).and_then(|flop| {
        Some(GpuTimeFigures {
            flop,
            bare: bare?,
            chip_hours: chip_hours?,
            peak: known.peak,
        })
    });
    let (one, other) = stage.of_one_run();
    let of_one_run = operations.zip(gpu_time).and_then(|_| one.zip(other));
    let combined = of_one_run
        .filter(|_| !stage.is_copy)
        .map(|(operations, gpu_time)| run.silence.mean(operations, gpu_time) * stage.runs)
        .and_then(&mut sound);
    let mut figures = Figures {
        headline: None,
        combined,
        of_one_run,
        silence: run.silence,
        counting_error: run.errors.shared_error(stage.operations_within),
        gpu_time_error: run.errors.shared_error(stage.gpu_time_within),
        operations,
        gpu_time,
        chip_hours,
        at_peak,
        agreement: None,
    };
    let given = stage.given.and_then(|flop| sound(flop * stage.runs));
    figures.headline = match given {
        Some(flop) => Some((flop, Basis::Given)),
        None => choose(&figures, run.headline),
    };
    figures.agreement = match stage.is_copy {
        true => None,
        false => agreement(&figures),
    };
    figures
}

/// A product of ordinary numbers may still overflow, or vanish: then there is no figure.
fn keep_in_range(flop: Flop, out_of_range: &mut bool) -> Option<Flop> {
    let sound = flop.0.is_positive_and_finite() && flop.pfs_days().0.is_positive_and_finite();
    *out_of_range |= !sound;
    sound.then_some(flop)
}

/// Returns the headline that was asked for; where that method is not filled in, the other one.
fn choose(figures: &Figures, asked: Headline) -> Option<(Flop, Basis)> {
    let operations = figures.operations.map(|o| (o.flop, Basis::Operations));
    let gpu_time = figures.gpu_time.map(|g| (g.flop, Basis::GpuTime));
    let combined = figures.combined.map(|flop| (flop, Basis::Combined));
    match asked {
        Headline::Operations => operations.or(gpu_time),
        Headline::GpuTime => gpu_time.or(operations),
        Headline::Combined => combined.or(operations).or(gpu_time),
    }
}

fn agreement(figures: &Figures) -> Option<Agreement> {
    let (operations, gpu_time) = (figures.operations?.flop, figures.gpu_time.map(|g| g.flop));
    let agreement = Agreement::between(operations, gpu_time, figures.at_peak?)?;
    // How many runs there were is one number for both: of one run their ranges are their own.
    let compatible = match figures.of_one_run {
        Some((one, other)) => Compatible::of(one, other),
        None => agreement.compatible,
    };
    let accuracy = figures
        .gpu_time_error
        .map_or(agreement.accuracy, Ratio::high);
    Some(Agreement {
        compatible,
        accuracy,
        ..agreement
    })
}

/// Returns the sum over several stages. A method's total exists where every stage has that method.
fn total(stages: &[Figures], sums: &mut Sums, out_of_range: &mut bool) -> Figures {
    let mut all = |pick: &dyn Fn(&Figures) -> Option<Term>| {
        let terms = Terms::of(stages.iter().map(pick))?;
        Some(sums.value(&terms))
    };
    let mut sound = |value| keep_in_range(Flop(value), out_of_range);
    let operations = all(&Figures::operations_term)
        .and_then(&mut sound)
        .map(|flop| OperationsFigures {
            flop,
            bare: flop,
            forward: same(stages, |f| f.operations?.forward),
        });
    let chip_hours = all(&|f| Some(Term::own(f.chip_hours?.0)))
        .and_then(&mut sound)
        .map(|hours| ChipHours(hours.0));
    let gpu_time = all(&Figures::gpu_time_term)
        .and_then(&mut sound)
        .and_then(|flop| {
            Some(GpuTimeFigures {
                flop,
                bare: flop,
                chip_hours: chip_hours?,
                peak: same(stages, |f| f.gpu_time?.peak),
            })
        });
    let headline = all(&Figures::headline_term)
        .and_then(&mut sound)
        .map(|flop| {
            (
                flop,
                same(stages, |f| Some(f.headline?.1)).unwrap_or(Basis::Mixed),
            )
        });
    let mut figures = Figures {
        headline,
        combined: all(&|f| Some(Term::own(f.combined?.0))).and_then(&mut sound),
        of_one_run: None,
        silence: stages
            .first()
            .map(|stage| stage.silence)
            .unwrap_or_default(),
        counting_error: None,
        gpu_time_error: None,
        operations,
        gpu_time,
        chip_hours,
        at_peak: all(&|f| Some(Term::own(f.at_peak?.0))).and_then(&mut sound),
        agreement: None,
    };
    let accuracy = stages.iter().find_map(|stage| stage.gpu_time_error);
    figures.agreement = agreement(&figures).map(|agreement| Agreement {
        accuracy: accuracy.map_or(agreement.accuracy, Ratio::high),
        ..agreement
    });
    figures
}

/// Returns the value that all stages share, if they do.
fn same<T: PartialEq>(stages: &[Figures], pick: impl Fn(&Figures) -> Option<T>) -> Option<T> {
    let mut values = stages.iter().map(pick);
    let first = values.next()??;
    values.all(|v| v.as_ref() == Some(&first)).then_some(first)
}
