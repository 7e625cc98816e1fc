//! An error rate against compute, both on logarithmic axes: the line of a power law from a start to a target, and its
//! interval as a wedge.

use super::axis::{Axis, across, rounded, tick_anchor};
use crate::quantity::write;
use crate::study::Interval;
use maud::{Markup, html};

/// The top and the bottom of the area, and the height of the picture, in pixels.
const TOP: f64 = 14.0;
const BOTTOM: f64 = 196.0;
const HEIGHT: f64 = 220.0;
/// The room on each side of the start and the target, as a share of the distance between them.
const ROOM: f64 = 0.15;
/// The least distance between two error rates, in pixels.
const BETWEEN: f64 = 24.0;

/// The law and the errors that the picture shows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PowerLaw {
    /// The error rate to start from, and the one to reach, below it.
    pub errors: (f64, f64),
    /// The compute of the start: 1, or an amount in FLOP.
    pub start: f64,
    /// How many times that compute the target takes, with its interval.
    pub factor: Interval,
    /// Whether the compute is an amount, and not a multiple of that of the start.
    pub is_amount: bool,
}

/// Draws the picture; `None` where its numbers are too far apart for axes.
pub(crate) fn draw(law: &PowerLaw) -> Option<Markup> {
    let (from, to) = law.errors;
    let x = wide(law.start, law.start * law.factor.high)?;
    let y = wide(to, from)?;
    let (highest, lowest) = (y.value(1.0), y.value(0.0));
    // A line goes on below the area, where it is cut off.
    let part = |error: f64| libm::log(highest / error) / libm::log(highest / lowest);
    let area = BOTTOM - TOP;
    let down = |error: f64| TOP + part(error) * area;
    let across_at = |factor: f64| across(x.place(law.start * factor));
    // On logarithmic axes every power law is a straight line through the start. This is the error that one with
    // this factor for the target has at the right end.
    let end = x.value(1.0) / law.start;
    let at_end = |factor: f64| {
        let slope = libm::log(from / to) / libm::log(factor);
        from * libm::exp(-slope * libm::log(end))
    };
    let (start, target) = (x.place(law.start), x.place(law.start * law.factor.middle));
    let has_interval = law.factor.low < law.factor.high;
    let at_right = |factor: f64| rounded(part(at_end(factor)) * area).into_string();
    let left = format!(
        "{},{}",
        rounded(100.0 * start).into_string(),
        rounded(part(from) * area).into_string()
    );
    let wedge = format!(
        "{left} 100,{} 100,{}",
        at_right(law.factor.low),
        at_right(law.factor.high)
    );
    let line = format!("{left} 100,{}", at_right(law.factor.middle));
    let ticks = x.ticks();
    Some(html! {
        svg.strip.power role="img" aria-label=(label(law)) width="100%" height=(HEIGHT) {
            @for (place, label) in &ticks.marks {
                line.grid x1=(across(*place)) x2=(across(*place)) y1=(TOP) y2=(BOTTOM) {}
                text x=(across(*place)) y=(HEIGHT - 6.0) text-anchor=(tick_anchor(*place)) { (label) }
            }
            @for error in errors(y) {
                line.grid x1="0" x2="100%" y1=(rounded(down(error))) y2=(rounded(down(error))) {}
                text x="4" y=(rounded(down(error) - 4.0)) { (write::percent(error)) }
            }
            svg x="0" y=(TOP) width="100%" height=(area) viewBox={ "0 0 100 " (area) } preserveAspectRatio="none" {
                @if has_interval { polygon.area points=(wedge) {} }
                polyline.law points=(line) {}
            }
            line.limit x1=(across_at(law.factor.middle)) x2=(across_at(law.factor.middle)) y1=(rounded(down(to))) y2=(BOTTOM) {}
            circle.dot cx=(across(start)) cy=(rounded(down(from))) r="5" {}
            circle.dot.on cx=(across(target)) cy=(rounded(down(to))) r="6" {}
            text.own x=(across(target)) dx="-10" y=(rounded(down(to) + 15.0)) text-anchor="end" {
                (write::percent(to)) ", " (write::people(law.factor.middle)) " ×"
            }
        }
        p.legend {
            span { "Error rate, over compute " @if law.is_amount { "in FLOP" } @else { "as a multiple of that of today" } @if !ticks.unit.is_empty() { ", × " (ticks.unit) } }
            @if has_interval {
                span { svg width="24" height="12" aria-hidden="true" { rect.area y="1" width="24" height="10" rx="2" {} } "95% interval" }
            }
        }
    })
}

