//! Keys that change a count, by their meaning: none of them is ignored in silence.
//!
//! A family marks the keys that it reads. If one of these keys was not read and its value says
//! something, the file is refused, or the count becomes a bound: whatever the key means is not in
//! the count.

use super::keys::Keys;
use super::shorten_name;
use serde_json::Value;

/// The effect on the count of a key that was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Parameters and operations may change either way.
    Unknown,
    /// Attention sees less than was counted, so the count is an upper bound.
    Less,
}

/// Parts of names, in lower case, anywhere in a key. The first match decides.
const PARTS: &[(&str, Effect)] = &[
    // Windows and blocks of attention.
    ("window", Effect::Less),
    ("attention_chunk", Effect::Less),
    ("local_attention", Effect::Less),
    // Experts.
    ("expert", Effect::Unknown),
    ("moe", Effect::Unknown),
    ("first_k_dense", Effect::Unknown),
    ("sparse_step", Effect::Unknown),
    ("router", Effect::Unknown),
    // Kinds of layers, and which layers are of which kind.
    ("layer_types", Effect::Unknown),
    ("block_type", Effect::Unknown),
    ("blocks_type", Effect::Unknown),
    ("hybrid", Effect::Unknown),
    ("block_configs", Effect::Unknown),
    ("pattern", Effect::Unknown),
    ("full_att", Effect::Unknown),
    ("layer_period", Effect::Unknown),
    ("layer_group", Effect::Unknown),
    ("layer_offset", Effect::Unknown),
    ("layer_idx", Effect::Unknown),
    ("layer_indices", Effect::Unknown),
    ("layers_indices", Effect::Unknown),
    ("layer_freq", Effect::Unknown),
    ("layer_step", Effect::Unknown),
    ("interleave", Effect::Unknown),
    ("only_layers", Effect::Unknown),
    ("dense_layers", Effect::Unknown),
    ("attn_type", Effect::Unknown),
    ("every_n", Effect::Unknown),
    ("attention_types", Effect::Unknown),
    ("attention_layers", Effect::Unknown),
    ("cross_attention", Effect::Unknown),
    ("parallel_att", Effect::Unknown),
    // Latent attention and its indexers.
    ("lora_rank", Effect::Unknown),
    ("low_rank", Effect::Unknown),
    ("qk_nope", Effect::Unknown),
    ("qk_rope", Effect::Unknown),
    ("v_head", Effect::Unknown),
    ("index_", Effect::Unknown),
    ("indexer", Effect::Unknown),
    // State spaces, linear attention, convolutions.
    ("mamba", Effect::Unknown),
    ("ssm", Effect::Unknown),
    ("state_size", Effect::Unknown),
    ("d_state", Effect::Unknown),
    ("d_conv", Effect::Unknown),
    ("d_inner", Effect::Unknown),
    ("dt_rank", Effect::Unknown),
    ("time_step", Effect::Unknown),
    ("linear_", Effect::Unknown),
    ("linear_attn", Effect::Unknown),
    ("delta", Effect::Unknown),
    ("rwkv", Effect::Unknown),
    ("retention", Effect::Unknown),
    ("lru_", Effect::Unknown),
    ("conv", Effect::Unknown),
    ("expand", Effect::Unknown),
    // Heads and groups.
    ("multi_query", Effect::Unknown),
    ("query_group", Effect::Unknown),
    ("head_dim", Effect::Unknown),
    ("head_size", Effect::Unknown),
    ("kv_head", Effect::Unknown),
    ("key_value_head", Effect::Unknown),
    ("num_query_heads", Effect::Unknown),
    ("kv_channels", Effect::Unknown),
    ("output_gate", Effect::Unknown),
    ("head_type", Effect::Unknown),
    ("qk_norm", Effect::Unknown),
    ("qk_layernorm", Effect::Unknown),
    // Biases of projections.
    ("bias", Effect::Unknown),
    ("pre_seq_len", Effect::Unknown),
    ("k_eq_v", Effect::Unknown),
    ("attn_res", Effect::Unknown),
    // Weights that several layers share.
    ("share", Effect::Unknown),
    ("hidden_groups", Effect::Unknown),
    ("per_stack", Effect::Unknown),
    ("cycles", Effect::Unknown),
    ("inner_group", Effect::Unknown),
    ("cross_layer", Effect::Unknown),
    // Layers that a token goes through again.
    ("ut_steps", Effect::Unknown),
    ("loop", Effect::Unknown),
    ("recurren", Effect::Unknown),
    ("recurs", Effect::Unknown),
    ("repeats", Effect::Unknown),
    ("num_repeat", Effect::Unknown),
    ("iterations", Effect::Unknown),
    ("expected_depth", Effect::Unknown),
    ("prelude", Effect::Unknown),
    ("use_cla", Effect::Unknown),
    ("cla_", Effect::Unknown),
    // Widths beside the usual ones.
    ("embedding_size", Effect::Unknown),
    ("embed_dim", Effect::Unknown),
    ("proj_dim", Effect::Unknown),
    ("projection_dim", Effect::Unknown),
    ("per_layer", Effect::Unknown),
    ("ffn_", Effect::Unknown),
    ("feed_forward_type", Effect::Unknown),
    ("mlp_type", Effect::Unknown),
    ("mlp_hidden", Effect::Unknown),
    ("intermediate_size", Effect::Unknown),
    ("mlp_ratio", Effect::Unknown),
    ("wide_mlp", Effect::Unknown),
    ("expansion", Effect::Unknown),
    ("altup", Effect::Unknown),
    ("laurel", Effect::Unknown),
    ("hyper_conn", Effect::Unknown),
    ("hc_mult", Effect::Unknown),
    ("ngram", Effect::Unknown),
    ("codebook", Effect::Unknown),
    ("depths", Effect::Unknown),
    ("relative_att", Effect::Unknown),
    ("type_vocab", Effect::Unknown),
    // Positions without a table.
    ("alibi_starting", Effect::Unknown),
    // An encoder, a decoder, adapters.
    ("encoder", Effect::Unknown),
    ("decoder", Effect::Unknown),
    ("adapter", Effect::Unknown),
];

