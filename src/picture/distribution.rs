//! A chart of the distribution of a figure, on a logarithmic axis.

use super::axis::{Axis, across, anchor, tick_anchor};
use crate::quantity::sampling::Draws;
use crate::quantity::{Uncertain, write};
use maud::{Markup, html};

/// The share of the distribution that is left out at either end.
const TAIL: f64 = 0.004;
/// The number of pieces of the curve.
const PIECES: usize = 60;
/// Height of the curve, in pixels.
const CURVE: usize = 56;
/// Height above the curve, for the median.
const TOP: usize = 20;

/// Draws the curve, with the 90% range shaded and the median marked.
pub(crate) fn draw(draws: &Draws, flop: Uncertain) -> Option<Markup> {
    let axis = Axis::new(draws.quantile(TAIL), draws.quantile(1.0 - TAIL))?;
    let bottom = TOP + CURVE;
    let height = bottom + 20;
    let ticks = axis.ticks();
    let median = write::people(flop.median());
    let at = axis.place(flop.median());
    let range = write::people_range(flop);
    let label = format!(
        "Distribution of the figure, on a logarithmic axis: 90% of it from {range} FLOP, the median is {median} FLOP."
    );
    let label = write::spoken(&label);
    let ends = [flop.low(), flop.high()].map(|end| axis.place(end));
    let curve = curve(draws, axis);
    Some(html! {
        svg.strip role="img" aria-label=(label) width="100%" height=(height) {
            @for (place, _) in &ticks.marks {
                line.grid x1=(across(*place)) x2=(across(*place)) y1=(TOP) y2=(bottom) {}
            }
            // A window onto the curve, as wide as the range.
            svg aria-hidden="true" x=(across(ends[0])) y=(TOP) width=(across(ends[1] - ends[0])) height=(CURVE) viewBox=(window(ends)) preserveAspectRatio="none" {
                path.area d={ (curve) "V1000H0Z" } {}
            }
            svg aria-hidden="true" x="0" y=(TOP) width="100%" height=(CURVE) viewBox="0 0 1000 1000" preserveAspectRatio="none" {
                path.curve d=(curve) {}
            }
            line.base x1="0" x2="100%" y1=(bottom) y2=(bottom) {}
            line.own x1=(across(at)) x2=(across(at)) y1=(TOP - 4) y2=(bottom) {}
            text.own x=(across(at)) y="12" text-anchor=(anchor(at)) { (median) }
            @for (place, label) in &ticks.marks {
                text x=(across(*place)) y=(height - 5) text-anchor=(tick_anchor(*place)) { (label) }
            }
        }
        p.legend {
            @if ticks.unit.is_empty() { span { "FLOP" } } @else { span { "FLOP, in units of " (ticks.unit) } }
            span { (key()) "90% of the distribution" }
        }
    })
}

fn key() -> Markup {
    html! {
        svg width="12" height="12" aria-hidden="true" { rect.area width="12" height="12" {} }
    }
}

/// Returns the part of the curve's square between two places, as a `viewBox`.
fn window([from, to]: [f64; 2]) -> String {
    let [from, to] = [from, to].map(|place| whole(place * 1000.0));
    format!("{from} 0 {} 1000", to - from)
}

/// Returns the density from left to right as a path in a square of 1000, with the highest density
/// at the top. A density is the share of draws between places somewhat apart, and is smoothed, so
/// that their randomness does not show.
fn curve(draws: &Draws, axis: Axis) -> String {
    let places: Vec<f64> = (0..=PIECES).map(|i| i as f64 / PIECES as f64).collect();
    let density = |place: f64| {
        let above = |at: f64| draws.share_above(axis.value(at));
        let apart = 2.0 / PIECES as f64;
        (above(place - apart) - above(place + apart)).max(0.0)
    };
    let mut densities: Vec<f64> = places.iter().map(|place| density(*place)).collect();
    for _ in 0..2 {
        let before = densities.clone();
        for (density, three) in densities[1..].iter_mut().zip(before.windows(3)) {
            *density = (three[0] + 2.0 * three[1] + three[2]) / 4.0;
        }
    }
    let most = densities
        .iter()
        .fold(0.0f64, |most, density| most.max(*density));
    let mut path = String::new();
    for (place, density) in places.iter().zip(densities) {
        let step = if path.is_empty() { "M" } else { "L" };
        let (x, y) = (
            whole(place * 1000.0),
            whole(1000.0 - 980.0 * density / most),
        );
        path.push_str(&format!("{step}{x} {y}"));
    }
    path
}

/// Rounds a number. Returns 0 for NaN.
fn whole(value: f64) -> u32 {
    value.round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_is_highest_at_the_median_and_even_on_both_sides() {
        let draws = Draws::of(&[Uncertain::range(1e24, 4e24)]);
        let axis = Axis::new(2e23, 2e25).expect("an axis");
        let path = curve(&draws, axis);
        let heights: Vec<u32> = path
            .split(['M', 'L'])
            .filter_map(|point| point.split_once(' ')?.1.parse().ok())
            .collect();
        assert_eq!(heights.len(), PIECES + 1);
        assert_eq!(heights[PIECES / 2], 20);
        assert!(heights[..=PIECES / 2].is_sorted_by(|a, b| a >= b), "{path}");
        for (left, right) in heights.iter().zip(heights.iter().rev()) {
            assert!(left.abs_diff(*right) <= 1, "{path}");
        }
    }
}
