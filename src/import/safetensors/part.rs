//! The kind of a checkpoint’s tensor: weights, packed weights, or something that is not trained.
//!
//! Its name and the tensors beside it tell, by the naming of the libraries that write checkpoints.
//! The sources are those libraries: transformers (buffers, bitsandbytes, MXFP4), AutoGPTQ and
//! AutoAWQ (`qweight`), exllamav2 (`q_weight`), compressed-tensors (`weight_packed`), ModelOpt
//! (NVFP4), mlx.

use super::super::extras::is_adapter;
use super::header::{Tensor, bits};
use std::collections::HashMap;

/// The role of a tensor in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Each element is a parameter.
    Weights,
    /// Packed parameters: their number, the packing, and whether the bits of each were assumed.
    Packed {
        parameters: u64,
        how: String,
        assumed: bool,
    },
    /// A tensor that is not trained: its kind, in the plural.
    Buffer(&'static str),
}

/// Every tensor by its name.
pub(super) struct Names<'a>(HashMap<&'a str, &'a Tensor>);

impl<'a> Names<'a> {
    pub(super) fn new(tensors: &'a [Tensor]) -> Self {
        Self(tensors.iter().map(|t| (t.name.as_str(), t)).collect())
    }

    fn beside(&self, stem: &str, leaf: &str) -> Option<&'a Tensor> {
        let name = if stem.is_empty() {
            leaf.to_string()
        } else {
            format!("{stem}.{leaf}")
        };
        self.0.get(name.as_str()).copied()
    }

    fn has(&self, stem: &str, leaf: &str) -> bool {
        self.beside(stem, leaf).is_some()
    }
}

const SCALES: &str = "quantization scales, zero points and tables";

/// Returns the role of a tensor in the file.
pub(super) fn part(tensor: &Tensor, names: &Names<'_>) -> Part {
    let (stem, leaf) = tensor
        .name
        .rsplit_once('.')
        .unwrap_or(("", tensor.name.as_str()));
    if let Some(what) = buffer(tensor, stem, leaf, names) {
        return Part::Buffer(what);
    }
    if let Some(packed) = packed_part(tensor, stem, leaf, names) {
        return packed;
    }
    // Trained weights are floating-point, or bytes: whole numbers are indices and masks.
    let whole = matches!(
        tensor.dtype.as_str(),
        "BOOL" | "I16" | "U16" | "I32" | "U32" | "I64" | "U64"
    );
    if whole {
        return Part::Buffer("tensors of whole numbers (indices, masks, counters)");
    }
    Part::Weights
}

