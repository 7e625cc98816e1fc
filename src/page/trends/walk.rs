//! The place in the picture that a pointer or the keyboard is at: its description, and what keys do there.

use super::chart::compare;
use super::state::Trends;
use crate::picture::trend::{At, Spot};
use crate::quantity::write;
use crate::trend::Point;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// Does what a key asks for. Returns whether the key did something.
pub(super) fn key(trends: Trends, event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let key = event.key();
    let at = trends.at.get_untracked();
    match (key.as_str(), at) {
        ("Enter", At::Nowhere | At::System(_)) => open_source(trends),
        ("c" | "C", At::Nowhere | At::System(_)) => compare(trends),
        (key, _) => {
            let to = trends.chart.with_untracked(|chart| {
                trends.settings.with_untracked(|view| {
                    trends
                        .lines
                        .with_untracked(|lines| at.after(key, chart, view.drawn(lines)))
                })
            });
            if let Some(to) = to {
                trends.at.set(to);
            }
            to.is_some()
        }
    }
}

/// Opens the paper of the system that is pointed at.
fn open_source(trends: Trends) -> bool {
    let link = untrack(|| system(trends))
        .map(|(_, point)| point.link)
        .filter(|link| !link.is_empty());
    link.is_some_and(|link| {
        window()
            .open_with_url_and_target_and_features(&link, "_blank", "noopener,noreferrer")
            .is_ok()
    })
}

/// Returns the mark of the system that is pointed at.
pub(super) fn mark(trends: Trends) -> Option<usize> {
    match trends.at.get_untracked() {
        At::System(at) => Some(at),
        At::Nowhere | At::Line(..) => None,
    }
}

/// Returns the system that is pointed at, with its place in the table.
pub(super) fn system(trends: Trends) -> Option<(usize, Point)> {
    let At::System(at) = trends.at.get() else {
        return None;
    };
    let mark = trends.chart.with(|chart| chart.marks.get(at).copied())?;
    let point = trends
        .table
        .with(|table| table.points.get(mark.at).cloned())?;
    Some((mark.at, point))
}

/// Returns the description of the place.
pub(super) fn spot(trends: Trends) -> Option<Spot> {
    let at = trends.at.get();
    trends.chart.with(|chart| {
        trends.table.with(|table| {
            trends.settings.with(|view| {
                let lines = |lines: &Vec<_>| at.spot(chart, &table.points, view.drawn(lines));
                trends.lines.with(lines)
            })
        })
    })
}

/// Returns the year and log₁₀ FLOP of the place on a line, if the keyboard is on one.
pub(super) fn place_on_line(trends: Trends) -> Option<(f64, f64)> {
    let At::Line(at, year) = trends.at.get_untracked() else {
        return None;
    };
    let fit = trends.settings.with_untracked(|view| {
        trends
            .lines
            .with_untracked(|lines| view.drawn(lines).get(at)?.fit)
    });
    Some((year, fit?.at(year)))
}

/// Describes what is pointed at, for those who hear the page.
pub(super) fn words(trends: Trends) -> String {
    let Some(spot) = spot(trends) else {
        return String::new();
    };
    let of = system(trends).map_or(String::new(), |(_, point)| point.organization);
    write::spoken(&spot.words(&of))
}
