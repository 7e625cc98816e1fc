//! The comparison of the two methods: their ratio, and the utilization that they imply.

use super::Compatible;
use crate::quantity::{Flop, write};
use std::fmt;

/// "This method … can easily be off by a factor of 2 or occasionally more" (Amodei and Hernandez
/// 2018, appendix, of GPU time).
pub const CLAIMED_FACTOR: f64 = 2.0;

/// The error of counting. Operations counted in full are 0.99 to 1.10 times 6 × parameters × tokens in six
/// transformers (Hoffmann et al. 2022, "Training Compute-Optimal Large Language Models", Table A4). Taken
/// as a 90% range.
pub const COUNTING_FACTOR: f64 = 1.1;

/// Advice where the methods differ. The page shows it; no report repeats it to its readers.
pub const CHECK: &str = "Check the inputs of both.";

/// The utilizations that published runs reached: records of model FLOP utilization in Epoch AI's Notable
/// AI Models (CC BY 4.0), which assets/utilization.csv has. An implied one outside this range deserves a
/// second look.
pub const SEEN: std::ops::RangeInclusive<f64> = 0.17..=0.55;

/// The same in words, with the median.
pub const SEEN_IN_WORDS: [&str; 2] = ["17–55%", "median 33%"];

/// The utilization that convolutional networks reached on a P100: Epoch AI, "How to measure FLOP/s for
/// neural networks empirically?".
const SEEN_CONVOLUTIONAL: &str = "75%";

/// A ratio that is shown as 2, or a utilization that is shown as 100%, in three digits, is judged as
/// that.
const HALF_A_DIGIT: f64 = 0.005;

/// The comparison of method 1 with method 2, at the medians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// Operations over GPU time; none if no utilization is known.
    pub ratio: Option<f64>,
    /// Operations over those that the hardware could have done at its peak.
    pub implied_utilization: f64,
    /// Whether the two ranges allow for the difference.
    pub compatible: Compatible,
    /// The factor that GPU time is taken to be good to.
    pub accuracy: f64,
}

/// The rating of an implied utilization: possible or not, usual or not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Utilization {
    /// Above 100%: one of the inputs is wrong.
    Impossible,
    /// Higher than real runs report.
    High,
    /// As in real runs.
    Usual,
    /// Lower than real runs report.
    Low,
}

impl Agreement {
    /// Compares the operations of method 1 with the GPU time and the peak of method 2. Returns `None`
    /// if their ratio is beyond what a double holds.
    pub fn between(operations: Flop, gpu_time: Option<Flop>, at_peak: Flop) -> Option<Self> {
        let over =
            |other: Flop| Some(operations.median() / other.median()).filter(|r| r.is_normal());
        Some(Self {
            ratio: gpu_time.and_then(over),
            implied_utilization: over(at_peak)?,
            compatible: gpu_time.map_or(Compatible::Untold, |gpu_time| {
                Compatible::of(operations, gpu_time)
            }),
            accuracy: CLAIMED_FACTOR,
        })
    }

    /// Returns whether the methods lie within the factor that GPU time is good to.
    pub fn within_claimed_factor(self) -> Option<bool> {
        let (least, most) = (1.0 / self.accuracy, self.accuracy);
        self.ratio
            .map(|r| (least - HALF_A_DIGIT / 10.0..most + HALF_A_DIGIT).contains(&r))
    }

    /// Returns the verdict on the methods as a clause, and the ratio that supports it.
    pub fn comparison(self) -> Option<(&'static str, String)> {
        let ratio = write::people(self.ratio?);
        let is_within = self.within_claimed_factor()?;
        // The medians may agree where narrow ranges exclude each other, and the other way round.
        let (verdict, ranges) = match (is_within, self.compatible) {
            (true, Compatible::No) => (
                "The medians agree",
                ", but the two 90% ranges are not compatible: one of the ranges is too narrow",
            ),
            (true, _) => ("The methods agree", ""),
            (false, Compatible::Yes) => (
                "The medians differ",
                ", but the two 90% ranges are compatible",
            ),
            (false, Compatible::No) => (
                "The methods differ",
                ", and the two 90% ranges are not compatible",
            ),
            (false, Compatible::Untold) => ("The methods differ", ""),
        };
        let check = if is_within { "" } else { CHECK };
        let text = format!(
            "counting operations gives {ratio} times the GPU-time estimate, which is good to about a factor of {}{ranges}. {check}",
            write::typed(self.accuracy)
        );
        Some((verdict, text.trim_end().into()))
    }

    /// Says which utilization GPU time was worked out with, where it is another than the operations imply. It is the
    /// one that was filled in; of several stages their mean.
    fn beside(self) -> String {
        let stated = self
            .ratio
            .map(|ratio| write::percent(self.implied_utilization / ratio));
        let stated = stated.filter(|stated| *stated != write::percent(self.implied_utilization));
        stated.map_or(String::new(), |stated| format!(" GPU time: {stated}."))
    }

    /// Rates the implied utilization.
    pub fn utilization(self) -> Utilization {
        Utilization::of(self.implied_utilization)
    }
}

