//! A decoder guessed from the dimensions of a configuration whose family is not known, if the file
//! gives all that changes the count.

use super::super::error::FileError;
use super::class::Class;
use super::decoder::Decoder;
use super::keys::{
    DIMENSIONS, EXPERT_WIDTH, EXPERTS, HEADS, INNER, Keys, LAYERS, SHARED_EXPERTS, VISITED,
    VOCABULARY, WIDTH,
};
use super::meaning;
use super::net::Net;
use super::reading::{Reading, list_names};
use super::shorten_name;
use super::stack::{Beside, Bias, Experts, Layer, Norms, extra};
use crate::quantity::write::whole;

/// Keys that say that projections have biases.
const BIASES: [&str; 4] = ["attention_bias", "qkv_bias", "use_bias", "mlp_bias"];

/// Returns the most likely network for the dimensions, and records the least and the most
/// parameters that it can have.
///
/// # Errors
/// Says which dimension is missing, or which key changes the count in a way that is not known, and
/// what was found.
pub(super) fn decoder(reading: &mut Reading<'_>, name: Option<&str>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let who = match name {
        Some(name) => format!("The model_type “{}” is not known", shorten_name(name)),
        None => "The file names no model_type".into(),
    };
    let (found, missing) = dimensions(keys);
    let sizes = found.join(", ");
    let found = match found.as_slice() {
        [] => "No dimension of a network was found".into(),
        _ => format!("Found: {sizes}"),
    };
    let unread = meaning::unread_keys(keys);
    let kinds: Vec<&str> = unread.iter().map(|key| key.text.as_str()).collect();
    let found = match kinds.as_slice() {
        [] => found,
        kinds => format!("{found}, and {}", list_names(kinds)),
    };
    if !missing.is_empty() {
        return Err(FileError::Uncountable(format!(
            "{who}, and no network can be guessed without {}. {found}.",
            missing.join(", ")
        )));
    }
    let layer = layer(reading).map_err(|error| {
        FileError::Uncountable(format!(
            "{who}, and no usual decoder has such dimensions. {found}. {error}"
        ))
    })?;
    if keys.flag("is_encoder_decoder", false)? {
        return Err(FileError::Uncountable(format!(
            "{who}, and it has an encoder and a decoder. {found}."
        )));
    }
    if !is_language(reading) {
        return Err(FileError::Uncountable(format!(
            "{who}, and the file does not say that it is a language model with a decoder alone, which is all that can be guessed. {found}."
        )));
    }
    reading
        .left_unread("a usual decoder does not have")
        .map_err(|error| FileError::Uncountable(format!("{who}. {error}")))?;
    let gated = is_gated(keys, &layer);
    // Models with RMS norms mostly have an output projection of their own. Files have the key only
    // where it differs from the family’s default, which is not known here.
    let tied = keys.flag("tie_word_embeddings", layer.norm != "rms")?;
    reading.tied = tied;
    let mut usual = layer.clone();
    usual.feed.gated = gated;
    let net = Decoder::of(reading, usual)?.text(reading)?;
    reading.between = Some(bounds(reading, layer.clone())?);
    reading.tied = tied;
    reading.warning(format!(
        "{who}. This is a guess: a decoder of the dimensions that the file names ({sizes}), with {} norms, a feed-forward {}, and an output projection {}.",
        if layer.norm == "rms" { "RMS" } else { "layer" },
        if gated { "with a gate" } else { "without a gate" },
        if tied { "that is the embedding" } else { "of its own" },
    ));
    Ok(net)
}

/// Returns whether the file is of a language model with a decoder alone.
fn is_language(reading: &Reading<'_>) -> bool {
    match reading.class {
        Class::Language => true,
        // Encoders have neither key.
        Class::Unnamed => reading.keys.has("rms_norm_eps") || reading.keys.has("rope_theta"),
        _ => false,
    }
}

/// Returns whether a key of the feed-forward or its activation has one of these words for a value.
pub(super) fn says_of_feed(keys: Keys<'_>, words: &[&str]) -> bool {
    const PLACES: [&str; 4] = ["act", "mlp", "ffn", "feed_forward"];
    let named = keys.map.iter().filter_map(|(key, value)| {
        let key = key.to_ascii_lowercase();
        let is_there = PLACES.iter().any(|place| key.contains(place));
        is_there.then(|| value.as_str()).flatten()
    });
    named.into_iter().any(|value| {
        let value = value.to_ascii_lowercase();
        words.iter().any(|word| value.contains(word))
    })
}

/// Words for a feed-forward with a gate: `swiglu`, `geglu`, `reglu`, `GatedMLP`.
pub(super) const GATED: &[&str] = &["glu", "gated"];

