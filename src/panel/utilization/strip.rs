//! The picture: a dot for each record, by the share that it reached.
//!
//! Places across are in per cent of the width and sizes in pixels, so that dots stay round and
//! text readable whether the panel is 200 pixels wide or 500. Dots are stacked as the narrowest
//! panel needs it.

use super::{Asked, chips, part};
use crate::catalog::utilization::{Record, Span};
use crate::estimate::RECOMMENDED;
use crate::quantity::write;
use crate::scale::{across, anchor};
use maud::{Markup, html};

/// Nothing that was published reaches this share, except what is said in the text.
const USUAL_END: f64 = 0.8;
/// A dot takes so much of the width of the narrowest panel, some 210 pixels.
const DOT: f64 = 0.042;
/// Pixels from a dot to the one above it.
const ROW: usize = 9;
/// The line with what a lane is of.
const LABEL: usize = 20;
/// Above the lanes, for the visitor's own share.
const TOP: usize = 18;

const LANES: [(Span, &str); 3] = [
    (Span::Run, "Whole run"),
    (Span::Steps, "Training steadily"),
    (Span::Best, "Best step or benchmark"),
];

/// A lane with its dots: where across, how high.
struct Lane {
    label: &'static str,
    dots: Vec<(&'static Record, f64, usize)>,
    /// Of its line.
    y: usize,
}

pub(super) fn draw(shown: &[&'static Record], asked: &Asked, said: &str) -> Markup {
    let own_end = asked.own.map_or(0.0, |own| own.high());
    let highest = shown
        .iter()
        .map(|record| record.value().median())
        .fold(own_end, f64::max);
    let end = if highest > USUAL_END { 1.0 } else { USUAL_END };
    let mut y = TOP;
    let mut lanes = Vec::new();
    for (span, label) in LANES {
        let dots = stack(shown, span, end);
        if let Some(rows) = dots.iter().map(|(.., row)| row + 1).max() {
            y += LABEL + ROW * rows;
            lanes.push(Lane { label, dots, y });
        }
    }
    let recommended = y + LABEL + ROW;
    let height = recommended + 20;
    let own = asked.own.map(|own| write::percent(own.median()));
    let label = format!(
        "Strip plot of utilization, 0 to {}: {said}.{}",
        write::percent(end),
        own.as_ref()
            .map_or(String::new(), |own| format!(" Yours: {own}."))
    );
    html! {
        svg.strip role="img" aria-label=(label) width="100%" height=(height) {
            @for tick in (0..=10).step_by(2).map(|tick| f64::from(tick) / 10.0).filter(|tick| *tick <= end) {
                line.grid x1=(across(tick / end)) x2=(across(tick / end)) y1=(TOP) y2=(recommended) {}
                text x=(across(tick / end)) y=(height - 6) text-anchor=(anchor(tick / end)) { (write::percent(tick)) }
            }
            @if let (Some(range), Some(own)) = (asked.own, own) {
                @let at = range.median() / end;
                @if range.is_range() {
                    rect x=(across(range.low() / end)) y=(TOP) width=(across((range.high() - range.low()) / end)) height=(recommended - TOP) {}
                }
                line.own x1=(across(at)) x2=(across(at)) y1=(TOP - 4) y2=(recommended) {}
                text.own x=(across(at)) y="10" text-anchor=(anchor(at)) { "yours " (own) }
            }
            @for lane in &lanes { (draw_lane(lane, asked)) }
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

/// What the marks mean, as text: not all see colours.
pub(super) fn legend(asked: &Asked) -> Markup {
    html! {
        p.legend {
            span { (key("dot")) "MFU" }
            span { (key("dot hfu")) "HFU alone" }
            @if let Some(name) = asked.name() { span { (key("dot on")) (name) } }
        }
    }
}

fn key(class: &str) -> Markup {
    html! {
        svg width="12" height="12" aria-hidden="true" { circle class=(class) cx="6" cy="6" r=(radius(class)) {} }
    }
}

fn draw_lane(lane: &Lane, asked: &Asked) -> Markup {
    let rows = lane.dots.iter().map(|(.., row)| row + 1).max().unwrap_or(0);
    html! {
        text x="0" y=(lane.y - ROW * rows - 6) { (lane.label) }
        line.base x1="0" x2="100%" y1=(lane.y) y2=(lane.y) {}
        @for (record, x, row) in &lane.dots {
            @let class = class(record, asked);
            circle class=(class) cx=(across(*x)) cy=(lane.y - 5 - ROW * row) r=(radius(class)) {
                title { (title(record)) }
            }
        }
    }
}

/// Each dot as low as it can be without hiding another.
fn stack(shown: &[&'static Record], span: Span, end: f64) -> Vec<(&'static Record, f64, usize)> {
    let records = shown.iter().filter(|record| record.span == span);
    let mut dots: Vec<(f64, &'static Record)> = Vec::new();
    for record in records {
        let x = record.value().median() / end;
        let at = dots.partition_point(|(before, _)| *before <= x);
        dots.insert(at, (x, record));
    }
    // Where the last dot of each row ends.
    let mut rows: Vec<f64> = Vec::new();
    let mut place = |x: f64| {
        let row = rows.iter().position(|taken| *taken <= x);
        let row = row.unwrap_or(rows.len());
        match rows.get_mut(row) {
            Some(taken) => *taken = x + DOT,
            None => rows.push(x + DOT),
        }
        row
    };
    dots.into_iter()
        .map(|(x, record)| (record, x, place(x)))
        .collect()
}

fn class(record: &Record, asked: &Asked) -> &'static str {
    match (record.mfu().is_some(), asked.matches(record)) {
        (true, false) => "dot",
        (false, false) => "dot hfu",
        (true, true) => "dot on",
        (false, true) => "dot hfu on",
    }
}

fn radius(class: &str) -> &'static str {
    match class {
        "dot" => "4",
        // With half of its line outside, as large as the others.
        "dot hfu" => "3.2",
        "dot hfu on" => "4",
        _ => "5",
    }
}

fn title(record: &Record) -> String {
    let mut title = String::from(record.system);
    for (share, name) in [(record.mfu(), "MFU"), (record.hfu(), "HFU")] {
        if let Some(share) = share {
            title = title + ", " + name + " " + &write::percent(share.median());
        }
    }
    let format = record.format.map_or("format not stated", |f| f.name());
    title = title + ", " + part(record.span) + ", " + &chips(record) + ", " + format;
    format!("{title}, {}", record.year())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::utilization::records;

    #[test]
    fn no_dot_hides_another() {
        let all: Vec<_> = records().iter().collect();
        let mut placed = 0;
        for (span, _) in LANES {
            let dots = stack(&all, span, USUAL_END);
            placed += dots.len();
            for (index, (_, x, row)) in dots.iter().enumerate() {
                for (_, other_x, other_row) in &dots[..index] {
                    assert!(row != other_row || (x - other_x).abs() >= DOT - 1e-12);
                }
            }
            let highest = dots.iter().map(|(.., row)| *row).max();
            assert!(highest.is_some_and(|row| row < 8), "{span:?} {highest:?}");
        }
        assert_eq!(placed, records().len());
    }
}
