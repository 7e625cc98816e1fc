//! Direct preference optimization: a policy that trains on pairs of texts, beside a reference model that stays as it
//! is.
//!
//! Rafailov et al. 2023, “Direct Preference Optimization”, <https://arxiv.org/abs/2305.18290>, equation 7: the loss has
//! the probabilities of the chosen and of the rejected text by the policy and by the reference. So each pair is two
//! sequences, each with its prompt; the policy passes both forward and back, the reference forward alone.

use super::{Part, Sequences, Stage};
use crate::inference::Forward;

/// Returns the stages for a number of pairs. `texts` has the lengths of one text with its prompt.
///
/// `references` says how often the reference passes over each text: once an epoch, once in all if its probabilities are
/// kept, and never in variants without a reference.
pub fn preference(policy: Forward, texts: Sequences, epochs: f64, references: f64) -> Vec<Stage> {
    let sequences = texts.times(2.0);
    let stage = |part, passes| Stage {
        part,
        forward: policy,
        sequences,
        passes,
    };
    let mut stages = vec![
        stage(Part::Reference, references),
        stage(Part::Preference, epochs),
    ];
    stages.retain(Stage::is_any);
    stages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_adds_a_third_of_the_policys_compute() {
        // Policy forward and back: 3 passes of 2·N. Reference: 1.
        let policy = Forward::of_token(2.0 * 7e9);
        let stages = preference(policy, Sequences::of_length(1000.0, 500.0), 1.0, 1.0);
        let flop: Vec<f64> = stages.iter().map(Stage::flop).collect();
        // 2 texts of 500 tokens × 1,000 pairs.
        assert_eq!(flop, [2.0 * 7e9 * 1e6, 6.0 * 7e9 * 1e6]);
        let kept = preference(policy, Sequences::of_length(1000.0, 500.0), 3.0, 1.0);
        assert_eq!(kept[0].flop(), flop[0]);
        let without = preference(policy, Sequences::of_length(1000.0, 500.0), 1.0, 0.0);
        assert_eq!(without.len(), 1);
    }
}
