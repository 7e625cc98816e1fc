//! Dense decoders by their differences from Llama.

use super::super::error::FileError;
use super::family::{Family, sizes};
use super::keys::mismatch;
use super::net::Net;
use super::reading::Reading;
use super::stack::{Layer, Norms};
use super::style::{LLAMA, Over, PLAIN, Style, Switch, all, fourth};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["ernie4_5"], ernie4_5).tied().defaults(sizes!(1024, 18, 16, 3072, 103424, "num_key_value_heads" = 2, "head_dim" = 128, "max_position_embeddings" = 131072)),
    Family::new(&["seed_oss"], seed_oss).defaults(sizes!(4096, 64, 80, 27648, 155136, "num_key_value_heads" = 8, "head_dim" = 128, "max_position_embeddings" = 524288)),
    Family::new(&["smollm3"], smollm3).tied().defaults(sizes!(2048, 36, 16, 11008, 128256, "num_key_value_heads" = 4, "max_position_embeddings" = 32768)),
    Family::new(&["stablelm"], stablelm).defaults(sizes!(2560, 32, 32, 6912, 50304, "num_key_value_heads" = 32, "max_position_embeddings" = 4096)),
    Family::new(&["glm"], glm).defaults(sizes!(4096, 40, 32, 13696, 151552, "num_key_value_heads" = 2, "head_dim" = 128, "max_position_embeddings" = 131072)),
    Family::new(&["glm4"], glm4).defaults(sizes!(4096, 40, 32, 13696, 151552, "num_key_value_heads" = 2, "head_dim" = 128, "max_position_embeddings" = 131072)),
    Family::new(&["glm4v_text", "glm4v"], glm4v).defaults(sizes!(4096, 40, 32, 13696, 151552, "num_key_value_heads" = 2, "max_position_embeddings" = 32768)),
    Family::new(&["granite"], granite).defaults(sizes!(4096, 32, 32, 11008, 32000, "max_position_embeddings" = 2048)),
    Family::new(&["cohere"], cohere).tied().defaults(sizes!(8192, 40, 64, 22528, 256000, "max_position_embeddings" = 8192)),
    Family::new(&["cohere2"], cohere2).tied().defaults(sizes!(8192, 40, 64, 22528, 256000, "max_position_embeddings" = 8192, "sliding_window" = 4096)),
    Family::new(&["starcoder2"], starcoder2).tied().defaults(sizes!(3072, 30, 24, 12288, 49152, "num_key_value_heads" = 2, "max_position_embeddings" = 4096)),
    Family::new(&["olmo3"], olmo3).defaults(sizes!(4096, 32, 32, 11008, 50304, "max_position_embeddings" = 2048, "sliding_window" = 4096)),
    Family::new(&["nemotron"], nemotron).defaults(sizes!(6144, 32, 48, 24576, 256000, "max_position_embeddings" = 4096)),
    Family::new(&["jais2"], jais2).defaults(sizes!(3328, 32, 26, 26624, 150272, "max_position_embeddings" = 8192)),
    Family::new(&["exaone4"], exaone4).defaults(sizes!(4096, 32, 32, 16384, 102400, "num_key_value_heads" = 32, "max_position_embeddings" = 2048, "sliding_window" = 4096)),
    Family::new(&["arcee"], arcee).defaults(sizes!(2560, 32, 32, 18432, 32000, "max_position_embeddings" = 4096)),
    Family::new(&["apertus"], apertus).defaults(sizes!(4096, 32, 32, 14336, 131072, "max_position_embeddings" = 65536)),
    Family::new(&["helium"], helium).defaults(sizes!(2560, 24, 20, 7040, 48000, "num_key_value_heads" = 20, "head_dim" = 128, "max_position_embeddings" = 4096)),
    Family::new(&["persimmon"], persimmon).defaults(sizes!(4096, 36, 64, 16384, 262144, "max_position_embeddings" = 16384)),
    Family::new(&["ministral"], ministral).defaults(sizes!(4096, 32, 32, 14336, 32000, "num_key_value_heads" = 8, "max_position_embeddings" = 131072, "sliding_window" = 4096)),
    Family::new(&["ministral3"], ministral).defaults(sizes!(4096, 34, 32, 14336, 131072, "num_key_value_heads" = 8, "head_dim" = 128, "max_position_embeddings" = 262144)),
];

