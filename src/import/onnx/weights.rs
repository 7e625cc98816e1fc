//! Stored tensors, and the values that contain them.

use super::attributes::{Node, operator, title};
use super::parameters::{Origin, Stored, is_lookup, is_parameter, passes_through};
use super::products::per_byte;
use super::tensor::Tensor;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The most parts of a value: experts that an exporter joins into one tensor, gates of a recurrent
/// layer.
const MAX_PARTS: usize = 4096;

/// A value: what is known of it, and the stored tensors in it.
#[derive(Clone, Default)]
pub(super) struct Value {
    pub(super) tensor: Tensor,
    pub(super) stored: Option<Rc<[usize]>>,
    pub(super) is_dequantized: bool,
    /// The tensors in a sequence, if known; `tensor` is then what they have in common.
    pub(super) parts: Option<Rc<[Rc<Value>]>>,
}

impl Value {
    pub(super) fn of(tensor: Tensor) -> Self {
        Self {
            tensor,
            ..Self::default()
        }
    }

    /// Returns the rough amount of work to go through it.
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

/// All stored tensors of a file, each once.
#[derive(Default)]
pub(super) struct Weights {
    stored: Vec<Stored>,
    /// Places by the address in the file’s copy: a loop visits a tensor again.
    places: HashMap<usize, usize>,
    /// Matrices that are looked up; `layers` has those of products.
    tables: HashSet<[u64; 2]>,
    layers: HashSet<[u64; 2]>,
}

impl Weights {
    /// Records a tensor of the file by its address, and returns its value.
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

    /// Returns a node’s outputs, with the stored tensors in them.
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
            // An attribute of a function differs from call to call.
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

    /// Counts the parameters of a node that have not been counted yet.
    pub(super) fn count(&mut self, node: &Node<'_>, inputs: &[Option<Value>]) -> u128 {
        let (_, operator) = operator(node);
        // Stored parts that are only joined are counted where the whole is used.
        if operator == "Concat" && inputs.iter().all(is_stored) {
            return 0;
        }
        let mut count = 0_u128;
        for (index, value) in inputs.iter().enumerate() {
            let Some(value) = value else { continue };
            // A column times a row is not a layer: angles of rotary embeddings times positions.
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
                    count = count.saturating_add(
                        count_packed(node, index, stored).unwrap_or(stored.elements),
                    );
                }
            }
        }
        count
    }

    /// Returns the size of a table and a layer that may be tied: exporters store tied weights
    /// twice, once transposed.
    pub(super) fn twins(&self) -> Option<[u64; 2]> {
        let is_square = |[a, b]: &[u64; 2]| a == b;
        let mut both = self.tables.intersection(&self.layers);
        both.find(|sizes| !is_square(sizes)).copied()
    }
}

/// Returns the count of packed weights, which is that of the numbers they stand for.
fn count_packed(node: &Node<'_>, input: usize, stored: &Stored) -> Option<u128> {
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
