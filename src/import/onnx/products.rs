//! Output sizes of matrix products.

use super::attributes::{Element, Node};
use super::rules::{apply, clamp};
use super::shapes::Rules;
use super::tensor::Tensor;
use rten_shape_inference::ops;

impl Rules<'_> {
    pub(super) fn gemm(&self, left: usize, right: usize) -> Vec<Tensor> {
        let rule = ops::Gemm {
            transpose_a: self.node.flag("transA"),
            transpose_b: self.node.flag("transB"),
        };
        apply(
            &rule,
            &[left, right].map(|index| self.input(index).cloned()),
        )
    }

    /// Returns the output of `LinearAttention`: as wide as the values, for all heads of the
    /// queries.
    pub(super) fn linear_attention(&self, queries: &Tensor) -> Tensor {
        let width = || {
            let heads = u64::try_from(self.node.int("q_num_heads")?).ok()?;
            let shared = u64::try_from(self.node.int("kv_num_heads")?).ok()?;
            let values = (*self.input(2)?.sizes.as_ref()?.last()?)?;
            values.checked_div(shared)?.checked_mul(heads)
        };
        match queries.sizes.as_deref() {
            Some(&[batch, length, _]) => {
                Tensor::sized(vec![batch, length, width()]).of(queries.element)
            }
            _ => Tensor::unknown(),
        }
    }

    /// Returns a product as `numpy.matmul`: a vector is a row on the left, a column on the right.
    pub(super) fn matmul(&self, left: usize, right: usize) -> Tensor {
        let (Some(a), Some(b)) = (self.input(left), self.input(right)) else {
            return Tensor::unknown();
        };
        product_of(a, b)
    }

    pub(super) fn fused_matmul(&self) -> Tensor {
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

    /// Returns rows of a table whose numbers of a few bits are packed into bytes.
    pub(super) fn packed_table(&self, table: &Tensor) -> Tensor {
        let axis = self.node.int("gather_axis").unwrap_or(0);
        let [Some(indices), Some(mut sizes)] =
            [self.input(1), Some(table)].map(|t| t?.sizes.clone())
        else {
            return Tensor::unknown();
        };
        let element = table.element;
        if let Some(last) = sizes.last_mut() {
            *last = last.and_then(|last| last.checked_mul(per_byte(self.node, element)));
        }
        let table = [Some(Tensor::sized(sizes)), Some(Tensor::sized(indices))];
        let rule = ops::Gather { axis: clamp(axis) };
        let made = apply(&rule, &table).pop().unwrap_or_default();
        made.of(Element::Float)
    }

    /// Returns the output of com.microsoft’s oldest attention: the weights of all three projections
    /// are one input.
    pub(super) fn packed_attention(&self, first: &Tensor) -> Tensor {
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
}

/// Returns the product of two matrices or stacks of them.
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

/// Swaps the last two dimensions.
pub(super) fn swapped(tensor: &Tensor) -> Tensor {
    let mut tensor = tensor.clone();
    if let Some([.., a, b]) = tensor.sizes.as_deref_mut() {
        std::mem::swap(a, b);
    }
    tensor.values = None;
    tensor
}

/// Returns how many numbers are packed into each byte of a table.
pub(super) fn per_byte(node: &Node<'_>, element: Element) -> u64 {
    let bits = node.int("bits").unwrap_or(4);
    let is_packed = element == Element::Byte;
    if is_packed && (1..8).contains(&bits) {
        8 / bits as u64
    } else {
        1
    }
}
