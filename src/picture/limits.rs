//! A chart of figures among the thresholds of laws, on a logarithmic axis.

use super::axis::{Axis, across, tick_anchor};
use crate::catalog::thresholds::Threshold;
use crate::quantity::{Flop, write};
use crate::words::power::round_figure;
use maud::{Markup, html};

/// The axis begins here, or below the estimate.
const LOW: f64 = 1e22;
/// The axis ends here, or beyond the estimate by this factor.
const HIGH: f64 = 1e27;
const BEYOND: f64 = 4.0;
/// Height above the lanes, for the numbers of the thresholds.
const TOP: usize = 18;
/// Height of a lane: a name, and the estimate under it.
const LANE: usize = 38;

/// A name and its figure.
type Mark = (&'static str, Flop);

/// Draws a line for each group of thresholds, and a lane for each figure.
pub(crate) fn draw(figures: &[Mark], groups: &[&'static [Threshold]]) -> Markup {
    let flops = || figures.iter().map(|(_, flop)| *flop);
    let low = flops().fold(LOW, |low, flop| low.min(flop.low() / BEYOND));
    let high = flops().fold(HIGH, |high, flop| high.max(flop.high() * BEYOND));
    let Some(axis) = Axis::new(low, high) else {
        return html! {};
    };
    let limits = limits(groups);
    let bottom = TOP + LANE * figures.len().max(1);
    let height = bottom + 20;
    let ticks = axis.ticks();
    html! {
        svg.strip.limits role="img" aria-label=(label(figures, &limits)) width="100%" height=(height) {
            @for (place, label) in &ticks.marks {
                line.grid x1=(across(*place)) x2=(across(*place)) y1=(TOP) y2=(bottom) {}
                text x=(across(*place)) y=(height - 5) text-anchor=(tick_anchor(*place)) { (label) }
            }
            line.base x1="0" x2="100%" y1=(bottom) y2=(bottom) {}
            @for (limit, numbers) in &limits {
                @let at = across(axis.place(*limit));
                line.limit x1=(at) x2=(at) y1=(TOP - 2) y2=(bottom) {}
                text.own x=(at) y="12" text-anchor="middle" { (numbers) }
            }
            @for (index, figure) in figures.iter().enumerate() {
                (lane(*figure, axis, TOP + LANE * index))
            }
        }
        p.legend {
            span { "FLOP" }
            @if !figures.is_empty() {
                span { svg width="12" height="12" aria-hidden="true" { circle.dot.on cx="6" cy="6" r="4.5" {} } "median" }
            }
            @if figures.iter().any(|(_, flop)| flop.0.is_range()) {
                span { svg width="24" height="12" aria-hidden="true" { rect.area y="1" width="24" height="10" rx="2" {} } "90% range" }
            }
        }
    }
}

/// Returns the thresholds, each with the numbers of the groups that begin there: `3, 4`.
fn limits(groups: &[&'static [Threshold]]) -> Vec<(f64, String)> {
    let mut limits: Vec<(f64, String)> = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let Some(first) = group.first() else {
            continue;
        };
        let number = index + 1;
        match limits.last_mut() {
            Some((flop, numbers)) if *flop == first.flop => {
                *numbers = format!("{numbers}, {number}");
            }
            _ => limits.push((first.flop, number.to_string())),
        }
    }
    limits
}

fn lane((name, range): Mark, axis: Axis, y: usize) -> Markup {
    let [low, median, high] = [range.low(), range.median(), range.high()].map(|v| axis.place(v));
    html! {
        text x="0" y=(y + 15) { (name) }
        @if range.0.is_range() {
            rect.area x=(across(low)) y=(y + 22) width=(across(high - low)) height="10" rx="2" {}
        }
        circle.dot.on cx=(across(median)) cy=(y + 27) r="4.5" {}
    }
}

fn label(figures: &[Mark], limits: &[(f64, String)]) -> String {
    let limits: Vec<String> = limits
        .iter()
        .map(|(limit, _)| round_figure(*limit))
        .collect();
    let figures = figures.iter().map(|(name, flop)| {
        let range = match flop.0.is_range() {
            true => format!(", 90% range {}", write::people_range(flop.0)),
            false => String::new(),
        };
        format!("{name}: {} FLOP{range}.", write::people(flop.median()))
    });
    let figures: Vec<String> = figures.collect();
    write::spoken(&format!(
        "Thresholds at {} FLOP on a logarithmic axis. {}",
        limits.join(", "),
        figures.join(" ")
    ))
}
