//! Supervised fine-tuning: forward and backward passes over texts that are given.

use super::{Part, Sequences, Stage};
use crate::inference::Forward;

/// Returns the stages of fine-tuning a model on these sequences, in a number of epochs.
pub fn supervised(model: Forward, sequences: Sequences, epochs: f64) -> Vec<Stage> {
    vec![Stage {
        part: Part::Supervised,
        forward: model,
        sequences,
        passes: epochs,
    }]
}
