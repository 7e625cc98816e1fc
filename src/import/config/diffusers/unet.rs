//! The UNet of Stable Diffusion: smaller and smaller maps, each with a residual block and mostly
//! attention to a text, then larger and larger ones, which also read the outputs of the first ones.
//! diffusers, `unet_2d_condition.py`, its blocks in `unet_2d_blocks.py`.

use super::super::super::error::FileError;
use super::super::keys::{Keys, mismatch};
use super::super::net::{Net, Part};
use super::super::reading::Reading;
use super::levels::{Level, halved, levels, resnet};
use super::{Step, all_read, embed_vector, off, one_of, step};
use crate::architecture::{self, MAX_CHARS};

/// Tokens of a text in CLIP.
const TEXT: u64 = 77;
/// The usual side of a latent image.
const SIDE: u64 = 64;

/// A block on the way down, with its output; or on the way up, with its input.
struct Stage {
    text: String,
    channels: u64,
    sides: [u64; 2],
}

pub(super) fn unet(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let step = step(reading, SIDE, TEXT)?;
    let levels = levels(keys)?;
    let Some(first) = levels.first() else {
        return Err(mismatch("“block_out_channels” is empty.".into()));
    };
    let (front, time) = front(keys, first.width, step.text)?;
    let scaled = one_of(keys, "resnet_time_scale_shift", &["default", "scale_shift"])?;
    let time = (time, if scaled == "scale_shift" { 2 } else { 1 });
    let end = keys.number("conv_out_kernel")?;
    let end = format!(
        "gn;conv({},{end},pad={})",
        keys.number("out_channels")?,
        (end - 1) / 2
    );
    let channels = keys.number("in_channels")?;
    let way = Way { step, time };
    let down = way.down(keys, &levels)?;
    let middle = way.middle(keys, &levels, &down)?;
    let up = way.up(&levels, &down);
    all_read(keys, PASSED)?;
    reading.info("extra(…) in each layer of attention: the bias of its output.");
    let [high, wide] = way.step.sides;
    let start = format!("input({channels}x{high}x{wide});{front}");
    let one = format!("{start};{};{end}", nested(&down, &middle, &up));
    match architecture::read(&one) {
        Ok(_) => Ok(one.into()),
        // The text is too deep or too long.
        Err(_) => Ok(split_by_blocks(&start, &down, &middle, &up, &end)),
    }
}

/// The settings that every block shares.
struct Way {
    step: Step,
    /// Features of the time step’s embedding, and the number of vectors that a block makes of it.
    time: (u64, u64),
}

impl Way {
    fn down(&self, keys: Keys<'_>, levels: &[Level]) -> Result<Vec<Stage>, FileError> {
        let mut sides = self.step.sides;
        let mut width = levels.first().map_or(0, |level| level.width);
        let start = keys.number("conv_in_kernel")?;
        let mut down = vec![Stage {
            text: format!("conv({width},{start},pad={})", (start - 1) / 2),
            channels: width,
            sides,
        }];
        if keys.count("downsample_padding", 1)? > 1 {
            return Err(mismatch(
                "“downsample_padding” is more than 1, with which a map is not halved.".into(),
            ));
        }
        for (i, level) in levels.iter().enumerate() {
            for depth in &level.down {
                let text = self.block(width, level, *depth, sides);
                width = level.width;
                down.push(Stage {
                    text,
                    channels: width,
                    sides,
                });
            }
            if i + 1 < levels.len() {
                sides = halved(sides)?;
                let text = format!("conv({width},3,stride=2,pad=1)");
                down.push(Stage {
                    text,
                    channels: width,
                    sides,
                });
            }
        }
        Ok(down)
    }

    /// Returns the blocks at the smallest map, or a layer that adds nothing if there are none.
    fn middle(
        &self,
        keys: Keys<'_>,
        levels: &[Level],
        down: &[Stage],
    ) -> Result<String, FileError> {
        let known = ["UNetMidBlock2DCrossAttn", "UNetMidBlock2D"];
        let middle = one_of(keys, "mid_block_type", &known)?;
        // A missing key means the default block, null means none.
        let is_null = !keys.has("mid_block_type") && keys.map.contains_key("mid_block_type");
        let (Some(level), Some(last), false) = (levels.last(), down.last(), is_null) else {
            return Ok("dropout".into());
        };
        let block = resnet(level.width, level.width, Some(self.time));
        if middle != known[0] {
            return Ok(block);
        }
        let attention = self.attention(level, level.middle, last.sides, false);
        Ok(format!("{block}{attention};{block}"))
    }

    /// Returns the blocks from the smallest map to the largest: each also reads the output of one
    /// on the way down, the last one first.
    fn up(&self, levels: &[Level], down: &[Stage]) -> Vec<Stage> {
        let mut kept = down.iter().rev();
        let mut width = levels.last().map_or(0, |level| level.width);
        let mut up = Vec::new();
        for (i, level) in levels.iter().enumerate().rev() {
            for (depth, before) in level.up.iter().zip(kept.by_ref().take(level.up.len())) {
                let channels = width.saturating_add(before.channels);
                let sides = before.sides;
                let text = self.block(channels, level, *depth, sides);
                width = level.width;
                up.push(Stage {
                    text,
                    channels,
                    sides,
                });
            }
            if let (Some(last), true) = (up.last_mut(), i > 0) {
                last.text += &format!(";upsample(2);conv({width},3,pad=1)");
            }
        }
        up
    }

