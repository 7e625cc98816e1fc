//! Encoders with decoders: T5 and Whisper.

use super::super::error::FileError;
use super::class::{CLASSIFIER, Class};
use super::family::Family;
use super::keys::{HEADS, Keys, LAYERS, VOCABULARY, WIDTH, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::stack::extra;

const T5: &[Class] = &[
    Class::Conditional,
    Class::Encoder,
    Class::TokenLabels,
    Class::Answers,
];

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["t5"], t5).tied().classes(CLASSIFIER).also(T5).defaults(&[("head_dim", 64), ("n_positions", 512)]),
    Family::new(&["umt5"], umt5).tied().classes(CLASSIFIER).also(T5).defaults(&[("head_dim", 64), ("n_positions", 512)]),
    Family::new(&["mt5"], t5).also_named(&["T5"]).classes(CLASSIFIER).also(T5).defaults(&[("head_dim", 64), ("n_positions", 512)]),
    Family::new(&["whisper"], whisper).tied().classes(CLASSIFIER).also(&[Class::Conditional]),
];

/// Returns the start of the decoder, with a sequence of the given length.
pub(super) fn target(reading: &Reading<'_>, length: u64) -> String {
    let causal = if reading.asked.causal { ",causal" } else { "" };
    format!("target({length}{causal})")
}

/// transformers, `modeling_t5.py`. The first layer of each stack learns relative positions; version
/// 1.1 has a gate and an output projection of its own.
pub(super) fn t5(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    stacks(reading, false)
}

/// transformers, `modeling_umt5.py`: T5 with relative positions in each layer. The output
/// projection is always tied, whatever the file says.
fn umt5(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    reading.tied = true;
    stacks(reading, true)
}

fn stacks(reading: &mut Reading<'_>, in_each: bool) -> Result<Net, FileError> {
    let keys = reading.keys;
    keys.mark_unused(&["is_encoder_decoder"]);
    let length = reading.tokens()?;
    reading.looks_both_ways();
    let (vocabulary, width) = (keys.size(&VOCABULARY)?, keys.size(&WIDTH)?);
    let mut layer = reading.layer()?;
    layer.kv = layer.heads;
    let activation = keys.text("feed_forward_proj").unwrap_or("relu");
    layer.feed.gated = activation.starts_with("gated");
    let layers = keys.size(&LAYERS)?;
    let decoders = keys
        .optional_number("num_decoder_layers")?
        .unwrap_or(layers);
    let buckets = keys
        .optional_number("relative_attention_num_buckets")?
        .unwrap_or(32);
    let table = buckets.saturating_mul(keys.size(&HEADS)?);
    let relative = |layers: u64| match in_each {
        true => extra(table.saturating_mul(layers)),
        false => extra(table),
    };
    let of_encoder = relative(layers);
    reading.info("extra(…) in each stack: its relative positions.");
    let encoder = format!(
        "tokens({length});embed({vocabulary},{width});{of_encoder};{};rms",
        layer.text(layers, "encoder")
    );
    match reading.class {
        Class::Encoder => return Ok(encoder.into()),
        Class::TokenLabels => return Ok(format!("{encoder};fc({})", reading.labels()?).into()),
        _ => {}
    }
    reading.info(
        "Source and target are assumed to be equally long. Operations are for one token of either.",
    );
    let head = match (reading.class, reading.tied) {
        (Class::Bare, _) => String::new(),
        (Class::Labels, _) => format!(";first;fc({width});tanh;fc({})", reading.labels()?),
        (Class::Answers, _) => format!(";fc({})", reading.labels()?),
        (_, true) => ";head(tied)".into(),
        (_, false) => format!(";head({vocabulary})"),
    };
    let text = format!(
        "{encoder};{};embed(tied);{};{};rms{head}",
        target(reading, length),
        relative(decoders),
        layer.text(decoders, "decoder")
    );
    Ok(text.into())
}

/// Keys of the layers, the heads and the inner width of an encoder.
pub(super) const ENCODER: [&str; 3] = [
    "encoder_layers",
    "encoder_attention_heads",
    "encoder_ffn_dim",
];
/// The same of a decoder.
pub(super) const DECODER: [&str; 3] = [
    "decoder_layers",
    "decoder_attention_heads",
    "decoder_ffn_dim",
];

/// Returns a stack of layers with biases, by the keys of its sizes and further settings.
pub(super) fn stack(
    keys: Keys<'_>,
    name: &str,
    of: [&'static str; 3],
    settings: &str,
) -> Result<String, FileError> {
    let [layers, heads, hidden] = of;
    let (count, width) = (keys.number(heads)?, keys.size(&WIDTH)?);
    if !width.is_multiple_of(count) {
        return Err(mismatch(format!(
            "“{}” is {width} and “{heads}” is {count}: the heads do not divide the width.",
            WIDTH.names[0]
        )));
    }
    let (layers, hidden) = (keys.number(layers)?, keys.number(hidden)?);
    Ok(format!("{name}({layers},{count},{hidden},bias{settings})"))
}

/// transformers, `modeling_whisper.py`: two convolutions over the spectrogram, the second of stride
/// 2; keys without biases; a decoder with positions of its own. The classifier runs the encoder
/// alone.
pub(super) fn whisper(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let width = keys.size(&WIDTH)?;
    let bins = keys.optional_number("num_mel_bins")?.unwrap_or(80);
    let heard = keys
        .optional_number("max_source_positions")?
        .unwrap_or(1_500);
    let frames = heard.saturating_mul(2);
    let encoder = stack(keys, "encoder", ENCODER, ",nokbias")?;
    // This key repeats the encoder’s layers.
    keys.mark_unused(&["num_hidden_layers"]);
    reading.looks_both_ways();
    reading.info("The encoder’s positions are stored and counted as parameters, though they are not trained.");
    let encoder = format!(
        "input({bins}x{frames});conv({width},3,pad=1);gelu;conv({width},3,stride=2,pad=1);gelu;frames;positions;{encoder};ln"
    );
    if reading.class == Class::Labels {
        keys.mark_unused(&DECODER);
        keys.mark_unused(&[
            "max_target_positions",
            "is_encoder_decoder",
            "decoder_layerdrop",
        ]);
        reading.info(format!(
            "One example is {frames} frames of sound. The encoder runs alone."
        ));
        let projected = keys.optional_number("classifier_proj_size")?.unwrap_or(256);
        let mixed = match keys.flag("use_weighted_layer_sum", false)? {
            // One weight for the output of each layer and for the input of the first.
            true => format!(
                "{};",
                extra(keys.number("encoder_layers")?.saturating_add(1))
            ),
            false => String::new(),
        };
        let labels = reading.labels()?;
        return Ok(format!("{encoder};{mixed}fc({projected});first;fc({labels})").into());
    }
    keys.mark_unused(&["is_encoder_decoder"]);
    let written = keys.optional_number("max_target_positions")?.unwrap_or(448);
    let vocabulary = keys.size(&VOCABULARY)?;
    let length = reading.asked.sequence.unwrap_or(written).max(1);
    let decoder = stack(keys, "decoder", DECODER, ",nokbias")?;
    reading.info(format!(
        "One example is {frames} frames of sound, to which {length} tokens are written."
    ));
    let head = match (reading.class, reading.tied) {
        (Class::Bare, _) => String::new(),
        (_, true) => ";head(tied)".into(),
        (_, false) => format!(";head({vocabulary})"),
    };
    let text = format!(
        "{encoder};{};embed({vocabulary},{width});positions({written});{decoder};ln{head}",
        target(reading, length)
    );
    Ok(text.into())
}
