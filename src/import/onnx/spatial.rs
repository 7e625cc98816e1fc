//! Output sizes of operators that slide over their input: convolutions, pooling, resizing,
//! recurrent layers.
//!
//! The rules for convolution and pooling know one and two spatial dimensions. The size along one
//! dimension does not depend on the others, so each is asked for alone.

use super::rules::apply;
use super::shapes::Rules;
use super::tensor::{Size, Tensor};
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
    /// Returns the attributes of one of the dimensions; none if they are not sizes.
    fn of(rules: &Rules<'_>, index: usize, dimensions: usize) -> Option<Self> {
        let at = |name: &str, index: usize, otherwise: i64| {
            let ints = rules.node.ints(name);
            let value = ints.map_or(Some(otherwise), |ints| ints.get(index).copied());
            // More than the rules' 32 bits is not a size.
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