    /// Returns a residual block, with a transformer if it has one.
    fn block(&self, from: u64, level: &Level, depth: Option<u64>, sides: [u64; 2]) -> String {
        let block = resnet(from, level.width, Some(self.time));
        match depth {
            Some(depth) => block + &self.attention(level, depth, sides, level.only_cross),
            None => block,
        }
    }

    /// Returns a transformer over the positions of a map, `BasicTransformerBlock` of
    /// `attention.py`: only the output projection of attention has a bias.
    fn attention(&self, level: &Level, depth: u64, sides: [u64; 2], only_cross: bool) -> String {
        let Level {
            width, heads, text, ..
        } = level;
        let tokens = self.step.text;
        let [high, wide] = sides;
        let cross = format!("residual(ln;cross({heads},memory={tokens}x{text});extra({width}))");
        let within = match only_cross {
            true => cross.clone(),
            false => format!("residual(ln;attention({heads});extra({width}))"),
        };
        let layer = format!(
            "{within};{cross};residual(ln;gated({},bias))",
            width.saturating_mul(4)
        );
        let layers = match depth {
            0 => String::new(),
            1 => format!("{layer};"),
            depth => format!("{depth}*({layer});"),
        };
        format!(";residual(gn;conv({width},1);sequence;{layers}map({high}x{wide});conv({width},1))")
    }
}

/// Returns the embeddings of the time step and of other conditions, and their number of features.
fn front(keys: Keys<'_>, width: u64, tokens: u64) -> Result<(String, u64), FileError> {
    one_of(keys, "time_embedding_type", &["positional"])?;
    one_of(keys, "attention_type", &["default"])?;
    // AudioLDM’s switch: it attends within a sound where others attend to a text.
    off(keys, &["class_embeddings_concat"])?;
    let time = match keys.optional_number("time_embedding_dim")? {
        Some(time) => time,
        None => width.saturating_mul(4),
    };
    let mut text = format!("beside({width},{time});beside({time},{time})");
    if let Some(condition) = keys.optional_number("time_cond_proj_dim")? {
        text += &format!(";beside({condition},{width},nobias)");
    }
    const FROM: &str = "projection_class_embeddings_input_dim";
    let kinds = [
        "",
        "timestep",
        "projection",
        "simple_projection",
        "identity",
    ];
    let classes = keys.optional_number("num_class_embeds")?;
    text += &match (one_of(keys, "class_embed_type", &kinds)?, classes) {
        ("", Some(classes)) => format!(";table({classes},{time})"),
        ("timestep", _) => format!(";beside({width},{time});beside({time},{time})"),
        ("projection", _) => format!(";{}", embed_vector(keys.number(FROM)?, time)),
        ("simple_projection", _) => format!(";beside({},{time})", keys.number(FROM)?),
        _ => String::new(),
    };
    // SDXL’s conditions: a pooled text and the sizes of the image.
    if !one_of(keys, "addition_embed_type", &["", "text_time"])?.is_empty() {
        text += &format!(";{}", embed_vector(keys.number(FROM)?, time));
    }
    one_of(keys, "encoder_hid_dim_type", &["text_proj"])?;
    if let Some(from) = keys.optional_number("encoder_hid_dim")? {
        let to = keys.number("cross_attention_dim")?;
        text += &format!(";beside({from},{to},count={tokens})");
    }
    Ok((text, time))
}

/// Keys that only other blocks use, or that bear on no count.
const PASSED: &[&str] = &[
    "center_input_sample",
    "flip_sin_to_cos",
    "freq_shift",
    "mid_block_scale_factor",
    "norm_num_groups",
    "use_linear_projection",
    "resnet_skip_time_act",
    "resnet_out_scale_factor",
    "time_embedding_act_fn",
    "timestep_post_act",
    "mid_block_only_cross_attention",
    "cross_attention_norm",
    "addition_embed_type_num_heads",
    "addition_time_embed_dim",
    "projection_class_embeddings_input_dim",
];

/// Returns the UNet as one text, which may be too long to be read: the block that makes a map, then
/// in brackets all that follows from it, beside the map itself.
fn nested(down: &[Stage], middle: &str, up: &[Stage]) -> String {
    let mut text = middle.to_owned();
    for (down, up) in down.iter().rev().zip(up) {
        text = format!("{};concat({text}/);{}", down.text, up.text);
        if text.len() > MAX_CHARS {
            break;
        }
    }
    text
}

/// Returns the way down as one network, and each block of the way up as another.
fn split_by_blocks(start: &str, down: &[Stage], middle: &str, up: &[Stage], end: &str) -> Net {
    let part = |name, text| Part { name, text };
    let mut text = start.to_owned();
    for stage in down.iter().map(|stage| &*stage.text).chain([middle]) {
        text += ";";
        text += stage;
    }
    let mut parts = vec![part("down", text)];
    for stage in up {
        let (channels, [high, wide]) = (stage.channels, stage.sides);
        let text = format!("input({channels}x{high}x{wide});{}", stage.text);
        parts.push(part("up", text));
    }
    if let Some(last) = parts.last_mut() {
        last.text += &format!(";{end}");
    }
    Net::Parts(parts)
}
