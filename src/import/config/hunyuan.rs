//! Tencent’s Hunyuan: dense, with experts, and with keys and values that layers share.

use super::super::error::FileError;
use super::family::{Family, sizes};
use super::keys::{EXPERT_WIDTH, INNER, Keys, LAYERS, SHARED_EXPERTS, WIDTH, mismatch};
use super::mixture::{EXPERTS_ALONE, Mixture, Shared, Sparse};
use super::net::Net;
use super::reading::{Reading, head_size};
use super::style::{LLAMA, Over, Style, Switch};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["hunyuan"], first).also_named(&["HunYuanMoE", "HunYuanMoEV1"]),
    Family::new(&["hunyuan_v1_dense"], dense).also_named(&["HunYuanDenseV1"]).defaults(sizes!(4096, 32, 32, 11008, 290943, "max_position_embeddings" = 2048)),
    Family::new(&["hunyuan_v1_moe"], moe).also_named(&["HunYuan", "HunYuanMoEV1"]).defaults(sizes!(4096, 32, 32, 11008, 290943, "max_position_embeddings" = 2048, "num_local_experts" = 1, "num_experts_per_tok" = 1)),
];

/// `modeling_hunyuan.py` of tencent/Tencent-Hunyuan-Large: experts where there are more than one.
fn first(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let number = |keys: Keys<'_>| {
        let value = keys.value("num_experts")?;
        let most = |list: &Vec<_>| {
            list.iter()
                .filter_map(|n: &serde_json::Value| n.as_u64())
                .max()
        };
        value.as_u64().or_else(|| most(value.as_array()?))
    };
    let has_experts = number(reading.keys).is_some_and(|number| number > 1);
    hunyuan(reading, Switch::Key("use_qk_norm", false), has_experts)
}

/// transformers, `modeling_hunyuan_v1_dense.py`.
fn dense(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.keys.mark_unused(&["use_qk_norm"]);
    hunyuan(reading, Switch::On, false)
}

/// transformers, `modeling_hunyuan_v1_moe.py`.
fn moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.keys.mark_unused(&["use_qk_norm"]);
    let inner = reading.keys.size(&INNER)?;
    let count = reading.keys.size(&LAYERS)?;
    // The library has one width for all experts, and one expert that every token visits.
    for (dim, one) in [(&EXPERT_WIDTH, inner), (&SHARED_EXPERTS, 1)] {
        let other = reading.keys.each(dim, count)?.unwrap_or_default();
        if let Some(other) = other.into_iter().find(|number| *number != one) {
            return Err(mismatch(format!(
                "“{}” is {other} where the library’s class has {one}: it cannot be of that class.",
                dim.names
                    .iter()
                    .find(|name| reading.keys.has(name))
                    .unwrap_or(&"")
            )));
        }
    }
    hunyuan(reading, Switch::On, true)
}

fn hunyuan(reading: &mut Reading<'_>, normed: Switch, has_experts: bool) -> Result<Net, FileError> {
    let keys = reading.keys;
    if keys.flag("use_mla", false)? {
        return Err(mismatch(
            "“use_mla” is true: Petaday does not know the latent attention of this family.".into(),
        ));
    }
    let mixed = keys.flag("use_mixed_mlp_moe", true)?;
    let style = Style {
        feed: Switch::Off,
        qknorm: (normed, Over::Head),
        mixture: has_experts.then_some(Mixture {
            own_width: EXPERT_WIDTH.names.iter().any(|name| keys.has(name)),
            shared: if mixed { Shared::One } else { Shared::Nothing },
            sparse: Sparse::After("moe_layer_num_skipped", 0),
            ..EXPERTS_ALONE
        }),
        ..LLAMA
    };
    // Keys of the experts, if there are some, and of latent attention.
    keys.mark_unused(&[
        "num_experts",
        "moe_topk",
        "num_shared_expert",
        "moe_intermediate_size",
        "q_lora_rank",
        "kv_lora_rank",
        "qk_rope_head_dim",
        "qk_nope_head_dim",
        "v_head_dim",
        "moe_drop_tokens",
        "moe_random_routing_dropped_token",
    ]);
    let mut layers = style.layers(reading)?;
    let factor = keys.optional_number("cla_share_factor")?.unwrap_or(1);
    if keys.flag("use_cla", false)? && factor > 1 {
        let width = keys.size(&WIDTH)?;
        let shared = layers
            .iter_mut()
            .zip(0_u64..)
            .filter(|(_, i)| i % factor != 0);
        for (layer, _) in shared {
            layer.further = ",nokv";
            // The norm of the keys that it takes.
            layer.extra = if layer.qknorm {
                head_size(layer, width)
            } else {
                0
            };
        }
        reading.info(format!(
            "Of {factor} layers in a row, one makes the keys and values of all."
        ));
    }
    style.with_layers(reading, layers)
}
