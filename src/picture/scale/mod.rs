//! A scale: the figure among well-known systems and thresholds of laws.
//!
//! Names of systems stand where they have room beside each other: some at any width, more in a wide
//! card, and most on the page. Every threshold on the axis is named, because a missing one would seem not to apply.

pub(crate) mod draw;
mod label;
#[cfg(any(feature = "app", test))]
pub(crate) mod page;

pub use label::{Label, Room};

use super::axis::Axis;
use crate::catalog::marks::{LIMITS, MILESTONES, Mark};
use crate::quantity::Flop;
use crate::words::power::ten_to;
use label::collide;

/// The rows for names of systems, above the axis.
const ROWS: usize = 2;
/// The axis is extended to a threshold up to this many times the figure.
const IN_SIGHT: f64 = 200.0;

/// The parts of the picture. Places go from 0 at the left to 1 at the right.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Powers of ten.
    pub ticks: Vec<(f64, String)>,
    /// The axis.
    axis: Axis,
    /// Names of systems.
    pub systems: Vec<Label>,
    /// Names of thresholds.
    pub limits: Vec<Label>,
}

impl Scale {
    /// Makes the scale of a figure. Returns `None` if no axis holds the figure.
    pub fn of(flop: Flop) -> Option<Self> {
        let (low, high) = ends(flop);
        let between = |low: i32, high: i32| {
            let (low, high) = (ten_to(low), ten_to(high));
            let axis = Axis::new(low, high)?;
            Some((axis, systems(axis, (low, high), flop.median())))
        };
        // A power of ten more may give the nearest names the room that they lack beside the line to the figure.
        let wider = [(1, 0), (0, 1), (1, 1)].into_iter();
        let mut wider = wider.filter_map(|(below, above)| between(low - below, high + above));
        let as_it_is = between(low, high)?;
        let is_good = |(_, systems): &(Axis, Vec<Label>)| has_neighbours(systems, flop.median());
        let (axis, systems) = match is_good(&as_it_is) {
            true => as_it_is,
            false => wider.find(is_good).unwrap_or(as_it_is),
        };
        Some(Self {
            ticks: axis.powers(),
            axis,
            systems,
            limits: limits(axis),
        })
    }
}

/// Returns whether the nearest smaller and larger systems have their names at any width, as far as there are such.
fn has_neighbours(systems: &[Label], flop: f64) -> bool {
    let below = MILESTONES.iter().rev().find(|mark| mark.flop < flop);
    let above = MILESTONES.iter().find(|mark| mark.flop > flop);
    let is_named = |mark: &Mark| {
        let mut labels = systems.iter();
        labels.any(|label| label.mark == mark && label.room == Room::Narrow)
    };
    [below, above].into_iter().flatten().all(is_named)
}

/// Returns the ends of the axis as powers of ten, so that most keystrokes move the figure alone: below
/// the nearest smaller system and above the nearest larger one, and above the next threshold if it
/// is in sight.
fn ends(flop: Flop) -> (i32, i32) {
    let (low, high) = (flop.low(), flop.high());
    let below = MILESTONES.iter().rev().find(|mark| mark.flop < low);
    let above = MILESTONES.iter().find(|mark| mark.flop > high);
    let limit = LIMITS
        .iter()
        .find(|mark| mark.flop > high && mark.flop < high * IN_SIGHT);
    let or = |mark: Option<&Mark>, other: f64| mark.map_or(other, |mark| mark.flop);
    let low = (low / 5.0).min(or(below, low) / 1.5);
    let high = (high * 5.0)
        .max(or(above, high) * 1.5)
        .max(or(limit, high) * 1.5);
    (
        libm::log10(low).floor() as i32,
        libm::log10(high).ceil() as i32,
    )
}

/// Returns the systems between the ends that have room, the smallest first. Those nearest to the
/// figure get their room first.
fn systems(axis: Axis, (low, high): (f64, f64), flop: f64) -> Vec<Label> {
    let mut left: Vec<&'static Mark> = MILESTONES
        .iter()
        .filter(|mark| (low..=high).contains(&mark.flop))
        .collect();
    let distance = |mark: &Mark| libm::fabs(libm::log10(mark.flop / flop));
    let mut set: Vec<Label> = Vec::new();
    // A dozen at most: sorting them would take more code than searching them.
    while let Some(index) =
        (0..left.len()).min_by(|a, b| distance(left[*a]).total_cmp(&distance(left[*b])))
    {
        if let Some(label) = room(left.remove(index), axis, axis.place(flop), &set) {
            let at = set.partition_point(|other| other.mark.flop < label.mark.flop);
            set.insert(at, label);
        }
    }
    set
}

