//! A strip of dots in lanes, one for each utilization of a record.
//!
//! Horizontal places are in per cent of the width and sizes in pixels, so that dots stay round and
//! text readable whether the panel is 200 pixels wide or 500. Dots are stacked as the narrowest
//! panel needs it.

use super::axis::{across, anchor};
use crate::estimate::RECOMMENDED;
use crate::quantity::{Uncertain, write};
use maud::{Markup, html};

/// The usual end of the axis. Hardly any published utilization is higher.
const USUAL_END: f64 = 0.8;
/// The part of the width that a dot takes in the narrowest panel, some 210 pixels.
const DOT: f64 = 0.042;
/// Pixels between a dot and the one above it.
const ROW: usize = 9;
/// Height of the line with a lane's name.
const LABEL: usize = 20;
/// Height above the lanes, for the visitor's own utilization.
const TOP: usize = 18;

/// Dots of one kind, above a line.
pub(crate) struct Lane {
    /// The name of the lane.
    pub(crate) name: &'static str,
    /// The dots, in any order.
    pub(crate) dots: Vec<Dot>,
}

/// A utilization, and how its dot is drawn.
pub(crate) struct Dot {
    /// The utilization, 0 to 1.
    pub(crate) share: f64,
    /// Whether it is an MFU. Otherwise only its HFU is known.
    pub(crate) is_mfu: bool,
    /// Whether it is on the hardware that the visitor chose.
    pub(crate) is_on: bool,
    /// The text that is shown when the dot is pointed at.
    pub(crate) title: String,
}

/// A lane with its dots, their horizontal places and their rows.
struct Stack<'a> {
    name: &'static str,
    dots: Vec<(&'a Dot, f64, usize)>,
    /// The height of the lane's line.
    y: usize,
}

impl Stack<'_> {
    fn rows(&self) -> usize {
        rows(&self.dots)
    }
}

/// Draws the lanes that have dots, the visitor's own utilization if there is one, and the
/// recommended ones. `spread` is the spread in words.
pub(crate) fn draw(lanes: &[Lane], own: Option<Uncertain>, spread: &str) -> Markup {
    let own_end = own.map_or(0.0, |own| own.high());
    let dots = lanes.iter().flat_map(|lane| &lane.dots);
    let highest = dots.map(|dot| dot.share).fold(own_end, f64::max);
    let end = if highest > USUAL_END { 1.0 } else { USUAL_END };
    let mut y = TOP;
    let mut stacks = Vec::new();
    for lane in lanes.iter().filter(|lane| !lane.dots.is_empty()) {
        let (name, dots) = (lane.name, stack(&lane.dots, end));
        y += LABEL + ROW * rows(&dots);
        stacks.push(Stack { name, dots, y });
    }
    let recommended = y + LABEL + ROW;
    let height = recommended + 20;
    let own_text = own.map(|own| write::percent(own.median()));
    let label = format!(
        "Strip plot of utilization, 0 to {}: {spread}.{}",
        write::percent(end),
        own_text
            .as_ref()
            .map_or(String::new(), |own| format!(" Yours: {own}."))
    );
    html! {
        svg.strip role="img" aria-label=(label) width="100%" height=(height) {
            @for tick in (0..=10).step_by(2).map(|tick| f64::from(tick) / 10.0).filter(|tick| *tick <= end) {
                line.grid x1=(across(tick / end)) x2=(across(tick / end)) y1=(TOP) y2=(recommended) {}
                text x=(across(tick / end)) y=(height - 6) text-anchor=(anchor(tick / end)) { (write::percent(tick)) }
            }
            @if let (Some(range), Some(own)) = (own, own_text) {
                @let at = range.median() / end;
                @if range.is_range() {
                    rect x=(across(range.low() / end)) y=(TOP) width=(across((range.high() - range.low()) / end)) height=(recommended - TOP) {}
                }
                line.own x1=(across(at)) x2=(across(at)) y1=(TOP - 4) y2=(recommended) {}
                text.own x=(across(at)) y="10" text-anchor=(anchor(at)) { "yours " (own) }
            }
            @for stack in &stacks { (draw_stack(stack)) }
            text x="0" y=(recommended - ROW - 4) { "Recommended" }
            line.base x1="0" x2="100%" y1=(recommended) y2=(recommended) {}
            @for value in RECOMMENDED {
                @if let Ok(share) = value.share.trim_end_matches('%').parse::<u8>() {
                    @let x = across(f64::from(share) / 100.0 / end);
                    line.mark x1=(x) x2=(x) y1=(recommended - ROW) y2=(recommended) {
                        title { (value.share) " for " (value.of) }
                    }
                }
            }
        }
    }
}

