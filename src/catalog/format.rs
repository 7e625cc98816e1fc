//! Number formats. They differ in how fast a chip computes in them, not in what an operation counts.

use crate::variants::enum_with_all;
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

enum_with_all! {
    /// The number format of the arithmetic.
    ///
    /// The widest come first, integers last.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub enum Format {
        /// Double precision.
        Fp64,
        /// Single precision, on vector units.
        Fp32,
        /// FP32 inputs cut to 19 bits, on tensor units.
        Tf32,
        /// Half precision.
        Fp16,
        /// 16 bits with the exponent of FP32.
        Bf16,
        /// 8 bits, in either split of exponent and fraction.
        Fp8,
        /// 4 bits, scaled in blocks.
        Fp4,
        /// 8-bit integers.
        Int8,
    }
}

impl Format {
    /// Returns the spelling in links and tables: `bf16`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Fp64 => "fp64",
            Self::Fp32 => "fp32",
            Self::Tf32 => "tf32",
            Self::Fp16 => "fp16",
            Self::Bf16 => "bf16",
            Self::Fp8 => "fp8",
            Self::Fp4 => "fp4",
            Self::Int8 => "int8",
        }
    }

    /// Returns the usual name: `BF16`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fp64 => "FP64",
            Self::Fp32 => "FP32",
            Self::Tf32 => "TF32",
            Self::Fp16 => "FP16",
            Self::Bf16 => "BF16",
            Self::Fp8 => "FP8",
            Self::Fp4 => "FP4",
            Self::Int8 => "INT8",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The text names none of the formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("This is not a number format: type one of {}.", listed_keys())]
pub struct UnknownFormat;

/// Lists the keys of all formats, as a sentence does: `fp64, fp32 or int8`.
fn listed_keys() -> String {
    let [rest @ .., last] = Format::ALL.map(Format::key);
    format!("{} or {last}", rest.join(", "))
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads a key or a name, in any case.
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let same = |format: &Self| format.key().eq_ignore_ascii_case(text.trim());
        Self::ALL.into_iter().find(same).ok_or(UnknownFormat)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_read_back_from_its_key_and_its_name() {
        for format in Format::ALL {
            assert_eq!(format.key().parse(), Ok(format));
            assert_eq!(format.name().parse(), Ok(format));
            assert_eq!(format!(" {format} ").parse(), Ok(format));
        }
    }

    #[test]
    fn an_unknown_format_is_told_the_eight() {
        for text in ["", "fp12", "fp 16", "float16", "√"] {
            assert_eq!(text.parse::<Format>(), Err(UnknownFormat), "{text}");
        }
        assert_eq!(
            UnknownFormat.to_string(),
            "This is not a number format: type one of fp64, fp32, tf32, fp16, bf16, fp8, fp4 or int8."
        );
    }
}
