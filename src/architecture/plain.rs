//! The input, fully connected layers and norms.

use super::convolution::Counted;
use super::cost::Cost;
use super::error::Fault;
use super::shape::Shape;
use super::term::{Layer, Sizes};

/// The shape of one example: a vector, or channels and their positions.
pub(super) fn example(layer: &Layer) -> Shape {
    let sizes = layer.sizes("sizes").unwrap_or_default();
    match sizes.numbers() {
        [channels, sides @ ..] if !sides.is_empty() => Shape::Map {
            channels: *channels,
            sides: Sizes::new(sides),
        },
        _ => Shape::Vector(layer.number("sizes")),
    }
}

/// n features to m: n·m weights and m biases, n·m multiply-adds for each vector.
pub(super) fn fully_connected(layer: &Layer, shape: Shape) -> Counted {
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
pub(super) fn norm(vectors: u64, shape: Shape) -> Result<Cost, Fault> {
    let mut cost = Cost::default();
    cost.further(&[vectors, shape.width()?]);
    Ok(cost)
}
