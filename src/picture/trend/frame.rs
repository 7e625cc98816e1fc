//! The axes of the picture: years from left to right, log₁₀ FLOP from bottom to top.

use crate::trend::{Own, Window};

/// The range of compute that a picture without systems shows, in log₁₀ FLOP.
const EMPTY: (f64, f64) = (18.0, 26.0);
/// The range of years of such a picture.
const EMPTY_YEARS: (f64, f64) = (2010.0, 2026.0);
/// The height of the picture, in pixels, and the height of a wide one by its width.
const HEIGHTS: (f64, f64) = (400.0, 600.0);
const HEIGHT: f64 = 0.5;

/// A movement of the picture: every place is multiplied by the scale, and then moved by pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gesture {
    /// The scale.
    pub scale: f64,
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Gesture {
    /// Returns the gesture that enlarges the picture around a place.
    pub fn around(scale: f64, x: f64, y: f64) -> Self {
        Self {
            scale,
            x: x * (1.0 - scale),
            y: y * (1.0 - scale),
        }
    }

    /// Returns the gesture that moves the picture.
    pub fn by(x: f64, y: f64) -> Self {
        Self { scale: 1.0, x, y }
    }

    /// Returns the gesture of this one and another one after it.
    pub fn then(self, next: Self) -> Self {
        Self {
            scale: self.scale * next.scale,
            x: self.x * next.scale + next.x,
            y: self.y * next.scale + next.y,
        }
    }

    /// Returns where a place of the picture is after the gesture.
    pub fn carry(self, (x, y): (f64, f64)) -> (f64, f64) {
        (self.scale * x + self.x, self.scale * y + self.y)
    }
}

/// The area within the axes, in pixels, and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The width of the whole picture.
    pub width: f64,
    /// The height of the whole picture.
    pub height: f64,
    /// The left edge of the area.
    pub left: f64,
    /// The right edge of the area.
    pub right: f64,
    /// The top of the area.
    pub top: f64,
    /// The bottom of the area.
    pub bottom: f64,
    /// The years at the left and the right.
    pub years: (f64, f64),
    /// Log₁₀ FLOP at the bottom and at the top.
    pub logs: (f64, f64),
}

impl Frame {
    /// Makes the axes around points, given as years and log₁₀ FLOP, and an estimate.
    pub fn around(points: impl Iterator<Item = (f64, f64)>, own: Option<&Own>, width: f64) -> Self {
        let own_place = own.map(|own| {
            (
                own.date.map(|date| date.decimal()),
                libm::log10(own.flop.median()),
            )
        });
        let mut years = (f64::INFINITY, f64::NEG_INFINITY);
        let mut logs = years;
        let widen = |range: &mut (f64, f64), value: f64| {
            *range = (range.0.min(value), range.1.max(value));
        };
        for (year, log) in points {
            widen(&mut years, year);
            widen(&mut logs, log);
        }
        if let Some((year, log)) = own_place {
            if let Some(year) = year {
                widen(&mut years, year);
            }
            widen(&mut logs, log);
        }
        let is_empty = |range: (f64, f64)| !(range.0.is_finite() && range.1.is_finite());
        if is_empty(years) {
            years = EMPTY_YEARS;
        }
        if is_empty(logs) {
            logs = EMPTY;
        }
        // A margin, and at least a year and three powers of ten.
        let margin = (0.025 * (years.1 - years.0)).max(0.3);
        let mut logs = ((logs.0 - 0.4).floor(), (logs.1 + 0.4).ceil());
        if logs.1 - logs.0 < 3.0 {
            logs = (logs.0 - 1.0, logs.1 + 1.0);
        }
        let width = width.max(240.0);
        let height = (width * HEIGHT).clamp(HEIGHTS.0, HEIGHTS.1);
        Self {
            width,
            height,
            left: 44.0,
            right: width - 10.0,
            top: 34.0,
            bottom: height - 28.0,
            years: (years.0 - margin, years.1 + 0.7 * margin),
            logs,
        }
    }

