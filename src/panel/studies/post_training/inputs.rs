//! The boxes of post-training as they are read, and the stages that follow.

use super::Recipe;
use super::model::Model;
use crate::inference::Forward;
use crate::panel::studies::Input;
use crate::panel::studies::input::{Texts, Typed};
use crate::post_training::fields::Said;
use crate::post_training::{
    Part, Reinforcement, Rejection, Sampling, Sequences, Stage, distillation, preference,
    supervised,
};
use crate::quantity::Dimension;

/// The boxes of each model beside the one that is trained: its size, its layers and their width.
const REWARD: [Input; 3] = [Input::Reward, Input::RewardLayers, Input::RewardWidth];
const VALUE: [Input; 3] = [Input::Value, Input::ValueLayers, Input::ValueWidth];
const TEACHER: [Input; 3] = [Input::Teacher, Input::TeacherLayers, Input::TeacherWidth];

/// All boxes of a recipe, as read.
pub(super) struct Inputs {
    recipe: Recipe,
    /// Each box with its value.
    typed: Vec<(Input, Typed)>,
    /// The lengths of texts or responses, if a list was typed.
    lengths: Vec<f64>,
}

impl Inputs {
    /// Reads the boxes.
    pub(super) fn read(recipe: Recipe, texts: &Texts, model: &Model) -> Self {
        let mut lengths = Vec::new();
        let mut inputs = Self {
            recipe,
            typed: Vec::new(),
            lengths: Vec::new(),
        };
        for input in recipe.inputs() {
            let typed = match input {
                Input::TextTokens => {
                    let (typed, numbers) = texts.numbers(*input, dimension(*input));
                    lengths = numbers;
                    typed
                }
                Input::PromptTokens | Input::Discarded => {
                    texts.number_or_zero(*input, dimension(*input), inputs.default(*input, model))
                }
                input => texts.number(*input, dimension(*input), inputs.default(*input, model)),
            };
            inputs.typed.push((*input, typed));
        }
        inputs.lengths = lengths;
        inputs
    }

