//! Decoders with RMS norms and gated feed-forward layers: Llama and what came after it.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{LAYERS, WIDTH, mismatch};
use super::net::Net;
use super::reading::{Reading, head_size};
use super::stack::{Bias, Layer, Norms};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["phi3", "phi3_v"], mistral),
    Family::new(&["llama"], llama).defaults(sizes!(4096, 32, 32, 11008, 32000, "max_position_embeddings" = 2048)),
    Family::new(&["mistral"], mistral).defaults(sizes!(4096, 32, 32, 14336, 32000, "max_position_embeddings" = 131072, "num_key_value_heads" = 8)),
    Family::new(&["gemma"], gemma).tied().defaults(sizes!(3072, 28, 16, 24576, 256000, "num_key_value_heads" = 16, "head_dim" = 256, "max_position_embeddings" = 8192)),
    Family::new(&["gemma2"], gemma2).tied().defaults(sizes!(2304, 26, 8, 9216, 256000, "num_key_value_heads" = 4, "head_dim" = 256, "max_position_embeddings" = 8192)),
    Family::new(&["gemma3_text", "gemma3"], gemma3).tied().defaults(sizes!(2304, 26, 8, 9216, 262208, "num_key_value_heads" = 4, "head_dim" = 256, "max_position_embeddings" = 131072)),
    Family::new(&["qwen2", "qwen2_vl", "qwen2_vl_text", "qwen2_5_vl", "qwen2_5_vl_text"], qwen2).defaults(&[("num_key_value_heads", 32)]),
    Family::new(&["qwen3", "qwen3_vl_text"], qwen3).defaults(&[("head_dim", 128), ("num_key_value_heads", 32)]),
    Family::new(&["olmo"], olmo),
    Family::new(&["hf_olmo"], olmo_by_authors).also_named(&["OLMo"]),
    Family::new(&["olmo2"], olmo2),
];

/// Returns a network of layers that differ only by their windows.
fn sliding(
    reading: &mut Reading<'_>,
    layer: Layer,
    window: Option<u64>,
    slides: impl Fn(u64) -> bool,
) -> Result<Net, FileError> {
    let windows = reading.windows(reading.keys.size(&LAYERS)?, window, slides)?;
    let layers = windows.into_iter().map(|window| Layer {
        window,
        ..layer.clone()
    });
    Decoder::with(layers.collect()).text(reading)
}

/// transformers, `modeling_llama.py`.
pub(super) fn llama(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = reading.layer()?;
    layer.bias = Bias::all(reading.keys.flag("attention_bias", false)?);
    layer.feed.bias = reading.keys.flag("mlp_bias", false)?;
    Decoder::of(reading, layer)?.text(reading)
}

/// transformers, `modeling_mistral.py`; `modeling_phi3.py`, whose projections are stored in one. If
/// there is a window, every layer has it.
pub(super) fn mistral(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let layer = reading.layer()?;
    let window = reading.keys.optional_number("sliding_window")?;
    sliding(reading, layer, window, |_| true)
}

/// transformers, `modeling_gemma.py`.
pub(super) fn gemma(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let layer = gemma_layer(reading)?;
    Decoder::of(reading, layer)?.text(reading)
}

fn gemma_layer(reading: &Reading<'_>) -> Result<Layer, FileError> {
    let bias = Bias::all(reading.keys.flag("attention_bias", false)?);
    Ok(Layer {
        bias,
        ..reading.layer()?
    })
}

/// transformers, `modeling_gemma2.py`: four norms a layer, a window in every other one.
pub(super) fn gemma2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = gemma_layer(reading)?;
    layer.norms = Norms::Around;
    let window = reading.keys.optional_number("sliding_window")?;
    sliding(reading, layer, window, |i| i.is_multiple_of(2))
}

/// transformers, `modeling_gemma3.py`: Gemma 2 with norms of queries and keys, and a window in five
/// layers of six.
pub(super) fn gemma3(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = gemma_layer(reading)?;
    layer.norms = Norms::Around;
    layer.qknorm = true;
    let pattern = reading.keys.optional_number("sliding_window_pattern")?;
    let pattern = pattern.or(reading.keys.optional_number("_sliding_window_pattern")?);
    let pattern = pattern.unwrap_or(6);
    let window = reading.keys.optional_number("sliding_window")?;
    sliding(reading, layer, window, |i| !(i + 1).is_multiple_of(pattern))
}

