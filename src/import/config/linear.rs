//! Decoders with linear attention in most layers: Qwen3-Next, OLMo Hybrid, MiniMax.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{EXPERTS, INNER, Keys, LAYERS, WIDTH, mismatch};
use super::kinds::{Kind, LISTS, listed_or, of_layers};
use super::mixers::{deltanet, spell_layer};
use super::moe::{experts, with};
use super::net::Net;
use super::reading::{Reading, head_size};
use super::stack::{Beside, Bias, Experts, Layer, Norms};
use serde_json::Value;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["qwen3_next"], qwen3_next).defaults(sizes!(2048, 48, 16, 5632, 151936, "num_key_value_heads" = 2, "head_dim" = 256, "max_position_embeddings" = 32768, "linear_conv_kernel_dim" = 4, "linear_key_head_dim" = 128, "linear_value_head_dim" = 128, "linear_num_key_heads" = 16, "linear_num_value_heads" = 32, "full_attention_interval" = 4, "moe_intermediate_size" = 512, "shared_expert_intermediate_size" = 512, "num_experts_per_tok" = 10, "num_local_experts" = 512)),
    Family::new(&["qwen3_5", "qwen3_5_text"], qwen3_5).defaults(sizes!(4096, 32, 16, 12288, 248320, "num_key_value_heads" = 4, "head_dim" = 256, "max_position_embeddings" = 32768, "linear_conv_kernel_dim" = 4, "linear_key_head_dim" = 128, "linear_value_head_dim" = 128, "linear_num_key_heads" = 16, "linear_num_value_heads" = 32, "full_attention_interval" = 4)),
    Family::new(&["qwen3_5_moe", "qwen3_5_moe_text"], qwen3_5_moe).defaults(sizes!(2048, 40, 16, 512, 248320, "num_key_value_heads" = 2, "head_dim" = 256, "max_position_embeddings" = 32768, "linear_conv_kernel_dim" = 4, "linear_key_head_dim" = 128, "linear_value_head_dim" = 128, "linear_num_key_heads" = 16, "linear_num_value_heads" = 32, "full_attention_interval" = 4, "moe_intermediate_size" = 512, "shared_expert_intermediate_size" = 512, "num_experts_per_tok" = 8, "num_local_experts" = 256)),
    Family::new(&["olmo_hybrid"], olmo_hybrid).defaults(sizes!(3840, 32, 30, 11008, 100352, "max_position_embeddings" = 65536, "linear_conv_kernel_dim" = 4)),
    Family::new(&["minimax", "minimax_text_01", "minimax_m1"], minimax).defaults(sizes!(4096, 32, 32, 14336, 32000, "num_key_value_heads" = 8, "max_position_embeddings" = 131072, "num_local_experts" = 8, "num_experts_per_tok" = 2)),
];

const KINDS: &[Kind] = &[Kind::Full, Kind::State];

/// Returns a rule with full attention in one layer of each interval.
fn every(interval: u64) -> impl Fn(u64) -> Kind {
    move |i| match (i + 1).is_multiple_of(interval) {
        true => Kind::Full,
        false => Kind::State,
    }
}

/// Returns layers with gated attention, or Gated DeltaNet in its place. The caller sets the
/// feed-forward.
fn qwen_layers(reading: &mut Reading<'_>, hidden: u64) -> Result<Vec<Layer>, FileError> {
    let keys = reading.keys;
    // The library always has the gate.
    keys.mark_unused(&["attn_output_gate", "output_gate_type"]);
    let kinds = listed_or(keys, KINDS, &every(keys.number("full_attention_interval")?))?;
    let heads = [
        keys.number("linear_num_key_heads")?,
        keys.number("linear_num_value_heads")?,
    ];
    let sizes = [
        keys.number("linear_key_head_dim")?,
        keys.number("linear_value_head_dim")?,
    ];
    let linear = deltanet(keys, heads, sizes)?;
    let mut layer = reading.layer_of(hidden)?;
    layer.bias = Bias::all(keys.flag("attention_bias", false)?);
    layer.qknorm = true;
    layer.further = ",gate";
    let of = |kind| Layer {
        mixer: (kind == Kind::State).then(|| linear.clone()),
        ..layer.clone()
    };
    Ok(kinds.into_iter().map(of).collect())
}

/// Returns experts and one of its own size beside them, behind a gate.
fn qwen_experts(keys: Keys<'_>) -> Result<Experts, FileError> {
    let hidden = keys.number("moe_intermediate_size")?;
    Ok(Experts {
        beside: Some(Beside {
            hidden: keys.number("shared_expert_intermediate_size")?,
            scaled: true,
        }),
        ..experts(keys, keys.size(&EXPERTS)?, hidden)?
    })
}

