//! Transformers over the patches of a latent image: DiT, which gets a class, and PixArt, which
//! attends to a text. diffusers, `dit_transformer_2d.py`, `pixart_transformer_2d.py` and, for both
//! in older files, `transformer_2d.py`; their layers are in `attention.py`.

use super::super::super::error::FileError;
use super::super::keys::mismatch;
use super::super::net::Net;
use super::super::reading::Reading;
use super::super::stack::extra;
use super::{all_read, embed_vector, off, one_of, step};

/// Tokens of a text: for PixArt-Σ, which has no further conditions, and for PixArt-α.
const SIGMA_TEXT: u64 = 300;
const ALPHA_TEXT: u64 = 120;

/// Keys that neither uses.
const PASSED: &[&str] = &[
    "norm_num_groups",
    "interpolation_scale",
    "use_linear_projection",
];

/// Parts that both have.
struct Patched {
    width: u64,
    layers: u64,
    /// The input, projected to patches.
    patches: String,
    attention: String,
    /// The feed-forward, with its norm where that has parameters.
    feed: String,
    /// Settings of attention, and `beside` the terms after it.
    bias: &'static str,
    beside: String,
    affine: bool,
    /// Values of a patch in the output.
    made: u64,
    text: u64,
}

pub(super) fn dit(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    one_of(reading.keys, "norm_type", &["ada_norm_zero"])?;
    class_conditioned(reading, true)
}

pub(super) fn pixart(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    one_of(reading.keys, "norm_type", &["ada_norm_single"])?;
    text_conditioned(reading, true)
}

/// Reads the class of older files, with other defaults.
pub(super) fn older_transformer(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    if !reading.keys.has("patch_size") {
        return Err(FileError::Uncountable(
            "The file is of Transformer2DModel without “patch_size”: such a transformer is a part of other networks.".into(),
        ));
    }
    let norms = ["layer_norm", "ada_norm_zero", "ada_norm_single"];
    match one_of(reading.keys, "norm_type", &norms)? {
        "ada_norm_zero" => class_conditioned(reading, false),
        "ada_norm_single" => text_conditioned(reading, false),
        _ => Err(mismatch(
            "“norm_type” is layer_norm, with which no transformer over patches runs. Known: ada_norm_zero, ada_norm_single.".into(),
        )),
    }
}

fn patched(reading: &mut Reading<'_>, new: bool, text: u64) -> Result<Patched, FileError> {
    let keys = reading.keys;
    let heads = keys.number("num_attention_heads")?;
    let width = heads.saturating_mul(keys.number("attention_head_dim")?);
    let layers = keys.number("num_layers")?;
    let (channels, patch) = (keys.number("in_channels")?, keys.number("patch_size")?);
    let step = step(reading, 32, text)?;
    // No patch covers the remainder at the edge.
    let [high, wide] = step.sides.map(|side| side / patch * patch);
    let affine = keys.flag("norm_elementwise_affine", !new)?;
    let (bias, beside) = match keys.flag("attention_bias", new)? {
        true => (",bias", String::new()),
        // The output keeps its bias.
        false => ("", format!(";extra({width})")),
    };
    let activations = match new {
        true => ["gelu-approximate", "geglu", "gelu"],
        false => ["geglu", "gelu-approximate", "gelu"],
    };
    let feed = match one_of(keys, "activation_fn", &activations)? {
        "geglu" => "gated",
        _ => "ff",
    };
    off(
        keys,
        &[
            "only_cross_attention",
            "double_self_attention",
            "num_vector_embeds",
        ],
    )?;
    one_of(keys, "attention_type", &["default"])?;
    let made = keys.optional_number("out_channels")?.unwrap_or(channels);
    Ok(Patched {
        width,
        layers,
        patches: format!("input({channels}x{high}x{wide});patch({patch},{width})"),
        attention: format!("residual(attention({heads}{bias}){beside})"),
        feed: format!(
            "residual({}{feed}({},bias))",
            if affine { "ln;" } else { "" },
            width.saturating_mul(4)
        ),
        bias,
        beside,
        affine,
        made: made.saturating_mul(patch).saturating_mul(patch),
        text: step.text,
    })
}

/// Peebles and Xie, <https://arxiv.org/abs/2212.09748>: each layer embeds the time step and the
/// class anew; the output uses the embeddings of the first layer again.
fn class_conditioned(reading: &mut Reading<'_>, new: bool) -> Result<Net, FileError> {
    off(
        reading.keys,
        &[
            "cross_attention_dim",
            "caption_channels",
            "use_additional_conditions",
        ],
    )?;
    let of = patched(reading, new, 0)?;
    // One more, for an image without a class.
    let classes = reading
        .keys
        .number("num_embeds_ada_norm")?
        .saturating_add(1);
    all_read(reading.keys, PASSED)?;
    let (width, layers) = (of.width, of.layers);
    let time = embed_vector(256, width);
    let others = match layers {
        1 => String::new(),
        layers => format!(";{}*({time})", layers - 1),
    };
    Ok(format!(
        "{}{others};2*shared({time});{layers}*(table({classes},{width});beside({width},{});{};{});beside({width},{});fc({})",
        of.patches,
        width.saturating_mul(6),
        of.attention,
        of.feed,
        width.saturating_mul(2),
        of.made
    )
    .into())
}

/// Chen et al., <https://arxiv.org/abs/2310.00426>: the time step is embedded once, and each layer adds a
/// table of its own to it.
fn text_conditioned(reading: &mut Reading<'_>, new: bool) -> Result<Net, FileError> {
    let keys = reading.keys;
    let sides = keys.sides("sample_size")?.unwrap_or([0; 2]);
    let conditions = match keys.has("use_additional_conditions") {
        true => keys.flag("use_additional_conditions", false)?,
        // The library’s default.
        false => sides[0] == 128,
    };
    let text = match conditions || sides[0] < 128 {
        true => ALPHA_TEXT,
        false => SIGMA_TEXT,
    };
    let of = patched(reading, new, text)?;
    keys.mark_unused(&["num_embeds_ada_norm"]);
    let (width, text) = (of.width, of.text);
    let memory = keys.number("cross_attention_dim")?;
    let mut front = embed_vector(256, width);
    if conditions {
        // Height, width and their ratio are a third of the features each.
        let third = width / 3;
        front += &format!(
            ";beside(256,{third},count=2);beside({third},{third},count=2);{}",
            embed_vector(256, third)
        );
    }
    front += &format!(";beside({width},{})", width.saturating_mul(6));
    if let Some(from) = keys.optional_number("caption_channels")? {
        front +=
            &format!(";beside({from},{width},count={text});beside({width},{width},count={text})");
        if memory != width {
            return Err(mismatch(format!(
                "“cross_attention_dim” is {memory}, and “caption_channels” are projected to {width} features."
            )));
        }
    }
    all_read(keys, PASSED)?;
    // Six vectors, and two norms where they have parameters, one of them before the feed-forward.
    let vectors = if of.affine { 8 } else { 6 };
    let heads = keys.number("num_attention_heads")?;
    Ok(format!(
        "{};{front};{}*({};residual(cross({heads},memory={text}x{memory}{}){});{};{});{};fc({})",
        of.patches,
        of.layers,
        of.attention,
        of.bias,
        of.beside,
        of.feed,
        extra(width.saturating_mul(vectors)),
        extra(width.saturating_mul(2)),
        of.made
    )
    .into())
}
