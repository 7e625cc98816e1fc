//! Draws a scale, on a page and in a picture that stands alone.

use super::{Label, Room, Scale};
use crate::catalog::marks::CREDIT;
use crate::picture::axis::{across, rounded, tick_anchor};
use crate::picture::theme::Colours;
use crate::quantity::{Flop, write};
use maud::{Markup, html};

/// The heights of a scale on a page, in pixels from its top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Heights {
    /// The height of a row of names.
    row: usize,
    /// The axis.
    pub(super) axis: usize,
    /// The numbers under the axis.
    numbers: usize,
    /// The whole scale.
    pub(crate) whole: usize,
}

impl Heights {
    /// Returns the heights of a card's scale.
    fn in_card(scale: &Scale) -> Self {
        Self::of(scale, 15, 12)
    }

    pub(super) fn of(scale: &Scale, row: usize, above: usize) -> Self {
        let axis = above + rows(&scale.systems) * row;
        let numbers = axis + 17;
        Self {
            row,
            axis,
            numbers,
            whole: numbers + 4 + rows(&scale.limits) * row,
        }
    }

    /// Returns the baseline of a system's name.
    pub(super) fn above(self, label: &Label) -> usize {
        self.axis - 12 - label.row * self.row
    }

    /// Returns the baseline of a threshold's name.
    pub(super) fn below(self, label: &Label) -> usize {
        self.numbers + self.row * (label.row + 1)
    }
}

/// Draws the scale for a card, with its caption. The card's style colours it. Horizontal places are
/// in per cent.
pub(crate) fn in_html(scale: &Scale, flop: Flop) -> Markup {
    let heights = Heights::in_card(scale);
    let axis = heights.axis;
    html! {
        figure {
            svg.scale role="img" aria-label=(label(scale, flop)) width="100%" height=(heights.whole) {
                (axis_marks(scale, heights))
                @for label in &scale.systems {
                    g class=(class(label.room)) { (system(label, heights)) }
                }
                @for label in &scale.limits {
                    g.limit { (limit(label, heights)) }
                }
                @if let Some([low, high]) = scale.range(flop) {
                    rect.range x=(across(low)) y=(axis - 4) width=(across(high - low)) height="8" rx="4" {}
                }
                circle.own cx=(across(scale.place(flop.median()))) cy=(axis) r="5.5" {}
            }
            figcaption {
                (caption(scale))
            }
        }
    }
}

pub(super) fn axis_marks(scale: &Scale, heights: Heights) -> Markup {
    let axis = heights.axis;
    html! {
        @for (place, number) in &scale.ticks {
            line.tick x1=(across(*place)) x2=(across(*place)) y1=(axis) y2=(axis + 4) {}
            text x=(across(*place)) y=(heights.numbers) text-anchor=(tick_anchor(*place)) { (number) }
        }
        line.base x1="0" x2="100%" y1=(axis) y2=(axis) {}
    }
}

pub(super) fn system(label: &Label, heights: Heights) -> Markup {
    let (x, y) = (across(label.place), heights.above(label));
    html! {
        line.lead x1=(x) x2=(x) y1=(y + 3) y2=(heights.axis) {}
        circle.dot cx=(x) cy=(heights.axis) r="3.5" {}
        text x=(x) dx=[shift(label)] y=(y) text-anchor=(label.anchor) { (label.mark.name) }
    }
}

/// Returns how far a name is moved out of the way of a line, if it is.
fn shift(label: &Label) -> Option<i32> {
    Some(label.shift).filter(|shift| *shift != 0)
}

pub(super) fn limit(label: &Label, heights: Heights) -> Markup {
    let x = across(label.place);
    html! {
        line x1=(x) x2=(x) y1=(heights.axis - 6) y2=(heights.axis + 6) {}
        text x=(x) y=(heights.below(label)) text-anchor=(label.anchor) { (label.mark.name) }
    }
}

pub(super) const fn class(room: Room) -> &'static str {
    match room {
        Room::Narrow => "",
        Room::Wide => "wide",
        Room::Full => "full",
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
            @for label in scale.systems.iter().filter(|label| label.room < Room::Full) {
                path d={ "M" (x(label.place)) " " (above(label) + 3.0) "V" (axis) } stroke=(line) {}
                text x=(x(label.place)) dx=[shift(label)] y=(above(label)) text-anchor=(label.anchor) fill=(text) { (label.mark.name) }
            }
            @for label in &scale.limits {
                path d={ "M" (x(label.place)) " " (axis - 6.0) "v12" } stroke=(text) stroke-width="2" {}
                text x=(x(label.place)) y=(below(label)) text-anchor=(label.anchor) { (label.mark.name) }
            }
            @if let Some([low, high]) = scale.range(flop) {
                rect x=(x(low)) y=(axis - 4.0) width=(rounded((high - low) * frame.width)) height="8" rx="4" fill=(operations) fill-opacity="0.35" {}
            }
            circle cx=(x(scale.place(flop.median()))) cy=(axis) r="6" fill=(operations) stroke=(card) stroke-width="2" {}
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
        if let Some(label) = scale.limits.iter().find(|label| label.mark.is_indicative) {
            text.push_str(&format!("; “{}” is an indication", label.mark.name));
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
pub(crate) fn label(scale: &Scale, flop: Flop) -> String {
    let names = |labels: &[Label]| {
        let names = labels
            .iter()
            .map(|l| format!("{} {}", l.mark.name, write::people(l.mark.flop)));
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
