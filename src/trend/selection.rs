//! The systems that are selected.
//!
//! Selected are first the systems of a domain, a kind of organization, a country and so on; of these the running
//! top N, if it is asked for; and of these the ones of the period, without those that are left out by name. So a
//! system before the period, or one left out, still competes for the top.

use super::size::sizes;
use super::{Country, Point, Size, When};
use crate::catalog::notable::{Domain, OrganizationKind, Weights};

/// A selection. An empty list or text, and `None`, select all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// Systems of any of these domains.
    pub domains: Vec<Domain>,
    /// Systems of any of these kinds of organization.
    pub kinds: Vec<OrganizationKind>,
    /// Systems of any of these countries.
    pub countries: Vec<Country>,
    /// Systems with any of these accesses to their weights.
    pub weights: Vec<Weights>,
    /// Systems whose organizations have this text in their names.
    pub organization: String,
    /// Systems that have this text in their name.
    pub words: String,
    /// Frontier models of the table alone.
    pub frontier: bool,
    /// Systems of this size among those of their time.
    pub size: Option<Size>,
    /// Systems that were among the N largest when they came out.
    pub top: Option<u32>,
    /// The date from which systems compete for the top.
    pub since: Option<When>,
    /// The first date of the period.
    pub from: Option<When>,
    /// The last date of the period.
    pub to: Option<When>,
    /// Systems that have this text in their name are left out.
    pub without: String,
}

impl Selection {
    /// Returns the places of the selected points, in their order. The points are in the order of their dates.
    pub fn of(&self, points: &[Point]) -> Vec<usize> {
        let mut selected: Vec<usize> = (0..points.len()).collect();
        let keep = |selected: &mut Vec<usize>, is: &dyn Fn(&Point) -> bool| {
            selected.retain(|at| points.get(*at).is_some_and(is));
        };
        if let Some(size) = self.size {
            let sizes = sizes(points);
            selected.retain(|at| sizes.get(*at) == Some(&size));
        }
        keep(&mut selected, &|point| self.has_kind(point));
        if let Some(top) = self.top {
            if let Some(since) = self.since {
                let since = since.first().days();
                keep(&mut selected, &|point| point.date.days() >= since);
            }
            selected = running_top(points, &selected, top as usize);
        }
        let from = self.from.map_or(i64::MIN, |from| from.first().days());
        let to = self.to.map_or(i64::MAX, |to| to.last().days());
        keep(&mut selected, &|point| {
            (from..=to).contains(&point.date.days())
        });
        if !self.without.is_empty() {
            keep(&mut selected, &|point| {
                !contains(&point.name, &self.without)
            });
        }
        selected
    }

    /// Returns whether all systems are selected.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    fn has_kind(&self, point: &Point) -> bool {
        let countries = || point.countries.iter().map(|name| Country::of(name));
        any(&self.domains, point.domains.iter().copied())
            && any(&self.kinds, point.kinds.iter().copied())
            && any(&self.countries, countries())
            && any(&self.weights, point.weights.into_iter())
            && contains(&point.organization, &self.organization)
            && contains(&point.name, &self.words)
            && (!self.frontier || point.is_frontier)
    }
}

/// Returns whether something of a point is asked for, or nothing is.
fn any<T: PartialEq>(asked: &[T], mut of_point: impl Iterator<Item = T>) -> bool {
    asked.is_empty() || of_point.any(|item| asked.contains(&item))
}

/// Returns whether a text has another in it, in any case.
fn contains(text: &str, part: &str) -> bool {
    let part = part.trim().to_lowercase();
    part.is_empty() || text.to_lowercase().contains(&part)
}

/// Returns those points to which fewer than `top` earlier ones are superior. Points of the same day do not
/// compete with each other.
fn running_top(points: &[Point], selected: &[usize], top: usize) -> Vec<usize> {
    // The largest computes of earlier days, the largest first.
    let mut largest: Vec<f64> = Vec::new();
    let mut kept = Vec::new();
    let selected: Vec<(usize, &Point)> = selected
        .iter()
        .filter_map(|at| points.get(*at).map(|point| (*at, point)))
        .collect();
    for day in selected.chunk_by(|(_, a), (_, b)| a.date.days() == b.date.days()) {
        let is_top =
            |point: &Point| largest.iter().filter(|flop| **flop > point.flop).count() < top;
        kept.extend(
            day.iter()
                .filter(|(_, point)| is_top(point))
                .map(|(at, _)| *at),
        );
        for (_, point) in day {
            let at = largest.partition_point(|flop| *flop >= point.flop);
            largest.insert(at, point.flop);
        }
        largest.truncate(top);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::table_points;

    fn point(name: &str, date: &str, flop: f64) -> Point {
        Point::new(name, When::read(date).expect(date), flop)
    }

    fn names<'a>(selection: &Selection, points: &'a [Point]) -> Vec<&'a str> {
        let at = selection.of(points);
        at.into_iter().map(|at| points[at].name.as_str()).collect()
    }

    #[test]
    fn the_top_runs_in_the_order_of_dates() {
        let points = [
            point("a", "2010-01-01", 1e10),
            point("b", "2011-01-01", 1e9),
            point("c", "2012-01-01", 1e11),
            point("d", "2012-01-01", 1e12),
            point("e", "2013-01-01", 1e11),
        ];
        let top = |top, since: &str| Selection {
            top: Some(top),
            since: When::read(since),
            ..Selection::default()
        };
        assert_eq!(names(&top(1, ""), &points), ["a", "c", "d"]);
        assert_eq!(names(&top(2, ""), &points), ["a", "b", "c", "d", "e"]);
        assert_eq!(names(&top(1, "2011"), &points), ["b", "c", "d"]);
    }

    #[test]
    fn a_system_that_is_left_out_still_competes() {
        let points = [point("AlphaGo", "2016", 1e21), point("other", "2017", 1e20)];
        let selection = Selection {
            top: Some(1),
            without: "alphago".into(),
            ..Selection::default()
        };
        assert_eq!(names(&selection, &points), [""; 0]);
    }

    #[test]
    fn periods_have_their_last_day() {
        let points = table_points();
        let selection = |from: &str, to: &str| Selection {
            from: When::read(from),
            to: When::read(to),
            ..Selection::default()
        };
        assert_eq!(selection("", "2009").of(&points).len(), 62);
        assert_eq!(selection("2010", "2024-05").of(&points).len(), 386);
        assert_eq!(selection("2010", "").of(&points).len(), 473);
        assert!(selection("2100", "").of(&points).is_empty());
    }

    #[test]
    fn frontier_models_are_those_of_the_table() {
        let frontier = Selection {
            frontier: true,
            ..Selection::default()
        };
        assert_eq!(frontier.of(&table_points()).len(), 113);
    }
}
