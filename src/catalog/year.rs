//! The average peak of the chips of a year, for runs whose chip is unknown.

use super::{Chip, ChipKind, Format, chips};
use crate::quantity::normal::Z_95;
use crate::quantity::{FlopPerSecond, Uncertain};

/// The figure of a chip to average.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// FP32 on vector units.
    Fp32,
    /// FP16 or BF16, the faster of the two, on tensor or matrix units.
    Matrix16,
}

impl Arithmetic {
    /// Returns the figure of a chip, if it has one.
    fn peak(self, chip: &Chip) -> Option<f64> {
        let peak = match self {
            Self::Fp32 => chip.peak(Format::Fp32),
            Self::Matrix16 => chip.matrix_16bit(),
        };
        peak.map(FlopPerSecond::median)
    }
}

/// The average over the chips of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Average {
    /// Number of chips that have the figure.
    pub n: usize,
    /// Their arithmetic mean, FLOP/s.
    pub mean: f64,
    /// The one in the middle, FLOP/s.
    pub median: f64,
    /// The peak that a chip of that year may have had: the lognormal of the same geometric mean and
    /// spread, with its 90% interval. A point for a single chip.
    pub peak: FlopPerSecond,
}

/// If there are fewer accelerators for servers than this, cards for games and workstations count too.
const FEW: usize = 3;

/// Averages the accelerators for servers that were announced in a year. If the table has fewer than
/// three, cards for games and workstations count too. Versions that compute alike, with more memory or
/// a slower link, count once. General processors are left out, as are whole wafers: one is as fast as
/// dozens of chips and would be the mean alone. Returns `None` if the table has none.
pub fn average(year: u16, arithmetic: Arithmetic) -> Option<Average> {
    let is_server = |chip: &&Chip| chip.kind.is_datacentre();
    let mut peaks = distinct_figures(year, arithmetic, is_server);
    if peaks.len() < FEW {
        peaks = distinct_figures(year, arithmetic, |chip| chip.kind != ChipKind::Cpu);
    }
    peaks.sort_unstable_by(f64::total_cmp);
    let n = peaks.len();
    let middle = (*peaks.get(n.checked_sub(1)? / 2)? + *peaks.get(n / 2)?) / 2.0;
    let mean_log = peaks.iter().map(|peak| libm::log(*peak)).sum::<f64>() / n as f64;
    let deviations = peaks.iter().map(|peak| libm::log(*peak) - mean_log);
    let squares = deviations.map(|deviation| deviation * deviation);
    // The spread of a sample: one degree of freedom went into the mean.
    let sigma = (squares.sum::<f64>() / (n - 1).max(1) as f64).sqrt();
    let factor = libm::exp(Z_95 * sigma);
    Some(Average {
        n,
        mean: peaks.iter().sum::<f64>() / n as f64,
        median: middle,
        peak: FlopPerSecond(match n {
            1 => Uncertain::point(middle),
            _ => Uncertain::range(libm::exp(mean_log) / factor, libm::exp(mean_log) * factor),
        }),
    })
}

/// Returns the figures of a year's chips, each once for all versions that compute alike.
fn distinct_figures(
    year: u16,
    arithmetic: Arithmetic,
    counts: impl Fn(&&Chip) -> bool,
) -> Vec<f64> {
    let of_year = |chip: &&Chip| chip.release_year() == year && chip.unit != "one wafer";
    let mut makes: Vec<(&str, f64)> = Vec::new();
    for chip in chips().iter().filter(of_year).filter(counts) {
        let make = arithmetic.peak(chip).map(|peak| (chip.vendor, peak));
        makes.extend(make.filter(|make| !makes.contains(make)));
    }
    makes.into_iter().map(|(_, peak)| peak).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_two_chips_by_hand() {
        // 2022 has no such pair: 2011 has none, 2010 one.
        assert_eq!(average(2011, Arithmetic::Fp32), None);
        let one = average(2010, Arithmetic::Fp32).expect("the GTX 580");
        assert_eq!((one.n, one.mean, one.median), (1, 1.581e12, 1.581e12));
        assert_eq!(one.peak, FlopPerSecond::point(1.581e12));
        assert_eq!(average(2010, Arithmetic::Matrix16), None);
    }

    #[test]
    fn vector_rates_are_no_matrix_rates() {
        // In 2016 the P100 has FP16 on vector units, and no chip has matrix units.
        assert_eq!(average(2016, Arithmetic::Matrix16), None);
        let of_2017 = average(2017, Arithmetic::Matrix16).expect("V100 and TPU v2");
        // 125e12, 112e12 and 46e12.
        assert_eq!((of_2017.n, of_2017.median), (3, 112e12));
        assert!((of_2017.mean / (283e12 / 3.0) - 1.0).abs() < 1e-12);
        let geometric = (125e12f64 * 112e12 * 46e12).cbrt();
        assert!((of_2017.peak.median() / geometric - 1.0).abs() < 1e-12);
        assert!(of_2017.peak.low() < 46e12 && of_2017.peak.high() > 125e12);
    }
}
