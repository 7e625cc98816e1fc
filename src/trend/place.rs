//! The place of a compute among systems: its rank, its neighbours, and when the frontier reached it.

use super::words::Period;
use super::{Own, Point, Selection};
use crate::quantity::write;

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<'a> {
    /// 1 for a compute above all systems.
    pub rank: usize,
    /// The number of systems.
    pub of: usize,
    /// The next larger system.
    pub above: Option<&'a Point>,
    /// The next smaller system.
    pub below: Option<&'a Point>,
    /// The first system that reached it.
    pub reached: Option<&'a Point>,
}

/// Finds the place of an estimate. It is not ranked against the system that it is of. Of two systems of one compute the
/// older is meant.
pub fn place<'a>(own: &Own, points: &[&'a Point]) -> Place<'a> {
    let flop = own.flop.median();
    let others = || points.iter().copied().filter(|point| !own.is_of(point));
    let mut above: Option<&'a Point> = None;
    let mut below: Option<&'a Point> = None;
    let mut rank = 1;
    for point in others() {
        if point.flop > flop {
            rank += 1;
            if above.is_none_or(|above| point.flop < above.flop) {
                above = Some(point);
            }
        } else if below.is_none_or(|below| point.flop > below.flop) {
            below = Some(point);
        }
    }
    let reached = points.iter().copied().filter(|point| point.flop >= flop);
    Place {
        rank,
        of: points.len(),
        above,
        below,
        reached: reached.min_by_key(|point| point.date.days()),
    }
}

impl Place<'_> {
    /// Returns the place of an estimate among the systems of a selection in words, as the first sentence of the view.
    pub fn sentence(&self, own: &Own, selection: &Selection) -> String {
        let flop = write::people(own.flop.median());
        let systems = selection.systems(self.of, Period::With);
        let rank = match self.rank > self.of {
            true => format!(
                "{}, {flop} FLOP, is the smallest beside {} {systems}.",
                own.name, self.of
            ),
            false => format!(
                "{}, {flop} FLOP, ranks {} among {} {systems}.",
                own.name,
                ordinal(self.rank),
                self.of
            ),
        };
        let is_all = selection.is_all();
        let reached = match self.reached {
            Some(point) => {
                let (date, name) = (point.date.in_words(), &point.name);
                match is_all {
                    true => {
                        format!("The frontier first reached this compute in {date}, with {name}.")
                    }
                    false => format!("The first of these with this compute was {name}, in {date}."),
                }
            }
            None if is_all => "No system of the table has reached this compute.".into(),
            None => "None of these has reached this compute.".into(),
        };
        format!("{rank} {reached}")
    }

    /// Returns the neighbours in words; empty if there are none.
    pub fn neighbours(&self) -> String {
        let words = |point: &Point| format!("{} ({} FLOP)", point.name, write::people(point.flop));
        match (self.above.map(words), self.below.map(words)) {
            (Some(above), Some(below)) => format!("Next above: {above}. Next below: {below}."),
            (Some(above), None) => format!("Next above: {above}."),
            (None, Some(below)) => format!("Next below: {below}."),
            (None, None) => String::new(),
        }
    }
}

/// Returns an ordinal: `31st`.
pub fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Flop, Uncertain};
    use crate::trend::{When, link, table_points};

    fn mine(flop: f64) -> Own {
        Own {
            name: "Mine".into(),
            flop: Flop(Uncertain::point(flop)),
            date: None,
        }
    }

    #[test]
    fn an_estimate_is_not_ranked_against_the_system_that_it_is_of() {
        let points = table_points();
        let points: Vec<&Point> = points.iter().collect();
        for point in points.iter().filter(|point| point.flop > 1e25) {
            let of = |name: &str| Own {
                name: name.into(),
                ..mine(point.flop * 0.999)
            };
            let own = of(&point.name.to_uppercase());
            let place = place(&own, &points);
            let other = super::place(&of("Mine"), &points);
            assert_eq!((place.rank, place.of), (other.rank - 1, other.of));
            let neighbours = [place.above, place.below];
            assert!(neighbours.iter().flatten().all(|point| !own.is_of(point)));
        }
    }

    #[test]
    fn ordinals_are_spelled_as_they_are_said() {
        let ordinals = [1, 2, 3, 4, 11, 12, 13, 21, 22, 111, 531].map(ordinal);
        assert_eq!(
            ordinals.join(" "),
            "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 111th 531st"
        );
    }

    #[test]
    fn the_frontier_reached_a_compute_once() {
        let points = table_points();
        let points: Vec<&Point> = points.iter().collect();
        let all = Selection::default();
        let own = mine(5.48e23);
        let found = place(&own, &points);
        assert_eq!(
            found.sentence(&own, &all),
            format!(
                "Mine, 5.48 × 10²³ FLOP, ranks {} among 535 systems. The frontier first reached this compute in September 2021, with FLAN 137B.",
                ordinal(found.rank)
            )
        );
        assert!(found.above.is_some_and(|above| above.flop > 5.48e23));
        assert!(found.below.is_some_and(|below| below.flop <= 5.48e23));
        assert_eq!(
            place(&mine(1e30), &points)
                .sentence(&own, &all)
                .split(". ")
                .nth(1),
            Some("No system of the table has reached this compute.")
        );
        assert_eq!(place(&mine(1e-3), &points).rank, 536);
        assert_eq!(place(&mine(1.0), &[]).neighbours(), "");
    }

    #[test]
    fn the_first_to_reach_it_is_first_by_date() {
        let point = |date: &str, flop| Point::new(date, When::read(date).expect(date), flop);
        let points = [
            point("2012", 1e20),
            point("2010", 1e20),
            point("2009", 1e10),
        ];
        let points: Vec<&Point> = points.iter().collect();
        assert_eq!(
            place(&mine(1e20), &points)
                .reached
                .map(|point| point.name.as_str()),
            Some("2010")
        );
    }

    #[test]
    fn a_rank_says_what_it_is_among() {
        let points = table_points();
        let sentence = |keys: &str, flop: f64| {
            let selection = link::decode(&format!("view=trends&{keys}")).view.selection;
            let selected = selection.of(&points);
            let selected: Vec<&Point> = selected.iter().map(|at| &points[*at]).collect();
            let own = mine(flop);
            place(&own, &selected).sentence(&own, &selection)
        };
        let language = sentence("domain=language&from=2017", 5.48e23);
        assert!(
            language.starts_with("Mine, 5.48 × 10²³ FLOP, ranks 111th among ")
                && language.contains(" language systems since 2017. The first of these"),
            "{language}"
        );
        assert!(
            sentence("domain=games", 1e30)
                .ends_with("games systems. None of these has reached this compute.")
        );
        assert!(sentence("domain=games", 1e-3).contains("is the smallest beside "));
    }
}
