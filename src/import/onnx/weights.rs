//! Stored tensors, and which of them are in a value.

use super::attributes::{Node, operator, title};
use super::parameters::{Origin, Stored, is_lookup, is_parameter, passes_through};
use super::products::per_byte;
use super::tensor::Tensor;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Experts that an exporter puts together into one tensor, gates of a recurrent layer.
const MAX_PARTS: usize = 4096;

/// What is known of a value, and which stored tensors are in it.
#[derive(Clone, Default)]
pub(super) struct Value {
    pub(super) tensor: Tensor,
    pub(super) stored: Option<Rc<[usize]>>,
    pub(super) is_dequantized: bool,
    /// Of a sequence of tensors those in it, where they are known; what they have in common is then
    /// the tensor.
    pub(super) parts: Option<Rc<[Rc<Value>]>>,
}

impl Value {
    pub(super) fn of(tensor: Tensor) -> Self {
        Self {
            tensor,
            ..Self::default()
        }
    }

    /// How much there is to go through, roughly.
    pub(super) fn weight(&self) -> usize {
        let sizes = self.tensor.sizes.as_ref().map_or(0, Vec::len);
        let values = self.tensor.values.as_ref().map_or(0, Vec::len);
        let parts = self.parts.as_ref().map_or(0, |parts| parts.len());
        1 + sizes + values + parts + self.stored.as_ref().map_or(0, |stored| stored.len())
    }
}

fn is_stored(value: &Option<Value>) -> bool {
    value.as_ref().is_some_and(|value| value.stored.is_some())
}

/// All that a file stores, each once.
#[derive(Default)]
pub(super) struct Weights {
    stored: Vec<Stored>,
    /// By where it is in the file's copy: a loop comes by it again.
    places: HashMap<usize, usize>,
    /// Matrices that are looked up, and those that are multiplied by.
    tables: HashSet<[u64; 2]>,
    layers: HashSet<[u64; 2]>,
}

impl Weights {
    /// A value that the file stores, and where.
    pub(super) fn store(&mut self, address: usize, tensor: Tensor, origin: Origin) -> Value {
        let next = self.stored.len();
        let place = *self.places.entry(address).or_insert(next);
        if place == next {
            let matrix = tensor.known().and_then(|sizes| match sizes.as_slice() {
                [a, b] => Some([*a.min(b), *a.max(b)]),
                _ => None,
            });
            self.stored.push(Stored {
                matrix,
                elements: tensor.elements().unwrap_or_default(),
                element: tensor.element,
                rank: tensor.rank().unwrap_or_default(),
                is_plain: tensor.values.as_ref().is_some_and(|values| {
                    let first = values.first().copied().flatten();
                    matches!(first, Some(0.0 | 1.0)) && values.iter().all(|v| *v == first)
                }),
                origin,
                is_counted: false,
            });
        }
        Value {
            tensor,
            stored: Some([place].into()),
            ..Value::default()
        }
    }

    /// What a node makes, with the stored tensors that are in it.
    pub(super) fn carry(
        &mut self,
        node: &Node<'_>,
        inputs: &[Option<Value>],
        made: Vec<Tensor>,
    ) -> Vec<Value> {
        let (_, operator) = operator(node);
        let all_stored = inputs.iter().all(is_stored);
        if operator == "Constant" || operator == "ConstantOfShape" && all_stored {
            let made = made.into_iter();
            // What a function was called with is its own for every call.
            let given = node
                .attribute("value")
                .map(|value| std::ptr::from_ref(value).addr());
            let at = given.unwrap_or_else(|| std::ptr::from_ref(node.proto()).addr());
            return made
                .map(|tensor| self.store(at, tensor, Origin::Node.named(title(node))))
                .collect();
        }
        let first = inputs.first().and_then(Option::as_ref);
        let stored: Option<Rc<[usize]>> = if operator == "Concat" && all_stored {
            let parts = inputs
                .iter()
                .flatten()
                .filter_map(|value| value.stored.as_deref());
            Some(parts.flatten().copied().take(MAX_PARTS).collect())
        } else {
            let first = first.filter(|_| passes_through(node));
            first.and_then(|value| value.stored.clone())
        };
        let was = first.is_some_and(|value| value.is_dequantized);
        let is_dequantized = stored.is_some() && (was || operator == "DequantizeLinear");
        let value = |tensor| Value {
            tensor,
            stored: stored.clone(),
            is_dequantized,
            parts: None,
        };
        made.into_iter().map(value).collect()
    }

    /// Parameters that come in at a node and have not been counted yet.
    pub(super) fn count(&mut self, node: &Node<'_>, inputs: &[Option<Value>]) -> u128 {
        let (_, operator) = operator(node);
        // Stored parts that are only put together are counted where the whole is used.
        if operator == "Concat" && inputs.iter().all(is_stored) {
            return 0;
        }
        let mut count = 0_u128;
        for (index, value) in inputs.iter().enumerate() {
            let Some(value) = value else { continue };
            // A column times a row is no layer: angles of rotary embeddings times positions.
            let last = value.tensor.sizes.as_ref().and_then(|sizes| *sizes.last()?);
            if operator == "MatMul" && index == 0 && last == Some(1) {
                continue;
            }
            for place in value.stored.as_deref().unwrap_or_default() {
                let Some(stored) = self.stored.get_mut(*place) else {
                    continue;
                };
                if !stored.is_counted && is_parameter(node, index, stored, value.is_dequantized) {
                    stored.is_counted = true;
                    match stored.matrix {
                        Some(sizes) if is_lookup(node) => drop(self.tables.insert(sizes)),
                        Some(sizes) => drop(self.layers.insert(sizes)),
                        None => {}
                    }
                    count = count
                        .saturating_add(packed(node, index, stored).unwrap_or(stored.elements));
                }
            }
        }
        count
    }

    /// A table and a layer that are the same size, and may once have been one: exporters store
    /// what a model ties twice, once transposed.
    pub(super) fn twins(&self) -> Option<[u64; 2]> {
        let is_square = |[a, b]: &[u64; 2]| a == b;
        let mut both = self.tables.intersection(&self.layers);
        both.find(|sizes| !is_square(sizes)).copied()
    }
}

/// Weights that are packed count as the numbers they stand for.
fn packed(node: &Node<'_>, input: usize, stored: &Stored) -> Option<u128> {
    let size = |name| u128::try_from(node.int(name)?).ok();
    match (operator(node), input) {
        (("com.microsoft", "MatMulNBits" | "MatMulBnb4"), 1) => size("N")?.checked_mul(size("K")?),
        (("com.microsoft", "QMoE"), 2 | 5 | 8) => {
            let packed = 8_i64.checked_div(node.int("expert_weight_bits").unwrap_or(8))?;
            stored.elements.checked_mul(u128::try_from(packed).ok()?)
        }
        (("com.microsoft", "GatherBlockQuantized"), 0) => {
            let each = per_byte(node, stored.element);
            stored.elements.checked_mul(each.into())
        }
        _ => None,
    }
}
