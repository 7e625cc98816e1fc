//! Dimensions of a network, each under all the names that the library has had for it.

use crate::architecture::MAX_SIZE;

/// The most layers in a file; a list of them has to end somewhere.
pub(super) const MAX_LAYERS: u64 = 10_000;

/// A dimension, under all the names that the library has had for it.
pub(super) struct Dim {
    pub(super) names: &'static [&'static str],
    pub(super) what: &'static str,
    pub(super) most: u64,
}

pub(super) const fn dim(names: &'static [&'static str], what: &'static str) -> Dim {
    let most = MAX_SIZE;
    Dim { names, what, most }
}

pub(super) const WIDTH: Dim = dim(
    &["hidden_size", "n_embd", "n_embed", "d_model", "dim"],
    "the width of a layer",
);
pub(super) const LAYERS: Dim = Dim {
    names: &["num_hidden_layers", "n_layer", "n_layers", "num_layers"],
    what: "the number of layers",
    most: MAX_LAYERS,
};
pub(super) const HEADS: Dim = dim(
    &[
        "num_attention_heads",
        "n_head",
        "n_heads",
        "num_heads",
        "attention_heads",
    ],
    "the heads of attention",
);
pub(super) const KV_HEADS: Dim = dim(
    &[
        "num_key_value_heads",
        "num_kv_heads",
        "n_head_kv",
        "n_kv_heads",
    ],
    "the heads of keys and values",
);
pub(super) const HEAD_SIZE: Dim = dim(
    &["head_dim", "d_kv", "attention_head_dim"],
    "the size of a head",
);
pub(super) const INNER: Dim = dim(
    &[
        "intermediate_size",
        "n_inner",
        "ffn_dim",
        "d_ff",
        "ffn_hidden_size",
        "hidden_dim",
        "dff",
    ],
    "the inner width of the feed-forward",
);
pub(super) const VOCABULARY: Dim = dim(
    &["vocab_size", "padded_vocab_size"],
    "the size of the vocabulary",
);
pub(super) const EXPERTS: Dim = dim(
    &[
        "num_local_experts",
        "num_experts",
        "n_routed_experts",
        "moe_num_experts",
    ],
    "the number of experts",
);
pub(super) const VISITED: Dim = dim(
    &[
        "num_experts_per_tok",
        "num_experts_per_token",
        "experts_per_token",
        "num_active_experts",
        "moe_topk",
        "moe_top_k",
        "moe_k",
        "top_k_experts",
    ],
    "the experts that a token visits",
);
pub(super) const EXPERT_WIDTH: Dim = dim(
    &[
        "moe_intermediate_size",
        "expert_intermediate_size",
        "moe_ffn_hidden_size",
        "expert_ffn_hidden_size",
    ],
    "the inner width of an expert",
);
pub(super) const SHARED_EXPERTS: Dim = dim(
    &[
        "n_shared_experts",
        "num_shared_experts",
        "num_shared_expert",
        "moe_num_shared_experts",
    ],
    "the experts that every token visits",
);
