//! Trainable parameters among the stored numbers.
//!
//! A file says nowhere what was trained. So a stored tensor (an initializer, a `Constant`, a
//! `ConstantOfShape` of a stored shape) counts by its use, once, however many nodes use it:
//!
//! - It is used as a weight, a bias, a scale or a slope of a layer, as a table that `Gather` looks
//!   up (of two dimensions or more), or as an operand of element-wise arithmetic or of `Concat`
//!   (a class token), directly or by way of what only moves or rescales numbers: `Reshape`,
//!   `Transpose`, `Cast`, `DequantizeLinear` …
//! - Its elements are floating-point numbers, or what those were quantized to.
//! - Of element-wise arithmetic a single number does not count: it is an epsilon, a scale, a half.
//!
//! These are left out: running means and variances of batch norms, shapes, axes and indices,
//! initial states, scales and zero points of quantization, rotary tables, and what no node uses.

use super::attributes::{Element, Node, operator};

/// A stored tensor.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) elements: u128,
    pub(super) element: Element,
    pub(super) rank: usize,
    /// Both sizes of a matrix, the smaller one first.
    pub(super) matrix: Option<[u64; 2]>,
    pub(super) origin: Origin,
    /// Whether the tensor is all ones or all zeros.
    pub(super) is_plain: bool,
    pub(super) is_counted: bool,
}

/// The way a tensor is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    Initializer,
    /// The output of a node: `Constant`, `ConstantOfShape`.
    Node,
    /// No parameter, by its name.
    Buffer,
}

/// Names of tables that are computed, not trained.
const BUFFERS: [&str; 12] = [
    "rotary_emb",
    "inv_freq",
    "cos_cache",
    "sin_cache",
    "attn_mask",
    "causal_mask",
    "attention_mask",
    "relative_position_index",
    "relative_coords_table",
    "freqs_cis",
    "running_mean",
    "running_var",
];

impl Origin {
    /// Returns the origin, or `Buffer` if the tensor or its node has the name of one.
    pub(super) fn named(self, name: &str) -> Self {
        if BUFFERS.iter().any(|buffer| name.contains(buffer)) {
            Self::Buffer
        } else {
            self
        }
    }
}

