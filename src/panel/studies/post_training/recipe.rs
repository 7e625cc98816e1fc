//! The recipes of post-training, and the boxes that each has.

use crate::panel::studies::Input;
use crate::variants::enum_with_all;

enum_with_all! {
    /// A recipe.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub(in crate::panel::studies) enum Recipe {
        /// Supervised fine-tuning.
        Supervised,
        /// Preference optimization.
        Preference,
        /// Reinforcement learning without a value model.
        Grpo,
        /// Reinforcement learning with a value model.
        Ppo,
        /// A teacher’s probabilities of given texts.
        Distillation,
        /// Fine-tuning on the best of many samples.
        Rejection,
    }
}

/// The hints of the boxes for attention of another model.
const OWN: &str = "With the width: counts its attention.";
const HEADS: &str = "Heads × size of a head.";

impl Recipe {
    /// Returns the name in links, which never changes.
    pub(in crate::panel::studies) const fn name(self) -> &'static str {
        match self {
            Self::Supervised => "sft",
            Self::Preference => "dpo",
            Self::Grpo => "grpo",
            Self::Ppo => "ppo",
            Self::Distillation => "distillation",
            Self::Rejection => "rejection",
        }
    }

    /// Returns the recipe with a name.
    pub(in crate::panel::studies) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|recipe| recipe.name() == name)
    }

    /// Returns the caption in the list.
    pub(super) const fn caption(self) -> &'static str {
        match self {
            Self::Supervised => "Supervised fine-tuning",
            Self::Preference => "Preference optimization (DPO)",
            Self::Grpo => "Reinforcement learning, GRPO",
            Self::Ppo => "Reinforcement learning, PPO",
            Self::Distillation => "Distillation from a teacher’s probabilities",
            Self::Rejection => "Rejection sampling, or distillation from a teacher’s texts",
        }
    }

    /// Returns whether the name of a stage says that it is this kind of training.
    pub(super) fn is_name(self, name: &str) -> bool {
        let kinds: &[&str] = match self {
            Self::Supervised => &["sft", "supervised", "instruction", "finetuning", "fine"],
            Self::Preference => &["dpo", "preference", "preferences"],
            Self::Grpo | Self::Ppo => &[
                "reinforcement",
                "rl",
                "grpo",
                "ppo",
                "dapo",
                "rlhf",
                "rlvr",
                "rlaif",
            ],
            Self::Distillation => &["distillation", "distilled", "distilling", "student"],
            Self::Rejection => &["rejection", "distillation", "distilled"],
        };
        let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
        let is_named = words.any(|word| kinds.iter().any(|kind| word.eq_ignore_ascii_case(kind)));
        // “Preference fine-tuning” and “Reinforcement fine-tuning” are called by their kind first.
        let others = [Self::Preference, Self::Grpo, Self::Distillation];
        let is_other = || others.iter().any(|other| other.is_name(name));
        is_named && !(matches!(self, Self::Supervised) && is_other())
    }

    /// Returns the boxes, in order.
    pub(super) const fn inputs(self) -> &'static [Input] {
        match self {
            Self::Supervised => &[
                Input::Sequences,
                Input::TextTokens,
                Input::Spread,
                Input::Epochs,
            ],
            Self::Preference => &[
                Input::Sequences,
                Input::TextTokens,
                Input::Spread,
                Input::Epochs,
                Input::References,
            ],
            Self::Grpo => &[
                Input::Prompts,
                Input::Samples,
                Input::PromptTokens,
                Input::TextTokens,
                Input::Spread,
                Input::Discarded,
                Input::Epochs,
                Input::Rescoring,
                Input::References,
                Input::Reward,
                Input::RewardLayers,
                Input::RewardWidth,
            ],
            Self::Ppo => &[
                Input::Prompts,
                Input::Samples,
                Input::PromptTokens,
                Input::TextTokens,
                Input::Spread,
                Input::Discarded,
                Input::Epochs,
                Input::Rescoring,
                Input::References,
                Input::Reward,
                Input::RewardLayers,
                Input::RewardWidth,
                Input::Value,
                Input::ValueLayers,
                Input::ValueWidth,
            ],
            Self::Distillation => &[
                Input::Sequences,
                Input::TextTokens,
                Input::Spread,
                Input::Epochs,
                Input::Teacher,
                Input::TeacherLayers,
                Input::TeacherWidth,
                Input::TeacherPasses,
            ],
            Self::Rejection => &[
                Input::Prompts,
                Input::Samples,
                Input::PromptTokens,
                Input::TextTokens,
                Input::Spread,
                Input::Discarded,
                Input::Epochs,
                Input::Reward,
                Input::RewardLayers,
                Input::RewardWidth,
                Input::Teacher,
                Input::TeacherLayers,
                Input::TeacherWidth,
            ],
        }
    }

    /// Returns whether a box is of learning and of other models, and not of the texts.
    pub(super) fn is_of_learning(self, input: Input) -> bool {
        let from = |of| self.inputs().iter().position(|input| *input == of);
        from(input) >= from(Input::Epochs)
    }

    /// Returns the label of a box and its hint.
    pub(super) const fn label(self, input: Input) -> (&'static str, &'static str) {
        match (input, self) {
            (Input::Parameters, Self::Distillation) => (
                "Active parameters of the student",
                "If empty: the estimate’s model.",
            ),
            (Input::Parameters, _) => ("Active parameters", "If empty: the estimate’s model."),
            (Input::Layers, _) => (
                "Layers with attention",
                "With the width: counts attention over every position.",
            ),
            (Input::Width, _) => ("Width of attention", HEADS),
            (Input::Sequences, Self::Preference) => ("Pairs", "Of a chosen and a rejected text."),
            (Input::Sequences, _) => ("Texts", ""),
            (Input::Prompts, _) => (
                "Total prompts",
                "Such as 750 * 128: steps × prompts per step.",
            ),
            (Input::Samples, _) => ("Samples per prompt", ""),
            (Input::PromptTokens, _) => ("Tokens per prompt", ""),
            (Input::TextTokens, Self::Supervised | Self::Distillation) => {
                ("Tokens per text", "The mean; or a list: 512; 2048; 300.")
            }
            (Input::TextTokens, Self::Preference) => (
                "Tokens per text, with its prompt",
                "The mean; or a list: 512; 2048; 300.",
            ),
            (Input::TextTokens, _) => (
                "Tokens per response",
                "The mean; or a list: 512; 2048; 300.",
            ),
            (Input::Spread, _) => (
                "Standard deviation of these",
                "Attention goes with the squared lengths. A list has its own.",
            ),
            (Input::Discarded, Self::Rejection) => (
                "Share discarded",
                "If empty: all but one sample of each prompt.",
            ),
            (Input::Discarded, _) => (
                "Share discarded",
                "Of the samples: nothing is learned from them.",
            ),
            (Input::Epochs, _) => ("Epochs of learning", ""),
            (Input::Rescoring, _) => (
                "Passes for log-probabilities",
                "1 if the trainer computes those of the policy again.",
            ),
            (Input::References, Self::Preference) => (
                "Passes of the reference",
                "One an epoch; 1 if they are kept, 0 without a reference.",
            ),
            (Input::References, _) => ("Passes of the reference", "0 if there is no KL penalty."),
            (Input::Reward, _) => (
                "Parameters of the reward model",
                "If empty: rules give the reward.",
            ),
            (Input::Value, _) => (
                "Parameters of the value model",
                "If empty: as large as the policy.",
            ),
            (Input::Teacher, Self::Rejection) => (
                "Parameters of the model that samples",
                "If empty: the model itself.",
            ),
            (Input::Teacher, _) => ("Parameters of the teacher", "Those that are active."),
            (Input::TeacherPasses, _) => {
                ("Passes of the teacher", "1 if its probabilities are kept.")
            }
            (Input::RewardLayers, _) => ("Layers of the reward model", OWN),
            (Input::RewardWidth, _) => ("Width of the reward model", HEADS),
            (Input::ValueLayers, _) => ("Layers of the value model", OWN),
            (Input::ValueWidth, _) => ("Width of the value model", HEADS),
            (Input::TeacherLayers, Self::Rejection) => ("Layers of the model that samples", OWN),
            (Input::TeacherWidth, Self::Rejection) => ("Width of the model that samples", HEADS),
            (Input::TeacherLayers, _) => ("Layers of the teacher", OWN),
            (Input::TeacherWidth, _) => ("Width of the teacher", HEADS),
            _ => ("", ""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_of_a_recipe_by_its_name() {
        for name in [
            "Reinforcement learning",
            "RL",
            "RLHF stage",
            "GRPO",
            "Policy (PPO)",
        ] {
            assert!(Recipe::Grpo.is_name(name), "{name}");
        }
        for name in [
            "",
            "Pre-training",
            "World model",
            "Fine-tuning",
            "SFT",
            "Rollouts",
        ] {
            assert!(!Recipe::Ppo.is_name(name), "{name}");
        }
        assert!(!Recipe::Supervised.is_name("Preference fine-tuning"));
        assert!(!Recipe::Supervised.is_name("Reinforcement fine-tuning"));
        assert!(Recipe::Supervised.is_name("Fine-tuning"));
        assert!(!Recipe::Supervised.is_name("Hyper-parameter tuning"));
        assert!(Recipe::Preference.is_name("DPO"));
        assert!(Recipe::Distillation.is_name("Distillation: student"));
    }

    #[test]
    fn every_box_of_a_recipe_has_a_label() {
        for recipe in Recipe::ALL {
            assert_eq!(Recipe::named(recipe.name()), Some(recipe));
            for input in recipe.inputs() {
                assert_ne!(recipe.label(*input).0, "", "{input:?}");
            }
        }
    }
}
