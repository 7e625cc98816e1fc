//! ConvNeXt: stages of depthwise convolutions and pointwise layers.

use super::super::error::FileError;
use super::class::{CLASSIFIER, Class};
use super::family::Family;
use super::keys::mismatch;
use super::net::Net;
use super::reading::Reading;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["convnext"], convnext).classes(CLASSIFIER),
    Family::new(&["convnextv2"], convnext_v2).classes(CLASSIFIER),
];

/// transformers, `modeling_convnext.py`: a scale for each feature after each layer.
fn convnext(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let scaled = match reading.keys.value("layer_scale_init_value") {
        Some(value) => value.as_f64().is_none_or(|value| value > 0.0),
        None => true,
    };
    stages(reading, |width| match scaled {
        true => (String::new(), format!(";extra({width})")),
        false => (String::new(), String::new()),
    })
}

/// transformers, `modeling_convnextv2.py`: a scale and a bias for each response between the
/// pointwise layers.
fn convnext_v2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    stages(reading, |width| {
        (format!(";extra({})", 8 * width), String::new())
    })
}

/// Returns stages of layers, each stage of one width; `more` gives the terms between and after the
/// pointwise layers.
fn stages(
    reading: &mut Reading<'_>,
    more: impl Fn(u64) -> (String, String),
) -> Result<Net, FileError> {
    let keys = reading.keys;
    let channels = keys.optional_number("num_channels")?.unwrap_or(3);
    let [high, wide] = keys.sides("image_size")?.unwrap_or([224; 2]);
    let patch = keys.optional_number("patch_size")?.unwrap_or(4);
    let widths = keys
        .sizes("hidden_sizes")?
        .unwrap_or(vec![96, 192, 384, 768]);
    let depths = keys.sizes("depths")?.unwrap_or(vec![3, 3, 9, 3]);
    keys.mark_unused(&["num_stages"]);
    if widths.len() != depths.len() {
        return Err(mismatch(
            "“hidden_sizes” and “depths” have different numbers of stages.".into(),
        ));
    }
    reading.info(format!("Counted for one image of {high}×{wide}."));
    let mut text = format!("input({channels}x{high}x{wide})");
    for (stage, (width, depth)) in widths.iter().zip(&depths).enumerate() {
        text += &match stage {
            0 => format!(";conv({width},{patch},stride={patch});ln"),
            _ => format!(";ln;conv({width},2,stride=2)"),
        };
        let inner = width.saturating_mul(4);
        let (between, after) = more(*width);
        text += &format!(
            ";{depth}*residual(depthwise(7,pad=3);ln;conv({inner},1);gelu{between};conv({width},1){after})"
        );
    }
    text += ";globalpool;ln";
    if reading.class != Class::Bare && (reading.class == Class::Labels || keys.has("id2label")) {
        text += &format!(";fc({})", reading.labels()?);
    }
    Ok(text.into())
}
