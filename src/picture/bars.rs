//! The ranges of both methods as bars, on one axis.

use super::axis::{Axis, across};
use crate::quantity::Flop;
use maud::{Markup, html};

#[cfg(any(feature = "app", test))]
/// The room left of the least figure and right of the greatest, as a factor.
const ROOM: f64 = 1.12;

#[cfg(any(feature = "app", test))]
/// Returns the axis on which all these figures have room.
pub(crate) fn axis_of(figures: impl Iterator<Item = Flop>) -> Option<Axis> {
    let mut ends = (f64::INFINITY, 0.0f64);
    for flop in figures {
        ends = (ends.0.min(flop.low()), ends.1.max(flop.high()));
    }
    Axis::new(ends.0 / ROOM, ends.1 * ROOM)
}

#[cfg(any(feature = "app", test))]
/// A dot and a bar that have no place yet.
pub(crate) const SHAPE: &str = r#"<svg width="100%" height="14" aria-hidden="true"><line x1="0" x2="100%" y1="7" y2="7"></line><rect y="3" height="8" rx="4"></rect><circle cy="7" r="5.5"></circle></svg>"#;

/// Where a bar is: its left end, its width, and its dot.
pub(crate) struct Bar {
    low: String,
    width: String,
    median: String,
}

impl Bar {
    /// Returns where the bar of a figure is on an axis.
    pub(crate) fn of(axis: Axis, flop: Flop) -> Self {
        let [low, median, high] = [flop.low(), flop.median(), flop.high()].map(|f| axis.place(f));
        Self {
            low: across(low),
            width: across(high - low),
            median: across(median),
        }
    }

    #[cfg(any(feature = "app", test))]
    /// Returns the attributes that put [`SHAPE`] in its place: element, attribute, value.
    pub(crate) fn places(self) -> [(&'static str, &'static str, String); 3] {
        [
            ("rect", "x", self.low),
            ("rect", "width", self.width),
            ("circle", "cx", self.median),
        ]
    }
}

/// Draws a figure as a dot, with its 90% range as a bar.
pub(crate) fn draw(axis: Axis, flop: Flop) -> Markup {
    let Bar { low, width, median } = Bar::of(axis, flop);
    html! {
        svg width="100%" height="14" aria-hidden="true" {
            line x1="0" x2="100%" y1="7" y2="7" {}
            rect x=(low) width=(width) y="3" height="8" rx="4" {}
            circle cx=(median) cy="7" r="5.5" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::answer;
    use crate::dom::parse;
    use crate::draft::link::decode;
    use crate::quantity::Uncertain;

    #[test]
    fn both_methods_have_room() {
        let link = "v=1&parameters=65.2e9&tokens=1.4e12&chip-hours=1022362&peak=312e12&utilization=0.2..0.5";
        let total = answer(&decode(link).draft).outcome.total;
        let gpu_time = total.gpu_time.expect("both").flop;
        let operations = total.operations.expect("both").flop;
        let axis = axis_of([operations, gpu_time].into_iter()).expect("an axis");
        for end in [gpu_time.low(), gpu_time.high(), operations.median()] {
            assert!(0.0 < axis.place(end) && axis.place(end) < 1.0, "{end}");
        }
        assert_eq!(axis_of(std::iter::empty()), None);
    }

    #[test]
    fn a_bar_is_as_wide_as_its_range() {
        let axis = Axis::new(1e23, 1e25).expect("an axis");
        // log10(4) over two decades.
        let bar = |flop: Flop| {
            let picture = parse(&draw(axis, flop).into_string());
            let bar = picture.tags("rect")[0];
            [
                bar.attribute("x").to_owned(),
                bar.attribute("width").to_owned(),
            ]
        };
        assert_eq!(bar(Flop(Uncertain::range(1e23, 4e23))), ["0.0%", "30.1%"]);
        assert_eq!(bar(Flop::point(1e24)), ["50.0%", "0.0%"]);
    }

    #[test]
    fn a_shape_that_is_put_in_its_place_is_the_drawn_bar() {
        let axis = Axis::new(1e23, 1e25).expect("an axis");
        let flop = Flop(Uncertain::range(1e23, 4e23));
        let mut placed = SHAPE.to_owned();
        // The last attribute that is put in stands first.
        for (element, attribute, value) in Bar::of(axis, flop).places().into_iter().rev() {
            let begin = format!("<{element}");
            placed = placed.replace(&begin, &format!("{begin} {attribute}=\"{value}\""));
        }
        assert_eq!(placed, draw(axis, flop).into_string());
    }
}
