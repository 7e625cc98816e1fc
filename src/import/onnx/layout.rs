//! Output sizes of operators that rearrange: reshape, cut, join, fill.

use super::attributes::Element;
use super::moving::cuts;
use super::rules::{apply, clamp};
use super::shapes::Rules;
use super::tensor::{MAX_RANK, MAX_VALUES, Size, Tensor, product, whole};
use rten_shape_inference::{ReductionOp, UnaryOp, ops};

impl Rules<'_> {
    pub(super) fn constant_of_shape(&self) -> Tensor {
        let value = self.node.tensor("value").map(|value| {
            let mut value = value.clone();
            // The value has one element, whatever its rank.
            value.dims.clear();
            Tensor::stored(&value)
        });
        let element = value.as_ref().map_or(Element::Float, |v| v.element);
        let Some(shape) = self.input(0) else {
            return Tensor::unknown().of(element);
        };
        let Some(numbers) = &shape.values else {
            // Not even the length of the shape may be known.
            return match shape.known().as_deref() {
                Some(&[rank]) if rank <= MAX_RANK as u64 => {
                    Tensor::sized(vec![None; rank as usize])
                }
                _ => Tensor::unknown(),
            }
            .of(element);
        };
        let mut made = from_numbers(numbers).of(element);
        let fill = match value {
            Some(value) => value.values.and_then(|v| v.first().copied().flatten()),
            None => Some(0.0),
        };
        if let (Some(fill), Some(count)) = (fill, made.elements())
            && count <= MAX_VALUES as u128
        {
            made.values = Some(vec![Some(fill); count as usize]);
        }
        made
    }

    pub(super) fn range(&self) -> Tensor {
        let number = |index: usize| *self.input(index)?.values.as_ref()?.first()?;
        let element = self.input(0).map(|start| start.element).unwrap_or_default();
        let made = match (number(0), number(1), number(2)) {
            (Some(start), Some(limit), Some(delta)) if delta != 0.0 => {
                let length = ((limit - start) / delta).ceil().max(0.0);
                if length <= MAX_VALUES as f64 {
                    let value = |index: u32| Some(start + f64::from(index) * delta);
                    Tensor::vector((0..length as u32).map(value).collect())
                } else {
                    Tensor::sized(vec![whole(Some(length))])
                }
            }
            _ => Tensor::sized(vec![None]),
        };
        made.of(element)
    }

    pub(super) fn reduce(&self) -> Vec<Tensor> {
        let keep_dims = self.node.int("keepdims") != Some(0);
        let attribute = self
            .node
            .ints("axes")
            .map(|axes| axes.iter().map(|a| clamp(*a)).collect());
        let attribute: Option<Vec<i32>> = attribute;
        if attribute.is_none()
            && self
                .input(1)
                .is_none_or(|axes| axes.known() == Some(vec![0]))
            && self.node.flag("noop_with_empty_axes")
        {
            return self.apply(&UnaryOp);
        }
        let rule = ReductionOp {
            axes: attribute.as_deref(),
            keep_dims,
        };
        let inputs = match self.input(1) {
            // No axes are all axes.
            Some(axes) if axes.known() == Some(vec![0]) => &self.inputs[..1],
            _ => self.inputs,
        };
        apply(&rule, inputs)
    }

    pub(super) fn reshape(&self, data: &Tensor) -> Tensor {
        let inputs = self.with_attributes(&[(1, "shape")]);
        let Some(Some(shape)) = inputs.get(1) else {
            return Tensor::unknown();
        };
        let Some(wanted) = &shape.values else {
            return match shape.known().as_deref() {
                Some(&[rank]) if rank <= MAX_RANK as u64 => {
                    Tensor::sized(vec![None; rank as usize])
                }
                _ => Tensor::unknown(),
            };
        };
        if wanted.len() > MAX_RANK {
            return Tensor::unknown();
        }
        let copies_zero = !self.node.flag("allowzero");
        let mut sizes: Vec<Size> = Vec::with_capacity(wanted.len());
        let mut rest = None;
        for (index, size) in wanted.iter().enumerate() {
            sizes.push(match size {
                Some(size) if *size == -1.0 => {
                    rest = Some(index);
                    Some(1)
                }
                Some(size) if *size == 0.0 && copies_zero => {
                    let sizes = data.sizes.as_ref();
                    sizes.and_then(|sizes| *sizes.get(index)?)
                }
                size => whole(*size),
            });
        }
        let known = || sizes.iter().copied().collect::<Option<Vec<u64>>>();
        // A graph made for other sizes may contain numbers that do not fit these.
        let made = known().and_then(|sizes| product(&sizes));
        if rest.is_none() && made.zip(data.elements()).is_some_and(|(a, b)| a != b) {
            return Tensor::sized(vec![None; sizes.len()]).of(data.element);
        }
        if let Some(index) = rest {
            let others = sizes.iter().copied().collect::<Option<Vec<u64>>>();
            let others = others.and_then(|others| product(&others));
            sizes[index] = match (data.elements(), others) {
                (Some(all), Some(others)) if others > 0 && all % others == 0 => {
                    u64::try_from(all / others).ok()
                }
                _ => None,
            };
        }
        Tensor::sized(sizes).of(data.element)
    }

    pub(super) fn flatten(&self, data: &Tensor) -> Tensor {
        let Some(sizes) = &data.sizes else {
            return Tensor::sized(vec![None, None]);
        };
        let axis = self.node.int("axis").unwrap_or(1);
        let rank = sizes.len() as i64;
        let axis = if axis < 0 {
            axis.saturating_add(rank)
        } else {
            axis
        };
        let Ok(axis) = usize::try_from(axis.clamp(0, rank)) else {
            return Tensor::unknown();
        };
        let (outer, inner) = sizes.split_at(axis);
        let all = |sizes: &[Size]| {
            let known: Option<Vec<u64>> = sizes.iter().copied().collect();
            u64::try_from(product(&known?)?).ok()
        };
        Tensor::sized(vec![all(outer), all(inner)])
    }

    pub(super) fn unsqueeze(&self, data: &Tensor) -> Vec<Tensor> {
        let inputs = self.with_attributes(&[(1, "axes")]);
        let axes = inputs.get(1).and_then(|axes| axes.as_ref()?.whole());
        if let (Some(axes), Some(rank)) = (&axes, data.rank()) {
            let rank = (rank + axes.len()) as i64;
            let mut places: Vec<i64> = axes
                .iter()
                .map(|axis| axis.rem_euclid(rank.max(1)))
                .collect();
            places.sort_unstable();
            places.dedup();
            if places.len() < axes.len() || rank > MAX_RANK as i64 {
                return Vec::new();
            }
        }
        apply(&ops::Unsqueeze, &inputs)
    }

    pub(super) fn expand(&self, data: &Tensor) -> Vec<Tensor> {
        let shape = self.input(1).cloned().unwrap_or_default();
        // The rule panics on a shape that is not a vector.
        if shape.rank() != Some(1) {
            return Vec::new();
        }
        if shape.values.is_some() {
            return self.apply(&ops::Expand);
        }
        // The length of a shape may be known without its numbers.
        let length = shape.known().and_then(|sizes| sizes.first().copied());
        let length = length.and_then(|length| usize::try_from(length).ok());
        let (Some(length), Some(sizes)) = (length.filter(|l| *l <= MAX_RANK), &data.sizes) else {
            return Vec::new();
        };
        let keeps = |size: &Size| size.filter(|size| *size > 1);
        let mut made = vec![None; length.saturating_sub(sizes.len())];
        made.extend(sizes.iter().map(keeps));
        vec![Tensor::sized(made)]
    }

    /// Joins tensors by a rule of our own: the library’s builds an expression as deep as there are
    /// inputs.
    pub(super) fn concat(&self) -> Tensor {
        let tensors: Vec<Tensor> = self.inputs.iter().flatten().cloned().collect();
        let element = tensors.first().map(|t| t.element).unwrap_or_default();
        let vectors = tensors.iter().map(|tensor| {
            let is_vector = tensor.rank() == Some(1);
            tensor.values.clone().filter(|_| is_vector)
        });
        if let Some(vectors) = vectors.collect::<Option<Vec<_>>>() {
            return Tensor::vector(vectors.concat()).of(element).shortened();
        }
        let Some(rank) = tensors
            .iter()
            .find_map(Tensor::rank)
            .filter(|rank| *rank > 0)
        else {
            return Tensor::unknown();
        };
        let axis = self.node.int("axis").unwrap_or(1);
        let axis = if axis < 0 {
            axis.saturating_add(rank as i64)
        } else {
            axis
        };
        let Some(axis) = usize::try_from(axis).ok().filter(|axis| *axis < rank) else {
            return Tensor::unknown();
        };
        let mut sizes: Vec<Size> = vec![None; rank];
        let mut along = Some(0_u64);
        for tensor in &tensors {
            let Some(own) = tensor.sizes.as_ref().filter(|sizes| sizes.len() == rank) else {
                along = None;
                continue;
            };
            along = along
                .zip(own[axis])
                .and_then(|(sum, size)| sum.checked_add(size));
            for (size, own) in sizes.iter_mut().zip(own) {
                *size = size.or(*own);
            }
        }
        sizes[axis] = along;
        Tensor::sized(sizes).of(element)
    }

    pub(super) fn split(&self, data: &Tensor) -> Vec<Tensor> {
        let axis = self.node.int("axis").unwrap_or(0);
        let mut inputs = self.with_attributes(&[(1, "split")]);
        inputs.resize(inputs.len().max(2), None);
        let outputs = self.node.int("num_outputs");
        let outputs = outputs.and_then(|outputs| usize::try_from(outputs).ok());
        let parts = outputs.unwrap_or(self.node.output.len());
        let parts = parts.clamp(1, MAX_VALUES) as u64;
        if inputs[1].is_none()
            && let Some(sizes) = &data.sizes
        {
            let rank = sizes.len() as i64;
            let place = if axis < 0 {
                axis.saturating_add(rank)
            } else {
                axis
            };
            let size = usize::try_from(place)
                .ok()
                .and_then(|place| *sizes.get(place)?);
            // All parts are equal, except for a smaller last one.
            let each = size.map(|size| size.div_ceil(parts));
            let part = |index: u64| {
                let (size, each) = (size?, each?);
                Some(size.saturating_sub(index * each).min(each) as f64)
            };
            inputs[1] = Some(Tensor::vector((0..parts).map(part).collect()));
        }
        let axis = clamp(axis);
        let rule = ops::Split {
            axis,
            num_outputs: None,
        };
        let mut made = apply(&rule, &inputs);
        if let (Some(numbers), Some(1)) = (&data.values, data.rank()) {
            let mut rest = numbers.as_slice();
            for part in &mut made {
                let size = part.elements().and_then(|size| usize::try_from(size).ok());
                let Some((own, after)) = size.and_then(|size| rest.split_at_checked(size)) else {
                    break;
                };
                part.values = Some(own.to_vec());
                rest = after;
            }
        }
        made
    }

    pub(super) fn slice(&self, data: &Tensor) -> Tensor {
        let Some(sizes) = &data.sizes else {
            return Tensor::unknown();
        };
        // The most that can be taken is all.
        let mut made = Tensor::sized(sizes.clone());
        let Some(cuts) = cuts(&self.normal("Slice"), sizes.len()) else {
            return made.at_most();
        };
        for cut in cuts {
            let Some(size) = sizes[cut.axis] else {
                continue;
            };
            match (cut.of(size), &mut made.sizes) {
                (Some((_, count)), Some(sizes)) => sizes[cut.axis] = Some(count),
                _ => made.is_at_most = true,
            }
        }
        made
    }

    pub(super) fn space_to_depth(&self, first: &Tensor) -> Tensor {
        let block = self.node.int("blocksize");
        let block = block.and_then(|b| u64::try_from(b).ok()).filter(|b| *b > 0);
        match (first.sizes.as_deref(), block) {
            (Some(&[n, c, h, w]), Some(block)) => {
                let square = block.checked_mul(block);
                let channels = c.zip(square).and_then(|(c, square)| c.checked_mul(square));
                let side = |size: Size| size.map(|size| size / block);
                Tensor::sized(vec![n, channels, side(h), side(w)])
            }
            _ => Tensor::unknown(),
        }
    }

    /// Drops the last `count` dimensions.
    pub(super) fn without_last(&self, data: &Tensor, count: usize) -> Tensor {
        let Some(mut sizes) = data.sizes.clone() else {
            return Tensor::unknown();
        };
        sizes.truncate(sizes.len().saturating_sub(count));
        Tensor::sized(sizes).of(data.element)
    }
}

/// Returns a tensor of the sizes that another one lists.
pub(super) fn from_numbers(numbers: &[Option<f64>]) -> Tensor {
    if numbers.len() > MAX_RANK {
        return Tensor::unknown();
    }
    Tensor::sized(numbers.iter().map(|size| whole(*size)).collect())
}
