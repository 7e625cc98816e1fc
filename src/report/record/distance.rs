//! How far a figure is from the amounts of compute at which laws begin to ask something.

use super::amount::Amount;
use crate::catalog::thresholds::{
    Counts, MODIFICATION_OF_OTHERS, MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_SHARE, Threshold,
    thresholds,
};
use crate::estimate::{Distribution, Outcome, Role};
use crate::quantity::{Flop, Uncertain, write};

/// A threshold, and a figure held against it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// Which.
    pub threshold: &'static Threshold,
    /// The figure that the law counts, as far as the estimate has it: the sum of all stages.
    pub of_total: Compared,
    /// Without the base model, where there is one and it is disputed whether it counts.
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
#[derive(Clone, Debug, PartialEq)]
pub struct Modification {
    /// The compute of the modification.
    pub amount: Amount,
    /// A third of the base model’s compute, or of what stands in for it.
    pub limits: Vec<Limit>,
}

/// What a modification is compared with.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// Of what it is a third.
    pub of: &'static str,
    /// FLOP.
    pub flop: f64,
    /// The modification over it.
    pub ratio: f64,
}

/// Every threshold, the least first.
pub fn distances(outcome: &Outcome) -> Vec<Distance> {
    let (all, own) = (outcome.terms(), outcome.terms_without_base());
    let has_base = outcome.without_base.is_some();
    let of = |threshold: &'static Threshold| {
        let is_disputed = threshold.counts == Counts::WithModifications;
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
    let sum = Uncertain::sum(terms);
    sum.is_positive_and_finite().then(|| Compared {
        ratio: sum.median() / flop,
        share_above: Distribution::of(terms).map(|all| all.share_above(flop)),
    })
}

/// Where a stage is a base model: what the other stages took, beside a third of it.
pub fn modification(outcome: &Outcome) -> Option<Modification> {
    let (flop, _) = outcome.without_base?.headline?;
    let base = outcome.terms_of_base();
    let is_unknown = |stage: &crate::estimate::StageFigures| stage.role == Role::UnknownBase;
    let limit = |of, limit: f64| Limit {
        of,
        flop: limit,
        ratio: flop.median() / limit,
    };
    let limits = if base.is_empty() || outcome.stages.iter().any(is_unknown) {
        vec![
            limit("1 × 10²⁵ FLOP, for an original with systemic risk", MODIFICATION_OF_SYSTEMIC_RISK),
            limit("1 × 10²³ FLOP, for any other original", MODIFICATION_OF_OTHERS),
        ]
    } else {
        let base = Uncertain::sum(&base).median();
        vec![limit("the compute of the original", base * MODIFICATION_SHARE)]
    };
    Some(Modification {
        amount: Amount(flop),
        limits,
    })
}

impl Compared {
    /// `0.752 times`, and how much of the range lies above.
    pub fn words(self) -> String {
        let side = if self.ratio > 1.0 { "above" } else { "below" };
        let times = write::people(self.ratio);
        match self.share_above {
            None => format!("{times} times this, {side} it"),
            Some(share) => format!("{times} times this, {side} it; {} of its range’s distribution lies above", share_words(share)),
        }
    }
}

/// A probability in words; next to none and next to all are said as that.
fn share_words(share: f64) -> String {
    match share {
        s if s < 0.001 => "less than 0.1%".into(),
        s if s > 0.999 => "more than 99.9%".into(),
        s => write::percent(s),
    }
}

/// Thresholds that a figure is near or above, those that no longer apply left out.
pub fn near(distances: &[Distance], total: Flop) -> Vec<&Distance> {
    use crate::catalog::thresholds::Status;
    let is_near = |distance: &&Distance| {
        distance.threshold.status != Status::Rescinded && total.high() > distance.threshold.flop / 10.0
    };
    distances.iter().filter(is_near).collect()
}
