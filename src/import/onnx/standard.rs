//! Output sizes of the operators of ONNX itself, in groups.

use super::arithmetic;
use super::attributes::Element;
use super::layout::from_numbers;
use super::resize;
use super::rules::{apply, clamp, integers};
use super::shapes::Rules;
use super::spatial;
use super::tensor::{MAX_RANK, Tensor};
use rten_onnx::onnx::DataType;
use rten_shape_inference::{ReductionOp, UnaryOp, ops};

/// Operators of one output that has the sizes of the first input: element-wise ones, and some others.
const SIZE_KEEPING: &[&str] = &[
    "Abs",
    "Acos",
    "Acosh",
    "Asin",
    "Asinh",
    "Atan",
    "Atanh",
    "BitwiseNot",
    "Ceil",
    "Celu",
    "Clip",
    "Cos",
    "Cosh",
    "CumSum",
    "CumProd",
    "Elu",
    "Erf",
    "Exp",
    "Floor",
    "Gelu",
    "HardSigmoid",
    "HardSwish",
    "Hardmax",
    "InstanceNormalization",
    "LRN",
    "LeakyRelu",
    "Log",
    "LogSoftmax",
    "LpNormalization",
    "MeanVarianceNormalization",
    "Mish",
    "Neg",
    "PRelu",
    "Reciprocal",
    "Relu",
    "ReverseSequence",
    "Round",
    "Scatter",
    "ScatterElements",
    "ScatterND",
    "Selu",
    "Shrink",
    "Sigmoid",
    "Sign",
    "Sin",
    "Sinh",
    "Softmax",
    "Softplus",
    "Softsign",
    "Sqrt",
    "Swish",
    "Tan",
    "Tanh",
    "TensorScatter",
    "ThresholdedRelu",
    "Trilu",
    "Bernoulli",
    "RandomNormalLike",
    "RandomUniformLike",
    "RotaryEmbedding",
    "LayerNormalization",
    "RMSNormalization",
    "GroupNormalization",
    "SimplifiedLayerNormalization",
    "SwiGLU",
    "BitCast",
    "CausalConvWithState",
    "StringConcat",
    "StringNormalizer",
    "RegexFullMatch",
    "QuantizeLinear",
];

impl Rules<'_> {
    /// Returns the outputs of an operator of ONNX itself; none if it is not known.
    pub(super) fn standard(&self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        if SIZE_KEEPING.contains(&operator) {
            return Some(self.apply(&UnaryOp));
        }
        self.element_wise(operator, first)
            .or_else(|| self.shapes_and_indices(operator, first))
            .or_else(|| self.rearranged(operator, first))
            .or_else(|| self.windowed(operator, first))
            .or_else(|| self.multiplied(operator, first))
            .or_else(|| self.generated(operator, first))
    }

    /// Returns the outputs of operators that work element by element, or on several tensors broadcast.
    fn element_wise(&self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        let same = || Tensor {
            values: None,
            ..first.clone()
        };
        Some(match operator {
            "DequantizeLinear" => vec![same().of(Element::Float)],
            "EyeLike" => vec![same()],
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
            _ => return None,
        })
    }

    /// Returns the outputs of operators that make shapes, constants and indices, or reduce axes.
    fn shapes_and_indices(&self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        Some(match operator {
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
            _ => return None,
        })
    }

    /// Returns the outputs of operators that move, pick or repeat elements.
    fn rearranged(&self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        Some(match operator {
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
            "RandomNormal" | "RandomUniform" => {
                let shape = self.node.ints("shape").unwrap_or_default();
                vec![from_numbers(
                    &shape.iter().map(|d| Some(*d as f64)).collect::<Vec<_>>(),
                )]
            }
            _ => return None,
        })
    }

    /// Returns the outputs of convolutions, poolings and resizings.
    fn windowed(&self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        Some(match operator {
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
            _ => return None,
        })
    }

    /// Returns the outputs of matrix products, attention and recurrent layers.
    fn multiplied(&self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        Some(match operator {
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
            _ => return None,
        })
    }

    /// Returns the outputs of random numbers, windows and spectra.
    fn generated(&self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        Some(match operator {
            "HannWindow" | "HammingWindow" | "BlackmanWindow" => {
                let size = first.single().and_then(|size| u64::try_from(size).ok());
                vec![Tensor::sized(vec![size]).of(Element::Float)]
            }
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
}

/// Returns the sizes of an attribute; a negative one is out of bounds everywhere.
fn sizes(values: &[i64]) -> Vec<usize> {
    values
        .iter()
        .map(|v| usize::try_from(*v).unwrap_or(usize::MAX))
        .collect()
}
