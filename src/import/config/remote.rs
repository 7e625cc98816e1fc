//! Decoders whose code is published with the model and not in the library, most of them Chinese
//! models of 2023 and 2024.

use super::super::error::FileError;
use super::class::Class;
use super::decoder::Decoder;
use super::family::Family;
use super::keys::{INNER, WIDTH};
use super::latent::by_step;
use super::llama::qwen2;
use super::mixture::{EXPERTS_ALONE, Mixture, Shared, Sparse};
use super::net::Net;
use super::reading::Reading;
use super::stack::{Bias, Layer};
use super::style::{LLAMA, PLAIN, Style, Switch};

/// ChatGLM’s bare class has an output projection; that of its classifier is left unused.
const CHATGLM: &[Class] = &[
    Class::Unnamed,
    Class::Language,
    Class::Conditional,
    Class::Bare,
];

/// The library has Llama’s classes for them (models/auto/modeling_auto.py of transformers).
const LLAMAS: &[&str] = &["Llama"];

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["chatglm"], chatglm).classes(CHATGLM),
    Family::new(&["internlm", "internlm2"], internlm),
    Family::new(&["baichuan", "xverse", "aquila"], plain),
    Family::new(&["Yi"], llama).also_named(LLAMAS),
    Family::new(&["exaone", "iquestcoder"], llama).also_named(LLAMAS).defaults(&[("num_key_value_heads", 8)]),
    Family::new(&["internlm3"], llama).also_named(LLAMAS).defaults(&[("num_key_value_heads", 2), ("head_dim", 128)]),
    Family::new(&["mimo"], mimo),
    Family::new(&["orion"], orion),
    Family::new(&["qwen"], qwen),
    Family::new(&["minicpm"], minicpm).tied(),
    Family::new(&["deepseek"], deepseek),
];

/// Llama without biases: `modeling_baichuan.py` of baichuan-inc/Baichuan2-7B-Base and its kin.
fn plain(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    PLAIN.net(reading)
}

/// Llama under another name.
fn llama(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    LLAMA.net(reading)
}

/// `modeling_internlm2.py` of internlm/internlm2-7b: one key for the biases of attention.
fn internlm(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    const BIAS: Switch = Switch::Key("bias", true);
    let style = Style {
        qkv: BIAS,
        out: BIAS,
        ..PLAIN
    };
    style.net(reading)
}

/// `modeling_mimo.py` of XiaomiMiMo/MiMo-7B-Base: Qwen2, and layers that predict further tokens.
fn mimo(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.keys.mark_unused(&["attention_bias"]);
    qwen2(reading)
}

/// `modeling_orion.py` of OrionStarAI/Orion-14B-Base: layer norms.
fn orion(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let norm = "ln";
    Style { norm, ..PLAIN }.net(reading)
}

/// `modeling_minicpm.py` of openbmb/MiniCPM-2B and MiniCPM-MoE-8x2B.
fn minicpm(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let has_experts = reading.keys.count("num_experts", 0)? > 0;
    let mixture = has_experts.then_some(EXPERTS_ALONE);
    Style { mixture, ..PLAIN }.net(reading)
}

/// `modeling_deepseek.py` of deepseek-ai/deepseek-moe-16b-base.
fn deepseek(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let style = Style {
        feed: Switch::Off,
        mixture: Some(Mixture {
            own_width: true,
            shared: Shared::Experts,
            router_bias: false,
            sparse: Sparse::Rule(by_step),
        }),
        ..LLAMA
    };
    style.net(reading)
}

/// `modeling_qwen.py` of Qwen/Qwen-7B: biases of queries, keys and values, the others by a key; half
/// the inner width for each of the two projections.
fn qwen(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let hidden = keys.size(&INNER)?;
    let mut layer = reading.layer_of((hidden / 2).max(1))?;
    channels(reading, &mut layer)?;
    let biased = !keys.flag("no_bias", true)?;
    layer.bias = if biased { Bias::All } else { Bias::Qkv };
    layer.feed.bias = biased;
    Decoder::of(reading, layer)?.text(reading)
}

/// Sets the size of a head by Megatron’s key.
fn channels(reading: &Reading<'_>, layer: &mut Layer) -> Result<(), FileError> {
    let width = reading.keys.size(&WIDTH)?;
    if let Some(size) = reading.keys.optional_number("kv_channels")? {
        layer.size = Some(size).filter(|size| size.saturating_mul(layer.heads) != width);
    }
    Ok(())
}

/// `modeling_chatglm.py` of THUDM/chatglm3-6b and glm-4-9b: groups of queries, biases of queries, keys
/// and values. THUDM/chatglm-6b has another class under the same name.
fn chatglm(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    const FIRST: &str = "inner_hidden_size";
    let keys = reading.keys;
    if reading.class == Class::Bare {
        reading.class = Class::Language;
    }
    if let Some(hidden) = keys.optional_number(FIRST)? {
        return chatglm_first(reading, hidden);
    }
    let mut layer = reading.layer()?;
    channels(reading, &mut layer)?;
    let group = keys.count("multi_query_group_num", 1)?;
    if keys.flag("multi_query_attention", false)? {
        layer.kv = group.max(1);
    }
    let all = keys.flag("add_bias_linear", false)?;
    layer.bias = match (all, keys.flag("add_qkv_bias", false)?) {
        (true, _) => Bias::All,
        (false, true) => Bias::Qkv,
        (false, false) => Bias::None,
    };
    layer.feed.bias = all;
    if !keys.flag("rmsnorm", true)? {
        layer.norm = "ln";
    }
    let mut decoder = Decoder::of(reading, layer)?;
    if !keys.flag("post_layer_norm", true)? {
        decoder.tail.clear();
    }
    decoder.text(reading)
}

/// `modeling_chatglm.py` of THUDM/chatglm-6b: layer norms, plain, biases everywhere.
fn chatglm_first(reading: &mut Reading<'_>, hidden: u64) -> Result<Net, FileError> {
    let mut layer = Layer {
        norm: "ln",
        bias: Bias::All,
        ..reading.layer_of(hidden)?
    };
    layer.feed.gated = false;
    layer.feed.bias = true;
    reading.tied = reading.keys.flag("tie_word_embeddings", true)?;
    Decoder::of(reading, layer)?.text(reading)
}
