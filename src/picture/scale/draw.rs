//! Draws a scale, on a page and in a picture that stands alone.

use super::{Label, Room, Scale};
use crate::catalog::marks::CREDIT;
use crate::estimate::{Basis, Figures};
use crate::picture::axis::{Axis, across, anchor, rounded, tick_anchor};
use crate::picture::theme::Colours;
use crate::quantity::{Flop, write};
use maud::{Markup, html};

/// The heights of a scale on a page, in pixels from its top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Heights {
    /// The height of a row of names.
    row: usize,
    /// The axis.
    pub(crate) axis: usize,
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

    /// Returns the heights of the scale at the top of the page. Its names are buttons, so they stand
    /// further apart, and the figure has a row of its own above them.
    pub(crate) fn on_page(scale: &Scale) -> Self {
        Self::of(scale, 24, 38)
    }

    fn of(scale: &Scale, row: usize, above: usize) -> Self {
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
    fn above(self, label: &Label) -> usize {
        self.axis - 12 - label.row * self.row
    }

    /// Returns the baseline of a threshold's name.
    fn below(self, label: &Label) -> usize {
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

/// Draws all of the page's scale but the figure itself. Each name is a button with its number in
/// `data-mark`: systems first, then thresholds.
pub(crate) fn marks(scale: &Scale, heights: Heights) -> Markup {
    let all = scale.systems.iter().chain(&scale.limits).enumerate();
    let first = all.clone().find(|(_, label)| label.room == Room::Narrow);
    let first = first.map(|(index, _)| index);
    html! {
        (limit_leads(scale, heights))
        (axis_marks(scale, heights))
        @for (index, label) in all {
            @let is_system = index < scale.systems.len();
            @let y = if is_system { heights.above(label) } else { heights.below(label) };
            @let name = format!("{}, {} FLOP", label.name, write::people(label.flop));
            // One of the names is reached by Tab, and from there the others by arrow keys.
            g class={ "mark " (class(label.room)) @if !is_system { " limit" } } role="button" tabindex=(if Some(index) == first { "0" } else { "-1" }) id={ "mark-" (index) } data-mark=(index) aria-label=(write::spoken(&name)) {
                (target(label, y))
                @if is_system { (system(label, heights)) } @else { (limit(label, heights)) }
            }
        }
    }
}

/// Draws the figure on the page's scale, with its range, and the other method's as a smaller dot.
pub(crate) fn own(axis: Axis, heights: Heights, total: &Figures) -> Markup {
    let Some((flop, basis)) = total.headline else {
        return html! {};
    };
    let methods = [
        (
            "operations",
            total.operations.map(|operations| operations.flop),
        ),
        ("gpu-time", total.gpu_time.map(|gpu_time| gpu_time.flop)),
    ];
    // A method that is not the headline has a smaller dot, if the axis reaches it.
    let others = methods.into_iter().filter_map(|(class, method)| {
        let median = method.filter(|method| *method != flop)?.median();
        axis.holds(median).then(|| (class, axis.place(median)))
    });
    let class = if basis == Basis::GpuTime {
        "by-time"
    } else {
        ""
    };
    let at = axis.place(flop.median());
    let (x, y) = (across(at), heights.axis);
    let ends = [flop.low(), flop.high()].map(|end| axis.place(end));
    html! {
        g class=(class) {
            line.own x1=(x) x2=(x) y1="18" y2=(y) {}
            @if flop.0.is_range() {
                rect.range x=(across(ends[0])) width=(across(ends[1] - ends[0])) y=(y - 5) height="10" rx="5" {}
            }
            @for (method, place) in others {
                circle class={ "other " (method) } cx=(across(place)) cy=(y) r="5" {}
            }
            circle.own cx=(x) cy=(y) r="7" {}
            text.own x=(x) y="13" text-anchor=(anchor(at)) { (write::people(flop.median())) }
        }
    }
}

/// Draws a figure as a dot, with its 90% range as a bar.
pub(crate) fn bar(axis: Axis, flop: Flop) -> Markup {
    let [low, median, high] = [flop.low(), flop.median(), flop.high()].map(|f| axis.place(f));
    html! {
        svg width="100%" height="14" aria-hidden="true" {
            line x1="0" x2="100%" y1="7" y2="7" {}
            rect x=(across(low)) width=(across(high - low)) y="3" height="8" rx="4" {}
            circle cx=(across(median)) cy="7" r="5.5" {}
        }
    }
}

/// Draws the area around a name that can be pressed.
fn target(label: &Label, y: usize) -> Markup {
    // Letters on the page are somewhat larger than in a card.
    let width = (label.name.chars().count() as f64 * 7.5) as usize + 12;
    let back = match label.anchor {
        "start" => 6,
        "end" => width - 6,
        _ => width / 2,
    };
    html! {
        rect.target x=(across(label.place)) y=(y - 17) width=(width) height="24" rx="6" transform={ "translate(-" (back) ")" } {}
    }
}

fn axis_marks(scale: &Scale, heights: Heights) -> Markup {
    let axis = heights.axis;
    html! {
        @for (place, number) in &scale.ticks {
            line.tick x1=(across(*place)) x2=(across(*place)) y1=(axis) y2=(axis + 4) {}
            text x=(across(*place)) y=(heights.numbers) text-anchor=(tick_anchor(*place)) { (number) }
        }
        line.base x1="0" x2="100%" y1=(axis) y2=(axis) {}
    }
}

fn system(label: &Label, heights: Heights) -> Markup {
    let (x, y) = (across(label.place), heights.above(label));
    html! {
        line.lead x1=(x) x2=(x) y1=(y + 3) y2=(heights.axis) {}
        circle.dot cx=(x) cy=(heights.axis) r="3.5" {}
        text x=(x) y=(y) text-anchor=(label.anchor) { (label.name) }
    }
}

/// Draws a line from the axis to each threshold's name, for all names to stand on.
fn limit_leads(scale: &Scale, heights: Heights) -> Markup {
    html! {
        @for label in scale.limits.iter().filter(|label| label.row > 0) {
            @let x = across(label.place);
            line.lead x1=(x) x2=(x) y1=(heights.axis) y2=(heights.below(label) - 12) {}
        }
    }
}

fn limit(label: &Label, heights: Heights) -> Markup {
    let x = across(label.place);
    html! {
        line x1=(x) x2=(x) y1=(heights.axis - 6) y2=(heights.axis + 6) {}
        text x=(x) y=(heights.below(label)) text-anchor=(label.anchor) { (label.name) }
    }
}

const fn class(room: Room) -> &'static str {
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
                text x=(x(label.place)) y=(above(label)) text-anchor=(label.anchor) fill=(text) { (label.name) }
            }
            @for label in &scale.limits {
                path d={ "M" (x(label.place)) " " (axis - 6.0) "v12" } stroke=(text) stroke-width="2" {}
                text x=(x(label.place)) y=(below(label)) text-anchor=(label.anchor) { (label.name) }
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
pub(crate) fn label(scale: &Scale, flop: Flop) -> String {
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
