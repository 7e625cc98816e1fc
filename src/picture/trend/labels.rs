//! Names beside their points, none over another: each takes the first free place, in the order of importance.

use super::Frame;
use crate::picture::typeset;

/// The size of the letters, in pixels, and the height of a line.
pub(super) const SIZE: f64 = 12.0;
const LINE: f64 = 15.0;
/// The distance between a point and its name.
const APART: f64 = 7.0;
/// The most names.
const MOST: usize = 24;
/// An area of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Box {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Box {
    pub(super) fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    fn overlaps(self, other: Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    pub(super) fn holds(self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// A name in the picture.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) text: String,
    /// The place of its anchor, and of its base line.
    pub(super) x: f64,
    pub(super) y: f64,
    /// The part of the text that is at `x`, as SVG says it.
    pub(super) anchor: &'static str,
    width: f64,
    /// The place of its point.
    pub(super) of: (f64, f64),
}

impl Label {
    /// Returns the area that the text covers.
    pub(super) fn area(&self) -> Box {
        let left = match self.anchor {
            "start" => self.x,
            "end" => self.x - self.width,
            _ => self.x - self.width / 2.0,
        };
        Box::new(left, self.y - LINE + 3.0, left + self.width, self.y + 3.0)
    }
}

/// Returns the name of the estimate above the picture, over its point; or at the left over its level line.
pub(super) fn at_top(text: &str, x: Option<f64>, y: f64, frame: &Frame) -> Label {
    let widest = frame.right - frame.left;
    let columns = typeset::columns_in(widest, SIZE, "600");
    let text: String = text.chars().take(columns.max(8)).collect();
    let width = typeset::width(&text, SIZE, "600");
    let (x, y, anchor) = match x {
        None => (frame.left + 4.0, y - 6.0, "start"),
        Some(x) if x + width / 2.0 > frame.right => (frame.right, frame.top - 16.0, "end"),
        Some(x) if x - width / 2.0 < frame.left => (frame.left, frame.top - 16.0, "start"),
        Some(x) => (x, frame.top - 16.0, "middle"),
    };
    Label {
        text,
        x,
        y,
        anchor,
        width,
        of: (x, y),
    }
}

/// Places names beside their points. `wanted` has the point and the name of each, the most important first; `taken`
/// are areas that stay free; `dots` are the points, which no name covers.
pub(super) fn place(
    wanted: Vec<(f64, f64, String)>,
    taken: Vec<Box>,
    dots: &[(f64, f64)],
    frame: &Frame,
) -> Vec<Label> {
    let inside = |area: Box| {
        area.left >= frame.left
            && area.right <= frame.right
            && area.top >= frame.top - LINE
            && area.bottom <= frame.bottom
    };
    let mut taken = taken;
    // In the order from left to right, those under a name are found without a look at all of them.
    let mut dots = dots.to_vec();
    dots.sort_by(|a, b| a.0.total_cmp(&b.0));
    let is_over_a_dot = |area: Box| {
        let from = dots.partition_point(|(x, _)| *x < area.left);
        let rest = dots.get(from..).unwrap_or_default();
        let mut under = rest.iter().take_while(|(x, _)| *x <= area.right);
        under.any(|dot| area.holds(*dot))
    };
    let mut placed: Vec<Label> = Vec::new();
    for (x, y, name) in wanted {
        if placed.len() == MOST {
            break;
        }
        let width = typeset::width(&name, SIZE, "400");
        let of = (x, y);
        let label = |x, y, anchor| Label {
            text: name.clone(),
            x,
            y,
            anchor,
            width,
            of,
        };
        let places = [
            label(x - APART, y - 4.0, "end"),
            label(x + APART, y + 4.0, "start"),
            label(x - APART, y + 4.0, "end"),
            label(x, y - APART - 1.0, "middle"),
            label(x, y + APART + SIZE - 1.0, "middle"),
            label(x + APART, y - 4.0, "start"),
        ];
        let free = places.into_iter().find(|label| {
            let area = label.area();
            inside(area) && !taken.iter().any(|other| other.overlaps(area)) && !is_over_a_dot(area)
        });
        if let Some(label) = free {
            taken.push(label.area());
            placed.push(label);
        }
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::trend::Chart;
    use crate::trend::{decode, lines, own_of, table_points};
    use proptest::prelude::*;

    fn assert_apart(labels: &[Label], frame: &Frame) {
        for (at, label) in labels.iter().enumerate() {
            let area = label.area();
            assert!(
                area.left >= 0.0 && area.right <= frame.right + 0.1,
                "“{}” leaves the picture",
                label.text
            );
            for other in &labels[..at] {
                assert!(
                    !area.overlaps(other.area()),
                    "“{}” is over “{}”",
                    label.text,
                    other.text
                );
            }
        }
    }

    #[test]
    fn no_name_is_over_another_at_any_width() {
        let points = table_points();
        let estimate = own_of("v=1&title=LLaMA-65B&compute=5.48e23", None, &points);
        for link in [
            "view=trends",
            "view=trends&from=2018",
            "view=trends&preset=ai-and-compute&from=2012",
        ] {
            let view = decode(link).view;
            let lines = lines(&view, &points);
            for width in (280..=1920).step_by(40) {
                let chart = Chart::new(&view, &points, &lines, estimate.as_ref(), f64::from(width));
                let mut all = chart.labels.clone();
                all.extend(chart.own.iter().map(|own| own.label.clone()));
                assert_apart(&all, &chart.frame);
                assert!(
                    chart.labels.len() >= 3,
                    "{link} at {width}: {:?}",
                    chart.labels
                );
            }
        }
    }

    #[test]
    fn a_press_on_a_name_is_one_on_its_point() {
        let points = table_points();
        let view = decode("view=trends").view;
        for width in [320.0, 700.0, 1240.0] {
            let chart = Chart::new(&view, &points, &[], None, width);
            for label in &chart.labels {
                let Box {
                    left,
                    top,
                    right,
                    bottom,
                } = label.area();
                for x in [left + 1.0, f64::midpoint(left, right), right - 1.0] {
                    let found = chart.nearest(x, f64::midpoint(top, bottom));
                    let mark = found.and_then(|at| chart.marks.get(at)).expect("a point");
                    assert_eq!((mark.x, mark.y), label.of, "{} at {width}", label.text);
                }
            }
        }
    }

    #[test]
    fn milestones_are_named_first() {
        let points = table_points();
        let view = decode("view=trends").view;
        let chart = Chart::new(&view, &points, &[], None, 1200.0);
        for name in ["Perceptron", "AlexNet", "GPT-3", "Theseus"] {
            assert!(
                chart.labels.iter().any(|label| label.text == name),
                "{name} is not named"
            );
        }
    }

    proptest! {
        #[test]
        fn names_of_any_points_are_apart(
            points in proptest::collection::vec((44.0..600.0f64, 34.0..380.0f64, "[A-Za-z0-9 ]{1,24}"), 0..60),
        ) {
            let frame = Frame::around([(2000.0, 1.0), (2020.0, 20.0)].into_iter(), None, 640.0);
            let dots: Vec<(f64, f64)> = points.iter().map(|(x, y, _)| (*x, *y)).collect();
            let labels = place(points, Vec::new(), &dots, &frame);
            assert_apart(&labels, &frame);
        }
    }
}
