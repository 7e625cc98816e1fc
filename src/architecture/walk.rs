//! The walk through the layers of a network, with the shape at each of them.

use super::attention as att;
use super::block;
use super::convolution as conv;
use super::cost::Cost;
use super::count::{LayerCount, Per};
use super::error::{Fault, NetworkError};
use super::kind::LayerKind;
use super::plain;
use super::read::read;
use super::recurrence as rec;
use super::recurrent;
use super::shape::Shape;
use super::term::{Item, Join, Layer, Term};
use super::transformer as tr;

/// The most layers that are counted one by one; equal ones in a row count once.
const MAX_STEPS: usize = 5_000;
/// Characters of a term that an error shows.
const SHOWN_CHARS: usize = 60;

/// A walk through the layers, with the current shape.
#[derive(Default)]
pub(super) struct Walk {
    /// The current shape; none before the input.
    shape: Option<Shape>,
    pub(super) per: Per,
    /// Tokens of source and target together.
    pub(super) tokens: u64,
    /// Whether self-attention sees nothing later.
    causal: bool,
    /// The last embedding: vocabulary and width.
    table: Option<tr::Table>,
    /// Parameters of the table that the output projection shares.
    pub(super) tied: u128,
    /// The encoder’s output: length and width.
    memory: Option<(u64, u64)>,
    steps: usize,
    path: Vec<usize>,
    /// Start of the last term in the text, and the term.
    place: (usize, String),
    pub(super) layers: Vec<LayerCount>,
    pub(super) outputs: Vec<(usize, Shape)>,
}

