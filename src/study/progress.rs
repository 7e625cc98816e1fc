//! Progress of algorithms: the same result takes less compute every year. Hernandez & Brown, “Measuring the
//! Algorithmic Efficiency of Neural Networks” (2020), <https://arxiv.org/abs/2005.04305>, and later rates.

use super::{Interval, StudyError, finite, positive};

/// The years that Hernandez & Brown measured: June 2012, AlexNet, to the end of May 2019, EfficientNet.
pub const MEASURED: std::ops::RangeInclusive<f64> = 2012.41..=2019.42;

/// A published rate: the months in which the compute for the same result halves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// Names it in links.
    pub slug: &'static str,
    /// The result that it is the rate of, and by whom, with the version.
    pub name: &'static str,
    /// Months for a halving, with the interval.
    pub months: (f64, Option<(f64, f64)>),
    /// The level of the interval, in percent.
    pub level: Option<u8>,
    /// Where it is printed.
    pub source: &'static str,
}

/// The rates; the first is the paper’s own.
pub const RATES: [Rate; 6] = [
    Rate {
        slug: "hernandez",
        name: "ImageNet at the accuracy of AlexNet, 2012–2019: Hernandez & Brown 2020",
        months: (16.0, None),
        level: None,
        source: "https://arxiv.org/abs/2005.04305",
    },
    Rate {
        slug: "erdil",
        name: "ImageNet, effective compute: Erdil & Besiroglu 2022",
        months: (8.95, Some((3.55, 25.4))),
        level: Some(95),
        source: "https://arxiv.org/abs/2212.05153",
    },
    Rate {
        slug: "ho-v1",
        name: "Language models: Ho et al., arXiv version 1 (2024)",
        months: (8.0, Some((5.0, 14.0))),
        level: Some(95),
        source: "https://arxiv.org/abs/2403.05812v1",
    },
    Rate {
        slug: "ho-neurips",
        name: "Language models: Ho et al., NeurIPS 2024",
        months: (8.0, Some((2.0, 22.0))),
        level: Some(90),
        source: "https://arxiv.org/abs/2403.05812",
    },
    Rate {
        slug: "ho-2025",
        name: "Language models, about 6 × a year: Ho et al. 2025",
        // 12 ÷ log2 6.
        months: (4.642, None),
        level: None,
        source: "https://arxiv.org/abs/2512.00193",
    },
    Rate {
        slug: "moore",
        name: "Moore’s law, for comparison: hardware, a doubling in two years",
        months: (24.0, None),
        level: None,
        source: "https://arxiv.org/abs/2005.04305",
    },
];

/// A system that reached a fixed result, and the compute that it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reached {
    /// Its name.
    pub name: &'static str,
    /// Compute in teraFLOP/s-days, of 8.64e16 FLOP each.
    pub tfs_days: f64,
    /// How many times less than the first, as printed.
    pub printed: f64,
}

/// A fixed result, and the systems that reached it, the first one first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Task {
    /// The result.
    pub name: &'static str,
    /// The systems.
    pub systems: &'static [Reached],
    /// Why a printed factor is not that of the printed amounts.
    pub note: &'static str,
}

const fn reached(name: &'static str, tfs_days: f64, printed: f64) -> Reached {
    Reached {
        name,
        tfs_days,
        printed,
    }
}

