//! Decoders with latent attention: DeepSeek-V2, V3 and V3.2, and those with their layers.

use super::super::error::FileError;
use super::corrected::DEEPSEEK;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{EXPERTS, HEADS, INNER, Keys, LAYERS, WIDTH, mismatch};
use super::mixture::{Mixture, Sparse};
use super::net::Net;
use super::reading::{Reading, unknown_kind};
use super::stack::{Latent, Layer};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["deepseek_v2"], deepseek_v2).defaults(&[("q_lora_rank", 1_536), ("n_shared_experts", 2)]),
    Family::new(&["deepseek_v3", "kimi_k2"], deepseek_v3).defaults(&[("q_lora_rank", 1_536), ("n_shared_experts", 1)]),
    Family::new(&["sarvam_mla"], deepseek_v3).also_named(&["DeepseekV3"]),
    Family::new(&["deepseek_v32"], indexed).defaults(sizes!(7168, 61, 128, 18432, 129280, "max_position_embeddings" = 163840, "num_local_experts" = 256, "num_experts_per_tok" = 8, "n_shared_experts" = 1, "moe_intermediate_size" = 2048, "q_lora_rank" = 1536, "kv_lora_rank" = 512, "qk_nope_head_dim" = 128, "qk_rope_head_dim" = 64, "v_head_dim" = 128, "index_n_heads" = 64, "index_head_dim" = 128, "index_topk" = 2048)),
    Family::new(&["glm_moe_dsa"], indexed).defaults(sizes!(6144, 78, 64, 12288, 154880, "max_position_embeddings" = 202752, "num_local_experts" = 256, "num_experts_per_tok" = 8, "n_shared_experts" = 1, "moe_intermediate_size" = 2048, "q_lora_rank" = 2048, "kv_lora_rank" = 512, "qk_nope_head_dim" = 192, "qk_rope_head_dim" = 64, "v_head_dim" = 256, "index_n_heads" = 32, "index_head_dim" = 128, "index_topk" = 2048)),
    Family::new(&["glm4_moe_lite"], glm4_moe_lite).defaults(&[("q_lora_rank", 768), ("n_shared_experts", 1)]),
    Family::new(&["mistral4"], mistral4).defaults(&[("q_lora_rank", 1_024), ("n_shared_experts", 1)]),
    Family::new(&["youtu"], dense).tied().defaults(&[("q_lora_rank", 1_536)]),
    Family::new(&["minicpm3"], dense).tied().defaults(&[("q_lora_rank", 768)]),
];

/// The experts of DeepSeek-V2: past the first layers, each layer or one per step has them.
const BY_STEP: Mixture = Mixture {
    sparse: Sparse::Rule(by_step),
    ..DEEPSEEK
};

/// Returns which layers have experts: past the first ones, each layer or one per step.
pub(super) fn by_step(reading: &Reading<'_>, layers: u64) -> Result<Vec<bool>, FileError> {
    after(reading, layers, 0)
}

/// Reads the same for classes whose first three layers are dense by default.
fn past_three(reading: &Reading<'_>, layers: u64) -> Result<Vec<bool>, FileError> {
    after(reading, layers, 3)
}

fn after(reading: &Reading<'_>, layers: u64, usual: u64) -> Result<Vec<bool>, FileError> {
    let first = reading.keys.count("first_k_dense_replace", usual)?;
    let step = reading.keys.optional_number("moe_layer_freq")?.unwrap_or(1);
    let is_sparse = |i: u64| i >= first && i.is_multiple_of(step);
    Ok((0..layers).map(is_sparse).collect())
}

/// transformers, `modeling_deepseek_v2.py`.
fn deepseek_v2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let router_bias = reading.keys.text("topk_method") == Some("noaux_tc");
    deepseek(
        reading,
        &Mixture {
            router_bias,
            ..BY_STEP
        },
    )
}

/// transformers, `modeling_deepseek_v3.py`, the class of Kimi K2 too.
fn deepseek_v3(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let sparse = Sparse::Rule(past_three);
    deepseek(reading, &Mixture { sparse, ..DEEPSEEK })
}

/// transformers, `modeling_glm4_moe_lite.py`.
fn glm4_moe_lite(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    // “head_dim” is another name of the rotary size.
    let keys = reading.keys;
    let rope = keys.optional_number("head_dim")?;
    if rope.is_some() && rope != keys.optional_number("qk_rope_head_dim")? {
        return Err(mismatch(
            "“head_dim” and “qk_rope_head_dim” are two names of one size here, and differ.".into(),
        ));
    }
    let sparse = Sparse::Types("first_k_dense_replace", 1);
    deepseek(reading, &Mixture { sparse, ..DEEPSEEK })
}

