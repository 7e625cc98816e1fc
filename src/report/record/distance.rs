//! How far a figure is from the amounts of compute at which laws begin to ask something.

use super::amount::Amount;
use crate::catalog::thresholds::{
    Counts, MODIFICATION_OF_OTHERS, MODIFICATION_OF_SYSTEMIC_RISK, Status, Threshold, thresholds,
};
use crate::estimate::{Outcome, Role};
use crate::quantity::sampling::{Draws, sum};
use crate::quantity::{Flop, Ratio, Uncertain, write};

/// A threshold, and a figure held against it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// Which.
    pub threshold: &'static Threshold,
    /// The figure that the law counts, as far as the estimate has it: the sum of all stages.
    pub of_total: Compared,
    /// Without the base model, where there is one and the law may not count it.
    pub without_base: Option<Compared>,
}

/// A figure over a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// The median over the threshold.
    pub ratio: f64,
    /// How much of the distribution lies above it; none of a figure without a range.
    pub share_above: Option<f64>,
}

/// A modification held against the rule of a third.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Modification {
    /// The compute of the modification: all stages but the base model.
    pub amount: Amount,
    /// Over the compute of the base model, where that is known.
    pub of_base: Option<Ratio>,
    /// Where it is not, a third of a threshold stands in for a third of it: for an original with
    /// systemic risk, and for any other.
    pub limits: [f64; 2],
}

/// Every threshold, the least first.
pub fn distances(outcome: &Outcome) -> Vec<Distance> {
    let (all, own) = (outcome.terms(), outcome.terms_without_base());
    let has_base = !outcome.terms_of_base().is_empty();
    let of = |threshold: &'static Threshold| {
        // Only what is cumulative counts the weights that a model started from without a doubt.
        let is_disputed = threshold.counts != Counts::Cumulative;
        let without_base = compared(&own, threshold.flop).filter(|_| has_base && is_disputed);
        Some(Distance {
            threshold,
            of_total: compared(&all, threshold.flop)?,
            without_base,
        })
    };
    thresholds().iter().filter_map(of).collect()
}

fn compared(terms: &[Uncertain], flop: f64) -> Option<Compared> {
    let sum = sum(terms);
    let has_range = terms.iter().any(|term| term.is_range());
    sum.is_positive_and_finite().then(|| Compared {
        ratio: sum.median() / flop,
        share_above: has_range.then(|| Draws::of(terms).share_above(flop)),
    })
}

/// Where a stage is a base model: what the other stages took, beside it.
pub fn modification(outcome: &Outcome) -> Option<Modification> {
    let (flop, _) = outcome.without_base?.headline?;
    let base = outcome.terms_of_base();
    let mut stages = outcome.stages.iter();
    let is_known = stages.all(|stage| stage.role != Role::UnknownBase) && !base.is_empty();
    Some(Modification {
        amount: Amount(flop),
        of_base: is_known.then(|| Ratio(flop.0.over(sum(&base)))),
        limits: [MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_OF_OTHERS],
    })
}

impl Compared {
    /// `0.752 times`, and how much of the range lies above.
    pub fn words(self) -> String {
        let side = if self.ratio > 1.0 { "above" } else { "below" };
        let times = write::people(self.ratio);
        let is = match times.as_str() {
            _ if self.ratio == 1.0 => "this, and not above it".into(),
            "1" => format!("about this, just {side} it"),
            times => format!("{times} times this, {side} it"),
        };
        match self.share_above {
            None => is,
            Some(share) => format!(
                "{is}; {} of its range’s distribution lies above",
                share_words(share)
            ),
        }
    }
}

/// A probability in words; next to none and next to all are said as that.
pub fn share_words(share: f64) -> String {
    match share {
        s if s < 0.001 => "less than 0.1%".into(),
        s if s > 0.999 => "more than 99.9%".into(),
        s => write::percent(s),
    }
}

/// Thresholds that a figure is near or above, those that no longer apply left out.
pub fn near(distances: &[Distance], total: Flop) -> Vec<&Distance> {
    let is_near = |distance: &&Distance| {
        distance.threshold.status != Status::Rescinded
            && total.high() > distance.threshold.flop / 10.0
    };
    distances.iter().filter(is_near).collect()
}
