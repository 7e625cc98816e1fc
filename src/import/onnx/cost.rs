//! Multiply-adds of a node, from the sizes of what goes in and comes out.
//!
//! Counted are convolutions, linear layers and the products of attention; element-wise operations,
//! normalizations, pooling and look-ups are not. The operators are those of
//! <https://onnx.ai/onnx/operators/> and of
//! <https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md>.

use super::attributes::{Attributes, operator};
use super::products::swapped;
use super::tensor::{Tensor, product};
use rten_onnx::onnx::NodeProto;
use rten_shape_inference::einsum_parser::{EinsumExpr, expand_ellipsis};

/// What a node costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cost {
    Counted(u128),
    /// It would cost something, but a size that it depends on is not known.
    NoSizes,
    /// It is known, but not how to count it.
    Unclear,
}

struct Node<'a> {
    node: &'a NodeProto,
    inputs: &'a [Option<Tensor>],
    output: Option<&'a Tensor>,
}

pub(super) fn multiply_adds(
    node: &NodeProto,
    inputs: &[Option<Tensor>],
    outputs: &[Tensor],
) -> Cost {
    let output = outputs.first();
    let this = Node {
        node,
        inputs,
        output,
    };
    let count = match operator(node) {
        // Every output is a sum over a kernel; of the transposed, every input goes into one.
        ("", "Conv" | "ConvInteger" | "DeformConv") | ("com.microsoft", "FusedConv") => {
            this.kernel(output, 1)
        }
        ("", "QLinearConv") => this.kernel(output, 3),
        ("", "ConvTranspose") => this.kernel(this.input(0), 1),
        ("", "Gemm") | ("com.microsoft", "FusedGemm") => {
            this.sums(if node.flag("transA") { 0 } else { 1 })
        }
        ("", "MatMul" | "MatMulInteger" | "QLinearMatMul")
        | ("com.microsoft", "MatMulIntegerToFloat" | "DynamicQuantizeMatMul") => {
            this.sums_of_last(false)
        }
        ("com.microsoft", "FusedMatMul" | "TransposeMatMul") => {
            this.sums_of_last(node.flag("transA"))
        }
        ("com.microsoft", "MatMulNBits" | "MatMulBnb4") => this.packed(),
        ("", "Einsum") => return this.einsum(),
        ("", "LSTM" | "GRU" | "RNN") => this.recurrent(),
        ("", "Attention") => this.attention(),
        ("com.microsoft", "Attention") => this.packed_attention(),
        ("com.microsoft", "MultiHeadAttention") => this.multi_head(),
        ("com.microsoft", "GroupQueryAttention") => this.group_query(),
        _ => Some(0),
    };
    count.map_or(Cost::NoSizes, Cost::Counted)
}