/// transformers, `modeling_mistral4.py`: scores without corrections.
fn mistral4(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let router_bias = false;
    deepseek(
        reading,
        &Mixture {
            router_bias,
            ..BY_STEP
        },
    )
}

/// transformers, `modeling_youtu.py` and `modeling_minicpm3.py`: no experts.
fn dense(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let layers = layers(reading)?;
    Decoder::with(layers).text(reading)
}

/// Returns the network, with experts if the file names some.
fn deepseek(reading: &mut Reading<'_>, mixture: &Mixture) -> Result<Net, FileError> {
    let mut layers = layers(reading)?;
    if reading.keys.optional_count(&EXPERTS)?.is_some() {
        mixture.put(reading, &mut layers)?;
    }
    Decoder::with(layers).text(reading)
}

/// Returns ranks and sizes of latent attention.
pub(super) fn latent(keys: Keys<'_>) -> Result<Latent, FileError> {
    Ok(Latent {
        q: keys.optional_number("q_lora_rank")?,
        kv: keys.number("kv_lora_rank")?,
        nope: keys.number("qk_nope_head_dim")?,
        rope: keys.number("qk_rope_head_dim")?,
        value: keys.number("v_head_dim")?,
        index: None,
    })
}

/// Returns equal layers with latent attention.
fn layers(reading: &mut Reading<'_>) -> Result<Vec<Layer>, FileError> {
    let keys = reading.keys;
    let latent = latent(keys)?;
    // The heads have sizes of their own: neither the width nor the key-value heads bear on them.
    keys.mark_unused(&["num_key_value_heads", "head_dim", "qk_head_dim"]);
    let mut layer = Layer::new(keys.size(&HEADS)?, keys.size(&INNER)?);
    layer.latent = Some(latent);
    if keys.flag("attention_bias", false)? {
        layer.extra = latent.biases(keys.size(&WIDTH)?);
        reading.info("extra(…) in each layer: the biases of its attention.");
    }
    Ok((0..keys.size(&LAYERS)?).map(|_| layer.clone()).collect())
}

/// transformers, `modeling_deepseek_v32.py` and `modeling_glm_moe_dsa.py`: an indexer picks the
/// positions that a token attends to.
fn indexed(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let mut layers = layers(reading)?;
    let sparse = Sparse::Types("first_k_dense_replace", 3);
    Mixture { sparse, ..DEEPSEEK }.put(reading, &mut layers)?;
    let count = keys.size(&LAYERS)?;
    let indexers = indexers(keys, count)?;
    let index = (
        keys.number("index_n_heads")?,
        keys.number("index_head_dim")?,
    );
    let picked = keys.optional_number("index_topk")?;
    keys.mark_unused(&["index_share_for_mtp_iteration"]);
    // Two names of the same kind.
    let types = keys.words("layer_types", count)?.unwrap_or_default();
    let is_known = |kind: &str| ["indexed_attention", "deepseek_sparse_attention"].contains(&kind);
    if let Some(other) = types.into_iter().find(|kind| !is_known(kind)) {
        return Err(unknown_kind("layer_types", other));
    }
    let all: Vec<bool> = layers.iter().map(|_| true).collect();
    let which = |picked: &str| format!("attend to {picked} tokens that an indexer picks");
    let windows = reading.window_layers(&all, picked, which)?;
    for ((layer, window), has_indexer) in layers.iter_mut().zip(windows).zip(indexers) {
        layer.window = window;
        if let Some(latent) = layer.latent.as_mut().filter(|_| has_indexer) {
            latent.index = Some(index);
        }
    }
    Decoder::with(layers).text(reading)
}

/// Returns which layers have an indexer of their own; the others take the positions that an earlier
/// one picked. transformers, `configuration_glm_moe_dsa.py`.
fn indexers(keys: Keys<'_>, layers: u64) -> Result<Vec<bool>, FileError> {
    const TYPES: &str = "indexer_types";
    const PATTERN: &str = "index_topk_pattern";
    let own = |kind: &str| match kind {
        "full" | "F" => Ok(true),
        "shared" | "S" => Ok(false),
        other => Err(unknown_kind(TYPES, other)),
    };
    let frequency = keys.optional_number("index_topk_freq")?.unwrap_or(1);
    let offset = keys.count("index_skip_topk_offset", 2)?;
    for name in [TYPES, PATTERN] {
        if let Some(types) = keys.words(name, layers)? {
            return types.into_iter().map(own).collect();
        }
    }
    if let Some(pattern) = keys.text(PATTERN) {
        let own: Result<Vec<bool>, FileError> = pattern
            .split("")
            .filter(|c| !c.is_empty())
            .map(own)
            .collect();
        return own;
    }
    let after = |i: u64| (i + 1).saturating_sub(offset);
    Ok((0..layers)
        .map(|i| after(i).is_multiple_of(frequency))
        .collect())
}
