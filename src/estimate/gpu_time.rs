//! Method 2: GPU time.
//!
//! Training time × chips × peak FLOP/s × utilization, from the same two sources as method 1.

use super::fleet::Sum;
use crate::quantity::{ChipHours, Count, Flop, FlopPerSecond, Ratio};

/// A utilization to use if none was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recommended {
    /// The utilization as it is put into the field.
    pub share: &'static str,
    /// The kind of run that it is for, and who recommends it.
    pub of: &'static str,
}

/// Sevilla et al. 2022, "Estimating Training Compute of Deep Learning Models", summary; Amodei and
/// Hernandez 2018, "AI and Compute", appendix, "Example of Method 2".
pub const RECOMMENDED: [Recommended; 4] = [
    Recommended {
        share: "30%",
        of: "language models (Sevilla et al.)",
    },
    Recommended {
        share: "40%",
        of: "other models (Sevilla et al.)",
    },
    Recommended {
        share: "33%",
        of: "GPUs (OpenAI)",
    },
    Recommended {
        share: "17%",
        of: "CPUs (OpenAI)",
    },
];

/// The inputs of method 2. Without a utilization there is no figure, but the operations that the
/// hardware could have done at its peak still bound method 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct GpuTime {
    /// Time × chips.
    pub chip_hours: Option<ChipHours>,
    /// Dense peak of one chip in the number format used.
    pub peak: Option<FlopPerSecond>,
    /// Share of the peak reached, from 0 to 1.
    pub utilization: Option<Ratio>,
    /// The sum of several periods, in place of the product of the fields above. Then `chip_hours` is
    /// the total of the periods, and `peak` their mean.
    pub periods: Option<Sum>,
}

impl GpuTime {
    /// Returns the inputs for several periods, from their sum.
    pub fn of_periods(sum: Sum, utilization: Option<Ratio>) -> Self {
        Self {
            chip_hours: Some(sum.chip_hours),
            peak: sum.peak,
            utilization,
            periods: Some(sum),
        }
    }

    /// Returns the FLOP that the hardware could have done at its peak all the time.
    pub fn at_peak(self) -> Option<Flop> {
        match self.periods {
            Some(sum) => sum.at_peak,
            None => Some(self.chip_hours? * self.peak?),
        }
    }

    /// Returns the FLOP of the whole stage, run once.
    pub fn flop(self) -> Option<Flop> {
        match self.periods {
            Some(sum) => sum.flop,
            None => Some(self.at_peak()? * self.utilization?),
        }
    }

    /// Multiplies the hardware's time by a number of runs.
    pub fn times(self, runs: Count) -> Self {
        Self {
            chip_hours: self.chip_hours.map(|hours| hours * runs),
            periods: self.periods.map(|sum| sum.times(runs)),
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Count, Seconds};

    #[test]
    fn alexnet_as_openai_times_it() {
        // 2 GTX 580 × 1.58e12 × 5.5 days × 0.33.
        let alexnet = GpuTime {
            chip_hours: Some(Seconds::point(5.5 * 86_400.0) * Count::point(2.0)),
            peak: Some(FlopPerSecond::point(1.58e12)),
            utilization: Some(Ratio::point(0.33)),
            periods: None,
        };
        let flop = alexnet.flop().map(Flop::median).unwrap_or_default();
        assert!((flop / 4.9553856e17 - 1.0).abs() < 1e-15, "{flop}");
        let unknown = GpuTime {
            utilization: None,
            ..alexnet
        };
        assert_eq!(unknown.flop(), None);
        assert!(unknown.at_peak().is_some());
    }
}
