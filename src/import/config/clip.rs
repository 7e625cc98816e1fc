//! CLIP and SigLIP: a tower for text and one for images. One example is a text and an image.

use super::super::error::FileError;
use super::class::{CLASSIFIER, Class};
use super::family::{Family, sizes};
use super::keys::{Defaults, HEADS, INNER, Keys, LAYERS, VOCABULARY, WIDTH, mismatch};
use super::net::{Net, Part};
use super::reading::Reading;

const TEXT: &[Class] = &[Class::Unnamed, Class::TextTower, Class::TextProjected];
const VISION: &[Class] = &[Class::Unnamed, Class::VisionTower, Class::VisionProjected];

const CLIP_TEXT: Defaults = sizes!(
    512,
    12,
    8,
    2048,
    49408,
    "max_position_embeddings" = 77,
    "projection_dim" = 512
);
const CLIP_VISION: Defaults = sizes!(
    768,
    12,
    12,
    3072,
    1,
    "image_size" = 224,
    "patch_size" = 32,
    "projection_dim" = 512
);
const SIGLIP_TEXT: Defaults = sizes!(768, 12, 12, 3072, 32000, "max_position_embeddings" = 64);
const SIGLIP_VISION: Defaults = sizes!(768, 12, 12, 3072, 1, "image_size" = 224, "patch_size" = 16);

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["clip"], clip).classes(CLASSIFIER).whole(),
    Family::new(&["clip_text_model"], clip_text).classes(TEXT).defaults(CLIP_TEXT),
    Family::new(&["clip_vision_model"], clip_vision).classes(VISION).defaults(CLIP_VISION),
    Family::new(&["siglip"], siglip).classes(CLASSIFIER).whole(),
    Family::new(&["siglip_text_model"], siglip_text).classes(TEXT).defaults(SIGLIP_TEXT),
    Family::new(&["siglip_vision_model"], siglip_vision).classes(VISION).defaults(SIGLIP_VISION),
];

/// Returns the keys of a tower within a file of both.
fn tower<'a>(reading: &Reading<'a>, key: &str, defaults: Defaults) -> Result<Keys<'a>, FileError> {
    // Older files hold a copy of the towers as they were given.
    reading
        .keys
        .mark_unused(&["text_config_dict", "vision_config_dict"]);
    let found = reading.keys.object(key);
    let found = found.or_else(|| reading.keys.object(&format!("{key}_dict")));
    let keys = found.ok_or_else(|| mismatch(format!("“{key}” is missing.")))?;
    Ok(Keys {
        defaults,
        nested: true,
        ..keys
    })
}

/// Returns layers with biases and layer norms.
fn encoder(keys: Keys<'_>) -> Result<String, FileError> {
    let (width, heads) = (keys.size(&WIDTH)?, keys.size(&HEADS)?);
    if !width.is_multiple_of(heads) {
        return Err(mismatch(format!(
            "“hidden_size” is {width} and “num_attention_heads” is {heads}: the heads do not divide the width."
        )));
    }
    let (layers, hidden) = (keys.size(&LAYERS)?, keys.size(&INNER)?);
    Ok(format!("encoder({layers},{heads},{hidden},bias)"))
}

/// Returns the text tower: tokens, positions and layers.
fn text(reading: &mut Reading<'_>, keys: Keys<'_>) -> Result<String, FileError> {
    let (vocabulary, width) = (keys.size(&VOCABULARY)?, keys.size(&WIDTH)?);
    let positions = keys.number("max_position_embeddings")?;
    let length = reading.asked.sequence.unwrap_or(positions).max(1);
    let causal = if reading.asked.causal { ",causal" } else { "" };
    reading.info(format!("A text is {length} tokens."));
    Ok(format!(
        "tokens({length}{causal});embed({vocabulary},{width});positions({positions});{};ln",
        encoder(keys)?
    ))
}

/// Returns an image in patches, and the number of patches.
fn image(
    reading: &mut Reading<'_>,
    keys: Keys<'_>,
    bias: &str,
) -> Result<(String, u64), FileError> {
    let width = keys.size(&WIDTH)?;
    let channels = keys.optional_number("num_channels")?.unwrap_or(3);
    let side = keys.number("image_size")?;
    let patch = keys.number("patch_size")?;
    // No patch covers the remainder at the edge, as in the library.
    let count = side / patch;
    if count == 0 {
        return Err(mismatch(format!(
            "“image_size” is {side} and “patch_size” is {patch}: no patch fits into the image."
        )));
    }
    let side = count * patch;
    reading.info(format!("An image is {side}×{side}."));
    let text = format!("input({channels}x{side}x{side});patch({patch},{width}{bias})");
    Ok((text, count.saturating_mul(count)))
}

