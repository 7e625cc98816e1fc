//! A stage: some sequences, passed through one model.

use super::Sequences;
use crate::inference::Forward;

/// The purpose of a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Training on texts that are given.
    Supervised,
    /// Training on pairs of texts, one of which is preferred.
    Preference,
    /// Texts that the policy generates.
    Rollouts,
    /// A reward model’s passes over them.
    Reward,
    /// The policy’s own probabilities of them, computed again.
    LogProbabilities,
    /// A reference model’s probabilities.
    Reference,
    /// A value model’s estimates.
    Values,
    /// Training of the policy.
    Policy,
    /// Training of the value model.
    ValueModel,
    /// A teacher’s passes over the texts.
    Teacher,
    /// Training of a student.
    Student,
    /// Texts to choose from.
    Samples,
    /// Training on the texts that were chosen.
    Chosen,
}

impl Part {
    /// Returns the name of the stage.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supervised => "Supervised fine-tuning",
            Self::Preference => "Preference optimization",
            Self::Rollouts => "Rollouts",
            Self::Reward => "Reward model",
            Self::LogProbabilities => "Log-probabilities of the policy",
            Self::Reference => "Reference model",
            Self::Values => "Value model, estimates",
            Self::Policy => "Policy updates",
            Self::ValueModel => "Value model, updates",
            Self::Teacher => "Teacher",
            Self::Student => "Student",
            Self::Samples => "Samples to choose from",
            Self::Chosen => "Fine-tuning on chosen samples",
        }
    }

    /// Returns whether the stage has backward passes.
    pub const fn learns(self) -> bool {
        matches!(
            self,
            Self::Supervised
                | Self::Preference
                | Self::Policy
                | Self::ValueModel
                | Self::Student
                | Self::Chosen
        )
    }
}

/// A stage of a recipe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Its purpose.
    pub part: Part,
    /// A forward pass of its model.
    pub forward: Forward,
    /// The sequences that are passed.
    pub sequences: Sequences,
    /// How often each is passed.
    pub passes: f64,
}

impl Stage {
    /// Returns the operations of a backward pass over those of a forward pass.
    pub const fn backward(&self) -> f64 {
        if self.part.learns() { 2.0 } else { 0.0 }
    }

    /// Returns the FLOP of a forward pass on a token, on average over all of them.
    pub fn forward_of_token(&self) -> f64 {
        let pairs = self.sequences.pairs() / self.sequences.tokens();
        self.forward.token + self.forward.pair * pairs
    }

    /// Returns the FLOP of the stage.
    pub fn flop(&self) -> f64 {
        let once = self.forward.token * self.sequences.tokens()
            + self.forward.pair * self.sequences.pairs();
        self.passes * (1.0 + self.backward()) * once
    }

    /// Returns whether it has anything to count.
    pub(super) fn is_any(&self) -> bool {
        self.passes > 0.0 && self.sequences.tokens() > 0.0
    }
}
