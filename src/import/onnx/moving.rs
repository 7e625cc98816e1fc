//! Numbers that are only moved: small tensors of any rank, with which exporters compute paddings
//! and indices.

use super::attributes::Node;
use super::tensor::{MAX_VALUES, Tensor, product};

type Number = Option<f64>;

/// Returns the numbers of a node’s output, whose sizes are known by now.
pub(super) fn values(
    operator: &str,
    node: &Node<'_>,
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
                let index = wrap_index(indices.at(index)?, from[axis])?;
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

/// The cut of `Slice` along one dimension: every `step`th position from `start` to before `end`.
pub(super) struct Cut {
    pub(super) axis: usize,
    start: Number,
    end: Number,
    step: Number,
}

impl Cut {
    /// Returns the first position taken from a dimension of `size`, and the number of positions.
    /// Negative bounds count from the end, and bounds are cut to the dimension, as in `numpy`.
    pub(super) fn of(&self, size: u64) -> Option<(u64, u64)> {
        let (start, end, step) = (self.start?, self.end?, self.step?);
        let size = size as f64;
        let (lowest, highest) = if step > 0.0 {
            (0.0, size)
        } else {
            (-1.0, size - 1.0)
        };
        let inside = |bound: f64| {
            let bound = if bound < 0.0 { bound + size } else { bound };
            bound.max(lowest).min(highest)
        };
        let (start, end) = (inside(start), inside(end));
        let count = ((end - start) / step).ceil().max(0.0);
        (step != 0.0).then_some((start as u64, count as u64))
    }
}

/// Returns the cuts of `Slice`, with its inputs in the newest order; none if the dimensions are not
/// known.
pub(super) fn cuts(inputs: &[Option<Tensor>], rank: usize) -> Option<Vec<Cut>> {
    let list = |index: usize| inputs.get(index).and_then(Option::as_ref);
    let numbers = |index: usize| list(index)?.values.as_deref();
    let axes = match list(3) {
        Some(axes) => axes.whole()?,
        None => {
            let starts = list(1)?.elements()?;
            (0..i64::try_from(starts).ok()?.min(rank as i64)).collect()
        }
    };
    let cut = |(index, along): (usize, i64)| {
        let at = |input: usize| *numbers(input)?.get(index)?;
        Some(Cut {
            axis: axis(along, rank)?,
            start: at(1),
            end: at(2),
            step: if list(4).is_some() { at(4) } else { Some(1.0) },
        })
    };
    axes.into_iter().enumerate().map(cut).collect()
}

/// Returns the numbers that `Slice` takes.
fn sliced(
    data: &Tensor,
    from: &[u64],
    to: &[u64],
    inputs: &[Option<Tensor>],
) -> Option<Vec<Number>> {
    let mut bounds: Vec<(u64, f64)> = vec![(0, 1.0); from.len()];
    for cut in cuts(inputs, from.len())? {
        bounds[cut.axis] = (cut.of(from[cut.axis])?.0, cut.step?);
    }
    let source = |place: Vec<u64>| {
        let pairs = place.into_iter().zip(&bounds);
        let index = |(index, (start, step)): (u64, &(u64, f64))| {
            (*start as f64 + index as f64 * step) as u64
        };
        data.at(&pairs.map(index).collect::<Vec<u64>>())
    };
    Some(places(to).map(source).collect())
}

/// Returns an axis, which may count from the end.
pub(super) fn axis(axis: i64, rank: usize) -> Option<usize> {
    let from_start = if axis < 0 {
        axis.checked_add(rank as i64)?
    } else {
        axis
    };
    usize::try_from(from_start).ok().filter(|axis| *axis < rank)
}

fn wrap_index(index: f64, size: u64) -> Option<u64> {
    let index = if index < 0.0 {
        index + size as f64
    } else {
        index
    };
    (0.0..size as f64).contains(&index).then_some(index as u64)
}

/// Returns every place of a tensor, the last index fastest.
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
    /// Returns the number at a place of the tensor after broadcasting.
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