/// Words that count although harmless ones below stand beside them.
const HARMFUL: &[&str] = &["dim_multiplier", "ffn_multiplier", "ffn_multipliers"];

/// Whole words of a key, one or more in a row, that bear on training, sampling or the kernels, and
/// on no count.
#[rustfmt::skip]
const HARMLESS: &[&str] = &[
    "dropout", "drop", "loss", "losses", "coef", "coeff", "coefficient", "token_id", "token_ids", "dtype", 
    "kernels", "jitter", "scale", "scales", "scaled", "scaling", "noise", "init", "initializer", "time_step_min",
    "time_step_max", "time_step_floor", "eps", "epsilon", "act", "active_idx", "activation", "activations",
    "method", "func", "function", "norm_topk", "logit", "logits", "output_attentions", "output_attention",
    "output_hidden", "output_router", "theta", "rope_interleave", "rope_interleaved", "mrope_interleaved",
    "max_distance", "limit", "limits", "capacity", "mamba_chunk", "use_cache", "cache_dtype", "cache_config", "rope_parameters",
    "multiplier", "multipliers", "precision", "impl", "implementation", "bos", "groups_per", "wandb", "backend",
    "fused", "name", "names", "version",
];

/// A key that was not read, and its value.
pub(super) struct Unread {
    pub(super) text: String,
    pub(super) effect: Effect,
}

/// Returns the keys that may change the count and were not read.
pub(super) fn unread_keys(keys: Keys<'_>) -> Vec<Unread> {
    let left = keys
        .map
        .iter()
        .filter(|(key, value)| says_something(key, value) && !keys.is_read(key));
    let mut found = Vec::new();
    for (key, value) in left {
        if let Some(effect) = effect(key) {
            found.push(Unread {
                text: with_number(key, value),
                effect,
            });
        }
    }
    found
}

fn effect(key: &str) -> Option<Effect> {
    let key = key.to_ascii_lowercase();
    // Between underscores, each word is whole: `eps` is in `rms_norm_eps` and not in `ut_steps`.
    let words = format!("_{}_", key.replace(['-', '.'], "_"));
    let has = |list: &[&str]| list.iter().any(|word| words.contains(&format!("_{word}_")));
    if has(HARMFUL) {
        return Some(Effect::Unknown);
    }
    if has(HARMLESS) {
        return None;
    }
    let found = PARTS.iter().find(|(part, _)| key.contains(part));
    found.map(|(_, effect)| *effect)
}

/// Keys of a step from a layer to the next of its kind, where 1 is every layer, or of how often
/// layers are gone through, where 1 is once.
#[rustfmt::skip]
const STEPS: &[&str] = &[
    "layer_freq", "sparse_step", "layer_step", "interval", "attn_mod", "ut_steps", "loop", "recurren", "recurs",
    "repeats", "num_repeat", "iterations",
];

/// Returns whether a value means more than “none of it” or “every layer alike”.
pub(super) fn says_something(key: &str, value: &Value) -> bool {
    let is_full = |kind: &Value| *kind == "full_attention";
    match value {
        Value::Number(one) if one.as_u64() == Some(1) => {
            !STEPS.iter().any(|step| key.contains(step))
        }
        Value::Array(kinds) if key == "layer_types" => !kinds.iter().all(is_full),
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) => true,
        Value::Number(number) => number.as_f64().is_some_and(|number| number > 0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(list) => !list.is_empty(),
        Value::Object(map) => !map.is_empty(),
    }
}

/// Returns a key with its number, `num_experts 128`, or its name alone if the value is longer.
fn with_number(key: &str, value: &Value) -> String {
    match value {
        Value::Number(number) => format!("{} {number}", shorten_name(key)),
        _ => shorten_name(key),
    }
}
