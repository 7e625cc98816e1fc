//! Sizes that a graph leaves open: `batch`, `sequence`, `height`.

use super::attributes::Element;
use super::expression;
use super::tensor::{MAX_RANK, Size, Tensor};
use super::uncountable;
use crate::import::{Asked, FileError, OpenSize};
use rten_onnx::onnx::{Dimension, ValueInfoProto};
use std::collections::{BTreeMap, BTreeSet};

/// Tokens of a sequence if neither the file nor the caller says.
const SEQUENCE: u64 = 128;
/// Sides of an image.
const SIDE: u64 = 224;
/// The largest size.
const MAX_SIZE: u64 = 1 << 40;
/// The most sizes that may be open: nobody gives more.
const MAX_OPEN: usize = 2_000;

/// Sizes by their names in the graph.
pub(super) struct Sizes<'a> {
    asked: &'a Asked,
    /// Sizes from the input shape that the caller gives.
    bound: BTreeMap<String, u64>,
    /// Open sizes in the order of the inputs; `assumed` has them by name.
    open: Vec<OpenSize>,
    assumed: BTreeMap<String, u64>,
    /// Names of sizes of positions kept from earlier calls.
    kept: BTreeSet<String>,
    /// Examples in one pass.
    pub(super) batch: u64,
    /// Tokens in one pass.
    pub(super) sequence: Option<u64>,
    /// The sizes of the first input, if it is not clear whether the first of them is a batch.
    pub(super) unclear: Option<Vec<u64>>,
    /// Whether the caller’s input shape differs from the one for which the file stores sizes.
    is_other: bool,
}

impl<'a> Sizes<'a> {
    pub(super) fn new(asked: &'a Asked) -> Self {
        Self {
            asked,
            bound: BTreeMap::new(),
            open: Vec::new(),
            assumed: BTreeMap::new(),
            kept: BTreeSet::new(),
            batch: 1,
            sequence: None,
            unclear: None,
            is_other: false,
        }
    }

    pub(super) fn open(self) -> Vec<OpenSize> {
        self.open
    }

    /// Returns the graph’s inputs in order, the first with the sizes that the caller gives.
    pub(super) fn inputs(&mut self, inputs: &[&ValueInfoProto]) -> Result<Vec<Tensor>, FileError> {
        if let (Some(wanted), Some(first)) = (&self.asked.input, inputs.first()) {
            self.bind(first, wanted)?;
        }
        for input in inputs {
            // [batch, heads, positions, size]
            if let (true, Some([_, _, positions, _])) = (
                is_past(input.name.as_deref().unwrap_or_default()),
                dimensions(input),
            ) && let Some(name) = name_of(positions)
            {
                self.kept.insert(name.into());
            }
        }
        let mut tensors = Vec::new();
        for (index, input) in inputs.iter().enumerate() {
            let is_first = index == 0;
            let wanted = self.asked.input.as_ref().filter(|_| is_first);
            let tensor = match wanted {
                // The input is given as a whole, so none of its sizes is open.
                Some(wanted) => Tensor::sized(wanted.iter().map(|size| Some(*size)).collect())
                    .of(element(input)),
                None => self.input(input),
            };
            if is_first {
                self.batch = self.batch_of(input, &tensor);
            }
            if self.open.len() > MAX_OPEN {
                return Err(uncountable(format!(
                    "The graph leaves more than {MAX_OPEN} sizes of its inputs open: export it with fixed ones."
                )));
            }
            tensors.push(tensor);
        }
        Ok(tensors)
    }

