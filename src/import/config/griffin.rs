//! Griffin, as in RecurrentGemma: linear recurrences, and attention within a window.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{HEADS, INNER, Keys, LAYERS, WIDTH, mismatch};
use super::kinds::{Kind, LISTS, named, of_layers};
use super::net::Net;
use super::reading::Reading;
use super::stack::{Bias, Layer, extra};

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["recurrent_gemma"], recurrent_gemma).tied().defaults(sizes!(2560, 26, 10, 7680, 256000, "attention_window_size" = 2048, "conv1d_width" = 4)),
];

const KINDS: &[Kind] = &[Kind::State, Kind::Full, Kind::Sliding];

/// Returns the kind of each layer: by a list, or by blocks that repeat.
fn kinds(keys: Keys<'_>) -> Result<Vec<Kind>, FileError> {
    const BLOCKS: &str = "block_types";
    let blocks = named(keys, BLOCKS, KINDS)?;
    // The library derives it from the blocks, too.
    keys.mark_unused(&["_block_types"]);
    if let Some(kinds) = of_layers(keys, LISTS, KINDS)? {
        return Ok(kinds);
    }
    let blocks = blocks.unwrap_or_else(|| vec![Kind::State, Kind::State, Kind::Full]);
    let layers = usize::try_from(keys.size(&LAYERS)?).unwrap_or(0);
    Ok(blocks.iter().copied().cycle().take(layers).collect())
}

/// transformers, `modeling_recurrent_gemma.py`: the inner width of the feed-forward is half of the
/// file’s; the output of attention always has a bias.
fn recurrent_gemma(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let width = keys.size(&WIDTH)?;
    let kinds = kinds(keys)?;
    let mut layer = reading.layer_of(keys.size(&INNER)? / 2)?;
    layer.feed.bias = true;
    match keys.flag("attention_bias", false)? {
        true => layer.bias = Bias::All,
        false => {
            layer.extra = width;
            reading.info("extra(…) in the layers with attention: the bias of its output.");
        }
    }
    let linear = Layer {
        mixer: Some(recurrence(keys, width)?),
        extra: 0,
        ..layer.clone()
    };
    let window = keys.optional_number("sliding_window")?;
    let window = match window {
        Some(window) => Some(window),
        None => keys.optional_number("attention_window_size")?,
    };
    let count = u64::try_from(kinds.len()).unwrap_or(u64::MAX);
    let slides = |i: u64| {
        let kind = usize::try_from(i).ok().and_then(|i| kinds.get(i));
        kind.is_some_and(|kind| *kind != Kind::State)
    };
    let windows = reading.windows(count, window, slides)?;
    let of = |(kind, window): (&Kind, Option<u64>)| match kind {
        Kind::State => linear.clone(),
        _ => Layer {
            window,
            ..layer.clone()
        },
    };
    Decoder::with(kinds.iter().zip(windows).map(of).collect()).text(reading)
}

/// Returns two branches of w features, one through a convolution and a recurrence whose two gates
/// are made a head at a time. Its state is one number a feature: element-wise products, which count
/// nothing.
fn recurrence(keys: Keys<'_>, width: u64) -> Result<String, FileError> {
    let heads = keys.size(&HEADS)?;
    let wide = keys.optional_number("lru_width")?.unwrap_or(width);
    if !wide.is_multiple_of(heads) {
        return Err(mismatch(format!(
            "“lru_width” is {wide} and “{}” is {heads}: the heads do not divide it.",
            HEADS.names[0]
        )));
    }
    let kernel = keys.number("conv1d_width")?;
    let gate = format!("conv({wide},1,groups={heads})");
    Ok(format!(
        "residual(fc({wide})/fc({wide});depthwise({kernel},pad=same);residual({gate}/{gate});{});fc({width})",
        extra(wide)
    ))
}
