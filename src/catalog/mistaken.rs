//! Peaks as data sheets print them, and the detection of typed peaks that are the wrong figure of a
//! chip.

use super::{Chip, Format, Units, chips};
use crate::quantity::{FlopPerSecond, write};

/// The relative error of rounding in data sheets: 1,979 for 1,978.9, 19.5 for 19.49.
const ROUNDING: f64 = 0.0025;

/// Writes a peak with all its digits: `1,978.9 TFLOP/s`.
pub fn tflops(peak: f64) -> String {
    tera(peak) + " TFLOP/s"
}

/// Writes a peak in TFLOP/s with all its digits: `1,978.9`.
pub fn tera(peak: f64) -> String {
    let mut text = write::exact(peak / 1e12);
    let whole = text.find('.').unwrap_or(text.len());
    if whole > 3 && !text.contains('e') {
        text.insert(whole - 3, ',');
    }
    text
}

/// Explains what is probably wrong with a typed peak in FLOP/s: it is a chip’s figure with sparsity,
/// or /// that of vector units, while training runs on matrix units. Returns `None` if it may well be
/// right.
pub fn explain_wrong_peak(typed: f64) -> Option<String> {
    let of = |chip: &Chip, format| chip.peak(format).is_some_and(|peak| is_near(peak, typed));
    // A figure that training reaches on some chip is not a mistake.
    let right = [Format::Tf32, Format::Fp16, Format::Bf16];
    let is_right = |chip: &Chip| right.iter().any(|format| of(chip, *format));
    if chips().iter().any(is_right) {
        return None;
    }
    let sparse = |chip: &&Chip| {
        let peak = chip.sparse_16bit_peak();
        peak.is_some_and(|peak| is_near(peak, typed))
    };
    if let Some((whose, dense)) = agreed(chips().iter().filter(sparse)) {
        let is_fp8 = chips().iter().any(|chip| of(chip, Format::Fp8));
        let also = match is_fp8 {
            true => " For FP8 it is dense.",
            false => "",
        };
        return Some(format!(
            "{} is the sparse 16-bit figure of {whose}, which training does not reach: the dense one is {dense}.{also}",
            tflops(typed),
        ));
    }
    // Only servers: the FP32 rates of cards for games and workstations could be any small figure.
    let vector = |chip: &&Chip| {
        let is_vector = chip.units(Format::Fp32) == Some(Units::Vector);
        chip.kind.is_datacentre() && is_vector && of(chip, Format::Fp32)
    };
    let (whose, dense) = agreed(chips().iter().filter(vector))?;
    Some(format!(
        "{} is the FP32 rate of the vector units of {whose}. If training ran in FP16 or BF16, on the matrix units, the dense peak is {dense}.",
        tflops(typed),
    ))
}

/// Returns the names of the chips and their 16-bit peak; none if they differ in that. A card for games
/// or workstations that happens to have the same figure as a server's does not count.
fn agreed<'a>(chips: impl Iterator<Item = &'a Chip>) -> Option<(String, String)> {
    let mut chips: Vec<&Chip> = chips.collect();
    if chips.iter().any(|chip| chip.kind.is_datacentre()) {
        chips.retain(|chip| chip.kind.is_datacentre());
    }
    let (first, others) = chips.split_first()?;
    let peak = first.matrix_16bit()?;
    for chip in others {
        if !is_near(chip.matrix_16bit()?, peak.median()) {
            return None;
        }
    }
    let others = match others.len() {
        0 => String::new(),
        1 => " and one other chip".into(),
        n => format!(" and {n} other chips"),
    };
    Some((format!("the {}{others}", first.name), tflops(peak.median())))
}