impl Walk {
    pub(super) fn error(&self, fault: Fault) -> NetworkError {
        let (at, term) = &self.place;
        NetworkError {
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

    pub(super) fn network(&mut self, terms: &[Term]) -> Result<(), Fault> {
        self.terms(terms, 0, true)
    }

    /// Walks through terms in a row, numbered after the ones `before` them. On a fault the path
    /// stays at its place.
    fn terms(&mut self, terms: &[Term], before: usize, text: bool) -> Result<(), Fault> {
        for (index, term) in terms.iter().enumerate() {
            self.path.push(before + index + 1);
            if text {
                // The layers of a block have no place in the text.
                self.place.0 = term.at;
            }
            self.term(term, text)?;
            if text {
                self.outputs
                    .extend(self.shape.map(|shape| (term.at, shape)));
            }
            self.path.pop();
        }
        Ok(())
    }

    /// Walks through a term as often as it repeats. If a round keeps the shape, the other rounds
    /// are equal and are skipped. Rounds that share their weights must keep it.
    fn term(&mut self, term: &Term, text: bool) -> Result<(), Fault> {
        let shared = matches!(term.item, Item::Join(Join::Shared, _));
        let mut left = term.repeat;
        while left > 0 {
            let (before, first) = (self.shape, self.layers.len());
            self.item(&term.item, text)?;
            if self.shape == before && left > 1 {
                for layer in &mut self.layers[first..] {
                    let done = if shared {
                        layer.reuse(left)
                    } else {
                        layer.repeat(left)
                    };
                    done.ok_or(Fault::Overflow)?;
                }
                return Ok(());
            }
            if let (true, true, Some(before), Some(after)) = (shared, left > 1, before, self.shape)
            {
                self.place = (term.at, Join::Shared.name().into());
                return Err(Fault::Reshaped(Box::new([before, after])));
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

    /// Walks through branches from the same input.
    fn join(&mut self, join: Join, branches: &[Vec<Term>], text: bool) -> Result<(), Fault> {
        if let (Join::Shared, [terms]) = (join, branches) {
            return self.terms(terms, 0, text);
        }
        let place = self.place.0;
        let input = self.shape.ok_or(Fault::NoInput)?;
        // A single branch is joined with the input itself.
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
            at: self.place.0,
            name: layer.to_string(),
            kind: layer.kind,
            parameters: cost.parameters,
            multiply_adds: cost.multiply_adds,
            repeat: 1,
            uses: 1,
            output,
            idle: cost.idle,
            attention: cost.attention,
        });
        Ok(())
    }

    fn input(&mut self, layer: &Layer) -> Result<(), Fault> {
        let starts = self.shape.is_none();
        if self.path.len() != 1 || starts == (layer.kind == LayerKind::Target) {
            return Err(if starts {
                Fault::NoInput
            } else {
                Fault::InputWithin
            });
        }
        let length = layer.number("length");
        self.shape = Some(match layer.kind {
            LayerKind::Tokens => {
                self.per = Per::Token;
                Shape::Tokens(length)
            }
            LayerKind::Target => {
                let source = self.shape.ok_or(Fault::NoSource)?;
                self.memory = Some(source.sequence()?);
                Shape::Tokens(length)
            }
            LayerKind::Step => {
                self.per = Per::Step;
                let width = layer.number("width");
                Shape::Sequence { length: 1, width }
            }
            _ => plain::example(layer),
        });
        self.causal = layer.is("causal");
        self.tokens += length;
        Ok(())
    }

    fn costs(&mut self, layer: &Layer, shape: Shape) -> Result<(Cost, Shape), Fault> {
        let unchanged = |cost| Ok((cost, shape));
        match layer.kind {
            LayerKind::Conv => conv::convolution(layer, shape),
            LayerKind::Transposed => conv::transposed(layer, shape),
            LayerKind::Depthwise => conv::depthwise(layer, shape),
            LayerKind::MaxPool | LayerKind::AvgPool => conv::pooling(layer, shape),
            LayerKind::GlobalPool => conv::global_pooling(shape),
            LayerKind::Upsample => conv::upsampling(layer, shape),
            LayerKind::Flatten => conv::flatten(shape),
            LayerKind::Sequence => conv::sequence(shape, false),
            LayerKind::Frames => conv::sequence(shape, true),
            LayerKind::Patch => conv::patches(layer, shape),
            LayerKind::Class => tr::class_token(shape),
            LayerKind::First => plain::first(layer, shape),
            LayerKind::Map => conv::map(layer, shape),
            LayerKind::Merge => conv::merging(layer, shape),
            LayerKind::Append => plain::append(layer, shape),
            LayerKind::Fc => plain::fully_connected(layer, shape),
            LayerKind::Beside => unchanged(plain::beside(layer)),
            LayerKind::Rnn | LayerKind::Gru | LayerKind::Lstm => recurrent::recurrent(layer, shape),
            LayerKind::Embed => {
                let (cost, shape, table) = tr::embedding(layer, shape, self.table)?;
                self.table = Some(table);
                Ok((cost, shape))
            }
            LayerKind::Table => {
                let mut cost = Cost::default();
                cost.further(&[layer.number("vocabulary"), layer.number("width")]);
                unchanged(cost)
            }
            LayerKind::Positions => tr::positions(layer, shape),
            LayerKind::Attention => att::attention(layer, shape, self.causal),
            LayerKind::Cross => att::cross_attention(layer, shape, self.memory),
            LayerKind::Mla => att::latent_attention(layer, shape, self.causal),
            LayerKind::Mamba => rec::mamba(layer, shape),
            LayerKind::Mamba2 => rec::mamba2(layer, shape),
            LayerKind::DeltaNet => rec::deltanet(layer, shape),
            LayerKind::Kda => rec::kda(layer, shape),
            LayerKind::Lightning => rec::lightning(layer, shape),
            LayerKind::Rwkv7 => rec::rwkv7(layer, shape),
            LayerKind::ShortConv => rec::short_convolution(layer, shape),
            LayerKind::Ff => tr::feed_forward(layer, shape, 1),
            LayerKind::Gated => tr::feed_forward(layer, shape, 2),
            LayerKind::Experts => tr::experts(layer, shape),
            LayerKind::Head => {
                if let Some((vocabulary, width)) = self.table.filter(|_| layer.is("tied")) {
                    self.tied = u128::from(vocabulary) * u128::from(width);
                }
                tr::head(layer, shape, self.table)
            }
            LayerKind::BatchNorm | LayerKind::GroupNorm => unchanged(plain::norm(2, shape)?),
            LayerKind::LayerNorm if layer.is("nobias") => unchanged(plain::norm(1, shape)?),
            LayerKind::LayerNorm => unchanged(plain::norm(2, shape)?),
            LayerKind::RmsNorm => unchanged(plain::norm(1, shape)?),
            LayerKind::Extra => {
                let mut cost = Cost::default();
                cost.further(&[layer.number("parameters")]);
                unchanged(cost)
            }
            // Element-wise layers, and blocks, which were expanded before.
            _ => unchanged(Cost::default()),
        }
    }
}

/// Returns the shape of two joined branches.
fn together(join: Join, a: Shape, b: Shape) -> Result<Shape, Fault> {
    let width = match join {
        Join::Concat => a.width()?.checked_add(b.width()?).ok_or(Fault::Overflow)?,
        _ => a.width()?,
    };
    let agree = match join {
        Join::Concat => a.with_width(width) == b.with_width(width),
        _ => a == b,
    };
    if agree {
        Ok(a.with_width(width))
    } else {
        Err(Fault::Branches(join.name(), Box::new([a, b])))
    }
}