    /// Returns the boxes in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &(Input, Typed)> {
        self.typed.iter()
    }

    /// Returns what stands in the place of an empty box. Counts and lengths have nothing: they would be invented.
    fn default(&self, input: Input, model: &Model) -> Option<f64> {
        Some(match input {
            Input::Epochs | Input::TeacherPasses => 1.0,
            Input::References if self.recipe == Recipe::Preference => self.value(Input::Epochs)?,
            Input::References => 1.0,
            Input::Rescoring | Input::Spread => 0.0,
            Input::Discarded if self.recipe == Recipe::Rejection => {
                1.0 - 1.0 / self.value(Input::Samples)?.max(1.0)
            }
            Input::Discarded => 0.0,
            Input::Value => model.parameters()?,
            Input::Teacher if self.recipe == Recipe::Rejection => model.parameters()?,
            _ => return None,
        })
    }

    fn value(&self, input: Input) -> Option<f64> {
        let mut typed = self.typed.iter();
        typed.find(|(of, _)| *of == input)?.1.value
    }

    /// Returns the labels of the boxes that have to be filled in, or mended, before there is a figure.
    pub(super) fn missing(&self, model: &Model) -> Vec<&'static str> {
        let of_model = [
            (Input::Parameters, &model.size, true),
            (Input::Layers, &model.layers, model.width.value.is_some()),
            (Input::Width, &model.width, model.layers.value.is_some()),
        ];
        let of_recipe = self
            .typed
            .iter()
            .map(|(input, typed)| (*input, typed, self.needs(*input)));
        let missing = of_model.into_iter().chain(of_recipe);
        let missing = missing.filter(|(_, typed, is_needed)| {
            typed.is_wrong() || *is_needed && typed.value.is_none()
        });
        missing
            .map(|(input, ..)| self.recipe.label(input).0)
            .collect()
    }

    /// Returns whether nothing can stand in the place of a box.
    fn needs(&self, input: Input) -> bool {
        match input {
            Input::Teacher => self.recipe == Recipe::Distillation,
            // Each of these says nothing without the others.
            Input::Reward => {
                self.is_given(Input::RewardLayers) || self.is_given(Input::RewardWidth)
            }
            Input::RewardLayers => self.is_given(Input::RewardWidth),
            Input::RewardWidth => self.is_given(Input::RewardLayers),
            Input::ValueLayers => self.is_given(Input::ValueWidth),
            Input::ValueWidth => self.is_given(Input::ValueLayers),
            Input::TeacherLayers => self.is_given(Input::TeacherWidth),
            Input::TeacherWidth => self.is_given(Input::TeacherLayers),
            Input::Sequences
            | Input::Prompts
            | Input::Samples
            | Input::PromptTokens
            | Input::TextTokens => true,
            _ => false,
        }
    }

    fn is_given(&self, input: Input) -> bool {
        self.value(input).is_some()
    }

    /// Returns a model beside the one that is trained, with its attention if its layers and their width are typed.
    /// Returns `None` if nothing of it is typed.
    fn other(&self, texts: &Texts, [size, layers, width]: [Input; 3]) -> Option<Forward> {
        let is_typed = |input: Input| !texts.get(input).is_empty();
        if ![size, layers, width].into_iter().any(is_typed) {
            return None;
        }
        let model = Forward::of_token(2.0 * self.value(size)?);
        let attention = self.value(layers).zip(self.value(width));
        Some(attention.map_or(model, |(layers, width)| model.with_attention(layers, width)))
    }

    /// Returns the mean length of a whole text, which a network is counted at.
    pub(super) fn length(&self) -> Option<f64> {
        let prompt = self.value(Input::PromptTokens).unwrap_or_default();
        Some(prompt + self.value(Input::TextTokens)?)
    }

    /// Returns the stages, each with the size of its model as text. Returns `None` while something is missing.
    pub(super) fn stages(&self, texts: &Texts, model: &Model) -> Option<Vec<Said>> {
        let value = |input| self.value(input);
        let other = |model| self.other(texts, model);
        let policy = model.forward();
        let sequences = |number| match self.lengths.as_slice() {
            [length] => Some(Sequences::with_deviation(
                number,
                *length,
                value(Input::Spread)?,
            )),
            lengths => Sequences::from_lengths(number, lengths),
        };
        let sampling = || {
            Some(Sampling {
                prompts: value(Input::Prompts)?,
                samples: value(Input::Samples)?,
                prompt: value(Input::PromptTokens)?,
                response: sequences(1.0)?,
                discarded: value(Input::Discarded)?,
            })
        };
        let given = || sequences(value(Input::Sequences)?);
        let epochs = value(Input::Epochs)?;
        let reward = other(REWARD);
        let stages = match self.recipe {
            Recipe::Supervised => supervised(policy, given()?, epochs),
            Recipe::Preference => preference(policy, given()?, epochs, value(Input::References)?),
            Recipe::Grpo | Recipe::Ppo => {
                let has_value = self.recipe == Recipe::Ppo;
                let of_value = other(VALUE).unwrap_or(policy);
                let recipe = Reinforcement {
                    sampling: sampling()?,
                    policy,
                    rescoring: value(Input::Rescoring)?,
                    references: value(Input::References)?,
                    reward,
                    value: has_value.then_some(of_value),
                    epochs,
                };
                recipe.stages()
            }
            Recipe::Distillation => {
                let teacher = other(TEACHER)?;
                distillation(
                    policy,
                    teacher,
                    given()?,
                    epochs,
                    value(Input::TeacherPasses)?,
                )
            }
            Recipe::Rejection => {
                let recipe = Rejection {
                    sampling: sampling()?,
                    generator: other(TEACHER).unwrap_or(policy),
                    reward,
                    learner: policy,
                    epochs,
                };
                recipe.stages()
            }
        };
        let said = |stage: Stage| Said {
            parameters: self.size_of(stage.part, texts, model),
            stage,
        };
        Some(stages.into_iter().map(said).collect())
    }

    /// Returns the size of the model of a stage as text.
    fn size_of(&self, part: Part, texts: &Texts, model: &Model) -> String {
        let typed = match part {
            Part::Reward => texts.get(Input::Reward),
            Part::Values | Part::ValueModel => texts.get(Input::Value),
            Part::Teacher | Part::Samples => texts.get(Input::Teacher),
            _ => "",
        };
        match typed {
            "" => model.text.clone(),
            typed => typed.into(),
        }
    }
}

const fn dimension(input: Input) -> Dimension {
    match input {
        Input::Discarded => Dimension::Share,
        Input::References | Input::Rescoring | Input::TeacherPasses | Input::Spread => {
            Dimension::Ratio
        }
        Input::PromptTokens | Input::TextTokens => Dimension::Count(&["token"]),
        Input::Sequences => Dimension::Count(&["text", "pair", "example"]),
        Input::Epochs => Dimension::Count(&["epoch"]),
        _ => Dimension::Count(&[]),
    }
}
