//! The layers that can be spelled: their names, their sizes and their switches.
//!
//! One table for the reader, the printer and whoever builds a form: a layer is added here, and its
//! formula where its family is.

/// What a layer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An example: a vector, a signal, an image or a volume, channels first.
    Input,
    /// A sequence of tokens.
    Tokens,
    /// One time step of a recurrent network.
    Step,
    /// The sequence that a decoder writes; what came before is the memory it attends to.
    Target,
    /// Convolution in 1, 2 or 3 dimensions.
    Conv,
    /// Transposed convolution.
    Transposed,
    /// Depthwise convolution.
    Depthwise,
    /// Largest value under a window.
    MaxPool,
    /// Mean under a window.
    AvgPool,
    /// Mean over all positions.
    GlobalPool,
    /// More positions by repeating or interpolating.
    Upsample,
    /// Neighbouring positions joined to one, normed and projected.
    Merge,
    /// More positions at the end of a sequence.
    Append,
    /// A sequence becomes a map.
    Map,
    /// All features in one vector.
    Flatten,
    /// Every position of a map becomes one of a sequence.
    Sequence,
    /// The last side of a map is time, everything else the features of one time step.
    Frames,
    /// Patches of an image, projected to a sequence.
    Patch,
    /// One more position in front, with features of its own.
    Class,
    /// The first position alone, or the first ones.
    First,
    /// Fully connected.
    Fc,
    /// Fully connected, of vectors beside what goes through the network.
    Beside,
    /// Plain recurrent.
    Rnn,
    /// Gated recurrent unit.
    Gru,
    /// Long short-term memory.
    Lstm,
    /// Token embedding: a look-up.
    Embed,
    /// A further table that is looked up.
    Table,
    /// Learned positions.
    Positions,
    /// Self-attention.
    Attention,
    /// Attention over the memory.
    Cross,
    /// Multi-head latent attention.
    Mla,
    /// State space of Mamba.
    Mamba,
    /// State space of Mamba-2.
    Mamba2,
    /// Gated DeltaNet.
    DeltaNet,
    /// Kimi delta attention.
    Kda,
    /// Lightning attention.
    Lightning,
    /// Mixing over time of RWKV-7.
    Rwkv7,
    /// Gated short convolution.
    ShortConv,
    /// Feed-forward.
    Ff,
    /// Gated feed-forward.
    Gated,
    /// Mixture of experts.
    Experts,
    /// Output projection to the vocabulary.
    Head,
    /// Batch normalization.
    BatchNorm,
    /// Group normalization.
    GroupNorm,
    /// Layer normalization.
    LayerNorm,
    /// Root-mean-square normalization.
    RmsNorm,
    /// Parameters that no multiply-add is counted for.
    Extra,
    /// An activation, dropout, or anything else that costs nothing by convention.
    Nothing(&'static str),
    /// A residual block of ResNet-18 and 34.
    Basic,
    /// A residual block of ResNet-50 and deeper.
    Bottleneck,
    /// A layer of DenseNet.
    Dense,
    /// Layers of a transformer's encoder.
    Encoder,
    /// Layers of a transformer's decoder.
    Decoder,
}

/// What a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// One whole number from 1.
    Size,
    /// One whole number for every side, or one for each: `3` or `3x5`.
    Sides,
    /// As [`Takes::Sides`], and 0 is allowed.
    Margin,
    /// As [`Takes::Margin`], or `same`.
    Padding,
    /// Nothing: it is there or not.
    Switch,
}

/// One size or switch of a layer.
#[derive(Debug, PartialEq, Eq)]
pub struct Setting {
    /// As spelled.
    pub name: &'static str,
    /// What may follow.
    pub takes: Takes,
    /// What it is when left out, where that is one number.
    pub default: Option<u64>,
}