/// Finds room for a name beside the names that are set, at any width or else at a larger one. A name that the line to the
/// figure would cross stands at its side of the line; it is left out at widths without room there.
fn room(mark: &'static Mark, axis: Axis, figure: f64, set: &[Label]) -> Option<Label> {
    for room in Room::ALL {
        for row in 0..ROWS {
            let centered = Label {
                row,
                room,
                ..Label::of(mark, axis)
            };
            let label = centered.clear_of(figure);
            let label = label.filter(|label| set.iter().all(|other| !collide(label, other)));
            if label.is_some() {
                return label;
            }
        }
    }
    None
}

/// Returns all thresholds between the ends. Names without room beside each other go into rows below
/// each other.
fn limits(axis: Axis) -> Vec<Label> {
    let mut set: Vec<Label> = Vec::new();
    for mark in LIMITS {
        if axis.holds(mark.flop) {
            let mut label = Label::of(mark, axis);
            // The line to a name is left out where it would cross another: only names in the same row can collide.
            while set
                .iter()
                .any(|other| other.row == label.row && collide(&label, other))
            {
                label.row += 1;
            }
            set.push(label);
        }
    }
    set
}

impl Scale {
    /// Returns the names of thresholds that a line leads to from the axis, and the least width at which it crosses no
    /// other name. It ends above the first of several names at the same place.
    #[cfg(any(feature = "app", test))]
    pub(crate) fn limit_leads(&self) -> Vec<(&Label, Room)> {
        let with_room = |label: &Label| {
            let above = || self.limits.iter().filter(|it| it.row < label.row);
            let is_clear = |room: Room| above().all(|it| !it.is_crossed(label.place, room));
            let rooms = Room::ALL.into_iter();
            let mut rooms = rooms.filter(|_| label.row > 0);
            rooms.find(|room| is_clear(*room))
        };
        let leads = self.limits.iter();
        leads
            .filter_map(|label| Some((label, with_room(label)?)))
            .collect()
    }

    /// Returns the axis.
    #[cfg(any(feature = "app", test))]
    pub(crate) const fn axis(&self) -> Axis {
        self.axis
    }

    /// Returns the place of an amount of compute.
    pub fn place(&self, flop: f64) -> f64 {
        self.axis.place(flop)
    }

    /// Returns the places of the ends of the 90% range, if there is one.
    pub fn range(&self, flop: Flop) -> Option<[f64; 2]> {
        let ends = [flop.low(), flop.high()];
        flop.0.is_range().then(|| ends.map(|end| self.place(end)))
    }
}

#[cfg(test)]
mod tests {
    use super::label::extent;
    use super::*;
    use proptest::prelude::*;

    fn scale(flop: f64) -> Scale {
        Scale::of(Flop::point(flop)).expect("an axis")
    }

