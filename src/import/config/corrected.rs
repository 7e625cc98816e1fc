//! Decoders with experts as DeepSeek-V3 has them: many and small, some that every token visits, and
//! corrections of the router’s scores.

use super::super::error::FileError;
use super::family::{Family, sizes};
use super::keys::{LAYERS, WIDTH};
use super::mixture::{Mixture, Shared, Sparse};
use super::net::Net;
use super::reading::{Reading, head_size};
use super::stack::{Bias, Norms};
use super::style::{LLAMA, Over, PLAIN, Style, Switch, fourth};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["glm4_moe"], glm4_moe).defaults(sizes!(4096, 46, 96, 10944, 151552, "num_key_value_heads" = 8, "max_position_embeddings" = 131072, "num_local_experts" = 128, "num_experts_per_tok" = 8, "n_shared_experts" = 1, "moe_intermediate_size" = 1408)),
    Family::new(&["glm4v_moe_text", "glm4v_moe"], glm4v_moe).defaults(sizes!(4096, 46, 96, 10944, 151424, "num_key_value_heads" = 8, "max_position_embeddings" = 65536, "num_local_experts" = 128, "num_experts_per_tok" = 8, "n_shared_experts" = 1, "moe_intermediate_size" = 1408)),
    Family::new(&["dots1"], dots1).defaults(sizes!(4608, 62, 32, 10944, 152064, "num_key_value_heads" = 32, "max_position_embeddings" = 2048, "sliding_window" = 4096, "moe_intermediate_size" = 1408)),
    Family::new(&["exaone_moe"], exaone_moe).defaults(sizes!(4096, 32, 32, 16384, 102400, "num_key_value_heads" = 32, "max_position_embeddings" = 2048, "sliding_window" = 4096, "num_local_experts" = 64, "num_experts_per_tok" = 8, "n_shared_experts" = 1, "moe_intermediate_size" = 1024)),
    Family::new(&["solar_open"], solar_open).defaults(sizes!(4096, 48, 64, 10240, 196608, "num_key_value_heads" = 8, "head_dim" = 128, "max_position_embeddings" = 131072, "num_local_experts" = 128, "num_experts_per_tok" = 8, "n_shared_experts" = 1, "moe_intermediate_size" = 1280)),
    Family::new(&["hy_v3"], hy_v3).defaults(sizes!(4096, 80, 64, 13312, 120832, "num_key_value_heads" = 8, "head_dim" = 128, "max_position_embeddings" = 131072, "num_local_experts" = 192, "num_experts_per_tok" = 8, "n_shared_experts" = 1, "moe_intermediate_size" = 1536)),
    Family::new(&["afmoe"], afmoe).defaults(sizes!(2048, 32, 16, 6144, 200192, "head_dim" = 128, "max_position_embeddings" = 16384, "sliding_window" = 1024, "num_local_experts" = 64, "num_experts_per_tok" = 6, "n_shared_experts" = 2, "moe_intermediate_size" = 1408)),
    Family::new(&["sarvam_moe"], sarvam_moe).also_named(&["Glm4Moe"]).defaults(sizes!(4096, 19, 64, 8192, 262144, "num_key_value_heads" = 4, "head_dim" = 64, "max_position_embeddings" = 131072, "num_local_experts" = 128, "num_experts_per_tok" = 6, "n_shared_experts" = 1, "moe_intermediate_size" = 1024)),
    Family::new(&["mimo_v2_flash"], mimo_v2_flash).defaults(sizes!(4096, 48, 64, 16384, 152576, "num_key_value_heads" = 4, "head_dim" = 192, "max_position_embeddings" = 131072, "sliding_window" = 129, "num_local_experts" = 256, "num_experts_per_tok" = 8, "moe_intermediate_size" = 2048)),
];

/// The experts of DeepSeek-V3: of a width of their own, some that every token visits, with
/// corrections of the router’s scores.
pub(super) const DEEPSEEK: Mixture = Mixture {
    own_width: true,
    shared: Shared::Experts,
    router_bias: true,
    sparse: Sparse::After("first_k_dense_replace", 1),
};
/// transformers, `modeling_glm4_moe.py`.
fn glm4_moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        qkv: Switch::Key("attention_bias", false),
        qknorm: (Switch::Key("use_qk_norm", false), Over::Head),
        mixture: Some(DEEPSEEK),
        ..PLAIN
    };
    style.net(reading)
}

/// transformers, `modeling_glm4v_moe.py`.
fn glm4v_moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        qkv: Switch::Key("attention_bias", true),
        mixture: Some(DEEPSEEK),
        ..PLAIN
    };
    style.net(reading)
}
/// transformers, `modeling_dots1.py`: norms of each head’s queries and keys.
fn dots1(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    fn windows(reading: &mut Reading<'_>, layers: u64) -> Result<Vec<Option<u64>>, FileError> {
        let from = reading.keys.count("max_window_layers", 62)?;
        let window = reading.keys.optional_number("sliding_window")?;
        reading.windows(layers, window, |i| i >= from)
    }
    let style = Style {
        feed: Switch::Off,
        qknorm: (Switch::On, Over::Head),
        windows,
        mixture: Some(Mixture {
            sparse: Sparse::After("first_k_dense_replace", 0),
            ..DEEPSEEK
        }),
        ..LLAMA
    };
    style.net(reading)
}
/// transformers, `modeling_glm4_moe.py`, the class of Sarvam’s mixture too.
fn sarvam_moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        qkv: Switch::Key("attention_bias", false),
        qknorm: (Switch::Key("use_qk_norm", true), Over::Head),
        mixture: Some(DEEPSEEK),
        ..PLAIN
    };
    style.net(reading)
}