/// How a layer is spelled.
#[derive(Debug, PartialEq, Eq)]
pub struct Signature {
    /// As spelled.
    pub name: &'static str,
    /// In words.
    pub title: &'static str,
    /// How many of the settings, from the first, are typed without their names.
    pub positional: usize,
    /// How many of the settings, from the first, must be there.
    pub required: usize,
    /// Sizes and switches, in the order of the canonical spelling.
    pub settings: &'static [Setting],
}

const fn setting(name: &'static str, takes: Takes, default: Option<u64>) -> Setting {
    Setting {
        name,
        takes,
        default,
    }
}

const fn size(name: &'static str) -> Setting {
    setting(name, Takes::Size, None)
}

const fn switch(name: &'static str) -> Setting {
    setting(name, Takes::Switch, None)
}

const fn sides(name: &'static str) -> Setting {
    setting(name, Takes::Sides, None)
}

const KERNEL: Setting = sides("kernel");
const STRIDE: Setting = setting("stride", Takes::Sides, Some(1));
const PAD: Setting = setting("pad", Takes::Padding, Some(0));
const DILATION: Setting = setting("dilation", Takes::Sides, Some(1));
const GROUPS: Setting = setting("groups", Takes::Size, Some(1));

const CONV: Setting = setting("conv", Takes::Size, Some(4));

const POOL: &[Setting] = &[
    KERNEL,
    // Left out, it is the kernel: there is no one number to drop.
    sides("stride"),
    PAD,
    switch("ceil"),
];

const RECURRENT: &[Setting] = &[
    size("units"),
    setting("layers", Takes::Size, Some(1)),
    setting("bias", Takes::Margin, Some(1)),
    switch("bidirectional"),
    switch("sum"),
];

const STACK: &[Setting] = &[
    size("layers"),
    size("heads"),
    size("hidden"),
    size("kv"),
    size("size"),
    size("window"),
    size("experts"),
    size("active"),
    size("shared"),
    switch("gated"),
    switch("rms"),
    switch("bias"),
    switch("qkvbias"),
    switch("nokbias"),
    switch("qknorm"),
    switch("causal"),
];