fn is_near(peak: FlopPerSecond, typed: f64) -> bool {
    (peak.median() / typed - 1.0).abs() < ROUNDING
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Dimension, read};

    fn caught_in(text: &str) -> String {
        let typed = read(text, Dimension::Speed).ok();
        let typed = typed.filter(|typed| !typed.is_range());
        typed
            .and_then(|typed| explain_wrong_peak(typed.median()))
            .unwrap_or_default()
    }

    #[test]
    fn a_sparse_figure_is_told_with_the_dense_one() {
        for (text, whose, dense) in [
            ("1979 TFLOPS", "the NVIDIA H100 SXM", "989.4 TFLOP/s"),
            ("1,979 TFLOP/s", "the NVIDIA H100 SXM", "989.4 TFLOP/s"),
            ("1.979 PFLOP/s", "the NVIDIA H100 SXM", "989.4 TFLOP/s"),
            ("1978.9e12", "the NVIDIA H100 SXM", "989.4 TFLOP/s"),
            ("624 TFLOP/s", "the NVIDIA A100 PCIe", "312 TFLOP/s"),
            ("624T", "the NVIDIA A100 PCIe", "312 TFLOP/s"),
            ("1513 TFLOPS", "the NVIDIA H100 PCIe", "756 TFLOP/s"),
            ("242 TFLOP/s", "the NVIDIA L4", "121 TFLOP/s"),
            ("2615 TFLOPS", "the AMD Instinct MI300X", "1,307.4 TFLOP/s"),
            ("4500 TFLOPS", "the NVIDIA B200", "2,250 TFLOP/s"),
        ] {
            let caught = caught_in(text);
            assert!(caught.contains("sparse"), "{text}: {caught}");
            assert!(caught.contains(whose), "{text}: {caught}");
            assert!(caught.contains(dense), "{text}: {caught}");
        }
        let h100 = caught_in("1979 TFLOPS");
        assert_eq!(
            h100,
            "1,979 TFLOP/s is the sparse 16-bit figure of the NVIDIA H100 SXM and 4 other chips, which training does not reach: the dense one is 989.4 TFLOP/s. For FP8 it is dense."
        );
    }

    #[test]
    fn a_vector_rate_is_told_where_matrix_units_are_many_times_as_fast() {
        for (text, whose, dense) in [
            ("19.5 TFLOP/s", "the NVIDIA A100 PCIe", "312 TFLOP/s"),
            ("15.7 TFLOPS", "the NVIDIA Tesla V100 SXM2", "125 TFLOP/s"),
            ("67 TFLOPS", "the NVIDIA H100 SXM", "989.4 TFLOP/s"),
        ] {
            let caught = caught_in(text);
            assert!(caught.contains("vector"), "{text}: {caught}");
            assert!(caught.contains(whose), "{text}: {caught}");
            assert!(caught.contains(dense), "{text}: {caught}");
        }
    }

    #[test]
    fn what_may_be_right_is_left_alone() {
        for text in [
            "",
            "x",
            "312e12",
            "312 TFLOP/s",
            "989 TFLOP/s",
            "989.4e12",
            "125 TFLOPS",
            "1.58e12",
            "8.73 TFLOP/s",
            "9.3 TFLOP/s",
            "156 TFLOP/s",
            // The L40S in BF16, and the L40 with sparsity.
            "362 TFLOP/s",
            // Graphcore's in FP16, and the A10 with sparsity.
            "250 TFLOP/s",
            // The RTX 4090 in FP32 on either units.
            "82.6 TFLOP/s",
            "1.9e15 to 2.1e15",
            // Round figures.
            "1e15",
            "100 TFLOP/s",
            "12 TFLOP/s",
            "0.001",
            "1e300",
        ] {
            assert_eq!(caught_in(text), "", "{text}");
        }
        for chip in chips() {
            for format in [Format::Tf32, Format::Fp16, Format::Bf16] {
                let Some(peak) = chip.peak(format) else {
                    continue;
                };
                assert_eq!(caught_in(&write::exact(peak.median())), "", "{}", chip.slug);
            }
        }
    }

    #[test]
    fn peaks_keep_their_digits() {
        for (peak, text) in [
            (1978.9e12, "1,978.9 TFLOP/s"),
            (15e15, "15,000 TFLOP/s"),
            (0.1976e12, "0.1976 TFLOP/s"),
            (989.4e12, "989.4 TFLOP/s"),
        ] {
            assert_eq!(tflops(peak), text);
        }
    }
}