/// Explains the marks in text, because not everybody sees colours. `selection` names the hardware
/// that the visitor chose.
pub(crate) fn legend(selection: Option<&str>) -> Markup {
    html! {
        p.legend {
            span { (key("dot")) "MFU" }
            span { (key("dot hfu")) "HFU alone" }
            @if let Some(name) = selection { span { (key("dot on")) (name) } }
        }
    }
}

fn key(class: &str) -> Markup {
    html! {
        svg width="12" height="12" aria-hidden="true" { circle class=(class) cx="6" cy="6" r=(radius(class)) {} }
    }
}

fn draw_stack(stack: &Stack) -> Markup {
    html! {
        text x="0" y=(stack.y - ROW * stack.rows() - 6) { (stack.name) }
        line.base x1="0" x2="100%" y1=(stack.y) y2=(stack.y) {}
        @for (dot, x, row) in &stack.dots {
            @let class = class(dot);
            circle class=(class) cx=(across(*x)) cy=(stack.y - 5 - ROW * row) r=(radius(class)) {
                title { (dot.title) }
            }
        }
    }
}

fn rows(dots: &[(&Dot, f64, usize)]) -> usize {
    dots.iter().map(|(.., row)| row + 1).max().unwrap_or(0)
}

/// Puts each dot as low as it can be without hiding another.
fn stack(lane: &[Dot], end: f64) -> Vec<(&Dot, f64, usize)> {
    let mut dots: Vec<(f64, &Dot)> = Vec::new();
    for dot in lane {
        let x = dot.share / end;
        let at = dots.partition_point(|(before, _)| *before <= x);
        dots.insert(at, (x, dot));
    }
    // The end of the last dot in each row.
    let mut rows: Vec<f64> = Vec::new();
    let mut place = |x: f64| {
        let row = rows.iter().position(|end| *end <= x);
        let row = row.unwrap_or(rows.len());
        match rows.get_mut(row) {
            Some(end) => *end = x + DOT,
            None => rows.push(x + DOT),
        }
        row
    };
    dots.into_iter()
        .map(|(x, dot)| (dot, x, place(x)))
        .collect()
}

fn class(dot: &Dot) -> &'static str {
    match (dot.is_mfu, dot.is_on) {
        (true, false) => "dot",
        (false, false) => "dot hfu",
        (true, true) => "dot on",
        (false, true) => "dot hfu on",
    }
}

fn radius(class: &str) -> &'static str {
    match class {
        "dot" => "4",
        // Half of the outline lies outside the circle, which makes it as large as the others.
        "dot hfu" => "3.2",
        "dot hfu on" => "4",
        _ => "5",
    }
}

/// Checks that no dot of a lane hides another, and that they do not pile up.
#[cfg(test)]
pub(crate) fn assert_apart(lane: &Lane) {
    let dots = stack(&lane.dots, USUAL_END);
    assert_eq!(dots.len(), lane.dots.len());
    for (index, (_, x, row)) in dots.iter().enumerate() {
        for (_, other_x, other_row) in &dots[..index] {
            assert!(row != other_row || (x - other_x).abs() >= DOT - 1e-12);
        }
    }
    let highest = dots.iter().map(|(.., row)| *row).max();
    assert!(
        highest.is_some_and(|row| row < 8),
        "{} {highest:?}",
        lane.name
    );
}
