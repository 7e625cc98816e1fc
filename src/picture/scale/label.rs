//! A name on the scale: where it stands, how wide it is, and what it covers.

use super::super::axis::Axis;
use crate::catalog::marks::Mark;

/// The least width of the axis, in pixels, in a card of 280.
const NARROW_AXIS: f64 = 246.0;
/// The least width of the axis in a wide card, which has 520.
const WIDE_AXIS: f64 = 486.0;
/// The least width of the axis at the top of the page on a wide screen, as if its letters were no
/// larger than a card's.
const FULL_AXIS: f64 = 840.0;
/// The width of an average character in names.
const CHARACTER: f64 = 6.1;
/// The gap between two names.
const GAP: f64 = 8.0;
/// The gap between a name and a line that does not lead to it.
const BESIDE: i32 = 4;

/// A name on the scale.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// The place.
    pub place: f64,
    /// The system or threshold.
    pub mark: &'static Mark,
    /// The part of the name at the place, as SVG says it: the `middle`, or the `start` or `end`
    /// where the name would otherwise leave the picture.
    pub anchor: &'static str,
    /// How far the name stands to the right of the place, in pixels.
    pub shift: i32,
    /// The row. Row 0 is next to the axis.
    pub row: usize,
    /// The least width at which the name has room.
    pub room: Room,
}

/// The least width at which a name has room beside its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    /// Any card.
    Narrow,
    /// A wide card.
    Wide,
    /// The page on a wide screen.
    Full,
}

impl Room {
    pub(super) const ALL: [Self; 3] = [Self::Narrow, Self::Wide, Self::Full];

    /// Returns this width of the axis and the larger ones, in pixels.
    pub(super) fn widths(self) -> impl Iterator<Item = f64> {
        let all = Self::ALL.into_iter();
        all.filter(move |room| *room >= self).map(Self::axis)
    }

    /// Returns the width of the axis, in pixels.
    pub(super) const fn axis(self) -> f64 {
        match self {
            Self::Narrow => NARROW_AXIS,
            Self::Wide => WIDE_AXIS,
            Self::Full => FULL_AXIS,
        }
    }
}

impl Label {
    /// Makes the label of a mark in the first row.
    pub(super) fn of(mark: &'static Mark, axis: Axis) -> Self {
        let place = axis.place(mark.flop);
        Self {
            place,
            mark,
            anchor: anchor(place, mark.name),
            shift: 0,
            row: 0,
            room: Room::Narrow,
        }
    }

    /// Returns the label where no line at this place crosses it: as it is, or at its side of the line if there is room.
    pub(super) fn clear_of(self, line: f64) -> Option<Self> {
        if !self.is_crossed(line, self.room) {
            return Some(self);
        }
        let (anchor, shift) = match self.place < line {
            true => ("end", -BESIDE),
            false => ("start", BESIDE),
        };
        let moved = Self {
            anchor,
            shift,
            ..self
        };
        // The page has larger letters than a card, and an area around a name that can be pressed.
        let is_inside = moved.room.widths().all(|width| {
            let [from, to] = extent(&moved, width);
            let spare = 6.0 + (to - from) / 4.0;
            from >= spare && to + spare <= width
        });
        is_inside.then_some(moved)
    }

    /// Returns whether a line at this place crosses the name, at this width or a larger one.
    pub(super) fn is_crossed(&self, line: f64, least: Room) -> bool {
        least.widths().any(|width| {
            let [from, to] = extent(self, width);
            let gap = f64::from(BESIDE / 2);
            (from - gap..to + gap).contains(&(line * width))
        })
    }
}

/// Returns whether a label covers the other, or the line from the other to the axis, at any width
/// at which both are shown.
pub(super) fn collide(a: &Label, b: &Label) -> bool {
    a.room.max(b.room).widths().any(|width| {
        let ([a_from, a_to], [b_from, b_to]) = (extent(a, width), extent(b, width));
        let holds = |from: f64, to: f64, place: f64| {
            (from - GAP / 2.0..to + GAP / 2.0).contains(&(place * width))
        };
        match a.row.cmp(&b.row) {
            std::cmp::Ordering::Equal => a_from < b_to + GAP && b_from < a_to + GAP,
            std::cmp::Ordering::Less => holds(a_from, a_to, b.place),
            std::cmp::Ordering::Greater => holds(b_from, b_to, a.place),
        }
    })
}

/// Returns the left and right end of a name on an axis of this many pixels.
pub(super) fn extent(label: &Label, axis: f64) -> [f64; 2] {
    let at = label.place * axis + f64::from(label.shift);
    let long = length(label.mark.name);
    match label.anchor {
        "start" => [at, at + long],
        "end" => [at - long, at],
        _ => [at - long / 2.0, at + long / 2.0],
    }
}

fn length(name: &str) -> f64 {
    name.chars().count() as f64 * CHARACTER
}

fn anchor(place: f64, name: &str) -> &'static str {
    let (at, half) = (place * NARROW_AXIS, length(name) / 2.0);
    match (at < half, at > NARROW_AXIS - half) {
        (true, _) => "start",
        (_, true) => "end",
        _ => "middle",
    }
}
