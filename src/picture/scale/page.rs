//! Draws the scale at the top of the page: names that are buttons, and the figure that moves along the axis.

use super::draw::{Heights, axis_marks, class, limit, system};
use super::{Label, Room, Scale};
use crate::estimate::{Basis, Figures};
use crate::picture::axis::{Axis, across, anchor};
use crate::quantity::write;
use maud::{Markup, html};

impl Heights {
    /// Returns the heights of the scale at the top of the page. Its names are buttons, so they stand
    /// further apart, and the figure has a row of its own above them.
    pub(crate) fn on_page(scale: &Scale) -> Self {
        Self::of(scale, 24, 38)
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
            @let name = format!("{}, {} FLOP", label.mark.name, write::people(label.mark.flop));
            // One of the names is reached by Tab, and from there the others by arrow keys.
            g class={ "mark " (class(label.room)) @if !is_system { " limit" } } role="button" tabindex=(if Some(index) == first { "0" } else { "-1" }) id={ "mark-" (index) } data-mark=(index) aria-label=(write::spoken(&name)) {
                (target(label, y))
                @if is_system { (system(label, heights)) } @else { (limit(label, heights)) }
            }
        }
    }
}

/// Returns the methods that are not the headline and that the axis reaches: the class of each, and its median.
fn others(axis: Axis, total: &Figures) -> impl Iterator<Item = (&'static str, f64)> {
    let flop = total.headline.map(|(flop, _)| flop);
    let methods = [
        ("operations", total.operations.map(|known| known.flop)),
        ("gpu-time", total.gpu_time.map(|known| known.flop)),
    ];
    methods.into_iter().filter_map(move |(class, method)| {
        let median = method.filter(|_| method != flop)?.median();
        axis.holds(median).then_some((class, median))
    })
}

/// Says what the smaller dots are, to stand before another sentence; empty without one.
pub(crate) fn dots(axis: Axis, total: &Figures) -> &'static str {
    let mut others = others(axis, total).map(|(class, _)| class);
    match (others.next(), others.next()) {
        (Some("operations"), None) => "The blue dot is counting operations. ",
        (Some(_), None) => "The orange dot is GPU time. ",
        (Some(_), Some(_)) => "The blue dot is counting operations, the orange one GPU time. ",
        (None, _) => "",
    }
}

/// Draws the figure on the page's scale, with its range, and the other method's as a smaller dot.
pub(crate) fn own(axis: Axis, heights: Heights, total: &Figures) -> Markup {
    let Some((flop, basis)) = total.headline else {
        return html! {};
    };
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
            @for (method, median) in others(axis, total) {
                @let name = if method == "gpu-time" { "GPU time" } else { "Counting operations" };
                circle class={ "other " (method) } cx=(across(axis.place(median))) cy=(y) r="5" {
                    title { (name) ": " (write::people(median)) " FLOP" }
                }
            }
            circle.own cx=(x) cy=(y) r="7" {}
            text.own x=(x) y="13" text-anchor=(anchor(at)) { (write::people(flop.median())) }
        }
    }
}

/// Draws the area around a name that can be pressed.
fn target(label: &Label, y: usize) -> Markup {
    // Letters on the page are somewhat larger than in a card.
    let width = (label.mark.name.chars().count() as f64 * 7.5) as i32 + 12;
    let back = match label.anchor {
        "start" => 6,
        "end" => width - 6,
        _ => width / 2,
    } - label.shift;
    html! {
        rect.target x=(across(label.place)) y=(y - 17) width=(width) height="24" rx="6" transform={ "translate(-" (back) ")" } {}
    }
}