/// transformers, `modeling_qwen3_next.py`: a layer is dense if the file names it, if a step leaves
/// it out, or if there are no experts.
fn qwen3_next(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let step = keys.optional_number("decoder_sparse_step")?.unwrap_or(1);
    let mut dense = keys.named_layers("mlp_only_layers", keys.size(&LAYERS)?);
    if keys.count("num_experts", 1)? == 0 {
        dense.fill(true);
        // Keys of the experts, of which there are none.
        keys.mark_unused(&[
            "num_experts_per_tok",
            "moe_intermediate_size",
            "shared_expert_intermediate_size",
        ]);
    }
    let is_dense = |(i, named): (u64, &bool)| *named || !i.is_multiple_of(step);
    let dense: Vec<bool> = (1..).zip(&dense).map(is_dense).collect();
    // A file without dense layers needs no inner width, one without sparse layers no experts.
    let hidden = match dense.contains(&true) {
        true => keys.size(&INNER)?,
        false => keys.optional_size(&INNER)?.unwrap_or(1),
    };
    let experts = match dense.contains(&false) {
        true => Some(qwen_experts(keys)?),
        false => None,
    };
    let mut layers = qwen_layers(reading, hidden)?;
    for (layer, is_dense) in layers.iter_mut().zip(dense) {
        layer.feed.experts = experts.filter(|_| !is_dense);
    }
    Decoder::with(layers).text(reading)
}

/// transformers, `modeling_qwen3_5.py`: the layers of Qwen3-Next without experts.
fn qwen3_5(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let layers = qwen_layers(reading, reading.keys.size(&INNER)?)?;
    Decoder::with(layers).text(reading)
}

/// transformers, `modeling_qwen3_5_moe.py`: experts in every layer.
fn qwen3_5_moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.keys.mark_unused(&["intermediate_size"]);
    let experts = qwen_experts(reading.keys)?;
    let layers = qwen_layers(reading, 1)?;
    let layers = layers.iter().map(|layer| with(layer, experts)).collect();
    Decoder::with(layers).text(reading)
}

/// transformers, `modeling_olmo_hybrid.py`: norms after each part and norms of all queries and of
/// all keys where there is attention, norms before each part where there is Gated DeltaNet.
fn olmo_hybrid(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let count = keys.size(&LAYERS)?;
    // The last layer has attention even if there are fewer than four.
    let kinds = listed_or(keys, KINDS, &|i| match count < 4 && i + 1 == count {
        true => Kind::Full,
        false => every(4)(i),
    })?;
    let width = keys.size(&WIDTH)?;
    let mut layer = reading.layer()?;
    let heads = |key| Ok::<u64, FileError>(keys.optional_number(key)?.unwrap_or(layer.heads));
    let heads = [
        heads("linear_num_key_heads")?,
        heads("linear_num_value_heads")?,
    ];
    // Three quarters of the width for the keys, twice as much for the values.
    let key = keys
        .optional_number("linear_key_head_dim")?
        .unwrap_or(width.saturating_mul(3) / 4 / heads[0]);
    let value = keys
        .optional_number("linear_value_head_dim")?
        .unwrap_or(key.saturating_mul(2));
    let linear = Layer {
        mixer: Some(deltanet(keys, heads, [key, value])?),
        ..layer.clone()
    };
    keys.mark_unused(&[
        "linear_a_log_min",
        "linear_a_log_max",
        "linear_dt_min",
        "linear_dt_max",
        "linear_dt_init_floor",
        "linear_allow_neg_eigval",
    ]);
    layer.bias = Bias::all(keys.flag("attention_bias", false)?);
    layer.norms = Norms::After;
    layer.extra = (layer.heads + layer.kv).saturating_mul(head_size(&layer, width));
    reading.info("extra(…) in the layers with attention: the norms of its queries and keys.");
    let of = |kind| match kind {
        Kind::Full => layer.clone(),
        _ => linear.clone(),
    };
    Decoder::with(kinds.into_iter().map(of).collect()).text(reading)
}

/// transformers, `modeling_minimax.py`, the class of MiniMax-Text-01 and M1: lightning attention by
/// a list, or else in every other layer.
fn minimax(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let shared = keys.value("shared_intermediate_size");
    let nothing = |value: &Value| value.as_u64() == Some(0);
    let all = |value: &Value| {
        value
            .as_array()
            .is_some_and(|list| list.iter().all(nothing))
    };
    if shared.is_some_and(|shared| !nothing(shared) && !all(shared)) {
        return Err(mismatch(
            "“shared_intermediate_size” is not 0: a shared expert, which is not counted here."
                .into(),
        ));
    }
    // Factors of a shared expert that these models do not have, and of the residual connections.
    keys.mark_unused(&[
        "shared_moe_mode",
        "full_attn_alpha_factor",
        "full_attn_beta_factor",
        "linear_attn_alpha_factor",
        "linear_attn_beta_factor",
        "layernorm_full_attention_alpha",
        "layernorm_full_attention_beta",
        "layernorm_linear_attention_alpha",
        "layernorm_linear_attention_beta",
    ]);
    let names = [
        LISTS[0],
        LISTS[1],
        "attn_type_list",
        "decoder_attention_types",
    ];
    let kinds = match of_layers(keys, &names, KINDS)? {
        Some(kinds) => kinds,
        None => (0..keys.size(&LAYERS)?).map(|i| every(2)(i + 1)).collect(),
    };
    let layer = reading.layer()?;
    let experts = experts(keys, keys.size(&EXPERTS)?, layer.feed.hidden)?;
    let layer = with(&layer, experts);
    let size = head_size(&layer, keys.size(&WIDTH)?);
    let linear = spell_layer("lightning", &[layer.heads, size], &[], &[]);
    let of = |kind| Layer {
        mixer: (kind == Kind::State).then(|| linear.clone()),
        ..layer.clone()
    };
    Decoder::with(kinds.into_iter().map(of).collect()).text(reading)
}
