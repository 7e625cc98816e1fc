//! Multiply-adds of a node, from the sizes of its inputs and outputs.
//!
//! Convolutions, linear layers and the products of attention are counted. Element-wise operations,
//! normalizations, pooling and look-ups are not. The operators are those of
//! <https://onnx.ai/onnx/operators/> and of
//! <https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md>.

use super::attributes::{Node, operator};
use super::products::swapped;
use super::tensor::{Tensor, product};
use rten_shape_inference::einsum_parser::{EinsumExpr, expand_ellipsis};

/// The cost of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cost {
    Counted(u128),
    /// The node multiplies, but a size that it needs is not known.
    NoSizes,
    /// The kernel is larger than its input.
    TooSmall,
    /// The inputs do not fit each other, or the sizes in the node.
    Misfit,
}

/// A node with its inputs and its first output.
pub(super) struct Costed<'a> {
    pub(super) node: &'a Node<'a>,
    inputs: &'a [Option<Tensor>],
    pub(super) output: Option<&'a Tensor>,
}

pub(super) fn multiply_adds(
    node: &Node<'_>,
    inputs: &[Option<Tensor>],
    outputs: &[Tensor],
) -> Cost {
    let output = outputs.first();
    let this = Costed {
        node,
        inputs,
        output,
    };
    if this.fails() {
        return Cost::Misfit;
    }
    let count = match operator(node) {
        // Every output is a sum over a kernel; of transposed convolutions, every input is spread
        // over one.
        ("", "Conv" | "ConvInteger" | "DeformConv") | ("com.microsoft", "FusedConv") => {
            this.kernel(output, 1)
        }
        ("", "QLinearConv") => this.kernel(output, 3),
        ("", "CausalConvWithState") => this.kernel(output, 1),
        ("", "ConvTranspose") => this.kernel(this.input(0), 1),
        ("", "Gemm") | ("com.microsoft", "FusedGemm" | "QGemm") => {
            this.sums(if node.flag("transA") { 0 } else { 1 })
        }
        ("", "MatMul" | "MatMulInteger" | "QLinearMatMul")
        | ("com.microsoft", "MatMulIntegerToFloat" | "DynamicQuantizeMatMul" | "GemmFastGelu") => {
            this.sums_of_last(false)
        }
        ("com.microsoft", "FusedMatMul" | "TransposeMatMul") => {
            this.sums_of_last(node.flag("transA"))
        }
        ("com.microsoft", "MatMulNBits" | "MatMulBnb4") => this.packed(),
        ("", "Einsum") => this.einsum(),
        ("", "LSTM" | "GRU" | "RNN") => this.recurrent(),
        ("", "Attention") => this.attention(),
        ("", "LinearAttention") => this.linear_attention(),
        ("com.microsoft", "Attention") => this.packed_attention(4),
        ("com.microsoft", "QAttention") => this.packed_attention(8),
        ("com.microsoft", "MoE") => this.experts(&[2, 4, 6]),
        ("com.microsoft", "QMoE") => this.experts(&[2, 5, 8]),
        ("com.microsoft", "MultiHeadAttention") => this.multi_head(),
        ("com.microsoft", "GroupQueryAttention") => this.group_query(),
        _ => Some(0),
    };
    match count {
        Some(1..) if this.fits() == Some(false) => Cost::Misfit,
        Some(count) => Cost::Counted(count),
        None if this.is_kernel() => Cost::TooSmall,
        None => Cost::NoSizes,
    }
}

