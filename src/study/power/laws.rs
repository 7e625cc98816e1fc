//! The fitted laws, a row for each benchmark and version of the paper.
//!
//! The two versions of the paper differ threefold for MS COCO, so each row names its version:
//! - version 2 (2022), Table 2, <https://arxiv.org/abs/2007.05558v2>: slopes with standard errors, exponents with
//!   95% intervals;
//! - version 1 (2020), <https://arxiv.org/abs/2007.05558v1>: least squares of ours over the points of the authors’
//!   published chart, <https://github.com/Computer-Progress/computerprogress.com> at 8897c8b. The R² of MS COCO
//!   (0.29) and SQuAD (0.68) are the ends of the range that version 1 prints;
//! - the review “Trends in the Compute Requirements of Deep Learning” rounds the slope of ImageNet to 0.08, which
//!   is an exponent of 12.5, and 5,000 × for half the error.

use crate::study::Interval;
use Measure::{HardwareBurden, NetworkOperations};

/// The version of the paper that a figure is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// Version 1 of 2020, by our fit of the authors’ chart.
    First,
    /// Version 2 of 2022, as its Table 2 prints it.
    Second,
    /// The rounded figure of a review.
    Review,
}

impl Version {
    /// Names the version.
    pub const fn words(self) -> &'static str {
        match self {
            Self::First => "version 1 (2020), our fit of the authors’ chart data",
            Self::Second => "version 2 (2022), Table 2",
            Self::Review => "as a review rounds it",
        }
    }
}

/// How compute is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Operations of the network for one example.
    NetworkOperations,
    /// Training time × the peak of the hardware.
    HardwareBurden,
}

impl Measure {
    /// Names the measure.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NetworkOperations => "operations of the network",
            Self::HardwareBurden => "hardware burden: time × peak of the chips",
        }
    }
}

/// A fitted power law: compute ∝ (1/error)^exponent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Law {
    /// The name in links, which never changes.
    pub slug: &'static str,
    /// The benchmark with its measure of error, and what else the fit has.
    pub benchmark: &'static str,
    /// The version that the figures are from.
    pub version: Version,
    /// How compute is measured.
    pub measure: Measure,
    /// Number of systems.
    pub n: Option<u16>,
    /// Slope of log10(1/error) over log10(compute), and its standard error.
    pub slope: (f64, Option<f64>),
    /// log10(1/error) at a compute of 10⁹ FLOP, where the fit has one in this unit.
    pub intercept: Option<f64>,
    /// Coefficient of determination.
    pub r2: Option<f64>,
    /// The exponent as it is printed, with its 95% interval.
    pub printed: Option<Interval>,
}

const fn second(
    slug: &'static str,
    benchmark: &'static str,
    measure: Measure,
    n: u16,
    slope: (f64, f64),
    r2: Option<f64>,
    printed: (f64, f64, f64),
) -> Law {
    Law {
        slug,
        benchmark,
        version: Version::Second,
        measure,
        n: Some(n),
        slope: (slope.0, Some(slope.1)),
        intercept: None,
        r2,
        printed: Some(Interval::new(printed.1, printed.0, printed.2)),
    }
}

const fn first(
    slug: &'static str,
    benchmark: &'static str,
    n: u16,
    slope: (f64, f64),
    intercept: f64,
    r2: f64,
) -> Law {
    Law {
        slug,
        benchmark,
        version: Version::First,
        measure: Measure::HardwareBurden,
        n: Some(n),
        slope: (slope.0, Some(slope.1)),
        intercept: Some(intercept),
        r2: Some(r2),
        printed: None,
    }
}

/// All laws; the first is shown first.
pub static LAWS: [Law; 14] = [
    Law {
        slug: "imagenet-review",
        benchmark: "ImageNet, top-1",
        version: Version::Review,
        measure: NetworkOperations,
        n: None,
        slope: (0.08, None),
        intercept: None,
        r2: None,
        printed: None,
    },
    second(
        "imagenet-2022",
        "ImageNet, top-1",
        NetworkOperations,
        80,
        (0.082, 0.006),
        Some(0.712),
        (12.1, 10.6, 14.1),
    ),
    second(
        "imagenet-2022-year",
        "ImageNet, top-1, with the year in the fit",
        NetworkOperations,
        80,
        (0.065, 0.005),
        Some(0.822),
        (15.5, 13.3, 18.5),
    ),
    second(
        "imagenet-2022-best",
        "ImageNet, top-1, best tenth of the systems",
        NetworkOperations,
        80,
        (0.084, 0.005),
        None,
        (11.9, 10.6, 13.5),
    ),
    second(
        "imagenet-2022-burden",
        "ImageNet, top-1",
        HardwareBurden,
        104,
        (0.093, 0.006),
        Some(0.702),
        (10.8, 9.5, 12.3),
    ),
    second(
        "coco-2022",
        "MS COCO, box AP",
        HardwareBurden,
        20,
        (0.062, 0.012),
        Some(0.809),
        (16.0, 13.0, 21.3),
    ),
    second(
        "squad-2022",
        "SQuAD 1.1, exact match",
        HardwareBurden,
        12,
        (0.096, 0.012),
        Some(0.872),
        (10.5, 8.3, 14.3),
    ),
    second(
        "conll-2022",
        "CoNLL 2003, F1",
        HardwareBurden,
        12,
        (0.027, 0.010),
        Some(0.426),
        (37.2, 20.4, 200.0),
    ),
    first(
        "imagenet-2020",
        "ImageNet, top-1",
        13,
        (0.0733, 0.0244),
        -0.096,
        0.452,
    ),
    first(
        "coco-2020",
        "MS COCO, box AP",
        33,
        (0.0226, 0.0063),
        0.002,
        0.290,
    ),
    first(
        "squad-2020",
        "SQuAD 1.1, F1",
        16,
        (0.1286, 0.0235),
        -0.345,
        0.682,
    ),
    first(
        "conll-2020",
        "CoNLL 2003, F1",
        13,
        (0.0168, 0.0060),
        0.964,
        0.418,
    ),
    first(
        "en-fr-2020",
        "WMT 2014 En–Fr, BLEU",
        13,
        (0.0237, 0.0069),
        -0.031,
        0.516,
    ),
    first(
        "en-de-2020",
        "WMT 2014 En–De, BLEU",
        13,
        (0.0023, 0.0132),
        0.119,
        0.003,
    ),
];

/// Returns the law with a name in links.
pub fn law(slug: &str) -> Option<&'static Law> {
    LAWS.iter().find(|law| law.slug == slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_law_has_a_name_of_its_own() {
        for of in &LAWS {
            assert_eq!(law(of.slug), Some(of));
        }
        assert_eq!(law(""), None);
    }

    #[test]
    fn printed_exponents_are_those_of_the_printed_slopes() {
        for law in LAWS.iter().filter(|law| law.version == Version::Second) {
            let printed = law.printed.expect("Table 2 prints all");
            let off = 1.0 / law.slope.0 / printed.middle - 1.0;
            assert!(off.abs() < 0.015, "{law:?}");
            assert!(printed.low < printed.middle && printed.middle < printed.high);
        }
    }
}
