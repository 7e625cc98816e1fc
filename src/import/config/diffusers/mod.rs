//! Diffusion models, by the `config.json` that diffusers saves: it names a class, `_class_name`, in
//! place of a `model_type`. One example is one step on one latent image.

mod autoencoder;
mod dit;
mod joint;
mod levels;
mod unet;

use super::super::error::FileError;
use super::family::Family;
use super::keys::{Defaults, Keys, mismatch};
use super::meaning::says_something;
use super::reading::{Reading, list_names};
use super::shorten_name;
use crate::architecture::MAX_SIZE;
use crate::quantity::write::whole;
use serde_json::{Map, Value};

const DIT: Defaults = &[
    ("attention_head_dim", 72),
    ("in_channels", 4),
    ("num_layers", 28),
    ("sample_size", 32),
    ("patch_size", 2),
    ("num_embeds_ada_norm", 1000),
];
const OLD: Defaults = &[("attention_head_dim", 88), ("num_layers", 1)];
const PIXART: Defaults = &[
    ("attention_head_dim", 72),
    ("in_channels", 4),
    ("num_layers", 28),
    ("sample_size", 128),
    ("patch_size", 2),
    ("cross_attention_dim", 1152),
];
const SD3: Defaults = &[
    ("attention_head_dim", 64),
    ("in_channels", 16),
    ("sample_size", 128),
    ("patch_size", 2),
    ("joint_attention_dim", 4096),
    ("caption_projection_dim", 1152),
    ("pooled_projection_dim", 2048),
];
const FLUX: Defaults = &[
    ("attention_head_dim", 128),
    ("in_channels", 64),
    ("patch_size", 1),
    ("joint_attention_dim", 4096),
    ("pooled_projection_dim", 768),
];
const UNET: Defaults = &[
    ("in_channels", 4),
    ("out_channels", 4),
    ("layers_per_block", 2),
    ("attention_head_dim", 8),
    ("cross_attention_dim", 1280),
    ("transformer_layers_per_block", 1),
    ("conv_in_kernel", 3),
    ("conv_out_kernel", 3),
];
const AUTOENCODER: Defaults = &[
    ("in_channels", 3),
    ("out_channels", 3),
    ("layers_per_block", 1),
    ("latent_channels", 4),
    ("sample_size", 32),
];

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["DiTTransformer2DModel"], dit::dit).whole().defaults(DIT),
    Family::new(&["PixArtTransformer2DModel"], dit::pixart).whole().defaults(PIXART),
    Family::new(&["Transformer2DModel"], dit::older_transformer).whole().defaults(OLD),
    Family::new(&["SD3Transformer2DModel"], joint::sd3).whole().defaults(SD3),
    Family::new(&["FluxTransformer2DModel"], joint::flux).whole().defaults(FLUX),
    Family::new(&["UNet2DConditionModel"], unet::unet).whole().defaults(UNET),
    Family::new(&["AutoencoderKL"], autoencoder::autoencoder).whole().defaults(AUTOENCODER),
];

/// Keys of any class that bear on no count: precision, how weights are stored, and how their moving
/// average was kept.
const PASSED: &[&str] = &[
    "dropout",
    "norm_eps",
    "act_fn",
    "upcast_attention",
    "quantization_config",
    "torch_dtype",
    "dtype",
    "decay",
    "inv_gamma",
    "min_decay",
    "optimization_step",
    "power",
    "update_after_step",
    "use_ema_warmup",
];

/// Returns the class that a file of diffusers names.
pub(super) fn class(top: &Map<String, Value>) -> Option<&str> {
    top.get("_class_name")?.as_str()
}

/// Returns the error for a class that is not counted.
pub(super) fn unknown(class: &str) -> FileError {
    let class = shorten_name(class);
    let known: Vec<&str> = FAMILIES.iter().map(Family::name).collect();
    let why = if class.ends_with("Scheduler") {
        "a scheduler of diffusers, which says how noise is added and has no layers. Give the config.json in the folder transformer or unet instead."
    } else {
        "a class of diffusers whose layers Petaday does not know."
    };
    let known = known.join(", ");
    FileError::Uncountable(format!(
        "The file is of {class}, {why} Counted classes: {known}."
    ))
}

