//! The keyboard in the picture: from system to system, or along a line from month to month.

use super::Chart;
use crate::quantity::write;
use crate::trend::{Fit, Line, Point, When};

/// A month and a year, in years.
const MONTH: f64 = 1.0 / 12.0;
const YEAR: f64 = 1.0;

/// The place in a picture that a pointer or the keyboard is at.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum At {
    /// None.
    #[default]
    Nowhere,
    /// A system, as its place in [`Chart::marks`].
    System(usize),
    /// A line, as its place among those that are drawn, and the year.
    Line(usize, f64),
}

/// The thing at a place in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The place, from the left.
    pub x: f64,
    /// The place, from the top.
    pub y: f64,
    /// The name of the system, or the number and name of the line.
    pub name: String,
    /// The date and the compute.
    pub figures: String,
    /// Whether the picture shows it: of a line, a part of the picture may show another piece.
    pub is_shown: bool,
}

impl Spot {
    /// Describes it in a sentence or two, for those who do not see it. `of` is the organization of a system.
    pub fn words(&self, of: &str) -> String {
        let end = if of.is_empty() { "" } else { " " };
        format!("{}: {}.{end}{of}", self.name, self.figures)
    }

    /// Returns whether it is in the right half of the picture, and whether in the lower half.
    pub fn halves(&self, chart: &Chart) -> (bool, bool) {
        (
            self.x > chart.frame.width / 2.0,
            self.y > chart.frame.height / 2.0,
        )
    }
}

impl At {
    /// Returns where a key leads from here; none if the key means nothing. `lines` are those that are drawn.
    pub fn after(self, key: &str, chart: &Chart, lines: &[Line]) -> Option<Self> {
        match (key, self) {
            ("l" | "L", Self::Line(..)) => Some(Self::Nowhere),
            ("l" | "L", _) => {
                Some(fit(lines, 0).map_or(Self::Nowhere, |fit| Self::Line(0, fit.span.1)))
            }
            (key, Self::Line(line, year)) => along(line, year, key, lines),
            (key, Self::System(at)) => from_system(Some(at), key, chart),
            (key, Self::Nowhere) => from_system(None, key, chart),
        }
    }

    /// Describes the place; none if nothing stands there.
    pub fn spot(self, chart: &Chart, points: &[Point], lines: &[Line]) -> Option<Spot> {
        match self {
            Self::Nowhere => None,
            Self::System(at) => {
                let mark = chart.marks.get(at)?;
                let point = points.get(mark.at)?;
                Some(Spot {
                    x: mark.x,
                    y: mark.y,
                    name: point.name.clone(),
                    figures: point.figures(),
                    is_shown: true,
                })
            }
            Self::Line(at, year) => {
                let line = lines.get(at)?;
                let log = line.fit?.at(year);
                let (x, y) = (chart.frame.x(year), chart.frame.y(log));
                let date = When::month_of(year).map_or(String::new(), When::in_short);
                Some(Spot {
                    x,
                    y,
                    name: format!("Line {} {}", at + 1, line.name),
                    figures: format!("{date}, {} FLOP", write::people(libm::exp10(log))),
                    is_shown: chart.frame.holds(x, y),
                })
            }
        }
    }
}

/// Returns the fit of a line.
fn fit(lines: &[Line], line: usize) -> Option<Fit> {
    lines.get(line)?.fit
}

/// Walks along a line, or to another one.
fn along(line: usize, year: f64, key: &str, lines: &[Line]) -> Option<At> {
    let Some(own) = fit(lines, line) else {
        return Some(At::Nowhere);
    };
    let (first, last) = own.span;
    let on_this = |year: f64| At::Line(line, year.clamp(first, last));
    let other = |line: Option<usize>| {
        let line = line?;
        let (first, last) = fit(lines, line)?.span;
        Some(At::Line(line, year.clamp(first, last)))
    };
    Some(match key {
        "ArrowRight" => on_this(year + MONTH),
        "ArrowLeft" => on_this(year - MONTH),
        "PageUp" => on_this(year + YEAR),
        "PageDown" => on_this(year - YEAR),
        "Home" => on_this(first),
        "End" => on_this(last),
        "ArrowDown" => other(line.checked_add(1)).unwrap_or(on_this(year)),
        "ArrowUp" => other(line.checked_sub(1)).unwrap_or(on_this(year)),
        "Escape" => At::Nowhere,
        _ => return None,
    })
}