/// transformers, `modeling_exaone_moe.py`: norms of each head’s queries and keys.
fn exaone_moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        qknorm: (Switch::On, Over::Head),
        windows: fourth,
        mixture: Some(Mixture {
            sparse: Sparse::Types("first_k_dense_replace", 1),
            ..DEEPSEEK
        }),
        ..PLAIN
    };
    style.net(reading)
}

/// transformers, `modeling_solar_open.py`: experts in every layer.
fn solar_open(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    // Every layer has experts, so the dense width and the first dense layers mean nothing.
    reading
        .keys
        .mark_unused(&["intermediate_size", "first_k_dense_replace"]);
    let style = Style {
        qkv: Switch::Key("attention_bias", false),
        mixture: Some(Mixture {
            sparse: Sparse::All,
            ..DEEPSEEK
        }),
        ..PLAIN
    };
    style.net(reading)
}

/// transformers, `modeling_hy_v3.py`: norms of each head’s queries and keys.
fn hy_v3(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        qknorm: (Switch::On, Over::Head),
        mixture: Some(Mixture {
            sparse: Sparse::Types("first_k_dense_replace", 1),
            ..DEEPSEEK
        }),
        ..LLAMA
    };
    reading.keys.mark_unused(&["enable_moe_fp32_combine"]);
    style.net(reading)
}

/// transformers, `modeling_afmoe.py`: a gate of attention’s output, norms before and after each
/// part and of each head’s queries and keys.
fn afmoe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    fn windows(reading: &mut Reading<'_>, layers: u64) -> Result<Vec<Option<u64>>, FileError> {
        let period = reading
            .keys
            .optional_number("global_attn_every_n_layers")?
            .unwrap_or(4);
        let window = reading.keys.optional_number("sliding_window")?;
        reading.windows(layers, window, |i| !(i + 1).is_multiple_of(period))
    }
    let style = Style {
        norms: Norms::Around,
        feed: Switch::Off,
        qknorm: (Switch::On, Over::Head),
        windows,
        mixture: Some(Mixture {
            sparse: Sparse::After("num_dense_layers", 1),
            ..DEEPSEEK
        }),
        ..LLAMA
    };
    let mut layers = style.layers(reading)?;
    let width = reading.keys.size(&WIDTH)?;
    for layer in &mut layers {
        layer.further = ",gate";
        if layer.bias == Bias::All {
            // The gate has no bias.
            let heads = layer.heads.saturating_add(layer.kv.saturating_mul(2));
            layer.extra = heads
                .saturating_mul(head_size(layer, width))
                .saturating_add(width);
            layer.bias = Bias::None;
        }
    }
    style.with_layers(reading, layers)
}

/// transformers, `modeling_mimo_v2_flash.py`: values smaller than keys; in the layers with a window
/// more heads of keys and values, and sinks. The published file gives all of these itself.
fn mimo_v2_flash(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let style = Style {
        qkv: Switch::Key("attention_bias", false),
        windows: |_, layers| Ok((0..layers).map(|_| None).collect()),
        mixture: Some(Mixture {
            shared: Shared::Nothing,
            sparse: Sparse::Types("first_k_dense_replace", 1),
            ..DEEPSEEK
        }),
        ..PLAIN
    };
    let mut layers = style.layers(reading)?;
    let pattern = keys.list("hybrid_layer_pattern");
    let slides = reading.sliding(keys.size(&LAYERS)?, |i| match pattern {
        Some(list) => usize::try_from(i).ok().and_then(|i| list.get(i)?.as_u64()) == Some(1),
        None => i > 0 && !(i + 1).is_multiple_of(6),
    })?;
    // The window is one larger than the key says, with the position itself.
    let window = keys
        .optional_number("sliding_window_size")?
        .map(|size| size + 1);
    let window = window.or(keys.optional_number("sliding_window")?);
    let windows = reading.windows_of(&slides, window)?;
    keys.mark_unused(&["attention_chunk_size"]);
    let width = keys.size(&WIDTH)?;
    let sinks = [
        keys.flag("add_full_attention_sink_bias", false)?,
        keys.flag("add_swa_attention_sink_bias", true)?,
    ];
    for ((layer, slides), window) in layers.iter_mut().zip(slides).zip(windows) {
        let (mut heads, mut kv) = (layer.heads, layer.kv);
        let mut size = head_size(layer, width);
        let mut value = keys.optional_number("v_head_dim")?.unwrap_or(128);
        if slides {
            heads = keys
                .optional_number("swa_num_attention_heads")?
                .unwrap_or(heads);
            kv = keys
                .optional_number("swa_num_key_value_heads")?
                .unwrap_or(2 * kv);
            size = keys.optional_number("swa_head_dim")?.unwrap_or(size);
            value = keys.optional_number("swa_v_head_dim")?.unwrap_or(value);
        }
        let mut mixer = format!("attention({heads},kv={kv},size={size},value={value}");
        if let Some(window) = window {
            mixer += &format!(",window={window}");
        }
        mixer += if layer.bias == Bias::Qkv {
            ",qkvbias)"
        } else {
            ")"
        };
        if sinks[usize::from(slides)] {
            mixer += &format!(";extra({heads})");
        }
        layer.mixer = Some(mixer);
    }
    reading.info("extra(…) in each layer with a window: the sinks of its attention, one per head.");
    style.with_layers(reading, layers)
}
