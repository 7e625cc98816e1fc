//! Output sizes of ONNX Runtime’s own operators.
//!
//! <https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md>

use super::attributes::Element;
use super::rules::apply;
use super::shapes::Rules;
use super::spatial;
use super::tensor::Tensor;
use rten_shape_inference::{BinaryOp, ops};

impl Rules<'_> {
    pub(super) fn microsoft(&self, operator: &str, first: &Tensor) -> Option<Vec<Tensor>> {
        let same = || Tensor {
            values: None,
            ..first.clone()
        };
        Some(match operator {
            "BiasAdd"
            | "BiasDropout"
            | "BiasGelu"
            | "BiasSoftmax"
            | "FastGelu"
            | "Gelu"
            | "QuickGelu"
            | "SimplifiedLayerNormalization"
            | "RotaryEmbedding"
            | "QuantizeLinear"
            | "GroupNorm"
            | "MoE"
            | "QMoE" => vec![same()],
            // Half of the input is a gate.
            "BiasSplitGelu" => {
                let mut sizes = first.sizes.clone()?;
                let last = sizes.last_mut()?;
                *last = last.map(|size| size / 2);
                vec![Tensor::sized(sizes)]
            }
            // Three tables looked up, summed and normalized.
            "EmbedLayerNormalization" => {
                let width = self
                    .input(2)
                    .and_then(|table| *table.sizes.as_ref()?.last()?);
                let mut sizes = first.sizes.clone()?;
                let batch = sizes.first().copied().flatten();
                sizes.push(width);
                let made = Tensor::sized(sizes).of(Element::Float);
                vec![made.clone(), Tensor::sized(vec![batch]), made]
            }
            "DequantizeLinear" => vec![same().of(Element::Float)],
            "SkipLayerNormalization" | "SkipSimplifiedLayerNormalization" => {
                self.apply(&ops::SkipLayerNormalization)
            }
            "FusedConv" => vec![spatial::convolution(self, operator)],
            "FusedGemm" => self.gemm(0, 1),
            "QGemm" => self.gemm(0, 3),
            "GemmFastGelu" => vec![self.matmul(0, 1)],
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
            "Attention" | "QAttention" => vec![self.packed_attention(first)],
            "QLinearAdd" | "QLinearMul" => {
                let pair = [self.input(0).cloned(), self.input(3).cloned()];
                apply(&BinaryOp, &pair)
            }
            "QLinearSigmoid" | "QLinearLeakyRelu" | "QLinearSoftmax" => vec![same()],
            "GatherBlockQuantized" => vec![self.packed_table(first)],
            "QLinearAveragePool" => vec![spatial::pooled(self)],
            // The scale and the zero point of the output come first; then every part with its own.
            "QLinearConcat" => {
                let parts: Vec<Option<Tensor>> =
                    self.inputs.iter().skip(2).step_by(3).cloned().collect();
                let rules = Rules {
                    node: self.node,
                    inputs: &parts,
                };
                vec![rules.concat()]
            }
            "Trilu" | "ComplexMul" | "QLinearWhere" => vec![same()],
            "QLinearGlobalAveragePool" => self.apply(&ops::GlobalPool),
            _ => return None,
        })
    }

    pub(super) fn heads(&self, name: &str) -> Option<u32> {
        self.node
            .int(name)
            .and_then(|heads| u32::try_from(heads).ok())
    }
}
