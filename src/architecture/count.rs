//! A network to its parameters and multiply-adds.
//!
//! A multiply-add is 2 FLOP. Convolutions, linear layers and the two products of attention are
//! counted; element-wise operations, norms, pooling and an embedding's look-up are not.

use super::cost::Cost;
use super::error::{Fault, NetworkError};
use super::kind::LayerKind;
use super::read::read;
use super::shape::Shape;
use super::term::Network;
use super::walk::Walk;

/// The unit of one forward pass.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Per {
    /// An image, a recording or a vector: the `input`.
    #[default]
    Example,
    /// A token, on average over the sequence, or over both of an encoder and a decoder.
    Token,
    /// One time step of a recurrent network.
    Step,
}

impl Per {
    /// Returns the name in JSON, for scripts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Token => "token",
            Self::Step => "step",
        }
    }
}

/// The cost of a layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerCount {
    /// Its place: `4.2` is the second within the fourth term.
    pub path: String,
    /// Start of its term in the text, in characters from 1.
    pub at: usize,
    /// The layer as spelled.
    pub name: String,
    /// Its kind.
    pub kind: LayerKind,
    /// Trainable parameters of one such layer.
    pub parameters: u128,
    /// Multiply-adds of one such layer, for one example, one whole sequence or one time step.
    /// Shared weights count as often as they are used.
    pub multiply_adds: u128,
    /// Number of such layers in a row, each with weights of its own.
    pub repeat: u64,
    /// Uses of the weights of each.
    pub uses: u64,
    /// The shape that it makes.
    pub output: Shape,
    /// Parameters that a token does not visit.
    pub(super) idle: u128,
    /// Multiply-adds that no parameter stands for: the two products of attention, or those with a
    /// state.
    pub(super) attention: u128,
}

impl LayerCount {
    /// Repeats the layer in a row, each copy with weights of its own; none on overflow.
    pub(super) fn repeat(&mut self, times: u64) -> Option<()> {
        self.repeat = self.repeat.checked_mul(times)?;
        Some(())
    }

    /// Uses the same weights more often; none on overflow.
    pub(super) fn reuse(&mut self, times: u64) -> Option<()> {
        self.uses = self.uses.checked_mul(times)?;
        let times = u128::from(times);
        self.multiply_adds = self.multiply_adds.checked_mul(times)?;
        self.attention = self.attention.checked_mul(times)?;
        Some(())
    }

    fn all_attention(&self) -> u128 {
        self.attention.saturating_mul(u128::from(self.repeat))
    }

    /// Returns the parameters that a token visits again, for every further use.
    fn reused(&self) -> u128 {
        let each = self.parameters.saturating_sub(self.idle);
        let further = u128::from(self.uses - 1).saturating_mul(u128::from(self.repeat));
        each.saturating_mul(further)
    }

    /// Returns the parameters of the whole row, for its share of the network’s.
    pub fn all_parameters(&self) -> u128 {
        self.parameters.saturating_mul(u128::from(self.repeat))
    }

    /// Returns the multiply-adds of the whole row.
    pub fn all_multiply_adds(&self) -> u128 {
        self.multiply_adds.saturating_mul(u128::from(self.repeat))
    }
}

/// A network's parameters and multiply-adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Trainable parameters; shared ones count once.
    pub parameters: u128,
    /// Parameters without the experts that a token does not visit.
    pub active_parameters: u128,
    /// Parameters of tables that are looked up: embeddings and learned positions. Included above.
    pub embedding_parameters: u128,
    /// Parameters of the table that the output projection shares. Included above.
    pub(super) tied: u128,
    /// Active parameters of shared weights, once for each further use.
    pub(super) reused: u128,
    /// Multiply-adds of a forward pass over one example, one whole sequence or one time step.
    pub multiply_adds: u128,
    /// Multiply-adds of the two products of attention, which no parameter stands for. Included
    /// above.
    pub attention: u128,
    /// Multiply-adds with the states of state spaces and linear attention. Included above.
    pub states: u128,
    /// The unit of [`Count::forward_multiply_adds`].
    pub per: Per,
    /// Tokens of the sequence, of source and target together if there are both; none if a pass is
    /// on an example or a step.
    pub sequence: Option<u64>,
    /// Every layer in order, those that cost nothing included.
    pub layers: Vec<LayerCount>,
    /// Start of each term in the text, in characters from 1, and the shape that it makes.
    pub outputs: Vec<(usize, Shape)>,
}

