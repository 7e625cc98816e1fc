//! Nemotron-H: each layer has one part, named by a pattern.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{EXPERTS, INNER, Keys, LAYERS, WIDTH, mismatch};
use super::kinds::{Kind, LISTS, named};
use super::mixers::{Heads, MAMBA, Names, alone, spell_layer};
use super::moe::experts;
use super::net::Net;
use super::reading::Reading;
use super::stack::{Halves, Layer, extra};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["nemotron_h"], nemotron_h).defaults(sizes!(4096, 4, 32, 21504, 131072, "num_key_value_heads" = 8, "head_dim" = 128, "max_position_embeddings" = 4096, "ssm_state_size" = 128, "mamba_num_heads" = 128, "mamba_head_dim" = 64, "n_groups" = 8, "conv_kernel" = 4, "num_local_experts" = 8, "num_experts_per_tok" = 2, "moe_intermediate_size" = 7688, "moe_shared_expert_intermediate_size" = 7688)),
];

/// Keys that bear on no count: how the steps begin, which program runs, what predicts further
/// tokens.
const PASSED: &[&str] = &[
    "attention_bias",
    "time_step_rank",
    "mamba_dt_min",
    "mamba_dt_max",
    "mamba_proj_bias",
    "use_mamba_kernels",
    "moe_shared_expert_overlap",
    "mtp_layers_block_type",
    "mtp_hybrid_override_pattern",
    // The heads give the width of the state space, and there is one shared expert of its own width.
    "expand",
    "mamba_expand",
    "n_shared_experts",
    // Sizes of parts that a pattern may lack.
    "intermediate_size",
    "head_dim",
    "num_key_value_heads",
    "ssm_state_size",
    "mamba_num_heads",
    "mamba_head_dim",
    "n_groups",
    "mamba_n_groups",
    "conv_kernel",
    "mamba_d_conv",
    "use_conv_bias",
    "mamba_conv_bias",
    "n_routed_experts",
    "num_local_experts",
    "num_experts_per_tok",
    "moe_intermediate_size",
    "moe_shared_expert_intermediate_size",
    "moe_latent_size",
];

const NAMES: Names = Names {
    state: "ssm_state_size",
    conv: "conv_kernel",
    conv_bias: "use_conv_bias",
    ..MAMBA
};

const PATTERN: &str = "hybrid_override_pattern";

/// Returns the kind of each layer: a list counts before a pattern, and either before the number of
/// layers.
fn kinds(reading: &mut Reading<'_>) -> Result<Vec<Kind>, FileError> {
    const KINDS: &[Kind] = &[Kind::State, Kind::Full, Kind::Feed, Kind::Experts];
    let mut found = None;
    for name in LISTS.iter().chain(&[PATTERN]) {
        let kinds = named(reading.keys, name, KINDS)?;
        found = found.or(kinds);
    }
    let Some(kinds) = found else {
        return Err(mismatch(format!(
            "“{PATTERN}” is missing, as is “layers_block_type”: a letter or a word for each layer."
        )));
    };
    let said = reading.keys.optional_size(&LAYERS)?;
    if let Some(said) = said.filter(|said| usize::try_from(*said) != Ok(kinds.len())) {
        reading.warning(format!(
            "“num_hidden_layers” is {said}, and the pattern has {} layers: those of the pattern are counted, as in the library.",
            kinds.len()
        ));
    }
    Ok(kinds)
}

/// transformers, `modeling_nemotron_h.py`, with the keys of NVIDIA’s own files. Attention has no
/// biases, and nothing is tied.
fn nemotron_h(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    keys.mark_unused(PASSED);
    reading.tied = false;
    let kinds = kinds(reading)?;
    let bias = keys.flag("mlp_bias", false)?;
    let mut layers = Vec::new();
    for kind in &kinds {
        // Reuses an earlier layer of the same kind.
        let known = kinds.iter().zip(&layers).find(|(known, _)| *known == kind);
        let known = known.map(|(_, layer): (_, &Layer)| layer.clone());
        layers.push(match (known, kind) {
            (Some(known), _) => known,
            (None, Kind::State) => state(keys)?,
            (None, Kind::Full) => attention(reading)?,
            (None, Kind::Feed) => feed(keys.size(&INNER)?, bias),
            (None, _) => mixture(reading, bias)?,
        });
    }
    Decoder::with(layers).text(reading)
}

fn state(keys: Keys<'_>) -> Result<Layer, FileError> {
    let heads = Heads {
        count: keys.number("mamba_num_heads")?,
        size: keys.number("mamba_head_dim")?,
        groups: keys.number(keys.first_present("mamba_n_groups", "n_groups"))?,
    };
    let names = Names {
        conv: keys.first_present("mamba_d_conv", NAMES.conv),
        conv_bias: keys.first_present("mamba_conv_bias", NAMES.conv_bias),
        ..NAMES
    };
    let bias = keys.flag("use_bias", false)?;
    Ok(alone(names.mamba2(keys, heads, bias, true)?))
}

fn attention(reading: &Reading<'_>) -> Result<Layer, FileError> {
    // NVIDIA’s first files use this key, which the library does not have: its default would count.
    const FIRST: &str = "attention_head_dim";
    let usual = reading.keys.number("head_dim")?;
    if let Some(size) = reading
        .keys
        .optional_number(FIRST)?
        .filter(|size| *size != usual)
    {
        return Err(mismatch(format!(
            "“{FIRST}” is {size} and “head_dim” is {usual}: the file does not say which of them counts."
        )));
    }
    let mut layer = reading.layer_of(1)?;
    layer.halves = Halves::Mixer;
    Ok(layer)
}

fn feed(hidden: u64, bias: bool) -> Layer {
    let mut layer = Layer::new(1, hidden);
    layer.halves = Halves::Feed;
    layer.feed.gated = false;
    layer.feed.bias = bias;
    layer
}

/// Returns a layer of experts and one beside them that every token visits. In Nemotron 3 Super the
/// experts work on fewer features.
fn mixture(reading: &mut Reading<'_>, bias: bool) -> Result<Layer, FileError> {
    let keys = reading.keys;
    let hidden = keys.number("moe_intermediate_size")?;
    let experts = experts(keys, keys.size(&EXPERTS)?, hidden)?;
    let latent = keys.optional_number("moe_latent_size")?;
    let named: Vec<_> = latent
        .map(|latent| ("latent", latent))
        .into_iter()
        .collect();
    let sizes = [experts.count, experts.active, hidden];
    let switches = [("plain", true), ("routerbias", true)];
    let routed = spell_layer("experts", &sizes, &named, &switches);
    let beside = keys.number("moe_shared_expert_intermediate_size")?;
    let beside = spell_layer("ff", &[beside], &[], &[("bias", bias)]);
    let mut fed = format!("residual({routed}/{beside})");
    if let (Some(latent), true) = (latent, bias) {
        fed += &format!(";{}", extra(latent.saturating_add(keys.size(&WIDTH)?)));
        reading.info("extra(…) in each mixture: the biases of the way to its experts and back.");
    }
    Ok(Layer {
        fed: Some(fed),
        ..feed(hidden, bias)
    })
}
