//! Files of weights for the tests: headers that are made here, and as many bytes behind them as a
//! real file has, none of which take memory.

#![allow(dead_code)]

use petaday::import::{Asked, Bytes, File, FileError, Import, Note, read};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A file that begins with some bytes and goes on with zeros.
#[derive(Clone, Default)]
pub(crate) struct Fake {
    pub(crate) head: Vec<u8>,
    pub(crate) length: u64,
    /// How many bytes were read of it.
    pub(crate) read: Rc<Cell<u64>>,
}

impl Fake {
    pub(crate) fn new(head: Vec<u8>, length: u64) -> Self {
        Self {
            head,
            length,
            read: Rc::default(),
        }
    }
}

impl Bytes for Fake {
    fn len(&self) -> u64 {
        self.length
    }

    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, FileError> {
        let end = at.saturating_add(length as u64).min(self.length);
        let count = usize::try_from(end.saturating_sub(at)).expect("memory");
        self.read.set(self.read.get() + count as u64);
        let mut bytes = vec![0; count];
        let from = usize::try_from(at).unwrap_or(usize::MAX);
        let there = self.head.get(from..).unwrap_or_default();
        let n = there.len().min(count);
        bytes[..n].copy_from_slice(&there[..n]);
        Ok(bytes)
    }
}

/// Reads a file, with others beside it.
pub(crate) fn open(
    name: &str,
    file: Fake,
    folder: &BTreeMap<String, Fake>,
) -> Result<Import, FileError> {
    let mut beside = |name: &str| {
        let file = folder.get(name)?.clone();
        Some(Box::new(file) as Box<dyn Bytes>)
    };
    let file = File {
        name: name.into(),
        bytes: Box::new(file),
        beside: &mut beside,
    };
    read(file, &Asked::default())
}

/// Reads a file that is dropped alone.
pub(crate) fn alone(name: &str, file: Fake) -> Result<Import, FileError> {
    open(name, file, &BTreeMap::new())
}

pub(crate) fn bytes(name: &str, bytes: &[u8]) -> Result<Import, FileError> {
    alone(name, Fake::new(bytes.to_vec(), bytes.len() as u64))
}

pub(crate) fn notes(import: &Import) -> String {
    let texts: Vec<&str> = import.notes.iter().map(Note::text).collect();
    texts.join("\n")
}

pub(crate) fn warnings(import: &Import) -> Vec<&str> {
    let warnings = import.notes.iter().filter_map(|note| match note {
        Note::Warning(text) => Some(text.as_str()),
        Note::Info(_) => None,
    });
    warnings.collect()
}

/// A tensor: name, number format, sizes.
pub(crate) type Tensor<'a> = (&'a str, &'a str, &'a [u64]);

/// Bits of an element.
fn bits(dtype: &str) -> u64 {
    match dtype {
        "F64" | "I64" => 64,
        "F32" | "I32" | "U32" => 32,
        "F16" | "BF16" | "I16" => 16,
        "F4" => 4,
        _ => 8,
    }
}

