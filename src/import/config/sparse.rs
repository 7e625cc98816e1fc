//! Decoders with experts, by their differences from Llama and the layers that have experts.

use super::super::error::FileError;
use super::corrected::DEEPSEEK;
use super::family::{Family, sizes};
use super::mixture::{EXPERTS_ALONE, Mixture, Shared, Sparse};
use super::modern::{COHERE, filling};
use super::net::Net;
use super::reading::{Reading, unknown_kind};
use super::stack::Norms;
use super::style::{LLAMA, Over, PLAIN, Style, Switch, all, typed};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["ernie4_5_moe"], ernie4_5_moe).tied().defaults(sizes!(2560, 28, 20, 12288, 103424, "num_key_value_heads" = 4, "max_position_embeddings" = 131072, "num_local_experts" = 64, "num_experts_per_tok" = 6, "n_shared_experts" = 2, "moe_intermediate_size" = 1536)),
    Family::new(&["granitemoe"], granitemoe).defaults(sizes!(4096, 32, 32, 11008, 32000, "max_position_embeddings" = 2048, "num_local_experts" = 8, "num_experts_per_tok" = 2)),
    Family::new(&["granitemoeshared"], granitemoeshared).defaults(sizes!(4096, 32, 32, 11008, 32000, "max_position_embeddings" = 2048, "num_local_experts" = 8, "num_experts_per_tok" = 2)),
    Family::new(&["olmoe"], olmoe).defaults(sizes!(2048, 16, 16, 2048, 50304, "max_position_embeddings" = 4096, "num_local_experts" = 64, "num_experts_per_tok" = 8)),
    Family::new(&["flex_olmo"], flex_olmo).defaults(sizes!(4096, 32, 32, 11008, 100352, "max_position_embeddings" = 4096, "num_local_experts" = 7, "num_experts_per_tok" = 5)),
    Family::new(&["mellum"], mellum).defaults(sizes!(2304, 28, 32, 7168, 98304, "num_key_value_heads" = 4, "head_dim" = 128, "max_position_embeddings" = 131072, "sliding_window" = 1024, "num_local_experts" = 64, "num_experts_per_tok" = 8, "moe_intermediate_size" = 896)),
    Family::new(&["cohere2_moe"], cohere2_moe).tied().defaults(sizes!(8192, 40, 64, 22528, 256000, "head_dim" = 128, "max_position_embeddings" = 8192, "sliding_window" = 4096, "num_local_experts" = 8, "num_experts_per_tok" = 2)),
    Family::new(&["phimoe"], phimoe).defaults(sizes!(4096, 32, 32, 6400, 32064, "num_key_value_heads" = 8, "max_position_embeddings" = 131072, "num_local_experts" = 16, "num_experts_per_tok" = 2)),
    Family::new(&["minimax_m2"], minimax_m2).defaults(sizes!(3072, 62, 48, 1536, 200064, "num_key_value_heads" = 8, "head_dim" = 128, "max_position_embeddings" = 196608, "num_local_experts" = 256, "num_experts_per_tok" = 8)),
];