impl Node<'_> {
    fn input(&self, index: usize) -> Option<&Tensor> {
        self.inputs.get(index)?.as_ref()
    }

    fn size(&self, input: usize, dimension: usize) -> Option<u128> {
        let size = *self.input(input)?.sizes.as_ref()?.get(dimension)?;
        Some(size?.into())
    }

    /// Each of these elements times the kernel of one channel: a weight is [out, in / groups, k…],
    /// of a transposed convolution [in, out / groups, k…].
    fn kernel(&self, elements: Option<&Tensor>, weight: usize) -> Option<u128> {
        let kernel = self.input(weight)?.known()?;
        elements?
            .elements()?
            .checked_mul(product(kernel.get(1..)?)?)
    }

    /// Each element of the output is a sum along that dimension of the first input.
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

    /// Weights of a few bits, packed: the attributes say how many they are.
    fn packed(&self) -> Option<u128> {
        let inner = u128::try_from(self.node.int("K")?).ok()?;
        self.output?.elements()?.checked_mul(inner)
    }

    /// Every step multiplies its input by W and the state by R: [directions, gates · hidden, …].
    /// Peepholes, biases and gates are element by element.
    fn recurrent(&self) -> Option<u128> {
        let weights = self
            .input(1)?
            .elements()?
            .checked_add(self.input(2)?.elements()?)?;
        let steps = self.size(0, 0)?.checked_mul(self.size(0, 1)?)?;
        steps.checked_mul(weights)
    }

    /// [batch, heads, length, size] or [batch, length, heads · size].
    fn attention(&self) -> Option<u128> {
        let batch = self.size(0, 0)?;
        let (queries, query_width) = if self.input(0)?.rank()? == 4 {
            let width = self.size(0, 1)?.checked_mul(self.size(0, 3)?)?;
            (self.size(0, 2)?, width)
        } else {
            (self.size(0, 1)?, self.size(0, 2)?)
        };
        let keys = self.size(1, if self.input(1)?.rank()? == 4 { 2 } else { 1 })?;
        // Heads of queries share keys and values; what comes out is as wide as the values of all.
        let output = self.output?.known()?;
        let value_width = match output.as_slice() {
            [_, heads, _, size] => u128::from(*heads).checked_mul(u128::from(*size))?,
            [_, _, width] => u128::from(*width),
            _ => return None,
        };
        products(
            batch,
            queries,
            keys.checked_add(self.past(4)?)?,
            query_width,
            value_width,
        )
    }

    /// Queries, keys and values [batch, length, width]; keys and values may be those of another
    /// sequence, split by heads already, or packed with the queries.
    fn multi_head(&self) -> Option<u128> {
        let (batch, queries) = (self.size(0, 0)?, self.size(0, 1)?);
        let output = self.output?.known()?;
        let value_width = u128::from(*output.get(2)?);
        let is_packed = self.input(0)?.rank()? == 5;
        let query_width = if is_packed {
            value_width
        } else {
            self.size(0, 2)?
        };
        let keys = match self.input(1) {
            Some(key) => self.size(1, if key.rank()? == 4 { 2 } else { 1 })?,
            None => queries,
        };
        products(
            batch,
            queries,
            keys.checked_add(self.past(6)?)?,
            query_width,
            value_width,
        )
    }

    /// Positions kept from earlier calls, in an input that may be left out.
    fn past(&self, at: usize) -> Option<u128> {
        match self.input(at) {
            Some(_) => self.size(at, 2),
            None => Some(0),
        }
    }

    fn group_query(&self) -> Option<u128> {
        let (batch, queries) = (self.size(0, 0)?, self.size(0, 1)?);
        let width = u128::from(*self.output?.known()?.get(2)?);
        products(
            batch,
            queries,
            queries.checked_add(self.past(3)?)?,
            width,
            width,
        )
    }

    /// The projection to queries, keys and values is inside: weights [width, all three].
    fn packed_attention(&self) -> Option<u128> {
        let (batch, length) = (self.size(0, 0)?, self.size(0, 1)?);
        let weight = self.input(1)?.known()?;
        let positions = batch.checked_mul(length)?;
        let projection = positions.checked_mul(product(&weight)?)?;
        let value_width = u128::from(*self.output?.known()?.get(2)?);
        let widths = u128::from(*weight.get(1)?);
        let query_width = widths.checked_sub(value_width)? / 2;
        let past = match self.input(4) {
            // [2, batch, heads, past, size]
            Some(_) => self.size(4, 3)?,
            None => 0,
        };
        let attention = products(
            batch,
            length,
            length.checked_add(past)?,
            query_width,
            value_width,
        )?;
        projection.checked_add(attention)
    }

    /// A contraction of two: every combination of the indices once. One operand, or two without a
    /// sum, is element by element; of three or more it depends on which come first.
    fn einsum(&self) -> Cost {
        let equation = self.node.text("equation").unwrap_or_default();
        let Ok(expression) = EinsumExpr::parse(equation) else {
            return Cost::Unclear;
        };
        match self.inputs.len() {
            0 | 1 => return Cost::Counted(0),
            2 => {}
            _ => return Cost::Unclear,
        }
        let ranks = self.inputs.iter().map(|input| input.as_ref()?.rank());
        let Ok(broadcast) = expression.validate_inputs(ranks) else {
            return Cost::NoSizes;
        };
        let mut sizes: Vec<(char, u64)> = Vec::new();
        for (term, input) in expression.inputs.iter().zip(self.inputs) {
            let Some(known) = input.as_ref().and_then(Tensor::known) else {
                return Cost::NoSizes;
            };
            for (label, size) in expand_ellipsis(term, broadcast).chars().zip(known) {
                match sizes.iter_mut().find(|(other, _)| *other == label) {
                    Some((_, known)) => *known = size.max(*known),
                    None => sizes.push((label, size)),
                }
            }
        }
        let output = expand_ellipsis(&expression.output, broadcast);
        if sizes.iter().all(|(label, _)| output.contains(*label)) {
            return Cost::Counted(0);
        }
        let sizes: Vec<u64> = sizes.into_iter().map(|(_, size)| size).collect();
        product(&sizes).map_or(Cost::NoSizes, Cost::Counted)
    }
}

/// Queries by keys, and what comes of it by values, over the full square. Widths are of all heads.
fn products(
    batch: u128,
    queries: u128,
    keys: u128,
    query_width: u128,
    value_width: u128,
) -> Option<u128> {
    let square = batch.checked_mul(queries)?.checked_mul(keys)?;
    square.checked_mul(query_width.checked_add(value_width)?)
}