    /// Returns the axes of a window in the picture.
    pub fn enlarged(self, window: Option<Window>) -> Self {
        window.map_or(self, |window| Self {
            years: window.years(),
            logs: window.logs(),
            ..self
        })
    }

    /// Returns the window that shows a part of the area, given as places in the picture.
    pub fn window(&self, x: (f64, f64), y: (f64, f64)) -> Option<Window> {
        let (years, logs) = self.values(x, y);
        Window::of(years, logs)
    }

    /// Returns the years and the powers of ten of a part of the area.
    fn values(&self, x: (f64, f64), y: (f64, f64)) -> ((f64, f64), (f64, f64)) {
        let year = |x: f64| {
            let part = (x - self.left) / (self.right - self.left);
            self.years.0 + part * (self.years.1 - self.years.0)
        };
        let log = |y: f64| {
            let part = (self.bottom - y) / (self.bottom - self.top);
            self.logs.0 + part * (self.logs.1 - self.logs.0)
        };
        ((year(x.0), year(x.1)), (log(y.1), log(y.0)))
    }

    /// Returns the window after a gesture, within what the whole picture shows: none if that is all of it. Returns
    /// nothing if it would be too small to be shown.
    pub fn moved(&self, whole: &Self, by: Gesture) -> Option<Option<Window>> {
        let x = |place: f64| (place - by.x) / by.scale;
        let y = |place: f64| (place - by.y) / by.scale;
        let (years, logs) =
            self.values((x(self.left), x(self.right)), (y(self.top), y(self.bottom)));
        let within = |(from, to): (f64, f64), (least, most): (f64, f64)| {
            let span = (to - from).min(most - least);
            let from = from.max(least).min(most - span);
            ((from, from + span), span >= 0.99 * (most - least))
        };
        let (years, has_all_years) = within(years, whole.years);
        let (logs, has_all_logs) = within(logs, whole.logs);
        match has_all_years && has_all_logs {
            true => Some(None),
            false => Window::of(years, logs).map(Some),
        }
    }

    /// Returns the gesture after which the picture shows a window, and about that if the two have other proportions.
    pub fn toward(&self, whole: &Self, window: Option<Window>) -> Gesture {
        let to = whole.enlarged(window);
        let scale = (self.years.1 - self.years.0) / (to.years.1 - to.years.0);
        Gesture {
            scale,
            x: self.left - scale * self.x(to.years.0),
            y: self.top - scale * self.y(to.logs.1),
        }
    }

    /// Returns whether a place is in the area.
    pub fn holds(&self, x: f64, y: f64) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// Returns the place of a year, from the left.
    pub fn x(&self, year: f64) -> f64 {
        let part = (year - self.years.0) / (self.years.1 - self.years.0);
        self.left + part * (self.right - self.left)
    }

