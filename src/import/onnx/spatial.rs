//! Output sizes of operators that slide over their input: convolutions, pooling, resizing,
//! recurrent layers.
//!
//! The rules for convolution and pooling know one and two spatial dimensions. The size along one
//! dimension does not depend on the others, so each is asked for alone.

use super::moving::axis;
use super::rules::apply;
use super::shapes::Rules;
use super::tensor::{Size, Tensor, whole};
use rten_shape_inference::ops::{self, Direction, Padding};

/// Attributes of one spatial dimension, as the rules take them.
struct Slide {
    kernel: [usize; 1],
    stride: [usize; 1],
    dilation: [usize; 1],
    /// Padding before and after; none to keep the size (divided by the stride).
    pads: Option<[usize; 2]>,
    output_padding: [usize; 1],
}

impl Slide {
    /// Returns the attributes of one of the dimensions; none if they are no sizes.
    fn of(rules: &Rules<'_>, index: usize, dimensions: usize) -> Option<Self> {
        let at = |name: &str, index: usize, otherwise: i64| {
            let ints = rules.node.ints(name);
            let value = ints.map_or(Some(otherwise), |ints| ints.get(index).copied());
            // More than the rules' 32 bits is no size.
            value
                .and_then(|v| u32::try_from(v).ok())
                .filter(|v| *v < 1 << 31)
                .map(|v| v as usize)
        };
        let pads = match rules.node.text("auto_pad").unwrap_or("NOTSET") {
            "SAME_UPPER" | "SAME_LOWER" => None,
            "VALID" => Some([0, 0]),
            _ => Some([at("pads", index, 0)?, at("pads", dimensions + index, 0)?]),
        };
        Some(Self {
            kernel: [at("kernel_shape", index, 1)?],
            stride: [at("strides", index, 1)?],
            dilation: [at("dilations", index, 1)?],
            pads,
            output_padding: [at("output_padding", index, 0)?],
        })
    }

    fn padding(&self) -> Padding<'_> {
        match &self.pads {
            Some(pads) => Padding::Fixed(pads),
            None => Padding::Same,
        }
    }
}

/// Returns the input and the kernel along one dimension.
fn along(data: &[Size], weight: &[Size], index: usize) -> Option<[Option<Tensor>; 2]> {
    let one = |sizes: &[Size]| {
        Some(Tensor::sized(vec![
            *sizes.first()?,
            *sizes.get(1)?,
            *sizes.get(2 + index)?,
        ]))
    };
    Some([one(data), one(weight)])
}

/// Returns a rule’s size of one dimension, if it is at least one position.
fn last(made: Vec<Tensor>) -> Size {
    let size = *made.first()?.sizes.as_ref()?.get(2)?;
    size.filter(|size| *size > 0)
}

fn dimensions(sizes: &[Size]) -> usize {
    sizes.len().saturating_sub(2)
}

pub(super) fn convolution(rules: &Rules<'_>, operator: &str) -> Tensor {
    let weight = if operator == "QLinearConv" { 3 } else { 1 };
    let known = |index: usize| rules.input(index)?.sizes.clone();
    let (Some(data), Some(weight)) = (known(0), known(weight)) else {
        return Tensor::unknown();
    };
    if data.len() < 3 || weight.len() != data.len() {
        return Tensor::unknown();
    }
    let size = |index: usize| {
        let slide = Slide::of(rules, index, dimensions(&data))?;
        let rule = ops::Conv {
            dilations: &slide.dilation,
            padding: slide.padding(),
            strides: &slide.stride,
        };
        last(apply(&rule, &along(&data, &weight, index)?))
    };
    let spatial = (0..dimensions(&data)).map(size);
    Tensor::sized([data[0], weight[0]].into_iter().chain(spatial).collect())
}

pub(super) fn transposed(rules: &Rules<'_>) -> Tensor {
    let known = |index: usize| rules.input(index)?.sizes.clone();
    let (Some(data), Some(weight)) = (known(0), known(1)) else {
        return Tensor::unknown();
    };
    if data.len() < 3 || weight.len() != data.len() {
        return Tensor::unknown();
    }
    let groups = u64::try_from(rules.node.int("group").unwrap_or(1)).ok();
    let channels = weight[1]
        .zip(groups)
        .and_then(|(each, groups)| each.checked_mul(groups));
    let given = rules.node.ints("output_shape");
    let size = |index: usize| {
        if let Some(given) = given {
            // The sizes are spatial ones, or all.
            let skip = given.len().saturating_sub(dimensions(&data));
            return u64::try_from(*given.get(skip + index)?).ok();
        }
        let slide = Slide::of(rules, index, dimensions(&data))?;
        let rule = ops::ConvTranspose {
            groups: 1,
            padding: slide.padding(),
            strides: &slide.stride,
            dilations: &slide.dilation,
            output_padding: Some(&slide.output_padding),
        };
        last(apply(&rule, &along(&data, &weight, index)?))
    };
    let spatial = (0..dimensions(&data)).map(size);
    Tensor::sized([data[0], channels].into_iter().chain(spatial).collect())
}

