//! The Gemmas with an input of its own for each layer: 3n and 4.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{EXPERT_WIDTH, EXPERTS, INNER, KV_HEADS, Keys, LAYERS, VISITED, WIDTH, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::shorten_name;
use super::stack::{Bias, Layer, Norms, extra};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["gemma3n_text", "gemma3n"], gemma3n).tied().defaults(sizes!(2048, 35, 8, 16384, 262400, "num_key_value_heads" = 2, "head_dim" = 256, "max_position_embeddings" = 32768, "sliding_window" = 512, "laurel_rank" = 64, "altup_num_inputs" = 4)),
    Family::new(&["gemma4_text", "gemma4"], gemma4).tied().defaults(sizes!(2304, 30, 8, 9216, 262144, "num_key_value_heads" = 4, "head_dim" = 256, "max_position_embeddings" = 131072, "sliding_window" = 512)),
];

/// Returns the layers of both: norms before and after each part and of each head’s queries and
/// keys; the last `shared` layers take the keys and values of an earlier one.
fn layers(
    reading: &mut Reading<'_>,
    slides: &[bool],
    shared: u64,
) -> Result<Vec<Layer>, FileError> {
    let keys = reading.keys;
    let count = keys.size(&LAYERS)?;
    let hidden = keys.each(&INNER, count)?.unwrap_or_default();
    let bias = Bias::all(keys.flag("attention_bias", false)?);
    let layer = Layer {
        norms: Norms::Around,
        qknorm: true,
        bias,
        ..reading.layer_of(1)?
    };
    let window = keys.optional_number("sliding_window")?;
    let windows = reading.windows_of(slides, window)?;
    let own = count.saturating_sub(shared);
    let mut layers = Vec::new();
    for (window, i) in windows.into_iter().zip(0..) {
        let mut layer = Layer {
            window,
            ..layer.clone()
        };
        let hidden = usize::try_from(i).ok().and_then(|i| hidden.get(i));
        layer.feed.hidden = match hidden {
            Some(hidden) => *hidden,
            None => keys.size(&INNER)?,
        };
        if i >= own {
            layer.further = ",nokv";
        }
        layers.push(layer);
    }
    Ok(layers)
}

/// Adds an input to each layer: a table beside the embedding, and in each layer a gate that lets it
/// through, spelled as a gated feed-forward. The library makes the projections of all layers in
/// one. Returns the terms before the layers, with `further` parameters among them.
fn inputs(
    reading: &mut Reading<'_>,
    layers: &mut [Layer],
    further: u64,
) -> Result<Vec<String>, FileError> {
    let keys = reading.keys;
    let size = keys
        .unless_null("hidden_size_per_layer_input", 256)?
        .unwrap_or(0);
    let vocabulary = keys
        .optional_number("vocab_size_per_layer_input")?
        .unwrap_or(262_144);
    let mut stem = Vec::new();
    if size > 0 {
        for layer in layers.iter_mut() {
            layer.then.push(format!("residual(gated({size});rms)"));
        }
        reading.info(format!(
            "table(…): an embedding of {size} for each layer; extra(…) after it holds its norm of {size}."
        ));
        let width = keys.size(&LAYERS)?.saturating_mul(size);
        stem.push(format!("table({vocabulary},{width})"));
    }
    // The norm of the embeddings.
    let further = further.saturating_add(size);
    if further > 0 {
        stem.push(extra(further));
    }
    Ok(stem)
}

/// transformers, `modeling_gemma3n.py`: several versions of each position, of which a layer changes
/// one and predicts the others; beside attention, a projection of low rank.
pub(super) fn gemma3n(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let count = keys.size(&LAYERS)?;
    let width = keys.size(&WIDTH)?;
    let slides = reading.sliding(count, |i| !(i + 1).is_multiple_of(5))?;
    let shared = keys.count("num_kv_shared_layers", 15)?;
    let mut layers = layers(reading, &slides, shared)?;
    let (rank, versions) = (
        keys.number("laurel_rank")?,
        keys.number("altup_num_inputs")?,
    );
    let square = versions.saturating_mul(versions);
    let mixing = square.saturating_mul(versions.saturating_add(1));
    let mixing = mixing.saturating_mul(count);
    let stem = inputs(reading, &mut layers, mixing)?;
    // Keys that bear on no count: how many activations are set to 0, which version a layer changes,
    // and how.
    keys.mark_unused(&[
        "activation_sparsity_pattern",
        "altup_active_idx",
        "altup_correct_scale",
    ]);
    // The router of n versions, a norm and a scale have (n + 2)·d parameters; as the router is used
    // twice and n versions are predicted from n, each of them is used n times. n² + n³ numbers mix
    // the versions.
    let odd = if versions % 2 == 1 {
        ";depthwise(1,nobias)"
    } else {
        ""
    };
    let mixed = format!("{versions}*shared(ff({}){odd})", versions / 2 + 1);
    for layer in &mut layers {
        layer.then.push(format!("residual(ff({rank});rms;{mixed})"));
    }
    reading.info(format!(
        "Each layer’s predictions of further versions of a position (AltUp) are written as projections that are used several times; {mixing} numbers in extra(…) mix them."
    ));
    let mut decoder = Decoder::with(layers);
    decoder.stem = stem;
    // To and from the further versions.
    let further = versions.saturating_sub(1).saturating_mul(2);
    if further > 0 {
        decoder.stem.push(format!("{further}*fc({width},nobias)"));
    }
    decoder.text(reading)
}

