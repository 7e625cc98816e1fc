//! DeBERTa: an encoder that attends to contents and to relative positions separately.

use super::super::error::FileError;
use super::class::Class;
use super::encoder::{ENCODER, Encoder, classified, layer};
use super::family::Family;
use super::keys::{LAYERS, VOCABULARY, WIDTH, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::stack::{Bias, Layer, extra};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["deberta-v2"], second).tied().classes(ENCODER).also(&[Class::Choice]),
    Family::new(&["deberta"], first).tied().classes(ENCODER),
];

/// transformers, `modeling_deberta_v2.py`: attention to relative positions too, from a table that
/// all layers share and that goes through each layer’s projections.
fn second(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    deberta(reading, false)
}

/// transformers, `modeling_deberta.py`: keys without biases; the table counts as far as the
/// sequence reaches.
fn first(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    if reading.keys.flag("talking_head", false)? {
        return Err(mismatch(
            "“talking_head” is true, which no published model has and which is not counted.".into(),
        ));
    }
    deberta(reading, true)
}

fn deberta(reading: &mut Reading<'_>, is_first: bool) -> Result<Net, FileError> {
    let keys = reading.keys;
    let width = keys.size(&WIDTH)?;
    let (vocabulary, layers) = (keys.size(&VOCABULARY)?, keys.size(&LAYERS)?);
    let narrow = keys.optional_number("embedding_size")?.unwrap_or(width);
    let length = reading.tokens()?;
    reading.looks_both_ways();
    let mut text = format!("tokens({length});embed({vocabulary},{narrow})");
    if keys.flag("position_biased_input", true)? {
        let positions = keys.number("max_position_embeddings")?;
        text += &format!(";positions({positions})");
    }
    let kinds = keys.count("type_vocab_size", 0)?;
    if kinds > 0 {
        text += &format!(";{}", extra(kinds.saturating_mul(narrow)));
    }
    if narrow != width {
        text += &format!(";fc({width},nobias)");
    }
    text += ";ln";
    let mut layer = layer(reading)?;
    if is_first {
        layer.bias = Bias::AllButKeys;
    }
    if keys.flag("relative_attention", false)? {
        text += &relative(reading, &mut layer, is_first)?;
    }
    let encoder = Encoder { text, vocabulary };
    let mut encoder = encoder.then(&layer.text(layers, "encoder"));
    if let Some(kernel) = keys.optional_number("conv_kernel_size")? {
        let groups = keys.optional_number("conv_groups")?.unwrap_or(1);
        // The convolution is beside the first layer, over its input.
        encoder = encoder.then(&format!(
            "residual(conv({width},{kernel},pad=same,groups={groups}));ln"
        ));
    }
    let pooled = keys.optional_number("pooler_hidden_size")?.unwrap_or(width);
    let legacy = keys.flag("legacy", true)?;
    let end = match reading.class {
        Class::Unnamed | Class::Bare => return Ok(encoder.text.into()),
        Class::Masked if legacy => format!("fc({narrow});gelu;ln;{}", encoder.head(reading, true)),
        Class::Masked => format!("fc({width});gelu;ln;head(tied,bias)"),
        _ => classified(reading, &format!("fc({pooled});gelu"))?,
    };
    Ok(encoder.then(&end).text.into())
}

/// Returns the table of relative positions, and adds their attention to the layer: content to
/// positions, positions to content, or both.
fn relative(
    reading: &mut Reading<'_>,
    layer: &mut Layer,
    is_first: bool,
) -> Result<String, FileError> {
    let keys = reading.keys;
    let width = keys.size(&WIDTH)?;
    // −1 stands for the longest sequence, and for no buckets.
    let some = |key: &str| {
        let number = keys.value(key).and_then(serde_json::Value::as_u64);
        number.filter(|number| *number > 0)
    };
    let most = match some("max_relative_positions") {
        Some(most) => most,
        None => keys.number("max_position_embeddings")?,
    };
    let (reach, seen) = match is_first {
        true => (most, most.min(reading.tokens()?)),
        false => {
            let reach = some("position_buckets").unwrap_or(most);
            (reach, reach)
        }
    };
    let kinds = keys.text("pos_att_type").unwrap_or_default();
    let list = keys.list("pos_att_type").unwrap_or_default();
    let has = |kind: &str| kinds.contains(kind) || list.iter().any(|item| item == kind);
    let ways = u64::from(has("c2p")) + u64::from(has("p2c"));
    let without = if is_first { ",nokbias" } else { "" };
    let mut mixer = format!("attention({},bias{without}", layer.heads);
    if ways > 0 {
        mixer += &format!(",relative={}", seen.saturating_mul(ways));
    }
    mixer += ")";
    // Projections of the positions; in the first version those of the keys have no bias.
    let weights = ways.saturating_mul(width.saturating_mul(width));
    let biases = match is_first {
        true if has("p2c") => width,
        true => 0,
        false => ways.saturating_mul(width),
    };
    if (is_first || !keys.flag("share_att_key", false)?) && ways > 0 {
        mixer += &format!(";{}", extra(weights.saturating_add(biases)));
    }
    layer.mixer = Some(mixer);
    let mut text = format!(";{}", extra(reach.saturating_mul(2).saturating_mul(width)));
    let norm = keys.text("norm_rel_ebd").filter(|_| !is_first);
    if norm.is_some_and(|norm| norm.contains("layer_norm")) {
        text += &format!(";{}", extra(width.saturating_mul(2)));
    }
    reading.info("extra(…) before the layers: the table of relative positions.");
    Ok(text)
}
