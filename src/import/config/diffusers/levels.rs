//! The levels of a UNet, one for each size of its maps, as its file lists them.

use super::super::super::error::FileError;
use super::super::dims::{Dim, dim};
use super::super::keys::{Keys, mismatch};
use super::super::shorten_name;
use super::off;
use serde_json::Value;

/// The most blocks of a level and levels of a network; a loop over them has to end.
const MOST_BLOCKS: u64 = 100;
const MOST_LEVELS: usize = 16;

const LAYERS: Dim = dim(&["layers_per_block"], "the blocks of a level");
/// The number of heads, under a wrong name that the library keeps.
const HEADS: Dim = dim(&["attention_head_dim"], "the heads of attention");
const CROSS: Dim = dim(&["cross_attention_dim"], "the features of a text");

/// One size of the maps.
pub(super) struct Level {
    pub(super) width: u64,
    pub(super) heads: u64,
    /// Features of the text.
    pub(super) text: u64,
    /// Whether the first attention of a layer, otherwise within the image, goes over the text too.
    pub(super) only_cross: bool,
    /// Layers of the transformer of each block on the way down, if it has one.
    pub(super) down: Vec<Option<u64>>,
    /// The same on the way up, where there is one more block.
    pub(super) up: Vec<Option<u64>>,
    /// Layers of the transformer in the middle, below the last level.
    pub(super) middle: u64,
}

/// Returns the channels of each level.
pub(super) fn widths(keys: Keys<'_>) -> Result<Vec<u64>, FileError> {
    let widths = keys.sizes("block_out_channels")?.unwrap_or_default();
    match widths.len() {
        1..=MOST_LEVELS => Ok(widths),
        0 => Err(missing("block_out_channels")),
        count => Err(mismatch(format!(
            "“block_out_channels” has {count} levels: at most {MOST_LEVELS} are counted."
        ))),
    }
}

/// Returns the levels from the largest map to the smallest.
pub(super) fn levels(keys: Keys<'_>) -> Result<Vec<Level>, FileError> {
    let widths = widths(keys)?;
    let count = widths.len();
    let down = attends(
        keys,
        "down_block_types",
        &["CrossAttnDownBlock2D", "DownBlock2D"],
        count,
    )?;
    let mut up = attends(
        keys,
        "up_block_types",
        &["CrossAttnUpBlock2D", "UpBlock2D"],
        count,
    )?;
    up.reverse();
    // The library refuses the first key as a mistake.
    off(keys, &["num_attention_heads", "dual_cross_attention"])?;
    let each = |dim: &Dim| {
        let levels = u64::try_from(count).unwrap_or(u64::MAX);
        let sizes = keys.each(dim, levels)?.unwrap_or_default();
        match sizes.len() == count && sizes.iter().all(|size| *size > 0) {
            true => Ok(sizes),
            false => Err(missing(dim.names[0])),
        }
    };
    let (layers, heads, text) = (each(&LAYERS)?, each(&HEADS)?, each(&CROSS)?);
    let depths = keys.value("transformer_layers_per_block");
    let reversed = keys.value("reverse_transformer_layers_per_block");
    let only_cross = keys.value("only_cross_attention");
    let mut levels = Vec::new();
    for (i, width) in widths.into_iter().enumerate() {
        let (layers, heads) = (layers[i], heads[i]);
        if layers > MOST_BLOCKS {
            return Err(mismatch(format!(
                "“layers_per_block” is {layers}: at most {MOST_BLOCKS} are counted."
            )));
        }
        let is_last = i + 1 == count;
        if (down[i] || up[i] || is_last) && !width.is_multiple_of(heads) {
            return Err(mismatch(format!(
                "{heads} heads, as “attention_head_dim” is their number in this class, do not divide a width of {width}."
            )));
        }
        let layers = usize::try_from(layers).unwrap_or_default();
        let way = |attends: bool, count: usize, depths: Option<&Value>, level: usize| {
            let of = |layer| match attends {
                true => depth(depths, level, layer).map(Some),
                false => Ok(None),
            };
            (0..count).map(of).collect::<Result<Vec<_>, FileError>>()
        };
        let (depths_up, place) = match reversed {
            Some(reversed) => (Some(reversed), count - 1 - i),
            None => (depths, i),
        };
        let only_cross = match only_cross {
            Some(Value::Array(list)) => list.get(i) == Some(&Value::Bool(true)),
            one => one == Some(&Value::Bool(true)),
        };
        levels.push(Level {
            width,
            heads,
            text: text[i],
            only_cross,
            down: way(down[i], layers, depths, i)?,
            up: way(up[i], layers + 1, depths_up, place)?,
            middle: if is_last { depth(depths, i, 0)? } else { 0 },
        });
    }
    Ok(levels)
}

fn missing(key: &str) -> FileError {
    mismatch(format!(
        "“{key}” is missing or not a list with one whole number for each level."
    ))
}

/// Returns for each level whether its block is the first one of `known`.
pub(super) fn attends(
    keys: Keys<'_>,
    key: &str,
    known: &[&str],
    count: usize,
) -> Result<Vec<bool>, FileError> {
    let list = keys.list(key).unwrap_or_default();
    if list.len() != count {
        return Err(mismatch(format!(
            "“{key}” is not a list with one block for each of the {count} levels of “block_out_channels”."
        )));
    }
    let mut found = Vec::new();
    for block in list {
        let name = block.as_str().unwrap_or_default();
        if !known.contains(&name) {
            return Err(mismatch(format!(
                "“{key}” has {}, whose layers Petaday does not know. Known: {}.",
                shorten_name(name),
                known.join(", ")
            )));
        }
        found.push(known.first() == Some(&name));
    }
    Ok(found)
}

/// Returns the layers of the transformer of one block: the file has one number for all, for each
/// level, or for each block.
fn depth(depths: Option<&Value>, level: usize, block: usize) -> Result<u64, FileError> {
    let found = match depths {
        None => Some(1),
        Some(Value::Array(list)) => match list.get(level) {
            Some(Value::Array(blocks)) => blocks.get(block).and_then(Value::as_u64),
            one => one.and_then(Value::as_u64),
        },
        Some(one) => one.as_u64(),
    };
    found.ok_or_else(|| {
        mismatch(
            "“transformer_layers_per_block” does not say how many layers each block has.".into(),
        )
    })
}

/// Returns two convolutions with norms beside a shortcut, which is projected if the channels
/// change. `time` gives the features of the time step’s embedding and the vectors made of it, which
/// come in between.
pub(super) fn resnet(from: u64, to: u64, time: Option<(u64, u64)>) -> String {
    let time = match time {
        Some((features, vectors)) => format!(";beside({features},{})", to.saturating_mul(vectors)),
        None => String::new(),
    };
    let shortcut = match from == to {
        true => String::new(),
        false => format!("/conv({to},1)"),
    };
    format!("residual(gn;conv({to},3,pad=1){time};gn;conv({to},3,pad=1){shortcut})")
}

/// Returns the sides of a map half as large.
pub(super) fn halved(sides: [u64; 2]) -> Result<[u64; 2], FileError> {
    if sides.iter().all(|side| side.is_multiple_of(2)) {
        return Ok(sides.map(|side| side / 2));
    }
    let [high, wide] = sides;
    Err(mismatch(format!(
        "the image does not halve as often as there are levels: a map of {high}×{wide} is left. Give another size of the image."
    )))
}
