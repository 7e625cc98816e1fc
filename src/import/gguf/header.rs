//! The header of a GGUF file, as ggml's docs/gguf.md describes it: settings, then tensors.

use super::super::bytes::Bytes;
use super::super::error::FileError;
use super::super::tally::{elements, shown};
use super::walk::{KIND, Value, Walk};

/// The most tensors, far more than any model has; each takes memory.
const MAX_TENSORS: u64 = 1 << 20;

/// A tensor; sizes outermost first, as everywhere else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tensor {
    pub(super) name: String,
    pub(super) kind: u32,
    pub(super) shape: Vec<u64>,
    pub(super) elements: u64,
}

/// The settings that are needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) name: Option<String>,
    pub(super) architecture: Option<String>,
    /// `model`, `adapter`, `imatrix` …
    pub(super) file_type: Option<String>,
    pub(super) experts: Option<u64>,
    pub(super) experts_used: Option<u64>,
    /// Number of this file among several, from 0.
    pub(super) split: Option<u64>,
    pub(super) splits: u64,
    pub(super) tensors: Vec<Tensor>,
    /// Whether its last tensor begins within the file.
    pub(super) complete: bool,
}

/// Reads the header and nothing else.
pub(super) fn read(bytes: &mut dyn Bytes) -> Result<Header, FileError> {
    let mut walk = Walk::new(bytes);
    if walk.u32()? != u32::from_le_bytes(*b"GGUF") {
        return Err(FileError::damaged(KIND, "it does not begin with GGUF"));
    }
    version(walk.u32()?)?;
    let tensors = walk.u64()?;
    let settings = walk.u64()?;
    // A tensor takes at least the length of its name, three numbers and a size, a setting a
    // length, a type and a byte.
    let fits = |count: u64, least: u64| count.checked_mul(least).is_some_and(|n| n <= walk.left());
    if tensors > MAX_TENSORS || !fits(tensors, 24) || !fits(settings, 13) {
        return Err(FileError::damaged(
            KIND,
            format!(
                "it should have {tensors} tensors and {settings} settings, more than fit into its {} bytes; download it again",
                walk.length()
            ),
        ));
    }
    let mut header = Header::default();
    let mut alignment = 32;
    for _ in 0..settings {
        let key = walk.text(256)?;
        let value = walk.value()?;
        setting(&mut header, &mut alignment, &key, value);
    }
    let mut last = 0;
    for _ in 0..tensors {
        let (tensor, offset) = tensor(&mut walk)?;
        last = last.max(offset);
        header.tensors.push(tensor);
    }
    // Nothing is aligned before the data; they begin at the next multiple.
    let data = walk.at().checked_next_multiple_of(alignment);
    let last = data.and_then(|data| data.checked_add(last));
    header.complete = tensors == 0 || last.is_some_and(|last| last < walk.length());
    Ok(header)
}

fn version(version: u32) -> Result<(), FileError> {
    let what = match version {
        2 | 3 => return Ok(()),
        1 => "it is of version 1, which was in use for a few days in August 2023; convert the model again with a newer llama.cpp, or give its config.json".into(),
        // A small number with its bytes the other way around.
        _ if version.swap_bytes() < 16 => "it is written for big-endian machines (s390x, POWER), which is not read; give the ordinary file, or the model’s config.json".into(),
        other => format!("it is of version {other}, and 2 and 3 are known"),
    };
    Err(FileError::damaged(KIND, what))
}

fn setting(header: &mut Header, alignment: &mut u64, key: &str, value: Value) {
    match (key, value) {
        ("general.name", Value::Text(name)) => header.name = Some(shown(&name)),
        ("general.architecture", Value::Text(name)) => header.architecture = Some(shown(&name)),
        ("general.type", Value::Text(name)) => header.file_type = Some(shown(&name)),
        ("general.alignment", Value::Number(bytes)) if bytes > 0 => *alignment = bytes,
        ("split.no", Value::Number(number)) => header.split = Some(number),
        ("split.count", Value::Number(count)) => header.splits = count,
        (key, Value::Number(count)) if key.ends_with(".expert_count") => {
            header.experts = Some(count);
        }
        (key, Value::Number(count)) if key.ends_with(".expert_used_count") => {
            header.experts_used = Some(count);
        }
        _ => {}
    }
}

fn tensor(walk: &mut Walk<'_>) -> Result<(Tensor, u64), FileError> {
    let name = walk.text(1_024)?;
    let dimensions = walk.u32()?;
    // ggml itself has four.
    if dimensions > 8 {
        return Err(FileError::damaged(
            KIND,
            format!("the tensor “{}” has {dimensions} dimensions", shown(&name)),
        ));
    }
    let mut shape = Vec::new();
    for _ in 0..dimensions {
        shape.push(walk.u64()?);
    }
    shape.reverse();
    let kind = walk.u32()?;
    // There are some forty.
    if kind > 255 {
        return Err(FileError::damaged(
            KIND,
            format!(
                "the tensor “{}” is in an unknown format, {kind}",
                shown(&name)
            ),
        ));
    }
    let offset = walk.u64()?;
    let elements = elements(KIND, &name, &shape)?;
    Ok((
        Tensor {
            name,
            kind,
            shape,
            elements,
        },
        offset,
    ))
}

/// Returns ggml’s name of a number format; `ggml.h`, enum `ggml_type`.
pub(super) fn format_name(kind: u32) -> String {
    let name = match kind {
        0 => "F32",
        1 => "F16",
        2 => "Q4_0",
        3 => "Q4_1",
        6 => "Q5_0",
        7 => "Q5_1",
        8 => "Q8_0",
        9 => "Q8_1",
        10 => "Q2_K",
        11 => "Q3_K",
        12 => "Q4_K",
        13 => "Q5_K",
        14 => "Q6_K",
        15 => "Q8_K",
        16 => "IQ2_XXS",
        17 => "IQ2_XS",
        18 => "IQ3_XXS",
        19 => "IQ1_S",
        20 => "IQ4_NL",
        21 => "IQ3_S",
        22 => "IQ2_S",
        23 => "IQ4_XS",
        24 => "I8",
        25 => "I16",
        26 => "I32",
        27 => "I64",
        28 => "F64",
        29 => "IQ1_M",
        30 => "BF16",
        34 => "TQ1_0",
        35 => "TQ2_0",
        39 => "MXFP4",
        40 => "NVFP4",
        other => return format!("type {other}"),
    };
    name.into()
}

/// Returns whether the elements are whole numbers, so nothing is trained.
pub(super) fn is_whole(kind: u32) -> bool {
    (25..=27).contains(&kind)
}

/// Returns whether several weights share a block, whose elements count all the same.
pub(super) fn is_quantized(kind: u32) -> bool {
    !matches!(kind, 0 | 1 | 24..=28 | 30)
}