/// Every layer, in the order of the documentation.
#[rustfmt::skip]
const SIGNATURES: &[(Kind, Signature)] = &[
    row(Kind::Input, "input", "input", 1, 1, &[sides("sizes")]),
    row(Kind::Tokens, "tokens", "input", 1, 1, &[size("length"), switch("causal")]),
    row(Kind::Step, "step", "input", 1, 1, &[size("width")]),
    row(Kind::Target, "target", "input of the decoder", 1, 1, &[size("length"), switch("causal")]),
    row(Kind::Conv, "conv", "convolution", 2, 2, &[size("channels"), KERNEL, STRIDE, PAD, DILATION, GROUPS, switch("nobias")]),
    row(Kind::Transposed, "transposed", "transposed convolution", 2, 2, &[size("channels"), KERNEL, STRIDE, setting("pad", Takes::Margin, Some(0)), setting("outpad", Takes::Margin, Some(0)), DILATION, GROUPS, switch("nobias")]),
    row(Kind::Depthwise, "depthwise", "depthwise convolution", 1, 1, &[KERNEL, STRIDE, PAD, DILATION, switch("nobias")]),
    row(Kind::MaxPool, "maxpool", "pooling", 1, 1, POOL),
    row(Kind::AvgPool, "avgpool", "pooling", 1, 1, POOL),
    row(Kind::GlobalPool, "globalpool", "pooling", 0, 0, &[]),
    row(Kind::Upsample, "upsample", "upsampling", 1, 1, &[sides("factor")]),
    row(Kind::Flatten, "flatten", "reshaping", 0, 0, &[]),
    row(Kind::Sequence, "sequence", "reshaping", 0, 0, &[]),
    row(Kind::Frames, "frames", "reshaping", 0, 0, &[]),
    row(Kind::Patch, "patch", "patch embedding", 2, 2, &[sides("side"), size("width"), switch("nobias")]),
    row(Kind::Class, "class", "class token", 0, 0, &[]),
    row(Kind::First, "first", "reshaping", 1, 0, &[size("count")]),
    row(Kind::Map, "map", "reshaping", 1, 1, &[sides("sides")]),
    row(Kind::Merge, "merge", "patch merging", 2, 2, &[size("by"), size("width")]),
    row(Kind::Append, "append", "further positions", 1, 1, &[size("count"), size("from"), switch("nobias")]),
    row(Kind::Fc, "fc", "fully connected", 1, 1, &[size("units"), switch("nobias")]),
    row(Kind::Beside, "beside", "fully connected", 2, 2, &[size("inputs"), size("units"), setting("count", Takes::Size, Some(1)), switch("nobias")]),
    row(Kind::Rnn, "rnn", "recurrent", 1, 1, RECURRENT),
    row(Kind::Gru, "gru", "GRU", 1, 1, RECURRENT),
    row(Kind::Lstm, "lstm", "LSTM", 1, 1, &[size("units"), setting("layers", Takes::Size, Some(1)), size("projection"), setting("bias", Takes::Margin, Some(1)), switch("bidirectional"), switch("sum")]),
    row(Kind::Embed, "embed", "embedding", 2, 0, &[size("vocabulary"), size("width"), switch("tied")]),
    row(Kind::Table, "table", "embedding", 2, 2, &[size("vocabulary"), size("width")]),
    row(Kind::Positions, "positions", "learned positions", 1, 0, &[size("count")]),
    row(Kind::Attention, "attention", "self-attention", 1, 1, &[size("heads"), size("kv"), size("size"), size("value"), size("window"), size("chunk"), size("relative"), sides("grid"), switch("both"), switch("causal"), switch("bias"), switch("qkvbias"), switch("nokbias"), switch("qknorm"), switch("gate"), switch("nokv"), switch("samekv"), switch("noout")]),
    row(Kind::Cross, "cross", "cross-attention", 1, 1, &[size("heads"), size("kv"), size("size"), sides("memory"), switch("bias"), switch("qkvbias"), switch("nokbias"), switch("qknorm")]),
    row(Kind::Mla, "mla", "latent attention", 1, 1, &[size("heads"), size("q"), size("kv"), size("nope"), size("rope"), size("value"), size("window"), size("index"), size("indexsize"), switch("causal"), switch("qknorm")]),
    row(Kind::Mamba, "mamba", "state space", 2, 2, &[size("inner"), size("state"), size("rank"), CONV, switch("bias"), switch("noconvbias"), switch("norms")]),
    row(Kind::Mamba2, "mamba2", "state space", 3, 3, &[size("heads"), size("size"), size("state"), GROUPS, CONV, switch("bias"), switch("noconvbias"), switch("nonorm")]),
    row(Kind::DeltaNet, "deltanet", "linear attention", 2, 2, &[size("heads"), size("size"), size("vheads"), size("value"), CONV]),
    row(Kind::Kda, "kda", "linear attention", 2, 2, &[size("heads"), size("size"), CONV, switch("fullgates")]),
    row(Kind::Lightning, "lightning", "linear attention", 2, 2, &[size("heads"), size("size")]),
    row(Kind::Rwkv7, "rwkv7", "linear attention", 4, 4, &[size("size"), size("decay"), size("rate"), size("gate"), size("value")]),
    row(Kind::ShortConv, "shortconv", "gated short convolution", 1, 1, &[size("kernel"), switch("bias")]),
    row(Kind::Ff, "ff", "feed-forward", 1, 1, &[size("hidden"), switch("bias")]),
    row(Kind::Gated, "gated", "gated feed-forward", 1, 1, &[size("hidden"), switch("bias"), switch("scaled")]),
    row(Kind::Experts, "experts", "mixture of experts", 3, 3, &[size("count"), size("active"), size("hidden"), size("shared"), size("latent"), size("zero"), switch("plain"), switch("routerbias"), switch("bias")]),
    row(Kind::Head, "head", "output projection", 1, 0, &[size("vocabulary"), switch("tied"), switch("bias")]),
    row(Kind::BatchNorm, "bn", "batch norm", 0, 0, &[]),
    row(Kind::GroupNorm, "gn", "group norm", 0, 0, &[]),
    row(Kind::LayerNorm, "ln", "layer norm", 0, 0, &[switch("nobias")]),
    row(Kind::RmsNorm, "rms", "RMS norm", 0, 0, &[]),
    row(Kind::Extra, "extra", "further parameters", 1, 1, &[size("parameters")]),
    row(Kind::Basic, "basic", "residual block", 1, 1, &[size("width"), STRIDE]),
    row(Kind::Bottleneck, "bottleneck", "residual block", 1, 1, &[size("width"), STRIDE, GROUPS, setting("expansion", Takes::Size, Some(4))]),
    row(Kind::Dense, "dense", "DenseNet layer", 1, 1, &[size("growth")]),
    row(Kind::Encoder, "encoder", "encoder layers", 3, 3, STACK),
    row(Kind::Decoder, "decoder", "decoder layers", 3, 3, STACK),
    nothing("relu"), nothing("gelu"), nothing("silu"), nothing("sigmoid"), nothing("tanh"),
    nothing("softmax"), nothing("dropout"), nothing("lrn"),
];

