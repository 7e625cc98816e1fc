//! LFM2: gated short convolutions in most layers, attention in the others.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{EXPERTS, INNER, Keys, LAYERS, mismatch};
use super::kinds::{Kind, LISTS, listed_or, of_layers};
use super::mixers::spell_layer;
use super::moe::experts;
use super::net::Net;
use super::reading::Reading;
use super::stack::Layer;
use crate::architecture::MAX_SIZE;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["lfm2"], lfm2).tied().defaults(sizes!(2560, 32, 32, 12288, 65536, "num_key_value_heads" = 8, "max_position_embeddings" = 128000, "conv_L_cache" = 3, "block_multiple_of" = 256)),
    Family::new(&["lfm2_moe"], lfm2_moe).tied().defaults(sizes!(2048, 32, 32, 7168, 65536, "num_key_value_heads" = 8, "max_position_embeddings" = 128000, "conv_L_cache" = 3, "moe_intermediate_size" = 1792, "num_local_experts" = 32, "num_experts_per_tok" = 4)),
];

const KINDS: &[Kind] = &[Kind::Full, Kind::Conv];

/// Returns layers with attention, or with a convolution in its place.
fn layers(reading: &mut Reading<'_>, kinds: &[Kind], hidden: u64) -> Result<Vec<Layer>, FileError> {
    let keys = reading.keys;
    reading.tied = keys.flag("tie_embedding", reading.tied)?;
    // The class takes the width of the layers, whatever these keys say.
    keys.mark_unused(&["conv_dim", "conv_dim_out", "conv_use_xavier_init"]);
    let bias = keys.flag("conv_bias", false)?;
    let kernel = keys.number("conv_L_cache")?;
    let short = spell_layer("shortconv", &[kernel], &[], &[("bias", bias)]);
    let mut layer = reading.layer_of(hidden)?;
    layer.qknorm = true;
    let of = |kind: &Kind| Layer {
        mixer: (*kind == Kind::Conv).then(|| short.clone()),
        ..layer.clone()
    };
    Ok(kinds.iter().map(of).collect())
}

/// transformers, `modeling_lfm2.py`. Without a list of kinds or of numbers, all layers have
/// attention.
fn lfm2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    const FULL: &str = "full_attn_idxs";
    let keys = reading.keys;
    let attends = keys.named_layers(FULL, keys.size(&LAYERS)?);
    let all = keys.list(FULL).is_none();
    let kinds = listed_or(keys, KINDS, &|i| {
        let i = usize::try_from(i).unwrap_or(usize::MAX);
        match all || attends.get(i) == Some(&true) {
            true => Kind::Full,
            false => Kind::Conv,
        }
    })?;
    let hidden = inner(keys)?;
    let layers = layers(reading, &kinds, hidden)?;
    Decoder::with(layers).text(reading)
}

/// Returns the inner width: two thirds of the file’s, times a factor, rounded up to a multiple; or
/// the file’s as it stands.
fn inner(keys: Keys<'_>) -> Result<u64, FileError> {
    const FACTOR: &str = "block_ffn_dim_multiplier";
    let named = match keys.optional_number("block_ff_dim")? {
        Some(named) => named,
        None => keys.size(&INNER)?,
    };
    // Keys of the adjustment, if it is made.
    keys.mark_unused(&["intermediate_size", FACTOR]);
    let multiple = keys.number("block_multiple_of")?;
    if !keys.flag("block_auto_adjust_ff_dim", true)? {
        return Ok(named);
    }
    let thirds = named.saturating_mul(2) / 3;
    let factor = match keys.value(FACTOR) {
        Some(factor) => factor.as_f64().unwrap_or(f64::NAN),
        // Null differs from a missing key here.
        None if keys.map.contains_key(FACTOR) => return Ok(thirds),
        None => 1.0,
    };
    // Python's int() of a product; sizes are far below 2^53.
    let scaled = thirds as f64 * factor;
    if !(1.0..=MAX_SIZE as f64).contains(&scaled) {
        return Err(mismatch(format!(
            "“{FACTOR}” gives no inner width of a feed-forward."
        )));
    }
    Ok((scaled as u64).div_ceil(multiple).saturating_mul(multiple))
}

/// transformers, `modeling_lfm2_moe.py`: the first layers are dense.
fn lfm2_moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let dense = keys.count("num_dense_layers", 2)?;
    let Some(kinds) = of_layers(keys, LISTS, KINDS)? else {
        return Err(mismatch(
            "“layer_types” is missing: which layers have attention is not known.".into(),
        ));
    };
    let hidden = keys.number("moe_intermediate_size")?;
    let mut experts = experts(keys, keys.size(&EXPERTS)?, hidden)?;
    experts.router_bias = keys.flag("use_expert_bias", true)?;
    let inner = match dense {
        0 => keys.optional_size(&INNER)?.unwrap_or(1),
        _ => keys.size(&INNER)?,
    };
    let mut layers = layers(reading, &kinds, inner)?;
    for (layer, i) in layers.iter_mut().zip(0..) {
        layer.feed.experts = (dense <= i).then_some(experts);
    }
    Decoder::with(layers).text(reading)
}
