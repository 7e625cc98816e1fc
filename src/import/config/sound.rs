//! Encoders of sound: wav2vec 2.0, HuBERT and WavLM.

use super::super::error::FileError;
use super::class::{CLASSIFIER, Class};
use super::encoder::layer;
use super::family::Family;
use super::keys::{LAYERS, WIDTH, mismatch};
use super::net::Net;
use super::reading::Reading;
use super::stack::extra;
use crate::quantity::write::whole;

/// Ten seconds at 16 kHz, counted where no length is asked for.
const USUAL_SAMPLES: u64 = 160_000;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["wav2vec2", "hubert"], wav2vec2).classes(CLASSIFIER).also(&[Class::Letters]),
    Family::new(&["wavlm"], wavlm).classes(CLASSIFIER).also(&[Class::Letters]),
];

/// transformers, `modeling_wav2vec2.py` and `modeling_hubert.py`: convolutions over the samples, a
/// projection, a convolution for positions, and encoder layers.
fn wav2vec2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    sound(reading, false)
}

/// transformers, `modeling_wavlm.py`: wav2vec 2.0 with relative positions: a table of them in the
/// first layer, and in each layer gates for them, which all heads share.
fn wavlm(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    sound(reading, true)
}

fn sound(reading: &mut Reading<'_>, has_gates: bool) -> Result<Net, FileError> {
    let keys = reading.keys;
    let width = keys.size(&WIDTH)?;
    reading.looks_both_ways();
    let samples = reading.asked.sequence.unwrap_or(USUAL_SAMPLES).max(1);
    reading.info(format!(
        "Counted for a sound of {} samples, {} seconds at 16 kHz.",
        whole(samples.into()),
        samples as f64 / 16_000.0
    ));
    let mut text = format!("input(1x{samples})");
    let (convolutions, frames) = features(reading, samples)?;
    text += &convolutions;
    text += ";frames";
    if keys.flag("feat_proj_layer_norm", true)? {
        text += ";ln";
    }
    text += &format!(";fc({width})");
    // The vector in place of positions that are masked in training.
    let masks = ["mask_time_prob", "mask_feature_prob"].map(|key| keys.value(key)?.as_f64());
    let [time, feature] = [masks[0].unwrap_or(0.05), masks[1].unwrap_or(0.0)];
    if time > 0.0 || feature > 0.0 {
        text += &format!(";{}", extra(width));
    }
    let kernel = keys
        .optional_number("num_conv_pos_embeddings")?
        .unwrap_or(128);
    let groups = keys
        .optional_number("num_conv_pos_embedding_groups")?
        .unwrap_or(16);
    let norm = match keys.flag("conv_pos_batch_norm", false)? {
        true => "bn".into(),
        // Weight norm: one length for each place of the kernel.
        false => extra(kernel),
    };
    let layer = layer(reading)?;
    let mut table = String::new();
    if has_gates {
        // Each head makes eight numbers at each position, for two gates, and has a scale.
        let heads = layer.heads;
        let (size, layers) = (width / heads, keys.size(&LAYERS)?);
        let buckets = keys.optional_number("num_buckets")?.unwrap_or(320);
        table = format!(
            ";{layers}*beside({size},8,count={});{}",
            frames.saturating_mul(heads),
            extra(layers.saturating_add(buckets).saturating_mul(heads))
        );
    }
    let layers = layer.text(keys.size(&LAYERS)?, "encoder");
    text += &format!(
        ";residual({norm};conv({width},{kernel},pad=same,groups={groups}));ln{table};{layers}"
    );
    // Keys of adapters, which have a switch of their own, and of further classes.
    keys.mark_unused(&[
        "adapter_kernel_size",
        "adapter_stride",
        "num_adapter_layers",
        "num_feat_extract_layers",
    ]);
    reading.info("extra(…): the vector of masked positions, and the lengths of a kernel.");
    let mixed = keys.flag("use_weighted_layer_sum", false)?;
    let projected = keys.optional_number("classifier_proj_size")?.unwrap_or(256);
    let end = match reading.class {
        Class::Letters => format!(";fc({})", keys.optional_number("vocab_size")?.unwrap_or(32)),
        Class::Labels => {
            let mixed = match mixed {
                // One weight for the output of each layer and for the input of the first.
                true => format!(";{}", extra(keys.size(&LAYERS)?.saturating_add(1))),
                false => String::new(),
            };
            format!("{mixed};fc({projected});first;fc({})", reading.labels()?)
        }
        _ => String::new(),
    };
    Ok((text + &end).into())
}

/// Returns the convolutions over the samples, and the number of positions after them.
fn features(reading: &Reading<'_>, samples: u64) -> Result<(String, u64), FileError> {
    let keys = reading.keys;
    let widths = keys.sizes("conv_dim")?.unwrap_or(vec![512; 7]);
    let strides = keys
        .sizes("conv_stride")?
        .unwrap_or(vec![5, 2, 2, 2, 2, 2, 2]);
    let kernels = keys
        .sizes("conv_kernel")?
        .unwrap_or(vec![10, 3, 3, 3, 3, 2, 2]);
    if widths.len() != strides.len() || widths.len() != kernels.len() {
        return Err(mismatch(
            "“conv_dim”, “conv_stride” and “conv_kernel” are not of the same length.".into(),
        ));
    }
    let bias = if keys.flag("conv_bias", false)? {
        ""
    } else {
        ",nobias"
    };
    let is_layer = keys.text("feat_extract_norm") == Some("layer");
    let mut text = String::new();
    let mut left = samples;
    for (i, ((width, stride), kernel)) in widths.iter().zip(strides).zip(kernels).enumerate() {
        text += &format!(";conv({width},{kernel},stride={stride}{bias})");
        left = left.saturating_sub(kernel) / stride + 1;
        text += match (is_layer, i) {
            (true, _) => ";ln;gelu",
            (false, 0) => ";gn;gelu",
            (false, _) => ";gelu",
        };
    }
    Ok((text, left))
}
