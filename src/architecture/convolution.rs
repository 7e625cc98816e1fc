//! Layers that move over positions: convolution, pooling, patches.
//!
//! Convolution arithmetic as in Dumoulin and Visin, "A guide to convolution arithmetic for deep
//! learning", <https://arxiv.org/abs/1603.07285>, and PyTorch's `Conv2d`.

use super::cost::Cost;
use super::error::Fault;
use super::shape::{Shape, along};
use super::term::{Layer, Sizes, Value};

/// The cost of a layer, and the shape that it makes.
pub(super) type CostAndShape = Result<(Cost, Shape), Fault>;

/// The movement of a window along each side.
struct Window {
    kernel: Sizes,
    stride: Sizes,
    dilation: Sizes,
    /// None for `same`, which pads for one output per stride.
    pad: Option<Sizes>,
}

impl Window {
    fn of(layer: &Layer, stride: Option<Sizes>, sides: Sizes) -> Result<Self, Fault> {
        let pad = match layer.value("pad") {
            Some(Value::Same) => None,
            _ => Some(along("pad", layer.sizes("pad"), 0, sides)?),
        };
        Ok(Self {
            kernel: along("kernel", layer.sizes("kernel"), 1, sides)?,
            stride: along("stride", stride, 1, sides)?,
            dilation: along("dilation", layer.sizes("dilation"), 1, sides)?,
            pad,
        })
    }

    /// Positions of the output: floor((n + 2P - δ(K-1) - 1)/S) + 1 along each side; ceil(n/S) for
    /// `same`. With `ceil` a last window that starts before the end may reach beyond it.
    fn output(&self, shape: Shape, sides: Sizes, ceil: bool) -> Result<Sizes, Fault> {
        let mut output = Sizes::default();
        for (axis, side) in sides.numbers().iter().enumerate() {
            let stride = at(&self.stride, axis);
            let Some(pad) = &self.pad else {
                output.push(side.div_ceil(stride));
                continue;
            };
            // Typed sizes are at most 1e9, so only the side itself can be too large for 64 bits.
            let window = at(&self.dilation, axis) * (at(&self.kernel, axis) - 1) + 1;
            let padded = side.saturating_add(2 * at(pad, axis));
            let Some(free) = padded.checked_sub(window) else {
                return Err(Fault::Window(Box::new(shape), window, padded));
            };
            let mut positions = free / stride + 1;
            let next = positions.saturating_mul(stride);
            if ceil && next < side.saturating_add(at(pad, axis)) && free % stride > 0 {
                positions += 1;
            }
            output.push(positions);
        }
        Ok(output)
    }
}

/// Returns the size along one side, 1 if none is given.
fn at(sizes: &Sizes, axis: usize) -> u64 {
    sizes.numbers().get(axis).copied().unwrap_or(1)
}

/// Returns the channels of a group, or an error if the groups are not equally large.
fn grouped(channels: u64, groups: u64) -> Result<u64, Fault> {
    if channels.is_multiple_of(groups) {
        Ok(channels / groups)
    } else {
        Err(Fault::Division("channels", channels, "groups", groups))
    }
}

/// Counts a convolution: C→D channels, kernel of K positions, G groups, O positions of the output:
/// K·C·D/G weights and D biases, O·K·C·D/G multiply-adds.
pub(super) fn convolution(layer: &Layer, shape: Shape) -> CostAndShape {
    let (channels, sides) = shape.places()?;
    let window = Window::of(layer, layer.sizes("stride"), sides)?;
    let output = window.output(shape, sides, false)?;
    mixing(layer, &window, channels, output, shape, output)
}

/// Counts a depthwise convolution: one kernel of K positions for each of C channels: K·C weights and
/// C biases, O·K·C multiply-adds.
pub(super) fn depthwise(layer: &Layer, shape: Shape) -> CostAndShape {
    let (channels, sides) = shape.places()?;
    let window = Window::of(layer, layer.sizes("stride"), sides)?;
    let output = window.output(shape, sides, false)?;
    let mut cost = Cost::default();
    cost.weights(
        &[window.kernel.numbers(), &[channels]].concat(),
        output.numbers(),
    );
    bias(&mut cost, layer, channels);
    Ok((cost, shape.with_places(channels, output)))
}

/// Counts a transposed convolution: each of I input positions is spread over the kernel, which takes
/// I·K·C·D/G multiply-adds. Sides become (n-1)·S - 2P + δ(K-1) + outpad + 1.
pub(super) fn transposed(layer: &Layer, shape: Shape) -> CostAndShape {
    let (channels, sides) = shape.places()?;
    let window = Window::of(layer, layer.sizes("stride"), sides)?;
    let pad = along("pad", layer.sizes("pad"), 0, sides)?;
    let more = along("outpad", layer.sizes("outpad"), 0, sides)?;
    let mut output = Sizes::default();
    for (axis, side) in sides.numbers().iter().enumerate() {
        // As above, only the side can be large.
        let around = at(&window.dilation, axis) * (at(&window.kernel, axis) - 1) + at(&more, axis);
        let spread = (side - 1).checked_mul(at(&window.stride, axis));
        let reach = spread.and_then(|spread| spread.checked_add(around + 1));
        let reach = reach.ok_or(Fault::Overflow)?;
        let cut = 2 * at(&pad, axis);
        if reach <= cut {
            return Err(Fault::Window(Box::new(shape), cut, reach));
        }
        output.push(reach - cut);
    }
    mixing(layer, &window, channels, sides, shape, output)
}