pub(super) fn pooled(rules: &Rules<'_>) -> Tensor {
    let Some(data) = rules.input(0).and_then(|data| data.sizes.clone()) else {
        return Tensor::unknown();
    };
    if data.len() < 3 {
        return Tensor::unknown();
    }
    let size = |index: usize| {
        let slide = Slide::of(rules, index, dimensions(&data))?;
        let rule = ops::Pool {
            dilations: &slide.dilation,
            kernel_size: &slide.kernel,
            padding: slide.padding(),
            strides: &slide.stride,
            ceil_mode: rules.node.flag("ceil_mode"),
        };
        let [data, _] = along(&data, &data, index)?;
        last(apply(&rule, &[data]))
    };
    let spatial = (0..dimensions(&data)).map(size);
    Tensor::sized([data[0], data[1]].into_iter().chain(spatial).collect())
}

/// Returns the output of `Resize`. Scales are fractions, which the rules do not know.
pub(super) fn resized(rules: &Rules<'_>, operator: &str) -> Tensor {
    let Some(data) = rules.input(0).and_then(|data| data.sizes.clone()) else {
        return Tensor::unknown();
    };
    let numbers = |index: usize| {
        let values = rules.input(index)?.values.clone()?;
        (!values.is_empty()).then_some(values)
    };
    // Before operator set 11 the scales came second.
    let (scales, sizes) = match (operator, rules.inputs.len()) {
        ("Upsample", 1) => {
            let scales = rules.node.attribute("scales");
            let scales = scales.map(|a| a.floats.iter().map(|v| Some(f64::from(*v))).collect());
            (scales, None)
        }
        ("Upsample", _) | (_, 2) => (numbers(1), None),
        _ => (numbers(2), numbers(3)),
    };
    let axes: Vec<usize> = match rules.node.ints("axes") {
        Some(axes) => {
            let place = |axis: &i64| {
                let axis = if *axis < 0 {
                    axis.saturating_add(data.len() as i64)
                } else {
                    *axis
                };
                usize::try_from(axis).unwrap_or(usize::MAX)
            };
            axes.iter().map(place).collect()
        }
        None => (0..data.len()).collect(),
    };
    let mut made = data.clone();
    let mut set = |axis: usize, size: Size| {
        if let Some(place) = made.get_mut(axis) {
            *place = size;
        }
    };
    let policy = rules.node.text("keep_aspect_ratio_policy");
    match (sizes, scales) {
        // One scale for all, the smallest or the largest of those that the sizes ask for.
        (Some(sizes), _) if policy.is_some_and(|policy| policy != "stretch") => {
            let ratio = |(axis, size): (&usize, &Option<f64>)| {
                let from = (*data.get(*axis)?)?;
                Some((*size)? / from as f64)
            };
            let ratios: Option<Vec<f64>> = axes.iter().zip(&sizes).map(ratio).collect();
            let pick = if policy == Some("not_larger") {
                f64::min
            } else {
                f64::max
            };
            let scale = ratios.and_then(|ratios| ratios.into_iter().reduce(pick));
            for axis in axes {
                let size = data.get(axis).copied().flatten();
                let scaled = size
                    .zip(scale)
                    .map(|(size, scale)| (size as f64 * scale).round());
                set(axis, whole(scaled));
            }
        }
        (Some(sizes), _) => axes
            .iter()
            .zip(sizes)
            .for_each(|(axis, size)| set(*axis, whole(size))),
        (None, Some(scales)) => {
            for (axis, scale) in axes.iter().zip(scales) {
                let size = data.get(*axis).copied().flatten();
                // In 32 bits, as runtimes do: 20 times 0.45 is 9, not a little less.
                let scaled = size
                    .zip(scale)
                    .map(|(size, scale)| (size as f32 * scale as f32).floor());
                set(*axis, whole(scaled.map(f64::from)));
            }
        }
        (None, None) => axes.iter().for_each(|axis| set(*axis, None)),
    }
    Tensor::sized(made)
}