    fn names(labels: &[Label], is_wide: bool) -> Vec<&'static str> {
        let most = if is_wide { Room::Wide } else { Room::Narrow };
        let shown = labels.iter().filter(|label| label.room <= most);
        shown.map(|label| label.mark.name).collect()
    }

    #[test]
    fn a_figure_stands_between_its_neighbours() {
        let llama = scale(8.4e23);
        let systems = names(&llama.systems, false);
        assert!(
            systems.contains(&"Chinchilla") && systems.contains(&"PaLM"),
            "{systems:?}"
        );
        // A wide card has room for more names.
        assert!(
            names(&llama.systems, true).len() > systems.len(),
            "{llama:?}"
        );
        assert!(
            names(&llama.limits, false).contains(&"EU: systemic risk"),
            "{llama:?}"
        );
        let between = |name: &str| {
            llama
                .systems
                .iter()
                .find(|l| l.mark.name == name)
                .expect("there")
                .place
        };
        let own = llama.place(8.4e23);
        assert!(between("Chinchilla") < own && own < between("PaLM"));
    }

    #[test]
    fn names_never_overlap() {
        for exponent in -10..=300 {
            for digits in [1.0, 2.2, 5.7] {
                let flop = digits * 10f64.powi(exponent);
                let Some(scale) = Scale::of(Flop::point(flop)) else {
                    panic!("no axis for {flop}");
                };
                assert!((0.0..=1.0).contains(&scale.place(flop)));
                for (labels, are_led) in [(&scale.systems, true), (&scale.limits, false)] {
                    for (index, one) in labels.iter().enumerate() {
                        for other in &labels[index + 1..] {
                            let is_over = (are_led || one.row == other.row) && collide(one, other);
                            assert!(!is_over, "{flop}: {one:?} {other:?}");
                        }
                    }
                    let inside = |label: &&Label| {
                        let width = label.room.axis();
                        let [from, to] = extent(label, width);
                        from < -1.0 || to > width + 1.0
                    };
                    assert_eq!(labels.iter().find(inside), None, "{flop}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn no_line_crosses_a_name(power in 8.0..28.0f64, decades in 0.0..3.0f64) {
            let [low, high] = [-0.5, 0.5].map(|half| libm::exp10(power + half * decades));
            let flop = Flop(crate::quantity::Uncertain::range(low, high));
            let scale = Scale::of(flop).expect("an axis");
            let own = scale.place(flop.median());
            for label in &scale.systems {
                prop_assert!(!label.is_crossed(own, label.room), "{:?}", label);
                let others = scale.systems.iter().filter(|other| other.row > label.row);
                for other in others {
                    let both = label.room.max(other.room);
                    prop_assert!(!label.is_crossed(other.place, both), "{:?} {:?}", label, other);
                }
            }
            for (lead, least) in scale.limit_leads() {
                let above = scale.limits.iter().filter(|label| label.row < lead.row);
                for label in above {
                    prop_assert!(!label.is_crossed(lead.place, least), "{:?} {:?}", label, lead);
                }
            }
        }
    }

    #[test]
    fn a_name_beside_the_figure_stands_at_its_side_of_the_line() {
        for (flop, anchor) in [(5.48e23, "start"), (5.75e23, "start"), (5.85e23, "end")] {
            let systems = scale(flop).systems;
            let mut systems = systems.iter();
            let chinchilla = systems.find(|label| label.mark.name == "Chinchilla");
            // Its own figure is 5.76e23.
            let chinchilla = chinchilla.expect("the nearest system");
            assert_eq!(chinchilla.anchor, anchor, "{flop}");
        }
    }

    #[test]
    fn there_is_always_something_to_compare_with() {
        for exponent in 0..29 {
            let scale = scale(3.0 * 10f64.powi(exponent));
            assert!(!names(&scale.systems, false).is_empty(), "1e{exponent}");
        }
    }

    #[test]
    fn no_limit_on_the_axis_is_left_out() {
        let [general, systemic, first, second] = [
            "EU: general-purpose AI",
            "EU: systemic risk",
            "South Korea, California",
            "New York, Illinois",
        ];
        // 10²³, 10²⁵ and 10²⁶ FLOP.
        for ((low, high), expected) in [
            ((5e24, 5e26), vec![systemic, first, second]),
            ((2e23, 3e26), vec![general, systemic, first, second]),
            // The axis ends at 10²⁶, where two of them stand.
            ((5.04e23, 5.88e23), vec![general, systemic, first, second]),
            ((1e20, 1e27), vec![general, systemic, first, second]),
            ((2e26, 2e26), vec![systemic, first, second]),
            ((1e20, 1e20), vec![]),
        ] {
            let flop = Flop(crate::quantity::Uncertain::range(low, high));
            let scale = Scale::of(flop).expect("an axis");
            assert_eq!(names(&scale.limits, false), expected, "{low} to {high}");
        }
    }

    #[test]
    fn most_keystrokes_move_the_figure_alone() {
        for (one, other) in [(6e23, 6.5e23), (6e23, 9e23), (1e18, 1.7e18)] {
            assert_eq!(scale(one).ticks, scale(other).ticks);
        }
    }

    #[test]
    fn a_range_is_on_the_axis() {
        let flop = Flop(crate::quantity::Uncertain::range(1e20, 1e26));
        let wide = Scale::of(flop).expect("an axis");
        let [low, high] = wide.range(flop).expect("a range");
        let median = wide.place(flop.median());
        assert!(0.0 < low && low < median && median < high && high < 1.0);
        assert_eq!(scale(1e22).range(Flop::point(1e22)), None);
    }
}
