//! A network to its parameters and multiply-adds.
//!
//! A multiply-add is 2 FLOP. Convolutions, linear layers and the two products of attention are
//! counted; element-wise operations, norms, pooling and an embedding's look-up are not.

use super::block;
use super::convolution as conv;
use super::cost::Cost;
use super::error::{Error, Fault};
use super::kind::Kind;
use super::read::read;
use super::recurrent;
use super::shape::Shape;
use super::term::{Item, Join, Layer, Network, Term};
use super::transformer as tr;

/// Layers that are counted one by one; equal ones in a row count once.
const MAX_STEPS: usize = 20_000;
/// How much of a term an error shows.
const SHOWN_CHARS: usize = 60;

/// What one forward pass is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Per {
    /// An image, a recording, a vector: whatever `input` is.
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
    /// As spelled.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Trainable parameters of one such layer.
    pub parameters: u128,
    /// Multiply-adds of one such layer, for one example, one whole sequence or one time step.
    pub multiply_adds: u128,
    /// How many such layers there are in a row, each with weights of its own.
    pub repeat: u64,
    /// The shape that it makes.
    pub output: Shape,
    idle: u128,
    attention: u128,
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
    /// Of a forward pass over one example, one whole sequence or one time step.
    pub multiply_adds: u128,
    /// Of these, the two products of attention, which no parameter stands for.
    pub attention: u128,
    /// What [`Count::forward_multiply_adds`] is for.
    pub per: Per,
    /// Tokens of the sequence, of source and target together where there are both; none where a
    /// pass is on an example or a step.
    pub sequence: Option<u64>,
    /// Every layer that costs something, in order.
    pub layers: Vec<LayerCount>,
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

    /// For a model of tokens, the share of the operations that the rule 6·N·D leaves out: those of
    /// attention over the context. N are the parameters that a token is multiplied with.
    pub fn six_n_share(&self) -> Option<f64> {
        let is_counted = self.per == Per::Token && self.multiply_adds > 0;
        is_counted.then(|| self.attention as f64 / self.multiply_adds as f64)
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
    let mut walk = Walk {
        shape: None,
        per: Per::Example,
        tokens: 0,
        causal: false,
        table: None,
        memory: None,
        steps: 0,
        path: Vec::new(),
        place: (1, String::new()),
        layers: Vec::new(),
    };
    let total = walk
        .network(&network.terms)
        .and_then(|()| total(&walk.layers));
    let total = total.map_err(|fault| walk.error(fault))?;
    let tables = walk.layers.iter().filter(|layer| layer.kind.is_table());
    let sequence = (walk.per == Per::Token).then_some(walk.tokens);
    Ok(Count {
        parameters: total.parameters,
        active_parameters: total.parameters.saturating_sub(total.idle),
        // Part of a sum that did not overflow.
        embedding_parameters: tables.map(|l| l.parameters * u128::from(l.repeat)).sum(),
        multiply_adds: total.multiply_adds,
        attention: total.attention,
        per: walk.per,
        sequence,
        layers: walk.layers,
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

/// A walk through the layers, the shape in hand.
struct Walk {
    /// None before the input.
    shape: Option<Shape>,
    per: Per,
    /// Of source and target together.
    tokens: u64,
    /// Whether self-attention looks at nothing that comes later.
    causal: bool,
    /// The last embedding: vocabulary and width.
    table: Option<tr::Table>,
    /// What the encoder made: length and width.
    memory: Option<(u64, u64)>,
    steps: usize,
    path: Vec<usize>,
    /// Where the last term stands in the text, and the term.
    place: (usize, String),
    layers: Vec<LayerCount>,
}

impl Walk {
    fn error(&self, fault: Fault) -> Error {
        let (at, term) = &self.place;
        Error {
            at: *at,
            path: self.path_text(),
            term: term.chars().take(SHOWN_CHARS).collect(),
            fault,
        }
    }

    fn path_text(&self) -> String {
        let numbers: Vec<String> = self.path.iter().map(usize::to_string).collect();
        numbers.join(".")
    }

    fn network(&mut self, terms: &[Term]) -> Result<(), Fault> {
        self.terms(terms, 0, true)
    }

    /// Terms in a row, numbered after the ones `before` them. On a fault the path stays where it
    /// was found.
    fn terms(&mut self, terms: &[Term], before: usize, text: bool) -> Result<(), Fault> {
        for (index, term) in terms.iter().enumerate() {
            self.path.push(before + index + 1);
            if text {
                // What a block is made of stands nowhere in the text.
                self.place.0 = term.at;
            }
            self.term(term, text)?;
            self.path.pop();
        }
        Ok(())
    }

    /// A term as often as it is repeated. Where a round leaves the shape as it was, the others are
    /// the same and are not walked through.
    fn term(&mut self, term: &Term, text: bool) -> Result<(), Fault> {
        let mut left = term.repeat;
        while left > 0 {
            let (before, first) = (self.shape, self.layers.len());
            self.item(&term.item, text)?;
            if self.shape == before && left > 1 {
                for layer in &mut self.layers[first..] {
                    layer.repeat = layer.repeat.checked_mul(left).ok_or(Fault::Overflow)?;
                }
                return Ok(());
            }
            left -= 1;
        }
        Ok(())
    }

    fn item(&mut self, item: &Item, text: bool) -> Result<(), Fault> {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            return Err(Fault::TooMany);
        }
        match item {
            Item::Group(terms) => self.terms(terms, 0, text),
            Item::Join(join, branches) => self.join(*join, branches, text),
            Item::Layer(layer) => {
                self.place.1 = layer.to_string();
                self.layer(layer)
            }
        }
    }

    /// Branches from the same input.
    fn join(&mut self, join: Join, branches: &[Vec<Term>], text: bool) -> Result<(), Fault> {
        let place = self.place.0;
        let input = self.shape.ok_or(Fault::NoInput)?;
        // One branch alone stands beside the input itself.
        let mut shapes = Vec::new();
        if branches.len() == 1 {
            shapes.push(input);
        }
        let mut before = 0;
        for branch in branches {
            self.shape = Some(input);
            self.terms(branch, before, text)?;
            shapes.extend(self.shape);
            before += branch.len();
        }
        self.place = (place, join.name().into());
        let mut joined: Option<Shape> = None;
        for shape in shapes {
            joined = Some(match joined {
                None => shape,
                Some(so_far) => together(join, so_far, shape)?,
            });
        }
        self.shape = joined;
        Ok(())
    }

    fn layer(&mut self, layer: &Layer) -> Result<(), Fault> {
        if layer.kind.is_input() {
            return self.input(layer);
        }
        let shape = self.shape.ok_or(Fault::NoInput)?;
        if let Some(text) = block::expand(layer, shape, self.memory.is_some())? {
            let inner = read(&text).map_err(|error| error.fault)?;
            return self.terms(&inner.terms, 0, false);
        }
        let (cost, output) = self.costs(layer, shape)?;
        if cost.too_large {
            return Err(Fault::Overflow);
        }
        self.shape = Some(output);
        self.layers.push(LayerCount {
            path: self.path_text(),
            name: layer.to_string(),
            kind: layer.kind,
            parameters: cost.parameters,
            multiply_adds: cost.multiply_adds,
            repeat: 1,
            output,
            idle: cost.idle,
            attention: cost.attention,
        });
        Ok(())
    }

    fn input(&mut self, layer: &Layer) -> Result<(), Fault> {
        let starts = self.shape.is_none();
        if self.path.len() != 1 || starts == (layer.kind == Kind::Target) {
            return Err(if starts {
                Fault::NoInput
            } else {
                Fault::InputWithin
            });
        }
        let length = layer.number("length");
        self.shape = Some(match layer.kind {
            Kind::Tokens => {
                self.per = Per::Token;
                Shape::Tokens(length)
            }
            Kind::Target => {
                let source = self.shape.ok_or(Fault::NoSource)?;
                self.memory = Some(source.sequence()?);
                Shape::Tokens(length)
            }
            Kind::Step => {
                self.per = Per::Step;
                let width = layer.number("width");
                Shape::Sequence { length: 1, width }
            }
            _ => example(layer),
        });
        self.causal = layer.is("causal");
        self.tokens += length;
        Ok(())
    }

    fn costs(&mut self, layer: &Layer, shape: Shape) -> Result<(Cost, Shape), Fault> {
        let unchanged = |cost| Ok((cost, shape));
        match layer.kind {
            Kind::Conv => conv::convolution(layer, shape),
            Kind::Transposed => conv::transposed(layer, shape),
            Kind::Depthwise => conv::depthwise(layer, shape),
            Kind::MaxPool | Kind::AvgPool => conv::pooling(layer, shape),
            Kind::GlobalPool => conv::global_pooling(shape),
            Kind::Upsample => conv::upsampling(layer, shape),
            Kind::Flatten => conv::flatten(shape),
            Kind::Sequence => conv::sequence(shape, false),
            Kind::Frames => conv::sequence(shape, true),
            Kind::Patch => conv::patches(layer, shape),
            Kind::Class => tr::class_token(shape),
            Kind::First => {
                let (_, width) = shape.sequence()?;
                Ok((Cost::default(), Shape::Vector(width)))
            }
            Kind::Fc => fully_connected(layer, shape),
            Kind::Rnn | Kind::Gru | Kind::Lstm => recurrent::recurrent(layer, shape),
            Kind::Embed => {
                let (cost, shape, table) = tr::embedding(layer, shape, self.table)?;
                self.table = Some(table);
                Ok((cost, shape))
            }
            Kind::Positions => tr::positions(layer, shape),
            Kind::Attention => tr::attention(layer, shape, self.causal),
            Kind::Cross => tr::cross_attention(layer, shape, self.memory.ok_or(Fault::NoMemory)?),
            Kind::Mla => tr::latent_attention(layer, shape, self.causal),
            Kind::Ff => tr::feed_forward(layer, shape, 1),
            Kind::Gated => tr::feed_forward(layer, shape, 2),
            Kind::Experts => tr::experts(layer, shape),
            Kind::Head => tr::head(layer, shape, self.table),
            Kind::BatchNorm | Kind::GroupNorm => unchanged(norm(2, shape)?),
            Kind::LayerNorm if layer.is("nobias") => unchanged(norm(1, shape)?),
            Kind::LayerNorm => unchanged(norm(2, shape)?),
            Kind::RmsNorm => unchanged(norm(1, shape)?),
            Kind::Extra => {
                let mut cost = Cost::default();
                cost.further(&[layer.number("parameters")]);
                unchanged(cost)
            }
            // Element-wise, or taken apart before.
            _ => unchanged(Cost::default()),
        }
    }
}

/// The shape of one example: a vector, or channels and their positions.
fn example(layer: &Layer) -> Shape {
    let sizes = layer.sizes("sizes").unwrap_or_default();
    match sizes.numbers() {
        [channels, sides @ ..] if !sides.is_empty() => Shape::Map {
            channels: *channels,
            sides: super::term::Sizes::new(sides),
        },
        _ => Shape::Vector(layer.number("sizes")),
    }
}

/// n features to m: n·m weights and m biases, n·m multiply-adds for each vector.
fn fully_connected(layer: &Layer, shape: Shape) -> Result<(Cost, Shape), Fault> {
    let (width, rows) = shape.rows()?;
    let units = layer.number("units");
    let mut cost = Cost::default();
    cost.weights(&[width, units], &[rows]);
    if !layer.is("nobias") {
        cost.further(&[units]);
    }
    Ok((cost, shape.with_width(units)))
}

/// So many learned vectors of one number for each feature, or each channel.
fn norm(vectors: u64, shape: Shape) -> Result<Cost, Fault> {
    let mut cost = Cost::default();
    cost.further(&[vectors, shape.width()?]);
    Ok(cost)
}

/// The shape of two branches that come together.
fn together(join: Join, a: Shape, b: Shape) -> Result<Shape, Fault> {
    let width = match join {
        Join::Residual => a.width()?,
        Join::Concat => a.width()?.checked_add(b.width()?).ok_or(Fault::Overflow)?,
    };
    let agree = match join {
        Join::Residual => a == b,
        Join::Concat => a.with_width(width) == b.with_width(width),
    };
    if agree {
        Ok(a.with_width(width))
    } else {
        Err(Fault::Branches(join.name(), Box::new([a, b])))
    }
}
