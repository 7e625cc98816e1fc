//! Reinforcement learning on generated texts: GRPO, and PPO with its value model.
//!
//! - PPO: Schulman et al. 2017, <https://arxiv.org/abs/1707.06347>; for language models Ouyang et al. 2022,
//!   <https://arxiv.org/abs/2203.02155>: the policy generates texts, a reward model scores them, a reference model gives
//!   their probabilities for the penalty, a value model estimates the reward at each token, and policy and value model
//!   train on the texts.
//! - GRPO: Shao et al. 2024, <https://arxiv.org/abs/2402.03300>: a group of samples for each prompt stands in for the
//!   value model.

use super::{Part, Sampling, Sequences, Stage};
use crate::inference::Forward;

/// A recipe of reinforcement learning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reinforcement {
    /// The texts that the policy generates.
    pub sampling: Sampling,
    /// The policy. The reference is as large.
    pub policy: Forward,
    /// Passes of the policy over each text that is kept, before it trains, for its probabilities.
    pub rescoring: f64,
    /// Passes of the reference model over each text that is kept.
    pub references: f64,
    /// The reward model, which passes over all texts; `None` if rules give the reward.
    pub reward: Option<Forward>,
    /// The value model; `None` for GRPO.
    pub value: Option<Forward>,
    /// How often policy and value model train on each text that is kept.
    pub epochs: f64,
}

impl Reinforcement {
    /// Returns the stages.
    pub fn stages(self) -> Vec<Stage> {
        let (texts, kept) = (self.sampling.texts(), self.sampling.learned_texts());
        let stage = |part, forward, sequences: Sequences, passes| Stage {
            part,
            forward,
            sequences,
            passes,
        };
        let of_value = |part, passes| self.value.map(|value| stage(part, value, kept, passes));
        let reward = self
            .reward
            .map(|reward| stage(Part::Reward, reward, texts, 1.0));
        let mut stages = vec![self.sampling.rollouts(Part::Rollouts, self.policy)];
        stages.extend(reward);
        stages.push(stage(
            Part::LogProbabilities,
            self.policy,
            kept,
            self.rescoring,
        ));
        stages.push(stage(Part::Reference, self.policy, kept, self.references));
        stages.extend(of_value(Part::Values, 1.0));
        stages.extend(of_value(Part::ValueModel, self.epochs));
        stages.push(stage(Part::Policy, self.policy, kept, self.epochs));
        stages.retain(Stage::is_any);
        stages
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(recipe: Reinforcement) -> f64 {
        recipe.stages().iter().map(Stage::flop).sum()
    }

    /// Passes every token of every text one by one.
    fn by_hand(recipe: Reinforcement) -> f64 {
        let of = recipe.sampling;
        let pass = |forward: Forward, tokens: u64| {
            let mut flop = 0.0;
            for position in 1..=tokens {
                flop += forward.token;
                for _ in 1..=position {
                    flop += forward.pair;
                }
            }
            flop
        };
        let (prompt, response) = (of.prompt as u64, of.response.mean as u64);
        let texts = (of.prompts * of.samples) as u64;
        let kept = (texts as f64 * (1.0 - of.discarded)).round() as u64;
        let mut flop = 0.0;
        for text in 0..texts {
            // The first token comes from the prompt, every other from one pass more.
            flop += pass(recipe.policy, prompt);
            for position in prompt + 1..prompt + response {
                flop += pass(recipe.policy, position) - pass(recipe.policy, position - 1);
            }
            if let Some(reward) = recipe.reward {
                flop += pass(reward, prompt + response);
            }
            if text >= kept {
                continue;
            }
            let passes = recipe.rescoring + recipe.references + 3.0 * recipe.epochs;
            flop += passes * pass(recipe.policy, prompt + response);
            if let Some(value) = recipe.value {
                flop += (1.0 + 3.0 * recipe.epochs) * pass(value, prompt + response);
            }
        }
        flop
    }

    fn forward() -> impl Strategy<Value = Forward> {
        (1_u32..9, 0_u32..4, 1_u32..4).prop_map(|(token, layers, width)| {
            Forward::of_token(f64::from(token)).with_attention(f64::from(layers), f64::from(width))
        })
    }

    prop_compose! {
        fn recipe()(
            counts in (1_u32..5, 1_u32..5, 1_u32..9, 1_u32..9),
            quarter in 0_u32..4,
            passes in (0_u32..3, 0_u32..3, 0_u32..4),
            policy in forward(),
            reward in prop::option::of(forward()),
            value in prop::option::of(forward()),
        ) -> Reinforcement {
            let (prompts, samples, prompt, response) = counts;
            let (rescoring, references, epochs) = passes;
            Reinforcement {
                sampling: Sampling {
                    prompts: f64::from(prompts),
                    // So that a quarter of the texts is a whole number.
                    samples: f64::from(4 * samples),
                    prompt: f64::from(prompt),
                    response: Sequences::of_length(1.0, f64::from(response)),
                    discarded: f64::from(quarter) / 4.0,
                },
                policy,
                rescoring: f64::from(rescoring),
                references: f64::from(references),
                reward,
                value,
                epochs: f64::from(epochs),
            }
        }
    }

    proptest! {
        #[test]
        fn every_token_is_passed_as_often_as_a_loop_passes_it(recipe in recipe()) {
            let (ours, expected) = (total(recipe), by_hand(recipe));
            prop_assert!((ours / expected - 1.0).abs() < 1e-9, "{ours} {expected}");
        }

        #[test]
        fn more_of_anything_never_lowers_the_figure(recipe in recipe()) {
            let figure = total(recipe);
            let more = |change: &dyn Fn(&mut Reinforcement)| {
                let mut more = recipe;
                change(&mut more);
                total(more)
            };
            let changes: [&dyn Fn(&mut Reinforcement); 7] = [
                &|more| more.sampling.samples += 1.0,
                &|more| more.sampling.prompts += 1.0,
                &|more| more.sampling.prompt += 1.0,
                &|more| more.sampling.response = more.sampling.response.lengthened(1.0),
                &|more| more.epochs += 1.0,
                &|more| more.references += 1.0,
                &|more| more.value = more.value.or(Some(Forward::of_token(1.0))),
            ];
            for change in changes {
                prop_assert!(more(change) >= figure);
            }
            prop_assert!(more(&|more| more.sampling.discarded = 1.0) <= figure);
        }
    }

    #[test]
    fn grpo_has_no_value_model_and_ppo_has_one() {
        let grpo = Reinforcement {
            sampling: Sampling {
                prompts: 10.0,
                samples: 8.0,
                prompt: 100.0,
                response: Sequences::of_length(1.0, 900.0),
                discarded: 0.0,
            },
            policy: Forward::of_token(2e9),
            rescoring: 0.0,
            references: 1.0,
            reward: None,
            value: None,
            epochs: 1.0,
        };
        let names = |recipe: Reinforcement| {
            let stages = recipe.stages();
            stages.iter().map(|stage| stage.part).collect::<Vec<Part>>()
        };
        assert_eq!(names(grpo), [Part::Rollouts, Part::Reference, Part::Policy]);
        // Rollouts, reference, and an update of three passes: 5 passes of 2·N, less the last token of a rollout.
        let texts = 80.0 * 1000.0;
        assert_eq!(total(grpo), 2e9 * (5.0 * texts - 80.0));
        let ppo = Reinforcement {
            value: Some(grpo.policy),
            ..grpo
        };
        assert_eq!(total(ppo) - total(grpo), 2e9 * 4.0 * texts);
    }
}
