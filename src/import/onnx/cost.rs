//! Multiply-adds of a node, from the sizes of what goes in and comes out.
//!
//! Counted are convolutions, linear layers and the products of attention; element-wise operations,
//! normalizations, pooling and look-ups are not. The operators are those of
//! <https://onnx.ai/onnx/operators/> and of
//! <https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md>.

use super::attributes::{Node, operator};
use super::products::swapped;
use super::tensor::{Tensor, product};
use rten_shape_inference::einsum_parser::{EinsumExpr, expand_ellipsis};

/// What a node costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cost {
    Counted(u128),
    /// It would cost something, but a size that it depends on is not known.
    NoSizes,
    /// Its kernel is larger than what it goes over.
    TooSmall,
    /// What it is given does not fit together, or not with sizes of its own.
    Misfit,
}

struct Costed<'a> {
    node: &'a Node<'a>,
    inputs: &'a [Option<Tensor>],
    output: Option<&'a Tensor>,
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
    if operator(node) == ("", "Reshape") && this.is_reshaped() == Some(false) {
        return Cost::Misfit;
    }
    let count = match operator(node) {
        // Every output is a sum over a kernel; of the transposed, every input goes into one.
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
    fn input(&self, index: usize) -> Option<&Tensor> {
        self.inputs.get(index)?.as_ref()
    }

    fn size(&self, input: usize, dimension: usize) -> Option<u128> {
        let size = *self.input(input)?.sizes.as_ref()?.get(dimension)?;
        Some(size?.into())
    }

    /// Whether as many numbers come out as go in, where the file says how many are to.
    fn is_reshaped(&self) -> Option<bool> {
        self.input(0)?.elements()?;
        self.input(1)?.whole()?;
        Some(self.output?.elements().is_some())
    }

    /// Whether both have the dimension that is summed over in the same size, where that is known: a
    /// graph may hold sizes that are not those it is given.
    fn fits(&self) -> Option<bool> {
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

    /// Whether it is a kernel that goes over something of known sizes.
    fn is_kernel(&self) -> bool {
        let (_, operator) = operator(self.node);
        let is_known = |index: usize| self.input(index).is_some_and(|x| x.known().is_some());
        let weight = if operator == "QLinearConv" { 3 } else { 1 };
        operator.contains("Conv") && is_known(0) && is_known(weight)
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
        let keys = keys.checked_add(self.past(4)?)?;
        products(batch, queries, self.seen(keys), query_width, value_width)
    }

    /// How many of the keys a query sees: a window around it, where there is one on both sides.
    fn seen(&self, keys: u128) -> u128 {
        let side = |name: &str| u128::try_from(self.node.int(name)?).ok();
        let right = if self.node.flag("is_causal") {
            Some(0)
        } else {
            side("right_window_size")
        };
        let window = side("left_window_size").zip(right);
        window.map_or(keys, |(left, right)| keys.min(left + 1 + right))
    }

    /// At every position keys and values make a matrix for each of their heads, which the queries of
    /// each of theirs are multiplied by; by the delta rule the keys are as well.
    fn linear_attention(&self) -> Option<u128> {
        let positions = self.size(0, 0)?.checked_mul(self.size(0, 1)?)?;
        let heads = |name: &str| u128::try_from(self.node.int(name)?).ok();
        let (of_queries, shared) = (heads("q_num_heads")?, heads("kv_num_heads")?);
        let state = self
            .size(1, 2)?
            .checked_mul(self.size(2, 2)?)?
            .checked_div(shared)?;
        let rule = self.node.text("update_rule").unwrap_or("gated_delta");
        let of_keys = if rule.contains("delta") { 2 } else { 1 };
        let of_queries = state.checked_mul(of_queries)?.checked_div(shared)?;
        positions.checked_mul(state.checked_mul(of_keys)?.checked_add(of_queries)?)
    }

    /// Experts [experts, in, out], of which `k` are used by each position; packed, where they have
    /// few bits.
    fn experts(&self, weights: &[usize]) -> Option<u128> {
        let bits = self.node.int("expert_weight_bits").unwrap_or(8);
        let packed = u128::try_from(8_i64.checked_div(bits)?).ok()?;
        let mut all = 0_u128;
        for index in weights {
            if let Some(weight) = self.input(*index) {
                let each = weight.elements()?.checked_div(self.size(*index, 0)?)?;
                all = all.checked_add(each.checked_mul(packed)?)?;
            }
        }
        let used = u128::try_from(self.node.int("k").unwrap_or(1)).ok()?;
        let width = u128::from(*self.output?.known()?.last()?);
        let positions = self.output?.elements()?.checked_div(width)?;
        positions.checked_mul(used)?.checked_mul(all)
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
        let keys = queries.checked_add(self.past(3)?)?;
        let window = self.node.int("local_window_size");
        let window = window.and_then(|window| u128::try_from(window).ok());
        let seen = keys.min(window.unwrap_or(keys));
        products(batch, queries, seen, width, width)
    }

    /// The projection to queries, keys and values is inside: weights [width, all three].
    fn packed_attention(&self, past: usize) -> Option<u128> {
        let (batch, length) = (self.size(0, 0)?, self.size(0, 1)?);
        let weight = self.input(1)?.known()?;
        let positions = batch.checked_mul(length)?;
        let projection = positions.checked_mul(product(&weight)?)?;
        let value_width = u128::from(*self.output?.known()?.get(2)?);
        let widths = u128::from(*weight.get(1)?);
        let query_width = widths.checked_sub(value_width)? / 2;
        let past = match self.input(past) {
            // [2, batch, heads, past, size]
            Some(_) => self.size(past, 3)?,
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

    /// Operands are contracted from the left, two at a time, as ONNX Runtime does: every combination
    /// of the indices of both once, unless nothing is summed, which is element by element.
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
            // What only one of them has, and nothing needs later, is summed before.
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