/// Returns the windows of the Qwen models, which most files have and do not use.
pub(super) fn qwen_windows(reading: &mut Reading<'_>) -> Result<Vec<Option<u64>>, FileError> {
    let used = reading.keys.flag("use_sliding_window", false)?;
    let window = match used {
        true => reading.keys.optional_number("sliding_window")?,
        false => None,
    };
    let from = reading.keys.count("max_window_layers", 28)?;
    reading.windows(reading.keys.size(&LAYERS)?, window, |i| i >= from)
}

/// Returns a network of layers that differ only by the windows of the Qwen models.
fn qwen(reading: &mut Reading<'_>, layer: &Layer) -> Result<Net, FileError> {
    let windows = qwen_windows(reading)?.into_iter();
    let layers = windows.map(|window| Layer {
        window,
        ..layer.clone()
    });
    Decoder::with(layers.collect()).text(reading)
}

/// transformers, `modeling_qwen2.py`: biases of queries, keys and values, without a key for them.
pub(super) fn qwen2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let bias = Bias::Qkv;
    let layer = Layer {
        bias,
        ..reading.layer()?
    };
    qwen(reading, &layer)
}

/// transformers, `modeling_qwen3.py`: norms of each head’s queries and keys.
pub(super) fn qwen3(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = reading.layer()?;
    layer.bias = Bias::all(reading.keys.flag("attention_bias", false)?);
    reading.keys.mark_unused(&["use_qk_norm"]);
    layer.qknorm = true;
    qwen(reading, &layer)
}

/// transformers, `modeling_olmo.py`: norms without parameters.
pub(super) fn olmo(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = reading.layer()?;
    layer.norm = "";
    layer.bias = Bias::all(reading.keys.flag("attention_bias", false)?);
    reading.info("The norms have no parameters and do not appear.");
    Decoder::of(reading, layer)?.text(reading)
}

/// allenai/OLMo, `olmo/model.py`, as its authors save it: half of `mlp_hidden_size` for each of the
/// two projections.
fn olmo_by_authors(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    for (key, usual) in [
        ("rope", true),
        ("alibi", false),
        ("layer_norm_with_affine", false),
        ("attention_layer_norm", false),
        ("include_bias", false),
    ] {
        if keys.flag(key, usual)? != usual {
            return Err(mismatch(format!(
                "“{key}” is {}, where only {usual} is counted.",
                !usual
            )));
        }
    }
    let width = keys.size(&WIDTH)?;
    let hidden = match keys.optional_number("mlp_hidden_size")? {
        Some(hidden) => hidden,
        None => keys.count("mlp_ratio", 4)?.saturating_mul(width),
    };
    keys.mark_unused(&["mlp_ratio", "block_type"]);
    let gated = keys
        .text("activation_type")
        .is_none_or(|name| name == "swiglu");
    let mut layer = reading.layer_of(if gated { (hidden / 2).max(1) } else { hidden })?;
    layer.norm = "";
    layer.feed.gated = gated;
    if keys.flag("multi_query_attention", false)? {
        layer.kv = 1;
    }
    reading.info("The norms have no parameters and do not appear.");
    reading.tied = keys.flag("weight_tying", true)?;
    let mut decoder = Decoder::of(reading, layer)?;
    decoder.vocabulary = keys.optional_number("embedding_size")?;
    decoder.text(reading)
}

/// transformers, `modeling_olmo2.py`: norms after each part, and over all of the queries and all
/// of the keys.
pub(super) fn olmo2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = reading.layer()?;
    layer.norms = Norms::After;
    layer.bias = Bias::all(reading.keys.flag("attention_bias", false)?);
    layer.extra = (layer.heads + layer.kv) * head_size(&layer, reading.keys.size(&WIDTH)?);
    reading.info("extra(…) in each layer: the norms of all its queries and all its keys.");
    Decoder::of(reading, layer)?.text(reading)
}
