//! Layers in words, and the other names that people type for them.

use super::kind::LayerKind;

/// Other names that people type, with ours.
const ALIASES: [(&str, &str); 20] = [
    ("linear", "fc"),
    ("conv1d", "conv"),
    ("conv2d", "conv"),
    ("conv3d", "conv"),
    ("batchnorm", "bn"),
    ("layernorm", "ln"),
    ("rmsnorm", "rms"),
    ("groupnorm", "gn"),
    ("embedding", "embed"),
    ("mlp", "ff"),
    ("ffn", "ff"),
    ("feedforward", "ff"),
    ("swiglu", "gated"),
    ("geglu", "gated"),
    ("moe", "experts"),
    ("mha", "attention"),
    ("unembed", "head"),
    ("swish", "silu"),
    ("image", "input"),
    ("deconv", "transposed"),
];

/// Returns our name for a layer that people also call `name`, in lower case.
pub(super) fn ours(name: &str) -> &str {
    let alias = ALIASES.iter().find(|(other, _)| *other == name);
    alias.map_or(name, |(_, ours)| ours)
}

impl LayerKind {
    /// Returns the layer in words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Input | Self::Tokens | Self::Step => "input",
            Self::Target => "input of the decoder",
            Self::Conv => "convolution",
            Self::Transposed => "transposed convolution",
            Self::Depthwise => "depthwise convolution",
            Self::MaxPool | Self::AvgPool | Self::GlobalPool => "pooling",
            Self::Upsample => "upsampling",
            Self::Flatten | Self::Sequence | Self::Frames | Self::First | Self::Map => "reshaping",
            Self::Patch => "patch embedding",
            Self::Class => "class token",
            Self::Merge => "patch merging",
            Self::Append => "further positions",
            Self::Fc | Self::Beside => "fully connected",
            Self::Rnn => "recurrent",
            Self::Gru => "GRU",
            Self::Lstm => "LSTM",
            Self::Embed | Self::Table => "embedding",
            Self::Positions => "learned positions",
            Self::Attention => "self-attention",
            Self::Cross => "cross-attention",
            Self::Mla => "latent attention",
            Self::Mamba | Self::Mamba2 => "state space",
            Self::DeltaNet | Self::Kda | Self::Lightning | Self::Rwkv7 => "linear attention",
            Self::ShortConv => "gated short convolution",
            Self::Ff => "feed-forward",
            Self::Gated => "gated feed-forward",
            Self::Experts => "mixture of experts",
            Self::Head => "output projection",
            Self::BatchNorm => "batch norm",
            Self::GroupNorm => "group norm",
            Self::LayerNorm => "layer norm",
            Self::RmsNorm => "RMS norm",
            Self::Extra => "further parameters",
            Self::Basic | Self::Bottleneck => "residual block",
            Self::Dense => "DenseNet layer",
            Self::Encoder => "encoder layers",
            Self::Decoder => "decoder layers",
            Self::Nothing(_) => "adds nothing",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_leads_to_a_layer() {
        for (alias, name) in ALIASES {
            assert_eq!(LayerKind::named(alias), LayerKind::named(name));
            assert!(LayerKind::named(alias).is_some(), "{alias}");
        }
    }
}
