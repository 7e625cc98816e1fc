//! Vision transformers over patches of an image: ViT, DeiT, BEiT, DINOv2.

use super::super::error::FileError;
use super::class::{CLASSIFIER, Class};
use super::encoder::layer;
use super::family::Family;
use super::keys::{HEADS, LAYERS, WIDTH, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::stack::{Bias, Layer, extra};
use serde_json::Value;

/// Families that also fill in masked patches, as pixels, have this class.
pub(super) const MASKED: &[Class] = &[Class::MaskedImage];

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["vit"], vit).classes(CLASSIFIER).also(MASKED),
    Family::new(&["vit_mae"], mae).classes(&[Class::Unnamed, Class::Bare, Class::PreTraining]),
    Family::new(&["deit"], deit).classes(CLASSIFIER).also(&[Class::Distilled, Class::MaskedImage]),
    Family::new(&["beit"], beit).classes(CLASSIFIER).also(MASKED),
    Family::new(&["dinov2"], dinov2).classes(CLASSIFIER),
];

/// An image in patches.
pub(super) struct Patches {
    pub(super) text: String,
    /// Patches from top to bottom, and from left to right.
    pub(super) sides: [u64; 2],
}

/// Returns the input and its projection to patches, by `image_size`, `patch_size` and
/// `num_channels`.
pub(super) fn patches(reading: &mut Reading<'_>, projection: &str) -> Result<Patches, FileError> {
    let keys = reading.keys;
    reading.looks_both_ways();
    let channels = keys.optional_number("num_channels")?.unwrap_or(3);
    let [high, wide] = keys.sides("image_size")?.unwrap_or([224; 2]);
    let patch = keys.optional_number("patch_size")?.unwrap_or(16);
    if !high.is_multiple_of(patch) || !wide.is_multiple_of(patch) {
        return Err(mismatch(format!(
            "“image_size” is {high}×{wide} and “patch_size” is {patch}: the patches do not divide the image."
        )));
    }
    // This key belongs to classes that fill in masked patches or segment an image.
    keys.mark_unused(&["encoder_stride"]);
    reading.info(format!("Counted for one image of {high}×{wide}."));
    Ok(Patches {
        text: format!("input({channels}x{high}x{wide});patch({patch},{projection})"),
        sides: [high / patch, wide / patch],
    })
}

/// Returns the pixels of a map’s patches, each `encoder_stride` wide: a convolution, whose channels
/// are then rearranged.
pub(super) fn pixels(
    reading: &Reading<'_>,
    [high, wide]: [u64; 2],
    usual: u64,
) -> Result<String, FileError> {
    let stride = reading
        .keys
        .optional_number("encoder_stride")?
        .unwrap_or(usual);
    let channels = reading.keys.optional_number("num_channels")?.unwrap_or(3);
    let made = stride.saturating_mul(stride).saturating_mul(channels);
    Ok(format!("map({high}x{wide});conv({made},1)"))
}

/// Returns a layer of a vision transformer. Attention’s output has a bias even if queries, keys and
/// values have none.
fn layer_by(reading: &mut Reading<'_>) -> Result<Layer, FileError> {
    let mut layer = layer(reading)?;
    if !reading.keys.flag("qkv_bias", true)? {
        layer.bias = Bias::None;
        layer.extra = reading.keys.size(&WIDTH)?;
        reading.info("extra(…) in each layer: the bias of the output of attention.");
    }
    Ok(layer)
}

/// Returns whether the class is a classifier; labels tell, if the file names no class.
fn is_classifier(reading: &Reading<'_>) -> bool {
    reading.class == Class::Labels
        || reading.class == Class::Unnamed && reading.keys.has("id2label")
}

/// Returns the pooler of ViT and DeiT.
fn pooler(reading: &Reading<'_>) -> Result<String, FileError> {
    let width = reading.keys.size(&WIDTH)?;
    let pooled = reading
        .keys
        .optional_number("pooler_output_size")?
        .unwrap_or(width);
    Ok(format!("first;fc({pooled});tanh"))
}