/// Returns an axis around two numbers, with room on both sides.
fn wide(low: f64, high: f64) -> Option<Axis> {
    let room = libm::pow(high / low, ROOM).max(1.05);
    Axis::new(low / room, high * room)
}

/// Returns round error rates that do not crowd.
fn errors(axis: Axis) -> Vec<f64> {
    let decades = |numbers: &'static [f64]| {
        let all = (-12..=0).flat_map(|power| {
            let one = libm::exp10(f64::from(power));
            numbers.iter().map(move |number| number * one)
        });
        all.filter(|error| *error <= 1.0 && axis.holds(*error))
            .collect::<Vec<f64>>()
    };
    let height = BOTTOM - TOP;
    let fits = |errors: &[f64]| {
        let mut pairs = errors.windows(2);
        pairs.all(|pair| match pair {
            [a, b] => (axis.place(*b) - axis.place(*a)) * height >= BETWEEN,
            _ => true,
        })
    };
    let finest: &[&[f64]] = &[
        &[1.0, 1.5, 2.0, 3.0, 5.0, 7.0],
        &[1.0, 2.0, 5.0],
        &[1.0, 3.0],
        &[1.0],
    ];
    let choices = finest.iter().map(|numbers| decades(numbers));
    choices
        .into_iter()
        .find(|errors| fits(errors))
        .unwrap_or_default()
}

/// Says what the picture shows, for those who do not see it.
fn label(law: &PowerLaw) -> String {
    let [from, to] = [law.errors.0, law.errors.1].map(write::percent);
    let mut words = format!(
        "Error rate against compute, both logarithmic: a line from {from} to {to} at {} times the compute",
        write::people(law.factor.middle)
    );
    if law.factor.low < law.factor.high {
        words += &format!(
            ", 95% interval {} to {} times",
            write::people(law.factor.low),
            write::people(law.factor.high)
        );
    }
    words + "."
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Role, parse};
    use crate::study::power::LAWS;
    use proptest::prelude::*;

    fn drawn(factor: Interval, errors: (f64, f64)) -> Option<String> {
        let law = PowerLaw {
            errors,
            start: 1.0,
            factor,
            is_amount: false,
        };
        draw(&law).map(maud::PreEscaped::into_string)
    }

    #[test]
    fn the_target_is_marked_and_the_interval_drawn_where_there_is_one() {
        let with = drawn(Interval::new(1000.0, 5790.0, 20_000.0), (0.2, 0.1)).expect("axes");
        let with = parse(&with);
        with.expect("10%, 5,790 ×");
        assert_eq!(with.tags("polygon").len(), 1);
        let name = with.names(Role::Image).concat();
        assert!(name.contains("from 20% to 10% at 5,790 times"), "{name}");
        let without = drawn(Interval::new(5790.0, 5790.0, 5790.0), (0.2, 0.1)).expect("axes");
        let without = parse(&without);
        assert!(without.tags("polygon").is_empty());
        let name = without.names(Role::Image).concat();
        assert!(!name.contains("interval"), "{name}");
    }

    #[test]
    fn error_rates_do_not_crowd() {
        for (from, to) in [(0.2, 0.1), (0.9, 1e-9), (0.101, 0.1), (0.5, 0.01)] {
            let axis = wide(to, from).expect("an axis");
            let errors = errors(axis);
            for pair in errors.windows(2) {
                let distance = (axis.place(pair[1]) - axis.place(pair[0])) * (BOTTOM - TOP);
                assert!(distance >= BETWEEN, "{from} {to}: {errors:?}");
            }
        }
        assert_eq!(errors(wide(0.1, 0.2).expect("an axis")).len(), 3);
    }

    proptest! {
        #[test]
        fn every_law_has_a_picture_without_a_number_that_is_none(
            at in 0..LAWS.len(), from in 0.001..0.999f64, share in 0.001..0.99f64,
        ) {
            let to = from * share;
            if let Ok(factor) = LAWS[at].factor(from, to)
                && let Some(html) = drawn(factor, (from, to))
            {
                prop_assert!(!html.contains("NaN") && !html.contains("inf"), "{html}");
            }
        }
    }
}