    /// Returns the place of a compute, given as log₁₀ FLOP, from the top.
    pub fn y(&self, log: f64) -> f64 {
        let part = (log - self.logs.0) / (self.logs.1 - self.logs.0);
        self.bottom - part * (self.bottom - self.top)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points() -> impl Strategy<Value = Vec<(f64, f64)>> {
        proptest::collection::vec((1900.0..2199.0f64, -5.0..60.0f64), 0..20)
    }

    proptest! {
        #[test]
        fn later_is_to_the_right_and_more_is_higher(points in points(), width in 100.0..2000.0f64) {
            let frame = Frame::around(points.iter().copied(), None, width);
            prop_assert!(frame.left < frame.right && frame.top < frame.bottom);
            for a in &points {
                prop_assert!((frame.left..=frame.right).contains(&frame.x(a.0)));
                prop_assert!((frame.top..=frame.bottom).contains(&frame.y(a.1)));
                for b in &points {
                    prop_assert!(a.0 >= b.0 || frame.x(a.0) < frame.x(b.0) || b.0 - a.0 < 1e-9);
                    prop_assert!(a.1 >= b.1 || frame.y(a.1) > frame.y(b.1) || b.1 - a.1 < 1e-9);
                }
            }
        }
    }

    #[test]
    fn a_part_of_the_picture_is_a_window_of_its_axes() {
        let frame = Frame::around([(2000.0, 10.0), (2020.0, 24.0)].into_iter(), None, 800.0);
        let whole = frame.window((frame.left, frame.right), (frame.top, frame.bottom));
        let again = frame.enlarged(whole);
        assert!((again.years.0 - frame.years.0).abs() < 0.01);
        assert!((again.logs.1 - frame.logs.1).abs() < 0.01);
        let middle = (frame.left + frame.right) / 2.0;
        let right = frame.window((middle, frame.right), (frame.top, frame.bottom));
        let enlarged = frame.enlarged(right);
        assert!(!enlarged.holds(enlarged.x(2001.0), enlarged.y(12.0)));
        assert!(enlarged.holds(enlarged.x(2015.0), enlarged.y(12.0)));
    }

    #[test]
    fn gestures_stay_in_the_picture_and_all_of_it_is_no_window() {
        let whole = Frame::around([(1990.0, 10.0), (2020.0, 24.0)].into_iter(), None, 800.0);
        let nearer = whole.moved(&whole, Gesture::around(2.0, 400.0, 200.0));
        let window = nearer.flatten().expect("a window");
        let frame = whole.enlarged(Some(window));
        let half = (whole.years.1 - whole.years.0) / 2.0;
        assert!((frame.years.1 - frame.years.0 - half).abs() < 0.02);
        // The place that the gesture is around stays where it is.
        let year = whole.years.0 + (400.0 - whole.left) / (whole.right - whole.left) * 2.0 * half;
        assert!((frame.x(year) - 400.0).abs() < 1.0);
        let left = frame.moved(&whole, Gesture::by(1e6, 0.0)).flatten();
        assert!((left.expect("a window").years().0 - whole.years.0).abs() < 0.01);
        let out = Gesture::around(0.5, 300.0, 100.0).then(Gesture::around(0.5, 100.0, 300.0));
        assert_eq!(frame.moved(&whole, out), Some(None));
        assert_eq!(
            whole.moved(&whole, Gesture::around(1e4, 300.0, 200.0)),
            None
        );
    }

    #[test]
    fn a_gesture_toward_a_window_leads_to_it_and_ends_where_the_picture_does() {
        let whole = Frame::around([(1990.0, 10.0), (2020.0, 24.0)].into_iter(), None, 800.0);
        let window = Window::read("2000,2010,14,18.5").expect("a window");
        let frame = whole.enlarged(Some(window));
        let nearer = whole.toward(&whole, Some(window));
        let (left, top) = nearer.carry((whole.x(2000.0), whole.y(18.5)));
        assert!((left - whole.left).abs() < 1e-9 && (top - whole.top).abs() < 1e-9);
        // Moved by keys again and again, the picture stops at its edge.
        let step = Gesture::by(0.2 * whole.width, 0.0);
        let mut gesture = Gesture::by(0.0, 0.0);
        for _ in 0..20 {
            let next = frame.moved(&whole, gesture.then(step)).expect("a window");
            gesture = frame.toward(&whole, next);
        }
        let (first, _) = gesture.carry((frame.x(whole.years.0), 0.0));
        assert!((first - frame.left).abs() < 1.0, "{first}");
        assert!((gesture.scale - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_picture_of_nothing_has_axes() {
        let frame = Frame::around(std::iter::empty(), None, 800.0);
        assert!(frame.years.0 < 2010.0 && frame.years.1 > 2026.0);
        assert!(frame.logs.1 - frame.logs.0 >= 3.0);
    }
}
