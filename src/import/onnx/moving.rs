//! Numbers that are only moved: small tensors of any number of dimensions, as exporters compute
//! paddings and indices with.

use super::attributes::Attributes;
use super::tensor::{MAX_VALUES, Tensor, product};
use rten_onnx::onnx::NodeProto;

type Number = Option<f64>;

/// The numbers of what a node makes, whose sizes are known by now.
pub(super) fn values(
    operator: &str,
    node: &NodeProto,
    inputs: &[Option<Tensor>],
    made: &Tensor,
) -> Option<Vec<Number>> {
    let data = inputs.first()?.as_ref()?;
    let numbers = data.values.as_deref()?;
    let from = data.known()?;
    let to = made.known()?;
    if product(&to)? > MAX_VALUES as u128 {
        return None;
    }
    match operator {
        "Reshape" | "Flatten" | "Squeeze" | "Unsqueeze" => {
            (product(&from) == product(&to)).then(|| numbers.to_vec())
        }
        "Expand" => Some(places(&to).map(|place| data.at(&place)).collect()),
        "Transpose" => {
            let reversed = || (0..from.len() as i64).rev().collect();
            let perm: Vec<i64> = node.ints("perm").map_or_else(reversed, <[i64]>::to_vec);
            let source = |place: Vec<u64>| {
                let mut source = vec![0; from.len()];
                for (index, axis) in place.into_iter().zip(&perm) {
                    *source.get_mut(usize::try_from(*axis).ok()?)? = index;
                }
                data.at(&source)
            };
            Some(places(&to).map(source).collect())
        }
        "Slice" => sliced(data, &from, &to, inputs),
        "Gather" => {
            let indices = inputs.get(1)?.as_ref()?;
            let rank = indices.rank()?;
            let axis = axis(node.int("axis").unwrap_or(0), from.len())?;
            let source = |place: Vec<u64>| {
                let (before, rest) = place.split_at_checked(axis)?;
                let (index, after) = rest.split_at_checked(rank)?;
                let index = wrapped(indices.at(index)?, from[axis])?;
                data.at(&[before, &[index], after].concat())
            };
            Some(places(&to).map(source).collect())
        }
        "Concat" => {
            let axis = axis(node.int("axis").unwrap_or(0), to.len())?;
            let source = |mut place: Vec<u64>| {
                for tensor in inputs.iter().flatten() {
                    let size = tensor.known()?.get(axis).copied()?;
                    if place[axis] < size {
                        return tensor.at(&place);
                    }
                    place[axis] -= size;
                }
                None
            };
            Some(places(&to).map(source).collect())
        }
        _ => None,
    }
}

/// Every `step`th from `start` on, along some axes; as `numpy` slices.
fn sliced(
    data: &Tensor,
    from: &[u64],
    to: &[u64],
    inputs: &[Option<Tensor>],
) -> Option<Vec<Number>> {
    let list = |index: usize| inputs.get(index)?.as_ref()?.whole();
    let starts = list(1)?;
    let axes = list(3).unwrap_or_else(|| (0..starts.len() as i64).collect());
    let steps = list(4).unwrap_or_else(|| vec![1; starts.len()]);
    let mut bounds: Vec<(i64, i64)> = vec![(0, 1); from.len()];
    for ((start, along), step) in starts.iter().zip(axes).zip(steps) {
        let along = axis(along, from.len())?;
        let size = i64::try_from(from[along]).ok()?;
        let start = if *start < 0 {
            start.saturating_add(size)
        } else {
            *start
        };
        let last = if step < 0 { size - 1 } else { size };
        bounds[along] = (start.clamp(0, last.max(0)), step);
    }
    let source = |place: Vec<u64>| {
        let pairs = place.into_iter().zip(&bounds);
        let index = |(index, (start, step)): (u64, &(i64, i64))| {
            let offset = i64::try_from(index).ok()?.checked_mul(*step)?;
            u64::try_from(start.checked_add(offset)?).ok()
        };
        data.at(&pairs.map(index).collect::<Option<Vec<u64>>>()?)
    };
    Some(places(to).map(source).collect())
}

/// An axis that may count from the end.
pub(super) fn axis(axis: i64, rank: usize) -> Option<usize> {
    let from_start = if axis < 0 {
        axis.checked_add(rank as i64)?
    } else {
        axis
    };
    usize::try_from(from_start).ok().filter(|axis| *axis < rank)
}

fn wrapped(index: f64, size: u64) -> Option<u64> {
    let index = if index < 0.0 {
        index + size as f64
    } else {
        index
    };
    (0.0..size as f64).contains(&index).then_some(index as u64)
}

/// Every place of a tensor in turn, the last index fastest.
pub(super) fn places(sizes: &[u64]) -> impl Iterator<Item = Vec<u64>> + use<'_> {
    let count = product(sizes).unwrap_or_default().min(MAX_VALUES as u128) as u64;
    (0..count).map(move |mut rest| {
        let mut place = vec![0; sizes.len()];
        for (index, size) in place.iter_mut().zip(sizes).rev() {
            *index = rest % size;
            rest /= size;
        }
        place
    })
}

impl Tensor {
    /// The number at a place of what this is broadcast to.
    pub(super) fn at(&self, place: &[u64]) -> Number {
        let sizes = self.sizes.as_ref()?;
        let skip = place.len().checked_sub(sizes.len())?;
        let mut flat = 0_u64;
        for (index, size) in place[skip..].iter().zip(sizes) {
            let size = (*size)?;
            let index = if size == 1 { 0 } else { *index };
            if index >= size {
                return None;
            }
            flat = flat.checked_mul(size)?.checked_add(index)?;
        }
        *self.values.as_ref()?.get(usize::try_from(flat).ok()?)?
    }
}