/// Walks to another system.
fn from_system(at: Option<usize>, key: &str, chart: &Chart) -> Option<At> {
    let last = chart.marks.len().checked_sub(1);
    let to = match key {
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
    };
    Some(to.map_or(At::Nowhere, At::System))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trend::{decode, lines, table_points};

    /// Presses keys from nowhere on, and returns the name and the figures of the place that they lead to.
    fn walked(link: &str, keys: &[&str]) -> Option<(String, String)> {
        let view = decode(link).view;
        let points = table_points();
        let all = lines(&view, &points);
        let drawn = view.drawn(&all);
        let chart = Chart::new(&view, &points, drawn, None, 600.0);
        let mut at = At::Nowhere;
        for key in keys {
            at = at.after(key, &chart, drawn).expect(key);
        }
        let spot = at.spot(&chart, &points, drawn)?;
        assert!(spot.is_shown && chart.frame.holds(spot.x, spot.y));
        Some((spot.name, spot.figures))
    }

    #[test]
    fn arrows_walk_by_date_and_by_compute() {
        let name = |keys: &[&str]| walked("view=trends&name=GPT", keys).map(|(name, _)| name);
        let first = name(&["ArrowRight"]);
        assert_eq!(first, name(&["Home"]));
        assert_eq!(first, name(&["ArrowRight", "ArrowRight", "ArrowLeft"]));
        assert_eq!(first, name(&["Home", "ArrowLeft"]), "it stays at the end");
        assert_eq!(name(&["ArrowLeft"]), name(&["End"]));
        assert_ne!(first, name(&["End"]));
        let above = name(&["Home", "ArrowUp"]);
        assert_ne!(above, first);
        assert_eq!(name(&["Home", "ArrowUp", "ArrowDown"]), first);
        assert_eq!(name(&["Home", "Escape"]), None);
    }

    #[test]
    fn the_lines_are_walked_from_month_to_month() {
        let at = |keys: &[&str]| walked("view=trends", keys);
        let (name, figures) = at(&["l", "Home"]).expect("the first line");
        assert!(name.starts_with("Line 1 Before") && figures.contains(" FLOP"));
        let next = at(&["l", "ArrowDown"]).expect("the second line").0;
        assert!(next.starts_with("Line 2 Deep"), "{next}");
        assert_eq!(at(&["l", "ArrowUp"]), at(&["l"]), "there is none above it");
        assert_eq!(at(&["l", "ArrowLeft", "ArrowRight"]), at(&["l"]));
        assert_ne!(at(&["l", "PageDown"]), at(&["l"]));
        assert_eq!(at(&["l", "l"]), None);
        assert_eq!(at(&["l", "Escape"]), None);
    }

    #[test]
    fn other_keys_and_empty_pictures_lead_nowhere() {
        let view = decode("view=trends&name=nothing-of-this-name").view;
        let chart = Chart::new(&view, &[], &[], None, 300.0);
        assert_eq!(At::Nowhere.after("Tab", &chart, &[]), None);
        for key in ["ArrowRight", "ArrowUp", "Home", "End", "l"] {
            assert_eq!(
                At::Nowhere.after(key, &chart, &[]),
                Some(At::Nowhere),
                "{key}"
            );
        }
        assert_eq!(
            At::Line(3, 2010.0).after("Home", &chart, &[]),
            Some(At::Nowhere)
        );
        assert_eq!(At::System(7).spot(&chart, &[], &[]), None);
    }
}