/// The inputs of a node that are parameters, if they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Places {
    These(&'static [usize]),
    /// The same for quantized arithmetic: integers count as well.
    Quantized(&'static [usize]),
    /// Any input, unless it is a single number.
    Operands,
    Table,
    Joined,
}

/// Returns whether a node looks up a table.
pub(super) fn is_lookup(node: &Node<'_>) -> bool {
    places(node) == Places::Table
}

fn places(node: &Node<'_>) -> Places {
    use Places::{Joined, Operands, Quantized, Table, These};
    match operator(node) {
        ("", "Conv" | "ConvTranspose") | ("com.microsoft", "FusedConv") => These(&[1, 2]),
        ("", "DeformConv") => These(&[1, 3]),
        ("", "Gemm") | ("com.microsoft", "FusedGemm") => These(&[0, 1, 2]),
        ("", "MatMul") | ("com.microsoft", "FusedMatMul" | "TransposeMatMul") => These(&[0, 1]),
        ("", "Einsum") => These(&[0, 1, 2, 3]),
        (
            "",
            "BatchNormalization"
            | "InstanceNormalization"
            | "LayerNormalization"
            | "GroupNormalization",
        )
        | ("com.microsoft", "GroupNorm" | "Attention") => These(&[1, 2]),
        ("", "RMSNormalization" | "SimplifiedLayerNormalization" | "PRelu")
        | ("com.microsoft", "SimplifiedLayerNormalization" | "BiasGelu" | "FastGelu") => {
            These(&[1])
        }
        ("", "CausalConvWithState") => These(&[1, 2]),
        ("com.microsoft", "BiasAdd" | "BiasSplitGelu" | "BiasDropout") => These(&[1]),
        ("com.microsoft", "GemmFastGelu") => These(&[1, 2]),
        ("com.microsoft", "EmbedLayerNormalization") => These(&[2, 3, 4, 5, 6]),
        ("com.microsoft", "MoE") => These(&[2, 3, 4, 5, 6, 7]),
        ("com.microsoft", "QMoE") => Quantized(&[2, 4, 5, 7, 8, 10]),
        ("com.microsoft", "QAttention") => Quantized(&[1, 2]),
        ("com.microsoft", "QGemm") => Quantized(&[3, 6]),
        ("com.microsoft", "SkipLayerNormalization") => These(&[2, 3, 4]),
        ("com.microsoft", "SkipSimplifiedLayerNormalization") => These(&[2, 3]),
        ("com.microsoft", "MultiHeadAttention") => These(&[3]),
        // Weights, recurrent weights, biases, peepholes; not lengths and states.
        ("", "LSTM" | "GRU" | "RNN") => These(&[1, 2, 3, 7]),
        ("", "ConvInteger" | "MatMulInteger") => Quantized(&[0, 1]),
        ("", "QLinearConv") => Quantized(&[3, 8]),
        ("", "QLinearMatMul") => Quantized(&[0, 3]),
        ("com.microsoft", "MatMulIntegerToFloat") => Quantized(&[0, 1, 6]),
        ("com.microsoft", "DynamicQuantizeMatMul") => Quantized(&[1, 4]),
        ("com.microsoft", "MatMulNBits") => Quantized(&[1, 5]),
        ("com.microsoft", "MatMulBnb4") => Quantized(&[1]),
        ("", "Gather" | "GatherElements" | "GatherND")
        | ("com.microsoft", "GatherBlockQuantized") => Table,
        ("", "Concat") => Joined,
        ("", "Add" | "Sub" | "Mul" | "Div" | "Pow" | "Sum" | "Mean" | "Max" | "Min" | "Where") => {
            Operands
        }
        _ => These(&[]),
    }
}

/// Returns whether an input of a node is a parameter, if this tensor is stored there.
pub(super) fn is_parameter(
    node: &Node<'_>,
    input: usize,
    stored: &Stored,
    is_dequantized: bool,
) -> bool {
    let is_number = match stored.element {
        Element::Float => true,
        Element::Byte | Element::Bits => is_dequantized,
        // Biases are quantized to 32 bits.
        Element::Integer => is_dequantized,
        Element::Truth | Element::Other => false,
    };
    let is_node = stored.origin == Origin::Node;
    // Exporters make a group norm of an instance norm that scales by 1 and shifts by 0; the trained
    // numbers come after it.
    if operator(node) == ("", "InstanceNormalization") && stored.is_plain {
        return false;
    }
    stored.origin != Origin::Buffer
        && match places(node) {
            // A single repeated number, such as zeros in place of a bias, was not trained.
            Places::These(inputs) => is_number && stored.rank > 0 && inputs.contains(&input),
            Places::Quantized(inputs) => {
                !matches!(stored.element, Element::Truth | Element::Other)
                    && inputs.contains(&input)
            }
            Places::Operands => is_number && stored.elements > 1,
            Places::Table => {
                let is_byte = matches!(stored.element, Element::Byte | Element::Bits);
                (is_number || is_byte) && input == 0 && stored.rank > 1
            }
            // Padding zeros come from a node; a learned token is an initializer.
            Places::Joined => is_number && stored.elements > 1 && !is_node,
        }
}

/// Returns whether a node only moves or rescales the numbers of its first input.
pub(super) fn passes_through(node: &Node<'_>) -> bool {
    let (domain, operator) = operator(node);
    let is_known = matches!(domain, "" | "com.microsoft");
    is_known
        && matches!(
            operator,
            "Abs"
                | "Cast"
                | "CastLike"
                | "Clip"
                | "DequantizeLinear"
                | "Erf"
                | "Exp"
                | "Expand"
                | "Flatten"
                | "Identity"
                | "Log"
                | "Neg"
                | "Pad"
                | "QuantizeLinear"
                | "Reciprocal"
                | "Relu"
                | "Reshape"
                | "Resize"
                | "Sigmoid"
                | "Slice"
                | "Softmax"
                | "Softplus"
                | "Split"
                | "Sqrt"
                | "Squeeze"
                | "Tanh"
                | "Tile"
                | "Transpose"
                | "Unsqueeze"
        )
}
