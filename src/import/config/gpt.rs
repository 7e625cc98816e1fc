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
fn layer(r: &Reading<'_>, bias: bool) -> Result<Layer, FileError> {
    let usual = || Ok(4 * r.keys.size(&WIDTH)?);
    let hidden = r.keys.maybe(&INNER)?.map_or_else(usual, Ok)?;
    let mut layer = r.layer_of(hidden)?;
    layer.norm = "ln";
    layer.bias = Bias::all(bias);
    layer.feed.gated = false;
    layer.feed.bias = bias;
    Ok(layer)
}

/// Reads the same for the older families: as many heads of keys and values as of queries, which fill the
/// width; the inner width is under one key, or four times the width without it.
fn classic(r: &Reading<'_>, inner: Option<&'static str>) -> Result<Layer, FileError> {
    let keys = r.keys;
    keys.pass(&["head_dim", "num_key_value_heads"]);
    let (width, heads) = (keys.size(&WIDTH)?, keys.size(&HEADS)?);
    let hidden = inner.map_or(Ok(None), |key| keys.some(key))?;
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
        if let Some(count) = keys.some(name)? {
            return Ok(count);
        }
    }
    keys.number(names.first().unwrap_or(&""))
}

/// transformers, `modeling_gpt2.py`. SantaCoder, as first published, has one head of keys and
/// values in a class of its own (`modeling_gpt2_mq.py`).
pub(super) fn gpt2(r: &mut Reading<'_>) -> Result<Net, FileError> {
    let single = r.keys.text("attention_head_type") == Some("multiquery");
    let layer = classic(r, Some("n_inner"))?;
    with_positions(r, layer, single, 0)
}

/// transformers, `modeling_gpt_bigcode.py`: mostly one head of keys and values.
fn gpt_bigcode(r: &mut Reading<'_>) -> Result<Net, FileError> {
    let single = r.keys.flag("multi_query", true)?;
    let layer = classic(r, Some("n_inner"))?;
    with_positions(r, layer, single, 0)
}

/// transformers, `modeling_biogpt.py`: two positions more than a sequence has.
fn biogpt(r: &mut Reading<'_>) -> Result<Net, FileError> {
    r.keys.size(&INNER)?;
    let layer = classic(r, Some("intermediate_size"))?;
    with_positions(r, layer, false, 2)
}

/// transformers, `modeling_openai.py`: norms after each part.
fn openai(r: &mut Reading<'_>) -> Result<Net, FileError> {
    let positions = table(r.keys, POSITIONS)?;
    let mut layer = classic(r, None)?;
    layer.norms = Norms::After;
    let mut decoder = Decoder::of(r, layer)?;
    decoder.stem = vec![format!("positions({positions})")];
    decoder.tail.clear();
    decoder.text(r)
}

const POSITIONS: &[&str] = &["n_positions", "max_position_embeddings", "n_ctx"];

/// Returns a network with learned positions, `spare` more than a sequence can have.
fn with_positions(
    r: &mut Reading<'_>,
    mut layer: Layer,
    single: bool,
    spare: u64,
) -> Result<Net, FileError> {
    let positions = table(r.keys, POSITIONS)?.saturating_add(spare);
    if single {
        layer.kv = 1;
    }
    let mut decoder = Decoder::of(r, layer)?;
    decoder.stem = vec![format!("positions({positions})")];
    decoder.text(r)
}

/// transformers, `modeling_xglm.py`: positions that are computed.
fn xglm(r: &mut Reading<'_>) -> Result<Net, FileError> {
    r.keys.size(&INNER)?;
    let layer = classic(r, Some("ffn_dim"))?;
    Decoder::of(r, layer)?.text(r)
}

/// transformers, `modeling_ctrl.py`: positions that are computed, and a bias of the output
/// projection.
fn ctrl(r: &mut Reading<'_>) -> Result<Net, FileError> {
    r.keys.size(&INNER)?;
    let layer = classic(r, Some("dff"))?;
    let mut decoder = Decoder::of(r, layer)?;
    decoder.head_bias = true;
    decoder.text(r)
}

/// transformers, `modeling_gpt_neo.py`: no biases of queries, keys and values, and a window in
/// every other layer.
fn gpt_neo(r: &mut Reading<'_>) -> Result<Net, FileError> {
    let positions = table(r.keys, &["max_position_embeddings"])?;
    let mut layer = classic(r, Some("intermediate_size"))?;
    layer.bias = Bias::None;
    layer.extra = r.keys.size(&WIDTH)?;
    r.info("extra(…) in each layer: the bias of the output of attention.");
    let slides = local_layers(r.keys)?;
    let window = r.keys.some("window_size")?.unwrap_or(256);
    let windows = r.windows_of(&slides, Some(window))?;
    let layers = windows.into_iter().map(|window| Layer {
        window,
        ..layer.clone()
    });
    let mut decoder = Decoder::with(layers.collect());
    decoder.stem = vec![format!("positions({positions})")];
    decoder.text(r)
}

