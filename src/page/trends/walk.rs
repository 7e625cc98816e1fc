//! The keyboard in the picture: from system to system, or along a line from month to month.

use super::chart::{compare, figures, pointed_at};
use super::state::{Trends, drawn};
use crate::page::parts::part;
use crate::quantity::write;
use crate::trend::{Fit, When};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// A month and a year, in years.
const MONTH: f64 = 1.0 / 12.0;
const YEAR: f64 = 1.0;

/// Does what a key asks for. Returns whether the key did something.
pub(super) fn key(trends: Trends, event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let key = event.key();
    match (key.as_str(), trends.on_line.get_untracked()) {
        ("l" | "L", on_line) => switch(trends, on_line.is_some()),
        (key, Some((line, year))) => along(trends, line, year, key),
        ("Enter", None) => open_source(trends),
        ("c" | "C", None) => compare(trends),
        (key, None) => from_system_to_system(trends, key),
    }
}

/// Goes from the systems to the lines, or back.
fn switch(trends: Trends, is_on_line: bool) -> bool {
    let first = fit_of(trends, 0).map(|(_, fit)| (0, fit.span.1));
    trends.pointed.set(None);
    trends.on_line.set(first.filter(|_| !is_on_line));
    true
}

/// Returns the name and the fit of a line that is drawn.
fn fit_of(trends: Trends, line: usize) -> Option<(String, Fit)> {
    trends.view.with_untracked(|view| {
        trends.lines.with_untracked(|lines| {
            let line = drawn(view, lines).get(line)?;
            Some((line.name.clone(), line.fit?))
        })
    })
}

/// Walks along a line, or to another one.
fn along(trends: Trends, line: usize, year: f64, key: &str) -> bool {
    let Some((_, fit)) = fit_of(trends, line) else {
        trends.on_line.set(None);
        return false;
    };
    let (first, last) = fit.span;
    let other = |line: Option<usize>| {
        let line = line?;
        let (_, fit) = fit_of(trends, line)?;
        Some((line, year.clamp(fit.span.0, fit.span.1)))
    };
    let to = match key {
        "ArrowRight" => Some((line, year + MONTH)),
        "ArrowLeft" => Some((line, year - MONTH)),
        "PageUp" => Some((line, year + YEAR)),
        "PageDown" => Some((line, year - YEAR)),
        "Home" => Some((line, first)),
        "End" => Some((line, last)),
        "ArrowDown" => other(line.checked_add(1)).or(Some((line, year))),
        "ArrowUp" => other(line.checked_sub(1)).or(Some((line, year))),
        "Escape" => None,
        _ => return false,
    };
    let kept = to.map(|(to, year)| match to == line {
        true => (to, year.clamp(first, last)),
        false => (to, year),
    });
    trends.on_line.set(kept);
    true
}

/// Walks to another system.
fn from_system_to_system(trends: Trends, key: &str) -> bool {
    let at = trends.pointed.get_untracked();
    let to = trends.chart.with_untracked(|chart| {
        let last = chart.marks.len().checked_sub(1);
        Some(match key {
            "ArrowRight" => at
                .map_or(Some(0), |at| Some(at + 1))
                .filter(|at| Some(*at) <= last)
                .or(at),
            "ArrowLeft" => at.map_or(last, |at| at.checked_sub(1)).or(at),
            "ArrowUp" => at.map_or(last, |at| chart.above_or_below(at, true)).or(at),
            "ArrowDown" => at.map_or(last, |at| chart.above_or_below(at, false)).or(at),
            "Home" => last.map(|_| 0),
            "End" => last,
            "Escape" => None,
            _ => return None,
        })
    });
    let Some(to) = to else {
        return false;
    };
    trends.pointed.set(to);
    true
}

/// Opens the paper of the system that is pointed at.
fn open_source(trends: Trends) -> bool {
    let link = untrack(|| pointed_at(trends))
        .map(|(_, point)| point.link)
        .filter(|link| !link.is_empty());
    link.is_some_and(|link| {
        window()
            .open_with_url_and_target_and_features(&link, "_blank", "noopener,noreferrer")
            .is_ok()
    })
}

/// The place on a line: its name, the month and the value.
fn on_line_at(trends: Trends) -> Option<(String, String, f64, f64)> {
    let (line, year) = trends.on_line.get()?;
    let (name, fit) = fit_of(trends, line)?;
    let log = fit.at(year);
    let date = When::month_of(year).map_or(String::new(), When::in_short);
    let value = format!("{date}, {} FLOP", write::people(libm::exp10(log)));
    Some((format!("{} {name}", line + 1), value, year, log))
}

/// The year and log₁₀ FLOP of the place on a line, if the keyboard is on one.
pub(super) fn place_on_line(trends: Trends) -> Option<(f64, f64)> {
    let (line, year) = trends.on_line.get_untracked()?;
    let (_, fit) = fit_of(trends, line)?;
    Some((year, fit.at(year)))
}

/// The ring on a line, with the month and the value.
pub(super) fn on_line(trends: Trends) -> impl IntoView {
    part(move || {
        let (name, value, year, log) = on_line_at(trends)?;
        let (x, y, is_right, is_low, is_shown) = trends.chart.with(|chart| {
            let frame = &chart.frame;
            let (x, y) = (frame.x(year), frame.y(log));
            let (is_right, is_low) = (x > frame.width / 2.0, y > frame.height / 2.0);
            (x, y, is_right, is_low, frame.holds(x, y))
        });
        let place = |value: f64| format!("{value:.0}px");
        is_shown.then(|| {
            view! {
                <span class="ring" style:left=place(x) style:top=place(y)></span>
                <div
                    class="tip"
                    class:before=is_right
                    class:over=is_low
                    style:left=place(x)
                    style:top=place(y)
                >
                    <strong>{name}</strong>
                    <span class="number">{value}</span>
                </div>
            }
        })
    })
}

/// Describes what is pointed at, for those who hear the page.
pub(super) fn words(trends: Trends) -> String {
    if let Some((name, value, ..)) = on_line_at(trends) {
        return write::spoken(&format!("Line {name}: {value}."));
    }
    let Some((_, point)) = pointed_at(trends) else {
        return String::new();
    };
    let words = format!(
        "{}: {}. {}",
        point.name,
        figures(&point),
        point.organization
    );
    write::spoken(&words)
}
