//! Embeddings, feed-forward layers and experts over a sequence of L positions of width d.

use super::convolution::CostAndShape;
use super::cost::Cost;
use super::error::Fault;
use super::shape::Shape;
use super::term::Layer;

/// Counts d to f and back: 2·d·f weights. With a gate 3·d·f: Shazeer, "GLU variants improve
/// Transformer", <https://arxiv.org/abs/2002.05202>.
pub(super) fn feed_forward(layer: &Layer, shape: Shape, gates: u64) -> CostAndShape {
    let (width, rows) = shape.rows()?;
    let hidden = layer.number("hidden");
    let mut cost = Cost::default();
    cost.weights(&[1 + gates, width, hidden], &[rows]);
    if layer.is("bias") {
        cost.further(&[gates, hidden]);
        cost.further(&[width]);
    }
    if layer.is("scaled") {
        // The gate: one number a position, from d weights.
        cost.weights(&[width], &[rows]);
    }
    Ok((cost, shape))
}

/// Counts e experts, of which a token visits k, and s that every token visits, each a gated feed-forward
/// of f (or a plain one), after a router of d·e weights. DeepSeekMoE,
/// <https://arxiv.org/abs/2401.06066>; Mixtral, <https://arxiv.org/abs/2401.04088>. With biases,
/// each has those of a feed-forward. With `latent` the e experts work on l features, with 2·d·l
/// weights there and back, as in Nemotron 3; with `zero` the router also chooses among that many
/// experts that compute nothing, as in LongCat-Flash, <https://arxiv.org/abs/2509.01322>.
pub(super) fn experts(layer: &Layer, shape: Shape) -> CostAndShape {
    let (width, rows) = shape.rows()?;
    let (all, active) = (layer.number("count"), layer.number("active"));
    let Some(idle) = all.checked_sub(active) else {
        return Err(Fault::MoreThan("active experts", active, "experts", all));
    };
    let matrices = if layer.is("plain") { 2 } else { 3 };
    let hidden = layer.number("hidden");
    let shared = layer.size("shared").unwrap_or(0);
    let routed = all + layer.size("zero").unwrap_or(0);
    let inner = layer.size("latent").unwrap_or(width);
    let mut cost = Cost::default();
    cost.weights(&[width, routed], &[rows]);
    cost.weights(&[matrices, width, hidden, shared], &[rows]);
    cost.weights(&[matrices, inner, hidden, active], &[rows]);
    cost.unused(&[matrices, inner, hidden, idle]);
    if layer.is("latent") {
        cost.weights(&[2, width, inner], &[rows]);
    }
    if layer.is("routerbias") {
        cost.further(&[routed]);
    }
    if layer.is("bias") {
        cost.further(&[matrices - 1, hidden, shared + active]);
        cost.unused(&[matrices - 1, hidden, idle]);
        cost.further(&[width, shared]);
        cost.further(&[inner, active]);
        cost.unused(&[inner, idle]);
    }
    Ok((cost, shape))
}

/// An embedding's vocabulary and width, which later layers may share.
pub(super) type Table = (u64, u64);

/// Counts a look-up: V·d parameters and no multiply-adds; nothing if it is shared.
pub(super) fn embedding(
    layer: &Layer,
    shape: Shape,
    shared: Option<Table>,
) -> Result<(Cost, Shape, Table), Fault> {
    let Shape::Tokens(_) = shape else {
        return Err(Fault::Needs(
            "tokens",
            Box::new(shape),
            "tokens(length) or target(length)",
        ));
    };
    let mut cost = Cost::default();
    let table = if layer.is("tied") {
        if layer.is("vocabulary") {
            return Err(Fault::TiedSizes);
        }
        shared.ok_or(Fault::NoTable)?
    } else {
        let given = |name| layer.size(name).ok_or(Fault::SizeMissing(name, layer.kind));
        let table = (given("vocabulary")?, given("width")?);
        cost.further(&[table.0, table.1]);
        table
    };
    Ok((cost, shape.with_width(table.1), table))
}

/// Adds one learned vector to each position.
pub(super) fn positions(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let count = layer.size("count").unwrap_or(length);
    if count < length {
        return Err(Fault::Positions(count, length));
    }
    let mut cost = Cost::default();
    cost.further(&[count, width]);
    Ok((cost, shape))
}

/// Adds a position in front, with d learned features.
pub(super) fn class_token(shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let mut cost = Cost::default();
    cost.further(&[width]);
    let length = length.checked_add(1).ok_or(Fault::Overflow)?;
    Ok((cost, Shape::Sequence { length, width }))
}

/// Counts d features to V scores at every position: V·d weights, or those of the embedding.
pub(super) fn head(layer: &Layer, shape: Shape, shared: Option<Table>) -> CostAndShape {
    let (width, rows) = shape.rows()?;
    let mut cost = Cost::default();
    let vocabulary = if layer.is("tied") {
        let table = shared.ok_or(Fault::NoTable)?;
        if layer.is("vocabulary") {
            return Err(Fault::TiedSizes);
        }
        if table.1 != width {
            return Err(Fault::OtherWidth(table.1, Box::new(shape)));
        }
        cost.add_shared(&[table.0, width], rows);
        table.0
    } else {
        let vocabulary = layer.size("vocabulary");
        let vocabulary = vocabulary.ok_or(Fault::SizeMissing("vocabulary", layer.kind))?;
        cost.weights(&[vocabulary, width], &[rows]);
        vocabulary
    };
    if layer.is("bias") {
        cost.further(&[vocabulary]);
    }
    Ok((cost, shape.with_width(vocabulary)))
}
