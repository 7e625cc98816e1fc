//! The input, fully connected layers and norms.

use super::convolution::CostAndShape;
use super::cost::Cost;
use super::error::Fault;
use super::shape::Shape;
use super::term::{Layer, Sizes};

/// Returns the shape of one example: a vector, or channels and their positions.
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

/// Counts n features to m: n·m weights and m biases, n·m multiply-adds for each vector.
pub(super) fn fully_connected(layer: &Layer, shape: Shape) -> CostAndShape {
    let (width, rows) = shape.rows()?;
    let units = layer.number("units");
    let mut cost = Cost::default();
    cost.weights(&[width, units], &[rows]);
    if !layer.is("nobias") {
        cost.further(&[units]);
    }
    Ok((cost, shape.with_width(units)))
}

/// Counts the same for vectors beside the main path, such as the time step of a diffusion model, which
/// modulates every position: n·m + m parameters, n·m multiply-adds for each.
pub(super) fn beside(layer: &Layer) -> Cost {
    let (inputs, units) = (layer.number("inputs"), layer.number("units"));
    let mut cost = Cost::default();
    cost.weights(&[inputs, units], &[layer.number("count")]);
    if !layer.is("nobias") {
        cost.further(&[units]);
    }
    cost
}

/// Keeps the first position as a vector, or the first few positions.
pub(super) fn first(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let kept = match layer.size("count") {
        None => Shape::Vector(width),
        Some(count) if count > length => {
            return Err(Fault::MoreThan(
                "first positions",
                count,
                "positions",
                length,
            ));
        }
        Some(length) => Shape::Sequence { length, width },
    };
    Ok((Cost::default(), kept))
}

/// Appends positions: as they are, or projected from m features to d by the same m·d + d
/// parameters.
pub(super) fn append(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, width) = shape.sequence()?;
    let count = layer.number("count");
    let mut cost = Cost::default();
    if let Some(from) = layer.size("from") {
        cost.weights(&[from, width], &[count]);
        if !layer.is("nobias") {
            cost.further(&[width]);
        }
    }
    let length = length.checked_add(count).ok_or(Fault::Overflow)?;
    Ok((cost, Shape::Sequence { length, width }))
}

/// Counts learned vectors with one number for each feature or channel.
pub(super) fn norm(vectors: u64, shape: Shape) -> Result<Cost, Fault> {
    let mut cost = Cost::default();
    cost.further(&[vectors, shape.width()?]);
    Ok(cost)
}