/// Returns the error for the `model_index.json` of a pipeline, with the file to give instead. It
/// names its parts, each by library and class, and holds no sizes.
pub(super) fn index(top: &Map<String, Value>) -> Option<FileError> {
    /// Parts of which nothing is counted.
    const OTHERS: [&str; 5] = [
        "Tokenizer",
        "Scheduler",
        "Processor",
        "Extractor",
        "Checker",
    ];
    // Names of Python libraries and modules are in lower case, those of a UNet’s blocks are not.
    let is_library = |name: &str| {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.".contains(c);
        name.chars().all(plain)
    };
    let of_part = |(name, value): (&String, &Value)| {
        let [library, class, ..] = value.as_array()?.as_slice() else {
            return None;
        };
        let (library, class) = (library.as_str()?, class.as_str()?);
        is_library(library).then(|| (shorten_name(name), shorten_name(class)))
    };
    let class = class(top).unwrap_or("of a class of its own");
    let mut parts: Vec<(String, String)> = top
        .iter()
        .filter(|(name, _)| !name.starts_with('_'))
        .filter_map(of_part)
        .collect();
    if !top.contains_key("_class_name") || parts.is_empty() && !class.ends_with("Pipeline") {
        return None;
    }
    parts.retain(|(_, class)| !OTHERS.iter().any(|other| class.contains(other)));
    let main = ["transformer", "unet", "prior", "decoder"];
    let main = main
        .iter()
        .find_map(|name| parts.iter().find(|(part, _)| part == name));
    let give = match main {
        Some((name, class)) => format!(
            "The part that diffuses is {name}, of the class {class}: give the config.json in the folder {name} instead."
        ),
        None => "Give the config.json in the folder of the part to count.".into(),
    };
    let others: Vec<String> = parts
        .iter()
        .filter(|part| Some(*part) != main)
        .map(|(name, class)| format!("{name} ({class})"))
        .collect();
    let others: Vec<&str> = others.iter().map(String::as_str).collect();
    let others = match others.as_slice() {
        [] => String::new(),
        others => format!(
            " Other parts have files of their own: {}.",
            list_names(others)
        ),
    };
    Some(FileError::Uncountable(format!(
        "This is the model_index.json of a pipeline of diffusers, {}: it names the parts but has none of their sizes. {give}{others}",
        shorten_name(class)
    )))
}

/// The latent image of a step, and the tokens of its text.
struct Step {
    sides: [u64; 2],
    text: u64,
}

/// Returns height and width of an image, and words on where they come from; `usual` is the default
/// if the file names none.
fn size(reading: &Reading<'_>, usual: u64) -> Result<([u64; 2], &'static str), FileError> {
    let in_file = reading.keys.sides("sample_size")?;
    let Some(asked) = &reading.asked.input else {
        let assumed = ([usual; 2], " (assumed, as the file names no size)");
        return Ok(in_file.map_or(assumed, |sides| (sides, "")));
    };
    match asked.as_slice() {
        [.., high, wide] if (1..=MAX_SIZE).contains(high) && (1..=MAX_SIZE).contains(wide) => {
            Ok(([*high, *wide], " (as asked)"))
        }
        _ => Err(FileError::Uncountable(
            "Give the sizes of an image with its height and width last, such as 1x4x64x64.".into(),
        )),
    }
}

/// Returns the latent image and the text of one step, and notes both. A model without text has no
/// tokens.
fn step(reading: &mut Reading<'_>, usual: u64, text: u64) -> Result<Step, FileError> {
    let (sides, why) = size(reading, usual)?;
    let asked = reading.asked.sequence.filter(|_| text > 0);
    let text = asked.unwrap_or(text).min(MAX_SIZE);
    let words = match text {
        0 => String::new(),
        text => format!(", with a text of {} tokens", whole(text.into())),
    };
    let [high, wide] = sides;
    reading.info(format!(
        "Counted for one step: one pass over a latent image of {high}×{wide}{why}{words}."
    ));
    Ok(Step { sides, text })
}

/// Returns a word that must be one of `known`; the first is the library’s default.
fn one_of(keys: Keys<'_>, key: &str, known: &[&'static str]) -> Result<&'static str, FileError> {
    let Some(found) = keys.value(key) else {
        return Ok(known.first().copied().unwrap_or_default());
    };
    let is = |known: &&&str| found.as_str() == Some(**known);
    known.iter().find(is).copied().ok_or_else(|| {
        mismatch(format!(
            "“{key}” is {}, whose layers Petaday does not know. Known: {}.",
            shorten_name(&found.to_string()),
            known.join(", ")
        ))
    })
}

/// Refuses switches whose layers Petaday does not know if they are on.
fn off(keys: Keys<'_>, switches: &[&str]) -> Result<(), FileError> {
    let on = switches.iter().find(|key| {
        keys.value(key)
            .is_some_and(|value| says_something(key, value))
    });
    match on {
        Some(key) => Err(mismatch(format!(
            "“{key}” is on, and Petaday does not know what it adds."
        ))),
        None => Ok(()),
    }
}

/// Refuses keys that were not read: every key of a class is known, so another is of another class.
fn all_read(keys: Keys<'_>, passed: &[&str]) -> Result<(), FileError> {
    keys.mark_unused(PASSED);
    keys.mark_unused(passed);
    let is_left = |(key, value): &(&String, &Value)| {
        !key.starts_with('_') && says_something(key, value) && !keys.is_read(key)
    };
    let left: Vec<String> = keys
        .map
        .iter()
        .filter(is_left)
        .map(|(key, _)| shorten_name(key))
        .collect();
    let left: Vec<&str> = left.iter().map(String::as_str).collect();
    match left.as_slice() {
        [] => Ok(()),
        left => Err(FileError::Uncountable(format!(
            "The file has keys that its class in diffusers is not known to have: {}. A figure without them could be wrong.",
            list_names(left)
        ))),
    }
}

/// Returns the embedding of a time step or a pooled text: two projections of one vector.
fn embed_vector(from: u64, width: u64) -> String {
    format!("beside({from},{width});beside({width},{width})")
}
