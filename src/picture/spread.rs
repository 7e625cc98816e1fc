//! Many figures on a logarithmic axis: how many there are of each size.

use super::axis::{Axis, across, tick_anchor};
use crate::quantity::write;
use maud::{Markup, html};

/// The bars along the axis.
const BARS: usize = 60;
/// The height of the highest bar, in pixels.
const HEIGHT: f64 = 64.0;
/// The height of the lines with labels.
const LABELS: usize = 22;

/// Draws positive figures; others are left out. Returns `None` if there are none.
pub(crate) fn draw(figures: impl Iterator<Item = f64> + Clone) -> Option<Markup> {
    let figures = figures.filter(|figure| figure.is_normal() && *figure > 0.0);
    let (low, high, count) = figures.clone().fold(
        (f64::INFINITY, 0.0, 0_u32),
        |(low, high, count): (f64, f64, u32), figure| {
            (low.min(figure), high.max(figure), count + 1)
        },
    );
    // A power of ten of room at both ends, so that a single figure stands in the middle.
    let axis = Axis::new(low / 10.0, high * 10.0)?;
    let mut bars = [0_u32; BARS];
    for figure in figures {
        let place = (axis.place(figure) * BARS as f64) as usize;
        if let Some(bar) = bars.get_mut(place.min(BARS - 1)) {
            *bar += 1;
        }
    }
    let most = bars.iter().copied().max().unwrap_or(1).max(1);
    let label = match count {
        1 => format!("1 row, {} FLOP.", write::people(low)),
        _ => format!(
            "{} rows from {} to {} FLOP, on a logarithmic scale.",
            write::whole(u128::from(count)),
            write::people(low),
            write::people(high)
        ),
    };
    let base = HEIGHT as usize + 2;
    Some(html! {
        svg.spread role="img" aria-label=(label) width="100%" height=(base + LABELS) {
            @for (at, count) in bars.iter().enumerate().filter(|(_, count)| **count > 0) {
                // A single row is to be seen beside a thousand.
                @let height = (f64::from(*count) / f64::from(most) * HEIGHT).max(3.0).round();
                rect x=(across(at as f64 / BARS as f64)) y=(base as f64 - height) width=(across(0.85 / BARS as f64)) height=(height) {
                    title { (write::whole(u128::from(*count))) @if *count == 1 { " row" } @else { " rows" } }
                }
            }
            line x1="0" x2="100%" y1=(base) y2=(base) {}
            @for (place, label) in axis.powers() {
                text x=(across(place)) y=(base + 16) text-anchor=(tick_anchor(place)) { (label) }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(figures: &[f64]) -> Option<String> {
        draw(figures.iter().copied()).map(Markup::into_string)
    }

    #[test]
    fn a_bar_is_as_high_as_it_has_figures() {
        let svg = svg(&[1e20, 1e20, 1e20, 1e24, f64::NAN, 0.0]).expect("figures");
        assert_eq!(svg.matches("<rect").count(), 2, "{svg}");
        assert!(
            svg.contains("4 rows from 1 × 10²⁰ to 1 × 10²⁴ FLOP"),
            "{svg}"
        );
        assert!(
            svg.contains("height=\"64\"") && svg.contains("height=\"21\""),
            "{svg}"
        );
    }

    #[test]
    fn one_figure_has_a_picture_and_none_has_none() {
        let svg = svg(&[4.2e22]).expect("a figure");
        assert!(svg.contains("1 row, 4.2 × 10²² FLOP."), "{svg}");
        for none in [&[][..], &[f64::NAN], &[f64::INFINITY], &[0.0], &[f64::MAX]] {
            assert_eq!(super::tests::svg(none), None);
        }
    }
}