    /// The names of the first input's dimensions mean the same elsewhere.
    fn bind(&mut self, first: &ValueInfoProto, wanted: &[u64]) -> Result<(), FileError> {
        if wanted.len() > MAX_RANK || wanted.iter().any(|size| *size > MAX_SIZE) {
            return Err(uncountable(
                "No input is as large as the sizes that were given.",
            ));
        }
        let Some(dimensions) = dimensions(first) else {
            return Ok(());
        };
        if dimensions.len() != wanted.len() {
            let name = first.name.as_deref().unwrap_or_default();
            return Err(uncountable(format!(
                "The input “{name}” of the graph has {} dimensions, not {}.",
                dimensions.len(),
                wanted.len()
            )));
        }
        for (dimension, size) in dimensions.iter().zip(wanted) {
            match (dimension.dim_value, name_of(dimension)) {
                (Some(fixed @ 1..), _) => self.is_other |= fixed as u64 != *size,
                (_, Some(name)) => drop(self.bound.insert(name.into(), *size)),
                _ => {}
            }
        }
        Ok(())
    }

    fn input(&mut self, input: &ValueInfoProto) -> Tensor {
        let element = element(input);
        let Some(dimensions) = dimensions(input).filter(|d| d.len() <= MAX_RANK) else {
            return Tensor::unknown().of(element);
        };
        let rank = dimensions.len();
        let name = input.name.as_deref().unwrap_or_default();
        let last = dimensions.last().and_then(|last| last.dim_value);
        let second = dimensions.get(1).and_then(|second| second.dim_value);
        let is_channels_last = matches!((last, second), (Some(1..=4), None | Some(..=0)));
        let mut sizes: Vec<Size> = Vec::with_capacity(rank);
        for (index, dimension) in dimensions.iter().enumerate() {
            let is_fixed = |at: usize| matches!(dimensions[at].dim_value, Some(1..));
            let place = Place {
                index,
                rank,
                is_position: match (element, rank, index) {
                    // Tokens of a batch.
                    (Element::Integer, 2, 1) => true,
                    // Features at every position, or positions of every channel.
                    (Element::Float, 3, 1) => true,
                    (Element::Float, 3, 2) => is_fixed(1),
                    _ => false,
                },
                is_channels_last,
            };
            sizes.push(Some(match (dimension.dim_value, name_of(dimension)) {
                (Some(size @ 1..), _) => size as u64,
                (_, Some(name)) => self.named(name, place),
                _ => self.named(&format!("{name} dimension {}", index + 1), place),
            }));
        }
        Tensor::sized(sizes).of(element)
    }

    /// Returns the sizes that the file stores for a value that could not be inferred.
    pub(super) fn stored(&self, value: &ValueInfoProto) -> Tensor {
        let dimensions = dimensions(value).filter(|d| d.len() <= MAX_RANK && !self.is_other);
        let Some(dimensions) = dimensions else {
            return Tensor::unknown();
        };
        let size = |dimension: &Dimension| match dimension.dim_value {
            Some(size @ 0..) => u64::try_from(size).ok().filter(|size| *size <= MAX_SIZE),
            Some(_) => None,
            // A name that is not in the inputs is the exporter’s own: nobody could give its size.
            None => {
                let name = name_of(dimension)?;
                let mut known = |name: &str| self.given(name).or(self.assumed.get(name).copied());
                let size = known(name).or_else(|| expression::evaluate(name, &mut known));
                size.filter(|size| *size <= MAX_SIZE)
            }
        };
        Tensor::sized(dimensions.iter().map(size).collect())
    }

    fn given(&self, name: &str) -> Size {
        let asked = self.asked.sizes.get(name).copied();
        asked.or_else(|| self.bound.get(name).copied())
    }

    /// Returns the size of a name, or the value of arithmetic on names, as some exporters write it.
    fn named(&mut self, name: &str, place: Place) -> u64 {
        if let Some(size) = self.given(name) {
            if is_sequence(name, place) {
                self.sequence = self.sequence.or(Some(size));
            }
            return size.min(MAX_SIZE);
        }
        if let Some(size) = expression::evaluate(name, &mut |name| Some(self.named(name, place))) {
            return size.min(MAX_SIZE);
        }
        if let Some(known) = self.assumed.get(name) {
            return *known;
        }
        let assumed = if place.index > 0 && (is_past(name) || self.kept.contains(name)) {
            0
        } else if is_batch(name, place) {
            1
        } else if is_sequence(name, place) {
            let sequence = self.asked.sequence.unwrap_or(SEQUENCE);
            self.sequence = self.sequence.or(Some(sequence));
            if self.asked.sequence.is_some() {
                return sequence.min(MAX_SIZE);
            }
            sequence
        } else if is_side(name, place) {
            SIDE
        } else {
            1
        };
        self.assumed.insert(name.into(), assumed);
        self.open.push(OpenSize {
            name: name.into(),
            assumed,
        });
        assumed
    }

