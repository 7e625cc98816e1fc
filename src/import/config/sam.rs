//! SAM: an encoder of images, most of whose layers attend within windows, and a decoder that makes
//! masks from the encoded image and a prompt. transformers, `modeling_sam.py`.

use super::super::error::FileError;
use super::class::Class;
use super::dims::{HEADS, LAYERS, WIDTH};
use super::family::{Family, sizes};
use super::keys::{Defaults, Keys, mismatch};
use super::net::{Net, Part};
use super::reading::Reading;
use super::stack::extra;
use crate::architecture::count_text;
use crate::quantity::write::whole;

/// Tokens of a prompt: a point and its padding, or the two corners of a box.
const PROMPT: u64 = 2;
/// The most masks: each has a network of its own, and a list of them has to end.
const MOST_MASKS: u64 = 100;

const VISION: Defaults = sizes!(
    768,
    12,
    12,
    3072,
    1,
    "image_size" = 1024,
    "patch_size" = 16,
    "output_channels" = 256,
    "window_size" = 14
);
const PROMPTS: Defaults = &[
    ("hidden_size", 256),
    ("mask_input_channels", 16),
    ("num_point_embeddings", 4),
];
const DECODER: Defaults = &[
    ("hidden_size", 256),
    ("num_hidden_layers", 2),
    ("num_attention_heads", 8),
    ("mlp_dim", 2048),
    ("attention_downsample_rate", 2),
    ("num_multimask_outputs", 3),
    ("iou_head_depth", 3),
    ("iou_head_hidden_dim", 256),
];

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["sam"], sam).classes(&[Class::Unnamed, Class::Bare]).whole(),
    Family::new(&["sam_vision_model"], vision).classes(&[Class::Unnamed, Class::VisionTower]).defaults(VISION),
];

/// The encoder’s output: positions on each side, and channels.
struct Map {
    side: u64,
    channels: u64,
}

fn vision(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let (text, _) = encoder(reading, reading.keys)?;
    Ok(text.into())
}

/// Returns the encoder: patches, layers and two convolutions; and the map that it makes.
fn encoder(reading: &mut Reading<'_>, keys: Keys<'_>) -> Result<(String, Map), FileError> {
    let (width, layers, heads) = (keys.size(&WIDTH)?, keys.size(&LAYERS)?, keys.size(&HEADS)?);
    let (image, patch) = (keys.number("image_size")?, keys.number("patch_size")?);
    let side = image / patch;
    if side == 0 || !image.is_multiple_of(patch) || !width.is_multiple_of(heads) {
        return Err(mismatch(format!(
            "{heads} heads do not divide the width of {width}, or patches of {patch} do not divide the image of {image}."
        )));
    }
    reading.looks_both_ways();
    reading.info(format!("An image is {image}×{image}."));
    let hidden = match keys.optional_number("mlp_dim")? {
        Some(hidden) => hidden,
        None => keys
            .scaled_width("mlp_ratio", width)?
            .unwrap_or(width.saturating_mul(4)),
    };
    keys.mark_unused(&["mlp_ratio", "num_pos_feats", "intermediate_size"]);
    let (bias, beside) = match keys.flag("qkv_bias", true)? {
        true => (",bias", String::new()),
        false => ("", format!(";extra({width})")),
    };
    let has_grid = keys.flag("use_rel_pos", true)?;
    let grid = |side: u64| match has_grid {
        true => format!(",grid={side}x{side}"),
        false => String::new(),
    };
    let length = side.saturating_mul(side);
    let window = keys.count("window_size", 14)?;
    let layer = |attention: String| {
        format!("(residual(ln;{attention}{beside});residual(ln;ff({hidden},bias)))")
    };
    let unbounded = layer(format!("attention({heads}{bias}{})", grid(side)));
    let windowed = match window {
        0 => unbounded.clone(),
        window => {
            // Windows at the edge are padded, and the padding goes through attention.
            let filled = side.next_multiple_of(window);
            let more = filled.saturating_mul(filled).saturating_sub(length);
            let block = window.saturating_mul(window);
            let attention = format!("attention({heads},chunk={block}{bias}{})", grid(window));
            match more {
                0 => layer(attention),
                more => layer(format!("append({more});{attention};first({length})")),
            }
        }
    };
    let all = match keys.has("global_attn_indexes") {
        true => keys.named_layers("global_attn_indexes", layers),
        // The library’s default.
        false => (0..layers).map(|i| [2, 5, 8, 11].contains(&i)).collect(),
    };
    let seen = all.iter().filter(|sees_all| **sees_all).count();
    let channels = keys.number("output_channels")?;
    let mut text = format!(
        "input({}x{image}x{image});patch({patch},{width})",
        keys.optional_number("num_channels")?.unwrap_or(3)
    );
    if keys.flag("use_abs_pos", true)? {
        text += ";positions";
    }
    for (count, layer) in [(all.len() - seen, windowed), (seen, unbounded)] {
        if count > 0 {
            text += &format!(";{count}*{layer}");
        }
    }
    text += &format!(
        ";map({side}x{side});conv({channels},1,nobias);ln;conv({channels},3,pad=1,nobias);ln"
    );
    Ok((text, Map { side, channels }))
}

/// Returns the keys of a part; the file may leave out defaults, or the whole part.
fn part<'a>(reading: &Reading<'a>, key: &str, defaults: Defaults) -> Keys<'a> {
    Keys {
        defaults,
        nested: true,
        ..reading.keys.object(key).unwrap_or(reading.keys)
    }
}

