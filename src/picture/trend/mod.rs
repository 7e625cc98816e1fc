//! Systems over time: points on a logarithmic scale, fitted lines with their bands, and an estimate among them.
//!
//! [`Chart`] has where everything stands in pixels, so that a pointer finds the nearest point; `draw` makes SVG of
//! it. The page draws it once for a view and a width, and moves one element over it.

mod anchor;
mod draw;
mod frame;
mod labels;
mod milestones;
mod palette;
mod shapes;
mod ticks;
mod walk;

pub use frame::{Frame, Gesture};
pub use walk::{At, Spot};

use super::theme::Theme;
use crate::trend::{Colour, Fit, Line, Modest, Own, Point, View, modest};
use labels::Label;
use maud::Markup;

/// How near to a point a pointer finds it, in pixels.
const REACH: f64 = 24.0;

/// Everything in a picture, in pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// The axes.
    pub frame: Frame,
    /// The axes of the whole picture, of which a window may be shown.
    pub whole: Frame,
    /// The selected systems, the oldest first.
    pub marks: Vec<Mark>,
    years: Vec<(f64, String)>,
    powers: Vec<(f64, String)>,
    labels: Vec<Label>,
    lines: Vec<Drawn>,
    own: Option<OwnMark>,
    modest: Vec<(f64, f64, Modest)>,
    colour: Colour,
    title: String,
}

/// A system in the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// The place among the points.
    pub at: usize,
    /// The place in the picture, from the left.
    pub x: f64,
    /// The place in the picture, from the top.
    pub y: f64,
    /// The group of its colour.
    pub group: usize,
}

/// A line in the picture.
#[derive(Clone, Debug, PartialEq)]
struct Drawn {
    /// The number in the list of lines, from 1.
    number: usize,
    ends: [(f64, f64); 2],
    /// The end of its continuation, which is dashed.
    beyond: Option<(f64, f64)>,
    /// The outline of its band.
    band: Vec<(f64, f64)>,
}

/// The estimate in the picture.
#[derive(Clone, Debug, PartialEq)]
struct OwnMark {
    /// Nothing if its date is not known: it is a level line then.
    x: Option<f64>,
    y: f64,
    /// The ends of its range.
    range: (f64, f64),
    label: Label,
}

impl Chart {
    /// Makes the picture of a view for a width in pixels. `lines` are those that are drawn.
    pub fn new(
        view: &View,
        points: &[Point],
        lines: &[Line],
        own: Option<&Own>,
        width: f64,
    ) -> Self {
        let selected = view.selection.of(points);
        let selected: Vec<(usize, &Point)> = selected
            .into_iter()
            .filter_map(|at| points.get(at).map(|point| (at, point)))
            .collect();
        let modest = match view.preset() {
            Some(preset) if preset.slug == "ai-and-compute" => modest(),
            _ => Vec::new(),
        };
        let places = selected
            .iter()
            .map(|(_, point)| (point.date.decimal(), point.log()));
        let others = modest
            .iter()
            .map(|modest| (modest.point.date.decimal(), modest.point.log()));
        let whole = Frame::around(places.chain(others), own, width);
        let frame = whole.enlarged(view.window);
        let of_all = title(&selected);
        let shown =
            |point: &Point| frame.holds(frame.x(point.date.decimal()), frame.y(point.log()));
        let selected: Vec<(usize, &Point)> = selected
            .into_iter()
            .filter(|(_, point)| shown(point))
            .collect();
        let marks: Vec<Mark> = selected
            .iter()
            .map(|(at, point)| Mark {
                at: *at,
                x: frame.x(point.date.decimal()),
                y: frame.y(point.log()),
                group: view.colour.group(point),
            })
            .collect();
        let own = own
            .map(|own| own_mark(own, &frame))
            .filter(|own| frame.holds(own.x.unwrap_or(frame.left), own.y));
        let numbered = lines.iter().enumerate();
        let drawn: Vec<Drawn> = numbered
            .filter_map(|(at, line)| drawn(at + 1, line, view, &frame))
            .collect();
        let modest: Vec<(f64, f64, Modest)> = modest
            .into_iter()
            .map(|modest| {
                (
                    frame.x(modest.point.date.decimal()),
                    frame.y(modest.point.log()),
                    modest,
                )
            })
            .filter(|(x, y, _)| frame.holds(*x, *y))
            .collect();
        Self {
            years: ticks::years(&frame),
            powers: ticks::powers(&frame),
            labels: name(&selected, &marks, &drawn, own.as_ref(), &modest, &frame),
            title: of_all,
            lines: drawn,
            colour: view.colour,
            own,
            modest,
            marks,
            whole,
            frame,
        }
    }