/// Counts weights from each of the C channels of a group to each of D, used once at each of `positions`.
fn mixing(
    layer: &Layer,
    window: &Window,
    channels: u64,
    positions: Sizes,
    shape: Shape,
    output: Sizes,
) -> CostAndShape {
    let (made, groups) = (layer.number("channels"), layer.number("groups"));
    grouped(made, groups)?;
    let mut cost = Cost::default();
    let weights = [window.kernel.numbers(), &[grouped(channels, groups)?, made]].concat();
    cost.weights(&weights, positions.numbers());
    bias(&mut cost, layer, made);
    Ok((cost, shape.with_places(made, output)))
}

/// Returns a smaller map and no cost: comparisons and additions are not multiply-adds.
pub(super) fn pooling(layer: &Layer, shape: Shape) -> CostAndShape {
    let (channels, sides) = shape.places()?;
    let stride = layer.sizes("stride").or(layer.sizes("kernel"));
    let window = Window::of(layer, stride, sides)?;
    let sides = window.output(shape, sides, layer.is("ceil"))?;
    Ok((Cost::default(), shape.with_places(channels, sides)))
}

/// Returns the shape of the mean of every channel, or of every feature of a sequence.
pub(super) fn global_pooling(shape: Shape) -> CostAndShape {
    match shape {
        Shape::Vector(_) => Err(Fault::NotAMap(Box::new(shape))),
        _ => Ok((Cost::default(), Shape::Vector(shape.width()?))),
    }
}

/// Multiplies each side by a whole number. Nothing is learned or multiplied.
pub(super) fn upsampling(layer: &Layer, shape: Shape) -> CostAndShape {
    let (channels, sides) = shape.map()?;
    let factor = along("factor", layer.sizes("factor"), 1, sides)?;
    let mut output = Sizes::default();
    for (side, factor) in sides.numbers().iter().zip(factor.numbers()) {
        output.push(side.checked_mul(*factor).ok_or(Fault::Overflow)?);
    }
    Ok((
        Cost::default(),
        Shape::Map {
            channels,
            sides: output,
        },
    ))
}

/// Counts patches of p positions a side, each projected to d features: a convolution with kernel and
/// stride p, whose positions become a sequence. Dosovitskiy et al.,
/// <https://arxiv.org/abs/2010.11929>.
pub(super) fn patches(layer: &Layer, shape: Shape) -> CostAndShape {
    let (channels, sides) = shape.map()?;
    let side = along("side", layer.sizes("side"), 1, sides)?;
    let mut output = Sizes::default();
    for (n, p) in sides.numbers().iter().zip(side.numbers()) {
        if !n.is_multiple_of(*p) {
            return Err(Fault::Division("positions", *n, "in a patch", *p));
        }
        output.push(n / p);
    }
    let width = layer.number("width");
    let mut cost = Cost::default();
    cost.weights(
        &[side.numbers(), &[channels, width]].concat(),
        output.numbers(),
    );
    bias(&mut cost, layer, width);
    let length = product(output.numbers())?;
    Ok((cost, Shape::Sequence { length, width }))
}

/// Joins b neighbouring positions into one: a norm of their b·d features, and b·d·w weights. Liu et
/// al., Swin Transformer, <https://arxiv.org/abs/2103.14030>.
pub(super) fn merging(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, features) = shape.sequence()?;
    let (by, width) = (layer.number("by"), layer.number("width"));
    if !length.is_multiple_of(by) {
        return Err(Fault::Division("positions", length, "in one", by));
    }
    let length = length / by;
    let mut cost = Cost::default();
    cost.further(&[2, by, features]);
    cost.weights(&[by, features, width], &[length]);
    Ok((cost, Shape::Sequence { length, width }))
}

fn bias(cost: &mut Cost, layer: &Layer, channels: u64) {
    if !layer.is("nobias") {
        cost.further(&[channels]);
    }
}

/// Multiplies sizes; the product must be a size itself.
pub(super) fn product(sizes: &[u64]) -> Result<u64, Fault> {
    let mut product: u64 = 1;
    for size in sizes {
        product = product.checked_mul(*size).ok_or(Fault::Overflow)?;
    }
    Ok(product)
}

/// Puts all features of all positions into one vector.
pub(super) fn flatten(shape: Shape) -> CostAndShape {
    let features = match shape {
        Shape::Map { channels, sides } => product(&[&[channels], sides.numbers()].concat())?,
        Shape::Sequence { length, width } => product(&[length, width])?,
        Shape::Vector(_) | Shape::Tokens(_) => shape.width()?,
    };
    Ok((Cost::default(), Shape::Vector(features)))
}

/// Makes a map of the positions of a sequence, row by row.
pub(super) fn map(layer: &Layer, shape: Shape) -> CostAndShape {
    let (length, channels) = shape.sequence()?;
    let sides = layer.sizes("sides").unwrap_or_default();
    if sides.numbers().len() == Sizes::MOST || product(sides.numbers())? != length {
        return Err(Fault::NoMap(Box::new(shape), sides));
    }
    Ok((Cost::default(), Shape::Map { channels, sides }))
}

/// Makes a sequence of all positions. With `frames` the sequence runs along the last side, and the other
/// sides become features.
pub(super) fn sequence(shape: Shape, frames: bool) -> CostAndShape {
    let (channels, sides) = shape.map()?;
    let (last, others) = sides
        .numbers()
        .split_last()
        .ok_or(Fault::NotAMap(Box::new(shape)))?;
    let shape = if frames {
        Shape::Sequence {
            length: *last,
            width: product(&[&[channels], others].concat())?,
        }
    } else {
        Shape::Sequence {
            length: product(sides.numbers())?,
            width: channels,
        }
    };
    Ok((Cost::default(), shape))
}
