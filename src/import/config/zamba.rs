//! Layers that share a block: Zamba and Zamba2.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::{Family, sizes};
use super::keys::{HEAD_SIZE, HEADS, INNER, KV_HEADS, Keys, LAYERS, WIDTH, mismatch};
use super::kinds::{Kind, LISTS, listed_or, of_layers};
use super::mixers::{Heads, JAMBA, Names, alone, spell_layer};
use super::net::Net;
use super::reading::Reading;
use super::stack::extra;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["zamba"], zamba).tied().defaults(sizes!(3712, 76, 16, 14848, 32000, "num_key_value_heads" = 16, "max_position_embeddings" = 4096, "attn_layer_period" = 6, "mamba_d_state" = 16, "mamba_d_conv" = 4, "mamba_expand" = 2)),
    Family::new(&["zamba2"], zamba2).tied().defaults(sizes!(2560, 54, 32, 10240, 32000, "max_position_embeddings" = 4096, "mamba_d_state" = 64, "mamba_d_conv" = 4, "mamba_expand" = 2, "mamba_ngroups" = 1, "n_mamba_heads" = 8, "num_mem_blocks" = 1, "adapter_rank" = 128)),
];

const KINDS: &[Kind] = &[Kind::State, Kind::Hybrid];

/// Returns the number of layers that also go through a shared block.
fn hybrid(kinds: &[Kind]) -> u64 {
    let count = kinds.iter().filter(|kind| **kind == Kind::Hybrid).count();
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// Returns a block that reads a layer’s input beside the embedding, twice the width; its output is
/// added to the input of the layer’s state space.
fn block(attention: &str, width: u64, feed: &str) -> String {
    format!("residual(concat(dropout/);rms;{attention};fc({width},nobias);rms;{feed})")
}

/// Returns attention over twice the width, without its output projection.
fn attention(keys: Keys<'_>) -> Result<String, FileError> {
    let heads = keys.size(&HEADS)?;
    let kv = keys.optional_size(&KV_HEADS)?.unwrap_or(heads);
    let wide = keys.size(&WIDTH)?.saturating_mul(2);
    let said = keys.optional_number("attention_hidden_size")?;
    if let Some(said) = said.filter(|said| *said != wide) {
        return Err(mismatch(format!(
            "“attention_hidden_size” is {said}: only twice the width is counted here."
        )));
    }
    let size = keys.optional_size(&HEAD_SIZE)?.unwrap_or(wide / heads);
    let mut named = vec![("kv", kv), ("size", size)];
    named.retain(|(name, count)| *name != "kv" || *count != heads);
    Ok(spell_layer(
        "attention",
        &[heads],
        &named,
        &[("noout", true)],
    ))
}

const SHARED: &str = "shared(…) is a block whose weights several layers use: it counts once in the parameters and each time in the operations.";

/// Notes that several uses share a block, if there are fewer blocks than uses.
///
/// # Errors
/// Refuses shared blocks without a tied embedding: transformers 5 then shares none of them.
fn may_share(reading: &mut Reading<'_>, blocks: u64, uses: u64) -> Result<(), FileError> {
    if blocks >= uses {
        return Ok(());
    }
    if !reading.tied {
        return Err(mismatch(
            "“tie_word_embeddings” is false: whether the blocks of several layers then share their weights depends on the version of the library."
                .into(),
        ));
    }
    reading.info(SHARED);
    Ok(())
}

/// Returns a decoder of the state spaces of all layers, after the uses of shared blocks.
fn decoder(mixer: String, kinds: &[Kind], shared: Vec<String>, width: u64) -> Decoder {
    let layer = alone(mixer);
    let mut decoder = Decoder::with(kinds.iter().map(|_| layer.clone()).collect());
    decoder.stem = shared;
    // Each use has a projection of its own from the block to the state space.
    match hybrid(kinds) {
        0 => {}
        uses => decoder
            .stem
            .push(format!("{uses}*residual(fc({width},nobias))")),
    }
    decoder
}

/// transformers, `modeling_zamba.py`: one block for all.
fn zamba(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    // The heads split the input of a state space and multiply nothing more.
    keys.mark_unused(&["n_mamba_heads", "use_mamba_kernels"]);
    let width = keys.size(&WIDTH)?;
    let period = keys.number("attn_layer_period")?;
    let offset = keys.count("attn_layer_offset", 4)?;
    let kinds = listed_or(keys, KINDS, &|i| match i {
        2 => Kind::Hybrid,
        i if i > 2 && (i - 3) % period == offset => Kind::Hybrid,
        _ => Kind::State,
    })?;
    let mixer = JAMBA.mamba(keys, JAMBA.inner(keys)?, false)?;
    let feed = format!("gated({})", keys.size(&INNER)?);
    let block = block(&attention(keys)?, width, &feed);
    let uses = hybrid(&kinds);
    may_share(reading, 1, uses)?;
    let shared = match uses {
        0 => Vec::new(),
        uses => vec![format!("{uses}*shared({block})")],
    };
    decoder(mixer, &kinds, shared, width).text(reading)
}

/// Returns a number under the key of Zyphra’s own files, or under the library’s.
fn either_number(
    keys: Keys<'_>,
    older: &'static str,
    newer: &'static str,
) -> Result<u64, FileError> {
    match keys.optional_number(older)? {
        Some(number) => {
            keys.mark_unused(&[newer]);
            Ok(number)
        }
        None => keys.number(newer),
    }
}

const NAMES: Names = Names {
    bias: "add_bias_linear",
    // Always there, whatever “use_conv_bias” says.
    conv_bias: "",
    ..JAMBA
};

/// Returns the kind of a layer of Zamba2 2.7B, for files without a list.
fn usual(layer: u64) -> Kind {
    match [6, 12, 18, 24, 30, 36, 42, 47, 51].contains(&layer) {
        true => Kind::Hybrid,
        false => Kind::State,
    }
}

/// transformers, `modeling_zamba2.py`: several blocks in turn, each use of one with adapters of its
/// own beside the feed-forward, and beside queries, keys and values if the file says so.
fn zamba2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    keys.mark_unused(&[
        "hybrid_layer_ids",
        "kv_channels",
        "num_query_groups",
        "use_conv_bias",
        "use_shared_mlp_adapter",
        "ft_lora",
        "use_mamba_kernels",
        "use_long_context",
    ]);
    if !keys.flag("gated_linear_unit", true)? {
        return Err(mismatch(
            "“gated_linear_unit” is false: such a feed-forward is not counted here.".into(),
        ));
    }
    let width = keys.size(&WIDTH)?;
    let kinds = match of_layers(keys, LISTS, KINDS)? {
        Some(kinds) => kinds,
        None if keys.size(&LAYERS)? == 54 => (0..54).map(usual).collect(),
        None => {
            return Err(mismatch(
                "“layers_block_type” is missing: which layers use a shared block is not known."
                    .into(),
            ));
        }
    };
    let bias = keys.flag(NAMES.bias, false)?;
    let mixer = mixer(keys, bias)?;
    let inner = keys
        .optional_size(&INNER)?
        .unwrap_or(width.saturating_mul(4));
    let feed = spell_layer("gated", &[inner], &[], &[("bias", bias)]);
    let block = block(&attention(keys)?, width, &feed);
    let uses = hybrid(&kinds);
    let mut shared = Vec::new();
    let blocks = keys.number("num_mem_blocks")?.min(uses);
    may_share(reading, blocks, uses)?;
    if let (Some(each), Some(more)) = (uses.checked_div(blocks), uses.checked_rem(blocks)) {
        // The blocks take turns; the first ones have one use more if the uses do not divide evenly.
        for (count, times) in [(more, each + 1), (blocks - more, each)] {
            if count > 0 {
                shared.push(format!("{count}*({times}*shared({block}))"));
            }
        }
        if let Some(text) = adapters(keys, uses, width, inner)? {
            reading.info("ff(…) after the shared blocks: the adapters of each of their uses.");
            shared.push(text);
        }
    }
    decoder(mixer, &kinds, shared, width).text(reading)
}

