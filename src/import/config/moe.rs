//! Decoders with mixtures of experts.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{EXPERTS, INNER, Keys, LAYERS, VISITED, mismatch};
use super::llama::qwen_windows;
use super::net::Net;
use super::reading::Reading;
use super::stack::{Beside, Bias, Experts, Layer};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["llama4_text", "llama4"], llama4).defaults(sizes!(5120, 48, 40, 8192, 202048, "num_key_value_heads" = 8, "head_dim" = 128, "max_position_embeddings" = 131072, "intermediate_size_mlp" = 16384, "num_local_experts" = 16, "num_experts_per_tok" = 1)),
    Family::new(&["mixtral"], mixtral).defaults(sizes!(4096, 32, 32, 14336, 32000, "max_position_embeddings" = 131072, "num_key_value_heads" = 8, "num_local_experts" = 8, "num_experts_per_tok" = 2)),
    Family::new(&["qwen2_moe"], qwen2_moe).defaults(&[("num_key_value_heads", 16)]),
    Family::new(&["qwen3_moe"], qwen3_moe).defaults(&[("num_key_value_heads", 4)]),
    Family::new(&["qwen3_vl_moe_text"], qwen3_moe).defaults(&[("num_key_value_heads", 16)]),
    Family::new(&["dbrx"], dbrx),
    Family::new(&["gpt_oss"], gpt_oss).defaults(&[("num_key_value_heads", 8), ("head_dim", 64)]),
];

/// Returns gated experts without biases, of the given number and inner width.
pub(super) fn experts(keys: Keys<'_>, count: u64, hidden: u64) -> Result<Experts, FileError> {
    let active = keys.size(&VISITED)?;
    if active > count {
        return Err(mismatch(format!(
            "“{}” is {active}, more than the {count} experts that there are.",
            VISITED.names[0]
        )));
    }
    Ok(Experts {
        count,
        active,
        hidden,
        shared: 0,
        router_bias: false,
        beside: None,
    })
}

/// Returns a layer with experts in place of its feed-forward.
pub(super) fn with(layer: &Layer, experts: Experts) -> Layer {
    let mut layer = layer.clone();
    layer.feed.experts = Some(experts);
    layer
}

/// transformers, `modeling_mixtral.py`.
pub(super) fn mixtral(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let layer = reading.layer()?;
    let experts = experts(
        reading.keys,
        reading.keys.size(&EXPERTS)?,
        layer.feed.hidden,
    )?;
    let window = reading.keys.optional_number("sliding_window")?;
    let windows = reading.windows(reading.keys.size(&LAYERS)?, window, |_| true)?;
    let layers = windows.into_iter().map(|window| Layer {
        window,
        ..with(&layer, experts)
    });
    Decoder::with(layers.collect()).text(reading)
}

/// Returns layers with experts, and dense ones where the file names them or a step leaves experts
/// out.
fn qwen_layers(
    reading: &mut Reading<'_>,
    layer: Layer,
    experts: Experts,
) -> Result<Net, FileError> {
    let step = reading
        .keys
        .optional_number("decoder_sparse_step")?
        .unwrap_or(1);
    let dense = reading
        .keys
        .named_layers("mlp_only_layers", reading.keys.size(&LAYERS)?);
    let mut layers = Vec::new();
    for ((window, is_dense), i) in qwen_windows(reading)?.into_iter().zip(dense).zip(1_u64..) {
        let sparse = !is_dense && i.is_multiple_of(step);
        let layer = if sparse {
            with(&layer, experts)
        } else {
            // Only dense layers need it.
            reading.keys.size(&INNER)?;
            layer.clone()
        };
        layers.push(Layer {
            window,
            ..layer.clone()
        });
    }
    Decoder::with(layers).text(reading)
}

/// Returns a layer; the file needs the inner width of dense layers only if it has some.
fn qwen_layer(reading: &Reading<'_>) -> Result<Layer, FileError> {
    let hidden = reading.keys.optional_size(&INNER)?;
    reading.layer_of(match hidden {
        Some(hidden) => hidden,
        None => reading.keys.number("moe_intermediate_size")?,
    })
}

/// transformers, `modeling_qwen2_moe.py`: a shared expert of its own size behind a gate, and
/// biases of queries, keys and values.
pub(super) fn qwen2_moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = qwen_layer(reading)?;
    if reading.keys.flag("qkv_bias", true)? {
        layer.bias = Bias::Qkv;
    }
    let hidden = reading.keys.number("moe_intermediate_size")?;
    let mut experts = experts(reading.keys, reading.keys.size(&EXPERTS)?, hidden)?;
    let beside = reading
        .keys
        .count("shared_expert_intermediate_size", 5_632)?;
    experts.beside = (beside > 0).then_some(Beside {
        hidden: beside,
        scaled: true,
    });
    qwen_layers(reading, layer, experts)
}

