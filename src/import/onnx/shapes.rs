//! The sizes of what a node makes: the table from operators to the rules of
//! `rten-shape-inference`, and the few rules of our own.
//!
//! The rules are asked only what they can answer: some of them panic on a step of 0, on an axis
//! twice or on an empty vector, evaluate in 32 bits, or know two spatial dimensions alone.

use super::arithmetic;
use super::attributes::{Attributes, Element, operator};
use super::moving;
use super::spatial;
use super::tensor::{MAX_RANK, MAX_VALUES, Size, Tensor, product, whole};
use rten_onnx::onnx::{DataType, NodeProto};
use rten_shape_inference::{
    BinaryOp, InferShapes, InferShapesContext, ReductionOp, SymTensor, SymbolGen, UnaryOp, ops,
};

/// What is known of a node's outputs; none where its operator is not known.
pub(super) fn infer(node: &NodeProto, inputs: &[Option<Tensor>]) -> Option<Vec<Tensor>> {
    let (domain, operator) = operator(node);
    let mut rules = Rules { node, inputs };
    let first = inputs.first().cloned().flatten().unwrap_or_default();
    if let Some(values) = arithmetic::values(operator, node, inputs) {
        return Some(vec![values]);
    }
    let mut outputs = match domain {
        "" => rules.standard(operator, &first)?,
        "com.microsoft" => rules.microsoft(operator, &first)?,
        _ => return None,
    };
    if let (Some(output), true) = (outputs.first_mut(), domain.is_empty())
        && output.values.is_none()
    {
        output.values = moving::values(operator, node, &rules.normal(operator), output);
    }
    for output in &mut outputs {
        if output.element == Element::Other {
            output.element = first.element;
        }
    }
    Some(outputs)
}

/// A node, and what it works on.
pub(super) struct Rules<'a> {
    pub(super) node: &'a NodeProto,
    pub(super) inputs: &'a [Option<Tensor>],
}

