//! Encoders, and encoders with a decoder: BERT, T5, vision transformers, Whisper.

use super::super::error::Error;
use super::keys::{HEADS, Keys, LAYERS, VOCABULARY, WIDTH, mismatch};
use super::reading::{Class, Reading};
use super::stack::{Bias, Layer, extra};

/// Attention and a plain feed-forward with biases and layer norms.
fn layer(r: &Reading<'_>) -> Result<Layer, Error> {
    let mut layer = Layer {
        norm: "ln",
        bias: Bias::All,
        ..r.layer()?
    };
    layer.feed.gated = false;
    layer.feed.bias = true;
    Ok(layer)
}

/// transformers, `modeling_bert.py`.
pub(super) fn bert(r: &mut Reading<'_>) -> Result<String, Error> {
    bert_like(r, 0)
}

/// transformers, `modeling_roberta.py`: the first two of the positions are never used.
pub(super) fn roberta(r: &mut Reading<'_>) -> Result<String, Error> {
    bert_like(r, 2)
}

fn bert_like(r: &mut Reading<'_>, spare: u64) -> Result<String, Error> {
    let keys = r.keys;
    let length = r.tokens_of(spare)?;
    r.looks_both_ways();
    let (vocabulary, width) = (keys.size(&VOCABULARY)?, keys.size(&WIDTH)?);
    let positions = keys.number("max_position_embeddings")?;
    let layers = keys.size(&LAYERS)?;
    let mut text = format!("tokens({length});embed({vocabulary},{width});positions({positions});");
    let kinds = keys.count("type_vocab_size", 2)?;
    if kinds > 0 {
        text += &format!("{};", extra(kinds * width));
        r.info(format!(
            "extra({}): the embedding of token types.",
            kinds * width
        ));
    }
    text += &format!("ln;{}", layer(r)?.text(layers, "encoder"));
    let labels = r.labels()?;
    // The output layer of a masked language model is tied, but for its bias.
    let head = if r.tied {
        "head(tied,bias)".into()
    } else {
        format!("head({vocabulary},bias)")
    };
    Ok(match r.class {
        Class::Masked => format!("{text};fc({width});gelu;ln;{head}"),
        Class::PreTraining => {
            // The pooler, and whether two sentences follow each other.
            let once = width * width + width + 2 * width + 2;
            r.info(format!(
                "extra({once}): the pooler and the output for the next sentence. They run once a sequence; their operations are left out."
            ));
            format!("{text};{};fc({width});gelu;ln;{head}", extra(once))
        }
        Class::TokenLabels => format!("{text};fc({labels})"),
        Class::Answers => format!("{text};fc(2)"),
        Class::Labels => format!("{text};first;fc({width});tanh;fc({labels})"),
        _ => format!("{text};first;fc({width});tanh"),
    })
}

/// transformers, `modeling_vit.py`.
pub(super) fn vit(r: &mut Reading<'_>) -> Result<String, Error> {
    let keys = r.keys;
    r.looks_both_ways();
    let channels = keys.some("num_channels")?.unwrap_or(3);
    let side = keys.some("image_size")?.unwrap_or(224);
    let patch = keys.some("patch_size")?.unwrap_or(16);
    if !side.is_multiple_of(patch) {
        return Err(mismatch(format!(
            "“image_size” is {side} and “patch_size” is {patch}: put a size that patches divide."
        )));
    }
    let width = keys.size(&WIDTH)?;
    let layers = keys.size(&LAYERS)?;
    let mut layer = layer(r)?;
    if !keys.flag("qkv_bias", true)? {
        layer.bias = Bias::None;
        layer.extra = width;
        r.info("extra(…) in each layer: the bias of the output of attention.");
    }
    r.info(format!("Counted for one image of {side}×{side}."));
    let text = format!(
        "input({channels}x{side}x{side});patch({patch},{width});class;positions;{};ln",
        layer.text(layers, "encoder")
    );
    Ok(match r.class {
        // Where the file names no class, its labels tell a classifier.
        Class::Labels => format!("{text};first;fc({})", r.labels()?),
        _ if keys.has("id2label") && r.class == Class::Usual => {
            format!("{text};first;fc({})", r.labels()?)
        }
        _ => format!("{text};first;fc({width});tanh"),
    })
}

