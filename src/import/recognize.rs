//! What kind of file it is, by its contents: names lie, and pasted text has none.

use super::File;
use super::error::Error;
use super::tally::shown;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::HashMap;

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
    let name = file.name.to_lowercase();
    if head.is_empty() {
        return Err(Error::Uncountable(
            "The file is empty. Download it again, or give another.".into(),
        ));
    }
    if head.starts_with(b"GGUF") {
        return Ok(Kind::Gguf);
    }
    if head.starts_with(b"FUGG") {
        return Err(BIG_ENDIAN);
    }
    // A safetensors header: its length in eight bytes, then JSON. No text has a zero byte there.
    let is_header = head.len() > 8 && head[8] == b'{' && head[..8].contains(&0);
    if is_header || name.ends_with(".safetensors") && !is_text(&head) {
        return Ok(Kind::Safetensors);
    }
    if let Some(other) = other(&head, &name) {
        return Err(other);
    }
    if let Some(text) = text(file, &head)? {
        let text = unfenced(text.trim_start_matches('\u{feff}'));
        return match text_other(text) {
            Some(error) => Err(error),
            None => text_kind(text),
        };
    }
    // A protobuf has no mark of its own: an ONNX model begins with its version, field 1.
    let is_onnx = head.first() == Some(&0x08) || name.ends_with(".onnx");
    Ok(if is_onnx { Kind::Onnx } else { Kind::Unknown })
}

const BIG_ENDIAN: Error = Error::Other {
    what: "a GGUF file with its bytes the other way around",
    instead: "Give the ordinary file, or the model’s config.json.",
};

/// Files that people have of models, and that are not read: by what they begin with.
fn other(head: &[u8], name: &str) -> Option<Error> {
    let pickle = head.first() == Some(&0x80) && head.get(1).is_some_and(|v| (2..=5).contains(v));
    let middle = head.get(4..8).unwrap_or_default();
    let (what, instead) = if head.starts_with(b"PK\x03\x04") || pickle {
        (
            "an archive or a pickle, as PyTorch writes .bin, .pt, .pth and .ckpt files",
            "Those are programs that would have to be run, so they are not read. Give model.safetensors or the model’s config.json, or export it to ONNX.",
        )
    } else if head.starts_with(b"\x89HDF") {
        (
            "an HDF5 file, as Keras and TensorFlow write .h5",
            "It is not read. Export the model to ONNX, or give its config.json or safetensors file.",
        )
    } else if head.starts_with(b"\x93NUMPY") {
        (
            "a NumPy array",
            "It is one tensor, not a model. Give the model’s safetensors, GGUF or ONNX file.",
        )
    } else if middle == b"TFL3" {
        (
            "a TensorFlow Lite model",
            "It is not read. Export the model to ONNX.",
        )
    } else if middle == b"ORTM" {
        (
            "a model in ONNX Runtime’s own format",
            "It is not read. Give the .onnx file that it was made from.",
        )
    } else if name.ends_with("saved_model.pb") {
        (
            "a TensorFlow SavedModel",
            "It is not read. Export the model to ONNX (tf2onnx).",
        )
    } else if head.starts_with(b"\x1f\x8b") || head.starts_with(b"\x28\xb5\x2f\xfd") {
        (
            "a compressed file",
            "Unpack it first, and give the file that is inside.",
        )
    } else if head.starts_with(b"ggml")
        || [b"lmgg", b"fmgg", b"tjgg"]
            .iter()
            .any(|m| head.starts_with(*m))
    {
        (
            "a GGML file, from before GGUF",
            "Convert it with llama.cpp, or give the model’s config.json.",
        )
    } else if head.starts_with(b"%PDF")
        || head.starts_with(b"\x89PNG")
        || head.starts_with(b"\xff\xd8\xff")
    {
        (
            "a document or a picture",
            "Copy the text out of it and paste that.",
        )
    } else {
        return None;
    };
    Some(Error::Other { what, instead })
}

fn is_text(head: &[u8]) -> bool {
    let is_text = |byte: &u8| *byte >= b' ' || b"\t\r\n\x1b\x0c\x08\x07".contains(byte);
    // A backspace begins a protobuf: no text begins with one.
    head.first() != Some(&8) && head.iter().all(is_text)
}