/// transformers, `modeling_vit.py`.
fn vit(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let width = reading.keys.size(&WIDTH)?;
    let layers = reading.keys.size(&LAYERS)?;
    let Patches { text, sides } = patches(reading, &width.to_string())?;
    let layers = layer_by(reading)?.text(layers, "encoder");
    let end = match reading.class {
        Class::MaskedImage => masked(reading, sides, width)?,
        _ if is_classifier(reading) => format!("first;fc({})", reading.labels()?),
        _ => pooler(reading)?,
    };
    Ok(format!("{text};class;positions;{layers};ln;{end}").into())
}

/// Returns the vector in place of a masked patch, and the pixels of each patch.
fn masked(reading: &mut Reading<'_>, sides: [u64; 2], width: u64) -> Result<String, FileError> {
    let count = sides[0].saturating_mul(sides[1]);
    reading.info("extra(…): the vector of masked patches.");
    Ok(format!(
        "{};first({count});{}",
        extra(width),
        pixels(reading, sides, 16)?
    ))
}

/// transformers, `modeling_vit_mae.py`: the layers see a quarter of the patches, unless the file
/// says otherwise; in pre-training, a narrower decoder fills in the others. Positions are fixed,
/// but stored and counted as parameters.
fn mae(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let (width, layers) = (keys.size(&WIDTH)?, keys.size(&LAYERS)?);
    let Patches { text, sides } = patches(reading, &width.to_string())?;
    let patches = sides[0].saturating_mul(sides[1]);
    let ratio = keys.value("mask_ratio").and_then(Value::as_f64);
    let ratio = ratio.filter(|ratio| (0.0..1.0).contains(ratio));
    let seen = (patches as f64 * (1.0 - ratio.unwrap_or(0.75))).floor() as u64;
    let seen = seen.min(patches);
    if seen == 0 {
        return Err(mismatch("“mask_ratio” leaves no patch to be seen.".into()));
    }
    let layer = layer_by(reading)?;
    reading.info(format!(
        "The encoder sees {seen} of the {patches} patches, the decoder all. Positions are stored and counted as parameters, though they are not trained."
    ));
    // Sizes of the decoder, which the encoder alone does not use.
    let narrow = keys.optional_number("decoder_hidden_size")?.unwrap_or(512);
    let count = keys
        .optional_number("decoder_num_hidden_layers")?
        .unwrap_or(8);
    let mut decoder = Layer {
        heads: keys
            .optional_number("decoder_num_attention_heads")?
            .unwrap_or(16),
        ..layer.clone()
    };
    decoder.kv = decoder.heads;
    decoder.size = None;
    decoder.feed.hidden = keys
        .optional_number("decoder_intermediate_size")?
        .unwrap_or(2048);
    // The biases of attention’s output, as wide as the decoder.
    decoder.extra = if layer.extra > 0 { narrow } else { 0 };
    let all = patches.saturating_add(1);
    let encoder = format!(
        "{text};positions({all});first({seen});class;{};ln",
        layer.text(layers, "encoder")
    );
    if reading.class != Class::PreTraining {
        return Ok(encoder.into());
    }
    let patch = keys.optional_number("patch_size")?.unwrap_or(16);
    let channels = keys.optional_number("num_channels")?.unwrap_or(3);
    let pixels = patch.saturating_mul(patch).saturating_mul(channels);
    let hidden = patches - seen;
    let filled = match hidden {
        0 => String::new(),
        hidden => format!("append({hidden});"),
    };
    Ok(format!(
        "{encoder};fc({narrow});{filled}{};positions;{};ln;fc({pixels})",
        extra(narrow),
        decoder.text(count, "encoder")
    )
    .into())
}

/// transformers, `modeling_deit.py`: one more position in front, which learns from a teacher.
fn deit(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let width = reading.keys.size(&WIDTH)?;
    let layers = reading.keys.size(&LAYERS)?;
    let Patches { text, sides } = patches(reading, &width.to_string())?;
    let layers = layer_by(reading)?.text(layers, "encoder");
    let labels = reading.labels()?;
    let end = match reading.class {
        Class::MaskedImage => masked(reading, sides, width)?,
        // One output for each of the two positions.
        Class::Distilled => format!("first;concat(fc({labels})/fc({labels}))"),
        _ if is_classifier(reading) => format!("first;fc({labels})"),
        _ => pooler(reading)?,
    };
    Ok(format!("{text};2*class;positions;{layers};ln;{end}").into())
}