/// transformers, `modeling_qwen3_moe.py`.
pub(super) fn qwen3_moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = qwen_layer(reading)?;
    layer.bias = Bias::all(reading.keys.flag("attention_bias", false)?);
    layer.qknorm = true;
    // The library always has these norms.
    reading.keys.mark_unused(&["use_qk_norm"]);
    let hidden = reading.keys.number("moe_intermediate_size")?;
    let experts = experts(reading.keys, reading.keys.size(&EXPERTS)?, hidden)?;
    qwen_layers(reading, layer, experts)
}

/// transformers, `modeling_gpt_oss.py`: biases everywhere, of the router and of each expert too,
/// and one number a head that attention can sink into.
pub(super) fn gpt_oss(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = reading.layer()?;
    layer.bias = Bias::all(reading.keys.flag("attention_bias", true)?);
    layer.extra = layer.heads;
    layer.feed.bias = true;
    let mut experts = experts(
        reading.keys,
        reading.keys.size(&EXPERTS)?,
        layer.feed.hidden,
    )?;
    experts.router_bias = true;
    let window = reading.keys.optional_number("sliding_window")?;
    let windows = reading.windows(reading.keys.size(&LAYERS)?, window, |i| i.is_multiple_of(2))?;
    reading.info("extra(…) in each layer: the sinks of its attention, one per head.");
    let layers = windows.into_iter().map(|window| Layer {
        window,
        ..with(&layer, experts)
    });
    Decoder::with(layers.collect()).text(reading)
}

/// transformers, `modeling_llama4.py`: a shared expert as large as the others; dense layers of
/// another size between. The norms of queries and keys have no parameters.
pub(super) fn llama4(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let mut layer = reading.layer()?;
    layer.bias = Bias::all(reading.keys.flag("attention_bias", false)?);
    let mut experts = experts(
        reading.keys,
        reading.keys.size(&EXPERTS)?,
        layer.feed.hidden,
    )?;
    experts.shared = 1;
    let step = reading
        .keys
        .optional_number("interleave_moe_layer_step")?
        .unwrap_or(1);
    // The width is that of dense layers, if there are some; the norms have no parameters.
    reading
        .keys
        .mark_unused(&["intermediate_size_mlp", "use_qk_norm"]);
    let count = reading.keys.size(&LAYERS)?;
    let named = reading.keys.named_layers("moe_layers", count);
    let is_named = named.contains(&true);
    // Layers without rotary positions see everything; the others attend in blocks.
    let chunk = reading.keys.optional_number("attention_chunk_size")?;
    let rotary = reading
        .keys
        .list("no_rope_layers")
        .filter(|list| !list.is_empty());
    let interval = reading
        .keys
        .optional_number("no_rope_layer_interval")?
        .unwrap_or(4);
    let chunks = reading.chunks(count, chunk, |i| match rotary {
        Some(list) => usize::try_from(i).ok().and_then(|i| list.get(i)?.as_u64()) == Some(1),
        None => !(i + 1).is_multiple_of(interval),
    })?;
    let mut layers = Vec::new();
    for ((named, chunk), i) in named.into_iter().zip(chunks).zip(1_u64..) {
        let sparse = if is_named {
            named
        } else {
            i.is_multiple_of(step)
        };
        let mut layer = layer.clone();
        if sparse {
            layer.feed.experts = Some(experts);
        } else {
            layer.feed.hidden = reading.keys.number("intermediate_size_mlp")?;
        }
        layers.push(Layer { chunk, ..layer });
    }
    Decoder::with(layers).text(reading)
}

/// transformers, `modeling_dbrx.py`: layer norms without biases, and keys of attention and of experts
/// in objects of their own.
pub(super) fn dbrx(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let within = |name: &str| {
        let missing = || {
            mismatch(format!(
                "“{name}” is missing, which holds a part of the sizes."
            ))
        };
        reading.keys.object(name).ok_or_else(missing)
    };
    let (attention, feed) = (within("attn_config")?, within("ffn_config")?);
    let mut layer = reading.layer_of(feed.size(&INNER)?)?;
    layer.norm = "ln(nobias)";
    layer.kv = attention.optional_number("kv_n_heads")?.unwrap_or(1);
    layer.feed.experts = Some(Experts {
        count: feed.size(&EXPERTS)?,
        active: feed.size(&VISITED)?,
        hidden: layer.feed.hidden,
        shared: 0,
        router_bias: false,
        beside: None,
    });
    Decoder::of(reading, layer)?.text(reading)
}