/// The tasks that Hernandez & Brown print.
pub const TASKS: [Task; 4] = [
    Task {
        name: "ImageNet, 79.1% top-5 (the accuracy of AlexNet)",
        systems: &[
            reached("AlexNet (2012)", 3.1, 1.0),
            reached("GoogLeNet (2014)", 0.71, 4.3),
            reached("MobileNet (2017)", 0.28, 11.0),
            reached("ShuffleNet (2017)", 0.15, 21.0),
            reached("ShuffleNet v2 (2018)", 0.12, 25.0),
            reached("EfficientNet-b0 (2019)", 0.069, 44.0),
        ],
        note: "",
    },
    Task {
        name: "ImageNet, 92.9% top-5 (the accuracy of ResNet-50)",
        systems: &[
            reached("ResNet-50 (2015)", 17.0, 1.0),
            reached("EfficientNet (2019)", 0.75, 10.0),
        ],
        note: "The paper prints 10. Its own amounts give 17 ÷ 0.75 = 22.7.",
    },
    Task {
        name: "WMT 2014 En–Fr, 34.8 BLEU (the result of Seq2Seq)",
        systems: &[
            reached("Seq2Seq (2014)", 465.0, 1.0),
            reached("Transformer, base (2017)", 8.0, 61.0),
        ],
        note: "The paper prints 61. Its rounded amounts give 465 ÷ 8 = 58.",
    },
    Task {
        name: "WMT 2014 En–Fr, 39.92 BLEU (the result of GNMT)",
        systems: &[
            reached("GNMT (2016)", 1620.0, 1.0),
            reached("Transformer, big (2017)", 181.0, 9.0),
        ],
        note: "",
    },
];

impl Task {
    /// Returns how many times less compute than the first a system took, from the printed amounts.
    pub fn gain(&self, system: &Reached) -> f64 {
        self.systems
            .first()
            .map_or(1.0, |first| first.tfs_days / system.tfs_days)
    }
}

impl Rate {
    /// Returns how many times less compute the same result takes after some months, or more if they are negative:
    /// 2^(months ÷ halving). A slower rate is the lower end.
    pub fn gain(&self, months: f64) -> Result<Interval, StudyError> {
        let of = |halving: f64| libm::exp2(months / halving);
        let (middle, ends) = self.months;
        let (fast, slow) = ends.unwrap_or((middle, middle));
        let (a, b) = (of(slow), of(fast));
        let gain = Interval::new(a.min(b), of(middle), a.max(b));
        finite(gain.high).map(|_| gain)
    }

    /// Returns the compute that has the same result with the algorithms of another time: the compute ÷ the gain of
    /// the months from then to that time.
    pub fn equivalent(&self, flop: f64, months: f64) -> Result<Interval, StudyError> {
        let flop = positive(flop)?;
        let gain = self.gain(months)?;
        Ok(Interval::new(
            flop / gain.high,
            flop / gain.middle,
            flop / gain.low,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(slug: &str) -> &'static Rate {
        RATES.iter().find(|rate| rate.slug == slug).expect("a rate")
    }

    fn close(ours: f64, printed: f64, within: f64) {
        assert!((ours / printed - 1.0).abs() < within, "{ours} {printed}");
    }

    #[test]
    fn seven_years_at_16_months_are_38_times_and_11_by_moores_law() {
        close(rate("hernandez").gain(84.0).unwrap().middle, 38.1, 1e-2);
        close(rate("moore").gain(84.0).unwrap().middle, 11.3, 1e-2);
        close(rate("ho-2025").gain(12.0).unwrap().middle, 6.0, 1e-3);
    }

    #[test]
    fn alexnet_took_44_times_less_in_2019() {
        let [alexnet, ..] = &TASKS;
        let last = alexnet.systems.last().expect("a system");
        close(alexnet.gain(last), 44.0, 0.03);
    }

    #[test]
    fn printed_factors_are_those_of_the_amounts_or_a_note_says_why_not() {
        for task in &TASKS {
            for system in task.systems {
                let off = (task.gain(system) / system.printed - 1.0).abs();
                assert!(off < 0.04 || !task.note.is_empty(), "{}", system.name);
            }
        }
        close(TASKS[1].gain(&TASKS[1].systems[1]), 22.7, 1e-2);
    }

    #[test]
    fn a_gain_and_its_equivalent_undo_each_other() {
        for rate in &RATES {
            let there = rate.equivalent(1e23, 30.0).unwrap();
            let back = rate.equivalent(there.middle, -30.0).unwrap();
            close(back.middle, 1e23, 1e-12);
            assert!(there.low <= there.middle && there.middle <= there.high);
        }
        assert_eq!(RATES[0].equivalent(-1.0, 3.0), Err(StudyError::Positive));
        assert_eq!(RATES[0].gain(1e9), Err(StudyError::TooLarge));
    }
}
