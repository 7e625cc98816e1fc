//! Vision transformers over patches of an image.

use super::super::error::Error;
use super::class::Class;
use super::encoder::layer;
use super::family::Family;
use super::keys::{LAYERS, WIDTH, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::stack::Bias;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["vit"], vit).tied().classes(&[Class::Unnamed, Class::Bare, Class::Labels]),
];

/// transformers, `modeling_vit.py`.
pub(super) fn vit(r: &mut Reading<'_>) -> Result<Net, Error> {
    let keys = r.keys;
    r.looks_both_ways();
    let channels = keys.some("num_channels")?.unwrap_or(3);
    let [high, wide] = keys.sides("image_size")?.unwrap_or([224; 2]);
    let patch = keys.some("patch_size")?.unwrap_or(16);
    // Of a class that fills in masked patches, which is not counted.
    keys.pass(&["encoder_stride"]);
    if !high.is_multiple_of(patch) || !wide.is_multiple_of(patch) {
        return Err(mismatch(format!(
            "“image_size” is {high}×{wide} and “patch_size” is {patch}: the patches do not divide the image."
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
    r.info(format!("Counted for one image of {high}×{wide}."));
    let text = format!(
        "input({channels}x{high}x{wide});patch({patch},{width});class;positions;{};ln",
        layer.text(layers, "encoder")
    );
    keys.pass(&["pooler_output_size"]);
    let text = match r.class {
        // Where the file names no class, its labels tell a classifier.
        Class::Labels => format!("{text};first;fc({})", r.labels()?),
        _ if keys.has("id2label") && r.class == Class::Unnamed => {
            format!("{text};first;fc({})", r.labels()?)
        }
        _ => {
            let pooled = keys.some("pooler_output_size")?.unwrap_or(width);
            format!("{text};first;fc({pooled});tanh")
        }
    };
    Ok(text.into())
}
