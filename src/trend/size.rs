//! Large-scale systems: those that stand out from the systems of their time.
//!
//! The rule is that of Sevilla et al. (2022) as their code has it: the deviation of a system’s log compute from
//! the mean of all systems within a year before and after it, in standard deviations. A year is 52 × 7 days.

use super::Point;
use crate::variants::enum_with_all;

/// Half the width of the window, in days.
const YEAR: i64 = 52 * 7;
/// The deviation above which a system is large.
const LARGE: f64 = 0.76;
/// The deviation below which a system is an outlier.
const SMALL: f64 = -2.0;

enum_with_all! {
    /// The size of a system among those of its time.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Size {
        /// Neither large nor an outlier.
        Regular,
        /// More than 0.76 standard deviations above the mean.
        Large,
        /// More than 2 standard deviations below the mean: in no line of Sevilla et al.
        Small,
    }
}

/// Returns the size of each point. The points are in the order of their dates.
pub(super) fn sizes(points: &[Point]) -> Vec<Size> {
    let days: Vec<i64> = points.iter().map(|point| point.date.days()).collect();
    let logs: Vec<f64> = points.iter().map(Point::log).collect();
    let size = |(day, log): (&i64, &f64)| {
        let from = days.partition_point(|other| *other < day - YEAR);
        let to = days.partition_point(|other| *other <= day + YEAR);
        let near = logs.get(from..to).unwrap_or_default();
        let n = near.len() as f64;
        let mean = near.iter().sum::<f64>() / n;
        let variance = near
            .iter()
            .map(|log| (log - mean) * (log - mean))
            .sum::<f64>()
            / n;
        // Points that are alone, or all the same, are regular.
        let score = if variance > 0.0 {
            (log - mean) / variance.sqrt()
        } else {
            0.0
        };
        match score {
            score if score > LARGE => Size::Large,
            score if score < SMALL => Size::Small,
            _ => Size::Regular,
        }
    };
    days.iter().zip(&logs).map(size).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::{When, table_points};

    #[test]
    fn a_system_is_large_beside_those_of_its_time_alone() {
        let point = |year: &str, flop| Point::new("", When::read(year).expect(year), flop);
        let mut points: Vec<Point> = (0..5).map(|_| point("2016-03", 1e18)).collect();
        points.push(point("2016-04", 1e23));
        points.push(point("2024-01", 1e23));
        assert_eq!(sizes(&points)[5..], [Size::Large, Size::Regular]);
        assert_eq!(sizes(&[]), []);
    }

    #[test]
    fn alphago_zero_and_gpt_3_are_large() {
        let points = table_points();
        let sizes = sizes(&points);
        let size = |name: &str| {
            let at = points.iter().position(|point| point.name == name);
            sizes[at.expect(name)]
        };
        assert_eq!(size("AlphaGo Zero"), Size::Large);
        assert_eq!(size("GPT-3 175B (davinci)"), Size::Large);
        assert_eq!(size("AlexNet"), Size::Regular);
    }
}
