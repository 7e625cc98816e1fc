//! Mixers in place of attention, from the keys of a file to the text of a layer.

use super::super::error::FileError;
use super::keys::{Keys, WIDTH, mismatch};
use super::stack::{Halves, Layer};
use serde_json::Value;

/// Spells a layer: its sizes, its sizes with a name, and the switches that are on.
pub(super) fn spell_layer(
    name: &str,
    sizes: &[u64],
    named: &[(&str, u64)],
    switches: &[(&str, bool)],
) -> String {
    let mut out = format!("{name}(");
    for (i, size) in sizes.iter().enumerate() {
        out += if i > 0 { "," } else { "" };
        out += &size.to_string();
    }
    for (name, size) in named {
        out += &format!(",{name}={size}");
    }
    for (name, _) in switches.iter().filter(|(_, on)| *on) {
        out.push(',');
        out += name;
    }
    out.push(')');
    out
}

/// Returns a layer of this mixer alone, with a norm before it.
pub(super) fn alone(mixer: String) -> Layer {
    Layer {
        mixer: Some(mixer),
        halves: Halves::Mixer,
        ..Layer::new(1, 1)
    }
}

/// The keys of a state space’s sizes in a family.
pub(super) struct Names {
    pub(super) state: &'static str,
    pub(super) conv: &'static str,
    pub(super) expand: &'static str,
    pub(super) rank: &'static str,
    pub(super) bias: &'static str,
    pub(super) conv_bias: &'static str,
}

/// The keys of Mamba.
pub(super) const MAMBA: Names = Names {
    state: "state_size",
    conv: "conv_kernel",
    expand: "expand",
    rank: "time_step_rank",
    bias: "use_bias",
    conv_bias: "use_conv_bias",
};

/// The keys of Jamba and later hybrids.
pub(super) const JAMBA: Names = Names {
    state: "mamba_d_state",
    conv: "mamba_d_conv",
    expand: "mamba_expand",
    rank: "mamba_dt_rank",
    bias: "mamba_proj_bias",
    conv_bias: "mamba_conv_bias",
};

/// Returns a number; none for the word “auto”, which leaves it to the library.
pub(super) fn number_or_auto(keys: Keys<'_>, key: &'static str) -> Result<Option<u64>, FileError> {
    match keys.value(key) {
        Some(Value::String(word)) if word == "auto" => Ok(None),
        _ => keys.optional_number(key),
    }
}

impl Names {
    /// Returns the inner width: the width times a factor.
    pub(super) fn inner(&self, keys: Keys<'_>) -> Result<u64, FileError> {
        Ok(keys.size(&WIDTH)?.saturating_mul(keys.number(self.expand)?))
    }

    /// Spells Mamba: transformers, `modeling_mamba.py` and `modeling_jamba.py`, which has three
    /// more norms.
    pub(super) fn mamba(
        &self,
        keys: Keys<'_>,
        inner: u64,
        norms: bool,
    ) -> Result<String, FileError> {
        let rank = number_or_auto(keys, self.rank)?;
        let rank = rank.unwrap_or(keys.size(&WIDTH)?.div_ceil(16));
        let named = [("rank", rank), ("conv", keys.number(self.conv)?)];
        let switches = [
            ("bias", keys.flag(self.bias, false)?),
            ("noconvbias", !keys.flag(self.conv_bias, true)?),
            ("norms", norms),
        ];
        let sizes = [inner, keys.number(self.state)?];
        Ok(spell_layer("mamba", &sizes, &named, &switches))
    }

    /// Spells Mamba-2: transformers, `modeling_mamba2.py` and `modeling_bamba.py`.
    pub(super) fn mamba2(
        &self,
        keys: Keys<'_>,
        heads: Heads,
        bias: bool,
        norm: bool,
    ) -> Result<String, FileError> {
        let sizes = [heads.count, heads.size, keys.number(self.state)?];
        let named = [("groups", heads.groups), ("conv", keys.number(self.conv)?)];
        let switches = [
            ("bias", bias),
            ("noconvbias", !keys.flag(self.conv_bias, true)?),
            ("nonorm", !norm),
        ];
        Ok(spell_layer("mamba2", &sizes, &named, &switches))
    }
}

/// The heads of Mamba-2.
#[derive(Clone, Copy)]
pub(super) struct Heads {
    pub(super) count: u64,
    pub(super) size: u64,
    pub(super) groups: u64,
}

impl Heads {
    /// Returns heads that fill an inner width; the file may leave their size to the library.
    pub(super) fn of(keys: Keys<'_>, inner: u64) -> Result<Self, FileError> {
        const COUNT: &str = "mamba_n_heads";
        let count = keys.number(COUNT)?;
        let size = number_or_auto(keys, "mamba_d_head")?.unwrap_or(inner / count);
        if count.checked_mul(size) != Some(inner) {
            return Err(mismatch(format!(
                "“{COUNT}” is {count}, with {size} features per head, and the inner width of the state space is {inner}: they do not go together."
            )));
        }
        let groups = keys.number("mamba_n_groups")?;
        Ok(Self {
            count,
            size,
            groups,
        })
    }
}

/// Spells Gated DeltaNet: transformers, `modeling_qwen3_next.py`.
pub(super) fn deltanet(
    keys: Keys<'_>,
    heads: [u64; 2],
    sizes: [u64; 2],
) -> Result<String, FileError> {
    let conv = keys.number("linear_conv_kernel_dim")?;
    let mut named = vec![("vheads", heads[1]), ("value", sizes[1])];
    // A setting of the values is left out if it equals that of the keys.
    named.retain(|(name, size)| *size != if *name == "value" { sizes[0] } else { heads[0] });
    named.push(("conv", conv));
    Ok(spell_layer("deltanet", &[heads[0], sizes[0]], &named, &[]))
}