/// Checks both towers for keys that were not read.
fn all_read(reading: &mut Reading<'_>, towers: [Keys<'_>; 2]) -> Result<(), FileError> {
    for keys in towers {
        // The projection under the file’s own key counts.
        keys.mark_unused(&["projection_dim"]);
        reading.left_unread_of(keys, "towers of such models are not known to have")?;
    }
    Ok(())
}

/// transformers, `modeling_clip.py`.
fn clip(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let texts = tower(reading, "text_config", CLIP_TEXT)?;
    let images = tower(reading, "vision_config", CLIP_VISION)?;
    let common = reading
        .keys
        .optional_number("projection_dim")?
        .unwrap_or(512);
    let vision = clip_image(reading, images)?;
    if reading.class == Class::Labels {
        return Ok(format!("{vision};first;fc({})", reading.labels()?).into());
    }
    // The comparison has a scale, one number.
    let text = format!(
        "{};extra(1);first;fc({common},nobias)",
        text(reading, texts)?
    );
    all_read(reading, [texts, images])?;
    let vision = format!("{vision};first;fc({common},nobias)");
    Ok(join_encoders(text, vision))
}

fn join_encoders(text: String, image: String) -> Net {
    let (text, image) = (
        Part { name: "text", text },
        Part {
            name: "image",
            text: image,
        },
    );
    Net::Parts(vec![text, image])
}

fn clip_image(reading: &mut Reading<'_>, keys: Keys<'_>) -> Result<String, FileError> {
    let (patches, _) = image(reading, keys, ",nobias")?;
    Ok(format!(
        "{patches};class;positions;ln;{};ln",
        encoder(keys)?
    ))
}

fn clip_text(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let text = text(reading, reading.keys)?;
    let common = reading.keys.number("projection_dim")?;
    Ok(match reading.class {
        Class::TextProjected => format!("{text};first;fc({common},nobias)").into(),
        _ => text.into(),
    })
}

fn clip_vision(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let vision = clip_image(reading, reading.keys)?;
    let common = reading.keys.number("projection_dim")?;
    Ok(match reading.class {
        Class::VisionProjected => format!("{vision};first;fc({common},nobias)").into(),
        _ => vision.into(),
    })
}

/// transformers, `modeling_siglip.py`: attention with one learned query pools the image.
fn siglip(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let texts = tower(reading, "text_config", SIGLIP_TEXT)?;
    let images = tower(reading, "vision_config", SIGLIP_VISION)?;
    if reading.class == Class::Labels {
        // The pooling runs as well, and its output goes unused.
        let labels = reading.labels()?;
        let mut net = siglip_pooled(reading, images)?;
        let image = match &mut net {
            Net::One(text) => Some(text),
            Net::Parts(parts) => parts.first_mut().map(|part| &mut part.text),
        };
        if let Some(text) = image {
            *text += &format!(";first;fc({labels})");
        }
        return Ok(net);
    }
    let text = siglip_words(reading, texts)?;
    // The comparison has a scale and an offset.
    let Net::Parts(mut parts) = siglip_pooled(reading, images)? else {
        return Err(mismatch(
            "“vision_use_head” is false: such a model compares nothing.".into(),
        ));
    };
    all_read(reading, [texts, images])?;
    parts.push(Part {
        name: "text",
        text: format!("{text};extra(2)"),
    });
    Ok(Net::Parts(parts))
}

fn siglip_words(reading: &mut Reading<'_>, keys: Keys<'_>) -> Result<String, FileError> {
    let made = keys
        .optional_number("projection_size")?
        .unwrap_or(keys.size(&WIDTH)?);
    Ok(format!("{};first;fc({made})", text(reading, keys)?))
}

fn siglip_image(reading: &mut Reading<'_>, keys: Keys<'_>) -> Result<(String, u64), FileError> {
    let (patches, count) = image(reading, keys, "")?;
    let text = format!("{patches};positions;{};ln", encoder(keys)?);
    Ok((text, count))
}

fn siglip_text(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    Ok(siglip_words(reading, reading.keys)?.into())
}

fn siglip_vision(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    siglip_pooled(reading, reading.keys)
}

fn siglip_pooled(reading: &mut Reading<'_>, keys: Keys<'_>) -> Result<Net, FileError> {
    let (vision, count) = siglip_image(reading, keys)?;
    if !keys.flag("vision_use_head", true)? {
        return Ok(vision.into());
    }
    let (width, heads) = (keys.size(&WIDTH)?, keys.size(&HEADS)?);
    let hidden = keys.size(&INNER)?;
    let pooling = Part {
        name: "pooling",
        text: format!(
            "step({width});extra({width});cross({heads},memory={count}x{width},bias);ln;ff({hidden},bias)"
        ),
    };
    let vision = Part {
        name: "image",
        text: vision,
    };
    Ok(Net::Parts(vec![vision, pooling]))
}
