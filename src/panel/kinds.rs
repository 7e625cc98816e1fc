//! The panel “Add a stage”: kinds of stage to start from.
//!
//! Each kind is a link of one stage, which the page adds after the shown one, with the model and the chips of that one
//! where they are the same. Nothing is assumed out of sight: every value of the stage stands in a field, where it can be
//! changed.

use super::piece::{Element, Piece, pieces};
use super::press::{Look, Press};
use super::{Shared, added};
use crate::draft::Draft;
use crate::draft::link::{encode, escape};
use maud::html;

/// A kind of stage.
pub struct Kind {
    /// The name of the kind.
    pub name: &'static str,
    /// The stage to start from, as a link.
    pub link: &'static str,
    /// The inputs that it takes over from the stage that is shown.
    pub shared: Shared,
    /// Advice on filling in the stage.
    pub advice: &'static str,
}

/// The link of the stage that is a base model.
const BASE: &str = "v=1&stage=Base_model&role=base";

/// All kinds, in the order in which they happen.
pub const KINDS: [Kind; 13] = [
    Kind {
        name: "Pre-training",
        link: "v=1&stage=Pre-training",
        shared: Shared::Model,
        advice: "The main run: forward and backward passes over all its tokens or examples.",
    },
    Kind {
        name: "Context extension",
        link: "v=1&stage=Context_extension",
        shared: Shared::Model,
        advice: "More tokens in longer sequences. If the layers are typed, type the longer sequence there too: attention takes more.",
    },
    Kind {
        name: "Fine-tuning",
        link: "v=1&stage=Fine-tuning",
        shared: Shared::Model,
        advice: "All weights are trained further, on other data.",
    },
    Kind {
        name: "Fine-tuning with adapters",
        link: "v=1&stage=Fine-tuning_with_adapters&trainable=0.01",
        shared: Shared::Model,
        advice: "LoRA and the like: gradients pass through the frozen weights, so a backward pass takes 1 + the share that trains, in forward passes. Starts at 1%; enter your own.",
    },
    Kind {
        name: "Fine-tuning of the last layers",
        link: "v=1&stage=Fine-tuning_of_the_last_layers&frozen=0.9",
        shared: Shared::Model,
        advice: "The layers before them have no backward pass. Starts at 90% of the forward pass; enter your own.",
    },
    Kind {
        name: "Reinforcement learning: rollouts",
        link: "v=1&stage=Reinforcement_learning:_rollouts&backward=0",
        shared: Shared::Model,
        advice: "Forward passes that make the samples, discarded ones included.",
    },
    Kind {
        name: "Reinforcement learning: updates",
        link: "v=1&stage=Reinforcement_learning:_updates",
        shared: Shared::Model,
        advice: "Training on the samples. A reference, reward or value model is a stage of its own.",
    },
    Kind {
        name: "Synthetic data",
        link: "v=1&stage=Synthetic_data&backward=0",
        shared: Shared::Chips,
        advice: "Forward passes of the model that makes the data. Include discarded samples: if 100 were generated and 10 kept, count 100.",
    },
    Kind {
        name: "Distillation: student",
        link: "v=1&stage=Distillation:_student",
        shared: Shared::Chips,
        advice: "Training of the smaller model.",
    },
    Kind {
        name: "Distillation: teacher’s forward passes",
        link: "v=1&stage=Distillation:_teacher&backward=0",
        shared: Shared::Chips,
        advice: "The larger model over the same tokens, forward only: type its parameters.",
    },
    Kind {
        name: "Hyper-parameter search",
        link: "v=1&stage=Hyper-parameter_search&runs=10",
        shared: Shared::Chips,
        advice: "One run, times how many there were. Starts at 10; enter your own.",
    },
    Kind {
        name: "Failed and exploratory runs",
        link: "v=1&stage=Failed_and_exploratory_runs",
        shared: Shared::Chips,
        advice: "By their chip-hours, or by a compute noted elsewhere.",
    },
    Kind {
        name: "Base model",
        link: BASE,
        shared: Shared::Nothing,
        advice: "The model that this one started from: the figures are then given with it and without it. Published models can be looked up there.",
    },
];

/// Makes the press that adds a base model.
pub(super) fn add_base() -> Press {
    Press::add_stages(BASE.into())
}

/// Draws the panel. The page adds the stage that is pressed. Recipes of post-training, which take several stages, are a
/// study that takes the draft.
pub fn draw(draft: &Draft, stage: u16) -> Vec<Piece> {
    let kinds = KINDS.iter().map(|kind| {
        let add = Press::AddStages(added::sharing(kind.link, kind.shared, draft, stage));
        let add = add.button(Look::of("link"), html! { (kind.name) });
        let advice = html! { p.hint { (kind.advice) } };
        Piece::Element(Element::new("li").holding(pieces![add, advice]))
    });
    let study = format!(
        "#view=study&study=post-training&estimate={}",
        escape(&encode(draft))
    );
    pieces![
        Element::of_class("ul", "kinds").holding(kinds.collect()),
        html! {
            p {
                a href=(study) { "Post-training, by recipe" }
                ": the stages of fine-tuning, DPO, GRPO, PPO, distillation and rejection sampling, from prompts, samples and tokens."
            }
        }
    ]
}