/// transformers, `modeling_gemma4.py`: larger heads in the layers without a window, some of which
/// use their keys as values; experts beside the feed-forward.
pub(super) fn gemma4(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let count = keys.size(&LAYERS)?;
    let mut slides = reading.sliding(count, |i| !(i + 1).is_multiple_of(6))?;
    if let Some(last) = slides.last_mut() {
        *last = false;
    }
    let shared = keys.count("num_kv_shared_layers", 0)?;
    let wide = keys.flag("use_double_wide_mlp", false)?;
    let same = keys.flag("attention_k_eq_v", false)?;
    let mut layers = layers(reading, &slides, shared)?;
    heads(reading, &mut layers, &slides, same)?;
    let stem = inputs(reading, &mut layers, 0)?;
    let experts = experts(reading)?;
    let width = keys.size(&WIDTH)?;
    for (layer, slides) in layers.iter_mut().zip(&slides) {
        let has_own = layer.further.is_empty();
        if wide && !has_own {
            layer.feed.hidden = layer.feed.hidden.saturating_mul(2);
        }
        if same && has_own && !slides {
            layer.further = ",samekv";
        }
        if let Some((number, experts)) = &experts {
            layer.fed = Some(format!("residual({experts}/gated({}))", layer.feed.hidden));
            // Three more norms, and scales of the router’s input and of each expert.
            layer.spare = width.saturating_mul(4).saturating_add(*number);
        }
    }
    let mut decoder = Decoder::with(layers);
    decoder.stem = stem;
    decoder.text(reading)
}

/// Sets the heads of the layers without a window, or of those that `per_layer_config` names.
fn heads(
    reading: &Reading<'_>,
    layers: &mut [Layer],
    slides: &[bool],
    same: bool,
) -> Result<(), FileError> {
    const EACH: &str = "per_layer_config";
    let keys = reading.keys;
    let global = keys.optional_number("global_head_dim")?.unwrap_or(512);
    let kv = keys
        .optional_number("num_global_key_value_heads")?
        .filter(|_| same);
    // Null means the same heads in every layer.
    if keys.is_null(EACH) {
        return Ok(());
    }
    let Some(each) = keys.object(EACH) else {
        for (layer, _) in layers
            .iter_mut()
            .zip(slides)
            .filter(|(_, slides)| !**slides)
        {
            layer.size = Some(global);
            layer.kv = kv.unwrap_or(layer.kv);
        }
        return Ok(());
    };
    for name in each.map.keys() {
        let place = name.parse().ok().and_then(|i: usize| layers.get_mut(i));
        let (Some(layer), Some(own)) = (place, each.object(name)) else {
            return Err(mismatch(format!(
                "“{EACH}” has the key “{}”: each key should be the number of a layer.",
                shorten_name(name)
            )));
        };
        let own = Keys {
            defaults: &[],
            ..own
        };
        layer.size = own.optional_number("head_dim")?.or(layer.size);
        layer.kv = own.optional_size(&KV_HEADS)?.unwrap_or(layer.kv);
        if let Some(other) = own.map.keys().find(|key| !own.is_read(key)) {
            return Err(mismatch(format!(
                "“{EACH}” gives layers a “{}” of their own, which Petaday does not know.",
                shorten_name(other)
            )));
        }
    }
    Ok(())
}

/// Returns the experts of each layer and their number, if there are some.
fn experts(reading: &Reading<'_>) -> Result<Option<(u64, String)>, FileError> {
    let keys = reading.keys;
    let there = keys.flag("enable_moe_block", false)?;
    let (number, visited) = (
        keys.optional_count(&EXPERTS)?,
        keys.optional_count(&VISITED)?,
    );
    let hidden = keys.optional_count(&EXPERT_WIDTH)?;
    if !there {
        return Ok(None);
    }
    let needed = |found: Option<u64>, dim| found.map_or_else(|| keys.size(dim), Ok);
    let number = needed(number, &EXPERTS)?;
    let (visited, hidden) = (needed(visited, &VISITED)?, needed(hidden, &EXPERT_WIDTH)?);
    Ok(Some((
        number,
        format!("experts({number},{visited},{hidden})"),
    )))
}