impl Rules<'_> {
    fn standard(&mut self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        let same = || Tensor {
            values: None,
            ..first.clone()
        };
        Some(match operator {
            // Element by element, and what keeps its input's sizes.
            "Abs"
            | "Acos"
            | "Acosh"
            | "Asin"
            | "Asinh"
            | "Atan"
            | "Atanh"
            | "BitwiseNot"
            | "Ceil"
            | "Celu"
            | "Clip"
            | "Cos"
            | "Cosh"
            | "CumSum"
            | "CumProd"
            | "Elu"
            | "Erf"
            | "Exp"
            | "Floor"
            | "Gelu"
            | "HardSigmoid"
            | "HardSwish"
            | "Hardmax"
            | "InstanceNormalization"
            | "LRN"
            | "LeakyRelu"
            | "Log"
            | "LogSoftmax"
            | "LpNormalization"
            | "MeanVarianceNormalization"
            | "Mish"
            | "Neg"
            | "PRelu"
            | "Reciprocal"
            | "Relu"
            | "ReverseSequence"
            | "Round"
            | "Scatter"
            | "ScatterElements"
            | "ScatterND"
            | "Selu"
            | "Shrink"
            | "Sigmoid"
            | "Sign"
            | "Sin"
            | "Sinh"
            | "Softmax"
            | "Softplus"
            | "Softsign"
            | "Sqrt"
            | "Swish"
            | "Tan"
            | "Tanh"
            | "TensorScatter"
            | "ThresholdedRelu"
            | "Trilu"
            | "Bernoulli"
            | "RandomNormalLike"
            | "RandomUniformLike"
            | "RotaryEmbedding"
            | "LayerNormalization"
            | "RMSNormalization"
            | "GroupNormalization"
            | "QuantizeLinear" => self.apply(&UnaryOp),
            "DequantizeLinear" => vec![same().of(Element::Float)],
            "IsInf" | "IsNaN" | "Not" => vec![same().of(Element::Other)],
            "BatchNormalization" => {
                // Of old there were further outputs, per channel.
                let channels = first.sizes.as_ref().and_then(|sizes| sizes.get(1)).copied();
                let each = channels
                    .map(|size| Tensor::sized(vec![size]))
                    .unwrap_or_default();
                vec![same(), each.clone(), each.clone(), each.clone(), each]
            }
            "Dropout" => self.apply(&ops::Dropout),
            "Identity" => vec![first.clone()],
            "Cast" => {
                let to = self.node.int("to").and_then(|to| i32::try_from(to).ok());
                vec![arithmetic::cast(first, Element::of(to.map(DataType)))]
            }
            "CastLike" => {
                let element = self.input(1).map(|like| like.element);
                vec![arithmetic::cast(first, element.unwrap_or_default())]
            }
            "DynamicQuantizeLinear" => self.apply(&ops::DynamicQuantizeLinear),
            // Two or more, broadcast.
            "Add" | "And" | "BitShift" | "BitwiseAnd" | "BitwiseOr" | "BitwiseXor" | "Div"
            | "Equal" | "Greater" | "GreaterOrEqual" | "Less" | "LessOrEqual" | "Max" | "Mean"
            | "Min" | "Mod" | "Mul" | "Or" | "Pow" | "Sub" | "Sum" | "Where" | "Xor" => {
                vec![self.broadcast(operator)]
            }
            // Shapes and indices.
            "Shape" => {
                let bound = |name| self.node.int(name).map(clamp);
                let rule = ops::Shape {
                    start: bound("start"),
                    end: bound("end"),
                };
                integers(self.apply(&rule))
            }
            "Size" => {
                let count = first.elements().map(|count| count as f64);
                vec![Tensor::scalar(count)]
            }
            "Constant" => vec![super::constant(self.node)],
            "ConstantOfShape" => vec![self.constant_of_shape()],
            "Range" => vec![self.range()],
            "NonZero" => integers(self.apply(&ops::NonZero)),
            "ArgMax" | "ArgMin" => {
                let axis = [clamp(self.node.int("axis").unwrap_or(0))];
                let rule = ReductionOp {
                    axes: Some(&axis),
                    keep_dims: self.node.int("keepdims") != Some(0),
                };
                integers(self.apply(&rule))
            }
            "ReduceL1" | "ReduceL2" | "ReduceLogSum" | "ReduceLogSumExp" | "ReduceMax"
            | "ReduceMean" | "ReduceMin" | "ReduceProd" | "ReduceSum" | "ReduceSumSquare" => {
                self.reduce()
            }
            "TopK" => {
                let axis = self.node.int("axis").map(clamp);
                let inputs = self.with_attributes(&[(1, "k")]);
                apply(&ops::TopK { axis }, &inputs)
            }
            "OneHot" => {
                let axis = clamp(self.node.int("axis").unwrap_or(-1));
                self.apply(&ops::OneHot { axis })
            }
            // Layout.
            "Reshape" => vec![self.reshape(first)],
            "Flatten" => vec![self.flatten(first)],
            "Transpose" => {
                let perm = self.node.ints("perm").map(sizes);
                let rule = ops::Transpose {
                    perm: perm.as_deref(),
                };
                if perm.as_ref().is_some_and(|perm| perm.len() > MAX_RANK) {
                    return Some(Vec::new());
                }
                self.apply(&rule)
            }
            "Squeeze" => apply(&ops::Squeeze, &self.with_attributes(&[(1, "axes")])),
            "Unsqueeze" => self.unsqueeze(first),
            "Expand" => self.expand(first),
            "Concat" => vec![self.concat()],
            "Split" => self.split(first),
            "Slice" => self.slice(),
            "Gather" => {
                let axis = clamp(self.node.int("axis").unwrap_or(0));
                self.apply(&ops::Gather { axis })
            }
            "GatherElements" => self.apply(&ops::GatherElements),
            "GatherND" => {
                let batch_dims = self.node.int("batch_dims").unwrap_or(0);
                let batch_dims = usize::try_from(batch_dims).ok().filter(|d| *d < MAX_RANK);
                self.apply(&ops::GatherND {
                    batch_dims: batch_dims?,
                })
            }
            "Tile" => self.apply(&ops::Tile),
            "Pad" => apply(
                &ops::Pad,
                &self.with_attributes(&[(1, "pads"), (1, "paddings")]),
            ),
            "DepthToSpace" => {
                let block_size = self
                    .node
                    .int("blocksize")
                    .and_then(|b| u32::try_from(b).ok());
                self.apply(&ops::DepthToSpace {
                    block_size: block_size?,
                })
            }
            "SpaceToDepth" | "Compress" | "Unique" => vec![self.rest(operator, first)],
            "EyeLike" => vec![same()],
            "RandomNormal" | "RandomUniform" => {
                let shape = self.node.ints("shape").unwrap_or_default();
                vec![from_numbers(
                    &shape.iter().map(|d| Some(*d as f64)).collect::<Vec<_>>(),
                )]
            }
            // Space.
            "Conv" | "ConvInteger" | "QLinearConv" | "DeformConv" => {
                vec![spatial::convolution(self, operator)]
            }
            "ConvTranspose" => vec![spatial::transposed(self)],
            "AveragePool" | "MaxPool" | "LpPool" => {
                let pooled = spatial::pooled(self);
                vec![pooled.clone(), pooled]
            }
            "GlobalAveragePool" | "GlobalLpPool" | "GlobalMaxPool" => self.apply(&ops::GlobalPool),
            "GridSample" => self.apply(&ops::GridSample),
            "Resize" | "Upsample" => vec![spatial::resized(self, operator)],
            "RoiAlign" => {
                let channels = first.sizes.as_ref().and_then(|sizes| *sizes.get(1)?);
                let regions = self.input(1).and_then(|r| *r.sizes.as_ref()?.first()?);
                let side = |name| u64::try_from(self.node.int(name).unwrap_or(1)).ok();
                let (height, width) = (side("output_height"), side("output_width"));
                vec![Tensor::sized(vec![regions, channels, height, width])]
            }
            "HannWindow" | "HammingWindow" | "BlackmanWindow" => {
                let size = first.single().and_then(|size| u64::try_from(size).ok());
                vec![Tensor::sized(vec![size]).of(Element::Float)]
            }
            "NonMaxSuppression" => integers(self.apply(&ops::NonMaxSuppression)),
            // Products.
            "Gemm" => self.gemm(),
            "MatMul" | "MatMulInteger" => vec![self.matmul(0, 1)],
            "QLinearMatMul" => vec![self.matmul(0, 3)],
            "Einsum" => {
                let equation = self.node.text("equation").unwrap_or_default();
                if self.inputs.len() > 16 {
                    return Some(Vec::new());
                }
                self.apply(&ops::Einsum { equation })
            }
            "Attention" => self.apply(&ops::Attention {
                q_num_heads: self.heads("q_num_heads"),
                kv_num_heads: self.heads("kv_num_heads"),
            }),
            "LSTM" | "GRU" | "RNN" => spatial::recurrent(self, operator),
            "STFT" => {
                let onesided = self.node.int("onesided") != Some(0);
                self.apply(&ops::STFT { onesided })
            }
            "DFT" => {
                let mut inputs = self.inputs.to_vec();
                // Once an attribute.
                if let Some(axis) = self.node.int("axis") {
                    inputs.resize(inputs.len().max(3), None);
                    inputs[2] = Some(Tensor::scalar(Some(axis as f64)));
                }
                let rule = ops::DFT {
                    inverse: self.node.flag("inverse"),
                    onesided: self.node.flag("onesided"),
                };
                apply(&rule, &inputs)
            }
            _ => return None,
        })
    }

    fn microsoft(&mut self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        let same = || Tensor {
            values: None,
            ..first.clone()
        };
        Some(match operator {
            "BiasGelu"
            | "FastGelu"
            | "Gelu"
            | "QuickGelu"
            | "SimplifiedLayerNormalization"
            | "RotaryEmbedding"
            | "QuantizeLinear"
            | "GroupNorm" => vec![same()],
            "DequantizeLinear" => vec![same().of(Element::Float)],
            "SkipLayerNormalization" | "SkipSimplifiedLayerNormalization" => {
                self.apply(&ops::SkipLayerNormalization)
            }
            "FusedConv" => vec![spatial::convolution(self, operator)],
            "FusedGemm" => self.gemm(),
            "FusedMatMul" | "TransposeMatMul" => vec![self.fused_matmul()],
            "MatMulIntegerToFloat" | "DynamicQuantizeMatMul" => {
                vec![self.matmul(0, 1).of(Element::Float)]
            }
            // Weights are [N, …], packed; N and K are attributes.
            "MatMulNBits" | "MatMulBnb4" => {
                let mut sizes = first.sizes.clone()?;
                *sizes.last_mut()? = self.node.int("N").and_then(|n| u64::try_from(n).ok());
                vec![Tensor::sized(sizes)]
            }
            "MultiHeadAttention" => self.apply(&ops::MultiHeadAttention {
                num_heads: self.heads("num_heads")?,
            }),
            "GroupQueryAttention" => self.apply(&ops::GroupQueryAttention {
                num_heads: self.heads("num_heads")?,
                kv_num_heads: self.heads("kv_num_heads")?,
            }),
            "Attention" => vec![self.packed_attention(first)],
            "QLinearAdd" | "QLinearMul" => {
                let pair = [self.input(0).cloned(), self.input(3).cloned()];
                apply(&BinaryOp, &pair)
            }
            "QLinearSigmoid" | "QLinearLeakyRelu" | "QLinearSoftmax" => vec![same()],
            "QLinearGlobalAveragePool" => self.apply(&ops::GlobalPool),
            _ => return None,
        })
    }

    pub(super) fn input(&self, index: usize) -> Option<&Tensor> {
        self.inputs.get(index)?.as_ref()
    }

    fn heads(&self, name: &str) -> Option<u32> {
        self.node
            .int(name)
            .and_then(|heads| u32::try_from(heads).ok())
    }

    pub(super) fn apply(&self, rule: &dyn InferShapes) -> Vec<Tensor> {
        apply(rule, self.inputs)
    }

    /// Inputs as the newest operator set has them.
    fn normal(&self, operator: &str) -> Vec<Option<Tensor>> {
        match operator {
            "Slice" => self.with_attributes(&[(1, "starts"), (2, "ends"), (3, "axes")]),
            _ => self.inputs.to_vec(),
        }
    }

    /// Inputs that were attributes in older operator sets.
    pub(super) fn with_attributes(&self, names: &[(usize, &str)]) -> Vec<Option<Tensor>> {
        let mut inputs = self.inputs.to_vec();
        for &(index, name) in names {
            let single = self.node.int(name).map(|value| vec![Some(value as f64)]);
            let several = self.node.ints(name);
            let several = several.map(|ints| ints.iter().map(|v| Some(*v as f64)).collect());
            let Some(values) = several.or(single) else {
                continue;
            };
            if inputs.len() <= index {
                inputs.resize(index + 1, None);
            }
            if inputs[index].is_none() && values.len() <= MAX_VALUES {
                inputs[index] = Some(Tensor::vector(values));
            }
        }
        inputs
    }

    /// One after the other, as a rule for all at once would nest as deep as there are inputs.
    fn broadcast(&self, operator: &str) -> Tensor {
        let mut all = match self.input(0) {
            Some(first) => first.clone(),
            None => return Tensor::unknown(),
        };
        all.values = None;
        for other in self.inputs.get(1..).unwrap_or_default() {
            let mut other = other.clone().unwrap_or_default();
            other.values = None;
            let pair = [Some(all), Some(other)];
            all = apply(&BinaryOp, &pair).pop().unwrap_or_default();
        }
        let element = match operator {
            "Equal" | "Greater" | "GreaterOrEqual" | "Less" | "LessOrEqual" => Element::Other,
            "Where" => self.input(1).map(|x| x.element).unwrap_or_default(),
            _ => self.input(0).map(|x| x.element).unwrap_or_default(),
        };
        all.of(element)
    }

    fn constant_of_shape(&self) -> Tensor {
        let value = self.node.tensor("value").map(|value| {
            let mut value = value.clone();
            // Of one element, whatever its rank.
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

    fn range(&self) -> Tensor {
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

    fn reduce(&self) -> Vec<Tensor> {
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

    fn reshape(&self, data: &Tensor) -> Tensor {
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

    fn flatten(&self, data: &Tensor) -> Tensor {
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

    fn unsqueeze(&self, data: &Tensor) -> Vec<Tensor> {
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

    fn expand(&self, data: &Tensor) -> Vec<Tensor> {
        let shape = self.input(1).cloned().unwrap_or_default();
        if shape.values.is_some() {
            return self.apply(&ops::Expand);
        }
        // Of a shape whose numbers are not known at least the length may be.
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

    /// Our own, as the rule for it builds an expression as deep as there are inputs.
    fn concat(&self) -> Tensor {
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

    fn split(&self, data: &Tensor) -> Vec<Tensor> {
        let axis = self.node.int("axis").unwrap_or(0);
        let mut inputs = self.with_attributes(&[(1, "split")]);
        inputs.resize(inputs.len().max(2), None);
        let parts = self.node.output.len().clamp(1, MAX_VALUES) as u64;
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
            // All alike, but for a smaller last one.
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

    fn slice(&self) -> Vec<Tensor> {
        let mut inputs = self.normal("Slice");
        // The rule knows the largest number of 32 bits as the end.
        for bound in inputs.iter_mut().skip(1).flatten() {
            for value in bound.values.iter_mut().flatten().flatten() {
                *value = value.clamp(-f64::from(i32::MAX), f64::from(i32::MAX));
            }
        }
        let steps = inputs.get(4).and_then(Option::as_ref);
        let steps = steps
            .and_then(|steps| steps.values.as_deref())
            .unwrap_or_default();
        if steps.contains(&Some(0.0)) {
            return Vec::new();
        }
        let mut symbols = SymbolGen::new();
        let symbolic = |(index, input): (usize, &Option<Tensor>)| {
            let tensor = input.as_ref()?;
            let ends = tensor.values.as_ref().filter(|_| index == 2);
            let Some(ends) = ends else {
                return Some(tensor.symbolic(&mut symbols));
            };
            let end = |value: &Option<f64>| match value {
                Some(value) if *value >= f64::from(i32::MAX) => i32::MAX.into(),
                Some(value) => (*value as i32).into(),
                None => symbols.gen_positive(),
            };
            Some(SymTensor::from_vec(ends.iter().map(end).collect()))
        };
        let symbolic: Vec<Option<SymTensor>> = inputs.iter().enumerate().map(symbolic).collect();
        ask(&ops::Slice, &symbolic)
    }

    fn gemm(&self) -> Vec<Tensor> {
        self.apply(&ops::Gemm {
            transpose_a: self.node.flag("transA"),
            transpose_b: self.node.flag("transB"),
        })
    }

    /// As `numpy.matmul`: a vector is a row on the left, a column on the right.
    fn matmul(&self, left: usize, right: usize) -> Tensor {
        let (Some(a), Some(b)) = (self.input(left), self.input(right)) else {
            return Tensor::unknown();
        };
        product_of(a, b)
    }

    fn fused_matmul(&self) -> Tensor {
        let (Some(a), Some(b)) = (self.input(0), self.input(1)) else {
            return Tensor::unknown();
        };
        if self.node.flag("transBatchA") || self.node.flag("transBatchB") {
            return Tensor::unknown();
        }
        let a = if self.node.flag("transA") {
            swapped(a)
        } else {
            a.clone()
        };
        let b = if self.node.flag("transB") {
            swapped(b)
        } else {
            b.clone()
        };
        product_of(&a, &b)
    }

    /// Input, weights of all three at once: com.microsoft's oldest attention.
    fn packed_attention(&self, first: &Tensor) -> Tensor {
        let hidden = self
            .node
            .ints("qkv_hidden_sizes")
            .and_then(|sizes| sizes.get(2));
        let width = hidden
            .and_then(|size| u64::try_from(*size).ok())
            .or_else(|| {
                let weight = self.input(1)?.known()?;
                Some(weight.last()? / 3)
            });
        match first.sizes.as_deref() {
            Some([batch, sequence, _]) => Tensor::sized(vec![*batch, *sequence, width]),
            _ => Tensor::unknown(),
        }
    }

    fn rest(&self, operator: &str, first: &Tensor) -> Tensor {
        let block = self
            .node
            .int("blocksize")
            .and_then(|b| u64::try_from(b).ok());
        match (operator, first.known().as_deref(), block) {
            ("SpaceToDepth", Some(&[n, c, h, w]), Some(block)) if block > 0 => {
                let channels = block
                    .checked_mul(block)
                    .and_then(|square| c.checked_mul(square));
                Tensor::sized(vec![Some(n), channels, Some(h / block), Some(w / block)])
            }
            ("Unique", ..) => Tensor::sized(vec![None]),
            _ => Tensor::unknown(),
        }
    }
}

/// The product of two matrices or stacks of them.
fn product_of(a: &Tensor, b: &Tensor) -> Tensor {
    let (Some(mut left), Some(mut right)) = (a.sizes.clone(), b.sizes.clone()) else {
        return Tensor::unknown();
    };
    let is_row = left.len() == 1;
    let is_column = right.len() == 1;
    if is_row {
        left.insert(0, Some(1));
    }
    if is_column {
        right.push(Some(1));
    }
    let pair = [Some(Tensor::sized(left)), Some(Tensor::sized(right))];
    let mut product = apply(&ops::MatMul, &pair).pop().unwrap_or_default();
    if let Some(sizes) = &mut product.sizes {
        if is_column {
            sizes.pop();
        }
        if is_row && !sizes.is_empty() {
            let place = sizes.len() - if is_column { 1 } else { 2 };
            sizes.remove(place);
        }
    }
    product.of(a.element)
}

/// With its last two dimensions exchanged.
pub(super) fn swapped(tensor: &Tensor) -> Tensor {
    let mut tensor = tensor.clone();
    if let Some([.., a, b]) = tensor.sizes.as_deref_mut() {
        std::mem::swap(a, b);
    }
    tensor.values = None;
    tensor
}

pub(super) fn apply(rule: &dyn InferShapes, inputs: &[Option<Tensor>]) -> Vec<Tensor> {
    let mut symbols = SymbolGen::new();
    let symbolic = |input: &Option<Tensor>| Some(input.as_ref()?.symbolic(&mut symbols));
    let symbolic: Vec<Option<SymTensor>> = inputs.iter().map(symbolic).collect();
    ask(rule, &symbolic)
}

fn ask(rule: &dyn InferShapes, inputs: &[Option<SymTensor>]) -> Vec<Tensor> {
    let mut symbols = SymbolGen::with_prefix("made".into());
    // What does not fit together is not known; what follows from it is not counted, and said.
    let outputs = rule.infer_shapes(InferShapesContext::new(inputs), &mut symbols);
    let outputs = outputs.unwrap_or_default();
    outputs
        .iter()
        .map(Tensor::inferred)
        .map(|t| t.of(Element::Other))
        .collect()
}

fn integers(mut tensors: Vec<Tensor>) -> Vec<Tensor> {
    tensors
        .iter_mut()
        .for_each(|t| t.element = Element::Integer);
    tensors
}

/// A tensor of the sizes that another one lists.
fn from_numbers(numbers: &[Option<f64>]) -> Tensor {
    if numbers.len() > MAX_RANK {
        return Tensor::unknown();
    }
    Tensor::sized(numbers.iter().map(|size| whole(*size)).collect())
}

/// Attributes have 64 bits, the rules 32: beyond, all are as good as without end.
pub(super) fn clamp(value: i64) -> i32 {
    value.clamp(-i64::from(i32::MAX), i64::from(i32::MAX)) as i32
}

/// Sizes of an attribute; a negative one is no size, and out of bounds everywhere.
fn sizes(values: &[i64]) -> Vec<usize> {
    values
        .iter()
        .map(|v| usize::try_from(*v).unwrap_or(usize::MAX))
        .collect()
}
