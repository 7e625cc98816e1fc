//! Transformers in which an image and a text attend to each other, each with weights of its own:
//! those of Stable Diffusion 3 and of FLUX.1.
//!
//! Positions of the text come after those of the image. Both take the same multiply-adds; weights
//! of the text alone are further parameters.

use super::super::super::error::FileError;
use super::super::dims::LAYERS;
use super::super::keys::{Keys, mismatch};
use super::super::net::Net;
use super::super::reading::Reading;
use super::super::stack::extra;
use super::{all_read, embed_vector, one_of, step};
use crate::quantity::write::whole;

/// 77 tokens of CLIP and as many of T5, as in training: Esser et al.,
/// <https://arxiv.org/abs/2403.03206>, section 4.
const SD3_TEXT: u64 = 154;
/// Tokens of a text in the library’s pipeline.
const FLUX_TEXT: u64 = 512;
/// Height and width of the latent image for 1,024×1,024 pixels.
const FLUX_SIDE: u64 = 128;

/// Sizes that both have.
struct Joint {
    heads: u64,
    size: u64,
    width: u64,
}

impl Joint {
    fn of(keys: Keys<'_>) -> Result<Self, FileError> {
        let heads = keys.number("num_attention_heads")?;
        let size = keys.number("attention_head_dim")?;
        let width = heads.saturating_mul(size);
        Ok(Self { heads, size, width })
    }

    /// Returns the weights and biases of `count` projections of the width to itself.
    fn projections(&self, count: u64) -> u64 {
        let one = self.width.saturating_mul(self.width + 1);
        one.saturating_mul(count)
    }

    /// Returns the feed-forward of the image.
    fn feed(&self) -> String {
        format!("ff({},bias)", self.width.saturating_mul(4))
    }

    /// Returns the parameters of the feed-forward of the text.
    fn other_feed(&self) -> String {
        let hidden = self.width.saturating_mul(4);
        let weights = hidden.saturating_mul(2).saturating_mul(self.width);
        extra(weights.saturating_add(hidden).saturating_add(self.width))
    }

    /// Returns a projection of the time step to some vectors.
    fn modulation(&self, vectors: u64) -> String {
        format!(
            "beside({0},{1})",
            self.width,
            self.width.saturating_mul(vectors)
        )
    }
}

/// diffusers, `transformer_sd3.py`. The table of positions is fixed and no parameter. Some layers
/// of version 3.5 have a second attention within the image. The last layer makes no output for the
/// text.
pub(super) fn sd3(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let of = Joint::of(keys)?;
    let Joint { heads, width, .. } = of;
    let layers = keys.size(&LAYERS)?;
    let (channels, patch) = (keys.number("in_channels")?, keys.number("patch_size")?);
    let step = step(reading, 128, SD3_TEXT)?;
    let sides = step.sides.map(|side| side / patch);
    let (image, text) = (sides[0].saturating_mul(sides[1]), step.text);
    let [high, wide] = sides.map(|side| side * patch);
    if keys.number("caption_projection_dim")? != width {
        return Err(mismatch(format!(
            "“caption_projection_dim” is not the width of the layers, {width}, so the text does not fit into them."
        )));
    }
    let normed = one_of(keys, "qk_norm", &["", "rms_norm"])? == "rms_norm";
    let (norms, of_norms) = if normed {
        (",qknorm", 2 * of.size)
    } else {
        ("", 0)
    };
    let out = keys.optional_number("out_channels")?.unwrap_or(channels);
    let out = out.saturating_mul(patch).saturating_mul(patch);
    let twice = keys.named_layers("dual_attention_layers", layers);
    let front = format!(
        "input({channels}x{high}x{wide});patch({patch},{width});append({text},from={});{};{}",
        keys.number("joint_attention_dim")?,
        embed_vector(256, width),
        embed_vector(keys.number("pooled_projection_dim")?, width)
    );
    all_read(keys, &["pos_embed_max_size"])?;
    let dual = format!("residual(attention({heads},bias{norms}))");
    let block = |twice: bool| {
        let (vectors, dual) = match twice {
            true => (9, format!(";first({image});{dual};append({text})")),
            false => (6, String::new()),
        };
        format!(
            "{};{};residual(attention({heads},bias{norms});{}){dual};residual({};{})",
            of.modulation(vectors),
            of.modulation(6),
            extra(of.projections(4).saturating_add(of_norms)),
            of.feed(),
            of.other_feed()
        )
    };
    let (last, others) = twice.split_last().unwrap_or((&false, &[]));
    let mut body = String::new();
    for kind in [true, false] {
        match others.iter().filter(|twice| **twice == kind).count() {
            0 => {}
            count => body += &format!(";{count}*({})", block(kind)),
        }
    }
    let (vectors, dual) = match last {
        true => (9, format!("{dual};")),
        false => (6, String::new()),
    };
    Ok(format!(
        "{front}{body};{};{};residual(attention({heads},qkvbias{norms},noout);{};first({image});fc({width})/first({image}));{dual}residual({});{};fc({out})",
        of.modulation(vectors),
        of.modulation(2),
        extra(of.projections(3).saturating_add(of_norms)),
        of.feed(),
        of.modulation(2)
    )
    .into())
}

/// diffusers, `transformer_flux.py`: layers with weights for image and text, then layers with one
/// set of weights, in which attention and feed-forward run side by side.
pub(super) fn flux(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let of = Joint::of(keys)?;
    let Joint { heads, size, width } = of;
    let (both, single) = (
        keys.count("num_layers", 19)?,
        keys.count("num_single_layers", 38)?,
    );
    let (channels, patch) = (keys.number("in_channels")?, keys.number("patch_size")?);
    let step = step(reading, FLUX_SIDE, FLUX_TEXT)?;
    // Four neighbours are joined into one position before the transformer.
    let [high, wide] = step.sides.map(|side| (side / 2).max(1));
    let (image, text) = (high.saturating_mul(wide), step.text);
    let pixels = step.sides.map(|side| side.saturating_mul(8));
    reading.info(format!(
        "That is an image of {}×{} pixels in {} positions, four neighbours of the latent image in each.",
        pixels[0],
        pixels[1],
        whole(image.into())
    ));
    let time = embed_vector(256, width);
    let guidance = match keys.flag("guidance_embeds", false)? {
        true => format!(";{time}"),
        false => String::new(),
    };
    let out = keys.optional_number("out_channels")?.unwrap_or(channels);
    let out = out.saturating_mul(patch).saturating_mul(patch);
    let mut text_of = format!(
        "input({channels}x{high}x{wide});patch(1,{width});append({text},from={});{time}{guidance};{}",
        keys.number("joint_attention_dim")?,
        embed_vector(keys.number("pooled_projection_dim")?, width)
    );
    all_read(keys, &["axes_dims_rope"])?;
    if both > 0 {
        text_of += &format!(
            ";{both}*(2*{};residual(attention({heads},bias,qknorm);{});residual({};{}))",
            of.modulation(6),
            extra(of.projections(4).saturating_add(2 * size)),
            of.feed(),
            of.other_feed()
        );
    }
    if single > 0 {
        text_of += &format!(
            ";{single}*({};residual(concat(attention({heads},qkvbias,qknorm,noout)/fc({}));fc({width})))",
            of.modulation(3),
            width.saturating_mul(4)
        );
    }
    Ok(format!("{text_of};first({image});{};fc({out})", of.modulation(2)).into())
}
