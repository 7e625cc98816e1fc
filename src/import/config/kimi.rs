//! Kimi Linear: delta attention in most layers, latent attention in the others.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{EXPERTS, HEADS, INNER, Keys, LAYERS, WIDTH, mismatch};
use super::kinds::{Kind, LISTS, of_layers};
use super::latent::latent;
use super::mixers::spell_layer;
use super::net::Net;
use super::reading::Reading;
use super::stack::{Experts, Layer};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["kimi_linear"], kimi_linear).defaults(sizes!(2304, 27, 32, 9216, 163840, "max_position_embeddings" = 1048576, "moe_intermediate_size" = 1024, "kv_lora_rank" = 512, "qk_rope_head_dim" = 64, "v_head_dim" = 128, "qk_nope_head_dim" = 128, "num_experts_per_tok" = 8, "num_local_experts" = 256, "linear_head_dim" = 128, "linear_num_heads" = 32, "linear_conv_kernel_dim" = 4)),
];

const KINDS: &[Kind] = &[Kind::Full, Kind::State];

/// The object in Moonshot’s own files that describes the layers with linear attention.
const LINEAR: &str = "linear_attn_config";

/// transformers, `modeling_kimi_linear.py`. Nothing is tied.
fn kimi_linear(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    reading.tied = false;
    // Latent attention has sizes of its own, and no learned positions.
    keys.mark_unused(&[
        "num_key_value_heads",
        "head_dim",
        "qk_head_dim",
        "num_expert_group",
        "n_group",
        "topk_group",
        "moe_renormalize",
        "moe_router_activation_func",
        "use_grouped_topk",
    ]);
    if keys
        .optional_number("moe_layer_freq")?
        .is_some_and(|step| step != 1)
    {
        return Err(mismatch(
            "“moe_layer_freq” is not 1: which layers then have experts is not known.".into(),
        ));
    }
    let linear = keys.object(LINEAR);
    let kinds = kinds(keys, linear)?;
    let of = |within: &'static str, key: &'static str| {
        let there = linear.map(|linear| linear.count(within, 0)).transpose()?;
        match there.unwrap_or(0) {
            0 => keys.number(key),
            number => Ok(number),
        }
    };
    let sizes = [
        of("num_heads", "linear_num_heads")?,
        of("head_dim", "linear_head_dim")?,
    ];
    let conv = of("short_conv_kernel_size", "linear_conv_kernel_dim")?;
    if let Some(linear) = linear {
        linear.mark_unused(&["gate_lower_bound"]);
        reading.read_all_of(LINEAR, linear);
    }
    let delta = spell_layer("kda", &sizes, &[("conv", conv)], &[]);
    let mut layer = Layer::new(keys.size(&HEADS)?, 1);
    let latent = latent(keys)?;
    layer.latent = Some(latent);
    let biases = if keys.flag("attention_bias", false)? {
        reading.info("extra(…) in the layers with latent attention: its biases.");
        latent.biases(keys.size(&WIDTH)?)
    } else {
        0
    };
    let experts = mixture(keys)?;
    let mut layers = Vec::new();
    for (kind, sparse) in kinds.iter().zip(sparse(keys, kinds.len())?) {
        let mut layer = layer.clone();
        match kind {
            Kind::State => layer.mixer = Some(delta.clone()),
            _ => layer.extra = biases,
        }
        match sparse {
            true => layer.feed.experts = Some(experts),
            false => layer.feed.hidden = keys.size(&INNER)?,
        }
        layers.push(layer);
    }
    Decoder::with(layers).text(reading)
}

/// Returns the kind of each layer: by a list of kinds, by two lists of numbers from 1, or else
/// attention in every fourth layer after the first.
fn kinds(keys: Keys<'_>, linear: Option<Keys<'_>>) -> Result<Vec<Kind>, FileError> {
    let listed = of_layers(keys, LISTS, KINDS)?;
    let count = keys.size(&LAYERS)?;
    let full = linear.map(|linear| layers_in_list(linear, "full_attn_layers", count));
    let delta = linear.map(|linear| layers_in_list(linear, "kda_layers", count));
    if let Some(listed) = listed {
        return Ok(listed);
    }
    let (Some(Some(full)), Some(Some(delta))) = (full, delta) else {
        let of = |i: u64| {
            if i > 0 && i.is_multiple_of(4) {
                Kind::Full
            } else {
                Kind::State
            }
        };
        return Ok((0..count).map(of).collect());
    };
    let of = |(full, delta)| match (full, delta) {
        (true, false) => Ok(Kind::Full),
        (false, true) => Ok(Kind::State),
        _ => Err(mismatch(format!(
            "“{LINEAR}” does not name each of the {count} layers once."
        ))),
    };
    full.into_iter().zip(delta).map(of).collect()
}

/// Returns which layers a list names, counting from 1.
fn layers_in_list(linear: Keys<'_>, key: &str, count: u64) -> Option<Vec<bool>> {
    linear.list(key)?;
    // The list is read as if there were a layer 0, which is then dropped.
    let mut named = linear.named_layers(key, count.saturating_add(1));
    named.remove(0);
    Some(named)
}

/// Returns which layers have experts.
fn sparse(keys: Keys<'_>, layers: usize) -> Result<Vec<bool>, FileError> {
    let first = keys.count("first_k_dense_replace", 1)?;
    let listed = of_layers(keys, &["mlp_layer_types"], &[Kind::Feed, Kind::Experts])?;
    Ok(match listed {
        Some(kinds) => kinds.iter().map(|kind| *kind == Kind::Experts).collect(),
        None => (0..).map(|i: u64| i >= first).take(layers).collect(),
    })
}

/// Returns experts, and those of the same size that every token visits.
fn mixture(keys: Keys<'_>) -> Result<Experts, FileError> {
    let active = keys.optional_number("num_experts_per_token")?;
    let shared = keys.optional_number("num_shared_experts")?;
    Ok(Experts {
        count: keys.size(&EXPERTS)?,
        active: match active {
            Some(active) => active,
            None => keys.number("num_experts_per_tok")?,
        },
        hidden: keys.number("moe_intermediate_size")?,
        shared: match shared {
            Some(shared) => shared,
            None => keys.count("n_shared_experts", 1)?,
        },
        router_bias: true,
        beside: None,
    })
}