fn mixer(keys: Keys<'_>, bias: bool) -> Result<String, FileError> {
    let inner =
        keys.size(&WIDTH)?
            .saturating_mul(either_number(keys, "expansion_factor", NAMES.expand)?);
    // The first files give the size of a head, later ones the number of heads.
    let count = match keys.optional_number("mamba_headdim")? {
        Some(size) if keys.has("conv_dimension") => inner / size,
        _ => keys.number("n_mamba_heads")?,
    };
    let heads = Heads {
        count,
        size: inner / count.max(1),
        groups: keys.number("mamba_ngroups")?,
    };
    if heads.count.checked_mul(heads.size) != Some(inner) {
        return Err(mismatch(format!(
            "“n_mamba_heads” is {count}, which does not divide the inner width of {inner}."
        )));
    }
    let names = Names {
        state: keys.first_present("state_size", NAMES.state),
        conv: keys.first_present("conv_dimension", NAMES.conv),
        ..NAMES
    };
    names.mamba2(keys, heads, bias, true)
}

/// Returns the adapters of each use of a block: from d to r and on to 2f beside its feed-forward,
/// and from 2d to r and back beside its queries, keys and values. The grammar cannot add layers of
/// such shapes, so an ff(…) of as many weights stands for them, and an extra(…) for the remainder.
fn adapters(
    keys: Keys<'_>,
    uses: u64,
    width: u64,
    inner: u64,
) -> Result<Option<String>, FileError> {
    let rank = either_number(keys, "lora_rank", "adapter_rank")?;
    let mut across = 0_u64;
    if keys.flag("use_shared_block_lora", true)? {
        across = inner.saturating_mul(2).saturating_add(width);
    }
    let (library, older) = ("use_shared_attention_adapter", "use_shared_attention_lora");
    if keys.flag(library, keys.flag(older, false)?)? {
        across = across.saturating_add(width.saturating_mul(12));
    }
    let (doubled, weights) = (width.saturating_mul(2), rank.saturating_mul(across));
    let mut terms = Vec::new();
    if weights >= doubled {
        terms.push(format!("ff({})", weights / doubled));
    }
    if !weights.is_multiple_of(doubled) {
        terms.push(extra(weights % doubled));
    }
    let text = format!("{uses}*residual({})", terms.join(";"));
    Ok(Some(text).filter(|_| weights > 0))
}
