//! Decoders with layer norms and plain feed-forward layers: GPT-2 and what came after it.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::Family;
use super::keys::{HEADS, INNER, KV_HEADS, Keys, LAYERS, WIDTH, mismatch};
use super::net::Net;
use super::reading::{Reading, head_size};
use super::stack::{Bias, Layer, Norms};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["gpt2"], gpt2).tied(),
    Family::new(&["gpt_neox"], gpt_neox),
    Family::new(&["gptj", "codegen"], gptj),
    Family::new(&["gpt_bigcode"], gpt_bigcode).tied(),
    Family::new(&["gpt_neo"], gpt_neo).tied(),
    Family::new(&["xglm"], xglm).tied(),
    Family::new(&["ctrl"], ctrl).tied(),
    Family::new(&["biogpt"], biogpt).tied(),
    Family::new(&["openai-gpt"], openai).tied(),
    Family::new(&["opt"], opt).tied(),
    Family::new(&["bloom"], bloom).tied().defaults(&[("seq_length", 2048)]),
    Family::new(&["falcon", "RefinedWeb", "RefinedWebModel"], falcon).also_named(&["RW"]).tied().defaults(&[("max_position_embeddings", 2048)]),
    Family::new(&["mpt"], mpt).tied(),
    Family::new(&["phi"], phi),
];

/// Returns a layer whose inner width is four times the width, unless a key gives it.
fn layer(reading: &Reading<'_>, bias: bool) -> Result<Layer, FileError> {
    let usual = || Ok(4 * reading.keys.size(&WIDTH)?);
    let hidden = reading.keys.optional_size(&INNER)?.map_or_else(usual, Ok)?;
    let mut layer = reading.layer_of(hidden)?;
    layer.norm = "ln";
    layer.bias = Bias::all(bias);
    layer.feed.gated = false;
    layer.feed.bias = bias;
    Ok(layer)
}

/// Reads the same for the older families: as many heads of keys and values as of queries, which fill the
/// width; the inner width is under one key, or four times the width without it.
fn classic(reading: &Reading<'_>, inner: Option<&'static str>) -> Result<Layer, FileError> {
    let keys = reading.keys;
    keys.mark_unused(&["head_dim", "num_key_value_heads"]);
    let (width, heads) = (keys.size(&WIDTH)?, keys.size(&HEADS)?);
    let hidden = inner.map_or(Ok(None), |key| keys.optional_number(key))?;
    if !width.is_multiple_of(heads) {
        return Err(mismatch(format!(
            "“{}” is {width} and “{}” is {heads}: the heads do not divide the width.",
            WIDTH.names[0], HEADS.names[0]
        )));
    }
    let mut layer = Layer::new(heads, hidden.unwrap_or(width.saturating_mul(4)));
    layer.norm = "ln";
    layer.bias = Bias::All;
    layer.feed.gated = false;
    layer.feed.bias = true;
    Ok(layer)
}

/// Returns the size of the table of positions, which is not the length of the sequence.
fn table(keys: Keys<'_>, names: &[&'static str]) -> Result<u64, FileError> {
    for name in names {
        if let Some(count) = keys.optional_number(name)? {
            return Ok(count);
        }
    }
    keys.number(names.first().unwrap_or(&""))
}

/// transformers, `modeling_gpt2.py`. SantaCoder, as first published, has one head of keys and
/// values in a class of its own (`modeling_gpt2_mq.py`).
pub(super) fn gpt2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let single = reading.keys.text("attention_head_type") == Some("multiquery");
    let layer = classic(reading, Some("n_inner"))?;
    with_positions(reading, layer, single, 0)
}

/// transformers, `modeling_gpt_bigcode.py`: mostly one head of keys and values.
fn gpt_bigcode(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let single = reading.keys.flag("multi_query", true)?;
    let layer = classic(reading, Some("n_inner"))?;
    with_positions(reading, layer, single, 0)
}

/// transformers, `modeling_biogpt.py`: two positions more than a sequence has.
fn biogpt(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.keys.size(&INNER)?;
    let layer = classic(reading, Some("intermediate_size"))?;
    with_positions(reading, layer, false, 2)
}

/// transformers, `modeling_openai.py`: norms after each part.
fn openai(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let positions = table(reading.keys, POSITIONS)?;
    let mut layer = classic(reading, None)?;
    layer.norms = Norms::After;
    let mut decoder = Decoder::of(reading, layer)?;
    decoder.stem = vec![format!("positions({positions})")];
    decoder.tail.clear();
    decoder.text(reading)
}

