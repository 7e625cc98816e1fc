//! State spaces without attention: Mamba, Mamba-2 and their relatives.

use super::super::error::FileError;
use super::decoder::Decoder;
use super::family::Family;
use super::keys::{INNER, Keys, VOCABULARY, WIDTH, mismatch};
use super::mixers::{Heads, MAMBA, alone, number_or_auto, spell_layer};
use super::net::Net;
use super::reading::Reading;

#[rustfmt::skip]
pub(super) const FAMILIES: &[Family] = &[
    Family::new(&["mamba", "falcon_mamba"], mamba).tied().defaults(&[("state_size", 16), ("conv_kernel", 4), ("expand", 2)]),
    Family::new(&["mamba2"], mamba2).defaults(&[("num_heads", 128), ("head_dim", 64), ("n_groups", 8), ("state_size", 128), ("conv_kernel", 4), ("expand", 2)]),
    Family::new(&[MAMBA_SSM], mamba_ssm).tied().defaults(&[("pad_vocab_size_multiple", 8)]),
];

/// The family of files with Mamba’s own keys and no `model_type`.
pub(super) const MAMBA_SSM: &str = "mamba_ssm";

/// Keys that say which program runs, or a size once more.
const PASSED: &[&str] = &["use_mambapy", "use_falcon_mambapy", "d_inner"];

/// transformers, `modeling_mamba.py`; `modeling_falcon_mamba.py`, whose further norms have no
/// parameters.
fn mamba(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    keys.mark_unused(PASSED);
    let usual = MAMBA.inner(keys)?;
    let inner = keys.optional_size(&INNER)?.unwrap_or(usual);
    let layer = alone(MAMBA.mamba(keys, inner, false)?);
    Decoder::of(reading, layer)?.text(reading)
}

/// transformers, `modeling_mamba2.py`.
fn mamba2(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    let keys = reading.keys;
    keys.mark_unused(PASSED);
    // The first key is the first Mamba’s alone; the second is a product of two others.
    keys.mark_unused(&["time_step_rank", "intermediate_size"]);
    let heads = Heads {
        count: keys.number("num_heads")?,
        size: keys.number("head_dim")?,
        groups: keys.number("n_groups")?,
    };
    let inner = MAMBA.inner(keys)?;
    if heads.count.checked_mul(heads.size) != Some(inner) {
        return Err(mismatch(format!(
            "“num_heads” is {}, “head_dim” {}, and “expand” times the width {inner}: they do not go together.",
            heads.count, heads.size
        )));
    }
    let bias = keys.flag(MAMBA.bias, false)?;
    let layer = alone(MAMBA.mamba2(keys, heads, bias, true)?);
    Decoder::of(reading, layer)?.text(reading)
}

/// Mamba as its authors save it: `MambaConfig` and `MixerModel` of
/// <https://github.com/state-spaces/mamba>. The vocabulary is rounded up to a multiple.
fn mamba_ssm(reading: &mut Reading<'_>) -> Result<Net, FileError> {
    const CONFIG: &str = "ssm_cfg";
    let keys = reading.keys;
    reading.tied = keys.flag("tie_embeddings", true)?;
    if keys.count("d_intermediate", 0)? > 0 {
        return Err(mismatch(
            "“d_intermediate” is more than 0: a feed-forward beside the state space, which is not counted here."
                .into(),
        ));
    }
    let Some(config) = keys.object(CONFIG) else {
        return Err(mismatch(format!("“{CONFIG}” is missing, or no object.")));
    };
    let multiple = keys.number("pad_vocab_size_multiple")?;
    let vocabulary = keys.size(&VOCABULARY)?.div_ceil(multiple);
    let mut layer = alone(ssm(keys, config)?);
    reading.read_all_of(CONFIG, config);
    if !keys.flag("rms_norm", true)? {
        layer.norm = "ln";
    }
    let mut decoder = Decoder::of(reading, layer)?;
    decoder.vocabulary = Some(vocabulary.saturating_mul(multiple));
    decoder.text(reading)
}

/// Spells the mixer: `mamba_simple.py` and `mamba2.py` of the same repository.
fn ssm(keys: Keys<'_>, config: Keys<'_>) -> Result<String, FileError> {
    config.mark_unused(&[
        "dt_min",
        "dt_max",
        "dt_init",
        "dt_scale",
        "dt_init_floor",
        "dt_limit",
        "chunk_size",
        "use_fast_path",
        "use_mem_eff_path",
    ]);
    let of = |key, usual| Ok::<u64, FileError>(config.optional_number(key)?.unwrap_or(usual));
    let width = keys.size(&WIDTH)?;
    let inner = width.saturating_mul(of("expand", 2)?);
    let switches = [
        ("bias", config.flag("bias", false)?),
        ("noconvbias", !config.flag("conv_bias", true)?),
    ];
    let conv = ("conv", of("d_conv", 4)?);
    if config.text("layer") != Some("Mamba2") {
        let rank = number_or_auto(config, "dt_rank")?.unwrap_or(width.div_ceil(16));
        let sizes = [inner, of("d_state", 16)?];
        return Ok(spell_layer(
            "mamba",
            &sizes,
            &[("rank", rank), conv],
            &switches,
        ));
    }
    let size = of("headdim", 64)?;
    if !inner.is_multiple_of(size) {
        return Err(mismatch(format!(
            "“headdim” is {size}, which does not divide the inner width of {inner}."
        )));
    }
    let sizes = [inner / size, size, of("d_state", 128)?];
    let groups = ("groups", of("ngroups", 1)?);
    let norm = ("nonorm", !config.flag("rmsnorm", true)?);
    let switches = [switches[0], switches[1], norm];
    Ok(spell_layer("mamba2", &sizes, &[groups, conv], &switches))
}