const fn row(
    kind: Kind,
    name: &'static str,
    title: &'static str,
    positional: usize,
    required: usize,
    settings: &'static [Setting],
) -> (Kind, Signature) {
    let signature = Signature {
        name,
        title,
        positional,
        required,
        settings,
    };
    (kind, signature)
}

const fn nothing(name: &'static str) -> (Kind, Signature) {
    row(Kind::Nothing(name), name, "adds nothing", 0, 0, &[])
}

/// Other names that people type, and ours.
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

impl Kind {
    /// Every layer, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        SIGNATURES.iter().map(|(kind, _)| *kind)
    }

    /// How the layer is spelled.
    pub fn signature(self) -> &'static Signature {
        let found = SIGNATURES.iter().find(|(kind, _)| *kind == self);
        // Every kind has its row; a test walks through them.
        &found.unwrap_or(&SIGNATURES[0]).1
    }

    /// The layer of that name, in lower case.
    pub fn named(name: &str) -> Option<Self> {
        let alias = ALIASES.iter().find(|(other, _)| *other == name);
        let name = alias.map_or(name, |(_, ours)| ours);
        let found = SIGNATURES.iter().find(|(_, known)| known.name == name);
        found.map(|(kind, _)| *kind)
    }

    /// Whether the layer starts a network or a part of one.
    pub fn is_input(self) -> bool {
        matches!(self, Self::Input | Self::Tokens | Self::Step | Self::Target)
    }

    /// Whether the layer hands on a state from position to position, with which it multiplies.
    pub fn has_state(self) -> bool {
        matches!(
            self,
            Self::Mamba | Self::Mamba2 | Self::DeltaNet | Self::Kda | Self::Lightning | Self::Rwkv7
        )
    }

    /// Whether the layer's parameters are a table that is looked up: `N` of 6·N·D leaves them out.
    pub fn is_table(self) -> bool {
        matches!(self, Self::Embed | Self::Table | Self::Positions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_has_one_row_and_every_alias_leads_to_one() {
        for kind in Kind::all() {
            assert_eq!(Kind::named(kind.signature().name), Some(kind));
            let names = || kind.signature().settings.iter().map(|s| s.name);
            for name in names() {
                assert_eq!(names().filter(|other| *other == name).count(), 1, "{name}");
            }
        }
        for (alias, name) in ALIASES {
            assert_eq!(Kind::named(alias), Kind::named(name));
            assert!(Kind::named(alias).is_some(), "{alias}");
        }
    }
}
