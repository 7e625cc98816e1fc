//! Files that people have of models, or get in their place, and that are not read: what they are,
//! and what to give instead.

use super::super::error::FileError;
use super::super::tally::shown;
use serde::Deserialize;

pub(super) const BIG_ENDIAN: FileError = FileError::Other {
    what: "a GGUF file with its bytes the other way around",
    instead: "Give the ordinary file, or the model’s config.json.",
};

/// Files that people have of models, and that are not read: by what they begin with.
pub(super) fn binary(head: &[u8], name: &str) -> Option<FileError> {
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
    Some(FileError::Other { what, instead })
}

/// Texts that were saved in place of the file that was meant.
pub(super) fn text(text: &str) -> Option<FileError> {
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
    Some(FileError::Other { what, instead })
}

/// Files of JSON that lie beside a config.json, by their keys.
pub(super) fn beside_config(has: &dyn Fn(&'static str) -> bool, text: &str) -> Option<FileError> {
    const CONFIG: &str = "Give the config.json beside it.";
    if has("peft_type") {
        return Some(adapter(text));
    }
    let (what, instead) = if has("tokenizer_class")
        || has("added_tokens")
        || has("added_tokens_decoder")
    {
        (
            "a tokenizer’s file, which says how texts are cut into tokens",
            CONFIG,
        )
    } else if has("image_processor_type") || has("feature_extractor_type") || has("processor_class")
    {
        (
            "a preprocessor’s configuration, which says how images or sounds are prepared",
            CONFIG,
        )
    } else if has("do_sample") || has("temperature") {
        (
            "a generation_config.json, which says how texts are sampled",
            CONFIG,
        )
    } else if has("zero_optimization") {
        (
            "a configuration of DeepSpeed, which says how training is spread over chips",
            "Give the model’s config.json, and what the run printed.",
        )
    } else {
        return None;
    };
    Some(FileError::Other { what, instead })
}

/// Names the model that an adapter is added to.
fn adapter(text: &str) -> FileError {
    #[derive(Deserialize)]
    struct Adapter {
        base_model_name_or_path: Option<String>,
    }
    let read: Option<Adapter> = super::super::json::parse(text).ok();
    let base = read.and_then(|read| read.base_model_name_or_path);
    let base = base.map_or("its base model".into(), |base| shown(&base));
    FileError::Uncountable(format!(
        "This is the adapter_config.json of an adapter (LoRA or the like), a small addition to {base}. Training it runs that whole model: give the config.json of {base}, and in method 1 the share of the weights that train."
    ))
}

/// Hugging Face answers `{"error": "…"}` where a model is gated, moved or misspelled.
pub(super) fn answer(text: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Answer {
        error: String,
    }
    let answer: Answer = super::super::json::parse(text).ok()?;
    Some(answer.error)
}
