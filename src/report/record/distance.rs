//! The distance of a figure from the thresholds of laws.

use super::amount::Amount;
use crate::catalog::thresholds::{
    Begins, Counts, MODIFICATION_OF_OTHERS, MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_SHARE,
    Status, Threshold, thresholds,
};
use crate::estimate::Outcome;
use crate::quantity::sampling::{Sample, share_above_part};
use crate::quantity::{Flop, Ratio};
use crate::words::threshold::{is_met, position, share_words};

/// A threshold, and where the figures stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// The threshold.
    pub threshold: &'static Threshold,
    /// The sum of all stages: the figure that the law counts, as far as the estimate has it.
    pub of_total: Comparison,
    /// The figure without the base model, if there is one and the law may not count it.
    pub without_base: Option<Comparison>,
    /// Whether an unknown base model is missing from both figures. A figure that does not meet the
    /// threshold then says nothing about the whole.
    pub lacks_base: bool,
}

/// A figure over a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The median over the threshold.
    pub ratio: f64,
    /// Whether the law asks from the threshold on or only above it.
    pub begins: Begins,
    /// The share of the distribution above the threshold, if the figure has a range.
    pub share_above: Option<f64>,
}

/// A modification, compared with a third of its base model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Modification {
    /// The compute of the modification: all stages except the base model.
    pub amount: Amount,
    /// That compute over the base model's, if that is known.
    pub of_base: Option<Ratio>,
    /// The share of this ratio's distribution above a third.
    pub share_above: Option<f64>,
    /// If the base model's compute is not known, a third of a threshold replaces a third of it: for
    /// an original with systemic risk, and for any other.
    pub limits: [f64; 2],
}

/// Returns the distances to all thresholds, the smallest threshold first.
pub fn distances(outcome: &Outcome) -> Vec<Distance> {
    let (all, own) = (outcome.sample(), outcome.sample_without_base());
    let has_base = !outcome.terms_of_base().is_empty();
    let lacks_base = outcome.lacks_base();
    let of = |threshold: &'static Threshold| {
        // Only a law that counts cumulative compute certainly counts the base model.
        let is_disputed = threshold.counts != Counts::Cumulative;
        let is_apart = has_base && is_disputed;
        Some(Distance {
            threshold,
            of_total: compare(all, threshold)?,
            without_base: is_apart.then(|| compare(own, threshold)).flatten(),
            lacks_base,
        })
    };
    thresholds().iter().filter_map(of).collect()
}

fn compare(sum: &Sample, threshold: &Threshold) -> Option<Comparison> {
    let share = || sum.share_above(threshold.flop);
    let value = sum.value();
    value.is_positive_and_finite().then(|| Comparison {
        ratio: value.median() / threshold.flop,
        begins: threshold.begins,
        share_above: sum.has_range().then(share),
    })
}

/// Returns what the other stages took, if a stage is a base model. `base` returns the sum of the base
/// models, if it is known.
pub fn modification(outcome: &Outcome, base: impl FnOnce() -> Sample) -> Option<Modification> {
    let (flop, _) = outcome.without_base?.headline?;
    let is_known = !outcome.lacks_base() && !outcome.terms_of_base().is_empty();
    let base = is_known.then(base);
    let own = outcome.sample_without_base();
    Some(Modification {
        amount: Amount(flop),
        of_base: base.as_ref().map(|base| Ratio(flop.0.over(base.value()))),
        share_above: base.map(|base| share_above_part(own, MODIFICATION_SHARE, &base)),
        limits: [MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_OF_OTHERS],
    })
}

impl Comparison {
    /// Returns whether the median meets the threshold.
    pub fn is_met(self) -> bool {
        is_met(self.ratio, self.begins)
    }

    /// Writes `0.752 times …`, and the share of the range above the threshold.
    pub fn words(self) -> String {
        let is = position(self.ratio, self.begins);
        match self.share_above {
            None => is,
            Some(share) => format!(
                "{is}; {} of its range’s distribution lies {}",
                share_words(share),
                self.begins.side()
            ),
        }
    }
}

/// Returns the thresholds that a figure is near or above, except rescinded ones.
pub fn near(distances: &[Distance], total: Flop) -> Vec<&Distance> {
    let is_near = |distance: &&Distance| {
        distance.threshold.status != Status::Rescinded
            && total.high() > distance.threshold.flop / 10.0
    };
    distances.iter().filter(is_near).collect()
}
