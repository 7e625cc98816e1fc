//! The layers that can be spelled: their names, their sizes and their switches.
//!
//! One table for the reader, the printer and whoever builds a form: a layer is added here, and its
//! formula where its family is.

use super::names::ours;

/// The kinds of layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerKind {
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

/// The values that a setting takes.
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
    /// No value: a switch is there or not.
    Switch,
}

/// One size or switch of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The name as spelled.
    pub name: &'static str,
    /// The values that it takes.
    pub takes: Takes,
    /// The default, if it is a single number.
    pub default: Option<u64>,
}

/// The spelling of a layer.
#[derive(Debug, PartialEq, Eq)]
pub struct Signature {
    /// The name as spelled.
    pub name: &'static str,
    /// Number of settings, from the first, that are typed without their names.
    pub positional: usize,
    /// Number of settings, from the first, that must be given.
    pub required: usize,
    /// Settings as text, which takes half of the download of structures: see [`setting`].
    settings: &'static str,
}

/// Reads a setting from its text: `kv` is a size; `groups=1` a size that is 1 by default; `kernel:`
/// and `stride:1` sides; `outpad+0` a margin, `pad~0` a padding; `causal!` a switch.
fn setting(text: &'static str) -> Setting {
    const MARKS: [(char, Takes); 5] = [
        ('=', Takes::Size),
        (':', Takes::Sides),
        ('+', Takes::Margin),
        ('~', Takes::Padding),
        ('!', Takes::Switch),
    ];
    let split = |(mark, takes): (char, Takes)| {
        let (name, default) = text.split_once(mark)?;
        let digit = default.chars().next().and_then(|c| c.to_digit(10));
        Some(Setting {
            name,
            takes,
            default: digit.map(u64::from),
        })
    };
    MARKS.into_iter().find_map(split).unwrap_or(Setting {
        name: text,
        takes: Takes::Size,
        default: None,
    })
}

impl Signature {
    /// Returns sizes and switches, in the order of the canonical spelling.
    pub fn settings(&self) -> impl Iterator<Item = Setting> + use<> {
        self.settings
            .split(' ')
            .filter(|text| !text.is_empty())
            .map(setting)
    }
}

// The default stride of pooling is its kernel, so there is no fixed number to drop.
const POOL: &str = "kernel: stride: pad~0 ceil!";
const RECURRENT: &str = "units layers=1 bias+1 bidirectional! sum!";
const STACK: &str = "layers heads hidden kv size window experts active shared gated! rms! bias! qkvbias! nokbias! qknorm! causal!";

