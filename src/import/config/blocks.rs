//! Decoders that were cut out of a larger one, block by block: NVIDIA’s Nemotron-NAS, Deci’s
//! DeciLM.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::Family;
use super::keys::{INNER, KV_HEADS, Keys, LAYERS, WIDTH, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::shorten_name;
use super::stack::{Bias, Halves, Layer};
use crate::architecture::MAX_SIZE;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["nemotron-nas", "deci"], blocks).also_named(&["DeciLM"]),
];

const BLOCKS: &str = "block_configs";

/// `modeling_decilm.py` of nvidia/Llama-3_3-Nemotron-Super-49B-v1: layers of Llama, some without
/// attention or with a linear layer in its place, each with a feed-forward of its own width.
/// DeciLM 7B has no blocks, but a number of key-value heads for each layer.
fn blocks(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let count = keys.size(&LAYERS)?;
    let hidden = keys.optional_size(&INNER)?;
    let mut layer = reading.layer_of(hidden.unwrap_or(1))?;
    layer.bias = Bias::all(keys.flag("attention_bias", false)?);
    layer.feed.bias = keys.flag("mlp_bias", false)?;
    let mut layers: Vec<Layer> = (0..count).map(|_| layer.clone()).collect();
    if let Some(blocks) = keys.list(BLOCKS) {
        if u64::try_from(blocks.len()) != Ok(count) {
            return Err(mismatch(format!(
                "“{BLOCKS}” has {} blocks, where one for each of the {count} layers is expected.",
                blocks.len()
            )));
        }
        let blocks = blocks.iter().map(|block| block.as_object());
        let all = layers.into_iter().zip(blocks);
        let cut = all.map(|(layer, map)| {
            let map = map.ok_or_else(|| {
                mismatch(format!("“{BLOCKS}” holds something other than blocks."))
            })?;
            reduce_layer(reading, layer, Keys { map, ..keys })
        });
        let cut: Result<Vec<Option<Layer>>, FileError> = cut.collect();
        layers = cut?.into_iter().flatten().collect();
    } else {
        keys.size(&INNER)?;
        each_kv(keys, &mut layers)?;
    }
    let mut decoder = Decoder::with(layers);
    decoder.tail = vec!["rms".into()];
    decoder.text(reading)
}

/// Sets the key-value heads of each layer by a list.
fn each_kv(keys: Keys<'_>, layers: &mut [Layer]) -> Result<(), FileError> {
    const EACH: &str = "num_key_value_heads_per_layer";
    let Some(list) = keys.list(EACH) else {
        return Ok(());
    };
    let numbers = list.iter().filter_map(|kv| kv.as_u64());
    let numbers: Vec<u64> = numbers.filter(|kv| *kv > 0).collect();
    if numbers.len() != layers.len() || list.len() != layers.len() {
        return Err(mismatch(format!(
            "“{EACH}” is for {} layers, and there are {}.",
            list.len(),
            layers.len()
        )));
    }
    for (layer, kv) in layers.iter_mut().zip(numbers) {
        layer.kv = kv;
    }
    Ok(())
}

/// Returns the part of a layer that a block leaves, if there is one.
fn reduce_layer(
    reading: &Reading<'_>,
    mut layer: Layer,
    block: Keys<'_>,
) -> Result<Option<Layer>, FileError> {
    let width = reading.keys.size(&WIDTH)?;
    let linear = format!("fc({width},nobias)");
    let (attention, feed) = (part(block, "attention")?, part(block, "ffn")?);
    let has_mixer = !attention.flag("no_op", false)?;
    let has_feed = !feed.flag("no_op", false)?;
    let group = attention.optional_number("n_heads_in_group")?;
    if attention.flag("replace_with_linear", false)? {
        layer.mixer = Some(linear.clone());
    } else if let Some(group) = group {
        layer.kv = (layer.heads / group).max(1);
    } else if has_mixer {
        // Without a group, all blocks have the same number.
        layer.kv = reading.keys.size(&KV_HEADS)?;
    }
    let window = attention.optional_number("window_length")?;
    layer.window = window.filter(|_| reading.asked.causal);
    if feed.flag("replace_with_linear", false)? {
        layer.fed = Some(linear);
    } else if has_feed {
        layer.feed.hidden = inner(feed, width)?;
    }
    // Some tokens are always seen; a block may give a width that it does not use.
    attention.mark_unused(&[
        "num_sink_tokens",
        "unshifted_sink",
        "use_prefill_window_in_sink_attention",
    ]);
    feed.mark_unused(&["ffn_mult", "intermediate_size"]);
    for object in [block, attention, feed] {
        refuse_unread(object)?;
    }
    layer.halves = match (has_mixer, has_feed) {
        (true, true) => Halves::Both,
        (true, false) => Halves::Mixer,
        (false, true) => Halves::Feed,
        (false, false) => return Ok(None),
    };
    Ok(Some(layer))
}

/// Returns one of the two parts of a block.
fn part<'a>(block: Keys<'a>, name: &str) -> Result<Keys<'a>, FileError> {
    block
        .object(name)
        .ok_or_else(|| mismatch(format!("a block of “{BLOCKS}” has no “{name}”.")))
}

/// Returns the inner width: two thirds of a multiple of the width, rounded up to a multiple of 256.
fn inner(feed: Keys<'_>, width: u64) -> Result<u64, FileError> {
    if let Some(hidden) = feed.optional_number("intermediate_size")? {
        return Ok(hidden);
    }
    let times = feed.value("ffn_mult").and_then(|times| times.as_f64());
    let hidden = times.map(|times| 2.0 * times * width as f64 / 3.0);
    match hidden {
        Some(hidden) if (1.0..=MAX_SIZE as f64).contains(&hidden) => {
            Ok((hidden as u64).next_multiple_of(256))
        }
        _ => Err(mismatch(format!(
            "a block of “{BLOCKS}” has no “ffn_mult” that gives its feed-forward a width."
        ))),
    }
}

/// Refuses keys of a block that were not read.
fn refuse_unread(part: Keys<'_>) -> Result<(), FileError> {
    let says = |key: &&String| {
        let value = part.map.get(*key);
        !part.is_read(key) && value.is_some_and(|value| !value.is_null() && *value != false)
    };
    match part.map.keys().find(says) {
        None => Ok(()),
        Some(other) => Err(mismatch(format!(
            "a block of “{BLOCKS}” has “{}”, which Petaday does not know.",
            shorten_name(other)
        ))),
    }
}
