//! How far a figure is from the amounts of compute at which laws begin to ask something.

use super::amount::Amount;
use crate::catalog::thresholds::{
    Begins, Counts, MODIFICATION_OF_OTHERS, MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_SHARE,
    Status, Threshold, thresholds,
};
use crate::estimate::Outcome;
use crate::quantity::sampling::{Sample, share_above_part};
use crate::quantity::{Flop, Ratio};
use crate::words::threshold::{is_met, position, share_words};

/// A threshold, and a figure held against it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Distance {
    /// Which.
    pub threshold: &'static Threshold,
    /// The figure that the law counts, as far as the estimate has it: the sum of all stages.
    pub of_total: Compared,
    /// Without the base model, where there is one and the law may not count it.
    pub without_base: Option<Compared>,
    /// Whether a base model of which nothing is known is missing from both: a figure that does not meet
    /// the threshold then says nothing of the whole.
    pub lacks_base: bool,
}

/// A figure over a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Compared {
    /// The median over the threshold.
    pub ratio: f64,
    /// Whether the threshold itself is enough.
    pub begins: Begins,
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
    /// How much of the distribution of this ratio lies above a third.
    pub share_above: Option<f64>,
    /// Where it is not, a third of a threshold stands in for a third of it: for an original with
    /// systemic risk, and for any other.
    pub limits: [f64; 2],
}

/// Every threshold, the least first.
pub fn distances(outcome: &Outcome) -> Vec<Distance> {
    let (all, own) = (outcome.sample(), outcome.sample_without_base());
    let has_base = !outcome.terms_of_base().is_empty();
    let lacks_base = outcome.lacks_base();
    let of = |threshold: &'static Threshold| {
        // Only what is cumulative counts the weights that a model started from without a doubt.
        let is_disputed = threshold.counts != Counts::Cumulative;
        let is_apart = has_base && is_disputed;
        Some(Distance {
            threshold,
            of_total: compared(all, threshold)?,
            without_base: is_apart.then(|| compared(own, threshold)).flatten(),
            lacks_base,
        })
    };
    thresholds().iter().filter_map(of).collect()
}

fn compared(sum: &Sample, threshold: &Threshold) -> Option<Compared> {
    let share = || sum.share_above(threshold.flop);
    let value = sum.value();
    value.is_positive_and_finite().then(|| Compared {
        ratio: value.median() / threshold.flop,
        begins: threshold.begins,
        share_above: sum.has_range().then(share),
    })
}

/// Where a stage is a base model: what the other stages took, beside it.
pub fn modification(outcome: &Outcome) -> Option<Modification> {
    let (flop, _) = outcome.without_base?.headline?;
    let base = outcome.terms_of_base();
    let is_known = !outcome.lacks_base() && !base.is_empty();
    let base = is_known.then(|| Sample::of(&base));
    let own = outcome.sample_without_base();
    Some(Modification {
        amount: Amount(flop),
        of_base: base.as_ref().map(|base| Ratio(flop.0.over(base.value()))),
        share_above: base.map(|base| share_above_part(own, MODIFICATION_SHARE, &base)),
        limits: [MODIFICATION_OF_SYSTEMIC_RISK, MODIFICATION_OF_OTHERS],
    })
}

impl Compared {
    /// Whether the median is where the law asks something.
    pub fn is_met(self) -> bool {
        is_met(self.ratio, self.begins)
    }

    /// `0.752 times`, and how much of the range lies above.
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

/// Thresholds that a figure is near or above, those that no longer apply left out.
pub fn near(distances: &[Distance], total: Flop) -> Vec<&Distance> {
    let is_near = |distance: &&Distance| {
        distance.threshold.status != Status::Rescinded
            && total.high() > distance.threshold.flop / 10.0
    };
    distances.iter().filter(is_near).collect()
}
