//! ALBERT: an encoder whose layers share their weights.

use super::super::error::FileError;
use super::class::Class;
use super::encoder::{ENCODER, Encoder, PRETRAINED, classified, layer, once};
use super::family::Family;
use super::keys::{LAYERS, WIDTH};
use super::net::Net;
use super::reading::Reading;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["albert"], albert).tied().classes(ENCODER).also(PRETRAINED),
];

/// transformers, `modeling_albert.py`: a narrow embedding, and layers that share their weights, in
/// one or more groups of consecutive layers.
fn albert(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let width = keys.size(&WIDTH)?;
    let narrow = keys.optional_number("embedding_size")?.unwrap_or(128);
    let groups = keys.optional_number("num_hidden_groups")?.unwrap_or(1);
    let inner = keys.optional_number("inner_group_num")?.unwrap_or(1);
    let layers = keys.size(&LAYERS)?;
    let group = layer(reading)?.text(inner, "encoder");
    let encoder = Encoder::new(reading, narrow, 0)?.then(&format!("fc({width})"));
    let text = (0..groups.min(layers))
        .map(|i| {
            // Layer l is in group l·G/L, rounded down.
            let first = (i * layers).div_ceil(groups);
            let next = ((i + 1) * layers).div_ceil(groups);
            format!("{}*shared({group})", next - first)
        })
        .collect::<Vec<_>>()
        .join(";");
    let encoder = encoder.then(&text);
    let head = encoder.head(reading, true);
    let labels = reading.labels()?;
    let end = match reading.class {
        Class::Masked => format!("fc({narrow});gelu;ln;{head}"),
        Class::PreTraining => {
            let once = once(reading, width, labels);
            format!("{once};fc({narrow});gelu;ln;{head}")
        }
        _ => classified(reading, &format!("fc({width});tanh"))?,
    };
    Ok(encoder.then(&end).text.into())
}
