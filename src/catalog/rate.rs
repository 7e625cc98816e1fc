//! The units of a chip behind its peak in a format: vector units, or matrix units, which are many times
//! as fast and compute in fewer formats.

use super::{Chip, ChipKind, Format};
use crate::quantity::FlopPerSecond;

/// A kind of arithmetic unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Units {
    /// Cores that work on vectors of numbers; any program runs on them.
    Vector,
    /// Tensor cores, matrix cores, systolic arrays: they multiply matrices and nothing else.
    Matrix,
}

impl Chip {
    /// Returns the units that the chip’s peak in a format is of. Returns `None` if there is no peak,
    /// and for accelerators whose makers do not tell the two apart.
    pub fn units(&self, format: Format) -> Option<Units> {
        self.peak(format)?;
        match (self.kind, format) {
            (ChipKind::Cpu, _) => Some(Units::Vector),
            (ChipKind::Tpu, Format::Fp32) => Some(Units::Vector),
            (ChipKind::Tpu, _) => Some(Units::Matrix),
            (ChipKind::Other, _) => None,
            // This vendor prints one figure for both.
            _ if self.vendor == "Biren" => None,
            (_, Format::Fp64 | Format::Fp32) => Some(Units::Vector),
            (_, Format::Fp16 | Format::Bf16) if self.matrix_16bit().is_none() => {
                Some(Units::Vector)
            }
            _ => Some(Units::Matrix),
        }
    }

    /// Returns the FP16 or BF16 peak, the higher of the two, if it is one of matrix units.
    pub fn matrix_16bit(&self) -> Option<FlopPerSecond> {
        let peak = |format| self.peak(format).map(FlopPerSecond::median);
        let fp32 = peak(Format::Fp32);
        let (fp16, bf16) = (peak(Format::Fp16), peak(Format::Bf16));
        let fastest = fp16.unwrap_or(0.0).max(bf16.unwrap_or(0.0));
        // Vector units reach at most twice their FP32 peak, and none of them computes in BF16.
        let is_matrix = bf16.is_some() || fp32.is_none_or(|fp32| fastest > 2.5 * fp32);
        (fastest > 0.0 && is_matrix).then_some(FlopPerSecond::point(fastest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{chip, chips};
    use Format::*;

    #[test]
    fn matrix_units_came_with_volta() {
        let units = |slug, format| chip(slug).expect("in the table").units(format);
        for (slug, format, expected) in [
            ("nvidia-gtx-1080", Fp16, Some(Units::Vector)),
            ("nvidia-p100-sxm2", Fp16, Some(Units::Vector)),
            ("nvidia-v100-sxm2", Fp16, Some(Units::Matrix)),
            ("nvidia-v100-sxm2", Fp32, Some(Units::Vector)),
            ("nvidia-a100-pcie", Fp32, Some(Units::Vector)),
            ("nvidia-a100-pcie", Tf32, Some(Units::Matrix)),
            ("nvidia-h100-sxm", Fp8, Some(Units::Matrix)),
            ("nvidia-k80", Bf16, None),
            ("amd-mi50", Fp16, Some(Units::Vector)),
            ("amd-mi250x", Bf16, Some(Units::Matrix)),
            ("google-tpu-v2", Fp32, Some(Units::Vector)),
            ("google-tpu-v4", Bf16, Some(Units::Matrix)),
            ("fujitsu-a64fx", Fp16, Some(Units::Vector)),
            ("cerebras-wse-2", Fp16, None),
        ] {
            assert_eq!(units(slug, format), expected, "{slug} {format}");
        }
    }

    #[test]
    fn no_units_without_a_peak() {
        for chip in chips() {
            for format in Format::ALL {
                assert!(chip.peak(format).is_some() || chip.units(format).is_none());
            }
        }
    }
}