/// One example is one image and one prompt. The product of the masks’ vectors with the last map,
/// some 0.01% of the operations, is left out.
fn sam(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let images = part(reading, "vision_config", VISION);
    let prompts = part(reading, "prompt_encoder_config", PROMPTS);
    let masks = part(reading, "mask_decoder_config", DECODER);
    let (image, map) = encoder(reading, images)?;
    let features = images.optional_number("num_pos_feats")?.unwrap_or(128);
    let width = masks.size(&WIDTH)?;
    if prompts.size(&WIDTH)? != width || map.channels != width {
        return Err(mismatch(
            "“hidden_size” of the prompts and of the decoder and “output_channels” of the encoder are not the same.".into(),
        ));
    }
    // Positions, shared by images and prompts; vectors of each kind of point; and the convolutions
    // of a given mask, three with two norms.
    let inner = prompts.number("mask_input_channels")?;
    let quarter = inner / 4;
    let points = prompts.count("num_point_embeddings", 4)?.saturating_add(2);
    // Images and prompts have positions of their own if the file does not tie them.
    let tables = if reading.keys.flag("tie_word_embeddings", true)? {
        2
    } else {
        4
    };
    let given = [
        features.saturating_mul(tables),
        points.saturating_mul(width),
        quarter.saturating_mul(4 + 1 + 2),
        quarter
            .saturating_mul(4)
            .saturating_mul(inner)
            .saturating_add(inner),
        quarter.saturating_mul(8),
        inner.saturating_mul(width).saturating_add(width),
    ];
    let given = given
        .iter()
        .fold(0_u64, |sum, more| sum.saturating_add(*more));
    for keys in [images, prompts, masks] {
        keys.mark_unused(&["image_embedding_size", "image_size", "patch_size", "scale"]);
        reading.left_unread_of(keys, "sam models are not known to have")?;
    }
    let part = |name, text| Part { name, text };
    let [tokens, image_of_masks, ends] = decoder(masks, &map, width)?;
    let of_prompt = [format!("{tokens};{}", extra(given)), image_of_masks, ends];
    // A part that cannot be counted gives its error with the whole.
    let multiply_adds = |text: &str| count_text(text).map_or(0, |count| count.multiply_adds);
    let each: u128 = of_prompt
        .iter()
        .map(|text| multiply_adds(text))
        .fold(0, u128::saturating_add);
    reading.info(format!(
        "One example is an image and one prompt, a point or a box: {} multiply-adds for the image, and {} for each prompt.",
        whole(multiply_adds(&image)),
        whole(each)
    ));
    let [tokens, masks, ends] = of_prompt;
    Ok(Net::Parts(vec![
        part("image", image),
        part("prompt", tokens),
        part("masks", masks),
        part("ends", ends),
    ]))
}

/// Returns the decoder in three parts: tokens of the prompt and of the masks, the map that attends
/// to them and to which they attend, and the networks over each mask’s token.
fn decoder(keys: Keys<'_>, map: &Map, width: u64) -> Result<[String; 3], FileError> {
    let (layers, heads) = (keys.size(&LAYERS)?, keys.size(&HEADS)?);
    let made = keys.number("num_multimask_outputs")?.saturating_add(1);
    if made > MOST_MASKS {
        return Err(mismatch(format!(
            "“num_multimask_outputs” is {made}: at most {MOST_MASKS} are counted."
        )));
    }
    let tokens = PROMPT + 1 + made;
    let Map { side, .. } = map;
    let hidden = keys.number("mlp_dim")?;
    let there = side.saturating_mul(*side);
    let over = |memory: u64, rate: u64| {
        let inner = width / rate;
        let size = inner / heads;
        if size == 0 || !inner.is_multiple_of(heads) || !width.is_multiple_of(heads) {
            return Err(mismatch(format!(
                "{heads} heads do not divide {width} features of the decoder or the {inner} of its attention to the image."
            )));
        }
        Ok(format!(
            "residual(cross({heads},size={size},memory={memory}x{width},bias));ln"
        ))
    };
    // The library halves the features within the layers, whatever the file says.
    let (to_image, to_tokens) = (over(there, 2)?, over(tokens, 2)?);
    let last = over(there, keys.number("attention_downsample_rate")?)?;
    // The tokens begin as learned vectors.
    let learned = width.saturating_mul(made + 1);
    let of_tokens = format!(
        "input({width}x{tokens});sequence;{};{layers}*(residual(attention({heads},bias));ln;{to_image};residual(ff({hidden},bias));ln);{last}",
        extra(learned),
    );
    let (quarter, eighth) = (width / 4, width / 8);
    let of_image = format!(
        "input({width}x{side}x{side});sequence;{layers}*({to_tokens});map({side}x{side});transposed({quarter},2,stride=2);ln;transposed({eighth},2,stride=2)",
    );
    let mask = format!("fc({width});fc({width});fc({eighth})");
    let scores = keys.number("iou_head_hidden_dim")?;
    let depth = keys.number("iou_head_depth")?.saturating_sub(1).max(1);
    let count = usize::try_from(made).unwrap_or_default();
    let ends = format!(
        "input({width});concat({}/{depth}*fc({scores});fc({made}))",
        vec![mask; count].join("/")
    );
    Ok([of_tokens, of_image, ends])
}