    /// Returns the place in [`Self::marks`] of the mark whose name is at a place, or else that is nearest to it, if one is
    /// near.
    pub fn nearest(&self, x: f64, y: f64) -> Option<usize> {
        let mut names = self.labels.iter();
        let name = names.find(|name| name.area().holds((x, y)));
        let is_of = |mark: &Mark| name.is_some_and(|name| name.of == (mark.x, mark.y));
        if let Some(at) = self.marks.iter().position(is_of) {
            return Some(at);
        }
        let distance = |mark: &Mark| (mark.x - x) * (mark.x - x) + (mark.y - y) * (mark.y - y);
        let near = self
            .marks
            .iter()
            .enumerate()
            .map(|(at, mark)| (at, distance(mark)));
        let near = near.filter(|(_, distance)| *distance <= REACH * REACH);
        near.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
    }

    /// Returns the place in [`Self::marks`] of the system at a place among the points, if it is shown.
    pub fn mark_of(&self, at: usize) -> Option<usize> {
        self.marks.iter().position(|mark| mark.at == at)
    }

    /// Returns the place in [`Self::marks`] of the next larger or smaller system.
    pub fn above_or_below(&self, at: usize, is_above: bool) -> Option<usize> {
        let of = self.marks.get(at)?;
        // Lower in the picture is smaller. Marks of one height are in the order of dates.
        let key = |at: usize, mark: &Mark| (-mark.y, at);
        let order = |a: (f64, usize), b: (f64, usize)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        let own = key(at, of);
        let keys = self
            .marks
            .iter()
            .enumerate()
            .map(|(at, mark)| key(at, mark));
        let found = match is_above {
            true => keys
                .filter(|key| order(*key, own).is_gt())
                .min_by(|a, b| order(*a, *b)),
            false => keys
                .filter(|key| order(*key, own).is_lt())
                .max_by(|a, b| order(*a, *b)),
        };
        found.map(|(_, at)| at)
    }

    /// Returns the mark of a group, for a legend.
    pub fn key(group: usize) -> Markup {
        draw::key(group)
    }

    /// Returns the picture as SVG. On the page its colours are those of the style sheet; elsewhere those of the
    /// theme.
    pub fn svg(&self, theme: Theme) -> Markup {
        draw::svg(self, theme)
    }

    /// Returns the picture as a file of its own, with a caption and the credit of its source.
    pub fn file(&self, theme: Theme, caption: &str, credit: &str) -> String {
        draw::file(self, theme, caption, credit).into_string()
    }
}

/// Returns the line of a fit between the first and the last of its systems, if there is one.
fn drawn(number: usize, line: &Line, view: &View, frame: &Frame) -> Option<Drawn> {
    const STEPS: u32 = 24;
    let fit = line.fit?;
    let (from, to) = fit.span;
    let (from, to) = (from.max(frame.years.0), to.min(frame.years.1));
    let (from, to) = shown_years(fit, from, to, frame)?;
    let at = |year: f64| (frame.x(year), frame.y(fit.at(year)));
    let year = |step: u32| from + (to - from) * f64::from(step) / f64::from(STEPS);
    let years: Vec<f64> = (0..=STEPS).map(year).collect();
    let reach = fit.band(&years, f64::from(view.level) / 100.0);
    let edge = |sign: f64| {
        let both = years.iter().zip(&reach);
        both.map(move |(year, reach)| (frame.x(*year), frame.y(fit.at(*year) + sign * reach)))
    };
    let band: Vec<(f64, f64)> = edge(1.0)
        .chain(edge(-1.0).collect::<Vec<_>>().into_iter().rev())
        .collect();
    // A line of some years ago goes on to today; one of the last century would leave the picture.
    let is_recent = to > frame.years.1 - 6.0 && to < frame.years.1 - 0.5;
    Some(Drawn {
        number,
        ends: [at(from), at(to)],
        beyond: is_recent
            .then(|| shown_years(fit, to, frame.years.1, frame))
            .flatten()
            .map(|(_, end)| at(end)),
        band,
    })
}

