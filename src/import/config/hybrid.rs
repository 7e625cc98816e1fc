//! Decoders with a state space beside attention, or in its place in most layers.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{EXPERTS, Keys, LAYERS, WIDTH, mismatch};
use super::kinds::{Kind, listed_or};
use super::mixers::{Heads, JAMBA, spell_layer};
use super::moe::experts;
use super::net::Net;
use super::reading::Reading;
use super::stack::{Bias, Layer, extra};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["jamba"], jamba).defaults(sizes!(4096, 32, 32, 14336, 65536, "num_key_value_heads" = 8, "max_position_embeddings" = 262144, "num_local_experts" = 16, "num_experts_per_tok" = 2, "expert_layer_period" = 2, "attn_layer_period" = 8, "mamba_d_state" = 16, "mamba_d_conv" = 4, "mamba_expand" = 2)),
    Family::new(&["bamba"], bamba).defaults(sizes!(4096, 32, 32, 14336, 128000, "num_key_value_heads" = 8, "max_position_embeddings" = 262144, "mamba_n_heads" = 128, "mamba_n_groups" = 1, "mamba_d_state" = 256, "mamba_d_conv" = 4, "mamba_expand" = 2)),
    Family::new(&["granitemoehybrid"], granite).defaults(sizes!(4096, 32, 32, 11008, 32000, "max_position_embeddings" = 2048, "num_local_experts" = 8, "num_experts_per_tok" = 2, "shared_intermediate_size" = 1024, "mamba_n_heads" = 128, "mamba_n_groups" = 1, "mamba_d_state" = 256, "mamba_d_conv" = 4, "mamba_expand" = 2)),
    Family::new(&["falcon_h1"], falcon_h1).defaults(sizes!(4096, 32, 32, 14336, 128000, "num_key_value_heads" = 8, "max_position_embeddings" = 8192, "mamba_d_ssm" = 1024, "mamba_n_heads" = 128, "mamba_n_groups" = 1, "mamba_d_state" = 256, "mamba_d_conv" = 4, "mamba_expand" = 2)),
];

/// The place of one layer within each period.
struct Every {
    period: u64,
    offset: u64,
}

impl Every {
    fn of(
        keys: Keys<'_>,
        period: &'static str,
        offset: &str,
        usual: u64,
    ) -> Result<Self, FileError> {
        let (name, period) = (period, keys.number(period)?);
        let first = keys.count(offset, usual)?;
        if first >= period {
            return Err(mismatch(format!(
                "“{offset}” is {first} and must be below “{name}”, which is {period}."
            )));
        }
        Ok(Self {
            period,
            offset: first,
        })
    }

    fn has(&self, layer: u64) -> bool {
        layer % self.period == self.offset
    }
}

/// Returns layers with attention, or with a mixer in its place.
fn mixed(kinds: &[Kind], attention: &Layer, mixer: &str) -> Vec<Layer> {
    let of = |kind: &Kind| Layer {
        mixer: (*kind == Kind::State).then(|| mixer.into()),
        ..attention.clone()
    };
    kinds.iter().map(of).collect()
}

const KINDS: &[Kind] = &[Kind::Full, Kind::State];

/// transformers, `modeling_jamba.py`: attention in one layer of a period, experts in one of another.
fn jamba(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    keys.mark_unused(&["use_mamba_kernels", "mamba_inner_layernorms", "use_mambapy"]);
    let attends = Every::of(keys, "attn_layer_period", "attn_layer_offset", 4)?;
    let routes = Every::of(keys, "expert_layer_period", "expert_layer_offset", 1)?;
    let kinds = listed_or(keys, KINDS, &|i| {
        if attends.has(i) {
            Kind::Full
        } else {
            Kind::State
        }
    })?;
    let layer = reading.layer()?;
    let mixer = JAMBA.mamba(keys, JAMBA.inner(keys)?, true)?;
    let mut layers = mixed(&kinds, &layer, &mixer);
    let count = keys.size(&EXPERTS)?;
    keys.mark_unused(&["num_experts_per_tok"]);
    if count > 1 {
        let experts = experts(keys, count, layer.feed.hidden)?;
        for (layer, i) in layers.iter_mut().zip(0..) {
            layer.feed.experts = routes.has(i).then_some(experts);
        }
    }
    Decoder::with(layers).text(reading)
}

