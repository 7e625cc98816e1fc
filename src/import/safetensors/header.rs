//! The header of a safetensors file: eight bytes of length, then JSON with a name, a number format,
//! a shape and a place for each tensor.
//!
//! The crate `safetensors` is not used: its offsets are `usize`, 32 bits in the browser, so that
//! there it refuses every file above 4 GB; it refuses a whole header for one number format that it
//! does not know; and of a name given twice it silently keeps one.

use super::super::bounded::{Entries, Sizes};
use super::super::bytes::Bytes;
use super::super::error::FileError;
use super::super::tally::{elements, parser_message, shown, sizes};
use serde::Deserialize;
use std::collections::HashSet;

/// Name of the file in messages.
pub(super) const KIND: &str = "a safetensors file";

/// The reference implementation's own limit.
const MAX_HEADER: u64 = 100_000_000;

/// The most tensors: the largest models have some 150,000, in a hundred files; each takes memory.
const MAX_TENSORS: usize = 1 << 18;

/// The most small tensors per file that are read for their values; all of one layer are alike.
const MAX_SHAPES: usize = 2_048;

/// A tensor as the header describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tensor {
    pub(super) name: String,
    /// `BF16`, `F32`, `U8` …
    pub(super) dtype: String,
    pub(super) shape: Vec<u64>,
    /// The product of its sizes.
    pub(super) elements: u64,
    /// The product of the numbers in a tensor `weight_shape`: the size before packing.
    pub(super) holds: Option<u64>,
}

/// Every tensor of a file, and whether its data are all there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) tensors: Vec<Tensor>,
    pub(super) complete: bool,
}

/// Reads the header and, of the rest, only the few bytes of each `weight_shape`.
pub(super) fn read(bytes: &mut dyn Bytes) -> Result<Header, FileError> {
    let damaged = |what: String| FileError::damaged(KIND, what);
    let all = bytes.len();
    let first = bytes.read(0, 8)?;
    let Ok(first) = <[u8; 8]>::try_from(first) else {
        return Err(damaged(format!(
            "it has {all} bytes, and the length of its header alone takes 8"
        )));
    };
    let length = u64::from_le_bytes(first);
    if length > MAX_HEADER {
        return Err(damaged(format!(
            "its first eight bytes give its header a length of {length} bytes, and none is longer than 100 MB; download it again"
        )));
    }
    let data = 8 + length;
    if data > all {
        return Err(damaged(format!(
            "its header should take {length} bytes, but the file ends after {all}; download it again"
        )));
    }
    // At most 100 MB, checked above.
    let json = bytes.read(8, length as usize)?;
    let entries: Entries<Entry, MAX_TENSORS> = serde_json::from_slice(&json).map_err(|error| {
        damaged(format!(
            "its header cannot be read: {}",
            parser_message(&error)
        ))
    })?;
    drop(json);
    let mut end = data;
    let mut shapes = 0;
    let mut tensors = Vec::with_capacity(entries.0.len());
    for (name, entry) in entries.0 {
        let (from, to) = entry.data_offsets;
        let mut tensor = Tensor {
            elements: elements(KIND, &name, &entry.shape.0)?,
            name,
            dtype: shown(&entry.dtype),
            shape: entry.shape.0,
            holds: None,
        };
        fits(&tensor, from, to).map_err(damaged)?;
        end = end.max(data.saturating_add(to));
        let is_shape = tensor.name.ends_with("weight_shape") && tensor.elements <= 8;
        if is_shape && shapes < MAX_SHAPES {
            shapes += 1;
            tensor.holds = stored_size(&tensor, &bytes.read(data.saturating_add(from), 64)?);
        }
        tensors.push(tensor);
    }
    let mut names = HashSet::with_capacity(tensors.len());
    if let Some(twice) = tensors.iter().find(|t| !names.insert(t.name.as_str())) {
        return Err(damaged(format!(
            "its header names the tensor “{}” twice",
            shown(&twice.name)
        )));
    }
    Ok(Header {
        tensors,
        complete: end <= all,
    })
}

/// Checks that the place of a tensor fits its elements: a shape alone is easily wrong.
fn fits(tensor: &Tensor, from: u64, to: u64) -> Result<(), String> {
    let Some(bits) = bits(&tensor.dtype) else {
        return Ok(());
    };
    let needed = u128::from(tensor.elements) * u128::from(bits);
    let there = to.checked_sub(from).map(|bytes| u128::from(bytes) * 8);
    if there == Some(needed) {
        return Ok(());
    }
    Err(format!(
        "the tensor “{}” of {} in {} does not fit its place, bytes {from} to {to}",
        shown(&tensor.name),
        sizes(&tensor.shape),
        tensor.dtype
    ))
}

/// Returns the size in a `weight_shape`: that of the weight before it was packed.
fn stored_size(tensor: &Tensor, bytes: &[u8]) -> Option<u64> {
    let width = match tensor.dtype.as_str() {
        "I64" => 8,
        "I32" => 4,
        _ => return None,
    };
    let values = bytes
        .chunks_exact(width)
        .take(usize::try_from(tensor.elements).ok()?);
    let values: Vec<u64> = values
        .map(|value| {
            let mut wide = [0; 8];
            wide[..width].copy_from_slice(value);
            u64::from_le_bytes(wide)
        })
        .collect();
    let all = values.len() as u64 == tensor.elements;
    elements(KIND, &tensor.name, &values)
        .ok()
        .filter(|size| all && *size > 0)
}

/// Returns the bits of one element; none for a newer format.
pub(super) fn bits(dtype: &str) -> Option<u32> {
    Some(match dtype {
        "F64" | "I64" | "U64" | "C64" => 64,
        "F32" | "I32" | "U32" => 32,
        "F16" | "BF16" | "I16" | "U16" => 16,
        "BOOL" | "I8" | "U8" => 8,
        "F4" => 4,
        "F6_E2M3" | "F6_E3M2" => 6,
        eight if eight.starts_with("F8_") => 8,
        _ => return None,
    })
}

/// A tensor’s entry in the JSON.
#[derive(Deserialize)]
struct Entry {
    dtype: String,
    shape: Sizes,
    data_offsets: (u64, u64),
}