    /// Returns the first size of the first input, unless it is not a batch.
    fn batch_of(&mut self, first: &ValueInfoProto, tensor: &Tensor) -> u64 {
        let size = tensor.sizes.as_ref().and_then(|sizes| *sizes.first()?);
        let dimension = dimensions(first).and_then(|dimensions| dimensions.first());
        let name = dimension.and_then(name_of);
        let rank = tensor.rank().unwrap_or_default();
        let place = Place {
            index: 0,
            rank,
            is_position: false,
            is_channels_last: false,
        };
        let is_batch = match (name, dimension.and_then(|dimension| dimension.dim_value)) {
            _ if self.asked.input.is_some() => true,
            (Some(name), _) => !is_sequence(name, place) && !is_side(name, place),
            // A fixed size is surely a batch only before the channels and sides of an image, and
            // before tokens.
            (None, Some(1..)) => rank > 3 || rank == 2 && tensor.element == Element::Integer,
            (None, _) => true,
        };
        if size > Some(1) && !is_batch && name.is_none() {
            self.unclear = tensor.known().filter(|sizes| sizes.len() > 1);
        }
        size.filter(|size| is_batch && *size > 0).unwrap_or(1)
    }
}

/// The place of a dimension.
#[derive(Clone, Copy)]
struct Place {
    index: usize,
    rank: usize,
    /// Whether the dimension looks like the positions of a sequence.
    is_position: bool,
    /// Whether the input looks like an image whose channels come last.
    is_channels_last: bool,
}

fn dimensions(value: &ValueInfoProto) -> Option<&[Dimension]> {
    let shape = &value.r#type.as_ref()?.tensor_type.as_ref()?.shape;
    Some(&shape.as_ref()?.dim)
}

fn element(value: &ValueInfoProto) -> Element {
    let typed = value.r#type.as_ref().and_then(|t| t.tensor_type.as_ref());
    Element::of(typed.and_then(|typed| typed.elem_type))
}

fn name_of(dimension: &Dimension) -> Option<&str> {
    let name = dimension.dim_param.as_deref().map(str::trim);
    name.filter(|name| !name.is_empty() && *name != "?")
}

fn holds(name: &str, parts: &[&str]) -> bool {
    let name = name.to_ascii_lowercase();
    parts.iter().any(|part| name.contains(part))
}

/// Returns whether a name is of positions kept from earlier calls, of which there are none.
fn is_past(name: &str) -> bool {
    holds(name, &["past"])
}

/// Returns whether a name is of the examples in a pass. One letter is, of the first dimension: `n`
/// is also how people call positions.
fn is_batch(name: &str, place: Place) -> bool {
    let is_letter = name.eq_ignore_ascii_case("n") || name.eq_ignore_ascii_case("b");
    holds(name, &["batch"]) || is_letter && place.index == 0
}

fn is_sequence(name: &str, place: Place) -> bool {
    holds(name, &["seq", "token", "length", "len"]) || place.is_position
}

fn is_side(name: &str, place: Place) -> bool {
    let single = |letter| name.eq_ignore_ascii_case(letter);
    let is_named = holds(name, &["height", "width"]) || single("h") || single("w");
    let is_between = match place.is_channels_last {
        true => place.index == 1 || place.index == 2,
        false => place.index > 1,
    };
    is_named || (place.rank == 4 && is_between)
}