/// Returns whether the feed-forward most likely has a gate.
fn is_gated(keys: Keys<'_>, layer: &Layer) -> bool {
    layer.feed.gated || layer.norm == "rms" || says_of_feed(keys, &["silu"])
}

/// Returns the least and the most parameters that a decoder of these layers can have, given what no
/// key says.
fn bounds(reading: &mut Reading<'_>, layer: Layer) -> Result<(u128, u128), FileError> {
    let says = reading.keys.has("tie_word_embeddings");
    let parameters = |net: Net| Ok(net.count()?.parameters.unwrap_or_default());
    let mut least = layer.clone();
    least.feed.gated = layer.feed.gated;
    least.norms = Norms::Shared;
    least.norm = "";
    reading.tied |= !says;
    let least = parameters(Decoder::of(reading, least)?.text(reading)?)?;
    let mut most = layer;
    most.feed.gated = true;
    most.norms = Norms::Around;
    most.norm = "ln";
    most.qknorm = true;
    // Some libraries take heads of 128 if the file gives no size.
    if most.size.is_none() && !reading.keys.has("head_dim") {
        let own = reading.keys.size(&WIDTH)? / most.heads;
        most.size = Some(own.max(128));
    }
    most.bias = Bias::All;
    most.feed.bias = true;
    if let Some(experts) = &mut most.feed.experts {
        // Some models have an expert for every token that no key mentions.
        experts.beside = Some(Beside {
            hidden: most.feed.hidden.max(experts.hidden),
            scaled: true,
        });
        experts.router_bias = true;
    }
    reading.tied &= says;
    let mut most = Decoder::of(reading, most)?;
    most.head_bias = true;
    // Learned positions, a few more than the context.
    let context = reading
        .context
        .or(reading.length)
        .unwrap_or(0)
        .saturating_add(2);
    let table = extra(context.saturating_mul(reading.keys.size(&WIDTH)?));
    most.stem = vec![table, "ln".into()];
    Ok((least, parameters(most.text(reading)?)?))
}

/// Returns the layer that the dimensions describe.
fn layer(reading: &Reading<'_>) -> Result<Layer, FileError> {
    let keys = reading.keys;
    let width = keys.size(&WIDTH)?;
    let inner = keys.optional_size(&INNER)?;
    let mut layer = reading.layer_of(inner.unwrap_or_else(|| width.saturating_mul(4)))?;
    if keys.flag("multi_query", false)? {
        layer.kv = 1;
    }
    if !keys.has("rms_norm_eps") {
        layer.norm = "ln";
    }
    layer.feed.gated = says_of_feed(keys, GATED);
    let mut biased = false;
    for key in BIASES {
        biased |= keys.flag(key, false)?;
    }
    layer.bias = Bias::all(biased);
    layer.feed.experts = experts(keys, layer.feed.hidden)?;
    Ok(layer)
}

/// Returns experts for every layer, if the file has some; a file without any may say 0.
fn experts(keys: Keys<'_>, hidden: u64) -> Result<Option<Experts>, FileError> {
    if !keys.flag("is_moe", true)? {
        // The file may give their number all the same.
        keys.optional_count(&EXPERTS)?;
        keys.optional_count(&VISITED)?;
        return Ok(None);
    }
    let (count, active) = match (
        keys.optional_count(&EXPERTS)?,
        keys.optional_count(&VISITED)?,
    ) {
        (Some(count), Some(active)) if count > 1 => (count, active),
        (None | Some(1), None) => return Ok(None),
        // One number without the other: the missing one has a name that is not known.
        _ => {
            return Err(FileError::Uncountable(
                "It has experts, but not both how many and how many a token visits.".into(),
            ));
        }
    };
    Ok(Some(Experts {
        count,
        active,
        hidden: keys.optional_count(&EXPERT_WIDTH)?.unwrap_or(hidden),
        shared: keys.optional_count(&SHARED_EXPERTS)?.unwrap_or(0),
        router_bias: false,
        beside: None,
    }))
}

/// Returns the dimensions in the file, and the missing ones that a guess needs.
fn dimensions(keys: Keys<'_>) -> (Vec<String>, Vec<&'static str>) {
    let number = |dim| keys.optional_size(dim).ok().flatten();
    let mut found = Vec::new();
    for dim in DIMENSIONS {
        if let Some(number) = number(dim) {
            found.push(format!("{} {}", dim.names[0], whole(number.into())));
        }
    }
    let needed = [&WIDTH, &LAYERS, &HEADS, &VOCABULARY];
    let missing = needed.iter().filter(|dim| number(dim).is_none());
    (found, missing.map(|dim| dim.names[0]).collect())
}