impl Utilization {
    /// Rates a share of the peak.
    pub fn of(share: f64) -> Self {
        match share {
            u if u >= 1.0 + HALF_A_DIGIT => Self::Impossible,
            u if u > *SEEN.end() => Self::High,
            u if u < *SEEN.start() => Self::Low,
            _ => Self::Usual,
        }
    }
}

/// Writes the implied utilization and its rating.
impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = write::percent(self.implied_utilization);
        let of_peak = write::of_peak(self.implied_utilization);
        let [seen, _] = SEEN_IN_WORDS;
        let beside = self.beside();
        match self.utilization() {
            Utilization::Impossible => {
                // A slip of a unit gives far more than all of the peak.
                let check = match self.implied_utilization > write::MOST_IN_PERCENT {
                    true => "Check the units and powers of ten of the operations",
                    false => "Check the operations",
                };
                write!(
                    f,
                    "Impossible: {of_peak} the hardware’s peak. {check}, the time, the chips and the peak."
                )
            }
            Utilization::High => write!(
                f,
                "Implied MFU: {share}, higher than published runs ({seen}; convolutional networks up to {SEEN_CONVOLUTIONAL}).{beside}"
            ),
            Utilization::Low => write!(
                f,
                "Implied MFU: {share}, lower than published runs ({seen}).{beside}"
            ),
            Utilization::Usual => {
                write!(
                    f,
                    "Implied MFU: {share}, typical (published runs: {seen}).{beside}"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreement(operations: f64, gpu_time: f64, at_peak: f64) -> Agreement {
        Agreement::between(
            Flop::point(operations),
            Some(Flop::point(gpu_time)),
            Flop::point(at_peak),
        )
        .unwrap()
    }

    #[test]
    fn a_factor_of_two_either_way_agrees() {
        assert_eq!(agreement(2.0, 1.0, 4.0).within_claimed_factor(), Some(true));
        assert_eq!(agreement(1.0, 2.0, 4.0).within_claimed_factor(), Some(true));
        assert_eq!(
            agreement(2.1, 1.0, 4.0).within_claimed_factor(),
            Some(false)
        );
        assert_eq!(
            agreement(1.0, 2.1, 4.0).within_claimed_factor(),
            Some(false)
        );
    }

    #[test]
    fn far_beyond_the_peak_the_message_counts_peaks_and_asks_for_units() {
        let said = |operations| agreement(operations, 1.0, 100.0).to_string();
        assert!(
            said(1000.0)
                .starts_with("Impossible: 1,000% of the hardware’s peak. Check the operations")
        );
        assert!(said(7.48e6).starts_with(
            "Impossible: 74,800 × the hardware’s peak. Check the units and powers of ten"
        ));
    }

    #[test]
    fn an_implied_utilization_is_told_from_the_one_that_was_filled_in() {
        let said = |gpu_time| agreement(38.0, gpu_time, 100.0).to_string();
        assert_eq!(
            said(43.0),
            "Implied MFU: 38%, typical (published runs: 17–55%). GPU time: 43%."
        );
        for same in [said(38.01), said(38.0)] {
            assert_eq!(same, "Implied MFU: 38%, typical (published runs: 17–55%).");
        }
        let low = agreement(5.0, 43.0, 100.0).to_string();
        assert!(low.ends_with("GPU time: 43%."), "{low}");
        let none = Agreement::between(Flop::point(38.0), None, Flop::point(100.0));
        assert_eq!(none.expect("compared").to_string(), said(38.0));
    }

    /// Narrow ranges may exclude each other at medians that agree, and wide ones allow for more.
    #[test]
    fn one_sentence_says_what_medians_and_ranges_say() {
        let of = |compatible, ratio| {
            let agreement = Agreement {
                ratio: Some(ratio),
                implied_utilization: 0.4,
                compatible,
                accuracy: CLAIMED_FACTOR,
            };
            let (verdict, text) = agreement.comparison().expect("a ratio");
            format!("{verdict}: {text}")
        };
        let apart = "are not compatible";
        assert!(of(Compatible::No, 1.5).starts_with("The medians agree: "));
        assert!(of(Compatible::No, 1.5).contains(apart));
        assert!(of(Compatible::No, 3.0).contains(apart));
        assert!(of(Compatible::Yes, 3.0).contains("ranges are compatible"));
        for silent in [Compatible::Yes, Compatible::Untold] {
            assert!(of(silent, 1.5).ends_with("good to about a factor of 2."));
        }
    }

    #[test]
    fn the_hardware_bounds_the_operations() {
        assert_eq!(
            agreement(101.0, 33.0, 100.0).utilization(),
            Utilization::Impossible
        );
        assert_eq!(
            agreement(100.0, 33.0, 100.0).utilization(),
            Utilization::High
        );
        assert_eq!(
            agreement(56.0, 33.0, 100.0).utilization(),
            Utilization::High
        );
        assert_eq!(
            agreement(55.0, 33.0, 100.0).utilization(),
            Utilization::Usual
        );
        assert_eq!(
            agreement(17.0, 33.0, 100.0).utilization(),
            Utilization::Usual
        );
        assert_eq!(agreement(16.0, 33.0, 100.0).utilization(), Utilization::Low);
    }
}
