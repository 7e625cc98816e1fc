//! Draws a scale, on a page and in a picture that stands alone.

use super::{Label, Scale};
use crate::catalog::marks::CREDIT;
use crate::picture::axis::{across, rounded, tick_anchor};
use crate::picture::theme::Colours;
use crate::quantity::{Flop, write};
use maud::{Markup, html};

/// Heights on a page, in pixels: a row of names, and the numbers under the axis.
const ROW: usize = 15;
const NUMBERS: usize = 17;

/// Draws the scale for a page, with its caption. The page's style colours it. Horizontal places are
/// in per cent.
pub(crate) fn in_html(scale: &Scale, flop: Flop) -> Markup {
    let axis = 12 + rows(&scale.systems) * ROW;
    let numbers = axis + NUMBERS;
    let height = numbers + 4 + rows(&scale.limits) * ROW;
    let above = |label: &Label| axis - 12 - label.row * ROW;
    html! {
        figure {
            svg.scale role="img" aria-label=(label(scale, flop)) width="100%" height=(height) {
                @for (place, number) in &scale.ticks {
                    line.tick x1=(across(*place)) x2=(across(*place)) y1=(axis) y2=(axis + 4) {}
                    text x=(across(*place)) y=(numbers) text-anchor=(tick_anchor(*place)) { (number) }
                }
                line.base x1="0" x2="100%" y1=(axis) y2=(axis) {}
                @for label in &scale.systems {
                    g.wide[label.is_wide] {
                        line.lead x1=(across(label.place)) x2=(across(label.place)) y1=(above(label) + 3) y2=(axis) {}
                        text x=(across(label.place)) y=(above(label)) text-anchor=(label.anchor) { (label.name) }
                    }
                }
                @for label in &scale.limits {
                    @let y = numbers + ROW * (label.row + 1);
                    g.limit {
                        line x1=(across(label.place)) x2=(across(label.place)) y1=(axis - 6) y2=(axis + 6) {}
                        text x=(across(label.place)) y=(y) text-anchor=(label.anchor) { (label.name) }
                    }
                }
                @if let Some([low, high]) = scale.range {
                    rect.range x=(across(low)) y=(axis - 4) width=(across(high - low)) height="8" rx="4" {}
                }
                circle.own cx=(across(scale.median)) cy=(axis) r="5.5" {}
            }
            figcaption {
                (caption(scale))
            }
        }
    }
}

/// The place of the scale in a picture, in pixels.
pub(crate) struct Frame {
    /// The left edge.
    pub(crate) left: f64,
    /// The width from the left end of the axis to its right end.
    pub(crate) width: f64,
    /// The lower end of the parts above.
    pub(crate) top: f64,
}

/// Draws the scale for a picture that stands alone, without its caption. Also returns the lower end
/// of the scale, in pixels.
pub(crate) fn in_svg(scale: &Scale, flop: Flop, frame: &Frame, colours: &Colours) -> (Markup, f64) {
    let Colours {
        card,
        line,
        text,
        quiet,
        operations,
        ..
    } = *colours;
    let axis = frame.top + 22.0 + rows(&scale.systems) as f64 * 15.0;
    let x = |place: f64| rounded(frame.left + place * frame.width);
    let above = |label: &Label| axis - 12.0 - label.row as f64 * 15.0;
    let below = |label: &Label| axis + 32.0 + label.row as f64 * 15.0;
    let description = label(scale, flop);
    let picture = html! {
        g role="img" aria-label=(description) font-size="11" fill=(quiet) {
            @for (place, number) in &scale.ticks {
                path d={ "M" (x(*place)) " " (axis) "v4" } stroke=(quiet) {}
                text x=(x(*place)) y=(axis + 17.0) text-anchor=(tick_anchor(*place)) { (number) }
            }
            path d={ "M" (frame.left) " " (axis) "h" (frame.width) } stroke=(quiet) {}
            @for label in &scale.systems {
                path d={ "M" (x(label.place)) " " (above(label) + 3.0) "V" (axis) } stroke=(line) {}
                text x=(x(label.place)) y=(above(label)) text-anchor=(label.anchor) fill=(text) { (label.name) }
            }
            @for label in &scale.limits {
                path d={ "M" (x(label.place)) " " (axis - 6.0) "v12" } stroke=(text) stroke-width="2" {}
                text x=(x(label.place)) y=(below(label)) text-anchor=(label.anchor) { (label.name) }
            }
            @if let Some([low, high]) = scale.range {
                rect x=(x(low)) y=(axis - 4.0) width=(rounded((high - low) * frame.width)) height="8" rx="4" fill=(operations) fill-opacity="0.35" {}
            }
            circle cx=(x(scale.median)) cy=(axis) r="6" fill=(operations) stroke=(card) stroke-width="2" {}
        }
    };
    (picture, axis + 22.0 + rows(&scale.limits) as f64 * 15.0)
}

/// Writes the caption: the credit for the systems above the axis, and what the thresholds below it
/// are.
pub(crate) fn caption(scale: &Scale) -> String {
    let mut text = format!("FLOP. {CREDIT}.");
    if !scale.limits.is_empty() {
        text.push_str(" Below: thresholds of laws");
        if let Some(label) = scale.limits.iter().find(|label| label.is_indicative) {
            text.push_str(&format!("; “{}” is an indication", label.name));
        }
        text.push('.');
    }
    text
}

/// Returns the number of rows that names take.
fn rows(labels: &[Label]) -> usize {
    let rows = labels.iter().map(|label| label.row + 1);
    rows.max().unwrap_or(0)
}

/// Describes the picture in words.
fn label(scale: &Scale, flop: Flop) -> String {
    let names = |labels: &[Label]| {
        let names = labels
            .iter()
            .map(|l| format!("{} {}", l.name, write::people(l.flop)));
        names.collect::<Vec<_>>().join(", ")
    };
    let mut text = format!(
        "{} FLOP on a logarithmic axis beside {}",
        write::people(flop.median()),
        names(&scale.systems)
    );
    if !scale.limits.is_empty() {
        text.push_str(&format!("; thresholds of laws: {}", names(&scale.limits)));
    }
    write::spoken(&(text + "."))
}
