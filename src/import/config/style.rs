//! Decoders that differ from Llama by a few switches: the switches, and the layers that they make.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::keys::{EXPERT_WIDTH, INNER, Keys, LAYERS, WIDTH};
use super::mixture::Mixture;
use super::net::Net;
use super::reading::{Reading, head_size};
use super::stack::{Bias, Layer, Norms};

/// Whether a family has something.
#[derive(Clone, Copy)]
pub(super) enum Switch {
    Off,
    On,
    /// The value of a key, and its default.
    Key(&'static str, bool),
}

impl Switch {
    pub(super) fn read(self, keys: Keys<'_>) -> Result<bool, FileError> {
        match self {
            Self::Off => Ok(false),
            Self::On => Ok(true),
            Self::Key(key, default) => keys.flag(key, default),
        }
    }
}

/// A norm of queries and keys, by its parameters.
#[derive(Clone, Copy)]
pub(super) enum Over {
    /// One vector that all heads share.
    Head,
    /// The same, with a bias.
    HeadWithBias,
    /// One vector for all heads together.
    Heads,
}

/// A family, by its differences from Llama.
pub(super) struct Style {
    /// Norm as spelled: `rms`, `ln`, `ln(nobias)`.
    pub(super) norm: &'static str,
    pub(super) norms: Norms,
    /// Biases of queries, keys and values.
    pub(super) qkv: Switch,
    /// The bias of attention’s output.
    pub(super) out: Switch,
    /// Biases of the feed-forward.
    pub(super) feed: Switch,
    /// The bias of the output projection.
    pub(super) head: Switch,
    /// Norms of queries and keys.
    pub(super) qknorm: (Switch, Over),
    pub(super) gated: bool,
    pub(super) windows: Windows,
    /// Experts in place of the feed-forward.
    pub(super) mixture: Option<Mixture>,
}

/// The window of each layer.
pub(super) type Windows = fn(&mut Reading<'_>, u64) -> Result<Vec<Option<u64>>, FileError>;

/// Returns no windows, unless `layer_types` says otherwise.
pub(super) fn typed(reading: &mut Reading<'_>, layers: u64) -> Result<Vec<Option<u64>>, FileError> {
    windows(reading, layers, |_| false)
}

/// Returns the window for every layer, if there is one.
pub(super) fn all(reading: &mut Reading<'_>, layers: u64) -> Result<Vec<Option<u64>>, FileError> {
    windows(reading, layers, |_| true)
}

/// Returns windows for all but every fourth layer, or by the file’s pattern.
pub(super) fn fourth(
    reading: &mut Reading<'_>,
    layers: u64,
) -> Result<Vec<Option<u64>>, FileError> {
    const PATTERN: &str = "sliding_window_pattern";
    // EXAONE 4 spells the pattern in letters: LLLG is three local layers and a global one.
    if let Some(kinds) = reading.keys.text(PATTERN).map(str::as_bytes) {
        let kind = |i: u64| kinds.get(usize::try_from(i).ok()?.checked_rem(kinds.len())?);
        return windows(reading, layers, |i| kind(i) == Some(&b'L'));
    }
    let period = reading.keys.optional_number(PATTERN)?.unwrap_or(4);
    windows(reading, layers, |i| !(i + 1).is_multiple_of(period))
}

fn windows(
    reading: &mut Reading<'_>,
    layers: u64,
    slides: impl Fn(u64) -> bool,
) -> Result<Vec<Option<u64>>, FileError> {
    let window = reading.keys.optional_number("sliding_window")?;
    reading.windows(layers, window, slides)
}

/// The key that most files have.
const ATTENTION_BIAS: Switch = Switch::Key("attention_bias", false);

/// transformers, `modeling_llama.py`.
pub(super) const LLAMA: Style = Style {
    norm: "rms",
    norms: Norms::Before,
    qkv: ATTENTION_BIAS,
    out: ATTENTION_BIAS,
    feed: Switch::Key("mlp_bias", false),
    head: Switch::Off,
    qknorm: (Switch::Off, Over::Head),
    gated: true,
    windows: typed,
    mixture: None,
};

/// Llama without any bias.
pub(super) const PLAIN: Style = Style {
    qkv: Switch::Off,
    out: Switch::Off,
    feed: Switch::Off,
    ..LLAMA
};

impl Style {
    /// Returns the network of a family that differs by nothing else.
    pub(super) fn net(&self, reading: &mut Reading<'_>) -> Result<Net, FileError> {
        let layers = self.layers(reading)?;
        self.with_layers(reading, layers)
    }

    /// Returns the network of these layers.
    pub(super) fn with_layers(
        &self,
        reading: &mut Reading<'_>,
        layers: Vec<Layer>,
    ) -> Result<Net, FileError> {
        let mut decoder = Decoder::with(layers);
        decoder.head_bias = self.head.read(reading.keys)?;
        decoder.text(reading)
    }

    /// Returns every layer, with its window and its experts.
    pub(super) fn layers(&self, reading: &mut Reading<'_>) -> Result<Vec<Layer>, FileError> {
        let count = reading.keys.size(&LAYERS)?;
        let layer = self.layer(reading)?;
        let windows = (self.windows)(reading, count)?;
        let layers = windows.into_iter().map(|window| Layer {
            window,
            ..layer.clone()
        });
        let mut layers: Vec<Layer> = layers.collect();
        if let Some(mixture) = &self.mixture {
            mixture.put(reading, &mut layers)?;
            if layers.iter().any(|layer| layer.feed.experts.is_none()) {
                reading.keys.size(&INNER)?;
            }
        }
        Ok(layers)
    }

    /// Returns a dense layer without a window.
    fn layer(&self, reading: &mut Reading<'_>) -> Result<Layer, FileError> {
        let keys = reading.keys;
        // A family of experts alone may name no other width.
        let has_own = self.mixture.as_ref().is_some_and(|of| of.own_width);
        let hidden = match keys.optional_size(&INNER)? {
            Some(hidden) => hidden,
            None if has_own => keys.size(&EXPERT_WIDTH)?,
            None => keys.size(&INNER)?,
        };
        let mut layer = reading.layer_of(hidden)?;
        let width = keys.size(&WIDTH)?;
        layer.norm = self.norm;
        layer.norms = self.norms;
        layer.feed.gated = self.gated;
        layer.feed.bias = self.feed.read(keys)?;
        let (qkv, out) = (self.qkv.read(keys)?, self.out.read(keys)?);
        layer.bias = match (qkv, out) {
            (true, true) => Bias::All,
            (true, false) => Bias::Qkv,
            (false, _) => Bias::None,
        };
        let mut extra = Vec::new();
        if out && !qkv {
            layer.extra += width;
            extra.push("the bias of the output of attention");
        }
        let (has_norm, over) = self.qknorm;
        if has_norm.read(keys)? {
            let size = head_size(&layer, width);
            match over {
                Over::Head => layer.qknorm = true,
                Over::HeadWithBias => layer.extra += size.saturating_mul(4),
                Over::Heads => {
                    layer.extra += size.saturating_mul(layer.heads.saturating_add(layer.kv));
                }
            }
            if !layer.qknorm {
                extra.push("the norms of its queries and keys");
            }
        }
        if !extra.is_empty() {
            reading.info(format!("extra(…) in each layer: {}.", extra.join(", ")));
        }
        Ok(layer)
    }
}
