//! A network to its parameters and multiply-adds.
//!
//! A multiply-add is 2 FLOP. Convolutions, linear layers and the two products of attention are
//! counted; element-wise operations, norms, pooling and an embedding's look-up are not.

use super::cost::Cost;
use super::error::{Error, Fault};
use super::kind::Kind;
use super::read::read;
use super::shape::Shape;
use super::term::Network;
use super::walk::Walk;

/// What one forward pass is on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Per {
    /// An image, a recording, a vector: whatever `input` is.
    #[default]
    Example,
    /// A token, on average over the sequence, or over both of an encoder and a decoder.
    Token,
    /// One time step of a recurrent network.
    Step,
}

impl Per {
    /// As scripts read it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Example => "example",
            Self::Token => "token",
            Self::Step => "step",
        }
    }
}

/// What a layer costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayerCount {
    /// Its place, `4.2` for the second within the fourth term.
    pub path: String,
    /// Where the term that it comes from starts in the text, in characters from 1.
    pub at: usize,
    /// As spelled.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Trainable parameters of one such layer.
    pub parameters: u128,
    /// Multiply-adds of one such layer, for one example, one whole sequence or one time step; of one
    /// whose weights are shared, as often as they are used.
    pub multiply_adds: u128,
    /// How many such layers there are in a row, each with weights of its own.
    pub repeat: u64,
    /// How often the weights of each are used.
    pub uses: u64,
    /// The shape that it makes.
    pub output: Shape,
    /// Of the parameters, those that a token does not visit.
    pub(super) idle: u128,
    /// Of the multiply-adds, those that no parameter stands for: the two products of attention, or
    /// those with a state.
    pub(super) attention: u128,
}

impl LayerCount {
    /// So many times as many in a row, each with weights of its own; none where that is too many.
    pub(super) fn repeated(&mut self, times: u64) -> Option<()> {
        self.repeat = self.repeat.checked_mul(times)?;
        Some(())
    }

    /// The same weights so many times as often; none where that is too often.
    pub(super) fn used(&mut self, times: u64) -> Option<()> {
        self.uses = self.uses.checked_mul(times)?;
        let times = u128::from(times);
        self.multiply_adds = self.multiply_adds.checked_mul(times)?;
        self.attention = self.attention.checked_mul(times)?;
        Some(())
    }

    fn all_attention(&self) -> u128 {
        self.attention.saturating_mul(u128::from(self.repeat))
    }

    /// Parameters that a token visits once more for every further use.
    fn reused(&self) -> u128 {
        let each = self.parameters.saturating_sub(self.idle);
        let further = u128::from(self.uses - 1).saturating_mul(u128::from(self.repeat));
        each.saturating_mul(further)
    }

    /// Parameters of all that there are in a row, for its share of the network's.
    pub fn all_parameters(&self) -> u128 {
        self.parameters.saturating_mul(u128::from(self.repeat))
    }

    /// Multiply-adds of all that there are in a row.
    pub fn all_multiply_adds(&self) -> u128 {
        self.multiply_adds.saturating_mul(u128::from(self.repeat))
    }
}

/// A network's parameters and multiply-adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Trainable parameters; what is shared counts once.
    pub parameters: u128,
    /// Without the experts that a token does not visit.
    pub active_parameters: u128,
    /// Of the tables that are looked up: embeddings and learned positions. Included above.
    pub embedding_parameters: u128,
    /// Of these, those of the table that the output projection shares.
    pub(super) tied: u128,
    /// Active parameters of shared weights, for each time that they are used again.
    pub(super) reused: u128,
    /// Of a forward pass over one example, one whole sequence or one time step.
    pub multiply_adds: u128,
    /// Of these, the two products of attention, which no parameter stands for.
    pub attention: u128,
    /// Likewise, the products with the states of state spaces and linear attention.
    pub states: u128,
    /// What [`Count::forward_multiply_adds`] is for.
    pub per: Per,
    /// Tokens of the sequence, of source and target together where there are both; none where a
    /// pass is on an example or a step.
    pub sequence: Option<u64>,
    /// Every layer, in order; those that cost nothing say so.
    pub layers: Vec<LayerCount>,
    /// Where each term starts in the text, in characters from 1, and the shape that it makes in the
    /// end.
    pub outputs: Vec<(usize, Shape)>,
}

impl Count {
    /// Multiply-adds of a forward pass on one example, token or time step.
    pub fn forward_multiply_adds(&self) -> f64 {
        self.multiply_adds as f64 / self.sequence.unwrap_or(1) as f64
    }

    /// FLOP of a forward pass on one example, token or time step: a multiply-add is 2 FLOP.
    pub fn forward_flop(&self) -> f64 {
        2.0 * self.forward_multiply_adds()
    }

    /// Active parameters without the tables that are only looked up: the N of 6·N·D. Kaplan et al.,
    /// <https://arxiv.org/abs/2001.08361>, leave out the output projection as well where it shares
    /// the embedding, but it multiplies: of GPT-2 small it is a quarter of all operations. So do
    /// shared weights, as often as they are used.
    pub fn six_n_parameters(&self) -> u128 {
        let looked_up = self.embedding_parameters.saturating_sub(self.tied);
        let once = self.active_parameters.saturating_sub(looked_up);
        once.saturating_add(self.reused)
    }

    /// Whether weights are used more than once.
    pub fn is_shared(&self) -> bool {
        self.reused > 0
    }

    /// For a model of tokens, the share of the operations that the rule 6·N·D leaves out: those of
    /// attention over the context, and those with states.
    pub fn six_n_share(&self) -> Option<f64> {
        // Parts of a sum that did not overflow.
        self.share(self.attention + self.states)
    }

    /// For a model of tokens, the share of attention over the context, which grows with its length.
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
/// What cannot be read, or cannot be, and what to type instead.
pub fn count_text(text: &str) -> Result<Count, Error> {
    count(&read(text)?)
}

/// Counts a network.
///
/// # Errors
/// The first layer that cannot be, with the shape that it gets.
pub fn count(network: &Network) -> Result<Count, Error> {
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
