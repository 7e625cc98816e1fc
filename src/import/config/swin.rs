//! Swin: attention within windows of an image, in stages of ever fewer positions.

use super::super::error::Error;
use super::class::Class;
use super::family::Family;
use super::keys::mismatch;
use super::net::Net;
use super::reading::Reading;
use super::vit::{Patches, patches};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["swin"], swin).classes(&[Class::Unnamed, Class::Bare, Class::Labels]),
];

/// transformers, `modeling_swin.py`: in each head a bias for every distance within a window.
/// Shifted windows are as large as the others.
fn swin(r: &mut Reading<'_>) -> Result<Net, Error> {
    let keys = r.keys;
    let width = keys.some("embed_dim")?.unwrap_or(96);
    let depths = keys.sizes("depths")?.unwrap_or(vec![2, 2, 6, 2]);
    let heads = keys.sizes("num_heads")?.unwrap_or(vec![3, 6, 12, 24]);
    let window = keys.some("window_size")?.unwrap_or(7);
    // The width of the last stage, and how many there are.
    keys.pass(&["hidden_size", "num_layers", "out_features", "out_indices"]);
    if heads.len() != depths.len() {
        return Err(mismatch(
            "“num_heads” and “depths” are not of the same number of stages.".into(),
        ));
    }
    let Patches {
        mut text,
        mut sides,
    } = patches(r, &width.to_string())?;
    text += ";ln";
    if keys.flag("use_absolute_embeddings", false)? {
        text += ";positions";
    }
    let biased = keys.flag("qkv_bias", true)?;
    let mut width = width;
    for (stage, (depth, heads)) in depths.iter().zip(&heads).enumerate() {
        if stage > 0 {
            if sides.iter().any(|side| !side.is_multiple_of(2)) {
                return Err(odd("halves"));
            }
            sides = sides.map(|side| side / 2);
            width = width.saturating_mul(2);
            text += &format!(";merge(4,{width})");
        }
        // A map no larger than a window is one window.
        let window = window.min(sides[0]).min(sides[1]);
        if window == 0 || sides.iter().any(|side| !side.is_multiple_of(window)) {
            return Err(odd("windows"));
        }
        let inner = keys
            .times("mlp_ratio", width)?
            .unwrap_or(width.saturating_mul(4));
        let reach = (2 * window - 1).saturating_mul(2 * window - 1);
        let mut further = reach.saturating_mul(*heads);
        let bias = match biased {
            true => ",bias",
            false => {
                further = further.saturating_add(width);
                ""
            }
        };
        let block = window.saturating_mul(window);
        text += &format!(
            ";{depth}*(residual(ln;attention({heads},chunk={block}{bias});extra({further}));residual(ln;ff({inner},bias)))"
        );
    }
    r.info("extra(…) in each layer: the biases of attention by distance.");
    text += ";ln";
    if r.class != Class::Bare && (r.class == Class::Labels || keys.has("id2label")) {
        text += &format!(";first;fc({})", r.labels()?);
    }
    Ok(text.into())
}

fn odd(what: &str) -> Error {
    mismatch(format!(
        "the map of a stage is not of whole {what}: how the library fills it up is not known here."
    ))
}