/// transformers, `modeling_ernie4_5_moe.py`: one key for all biases; experts from a first layer to
/// a last, one per step.
fn ernie4_5_moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    const BIAS: Switch = Switch::Key("use_bias", false);
    // The library corrects the router’s scores in any case.
    reading
        .keys
        .mark_unused(&["moe_norm_min", "moe_gate", "moe_use_aux_free"]);
    fn rule(reading: &Reading<'_>, layers: u64) -> Result<Vec<bool>, FileError> {
        let first = reading.keys.count("moe_layer_start_index", 1)?;
        let step = reading
            .keys
            .optional_number("moe_layer_interval")?
            .unwrap_or(1);
        // −1 stands for the last layer.
        let has_no_end = reading
            .keys
            .value("moe_layer_end_index")
            .and_then(|end| end.as_i64())
            == Some(-1);
        let last = match has_no_end {
            true => layers,
            false => reading.keys.count("moe_layer_end_index", layers)?,
        };
        let is_sparse = |i: u64| (i + 1).is_multiple_of(step) && (first..=last).contains(&i);
        Ok((0..layers).map(is_sparse).collect())
    }
    let style = Style {
        qkv: BIAS,
        out: BIAS,
        feed: BIAS,
        head: BIAS,
        mixture: Some(Mixture {
            sparse: Sparse::Rule(rule),
            ..DEEPSEEK
        }),
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_granitemoe.py`.
fn granitemoe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        feed: Switch::Off,
        mixture: Some(EXPERTS_ALONE),
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_granitemoeshared.py`: and a feed-forward that every token visits.
fn granitemoeshared(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        feed: Switch::Off,
        mixture: Some(Mixture {
            shared: Shared::Width("shared_intermediate_size"),
            ..EXPERTS_ALONE
        }),
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_olmoe.py`: norms over all of the queries and all of the keys.
fn olmoe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let layers = OLMOE.layers(reading)?;
    filling(&layers)?;
    OLMOE.with_layers(reading, layers)
}

const OLMOE: Style = Style {
    feed: Switch::Off,
    qknorm: (Switch::On, Over::Heads),
    mixture: Some(EXPERTS_ALONE),
    ..LLAMA
};

/// transformers, `modeling_flex_olmo.py`: OLMoE with norms after each part.
fn flex_olmo(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        norms: Norms::After,
        ..OLMOE
    };
    style.net(reading)
}

/// transformers, `modeling_phimoe.py`: layer norms, and a bias of the output.
fn phimoe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        norm: "ln",
        feed: Switch::Off,
        head: Switch::Key("lm_head_bias", false),
        windows: all,
        mixture: Some(EXPERTS_ALONE),
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_minimax_m2.py`: norms over all of the queries and all of the keys, and
/// corrections of the router’s scores.
fn minimax_m2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    const KINDS: &str = "attn_type_list";
    let keys = reading.keys;
    let mut kinds = keys.list(KINDS).into_iter().flatten();
    if let Some(other) = kinds.find(|kind| **kind != 1) {
        return Err(unknown_kind(KINDS, &other.to_string()));
    }
    let over = match keys.text("qk_norm_type") {
        Some("per_head") => Over::Head,
        _ => Over::Heads,
    };
    let style = Style {
        qknorm: (Switch::Key("use_qk_norm", true), over),
        mixture: Some(Mixture {
            router_bias: keys.flag("use_routing_bias", true)?,
            ..EXPERTS_ALONE
        }),
        ..PLAIN
    };
    style.net(reading)
}

/// transformers, `modeling_mellum.py`: norms of each head’s queries and keys.
fn mellum(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        feed: Switch::Off,
        qknorm: (Switch::On, Over::Head),
        mixture: Some(Mixture {
            own_width: true,
            sparse: Sparse::Types("first_k_dense_replace", 0),
            ..EXPERTS_ALONE
        }),
        windows: typed,
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_cohere2_moe.py`: parallel layers; the first may be dense, of a width and
/// with windows of their own.
fn cohere2_moe(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    const FIRST: &str = "first_k_dense_replace";
    fn windows(reading: &mut Reading<'_>, layers: u64) -> Result<Vec<Option<u64>>, FileError> {
        let first = reading.keys.count(FIRST, 0)?;
        let [early, late] = [
            reading
                .keys
                .optional_number("prefix_dense_sliding_window_pattern")?
                .unwrap_or(1),
            reading
                .keys
                .optional_number("sliding_window_pattern")?
                .unwrap_or(4),
        ];
        let window = reading.keys.optional_number("sliding_window")?;
        reading.windows(layers, window, |i| match i.checked_sub(first) {
            None => !(i + 1).is_multiple_of(early),
            Some(i) => !(i + 1).is_multiple_of(late),
        })
    }
    let keys = reading.keys;
    keys.mark_unused(&["shared_expert_combination_strategy", "expert_selection_fn"]);
    let style = Style {
        norm: if keys.has("rms_norm_eps") {
            "rms"
        } else {
            COHERE.norm
        },
        windows,
        mixture: Some(Mixture {
            shared: Shared::Experts,
            sparse: Sparse::Types(FIRST, 0),
            ..EXPERTS_ALONE
        }),
        ..COHERE
    };
    let mut layers = style.layers(reading)?;
    if let Some(hidden) = keys.optional_number("prefix_dense_intermediate_size")? {
        for layer in layers
            .iter_mut()
            .filter(|layer| layer.feed.experts.is_none())
        {
            layer.feed.hidden = hidden;
        }
    }
    style.with_layers(reading, layers)
}