const POSITIONS: &[&str] = &["n_positions", "max_position_embeddings", "n_ctx"];

/// Returns a network with learned positions, `spare` more than a sequence can have.
fn with_positions(
    reading: &mut Reading<'_>,
    mut layer: Layer,
    single: bool,
    spare: u64,
) -> Result<Net, FileError> {
    let positions = table(reading.keys, POSITIONS)?.saturating_add(spare);
    if single {
        layer.kv = 1;
    }
    let mut decoder = Decoder::of(reading, layer)?;
    decoder.stem = vec![format!("positions({positions})")];
    decoder.text(reading)
}

/// transformers, `modeling_xglm.py`: positions that are computed.
fn xglm(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.keys.size(&INNER)?;
    let layer = classic(reading, Some("ffn_dim"))?;
    Decoder::of(reading, layer)?.text(reading)
}

/// transformers, `modeling_ctrl.py`: positions that are computed, and a bias of the output
/// projection.
fn ctrl(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.keys.size(&INNER)?;
    let layer = classic(reading, Some("dff"))?;
    let mut decoder = Decoder::of(reading, layer)?;
    decoder.head_bias = true;
    decoder.text(reading)
}

/// transformers, `modeling_gpt_neo.py`: no biases of queries, keys and values, and a window in
/// every other layer.
fn gpt_neo(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let positions = table(reading.keys, &["max_position_embeddings"])?;
    let mut layer = classic(reading, Some("intermediate_size"))?;
    layer.bias = Bias::None;
    layer.extra = reading.keys.size(&WIDTH)?;
    reading.info("extra(…) in each layer: the bias of the output of attention.");
    let slides = local_layers(reading.keys)?;
    let window = reading.keys.optional_number("window_size")?.unwrap_or(256);
    let windows = reading.windows_of(&slides, Some(window))?;
    let layers = windows.into_iter().map(|window| Layer {
        window,
        ..layer.clone()
    });
    let mut decoder = Decoder::with(layers.collect());
    decoder.stem = vec![format!("positions({positions})")];
    decoder.text(reading)
}

/// Returns which layers of GPT-Neo are local, from `[[["global", "local"], 12]]`: names, and how
/// often they repeat.
fn local_layers(keys: Keys<'_>) -> Result<Vec<bool>, FileError> {
    const TYPES: &str = "attention_types";
    // This key lists the same in full; the library derives it again.
    keys.mark_unused(&["attention_layers"]);
    let layers = keys.size(&LAYERS)?;
    let Some(groups) = keys.list(TYPES) else {
        return Ok((0..layers).map(|i| i % 2 == 1).collect());
    };
    let mut local = Vec::new();
    for group in groups {
        let names = group.get(0).and_then(|names| names.as_array());
        let times = group.get(1).and_then(|times| times.as_u64()).unwrap_or(0);
        for _ in 0..times.min(layers) {
            let names = names.into_iter().flatten();
            local.extend(names.map(|name| *name == "local"));
        }
    }
    if u64::try_from(local.len()) != Ok(layers) {
        return Err(mismatch(format!(
            "“{TYPES}” is for {} layers, and there are {layers}.",
            local.len()
        )));
    }
    Ok(local)
}

/// transformers, `modeling_gpt_neox.py`. In a parallel layer too, each part has its own norm.
pub(super) fn gpt_neox(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.keys.size(&INNER)?;
    let mut layer = classic(reading, Some("intermediate_size"))?;
    layer.bias = Bias::all(reading.keys.flag("attention_bias", true)?);
    Decoder::of(reading, layer)?.text(reading)
}

/// transformers, `modeling_gptj.py`: parallel, no biases of attention.
pub(super) fn gptj(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = classic(reading, Some("n_inner"))?;
    layer.bias = Bias::None;
    layer.norms = Norms::Shared;
    let mut decoder = Decoder::of(reading, layer)?;
    // A tied output projection has the bias as well.
    decoder.head_bias = true;
    decoder.text(reading)
}

/// transformers, `modeling_phi.py`: parallel.
pub(super) fn phi(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    // The first files have this key, which may be null.
    if !reading.keys.is_null("n_inner") {
        reading.keys.size(&INNER)?;
    }
    let mut layer = layer(reading, true)?;
    layer.norms = Norms::Shared;
    if reading.keys.flag("qk_layernorm", false)? {
        layer.extra = 4 * head_size(&layer, reading.keys.size(&WIDTH)?);
        reading.info("extra(…) in each layer: the norms of its queries and keys.");
    }
    let mut decoder = Decoder::of(reading, layer)?;
    decoder.head_bias = true;
    decoder.text(reading)
}