/// The length of the decoder’s sequence, which is as long as the encoder’s unless asked otherwise.
fn target(r: &Reading<'_>, length: u64) -> String {
    let causal = if r.asked.causal { ",causal" } else { "" };
    format!("target({length}{causal})")
}

/// transformers, `modeling_t5.py`. Relative positions are learned by the first layer of each
/// stack; version 1.1 has a gate and an output projection of its own.
pub(super) fn t5(r: &mut Reading<'_>) -> Result<String, Error> {
    let keys = r.keys;
    let length = r.tokens()?;
    r.looks_both_ways();
    let (vocabulary, width) = (keys.size(&VOCABULARY)?, keys.size(&WIDTH)?);
    let mut layer = r.layer()?;
    let activation = keys.text("feed_forward_proj").unwrap_or("relu");
    layer.feed.gated = activation.starts_with("gated");
    let layers = keys.size(&LAYERS)?;
    let decoders = keys.some("num_decoder_layers")?.unwrap_or(layers);
    let buckets = keys.some("relative_attention_num_buckets")?.unwrap_or(32);
    let relative = extra(buckets * keys.size(&HEADS)?);
    r.info(format!("{relative} in each stack: its relative positions."));
    let encoder = format!(
        "tokens({length});embed({vocabulary},{width});{relative};{};rms",
        layer.text(layers, "encoder")
    );
    if r.class == Class::Encoder {
        return Ok(encoder);
    }
    r.info("Source and target count as equally long. Operations are for one token of either.");
    let head = match (r.class, r.tied) {
        (Class::Bare, _) => String::new(),
        (_, true) => ";head(tied)".into(),
        (_, false) => format!(";head({vocabulary})"),
    };
    Ok(format!(
        "{encoder};{};embed(tied);{relative};{};rms{head}",
        target(r, length),
        layer.text(decoders, "decoder")
    ))
}

/// One stack of Whisper.
fn whisper_stack(keys: Keys<'_>, name: &str, of: [&'static str; 3]) -> Result<String, Error> {
    let [layers, heads, hidden] = of;
    let count = keys.number(heads)?;
    let width = keys.size(&WIDTH)?;
    if !width.is_multiple_of(count) {
        return Err(mismatch(format!(
            "“{}” is {width} and “{heads}” is {count}: put a number of heads that divides the width.",
            WIDTH.names[0]
        )));
    }
    let (layers, hidden) = (keys.number(layers)?, keys.number(hidden)?);
    Ok(format!("{name}({layers},{count},{hidden},bias,nokbias)"))
}

/// transformers, `modeling_whisper.py`: two convolutions over the spectrogram, the second with
/// every other position; keys without biases; a decoder with positions of its own.
pub(super) fn whisper(r: &mut Reading<'_>) -> Result<String, Error> {
    let keys = r.keys;
    let width = keys.size(&WIDTH)?;
    let bins = keys.some("num_mel_bins")?.unwrap_or(80);
    let heard = keys.some("max_source_positions")?.unwrap_or(1_500);
    let written = keys.some("max_target_positions")?.unwrap_or(448);
    let vocabulary = keys.size(&VOCABULARY)?;
    let length = r.asked.sequence.unwrap_or(written).max(1);
    let encoder = [
        "encoder_layers",
        "encoder_attention_heads",
        "encoder_ffn_dim",
    ];
    let decoder = [
        "decoder_layers",
        "decoder_attention_heads",
        "decoder_ffn_dim",
    ];
    let encoder = whisper_stack(keys, "encoder", encoder)?;
    let decoder = whisper_stack(keys, "decoder", decoder)?;
    r.looks_both_ways();
    r.info(format!(
        "One example is {} frames of sound, to which {length} tokens are written.",
        2 * heard
    ));
    r.info("The encoder’s positions are stored and counted as parameters, though they are not trained.");
    let head = match (r.class, r.tied) {
        (Class::Bare, _) => String::new(),
        (_, true) => ";head(tied)".into(),
        (_, false) => format!(";head({vocabulary})"),
    };
    Ok(format!(
        "input({bins}x{});conv({width},3,pad=1);gelu;conv({width},3,stride=2,pad=1);gelu;frames;positions;{encoder};ln;{};embed({vocabulary},{width});positions({written});{decoder};ln{head}",
        2 * heard,
        target(r, length)
    ))
}
