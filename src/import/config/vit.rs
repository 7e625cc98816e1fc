//! Vision transformers over patches of an image: ViT, DeiT, BEiT, DINOv2.

use super::super::error::Error;
use super::class::Class;
use super::encoder::layer;
use super::family::Family;
use super::keys::{HEADS, LAYERS, WIDTH, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::stack::{Bias, Layer, extra};

const CLASSES: &[Class] = &[Class::Unnamed, Class::Bare, Class::Labels];

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["vit"], vit).classes(CLASSES),
    Family::new(&["deit"], deit).classes(&[Class::Unnamed, Class::Bare, Class::Labels, Class::Distilled]),
    Family::new(&["beit"], beit).classes(CLASSES),
    Family::new(&["dinov2"], dinov2).classes(CLASSES),
];

/// An image in patches.
pub(super) struct Patches {
    pub(super) text: String,
    /// How many from top to bottom, and from left to right.
    pub(super) sides: [u64; 2],
}

/// The input and its projection to patches, by `image_size`, `patch_size` and `num_channels`.
pub(super) fn patches(r: &mut Reading<'_>, projection: &str) -> Result<Patches, Error> {
    let keys = r.keys;
    r.looks_both_ways();
    let channels = keys.some("num_channels")?.unwrap_or(3);
    let [high, wide] = keys.sides("image_size")?.unwrap_or([224; 2]);
    let patch = keys.some("patch_size")?.unwrap_or(16);
    if !high.is_multiple_of(patch) || !wide.is_multiple_of(patch) {
        return Err(mismatch(format!(
            "“image_size” is {high}×{wide} and “patch_size” is {patch}: the patches do not divide the image."
        )));
    }
    // Of classes that fill in masked patches or mark parts of an image, which are not counted.
    keys.pass(&["encoder_stride"]);
    r.info(format!("Counted for one image of {high}×{wide}."));
    Ok(Patches {
        text: format!("input({channels}x{high}x{wide});patch({patch},{projection})"),
        sides: [high / patch, wide / patch],
    })
}

/// Layers of a vision transformer. Without biases of queries, keys and values the output has one.
fn layer_by(r: &mut Reading<'_>) -> Result<Layer, Error> {
    let mut layer = layer(r)?;
    if !r.keys.flag("qkv_bias", true)? {
        layer.bias = Bias::None;
        layer.extra = r.keys.size(&WIDTH)?;
        r.info("extra(…) in each layer: the bias of the output of attention.");
    }
    Ok(layer)
}

/// Where the file names no class, its labels tell a classifier.
fn is_classifier(r: &Reading<'_>) -> bool {
    r.class == Class::Labels || r.class == Class::Unnamed && r.keys.has("id2label")
}

/// The pooler of ViT and DeiT.
fn pooler(r: &Reading<'_>) -> Result<String, Error> {
    let width = r.keys.size(&WIDTH)?;
    let pooled = r.keys.some("pooler_output_size")?.unwrap_or(width);
    Ok(format!("first;fc({pooled});tanh"))
}

/// transformers, `modeling_vit.py`.
fn vit(r: &mut Reading<'_>) -> Result<Net, Error> {
    let width = r.keys.size(&WIDTH)?;
    let layers = r.keys.size(&LAYERS)?;
    let patches = patches(r, &width.to_string())?.text;
    let layers = layer_by(r)?.text(layers, "encoder");
    let end = match is_classifier(r) {
        true => format!("first;fc({})", r.labels()?),
        false => pooler(r)?,
    };
    Ok(format!("{patches};class;positions;{layers};ln;{end}").into())
}

/// transformers, `modeling_deit.py`: one more position in front, which learns from a teacher.
fn deit(r: &mut Reading<'_>) -> Result<Net, Error> {
    let width = r.keys.size(&WIDTH)?;
    let layers = r.keys.size(&LAYERS)?;
    let patches = patches(r, &width.to_string())?.text;
    let layers = layer_by(r)?.text(layers, "encoder");
    let labels = r.labels()?;
    let end = match r.class {
        // One output for each of the two positions.
        Class::Distilled => format!("first;concat(fc({labels})/fc({labels}))"),
        _ if is_classifier(r) => format!("first;fc({labels})"),
        _ => pooler(r)?,
    };
    Ok(format!("{patches};2*class;positions;{layers};ln;{end}").into())
}

/// transformers, `modeling_beit.py`: keys without biases, a factor for each feature after each
/// half of a layer, biases by relative position, each layer’s own or shared.
fn beit(r: &mut Reading<'_>) -> Result<Net, Error> {
    let keys = r.keys;
    let (width, layers) = (keys.size(&WIDTH)?, keys.size(&LAYERS)?);
    let heads = keys.size(&HEADS)?;
    let Patches {
        text,
        sides: [high, wide],
    } = patches(r, &width.to_string())?;
    let scaled = match keys.value("layer_scale_init_value") {
        Some(value) => value.as_f64().is_none_or(|value| value > 0.0),
        None => true,
    };
    // Every distance from one patch to another, and three of the position in front.
    let distances = (2 * high - 1)
        .saturating_mul(2 * wide - 1)
        .saturating_add(3);
    let table = distances.saturating_mul(heads);
    let mut layer = layer(r)?;
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
    r.info(
        "extra(…): tables of relative positions, factors of layers, the token of masked patches.",
    );
    // Of its head that marks parts of an image.
    keys.pass(&["vocab_size", "auxiliary_num_convs"]);
    let layers = layer.text(layers, "encoder");
    let end = match is_classifier(r) {
        true => format!(";first;fc({})", r.labels()?),
        false => String::new(),
    };
    Ok(format!("{text};class{front};{layers};ln{end}").into())
}

/// transformers, `modeling_dinov2.py`: a factor for each feature after each half of a layer; a
/// classifier sees the position in front and the mean of the others.
fn dinov2(r: &mut Reading<'_>) -> Result<Net, Error> {
    let keys = r.keys;
    let (width, layers) = (keys.size(&WIDTH)?, keys.size(&LAYERS)?);
    let heads = keys.size(&HEADS)?;
    let patches = patches(r, &width.to_string())?.text;
    let hidden = keys
        .times("mlp_ratio", width)?
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
        // Two thirds of it, so that the gate makes no difference, in steps of eight.
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
    r.info("extra(…): factors of layers, the token of masked patches.");
    let layers = layer.text(layers, "encoder");
    let end = match is_classifier(r) {
        true => format!(";first;concat(dropout/);fc({})", r.labels()?),
        false => String::new(),
    };
    Ok(format!("{patches};class;positions{mask};{layers};ln{end}").into())
}
