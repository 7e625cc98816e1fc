//! ModernBERT: an encoder with rotary positions, gates and windows.

use super::super::error::FileError;
use super::class::Class;
use super::encoder::ENCODER;
use super::family::Family;
use super::keys::{LAYERS, VOCABULARY, WIDTH};
use super::net::Net;
use super::reading::Reading;
use super::stack::Bias;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["modernbert"], modern_bert).tied().classes(ENCODER).also(&[Class::Choice]),
];

/// transformers, `modeling_modernbert.py`: no norm before the first attention, as one follows the
/// embedding. Two layers of three have windows on both sides, which count as the full square.
fn modern_bert(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let (vocabulary, width) = (keys.size(&VOCABULARY)?, keys.size(&WIDTH)?);
    let layers = keys.size(&LAYERS)?;
    let length = reading.tokens()?;
    reading.looks_both_ways();
    let norm = if keys.flag("norm_bias", false)? {
        "ln"
    } else {
        "ln(nobias)"
    };
    let mut layer = reading.layer()?;
    layer.norm = norm;
    layer.bias = Bias::all(keys.flag("attention_bias", false)?);
    layer.feed.bias = keys.flag("mlp_bias", false)?;
    keys.mark_unused(&["layer_types", "sliding_window"]);
    if let Some(window) = keys.optional_number("local_attention")? {
        let every = keys
            .optional_number("global_attn_every_n_layers")?
            .unwrap_or(3);
        reading.info(format!(
            "All but every {every}th layer attend to {window} tokens around each. Over the full square, which is what is counted, they are like the others."
        ));
    }
    // There is no norm before the first attention and one after the layers: as many as are written
    // here.
    let text = format!(
        "tokens({length});embed({vocabulary},{width});{norm};{}",
        layer.text(layers, "encoder")
    );
    let transform = match keys.flag("classifier_bias", false)? {
        true => format!("fc({width});gelu;{norm}"),
        false => format!("fc({width},nobias);gelu;{norm}"),
    };
    let bias = if keys.flag("decoder_bias", true)? {
        ",bias"
    } else {
        ""
    };
    let end = match reading.class {
        Class::Unnamed | Class::Bare => return Ok(text.into()),
        Class::Masked if reading.tied => format!("{transform};head(tied{bias})"),
        Class::Masked => format!("{transform};head({vocabulary}{bias})"),
        Class::Choice => format!("first;{transform};fc(1)"),
        Class::Labels => format!("first;{transform};fc({})", reading.labels()?),
        _ => format!("{transform};fc({})", reading.labels()?),
    };
    Ok(format!("{text};{end}").into())
}