/// Returns the years of a line between two years that the picture shows, if it shows any.
fn shown_years(fit: Fit, from: f64, to: f64, frame: &Frame) -> Option<(f64, f64)> {
    let (low, high) = frame.logs;
    // The years at which the line is at the bottom and at the top.
    let year = |log: f64| from + (log - fit.at(from)) / fit.slope;
    let (from, to) = match fit.slope {
        slope if slope > 0.0 => (from.max(year(low)), to.min(year(high))),
        slope if slope < 0.0 => (from.max(year(high)), to.min(year(low))),
        _ if (low..=high).contains(&fit.at(from)) => (from, to),
        _ => return None,
    };
    (from < to).then_some((from, to))
}

fn own_mark(own: &Own, frame: &Frame) -> OwnMark {
    let y = |flop: f64| frame.y(libm::log10(flop));
    let x = own.date.map(|date| frame.x(date.decimal()));
    let words = format!(
        "{} {}",
        own.name,
        crate::quantity::write::people(own.flop.median())
    );
    OwnMark {
        x,
        y: y(own.flop.median()),
        range: (y(own.flop.high()), y(own.flop.low())),
        label: labels::at_top(&words, x, y(own.flop.median()), frame),
    }
}

/// Names systems where their names have room: first the estimate, then milestones, then the largest of their time.
fn name(
    selected: &[(usize, &Point)],
    marks: &[Mark],
    lines: &[Drawn],
    own: Option<&OwnMark>,
    modest: &[(f64, f64, Modest)],
    frame: &Frame,
) -> Vec<Label> {
    let mut wanted: Vec<(f64, f64, String)> = modest
        .iter()
        .map(|(x, y, modest)| (*x, *y, modest.point.name.clone()))
        .collect();
    let points: Vec<&Point> = selected.iter().map(|(_, point)| *point).collect();
    wanted.extend(
        milestones::ordered(&points)
            .into_iter()
            .filter_map(|(at, name)| {
                let mark = marks.get(at)?;
                Some((mark.x, mark.y, name))
            }),
    );
    let mut taken: Vec<labels::Box> = Vec::new();
    if let Some(own) = own {
        taken.push(own.label.area());
        let bottom = own.range.1.max(own.y + 7.0);
        let leader = |x| labels::Box::new(x - 7.0, frame.top.min(own.y), x + 7.0, bottom);
        taken.extend(own.x.map(leader));
    }
    taken.extend(lines.iter().map(|line| {
        let (x, y) = draw::badge(line);
        labels::Box::new(x - 10.0, y - 10.0, x + 10.0, y + 10.0)
    }));
    let dots: Vec<(f64, f64)> = marks.iter().map(|mark| (mark.x, mark.y)).collect();
    labels::place(wanted, taken, &dots, frame)
}

/// Says what the picture shows, for those who do not see it.
fn title(selected: &[(usize, &Point)]) -> String {
    let systems = match selected.len() {
        1 => "1 system".to_owned(),
        n => format!("{n} systems"),
    };
    let year = |place: Option<&(usize, &Point)>| place.map_or(0, |(_, point)| point.date.year());
    let period = match (year(selected.first()), year(selected.last())) {
        (from, to) if from < to => format!(", {from} to {to}"),
        _ => String::new(),
    };
    format!(
        "Training compute of {systems} in FLOP on a logarithmic scale, by date of publication{period}."
    )
}