/// A safetensors file with these tensors.
pub(crate) fn safetensors(tensors: &[Tensor<'_>]) -> Fake {
    let mut at = 0;
    let mut entries = vec![r#""__metadata__":{"format":"pt"}"#.to_string()];
    for (name, dtype, shape) in tensors {
        let end = at + shape.iter().product::<u64>() * bits(dtype) / 8;
        entries.push(format!(
            r#""{name}":{{"dtype":"{dtype}","shape":{shape:?},"data_offsets":[{at},{end}]}}"#
        ));
        at = end;
    }
    let mut json = format!("{{{}}}", entries.join(","));
    while json.len() % 8 != 0 {
        json.push(' ');
    }
    let head = framed(&json);
    let length = head.len() as u64 + at;
    Fake::new(head, length)
}

/// JSON as the header of a safetensors file.
pub(crate) fn framed(json: &str) -> Vec<u8> {
    let mut head = (json.len() as u64).to_le_bytes().to_vec();
    head.extend(json.as_bytes());
    head
}

/// GPT-2's checkpoint on Hugging Face: 12 layers of 768, weights as `Conv1D` keeps them, causal
/// masks as buffers, the output projection tied to the embedding and not stored.
pub(crate) fn gpt2() -> Fake {
    let mut all: Vec<(String, Vec<u64>)> = vec![
        ("wte.weight".into(), vec![50_257, 768]),
        ("wpe.weight".into(), vec![1_024, 768]),
    ];
    for layer in 0..12 {
        for (name, shape) in [
            ("ln_1.weight", vec![768]),
            ("ln_1.bias", vec![768]),
            ("attn.bias", vec![1, 1, 1_024, 1_024]),
            ("attn.c_attn.weight", vec![768, 2_304]),
            ("attn.c_attn.bias", vec![2_304]),
            ("attn.c_proj.weight", vec![768, 768]),
            ("attn.c_proj.bias", vec![768]),
            ("ln_2.weight", vec![768]),
            ("ln_2.bias", vec![768]),
            ("mlp.c_fc.weight", vec![768, 3_072]),
            ("mlp.c_fc.bias", vec![3_072]),
            ("mlp.c_proj.weight", vec![3_072, 768]),
            ("mlp.c_proj.bias", vec![768]),
        ] {
            all.push((format!("h.{layer}.{name}"), shape));
        }
    }
    all.push(("ln_f.weight".into(), vec![768]));
    all.push(("ln_f.bias".into(), vec![768]));
    let tensors: Vec<Tensor<'_>> = all
        .iter()
        .map(|(n, s)| (n.as_str(), "F32", &s[..]))
        .collect();
    safetensors(&tensors)
}

/// A value of a setting of a GGUF file.
pub(crate) enum Value<'a> {
    U16(u16),
    U32(u32),
    F32(f32),
    Text(&'a str),
    Texts(Vec<String>),
    Numbers(Vec<u32>),
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.extend((text.len() as u64).to_le_bytes());
    out.extend(text.as_bytes());
}

/// A GGUF file with these settings and tensors: name, type, sizes innermost first.
pub(crate) fn gguf(
    version: u32,
    settings: &[(&str, Value<'_>)],
    tensors: &[(&str, u32, &[u64])],
) -> Fake {
    let mut out = b"GGUF".to_vec();
    out.extend(version.to_le_bytes());
    out.extend((tensors.len() as u64).to_le_bytes());
    out.extend((settings.len() as u64).to_le_bytes());
    for (key, value) in settings {
        text(&mut out, key);
        let kind: u32 = match value {
            Value::U16(_) => 2,
            Value::U32(_) => 4,
            Value::F32(_) => 6,
            Value::Text(_) => 8,
            Value::Texts(_) | Value::Numbers(_) => 9,
        };
        out.extend(kind.to_le_bytes());
        match value {
            Value::U16(n) => out.extend(n.to_le_bytes()),
            Value::U32(n) => out.extend(n.to_le_bytes()),
            Value::F32(n) => out.extend(n.to_le_bytes()),
            Value::Text(t) => text(&mut out, t),
            Value::Texts(all) => {
                out.extend(8u32.to_le_bytes());
                out.extend((all.len() as u64).to_le_bytes());
                all.iter().for_each(|t| text(&mut out, t));
            }
            Value::Numbers(all) => {
                out.extend(4u32.to_le_bytes());
                out.extend((all.len() as u64).to_le_bytes());
                all.iter().for_each(|n| out.extend(n.to_le_bytes()));
            }
        }
    }
    let mut at = 0u64;
    for (name, kind, sizes) in tensors {
        text(&mut out, name);
        out.extend((sizes.len() as u32).to_le_bytes());
        sizes.iter().for_each(|n| out.extend(n.to_le_bytes()));
        out.extend(kind.to_le_bytes());
        out.extend(at.to_le_bytes());
        // Four bits an element will do: only the place is of interest.
        at += (sizes.iter().product::<u64>() / 2).next_multiple_of(32);
    }
    let length = (out.len() as u64).next_multiple_of(32) + at;
    Fake::new(out, length)
}

/// A little llama, as llama.cpp's converter writes one.
pub(crate) fn llama() -> Fake {
    let tokens = (0..32_000).map(|i| format!("▁token{i}")).collect();
    gguf(
        3,
        &[
            ("general.architecture", Value::Text("llama")),
            ("general.name", Value::Text("TinyLlama")),
            ("general.alignment", Value::U32(32)),
            ("llama.block_count", Value::U32(1)),
            ("llama.rope.freq_base", Value::F32(10_000.0)),
            ("tokenizer.ggml.tokens", Value::Texts(tokens)),
            ("tokenizer.ggml.token_type", Value::Numbers(vec![1; 32_000])),
        ],
        &[
            ("token_embd.weight", 12, &[64, 32_000]),
            ("rope_freqs.weight", 0, &[16]),
            ("blk.0.attn_norm.weight", 0, &[64]),
            ("blk.0.attn_q.weight", 12, &[64, 64]),
            ("blk.0.attn_k.weight", 12, &[64, 32]),
            ("blk.0.attn_v.weight", 14, &[64, 32]),
            ("blk.0.attn_output.weight", 12, &[64, 64]),
            ("blk.0.ffn_norm.weight", 0, &[64]),
            ("blk.0.ffn_gate.weight", 12, &[64, 256]),
            ("blk.0.ffn_up.weight", 12, &[64, 256]),
            ("blk.0.ffn_down.weight", 14, &[256, 64]),
            ("output_norm.weight", 0, &[64]),
            ("output.weight", 14, &[64, 32_000]),
        ],
    )
}

/// Its parameters.
pub(crate) const LLAMA: u128 = 2 * 32_000 * 64 + 2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 256 + 3 * 64;