/// Every kind of layer, in the order of the documentation.
#[rustfmt::skip]
const SIGNATURES: &[(LayerKind, Signature)] = &[
    row(LayerKind::Input, "input", 1, 1, "sizes:"),
    row(LayerKind::Tokens, "tokens", 1, 1, "length causal!"),
    row(LayerKind::Step, "step", 1, 1, "width"),
    row(LayerKind::Target, "target", 1, 1, "length causal!"),
    row(LayerKind::Conv, "conv", 2, 2, "channels kernel: stride:1 pad~0 dilation:1 groups=1 nobias!"),
    row(LayerKind::Transposed, "transposed", 2, 2, "channels kernel: stride:1 pad+0 outpad+0 dilation:1 groups=1 nobias!"),
    row(LayerKind::Depthwise, "depthwise", 1, 1, "kernel: stride:1 pad~0 dilation:1 nobias!"),
    row(LayerKind::MaxPool, "maxpool", 1, 1, POOL),
    row(LayerKind::AvgPool, "avgpool", 1, 1, POOL),
    row(LayerKind::GlobalPool, "globalpool", 0, 0, ""),
    row(LayerKind::Upsample, "upsample", 1, 1, "factor:"),
    row(LayerKind::Flatten, "flatten", 0, 0, ""),
    row(LayerKind::Sequence, "sequence", 0, 0, ""),
    row(LayerKind::Frames, "frames", 0, 0, ""),
    row(LayerKind::Patch, "patch", 2, 2, "side: width nobias!"),
    row(LayerKind::Class, "class", 0, 0, ""),
    row(LayerKind::First, "first", 1, 0, "count"),
    row(LayerKind::Map, "map", 1, 1, "sides:"),
    row(LayerKind::Merge, "merge", 2, 2, "by width"),
    row(LayerKind::Append, "append", 1, 1, "count from nobias!"),
    row(LayerKind::Fc, "fc", 1, 1, "units nobias!"),
    row(LayerKind::Beside, "beside", 2, 2, "inputs units count=1 nobias!"),
    row(LayerKind::Rnn, "rnn", 1, 1, RECURRENT),
    row(LayerKind::Gru, "gru", 1, 1, RECURRENT),
    row(LayerKind::Lstm, "lstm", 1, 1, "units layers=1 projection bias+1 bidirectional! sum!"),
    row(LayerKind::Embed, "embed", 2, 0, "vocabulary width tied!"),
    row(LayerKind::Table, "table", 2, 2, "vocabulary width"),
    row(LayerKind::Positions, "positions", 1, 0, "count"),
    row(LayerKind::Attention, "attention", 1, 1, "heads kv size value window chunk relative grid: both! causal! bias! qkvbias! nokbias! qknorm! gate! nokv! samekv! noout!"),
    row(LayerKind::Cross, "cross", 1, 1, "heads kv size memory: bias! qkvbias! nokbias! qknorm!"),
    row(LayerKind::Mla, "mla", 1, 1, "heads q kv nope rope value window index indexsize causal! qknorm!"),
    row(LayerKind::Mamba, "mamba", 2, 2, "inner state rank conv=4 bias! noconvbias! norms!"),
    row(LayerKind::Mamba2, "mamba2", 3, 3, "heads size state groups=1 conv=4 bias! noconvbias! nonorm!"),
    row(LayerKind::DeltaNet, "deltanet", 2, 2, "heads size vheads value conv=4"),
    row(LayerKind::Kda, "kda", 2, 2, "heads size conv=4 fullgates!"),
    row(LayerKind::Lightning, "lightning", 2, 2, "heads size"),
    row(LayerKind::Rwkv7, "rwkv7", 4, 4, "size decay rate gate value"),
    row(LayerKind::ShortConv, "shortconv", 1, 1, "kernel bias!"),
    row(LayerKind::Ff, "ff", 1, 1, "hidden bias!"),
    row(LayerKind::Gated, "gated", 1, 1, "hidden bias! scaled!"),
    row(LayerKind::Experts, "experts", 3, 3, "count active hidden shared latent zero plain! routerbias! bias!"),
    row(LayerKind::Head, "head", 1, 0, "vocabulary tied! bias!"),
    row(LayerKind::BatchNorm, "bn", 0, 0, ""),
    row(LayerKind::GroupNorm, "gn", 0, 0, ""),
    row(LayerKind::LayerNorm, "ln", 0, 0, "nobias!"),
    row(LayerKind::RmsNorm, "rms", 0, 0, ""),
    row(LayerKind::Extra, "extra", 1, 1, "parameters"),
    row(LayerKind::Basic, "basic", 1, 1, "width stride:1"),
    row(LayerKind::Bottleneck, "bottleneck", 1, 1, "width stride:1 groups=1 expansion=4"),
    row(LayerKind::Dense, "dense", 1, 1, "growth"),
    row(LayerKind::Encoder, "encoder", 3, 3, STACK),
    row(LayerKind::Decoder, "decoder", 3, 3, STACK),
    nothing("relu"), nothing("gelu"), nothing("silu"), nothing("sigmoid"), nothing("tanh"),
    nothing("softmax"), nothing("dropout"), nothing("lrn"),
];

const fn row(
    kind: LayerKind,
    name: &'static str,
    positional: usize,
    required: usize,
    settings: &'static str,
) -> (LayerKind, Signature) {
    let signature = Signature {
        name,
        positional,
        required,
        settings,
    };
    (kind, signature)
}

const fn nothing(name: &'static str) -> (LayerKind, Signature) {
    row(LayerKind::Nothing(name), name, 0, 0, "")
}

impl LayerKind {
    /// Returns every kind of layer, in the order of the documentation.
    pub fn all() -> impl Iterator<Item = Self> {
        SIGNATURES.iter().map(|(kind, _)| *kind)
    }

    /// Returns the spelling of the layer.
    pub fn signature(self) -> &'static Signature {
        let found = SIGNATURES.iter().find(|(kind, _)| *kind == self);
        // Every kind has its row; a test walks through them.
        &found.unwrap_or(&SIGNATURES[0]).1
    }

    /// Returns the layer of a name in lower case.
    pub fn named(name: &str) -> Option<Self> {
        let name = ours(name);
        let found = SIGNATURES.iter().find(|(_, known)| known.name == name);
        found.map(|(kind, _)| *kind)
    }

    /// Returns whether the layer starts a network or a part of one.
    pub fn is_input(self) -> bool {
        matches!(self, Self::Input | Self::Tokens | Self::Step | Self::Target)
    }

    /// Returns whether the layer hands on a state from position to position and multiplies with it.
    pub fn has_state(self) -> bool {
        matches!(
            self,
            Self::Mamba | Self::Mamba2 | Self::DeltaNet | Self::Kda | Self::Lightning | Self::Rwkv7
        )
    }

    /// Returns whether the layer’s parameters are a table that is looked up, which the `N` of 6·N·D
    /// leaves out.
    pub fn is_table(self) -> bool {
        matches!(self, Self::Embed | Self::Table | Self::Positions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_has_one_row() {
        for kind in LayerKind::all() {
            assert_eq!(LayerKind::named(kind.signature().name), Some(kind));
            let names = || kind.signature().settings().map(|s| s.name);
            for name in names() {
                assert_eq!(names().filter(|other| *other == name).count(), 1, "{name}");
            }
        }
    }
}