/// Returns which layers of GPT-Neo are local, from `[[["global", "local"], 12]]`: names, and how
/// often they repeat.
fn local_layers(keys: Keys<'_>) -> Result<Vec<bool>, FileError> {
    const TYPES: &str = "attention_types";
    // This key lists the same in full; the library derives it again.
    keys.pass(&["attention_layers"]);
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
pub(super) fn gpt_neox(r: &mut Reading<'_>) -> Result<Net, FileError> {
    r.keys.size(&INNER)?;
    let mut layer = classic(r, Some("intermediate_size"))?;
    layer.bias = Bias::all(r.keys.flag("attention_bias", true)?);
    Decoder::of(r, layer)?.text(r)
}

/// transformers, `modeling_gptj.py`: parallel, no biases of attention.
pub(super) fn gptj(r: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = classic(r, Some("n_inner"))?;
    layer.bias = Bias::None;
    layer.norms = Norms::Shared;
    let mut decoder = Decoder::of(r, layer)?;
    // A tied output projection has the bias as well.
    decoder.head_bias = true;
    decoder.text(r)
}

/// transformers, `modeling_phi.py`: parallel.
pub(super) fn phi(r: &mut Reading<'_>) -> Result<Net, FileError> {
    // The first files have this key, which may be null.
    if !r.keys.is_null("n_inner") {
        r.keys.size(&INNER)?;
    }
    let mut layer = layer(r, true)?;
    layer.norms = Norms::Shared;
    if r.keys.flag("qk_layernorm", false)? {
        layer.extra = 4 * head_size(&layer, r.keys.size(&WIDTH)?);
        r.info("extra(…) in each layer: the norms of its queries and keys.");
    }
    let mut decoder = Decoder::of(r, layer)?;
    decoder.head_bias = true;
    decoder.text(r)
}

/// transformers, `modeling_opt.py`: two positions more than a sequence has; in OPT-350M an
/// embedding of another width, and no norm at the end.
pub(super) fn opt(r: &mut Reading<'_>) -> Result<Net, FileError> {
    r.keys.size(&INNER)?;
    let mut layer = classic(r, Some("ffn_dim"))?;
    if !r.keys.flag("enable_bias", true)? {
        layer.bias = Bias::None;
        layer.feed.bias = false;
    }
    if !r.keys.flag("layer_norm_elementwise_affine", true)? {
        layer.norm = "";
    }
    let width = r.keys.size(&WIDTH)?;
    let embedding = r.keys.some("word_embed_proj_dim")?.unwrap_or(width);
    let positions = table(r.keys, &["max_position_embeddings"])? + 2;
    let mut decoder = Decoder::of(r, layer)?;
    decoder.stem = vec![format!("positions({positions})")];
    if !r.keys.flag("do_layer_norm_before", true)?
        || r.keys.flag("_remove_final_layer_norm", false)?
    {
        decoder.tail.clear();
    }
    if embedding != width {
        decoder.embedding = Some(embedding);
        decoder.stem.insert(0, format!("fc({width},nobias)"));
        decoder.tail.push(format!("fc({embedding},nobias)"));
    }
    decoder.text(r)
}

/// transformers, `modeling_bloom.py`: a norm after the embedding, no positions that are learned.
pub(super) fn bloom(r: &mut Reading<'_>) -> Result<Net, FileError> {
    let layer = classic(r, None)?;
    let mut decoder = Decoder::of(r, layer)?;
    decoder.stem = vec!["ln".into()];
    decoder.text(r)
}

/// transformers, `modeling_falcon.py`. Layers are parallel except in the first models, with one
/// norm except in the larger ones. The older architecture has one head of keys and values, or as
/// many as of queries.
pub(super) fn falcon(r: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = r.keys;
    // The first files of Falcon 40B, under the name RefinedWeb, only give its heads.
    let newer = keys.flag("new_decoder_architecture", keys.has("n_head_kv"))?;
    let multi_query = keys.flag("multi_query", true)?;
    let mut layer = layer(r, keys.flag("bias", false)?)?;
    layer.kv = match (newer, multi_query) {
        (true, _) => keys.maybe(&KV_HEADS)?.unwrap_or(layer.heads),
        (false, true) => 1,
        (false, false) => layer.heads,
    };
    let norms = if newer { 2 } else { 1 };
    let norms = keys.some("num_ln_in_parallel_attn")?.unwrap_or(norms);
    if keys.flag("parallel_attn", true)? && norms != 2 {
        layer.norms = Norms::Shared;
    }
    Decoder::of(r, layer)?.text(r)
}

/// transformers, `modeling_mpt.py`, which has neither biases nor learned positions, and
/// llm-foundry, where it comes from and which has both if asked.
pub(super) fn mpt(r: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = r.keys;
    let biased = !keys.flag("no_bias", true)?;
    let width = keys.size(&WIDTH)?;
    let ratio = keys.some("expansion_ratio")?.unwrap_or(4);
    let mut layer = Layer {
        norm: if biased { "ln" } else { "ln(nobias)" },
        bias: Bias::all(biased),
        ..classic(r, None)?
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
        layer.kv = match attention.some("kv_n_heads")? {
            Some(kv) => kv,
            None if kind == "multiquery_attention" => 1,
            None => layer.kv,
        };
        if attention.flag("qk_ln", false)? {
            let vectors = if biased { 2 } else { 1 };
            let size = head_size(&layer, width);
            layer.extra = vectors * (layer.heads + layer.kv) * size;
            r.info("extra(…) in each layer: the norms of its queries and keys.");
        }
        learned &= !attention.flag("alibi", true)? && !attention.flag("rope", false)?;
    } else {
        learned = false;
    }
    let mut decoder = Decoder::of(r, layer)?;
    if learned {
        let positions = table(keys, &["max_seq_len", "max_position_embeddings"])?;
        decoder.stem = vec![format!("positions({positions})")];
    }
    decoder.text(r)
}