/// Returns a layer of Llama, with biases if the file says so.
fn attention(reading: &Reading<'_>) -> Result<Layer, FileError> {
    let mut layer = reading.layer()?;
    layer.bias = Bias::all(reading.keys.flag("attention_bias", false)?);
    layer.feed.bias = reading.keys.flag("mlp_bias", false)?;
    Ok(layer)
}

fn bamba_mixer(keys: Keys<'_>) -> Result<String, FileError> {
    let heads = Heads::of(keys, JAMBA.inner(keys)?)?;
    JAMBA.mamba2(keys, heads, keys.flag(JAMBA.bias, false)?, true)
}

/// transformers, `modeling_bamba.py`: attention in the layers whose numbers the file lists.
fn bamba(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let attends = keys.named_layers("attn_layer_indices", keys.size(&LAYERS)?);
    let kinds = listed_or(keys, KINDS, &|i| {
        let i = usize::try_from(i).unwrap_or(usize::MAX);
        match attends.get(i) {
            Some(true) => Kind::Full,
            _ => Kind::State,
        }
    })?;
    let mixer = bamba_mixer(keys)?;
    Decoder::with(mixed(&kinds, &attention(reading)?, &mixer)).text(reading)
}

/// transformers, `modeling_granitemoehybrid.py`: a feed-forward that every token goes through, and
/// experts beside it where there are some.
fn granite(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let kinds = listed_or(keys, KINDS, &|_| Kind::State)?;
    let shared = keys.number("shared_intermediate_size")?;
    let count = keys.count("num_local_experts", 1)?;
    let mut layer = match count {
        0 => reading.layer_of(shared)?,
        _ => reading.layer()?,
    };
    layer.bias = Bias::all(keys.flag("attention_bias", false)?);
    // Keys of the experts, if there are some.
    keys.mark_unused(&["intermediate_size", "num_experts_per_tok"]);
    if count > 0 {
        let experts = experts(keys, keys.size(&EXPERTS)?, layer.feed.hidden)?;
        let sizes = [experts.count, experts.active, experts.hidden];
        let routed = spell_layer("experts", &sizes, &[], &[]);
        layer.fed = Some(format!("residual({routed}/gated({shared}))"));
    }
    let mixer = bamba_mixer(keys)?;
    Decoder::with(mixed(&kinds, &layer, &mixer)).text(reading)
}

/// transformers, `modeling_falcon_h1.py`: attention and Mamba-2 read the same in every layer.
fn falcon_h1(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    keys.mark_unused(&["mamba_norm_before_gate", "mamba_use_mlp"]);
    let inner = match keys.optional_number("mamba_d_ssm")? {
        Some(inner) => inner,
        None => JAMBA.inner(keys)?,
    };
    keys.mark_unused(&["mamba_expand"]);
    let heads = Heads::of(keys, inner)?;
    let into = keys.flag("mamba_proj_bias", false)?;
    let out = keys.flag("projectors_bias", false)?;
    let norm = keys.flag("mamba_rms_norm", false)?;
    let mut mixer = JAMBA.mamba2(keys, heads, into && out, norm)?;
    if into != out {
        let state = heads.groups.saturating_mul(keys.number(JAMBA.state)?);
        let made = inner
            .saturating_add(state)
            .saturating_mul(2)
            .saturating_add(heads.count);
        let biases = if into { made } else { keys.size(&WIDTH)? };
        mixer += &format!(";{}", extra(biases));
        reading.info(
            "extra(…) in each layer: the biases of one of the projections of its state space.",
        );
    }
    let mut layer = attention(reading)?;
    layer.mixer = Some(format!("residual({mixer}/{})", layer.attention()));
    Decoder::of(reading, layer)?.text(reading)
}