fn buffer(tensor: &Tensor, stem: &str, leaf: &str, names: &Names<'_>) -> Option<&'static str> {
    let name = tensor.name.as_str();
    // GPT-2, GPT-J and GPT-NeoX keep the triangle of causal attention as `attn.bias`, 1×1×n×n.
    let triangle = matches!(tensor.shape.as_slice(), [1, 1, a, b] if a == b && *a > 1);
    Some(match leaf {
        "inv_freq" | "freqs_cis" => "rotary frequencies",
        _ if name.contains("rotary_emb.") || name.ends_with("rope.freqs") => "rotary frequencies",
        "masked_bias" | "attn_mask" | "causal_mask" => "causal masks",
        "bias" if triangle => "causal masks",
        "running_mean" | "running_var" | "num_batches_tracked" => "batch-norm running statistics",
        "position_ids" | "relative_position_index" => "position indices",
        "alpha" if tensor.elements == 1 && is_adapter(name) => "scales of an adapter",
        "weight_scale"
        | "weight_scale_inv"
        | "weight_scale_2"
        | "weight_global_scale"
        | "weight_zero_point"
        | "weight_g_idx"
        | "weight_shape"
        | "weight_format"
        | "input_scale"
        | "input_global_scale"
        | "input_zero_point"
        | "output_scale"
        | "activation_scale"
        | "k_scale"
        | "v_scale"
        | "kv_scale" => SCALES,
        "qzeros" | "g_idx" | "absmax" | "quant_map" | "nested_absmax" | "nested_quant_map"
        | "SCB" | "q_perm" | "q_invperm" | "q_groups" | "q_group_map" | "q_scale_max" => SCALES,
        "q_scale" if names.has(stem, "q_weight") => SCALES,
        "scales" | "zeros" if names.has(stem, "qweight") || is_mlx(stem, names) => SCALES,
        "biases" if is_mlx(stem, names) => SCALES,
        _ if name.contains(".quant_state.") => SCALES,
        _ if leaf
            .strip_suffix("_scales")
            .is_some_and(|of| names.has(stem, &format!("{of}_blocks"))) =>
        {
            SCALES
        }
        _ => return None,
    })
}

/// Returns whether a tensor is mlx’s: a quantized `weight` of u32 beside `scales` and `biases`.
fn is_mlx(stem: &str, names: &Names<'_>) -> bool {
    names
        .beside(stem, "weight")
        .is_some_and(|weight| weight.dtype == "U32")
}

fn packed_part(tensor: &Tensor, stem: &str, leaf: &str, names: &Names<'_>) -> Option<Part> {
    let wide = u64::from(bits(&tensor.dtype)?);
    let into = |each: u64, how: String, assumed| Part::Packed {
        parameters: tensor.elements.saturating_mul(wide) / each.max(1),
        how,
        assumed,
    };
    let is_byte = tensor.dtype == "U8";
    Some(match leaf {
        "qweight" => {
            // Zero points are packed as the weights are, scales are not packed: their sizes give
            // the bits of a weight, in GPTQ and in AWQ.
            let bits = names
                .beside(stem, "qzeros")
                .zip(names.beside(stem, "scales"))
                .map(|(zeros, scales)| (zeros.elements * wide, scales.elements))
                .filter(|(zeros, scales)| *scales > 0 && zeros % scales == 0)
                .map(|(zeros, scales)| zeros / scales)
                .filter(|bits| matches!(bits, 2 | 3 | 4 | 8));
            match bits {
                Some(bits) => into(bits, format!("of {bits} bits (GPTQ or AWQ)"), false),
                None => into(4, "taken for 4 bits (GPTQ or AWQ)".into(), true),
            }
        }
        "q_weight" => {
            // exllamav2 mixes widths within a tensor; its rows are in the permutation's length.
            let rows = names
                .beside(stem, "q_invperm")
                .or(names.beside(stem, "q_perm"))?;
            let columns = *tensor.shape.last()?;
            Part::Packed {
                parameters: rows.elements.saturating_mul(columns),
                how: "of mixed bits (exllamav2)".into(),
                assumed: false,
            }
        }
        "weight_packed" => match names.beside(stem, "weight_shape").and_then(|s| s.holds) {
            Some(parameters) => Part::Packed {
                parameters,
                how: "(compressed-tensors), by their weight_shape".into(),
                assumed: false,
            },
            None => into(4, "of 4 bits (compressed-tensors)".into(), !is_byte),
        },
        _ if is_byte && is_blocks(stem, leaf, names) => into(4, "of 4 bits (MXFP4)".into(), false),
        _ if is_byte && is_bitsandbytes(&tensor.name, names) => {
            into(4, "of 4 bits (bitsandbytes)".into(), false)
        }
        "weight" if is_byte && names.has(stem, "weight_scale_2") => {
            into(4, "of 4 bits (NVFP4)".into(), false)
        }
        "weight" if tensor.dtype == "U32" => mlx(tensor, stem, names, into)?,
        _ => return None,
    })
}

fn is_blocks(stem: &str, leaf: &str, names: &Names<'_>) -> bool {
    leaf.strip_suffix("_blocks")
        .is_some_and(|of| names.has(stem, &format!("{of}_scales")))
}

fn is_bitsandbytes(name: &str, names: &Names<'_>) -> bool {
    ["absmax", "quant_map"]
        .iter()
        .any(|leaf| names.has(name, leaf))
        || ["nf4", "fp4"]
            .iter()
            .any(|kind| names.has(name, &format!("quant_state.bitsandbytes__{kind}")))
}

/// The file holds bits × group alone: with mlx's own group of 64 that gives the bits.
fn mlx(
    tensor: &Tensor,
    stem: &str,
    names: &Names<'_>,
    into: impl Fn(u64, String, bool) -> Part,
) -> Option<Part> {
    let scales = names.beside(stem, "scales")?.elements;
    let bits = (tensor.elements * 32).checked_div(scales.saturating_mul(64))?;
    let bits = if matches!(bits, 2 | 3 | 4 | 6 | 8) {
        bits
    } else {
        4
    };
    Some(into(
        bits,
        format!("taken for {bits} bits in groups of 64 (mlx)"),
        true,
    ))
}