impl Costed<'_> {
    pub(super) fn input(&self, index: usize) -> Option<&Tensor> {
        self.inputs.get(index)?.as_ref()
    }

    pub(super) fn size(&self, input: usize, dimension: usize) -> Option<u128> {
        let size = *self.input(input)?.sizes.as_ref()?.get(dimension)?;
        Some(size?.into())
    }

    /// Returns whether all inputs are known and still give no output: a `Reshape` to another number
    /// of elements, or sizes that do not broadcast.
    fn fails(&self) -> bool {
        let is_known = |input: &Option<Tensor>| {
            let known = input.as_ref().and_then(Tensor::known);
            let is_sure = input.as_ref().is_some_and(|input| !input.is_at_most);
            is_sure && known.is_some_and(|sizes| product(&sizes).is_some())
        };
        let is_given = match operator(self.node) {
            ("", "Reshape") => self.input(1).is_some_and(|to| to.whole().is_some()),
            ("", "Add" | "Sub" | "Mul" | "Div" | "Where" | "MatMul") => true,
            _ => false,
        };
        let is_made = self.output.and_then(Tensor::known).is_some();
        is_given && !is_made && self.inputs.iter().all(is_known)
    }

    /// Returns whether the summed dimension has the same size in both inputs, if known: a graph may
    /// contain other sizes than those of its input.
    fn fits(&self) -> Option<bool> {
        if self.inputs.iter().flatten().any(|input| input.is_at_most) {
            return None;
        }
        let group = u128::try_from(self.node.int("group").unwrap_or(1)).ok()?;
        let of = |input: usize, from_end: usize| {
            let dimension = self.input(input)?.rank()?.checked_sub(from_end)?;
            self.size(input, dimension)
        };
        let (_, operator) = operator(self.node);
        let (a, b) = match operator {
            "Conv" | "ConvInteger" | "FusedConv" => {
                (self.size(0, 1)?, self.size(1, 1)?.checked_mul(group)?)
            }
            "ConvTranspose" => (self.size(0, 1)?, self.size(1, 0)?),
            "MatMul" | "MatMulInteger" | "DynamicQuantizeMatMul" | "MatMulIntegerToFloat" => {
                let column = self.input(1)?.rank()? == 1;
                (of(0, 1)?, of(1, if column { 1 } else { 2 })?)
            }
            "Gemm" => {
                let (a, b) = (self.node.flag("transA"), self.node.flag("transB"));
                (
                    self.size(0, usize::from(!a))?,
                    self.size(1, usize::from(b))?,
                )
            }
            _ => return None,
        };
        Some(a == b)
    }

    /// Returns whether the node is a kernel over an input of known sizes.
    fn is_kernel(&self) -> bool {
        let (_, operator) = operator(self.node);
        let is_known = |index: usize| self.input(index).is_some_and(|x| x.known().is_some());
        let weight = if operator == "QLinearConv" { 3 } else { 1 };
        operator.contains("Conv") && is_known(0) && is_known(weight)
    }

    /// Returns the elements times the kernel of one channel: a weight is [out, in / groups, k…], of
    /// a transposed convolution [in, out / groups, k…].
    fn kernel(&self, elements: Option<&Tensor>, weight: usize) -> Option<u128> {
        let kernel = self.input(weight)?.known()?;
        elements?
            .elements()?
            .checked_mul(product(kernel.get(1..)?)?)
    }

    /// Counts an output whose elements are sums along a dimension of the first input.
    fn sums(&self, dimension: usize) -> Option<u128> {
        self.output?
            .elements()?
            .checked_mul(self.size(0, dimension)?)
    }

    fn sums_of_last(&self, is_transposed: bool) -> Option<u128> {
        let first = self.input(0)?;
        let first = if is_transposed {
            swapped(first)
        } else {
            first.clone()
        };
        let last = *first.sizes.as_ref()?.last()?;
        self.output?.elements()?.checked_mul(last?.into())
    }

    /// Counts packed weights of a few bits, whose size is in the attributes.
    fn packed(&self) -> Option<u128> {
        let inner = u128::try_from(self.node.int("K")?).ok()?;
        self.output?.elements()?.checked_mul(inner)
    }

    /// Counts recurrent layers: every step multiplies its input by W and the state by R,
    /// [directions, gates · hidden, …]. Peepholes, biases and gates are element-wise.
    fn recurrent(&self) -> Option<u128> {
        let weights = self
            .input(1)?
            .elements()?
            .checked_add(self.input(2)?.elements()?)?;
        let steps = self.size(0, 0)?.checked_mul(self.size(0, 1)?)?;
        steps.checked_mul(weights)
    }

    /// Contracts operands from the left, two at a time, as ONNX Runtime does: every combination of
    /// their indices counts once, unless nothing is summed, which is element-wise.
    fn einsum(&self) -> Option<u128> {
        let expression = EinsumExpr::parse(self.node.text("equation").unwrap_or_default()).ok()?;
        let ranks = self.inputs.iter().map(|input| input.as_ref()?.rank());
        let broadcast = expression.validate_inputs(ranks).ok()?;
        let mut sizes: Vec<(char, u64)> = Vec::new();
        let mut terms: Vec<String> = Vec::new();
        for (term, input) in expression.inputs.iter().zip(self.inputs) {
            let term = expand_ellipsis(term, broadcast);
            for (label, size) in term.chars().zip(input.as_ref()?.known()?) {
                match sizes.iter_mut().find(|(other, _)| *other == label) {
                    Some((_, known)) => *known = size.max(*known),
                    None => sizes.push((label, size)),
                }
            }
            terms.push(term);
        }
        let output = expand_ellipsis(&expression.output, broadcast);
        let mut count = 0_u128;
        let mut left = terms.first()?.clone();
        for (index, right) in terms.iter().enumerate().skip(1) {
            let later = &terms[index + 1..];
            let stays = |label: char| {
                output.contains(label) || later.iter().any(|term| term.contains(label))
            };
            // An index of only one operand that is not needed later is summed before.
            let is_met = |(label, _): &&(char, u64)| {
                let (on_left, on_right) = (left.contains(*label), right.contains(*label));
                on_left && on_right || (on_left || on_right) && stays(*label)
            };
            let met: Vec<(char, u64)> = sizes.iter().filter(is_met).copied().collect();
            if met.iter().any(|(label, _)| !stays(*label)) {
                let each: Vec<u64> = met.iter().map(|(_, size)| *size).collect();
                count = count.checked_add(product(&each)?)?;
            }
            left = met
                .into_iter()
                .map(|(label, _)| label)
                .filter(|label| stays(*label))
                .collect();
        }
        Some(count)
    }
}