/// Returns the outputs of recurrent layers: of every step, and the last states.
pub(super) fn recurrent(rules: &Rules<'_>, operator: &str) -> Vec<Tensor> {
    let is_bidirectional = rules.node.text("direction") == Some("bidirectional");
    let direction = if is_bidirectional {
        Direction::Bidirectional
    } else {
        Direction::Unidirectional
    };
    let mut inputs = rules.inputs.to_vec();
    // With the layout 1 the batch comes first.
    let is_batch_first = rules.node.flag("layout");
    let exchange = |tensor: &mut Tensor, a: usize, b: usize| {
        if let Some(sizes) = &mut tensor.sizes
            && sizes.len() > a.max(b)
        {
            sizes.swap(a, b);
        }
    };
    if let (true, Some(Some(data))) = (is_batch_first, inputs.first_mut()) {
        exchange(data, 0, 1);
    }
    // A plain one has a single gate: a quarter of an LSTM's.
    if let ("RNN", Some(Some(weight))) = (operator, inputs.get_mut(1))
        && let Some([_, gates, _]) = weight.sizes.as_deref_mut()
    {
        *gates = gates.and_then(|gates| gates.checked_mul(4));
    }
    let mut made = match operator {
        "GRU" => apply(&ops::GRU { direction }, &inputs),
        _ => apply(&ops::LSTM { direction }, &inputs),
    };
    if is_batch_first {
        // [steps, directions, batch, hidden] to [batch, steps, directions, hidden].
        if let Some([steps, directions, batch, _]) = made
            .first_mut()
            .and_then(|tensor| tensor.sizes.as_deref_mut())
        {
            (*steps, *directions, *batch) = (*batch, *steps, *directions);
        }
        made.iter_mut()
            .skip(1)
            .for_each(|tensor| exchange(tensor, 0, 1));
    }
    made
}

/// Returns the output of operators whose sizes are in attributes or other inputs.
pub(super) fn placed(rules: &Rules<'_>, operator: &str, data: &Tensor) -> Tensor {
    let size = |input: usize, dimension: usize| -> Size {
        *rules.input(input)?.sizes.as_ref()?.get(dimension)?
    };
    let numbers = |input: usize| -> Vec<Size> {
        let numbers = rules.input(input).and_then(|tensor| tensor.values.as_ref());
        numbers.map_or(Vec::new(), |v| v.iter().map(|v| whole(*v)).collect())
    };
    let side = |name: &str| u64::try_from(rules.node.int(name).unwrap_or(1)).ok();
    let made = match operator {
        "RoiAlign" => vec![
            size(1, 0),
            size(0, 1),
            side("output_height"),
            side("output_width"),
        ],
        "MaxRoiPool" => {
            let pooled = rules.node.ints("pooled_shape").unwrap_or_default();
            let sides = pooled.iter().map(|side| u64::try_from(*side).ok());
            [size(1, 0), size(0, 1)].into_iter().chain(sides).collect()
        }
        // The sizes are listed, or unknown.
        "MaxUnpool" => match numbers(2) {
            listed if !listed.is_empty() => listed,
            _ => return Tensor::unknown(),
        },
        "AffineGrid" => match numbers(1).as_slice() {
            [batch, _, sides @ ..] => {
                let last = Some(sides.len() as u64);
                [*batch]
                    .into_iter()
                    .chain(sides.iter().copied())
                    .chain([last])
                    .collect()
            }
            _ => return Tensor::unknown(),
        },
        // Rows of blocks: [batch, channels of a whole block, blocks].
        "Col2Im" => {
            let block = rules.input(2).and_then(|block| block.whole());
            let times = |product: i64, side: &i64| product.checked_mul(*side);
            let block = block.and_then(|sides| sides.iter().try_fold(1, times));
            let block = block.and_then(|block| u64::try_from(block).ok());
            let channels = size(0, 1)
                .zip(block)
                .and_then(|(all, block)| all.checked_div(block));
            [size(0, 0), channels]
                .into_iter()
                .chain(numbers(1))
                .collect()
        }
        // CenterCropPad: the sizes that are listed, along those axes.
        _ => {
            let Some(mut sizes) = data.sizes.clone() else {
                return Tensor::unknown();
            };
            let axes = rules.node.ints("axes").map(<[i64]>::to_vec);
            let axes = axes.unwrap_or_else(|| (0..sizes.len() as i64).collect());
            let listed = numbers(1);
            for (index, along) in axes.into_iter().enumerate() {
                if let Some(place) = axis(along, sizes.len()) {
                    sizes[place] = listed.get(index).copied().flatten();
                }
            }
            sizes
        }
    };
    Tensor::sized(made).of(data.element)
}