/// transformers, `modeling_beit.py`: keys without biases, a scale for each feature after each half
/// of a layer, and biases by relative position in each layer or shared.
fn beit(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let (width, layers) = (keys.size(&WIDTH)?, keys.size(&LAYERS)?);
    let heads = keys.size(&HEADS)?;
    let Patches {
        text,
        sides: [high, wide],
    } = patches(reading, &width.to_string())?;
    let scaled = match keys.value("layer_scale_init_value") {
        Some(value) => value.as_f64().is_none_or(|value| value > 0.0),
        None => true,
    };
    // Every distance between two patches, and three for the position in front.
    let distances = (2 * high - 1)
        .saturating_mul(2 * wide - 1)
        .saturating_add(3);
    let table = distances.saturating_mul(heads);
    let mut layer = layer(reading)?;
    layer.bias = Bias::AllButKeys;
    layer.extra = if scaled { 2 * width } else { 0 };
    if keys.flag("use_relative_position_bias", false)? {
        layer.extra = layer.extra.saturating_add(table);
    }
    let mut front = String::new();
    if keys.flag("use_absolute_position_embeddings", false)? {
        front += ";positions";
    }
    let mut once = 0_u64;
    if keys.flag("use_shared_relative_position_bias", false)? {
        once = table;
    }
    if keys.flag("use_mask_token", false)? {
        once = once.saturating_add(width);
    }
    if once > 0 {
        front += &format!(";{}", extra(once));
    }
    reading.info(
        "extra(…): tables of relative positions, factors of layers, the token of masked patches.",
    );
    // This key belongs to the head for segmentation.
    keys.mark_unused(&["auxiliary_num_convs"]);
    let layers = layer.text(layers, "encoder");
    let codes = keys.optional_number("vocab_size")?.unwrap_or(8192);
    let end = match reading.class {
        // The code of each patch, after one more norm unless the mean of all is taken.
        Class::MaskedImage => {
            let norm = match keys.flag("use_mean_pooling", true)? {
                true => "",
                false => ";ln",
            };
            let patches = high.saturating_mul(wide);
            format!("{norm};first({patches});fc({codes})")
        }
        _ if is_classifier(reading) => format!(";first;fc({})", reading.labels()?),
        _ => String::new(),
    };
    Ok(format!("{text};class{front};{layers};ln{end}").into())
}

/// transformers, `modeling_dinov2.py`: a scale for each feature after each half of a layer; a
/// classifier sees the position in front and the mean of the others.
fn dinov2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let (width, layers) = (keys.size(&WIDTH)?, keys.size(&LAYERS)?);
    let heads = keys.size(&HEADS)?;
    let patches = patches(reading, &width.to_string())?.text;
    let hidden = keys
        .scaled_width("mlp_ratio", width)?
        .unwrap_or(width.saturating_mul(4));
    let mut layer = Layer {
        norm: "ln",
        bias: Bias::All,
        extra: width.saturating_mul(2),
        ..Layer::new(heads, hidden)
    };
    layer.feed.bias = true;
    layer.feed.gated = keys.flag("use_swiglu_ffn", false)?;
    if layer.feed.gated {
        // Two thirds, so that the gate leaves the weights as many, in steps of eight.
        layer.feed.hidden = (hidden.saturating_mul(2) / 3).div_ceil(8) * 8;
    }
    if !keys.flag("qkv_bias", true)? {
        layer.bias = Bias::None;
        layer.extra += width;
    }
    let mask = match keys.flag("use_mask_token", true)? {
        true => format!(";{}", extra(width)),
        false => String::new(),
    };
    reading.info("extra(…): factors of layers, the token of masked patches.");
    let layers = layer.text(layers, "encoder");
    let end = match is_classifier(reading) {
        true => format!(";first;concat(dropout/);fc({})", reading.labels()?),
        false => String::new(),
    };
    Ok(format!("{patches};class;positions{mask};{layers};ln{end}").into())
}
