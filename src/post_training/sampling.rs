//! Sampling: texts that a model generates, some of which are thrown away.

use super::{Part, Sequences, Stage};
use crate::inference::Forward;

/// Texts that a model generates for prompts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sampling {
    /// Prompts in all, each as often as it is used.
    pub prompts: f64,
    /// Samples for a prompt.
    pub samples: f64,
    /// Tokens of a prompt.
    pub prompt: f64,
    /// The lengths of the generated texts, without their prompts. Their number is not used.
    pub response: Sequences,
    /// The share of the samples that nothing is learned from.
    pub discarded: f64,
}

impl Sampling {
    /// Returns all generated texts, each with its prompt.
    pub fn texts(self) -> Sequences {
        Sequences {
            number: self.prompts * self.samples,
            ..self.response
        }
        .lengthened(self.prompt)
    }

    /// Returns the texts that are learned from, each with its prompt.
    pub fn learned_texts(self) -> Sequences {
        self.texts().times(1.0 - self.discarded)
    }

    /// Returns the positions that are passed while the texts are generated: all but the last of each, which nothing
    /// follows. Keys and values are kept, and each sample reads its prompt.
    pub fn generated_positions(self) -> Sequences {
        self.texts().lengthened(-1.0)
    }

    /// Returns the stage in which the texts are generated.
    pub(super) fn rollouts(self, part: Part, model: Forward) -> Stage {
        Stage {
            part,
            forward: model,
            sequences: self.generated_positions(),
            passes: 1.0,
        }
    }
}

/// Rejection sampling: samples of which the best are learned from. Also distillation from the texts of a teacher.
///
/// Llama 2, <https://arxiv.org/abs/2307.09288>, section 3.2.3, takes the sample of each prompt that a reward model
/// prefers. DeepSeek-R1, <https://arxiv.org/abs/2501.12948>, keeps those that are correct.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rejection {
    /// The samples.
    pub sampling: Sampling,
    /// The model that generates them.
    pub generator: Forward,
    /// The reward model, if there is one.
    pub reward: Option<Forward>,
    /// The model that learns from those that are kept.
    pub learner: Forward,
    /// Epochs of its training.
    pub epochs: f64,
}

impl Rejection {
    /// Returns the stages.
    pub fn stages(self) -> Vec<Stage> {
        let reward = self.reward.map(|forward| Stage {
            part: Part::Reward,
            forward,
            sequences: self.sampling.texts(),
            passes: 1.0,
        });
        let mut stages = vec![self.sampling.rollouts(Part::Samples, self.generator)];
        stages.extend(reward);
        stages.push(Stage {
            part: Part::Chosen,
            forward: self.learner,
            sequences: self.sampling.learned_texts(),
            passes: self.epochs,
        });
        stages.retain(Stage::is_any);
        stages
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::Request;

    const SAMPLING: Sampling = Sampling {
        prompts: 3.0,
        samples: 4.0,
        prompt: 5.0,
        response: Sequences {
            number: 0.0,
            mean: 7.0,
            mean_square: 49.0,
        },
        discarded: 0.75,
    };

    #[test]
    fn generating_passes_what_a_request_passes() {
        let model = Forward::of_token(11.0).with_attention(2.0, 3.0);
        let request = Request {
            prompt: 5.0,
            generated: 7.0,
            is_cached: true,
        };
        let rollouts = SAMPLING.rollouts(Part::Samples, model);
        assert_eq!(rollouts.flop(), 12.0 * request.flop(model));
    }

    #[test]
    fn only_what_is_kept_is_learned_from() {
        let [generator, reward, learner] = [2e9, 1e9, 3e9].map(Forward::of_token);
        let rejection = Rejection {
            sampling: SAMPLING,
            generator,
            reward: Some(reward),
            learner,
            epochs: 2.0,
        };
        let flop: Vec<f64> = rejection.stages().iter().map(Stage::flop).collect();
        // 12 samples of 11 positions; 12 texts of 12 tokens; 3 of them, in 2 epochs, forward and back.
        assert_eq!(
            flop,
            [12.0 * 11.0 * 2e9, 144.0 * 1e9, 3.0 * 12.0 * 2.0 * 3.0 * 3e9]
        );
    }
}