impl Count {
    /// Returns the multiply-adds of a forward pass on one example, token or time step.
    pub fn forward_multiply_adds(&self) -> f64 {
        self.multiply_adds as f64 / self.sequence.unwrap_or(1) as f64
    }

    /// Returns the FLOP of a forward pass on one example, token or time step: a multiply-add is 2
    /// FLOP.
    pub fn forward_flop(&self) -> f64 {
        2.0 * self.forward_multiply_adds()
    }

    /// Returns the active parameters without tables that are only looked up: the N of 6·N·D. Kaplan
    /// et al., <https://arxiv.org/abs/2001.08361>, also leave out an output projection that shares
    /// the embedding. It counts here, because it multiplies: in GPT-2 small it is a quarter of all
    /// operations. Shared weights count as often as they are used.
    pub fn six_n_parameters(&self) -> u128 {
        let looked_up = self.embedding_parameters.saturating_sub(self.tied);
        let once = self.active_parameters.saturating_sub(looked_up);
        once.saturating_add(self.reused)
    }

    /// Returns whether weights are used more than once.
    pub fn is_shared(&self) -> bool {
        self.reused > 0
    }

    /// Returns the share of the operations that the rule 6·N·D leaves out, for a model of tokens:
    /// attention over the context and products with states.
    pub fn six_n_share(&self) -> Option<f64> {
        // These are parts of a sum that did not overflow.
        self.share(self.attention + self.states)
    }

    /// Returns in words what the rule 6·N·D leaves out.
    pub fn six_n_left_out(&self) -> &'static str {
        match (self.attention > 0, self.states > 0) {
            (_, false) => "attention over the context",
            (true, true) => "attention over the context and the products with states",
            (false, true) => "the products with states",
        }
    }

    /// Returns the share of attention over the context, which grows with its length, for a model of
    /// tokens.
    pub fn attention_share(&self) -> Option<f64> {
        self.share(self.attention)
    }

    fn share(&self, part: u128) -> Option<f64> {
        let is_counted = self.per == Per::Token && self.multiply_adds > 0;
        is_counted.then(|| part as f64 / self.multiply_adds as f64)
    }
}

/// Reads a text and counts the network that it spells.
///
/// # Errors
/// Says what cannot be read or counted, and what to type instead.
pub fn count_text(text: &str) -> Result<Count, NetworkError> {
    count(&read(text)?)
}

/// Counts a network.
///
/// # Errors
/// Names the first layer that cannot be counted, with the shape that it gets.
pub fn count(network: &Network) -> Result<Count, NetworkError> {
    let mut walk = Walk::default();
    let total = walk
        .network(&network.terms)
        .and_then(|()| total(&walk.layers));
    let total = total.map_err(|fault| walk.error(fault))?;
    let tables = walk.layers.iter().filter(|layer| layer.kind.is_table());
    let with_state = walk.layers.iter().filter(|layer| layer.kind.has_state());
    // Part of a sum that did not overflow.
    let states = with_state.map(LayerCount::all_attention).sum();
    let reused = walk.layers.iter().filter(|layer| !layer.kind.is_table());
    let sequence = (walk.per == Per::Token).then_some(walk.tokens);
    Ok(Count {
        parameters: total.parameters,
        active_parameters: total.parameters.saturating_sub(total.idle),
        // Part of a sum that did not overflow.
        embedding_parameters: tables.map(LayerCount::all_parameters).sum(),
        tied: walk.tied,
        reused: reused.map(LayerCount::reused).fold(0, u128::saturating_add),
        multiply_adds: total.multiply_adds,
        attention: total.attention.saturating_sub(states),
        states,
        per: walk.per,
        sequence,
        layers: walk.layers,
        outputs: walk.outputs,
    })
}

fn total(layers: &[LayerCount]) -> Result<Cost, Fault> {
    let mut total = Cost::default();
    for layer in layers {
        let cost = Cost {
            parameters: layer.parameters,
            idle: layer.idle,
            multiply_adds: layer.multiply_adds,
            attention: layer.attention,
            too_large: false,
        };
        total.add(&cost, layer.repeat);
    }
    if total.too_large {
        return Err(Fault::Overflow);
    }
    Ok(total)
}
