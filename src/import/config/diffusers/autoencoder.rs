//! The autoencoder of a diffusion model: from images to latent images and back. diffusers,
//! `autoencoder_kl.py`; encoder and decoder are in `vae.py`.

use super::super::super::error::FileError;
use super::super::net::{Net, Part};
use super::super::reading::Reading;
use super::levels::{attends, halved, resnet, widths};
use super::{all_read, size};

/// Keys that bear on training, and on how latent images are scaled.
const PASSED: &[&str] = &[
    "norm_num_groups",
    "scaling_factor",
    "shift_factor",
    "latents_mean",
    "latents_std",
    "force_upcast",
];

/// Returns encoder and decoder. One example is one image, encoded and decoded.
pub(super) fn autoencoder(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    let ([high, wide], why) = size(reading, 32)?;
    reading.info(format!(
        "Counted for one image of {high}×{wide}{why}, encoded and decoded."
    ));
    let widths = widths(keys)?;
    let [first, last] = [widths.first(), widths.last()].map(|width| width.copied().unwrap_or(1));
    for (key, block) in [
        ("down_block_types", "DownEncoderBlock2D"),
        ("up_block_types", "UpDecoderBlock2D"),
    ] {
        attends(keys, key, &[block], widths.len())?;
    }
    let layers = keys.number("layers_per_block")?;
    let latent = keys.number("latent_channels")?;
    let (channels, made) = (keys.number("in_channels")?, keys.number("out_channels")?);
    let attends = keys.flag("mid_block_add_attention", true)?;
    let quant = |key: &str, channels: u64| match keys.flag(key, true) {
        Ok(true) => Ok(format!(";conv({channels},1)")),
        other => other.map(|_| String::new()),
    };
    let both = latent.saturating_mul(2);
    let (coded, decoded) = (
        quant("use_quant_conv", both)?,
        quant("use_post_quant_conv", latent)?,
    );
    all_read(keys, PASSED)?;

    let mut sides = [high, wide];
    let mut encoder = format!("input({channels}x{high}x{wide});conv({first},3,pad=1)");
    let mut width = first;
    for (i, level) in widths.iter().enumerate() {
        encoder += &blocks(width, *level, layers);
        width = *level;
        if i + 1 < widths.len() {
            sides = halved(sides)?;
            encoder += &format!(";conv({width},3,stride=2,pad=1)");
        }
    }
    let [high, wide] = sides;
    let block = resnet(last, last, None);
    let attention = match attends {
        true => format!(";residual(gn;sequence;attention(1,bias);map({high}x{wide}))"),
        false => String::new(),
    };
    let middle = format!("{block}{attention};{block}");
    encoder += &format!(";{middle};gn;conv({both},3,pad=1){coded}");

    let mut decoder =
        format!("input({latent}x{high}x{wide}){decoded};conv({last},3,pad=1);{middle}");
    for (i, level) in widths.iter().enumerate().rev() {
        decoder += &blocks(width, *level, layers.saturating_add(1));
        width = *level;
        if i > 0 {
            decoder += &format!(";upsample(2);conv({width},3,pad=1)");
        }
    }
    decoder += &format!(";gn;conv({made},3,pad=1)");
    let part = |name, text| Part { name, text };
    Ok(Net::Parts(vec![
        part("encoder", encoder),
        part("decoder", decoder),
    ]))
}

/// Returns the blocks of one level, the first of which may change the channels.
fn blocks(from: u64, to: u64, count: u64) -> String {
    let block = resnet(to, to, None);
    match (from == to, count) {
        (true, count) => format!(";{count}*{block}"),
        (false, 1) => format!(";{}", resnet(from, to, None)),
        (false, count) => format!(";{};{}*{block}", resnet(from, to, None), count - 1),
    }
}
