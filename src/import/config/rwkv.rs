//! RWKV: a state that decays, in place of attention.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::Family;
use super::keys::{INNER, WIDTH, mismatch};
use super::mixers::spell_layer;
use super::net::Net;
use super::reading::Reading;
use super::stack::{Layer, extra};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["rwkv"], rwkv).defaults(&[("context_length", 1024)]),
    Family::new(&["rwkv7", "rwkv7_fla"], rwkv7).defaults(&[("head_dim", 64), ("max_position_embeddings", 2048)]),
];

/// transformers, `modeling_rwkv.py`, the fourth version. Its state is one number a feature:
/// element-wise products, which count nothing.
fn rwkv(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let width = keys.size(&WIDTH)?;
    let attention = keys
        .optional_number("attention_hidden_size")?
        .unwrap_or(width);
    let inner = keys
        .optional_size(&INNER)?
        .unwrap_or(width.saturating_mul(4));
    let mixed = extra(
        attention
            .saturating_mul(2)
            .saturating_add(width.saturating_mul(3)),
    );
    let made = format!("fc({attention},nobias)");
    let layer = Layer {
        norm: "ln",
        mixer: Some(format!(
            "residual({made}/residual({made}/{made}));fc({width},nobias);{mixed}"
        )),
        fed: Some(format!(
            "residual(ff({inner})/fc({width},nobias));{}",
            extra(width.saturating_mul(2))
        )),
        ..Layer::new(1, 1)
    };
    reading.info("extra(…) in each layer: how fast what was seen decays, and how a token is mixed with the one before it.");
    let mut decoder = Decoder::of(reading, layer)?;
    decoder.stem = vec!["ln".into()];
    decoder.text(reading)
}

/// RWKV-7, as in <https://github.com/fla-org/flash-linear-attention>, `fla/models/rwkv7`: the first
/// layer takes nothing from the values of an earlier one.
fn rwkv7(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let width = keys.size(&WIDTH)?;
    // The size of a head overrides the number of heads.
    keys.mark_unused(&["num_heads", "num_attention_heads"]);
    let inner = match keys.optional_size(&INNER)? {
        Some(inner) => inner,
        None => {
            let ratio = keys.optional_number("hidden_ratio")?.unwrap_or(4);
            width.saturating_mul(ratio).div_ceil(32).saturating_mul(32)
        }
    };
    keys.mark_unused(&["hidden_ratio"]);
    // Attention in some layers.
    if keys.object("attn").is_some() {
        return Err(mismatch(
            "“attn” gives some layers attention, which is not counted here.".into(),
        ));
    }
    let sizes = [
        keys.number("head_dim")?,
        keys.number("decay_low_rank_dim")?,
        keys.number("a_low_rank_dim")?,
        keys.number("gate_low_rank_dim")?,
    ];
    let value = ("value", keys.number("v_low_rank_dim")?);
    // Without their biases, the norms have half as many parameters.
    let norm = match keys.flag("norm_bias", true)? {
        true => "ln",
        false => "ln(nobias)",
    };
    let layer = |value: &[(&str, u64)]| Layer {
        norm,
        mixer: Some(spell_layer("rwkv7", &sizes, value, &[])),
        fed: Some(format!("ff({inner});{}", extra(width))),
        ..Layer::new(1, 1)
    };
    let mut decoder = Decoder::of(reading, layer(&[value]))?;
    if let Some(first) = decoder.layers.first_mut() {
        *first = layer(&[]);
    }
    reading
        .info("extra(…) in each layer: how its feed-forward mixes a token with the one before it.");
    if keys.flag("norm_first", true)? {
        decoder.stem = vec![norm.into()];
    }
    decoder.text(reading)
}