/// transformers, `modeling_opt.py`: two positions more than a sequence has; in OPT-350M an
/// embedding of another width, and no norm at the end.
pub(super) fn opt(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.keys.size(&INNER)?;
    let mut layer = classic(reading, Some("ffn_dim"))?;
    if !reading.keys.flag("enable_bias", true)? {
        layer.bias = Bias::None;
        layer.feed.bias = false;
    }
    if !reading.keys.flag("layer_norm_elementwise_affine", true)? {
        layer.norm = "";
    }
    let width = reading.keys.size(&WIDTH)?;
    let embedding = reading
        .keys
        .optional_number("word_embed_proj_dim")?
        .unwrap_or(width);
    let positions = table(reading.keys, &["max_position_embeddings"])? + 2;
    let mut decoder = Decoder::of(reading, layer)?;
    decoder.stem = vec![format!("positions({positions})")];
    if !reading.keys.flag("do_layer_norm_before", true)?
        || reading.keys.flag("_remove_final_layer_norm", false)?
    {
        decoder.tail.clear();
    }
    if embedding != width {
        decoder.embedding = Some(embedding);
        decoder.stem.insert(0, format!("fc({width},nobias)"));
        decoder.tail.push(format!("fc({embedding},nobias)"));
    }
    decoder.text(reading)
}

/// transformers, `modeling_bloom.py`: a norm after the embedding, no positions that are learned.
pub(super) fn bloom(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let layer = classic(reading, None)?;
    let mut decoder = Decoder::of(reading, layer)?;
    decoder.stem = vec!["ln".into()];
    decoder.text(reading)
}

/// transformers, `modeling_falcon.py`. Layers are parallel except in the first models, with one
/// norm except in the larger ones. The older architecture has one head of keys and values, or as
/// many as of queries.
pub(super) fn falcon(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    // The first files of Falcon 40B, under the name RefinedWeb, only give its heads.
    let newer = keys.flag("new_decoder_architecture", keys.has("n_head_kv"))?;
    let multi_query = keys.flag("multi_query", true)?;
    let mut layer = layer(reading, keys.flag("bias", false)?)?;
    layer.kv = match (newer, multi_query) {
        (true, _) => keys.optional_size(&KV_HEADS)?.unwrap_or(layer.heads),
        (false, true) => 1,
        (false, false) => layer.heads,
    };
    let norms = if newer { 2 } else { 1 };
    let norms = keys
        .optional_number("num_ln_in_parallel_attn")?
        .unwrap_or(norms);
    if keys.flag("parallel_attn", true)? && norms != 2 {
        layer.norms = Norms::Shared;
    }
    Decoder::of(reading, layer)?.text(reading)
}

/// transformers, `modeling_mpt.py`, which has neither biases nor learned positions, and
/// llm-foundry, where it comes from and which has both if asked.
pub(super) fn mpt(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let biased = !keys.flag("no_bias", true)?;
    let width = keys.size(&WIDTH)?;
    let ratio = keys.optional_number("expansion_ratio")?.unwrap_or(4);
    let mut layer = Layer {
        norm: if biased { "ln" } else { "ln(nobias)" },
        bias: Bias::all(biased),
        ..classic(reading, None)?
    };
    layer.feed.hidden = width.saturating_mul(ratio);
    layer.feed.bias = biased;
    if keys
        .text("norm_type")
        .is_some_and(|name| name.contains("rms"))
    {
        layer.norm = "rms";
    }
    let mut learned = keys.flag("learned_pos_emb", true)?;
    if let Some(attention) = keys.object("attn_config") {
        let kind = attention.text("attn_type").unwrap_or_default();
        layer.kv = match attention.optional_number("kv_n_heads")? {
            Some(kv) => kv,
            None if kind == "multiquery_attention" => 1,
            None => layer.kv,
        };
        if attention.flag("qk_ln", false)? {
            let vectors = if biased { 2 } else { 1 };
            let size = head_size(&layer, width);
            layer.extra = vectors * (layer.heads + layer.kv) * size;
            reading.info("extra(…) in each layer: the norms of its queries and keys.");
        }
        learned &= !attention.flag("alibi", true)? && !attention.flag("rope", false)?;
    } else {
        learned = false;
    }
    let mut decoder = Decoder::of(reading, layer)?;
    if learned {
        let positions = table(keys, &["max_seq_len", "max_position_embeddings"])?;
        decoder.stem = vec![format!("positions({positions})")];
    }
    decoder.text(reading)
}
