//! Output sizes of a node: the table from operators to the rules of `rten-shape-inference`, and a
//! few rules of our own.
//!
//! The rules are asked only what they can answer: some of them panic on a step of 0, on an axis
//! twice or on an empty vector, evaluate in 32 bits, or know two spatial dimensions alone.

use super::arithmetic;
use super::attributes::{Element, Node, operator};
use super::layout::from_numbers;
use super::moving;
use super::resize;
use super::rules::{apply, clamp, integers};
use super::spatial;
use super::tensor::{MAX_RANK, MAX_VALUES, Tensor};
use rten_onnx::onnx::DataType;
use rten_shape_inference::{BinaryOp, InferShapes, ReductionOp, UnaryOp, ops};

/// Returns what is known of a node’s outputs; none if its operator is not known.
pub(super) fn infer(node: &Node<'_>, inputs: &[Option<Tensor>]) -> Option<Vec<Tensor>> {
    let (domain, operator) = operator(node);
    let mut rules = Rules { node, inputs };
    let first = inputs.first().cloned().flatten().unwrap_or_default();
    if let Some(values) = arithmetic::values(operator, node, inputs) {
        return Some(vec![values]);
    }
    let mut outputs = match domain {
        // Non-maximum suppression of boxes, under its many names.
        _ if operator.contains("NMS") => Vec::new(),
        "" => rules.standard(operator, &first)?,
        "com.microsoft" => rules.microsoft(operator, &first)?,
        // Trees and labels: none of them multiplies matrices.
        "ai.onnx.ml" if !operator.contains("Linear") && !operator.contains("SVM") => Vec::new(),
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

/// A node and its inputs.
pub(super) struct Rules<'a> {
    pub(super) node: &'a Node<'a>,
    pub(super) inputs: &'a [Option<Tensor>],
}

impl Rules<'_> {
    fn standard(&mut self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        let same = || Tensor {
            values: None,
            ..first.clone()
        };
        Some(match operator {
            // Element-wise operators, and others that keep the sizes of their input.
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
            | "SimplifiedLayerNormalization"
            | "SwiGLU"
            | "BitCast"
            | "CausalConvWithState"
            | "StringConcat"
            | "StringNormalizer"
            | "RegexFullMatch"
            | "QuantizeLinear" => self.apply(&UnaryOp),
            "DequantizeLinear" => vec![same().of(Element::Float)],
            "IsInf" | "IsNaN" | "Not" => vec![same().of(Element::Truth)],
            "BatchNormalization" => {
                // Old versions had further outputs, per channel.
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
            "Slice" => vec![self.slice(first)],
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
            "SpaceToDepth" => vec![self.space_to_depth(first)],
            "Compress" | "NonMaxSuppression" | "NonZero" | "TopK" | "Unique" => {
                self.found(operator, first)
            }
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
            "Resize" | "Upsample" => vec![resize::resized(self, operator)],
            "RoiAlign" | "MaxRoiPool" | "MaxUnpool" | "AffineGrid" | "CenterCropPad" | "Col2Im" => {
                vec![resize::placed(self, operator, first)]
            }
            "HannWindow" | "HammingWindow" | "BlackmanWindow" => {
                let size = first.single().and_then(|size| u64::try_from(size).ok());
                vec![Tensor::sized(vec![size]).of(Element::Float)]
            }
            // Products.
            "Gemm" => self.gemm(0, 1),
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
            "LinearAttention" => vec![self.linear_attention(first)],
            "LSTM" | "GRU" | "RNN" => spatial::recurrent(self, operator),
            "Det" => vec![self.without_last(first, 2)],
            "Multinomial" => {
                let size = u64::try_from(self.node.int("sample_size").unwrap_or(1)).ok();
                let batch = first.sizes.as_ref().and_then(|sizes| *sizes.first()?);
                vec![Tensor::sized(vec![batch, size]).of(Element::Integer)]
            }
            "MelWeightMatrix" => {
                let number = |index: usize| u64::try_from(self.input(index)?.single()?).ok();
                let bins = number(1).map(|length| length / 2 + 1);
                vec![Tensor::sized(vec![bins, number(0)]).of(Element::Float)]
            }
            "STFT" => {
                let onesided = self.node.int("onesided") != Some(0);
                self.apply(&ops::STFT { onesided })
            }
            "DFT" => {
                let mut inputs = self.inputs.to_vec();
                // The axis was once an attribute.
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

    pub(super) fn input(&self, index: usize) -> Option<&Tensor> {
        self.inputs.get(index)?.as_ref()
    }

    pub(super) fn apply(&self, rule: &dyn InferShapes) -> Vec<Tensor> {
        apply(rule, self.inputs)
    }

    /// Returns the inputs in the order of the newest operator set.
    pub(super) fn normal(&self, operator: &str) -> Vec<Option<Tensor>> {
        match operator {
            "Slice" => self.with_attributes(&[(1, "starts"), (2, "ends"), (3, "axes")]),
            _ => self.inputs.to_vec(),
        }
    }

    /// Returns the inputs, with those that were attributes in older operator sets.
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

    /// Broadcasts the inputs one after the other: a rule for all at once would nest as deep as
    /// there are inputs.
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
            "And" | "Equal" | "Greater" | "GreaterOrEqual" | "Less" | "LessOrEqual" | "Or"
            | "Xor" => Element::Truth,
            "Where" => self.input(1).map(|x| x.element).unwrap_or_default(),
            _ => self.input(0).map(|x| x.element).unwrap_or_default(),
        };
        all.of(element)
    }
}

/// Returns the sizes of an attribute; a negative one is out of bounds everywhere.
fn sizes(values: &[i64]) -> Vec<usize> {
    values
        .iter()
        .map(|v| usize::try_from(*v).unwrap_or(usize::MAX))
        .collect()
}
