//! Output sizes that scales, attributes or other inputs give: resizing, regions, cropping.

use super::moving::axis;
use super::shapes::Rules;
use super::tensor::{Size, Tensor, whole};

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
