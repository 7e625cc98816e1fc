//! The families: their names in `model_type`, what the library does where a key is left out, and
//! the function that knows their layers.

use super::super::error::Error;
use super::keys::Defaults;
use super::reading::Reading;
use super::{encoder, gpt, llama, moe};

/// A family of models.
pub(super) struct Family {
    /// As in `model_type`.
    names: &'static [&'static str],
    /// Whether the output projection is the embedding, unless `tie_word_embeddings` says so.
    pub(super) tied: bool,
    /// The library’s defaults that files rely on.
    pub(super) defaults: Defaults,
    /// Its layers, as text.
    pub(super) text: fn(&mut Reading<'_>) -> Result<String, Error>,
}

const TIED: bool = true;
const OWN: bool = false;

type Text = fn(&mut Reading<'_>) -> Result<String, Error>;

const fn family(
    names: &'static [&'static str],
    tied: bool,
    text: Text,
    defaults: Defaults,
) -> Family {
    Family {
        names,
        tied,
        defaults,
        text,
    }
}

/// Width, layers, heads, inner width and vocabulary of the library’s default, then what else it
/// has: transformers, `configuration_….py`.
macro_rules! sizes {
    ($width:literal, $layers:literal, $heads:literal, $inner:literal, $vocabulary:literal $(, $name:literal = $value:literal)*) => {
        &[
            ("hidden_size", $width),
            ("num_hidden_layers", $layers),
            ("num_attention_heads", $heads),
            ("intermediate_size", $inner),
            ("vocab_size", $vocabulary),
            $(($name, $value)),*
        ]
    };
}

#[rustfmt::skip]
const FAMILIES: &[Family] = &[
    family(&["gpt2"], TIED, gpt::gpt2, &[]),
    family(&["gpt_neox"], OWN, gpt::gpt_neox, &[]),
    family(&["gptj"], OWN, gpt::gptj, &[]),
    family(&["opt"], TIED, gpt::opt, &[]),
    family(&["bloom"], TIED, gpt::bloom, &[("seq_length", 2048)]),
    family(&["falcon", "RefinedWeb", "RefinedWebModel"], TIED, gpt::falcon, &[("max_position_embeddings", 2048)]),
    family(&["mpt"], TIED, gpt::mpt, &[]),
    family(&["phi"], OWN, gpt::phi, &[]),
    family(&["phi3"], OWN, llama::mistral, &[]),
    family(&["llama"], OWN, llama::llama, sizes!(4096, 32, 32, 11008, 32000, "max_position_embeddings" = 2048)),
    family(&["llama4_text", "llama4"], OWN, moe::llama4, sizes!(5120, 48, 40, 8192, 202048, "num_key_value_heads" = 8, "head_dim" = 128, "max_position_embeddings" = 131072, "intermediate_size_mlp" = 16384, "num_local_experts" = 16, "num_experts_per_tok" = 1)),
    family(&["mistral"], OWN, llama::mistral, sizes!(4096, 32, 32, 14336, 32000, "max_position_embeddings" = 131072, "num_key_value_heads" = 8)),
    family(&["mixtral"], OWN, moe::mixtral, sizes!(4096, 32, 32, 14336, 32000, "max_position_embeddings" = 131072, "num_key_value_heads" = 8, "num_local_experts" = 8, "num_experts_per_tok" = 2)),
    family(&["gemma"], TIED, llama::gemma, sizes!(3072, 28, 16, 24576, 256000, "num_key_value_heads" = 16, "head_dim" = 256, "max_position_embeddings" = 8192)),
    family(&["gemma2"], TIED, llama::gemma2, sizes!(2304, 26, 8, 9216, 256000, "num_key_value_heads" = 4, "head_dim" = 256, "max_position_embeddings" = 8192)),
    family(&["gemma3_text", "gemma3"], TIED, llama::gemma3, sizes!(2304, 26, 8, 9216, 262208, "num_key_value_heads" = 4, "head_dim" = 256, "max_position_embeddings" = 131072)),
    family(&["qwen2", "qwen2_vl", "qwen2_vl_text", "qwen2_5_vl", "qwen2_5_vl_text"], OWN, llama::qwen2, &[]),
    family(&["qwen2_moe"], OWN, moe::qwen2_moe, &[]),
    family(&["qwen3", "qwen3_vl_text"], OWN, llama::qwen3, &[("head_dim", 128)]),
    family(&["qwen3_moe", "qwen3_vl_moe_text"], OWN, moe::qwen3_moe, &[]),
    family(&["olmo"], OWN, llama::olmo, &[]),
    family(&["olmo2"], OWN, llama::olmo2, &[]),
    family(&["deepseek_v2"], OWN, moe::deepseek_v2, &[]),
    family(&["deepseek_v3", "kimi_k2"], OWN, moe::deepseek_v3, &[]),
    family(&["gpt_oss"], OWN, moe::gpt_oss, &[("num_key_value_heads", 8), ("head_dim", 64)]),
    family(&["bert"], TIED, encoder::bert, &[]),
    family(&["roberta", "xlm-roberta", "camembert"], TIED, encoder::roberta, &[]),
    family(&["t5"], TIED, encoder::t5, &[("head_dim", 64), ("n_positions", 512)]),
    family(&["mt5"], OWN, encoder::t5, &[("head_dim", 64), ("n_positions", 512)]),
    family(&["vit"], TIED, encoder::vit, &[]),
    family(&["whisper"], TIED, encoder::whisper, &[]),
];

/// The first name of each.
pub(super) fn names() -> Vec<&'static str> {
    let names = FAMILIES.iter().filter_map(|family| family.names.first());
    names.copied().collect()
}

/// The family of that `model_type`.
pub(super) fn named(name: &str) -> Option<&'static Family> {
    FAMILIES.iter().find(|family| family.names.contains(&name))
}

/// The family of a class, for files that name no `model_type`: `GPT2LMHeadModel`.
pub(super) fn of_class(class: &str) -> Option<&'static Family> {
    let plain = |text: &str| text.to_ascii_lowercase().replace(['_', '-'], "");
    let class = plain(class);
    let of = |family: &'static Family| {
        let ends = family.names.iter().filter_map(|name| {
            let rest = class.strip_prefix(&plain(name))?;
            let known = ["for", "model", "lmhead", "withlm", "encodermodel"];
            known.iter().any(|end| rest.starts_with(end)).then_some(())
        });
        ends.count() > 0
    };
    FAMILIES.iter().find(|family| of(family))
}
