//! What kind of file it is, by its contents: names lie, and pasted text has none.

use super::File;
use super::error::Error;

/// No configuration, index or report of a profiler is larger.
pub(super) const MAX_TEXT: u64 = 64 << 20;

/// What kind of file it is; of texts, the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A model's `config.json`.
    Config(String),
    /// An index of shards.
    Index(String),
    /// What a profiler printed, or a trainer's `trainer_state.json`.
    Report(String),
    Gguf,
    Safetensors,
    Onnx,
    Unknown,
}

pub(super) fn kind(file: &mut File<'_>) -> Result<Kind, Error> {
    let head = file.bytes.read(0, 64)?;
    if head.starts_with(b"GGUF") {
        return Ok(Kind::Gguf);
    }
    // A safetensors header: its length in eight bytes, then JSON. No text has a zero byte there.
    if head.len() > 8 && head[8] == b'{' && head[..8].contains(&0) {
        return Ok(Kind::Safetensors);
    }
    let is_text = |byte: &u8| *byte >= b' ' || b"\t\r\n\x1b".contains(byte);
    if head.iter().all(is_text) && file.bytes.len() <= MAX_TEXT {
        let whole = file.bytes.read(0, MAX_TEXT as usize)?;
        let text = String::from_utf8_lossy(&whole);
        return Ok(text_kind(text.trim_start_matches('\u{feff}')));
    }
    // A protobuf has no mark of its own: an ONNX model begins with its version, field 1.
    let is_onnx = head.first() == Some(&0x08) || file.name.to_lowercase().ends_with(".onnx");
    Ok(if is_onnx { Kind::Onnx } else { Kind::Unknown })
}

fn text_kind(text: &str) -> Kind {
    if text.trim().is_empty() {
        return Kind::Unknown;
    }
    if !text.trim_start().starts_with('{') {
        return Kind::Report(text.into());
    }
    let has = |key: &str| text.contains(&format!("\"{key}\""));
    if has("weight_map") {
        Kind::Index(text.into())
    } else if has("total_flos") {
        Kind::Report(text.into())
    } else {
        Kind::Config(text.into())
    }
}