/// The whole of a file that is text, in UTF-8 or, as PowerShell writes what is redirected, UTF-16.
fn text(file: &mut File<'_>, head: &[u8]) -> Result<Option<String>, Error> {
    let wide: Option<fn([u8; 2]) -> u16> = match head {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        _ => None,
    };
    if wide.is_none() && !is_text(head) {
        return Ok(None);
    }
    if file.bytes.len() > MAX_TEXT {
        return Err(Error::Uncountable(format!(
            "This is a text of {} MB. No configuration or report is that long: give the part with the report alone.",
            file.bytes.len() >> 20
        )));
    }
    let whole = file.bytes.read(0, MAX_TEXT as usize)?;
    Ok(Some(match wide {
        Some(unit) => {
            let units = whole.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        None => String::from_utf8_lossy(&whole).into_owned(),
    }))
}

/// Texts that were saved in place of the file that was meant.
fn text_other(text: &str) -> Option<Error> {
    let start: String = text.trim_start().chars().take(200).collect();
    let start = start.to_ascii_lowercase();
    let (what, instead) = if start.starts_with("version https://git-lfs.github.com/spec/") {
        (
            "a pointer of Git LFS that stands in for the file",
            "Fetch the file itself with git lfs pull, or download it from the model’s page.",
        )
    } else if ["<!doctype html", "<html", "<head", "<?xml"]
        .iter()
        .any(|tag| start.starts_with(tag))
    {
        (
            "a web page, not the file that it shows",
            "Download the raw file: on Hugging Face through the download arrow, or with /resolve/ in the address in place of /blob/.",
        )
    } else {
        return None;
    };
    Some(Error::Other { what, instead })
}

/// The keys of a JSON object, without what they hold.
#[derive(Deserialize)]
struct Keys(HashMap<String, IgnoredAny>);

fn text_kind(text: &str) -> Result<Kind, Error> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(Kind::Unknown);
    }
    if !trimmed.starts_with('{') {
        return Ok(match printed_config(trimmed) {
            Some(json) => Kind::Config(json.into()),
            None => Kind::Report(text.into()),
        });
    }
    // A key of the object itself: a configuration may well have such a word in a text.
    let keys: Option<Keys> = serde_json::from_str(trimmed).ok();
    let has = |key: &str| match &keys {
        Some(keys) => keys.0.contains_key(key),
        None => text.contains(&format!("\"{key}\"")),
    };
    if let Some(answer) = server_error(trimmed).filter(|_| !has("model_type")) {
        return Err(Error::Uncountable(format!(
            "A server’s answer was saved in place of the file: “{}”. Download the file again, signed in if the model asks for that.",
            shown(&answer)
        )));
    }
    Ok(if has("weight_map") {
        Kind::Index(text.into())
    } else if has("total_flos") && !has("model_type") {
        Kind::Report(text.into())
    } else if keys.is_none() && !trimmed[1..].trim_start().starts_with(['"', '}']) {
        // Braces, but not of JSON: a Python dict in a log, as calflops' callers print.
        Kind::Report(text.into())
    } else {
        Kind::Config(text.into())
    })
}

/// What is within a fence of Markdown, or the text as it is.
fn unfenced(text: &str) -> &str {
    let inside = || {
        let (_, rest) = text.trim_start().strip_prefix("```")?.split_once('\n')?;
        Some(rest.rsplit_once("```").map_or(rest, |(inside, _)| inside))
    };
    inside().unwrap_or(text)
}

/// `print(model.config)` puts the class before the JSON: `LlamaConfig {`.
fn printed_config(text: &str) -> Option<&str> {
    let (class, _) = text.split_once('{')?;
    let is_class = class.trim_end().ends_with("Config") && class.len() < 100;
    let is_config = is_class && text.contains("\"model_type\"");
    is_config.then(|| &text[class.len()..])
}

/// Hugging Face answers `{"error": "…"}` where a model is gated, moved or misspelled.
fn server_error(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Answer {
        error: String,
    }
    let answer: Answer = serde_json::from_str(text).ok()?;
    Some(answer.error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognized(name: &str, bytes: &[u8]) -> Result<Kind, Error> {
        kind(&mut File {
            name: name.into(),
            bytes: Box::new(bytes),
            beside: &mut |_| None,
        })
    }

    #[test]
    fn texts_are_known_by_what_they_hold() {
        let config = r#"{"model_type":"llama","note":"see \"total_flos\" and \"weight_map\""}"#;
        for text in [
            config.to_string(),
            format!("\u{feff}{config}"),
            format!("\n\n  {config}\n"),
            format!("```json\n{config}\n```\n"),
            format!("LlamaConfig {config}\n"),
            r#"{"model_type":"llama","task_specific_params":{"total_flos":1,"weight_map":{}}}"#
                .into(),
            r#"{"model_type":"llama","error":"x"}"#.into(),
            r#"{"hidden_size": 4096, "#.into(),
            "{}".into(),
        ] {
            let kind = recognized("anything.bin", text.as_bytes());
            assert!(
                matches!(&kind, Ok(Kind::Config(json)) if json.trim().starts_with('{')),
                "{text}: {kind:?}"
            );
        }
        for text in [
            r#"{"weight_map":{}}"#,
            r#"{"metadata":{},"weight_map":{"a":"#,
        ] {
            assert!(
                matches!(
                    recognized("config.json", text.as_bytes()),
                    Ok(Kind::Index(_))
                ),
                "{text}"
            );
        }
        for text in [
            r#"{"epoch":1.0,"total_flos":1e18}"#,
            "fwd MACs per GPU: 1 G",
            "{'Model FLOPs:7.1217 GFLOPS   MACs:3.5292 GMACs   Params:3725365'}",
            "\u{1b}[32mTotal mult-adds",
        ] {
            assert!(
                matches!(
                    recognized("config.json", text.as_bytes()),
                    Ok(Kind::Report(_))
                ),
                "{text}"
            );
        }
        let wide: Vec<u8> = "\u{feff}{}"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert!(matches!(recognized("c", &wide), Ok(Kind::Config(_))));
    }

    #[test]
    fn binaries_are_known_by_how_they_begin() {
        for (name, bytes, kind) in [
            ("x", &b"GGUF\x03\0\0\0"[..], Kind::Gguf),
            ("x", b"\x40\0\0\0\0\0\0\0{\"a\"", Kind::Safetensors),
            ("x.safetensors", b"\0\0\0", Kind::Safetensors),
            ("x", b"\x08\x07\x12\x07pytorch", Kind::Onnx),
            ("model.ONNX", b"\x3a\x04\x01", Kind::Onnx),
            ("x", b"\0\0\0\0", Kind::Unknown),
        ] {
            assert_eq!(recognized(name, bytes), Ok(kind), "{name} {bytes:?}");
        }
    }

    #[test]
    fn an_answer_of_the_server_is_repeated() {
        let answer = br#"{"error":"Access to model meta-llama/Llama-3.1-8B is restricted."}"#;
        let error = recognized("config.json", answer)
            .map(|_| ())
            .map_err(|e| e.to_string());
        assert!(
            matches!(&error, Err(text) if text.contains("is restricted")),
            "{error:?}"
        );
    }
}