/// Draws a line from the axis to each threshold's name, where it crosses no other.
fn limit_leads(scale: &Scale, heights: Heights) -> Markup {
    html! {
        @for (label, room) in scale.limit_leads() {
            @let x = across(label.place);
            line class={ "lead " (class(room)) } x1=(x) x2=(x) y1=(heights.axis) y2=(heights.below(label) - 12) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::answer;
    use crate::dom::{Node, Page, Role, parse};
    use crate::draft::link::decode;
    use crate::quantity::Flop;

    fn total(link: &str) -> Figures {
        answer(&decode(&format!("v=1&{link}")).draft).outcome.total
    }

    fn drawn(link: &str) -> Page {
        let total = total(link);
        let (flop, _) = total.headline.expect("a figure");
        let scale = Scale::of(flop).expect("an axis");
        let heights = Heights::on_page(&scale);
        parse(&own(scale.axis(), heights, &total).into_string())
    }

    #[test]
    fn every_name_is_a_button_and_one_is_reached_by_tab() {
        let scale = Scale::of(Flop::point(5.5e23)).expect("an axis");
        let picture = parse(&marks(&scale, Heights::on_page(&scale)).into_string());
        let buttons = picture.all(Role::Button);
        assert_eq!(buttons.len(), scale.systems.len() + scale.limits.len());
        let tabs: Vec<&str> = buttons.iter().map(|it| it.attribute("tabindex")).collect();
        assert_eq!(
            tabs.iter().filter(|tab| **tab == "0").count(),
            1,
            "{tabs:?}"
        );
        let names: Vec<String> = buttons.into_iter().map(Node::name).collect();
        let gpt = "GPT-3, 3.14 times 10 to the power of 23 FLOP";
        assert!(names.iter().any(|name| name.contains(gpt)), "{names:?}");
    }

    #[test]
    fn the_line_to_laws_of_one_amount_ends_above_their_names() {
        let scale = Scale::of(Flop::point(3.8e25)).expect("an axis");
        let heights = Heights::on_page(&scale);
        let picture = parse(&limit_leads(&scale, heights).into_string());
        let leads = picture.tags("line");
        assert!(!leads.is_empty());
        for lead in leads {
            let end: usize = lead.attribute("y2").parse().expect("a height");
            let at = lead.attribute("x1");
            let names = scale.limits.iter().filter(|it| across(it.place) == at);
            let first = names.map(|it| heights.below(it)).min().expect("a name");
            assert!(
                end < first,
                "the line at {at} goes down to {end}, through the name at {first}"
            );
        }
    }

    const BOTH: &str =
        "parameters=65.2e9&tokens=1.4e12&chip-hours=1022362&peak=312e12&utilization=0.3";

    #[test]
    fn a_method_beside_the_headline_has_a_dot_of_its_own() {
        let dots = |link: &str| drawn(link).of_class("other").len();
        assert_eq!(dots(BOTH), 1);
        assert_eq!(dots(&format!("{BOTH}&headline=combined")), 2);
        assert_eq!(dots("parameters=65.2e9&tokens=1.4e12"), 0);
        let said = |link: &str| {
            let total = total(link);
            let scale = Scale::of(total.headline.expect("a figure").0).expect("an axis");
            super::dots(scale.axis(), &total)
        };
        assert_eq!(said(BOTH), "The orange dot is GPU time. ");
        let by_time = said(&format!("{BOTH}&headline=gpu-time"));
        assert_eq!(by_time, "The blue dot is counting operations. ");
        assert_eq!(said("parameters=65.2e9&tokens=1.4e12"), "");
        let title = "GPU time: 3.44 × 10²³ FLOP";
        let total = total(BOTH);
        let scale = Scale::of(total.headline.expect("a figure").0).expect("an axis");
        let drawn = own(scale.axis(), Heights::on_page(&scale), &total).into_string();
        assert!(
            drawn.contains(&format!("<title>{title}</title>")),
            "{drawn}"
        );
    }

    #[test]
    fn a_method_beyond_the_axis_has_no_dot() {
        let own = drawn("parameters=7e9&tokens=20e12&time=3d&chips=8&peak=312e12&utilization=0.3");
        assert!(own.of_class("other").is_empty());
    }

    #[test]
    fn a_range_is_drawn_as_a_bar() {
        let bars = |link: &str| drawn(link).of_class("range").len();
        assert_eq!(bars("parameters=60e9..70e9&tokens=1.4e12"), 1);
        assert_eq!(bars("parameters=65e9&tokens=1.4e12"), 0);
    }
}