/// transformers, `modeling_ernie4_5.py`: one key for all biases.
fn ernie4_5(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    const BIAS: Switch = Switch::Key("use_bias", false);
    let style = Style {
        qkv: BIAS,
        out: BIAS,
        feed: BIAS,
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_seed_oss.py`: a key of its own for the bias of attention’s output.
fn seed_oss(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        qkv: Switch::Key("attention_bias", true),
        out: Switch::Key("attention_out_bias", false),
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_smollm3.py`: some layers without rotary positions.
fn smollm3(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    // Windows, which it mostly does not use, are in the layers without rotary positions.
    fn windows(reading: &mut Reading<'_>, layers: u64) -> Result<Vec<Option<u64>>, FileError> {
        let used = reading.keys.flag("use_sliding_window", false)?;
        let window = reading
            .keys
            .optional_number("sliding_window")?
            .filter(|_| used);
        let interval = reading
            .keys
            .optional_number("no_rope_layer_interval")?
            .unwrap_or(4);
        let rotated = reading.keys.list("no_rope_layers");
        let slides = |i: u64| match (rotated, usize::try_from(i)) {
            (Some(list), Ok(i)) => list.get(i).and_then(|has| has.as_u64()) == Some(0),
            _ => (i + 1).is_multiple_of(interval),
        };
        reading.windows(layers, window, slides)
    }
    Style { windows, ..LLAMA }.net(reading)
}

/// transformers, `modeling_stablelm.py`: layer norms, in StableLM 2 12B parallel layers with norms
/// of all queries and all keys.
fn stablelm(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let parallel = reading.keys.flag("use_parallel_residual", false)?;
    let style = Style {
        norm: "ln",
        norms: if parallel {
            Norms::Shared
        } else {
            Norms::Before
        },
        qkv: Switch::Key("use_qkv_bias", false),
        qknorm: (Switch::Key("qk_layernorm", false), Over::Heads),
        ..PLAIN
    };
    style.net(reading)
}

/// transformers, `modeling_glm.py`: biases of queries, keys and values.
fn glm(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    GLM.net(reading)
}

const GLM: Style = Style {
    qkv: Switch::Key("attention_bias", true),
    ..PLAIN
};

/// transformers, `modeling_glm4.py`: norms before and after each part.
fn glm4(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        norms: Norms::Around,
        ..GLM
    };
    style.net(reading)
}

/// transformers, `modeling_glm4v.py`: the same with biases in any case.
fn glm4v(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.keys.mark_unused(&["attention_bias"]);
    let style = Style {
        norms: Norms::Around,
        qkv: Switch::On,
        ..PLAIN
    };
    let layers = style.layers(reading)?;
    filling(&layers)?;
    style.with_layers(reading, layers)
}

/// transformers, `modeling_granite.py`: Llama with scales, which are not parameters.
fn granite(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    LLAMA.net(reading)
}

/// transformers, `modeling_cohere.py`: parallel layers with layer norms without biases; in the
/// larger ones norms of all queries and all keys.
fn cohere(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        qknorm: (Switch::Key("use_qk_norm", false), Over::Heads),
        ..COHERE
    };
    style.net(reading)
}

/// transformers, `modeling_cohere2.py`.
fn cohere2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let windows = fourth;
    Style { windows, ..COHERE }.net(reading)
}

pub(super) const COHERE: Style = Style {
    norm: "ln(nobias)",
    norms: Norms::Shared,
    feed: Switch::Off,
    ..LLAMA
};

/// transformers, `modeling_starcoder2.py`: layer norms, a plain feed-forward, one key for all
/// biases.
fn starcoder2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    const BIAS: Switch = Switch::Key("use_bias", true);
    let style = Style {
        norm: "ln",
        qkv: BIAS,
        out: BIAS,
        feed: BIAS,
        gated: false,
        windows: all,
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_olmo3.py`: norms after each part, and over all of the queries and all
/// of the keys.
fn olmo3(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        norms: Norms::After,
        feed: Switch::Off,
        qknorm: (Switch::On, Over::Heads),
        windows: fourth,
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_nemotron.py` and `modeling_jais2.py`: layer norms and a plain
/// feed-forward.
fn nemotron(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        norm: "ln",
        gated: false,
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_jais2.py`: the same with biases.
fn jais2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        norm: "ln",
        qkv: Switch::Key("attention_bias", true),
        out: Switch::Key("attention_bias", true),
        feed: Switch::Key("mlp_bias", true),
        gated: false,
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_exaone4.py`: norms after each part, and of each head’s queries and keys.
fn exaone4(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        norms: Norms::After,
        qknorm: (Switch::On, Over::Head),
        windows: fourth,
        ..PLAIN
    };
    style.net(reading)
}

/// transformers, `modeling_arcee.py`: a plain feed-forward.
fn arcee(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        gated: false,
        ..LLAMA
    };
    style.net(reading)
}

/// transformers, `modeling_apertus.py`: norms of each head’s queries and keys, and an activation
/// with two parameters.
fn apertus(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        feed: Switch::Off,
        qknorm: (Switch::On, Over::Head),
        gated: false,
        ..LLAMA
    };
    // Whether there are such norms, which the library has in any case.
    reading.keys.mark_unused(&["qk_norm"]);
    let mut layers = style.layers(reading)?;
    if reading.keys.text("hidden_act").unwrap_or("xielu") == "xielu" {
        for layer in &mut layers {
            layer.spare = 2;
        }
        reading.info("extra(2) in each layer: the parameters of its activation.");
    }
    style.with_layers(reading, layers)
}

/// transformers, `modeling_helium.py`: no bias of the output.
fn helium(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let out = Switch::Off;
    let style = Style { out, ..LLAMA };
    let layers = style.layers(reading)?;
    filling(&layers)?;
    style.with_layers(reading, layers)
}

/// Refuses heads that do not fill the width, which the library’s class cannot have.
pub(super) fn filling(layers: &[Layer]) -> Result<(), FileError> {
    match layers.iter().find_map(|layer| layer.size) {
        None => Ok(()),
        Some(size) => Err(mismatch(format!(
            "the heads are of {size}, where this family has the width over their number."
        ))),
    }
}

/// transformers, `modeling_persimmon.py`: layer norms, a plain feed-forward, biases everywhere,
/// norms of each head’s queries and keys; keys and values for every head.
fn persimmon(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        norm: "ln",
        qkv: Switch::On,
        out: Switch::On,
        feed: Switch::On,
        qknorm: (Switch::Key("qk_layernorm", true), Over::HeadWithBias),
        gated: false,
        ..LLAMA
    };
    let mut layers = style.layers(reading)?;
    filling(&layers)?;
    for layer in &mut layers {
        layer.kv = layer.heads;
    }
    style.with_layers(reading, layers)
}

/// transformers, `modeling_ministral.py` and `modeling_ministral3.py`.
fn ministral(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let windows = all;
    Style { windows, ..PLAIN }.net(reading)
}
