//! Attention that a tool left out, recognized by the names of modules.
//!
//! The products QKᵀ and AV are in no layer with weights. A tool that counts by modules misses them;
//! one that counts by operations misses them in a fused operation without a rule.

use super::*;

/// Returns whether a module, or its class, is attention by its name: `blocks.0.attn`,
/// `BertSelfAttention`. Attention over channels or places, as in convolutional networks, is a
/// weight and no product of positions.
pub(super) fn is_attention(name: &str) -> bool {
    let has = |words: &&str| text::after(name, words).is_some();
    let is_weight = ["channel", "spatial", "coord", "pixel", "gate"]
        .iter()
        .any(has);
    let is_named =
        has(&"attn") || has(&"attention") || name.contains("MHA") || name.contains("MSA");
    is_named && !is_weight
}

/// Returns whether a model, or a part of one, uses attention by its name.
pub(super) fn is_transformer(name: &str) -> bool {
    const WORDS: &str = "transformer Transformer ViT Vit DeiT Swin Bert BERT GPT Llama Mistral Qwen Gemma Phi OPT T5 CLIP Roberta Whisper Wav2Vec2 ForCausalLM ForMaskedLM lm_head DiT";
    is_attention(name) || WORDS.split(' ').any(|word| name.contains(word))
}

/// The products of attention, as far as a report shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Products {
    /// No module is attention by its name.
    #[default]
    None,
    /// Some attention modules have operations beside those of their layers.
    Counted,
    /// The report does not show.
    Unknown,
    /// The attention modules have nothing but their linear layers.
    LeftOut,
}

impl Products {
    /// Compares an attention module with the modules within it, by their multiply-adds: a
    /// difference above a hundredth is not rounding.
    pub(super) fn of(whole: u128, inner: u128) -> Self {
        match whole.saturating_sub(inner) > whole / 100 {
            _ if inner == 0 => Self::Unknown,
            true => Self::Counted,
            false => Self::LeftOut,
        }
    }

    /// Warns, with why this tool left them out.
    pub(super) fn warn(self, why: &str, into: &mut Import) {
        match self {
            Self::None | Self::Counted => {}
            Self::LeftOut => into.warning(format!(
                "The products of attention are not in the figure: its modules have nothing but their linear layers. {why} {INSTEAD}"
            )),
            Self::Unknown => into.warning(format!(
                "There is attention in the model, and its products may not be in the figure. {why} {INSTEAD}"
            )),
        }
    }
}

/// Advice on what to give instead.
pub(super) const INSTEAD: &str =
    "Give the model’s config.json, its ONNX file or its dimensions to have them counted.";
