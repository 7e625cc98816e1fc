//! The panel that explains why a backward pass counts twice, and when it does not.

use super::piece::{Piece, pieces};
use maud::html;

/// Draws the panel, which is the same for every draft.
pub fn draw() -> Vec<Piece> {
    pieces![html! {
        div.why {
            p {
                "For every product of the forward pass the backward pass computes two: one for the gradient of the layer’s weights, one for that of its input. It is nearer 1 where the first layer, which needs no gradient of its input, does most of the work; nearer 3 with small batches, where updating the weights counts. 0 counts forward passes alone: synthetic data, the rollouts of reinforcement learning, a teacher’s answers. "
                a href="https://epoch.ai/blog/backward-forward-FLOP-ratio" { "Epoch AI, What’s the backward-forward FLOP ratio for neural networks?" }
            }
            p {
                strong { "Adapters (LoRA). " }
                "Frozen weights need no gradient of their own, but the gradient still passes through them to the adapters below. So of the two products one is left, and the backward pass is 1 + the share of the weights that train: about 1 instead of 2. PEFT prints the share as “trainable%”."
            }
            p {
                strong { "Frozen first part. " }
                "Where everything below the trained layers is frozen, as with a new head on an old network, no gradient has to reach that part: it is passed forward alone. The backward pass is 2 × (1 − its share of the forward pass)."
            }
        }
    }]
}
