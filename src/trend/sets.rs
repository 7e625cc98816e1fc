//! The systems of OpenAI’s “AI and Compute”: the points of its chart, and its results of modest compute.

use super::{Point, When};
use crate::catalog::systems::system;

/// The table that a line is fitted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Set {
    /// The table of the view: Epoch AI’s, or one that was dropped.
    Table,
    /// The points of OpenAI’s chart.
    OpenAi,
}

/// The points of the chart by their slugs in assets/systems.csv, as assets/systems.csv has them.
const OPENAI: [&str; 15] = [
    "alexnet",
    "dropout-imagenet",
    "visualizing-cnns",
    "dqn",
    "vgg16",
    "seq2seq-lstm",
    "googlenet-inceptionv1",
    "deepspeech2-english",
    "resnet-152-imagenet",
    "gnmt",
    "xception",
    "neural-architecture-search-nasv3-cifar-10",
    "openai-ti7-dota-1v1",
    "alphago-zero-with-self-play",
    "alphazero-with-self-play",
];

/// A result of modest compute, as OpenAI’s appendix has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Modest {
    /// The system.
    pub point: Point,
    /// Whether it took less than this.
    pub is_bound: bool,
}

/// Name, date of the paper, petaFLOP/s-days, and whether the post says “less than”.
const MODEST: [(&str, &str, f64, bool); 6] = [
    ("Word2Vec", "2013-10", 0.00045, true),
    ("Variational auto-encoders", "2013-12-20", 0.000_005_5, true),
    ("GANs", "2014-06-10", 0.006, true),
    (
        "Learning to Align and Translate",
        "2014-09-01",
        0.018,
        false,
    ),
    ("Adam", "2014-12-22", 0.0007, true),
    ("Attention Is All You Need", "2017-06-12", 0.089, false),
];

/// Operations of a petaFLOP/s-day.
const PFS_DAY: f64 = 8.64e19;

/// Returns the points of OpenAI’s chart, the oldest first.
pub(super) fn openai() -> Vec<Point> {
    let point = |slug: &&str| {
        let row = system(slug)?;
        Some(Point::new(row.name, When::read(row.date)?, row.flop))
    };
    let mut points: Vec<Point> = OPENAI.iter().filter_map(point).collect();
    points.sort_by_key(|point| point.date.days());
    points
}

/// Returns the results of modest compute, the oldest first.
pub fn modest() -> Vec<Modest> {
    let result = |(name, date, pfs_days, is_bound): &(&str, &str, f64, bool)| {
        Some(Modest {
            point: Point::new(name, When::read(date)?, pfs_days * PFS_DAY),
            is_bound: *is_bound,
        })
    };
    MODEST.iter().filter_map(result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_point_is_missing() {
        assert_eq!((openai().len(), modest().len()), (15, 6));
        assert!(openai().is_sorted_by_key(|point| point.date.days()));
        let flop = |name: &str| {
            modest()
                .into_iter()
                .find(|m| m.point.name == name)
                .map(|m| m.point.flop)
        };
        assert_eq!(flop("Attention Is All You Need"), Some(0.089 * 8.64e19));
        assert_eq!(flop("Variational auto-encoders"), Some(5.5e-6 * 8.64e19));
    }
}
