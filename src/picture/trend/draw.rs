//! The picture as SVG. Its classes are those of style/picture.css; its attributes have the colours of a theme, which
//! hold where there is no style sheet.

use super::labels::{Label, SIZE};
use super::palette::{groups, paper};
use super::shapes::{paths, shape};
use super::{Chart, Drawn, Mark, OwnMark};
use crate::picture::axis::rounded;
use crate::picture::theme::Theme;
use crate::picture::typeset;
use maud::{Markup, PreEscaped, html};

/// The fonts of a file, where no style sheet names them.
const FONTS: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";
/// The height of a line of the caption.
const LINE: f64 = 17.0;

/// Returns the picture for the page.
pub(super) fn svg(chart: &Chart, theme: Theme) -> Markup {
    let frame = &chart.frame;
    html! {
        svg.trend role="img" aria-label=(chart.title) width=(rounded(frame.width)) height=(rounded(frame.height)) viewBox={ "0 0 " (rounded(frame.width)) " " (rounded(frame.height)) } {
            (inside(chart, theme, paths))
        }
    }
}

/// Returns the picture as a file, with a caption under it.
pub(super) fn file(chart: &Chart, theme: Theme, caption: &str, credit: &str) -> Markup {
    let frame = &chart.frame;
    let colours = theme.colours();
    let columns = typeset::columns_in(frame.width - 20.0, SIZE, "400");
    let mut lines: Vec<String> = caption
        .lines()
        .flat_map(|line| typeset::wrap(line, columns))
        .collect();
    lines.extend(typeset::wrap(credit, columns));
    let height = frame.height + LINE * (lines.len() as f64 + 1.0);
    html! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label=(chart.title) width=(rounded(frame.width)) height=(rounded(height)) viewBox={ "0 0 " (rounded(frame.width)) " " (rounded(height)) } font-family=(FONTS) font-size=(SIZE) {
            title { (chart.title) }
            rect width=(rounded(frame.width)) height=(rounded(height)) fill=(paper(theme)) {}
            (inside(chart, theme, single))
            @for (at, line) in lines.iter().enumerate() {
                text x="10" y=(rounded(frame.height + LINE * (at as f64 + 1.0))) fill=(colours.quiet) { (line) }
            }
        }
    }
}

/// Returns the marks of a group, each as a shape of its own.
fn single(group: usize, marks: &[Mark]) -> Markup {
    html! {
        @for mark in marks.iter().filter(|mark| mark.group == group) {
            (shape(group, mark.x, mark.y))
        }
    }
}

/// Returns all that is in the picture, with the marks of each group as a function draws them.
fn inside(chart: &Chart, theme: Theme, marks: fn(usize, &[Mark]) -> Markup) -> Markup {
    let frame = &chart.frame;
    let colours = theme.colours();
    let (left, right, bottom) = (
        rounded(frame.left),
        rounded(frame.right),
        rounded(frame.bottom),
    );
    html! {
        g.grid stroke=(colours.line) {
            @for (y, _) in &chart.powers {
                line x1=(left) x2=(right) y1=(rounded(*y)) y2=(rounded(*y)) {}
            }
        }
        g.ticks fill=(colours.quiet) font-size=(SIZE) {
            @for (y, label) in &chart.powers {
                text x=(rounded(frame.left - 8.0)) y=(rounded(y + 4.0)) text-anchor="end" { (label) }
            }
            @for (x, label) in &chart.years {
                text x=(rounded(*x)) y=(rounded(frame.bottom + 18.0)) text-anchor="middle" { (label) }
            }
        }
        g.axis stroke=(colours.quiet) {
            line x1=(left) x2=(right) y1=(bottom) y2=(bottom) {}
            @for (x, _) in &chart.years {
                line x1=(rounded(*x)) x2=(rounded(*x)) y1=(bottom) y2=(rounded(frame.bottom + 4.0)) {}
            }
        }
        clipPath id="trend-area" {
            rect x=(left) y=(rounded(frame.top)) width=(rounded(frame.right - frame.left)) height=(rounded(frame.bottom - frame.top)) {}
        }
        @for line in &chart.lines {
            polygon.band clip-path="url(#trend-area)" points=(points(&line.band)) fill=(colours.text) fill-opacity="0.08" {}
        }
        @for (group, colour) in groups(theme).into_iter().enumerate() {
            g class={ "g" (group) } fill=(colour) fill-opacity="0.75" {
                (marks(group, &chart.marks))
            }
        }
        g.modest fill="none" stroke=(colours.quiet) stroke-width="1.5" {
            @for (x, y, modest) in &chart.modest {
                circle cx=(rounded(*x)) cy=(rounded(*y)) r="4" {
                    title { (modest.point.name) @if modest.is_bound { ", an upper bound" } }
                }
                @if modest.is_bound {
                    path d={ "M" (rounded(*x)) " " (rounded(y + 4.0)) "v9m-3 -4l3 4l3 -4" } {}
                }
            }
        }
        g.lines stroke=(colours.text) stroke-width="2" fill="none" {
            @for line in &chart.lines {
                @let [from, to] = line.ends;
                line x1=(rounded(from.0)) y1=(rounded(from.1)) x2=(rounded(to.0)) y2=(rounded(to.1)) {}
                @if let Some(beyond) = line.beyond {
                    line x1=(rounded(to.0)) y1=(rounded(to.1)) x2=(rounded(beyond.0)) y2=(rounded(beyond.1)) stroke-dasharray="4 4" {}
                }
            }
        }
        g.names fill=(colours.text) font-size=(SIZE) stroke=(paper(theme)) stroke-width="3" stroke-linejoin="round" paint-order="stroke" {
            @for label in &chart.labels {
                (text(label))
            }
        }
        @for line in &chart.lines {
            (draw_badge(line, theme))
        }
        @if let Some(own) = &chart.own {
            (estimate(own, chart, theme))
        }
    }
}

/// Returns the mark of a group, in a picture of its own.
pub(super) fn key(group: usize) -> Markup {
    let colour = groups(Theme::Light).get(group).copied().unwrap_or_default();
    html! {
        svg width="12" height="12" aria-hidden="true" {
            g class={ "g" (group) } fill=(colour) { (shape(group, 6.0, 6.4)) }
        }
    }
}

/// Returns the place of a line's number: a third of the way along.
pub(super) fn badge(line: &Drawn) -> (f64, f64) {
    let [from, to] = line.ends;
    let between = |a: f64, b: f64| a + (b - a) * 0.35;
    (between(from.0, to.0), between(from.1, to.1))
}

fn draw_badge(line: &Drawn, theme: Theme) -> Markup {
    let (x, y) = badge(line);
    html! {
        g.number {
            circle cx=(rounded(x)) cy=(rounded(y)) r="9" fill=(theme.colours().text) {}
            text x=(rounded(x)) y=(rounded(y + 4.0)) text-anchor="middle" font-size=(SIZE) font-weight="600" fill=(paper(theme)) { (line.number) }
        }
    }
}

fn estimate(own: &OwnMark, chart: &Chart, theme: Theme) -> Markup {
    let frame = &chart.frame;
    let colour = theme.colours().operations;
    let y = rounded(own.y);
    html! {
        g.own stroke=(colour) fill=(colour) {
            @if let Some(x) = own.x {
                line x1=(rounded(x)) x2=(rounded(x)) y1=(rounded(frame.top - 10.0)) y2=(y) stroke-width="1.5" {}
                line.range x1=(rounded(x)) x2=(rounded(x)) y1=(rounded(own.range.0)) y2=(rounded(own.range.1)) stroke-width="5" stroke-opacity="0.4" {}
                circle cx=(rounded(x)) cy=(y) r="6.5" stroke=(paper(theme)) stroke-width="2" {}
            } @else {
                line x1=(rounded(frame.left)) x2=(rounded(frame.right)) y1=(y) y2=(y) stroke-width="1.5" stroke-dasharray="6 4" {}
            }
            text x=(rounded(own.label.x)) y=(rounded(own.label.y)) text-anchor=(own.label.anchor) font-size=(SIZE) font-weight="600" stroke="none" { (own.label.text) }
        }
    }
}

fn text(label: &Label) -> Markup {
    html! {
        text x=(rounded(label.x)) y=(rounded(label.y)) text-anchor=(label.anchor) { (label.text) }
    }
}

/// Returns the corners of an outline.
fn points(corners: &[(f64, f64)]) -> PreEscaped<String> {
    let corners = corners.iter().map(|(x, y)| {
        format!(
            "{},{}",
            rounded(*x).into_string(),
            rounded(*y).into_string()
        )
    });
    PreEscaped(corners.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Role, parse};
    use crate::trend::{Point, When, decode, lines, own_of, table_points};

    #[test]
    fn the_picture_has_every_system_each_line_and_the_estimate() {
        let points = table_points();
        let view = decode("view=trends").view;
        let lines = lines(&view, &points);
        let own = own_of(
            "v=1&title=<b>Mine&compute=1e24..3e24&date=2024-05-01",
            None,
            &points,
        );
        let chart = Chart::new(&view, &points, &lines[..3], own.as_ref(), 1000.0);
        let picture = parse(&chart.svg(Theme::Light).into_string());
        assert_eq!(picture.of_class("number").len(), 3);
        picture.expect("<b>Mine");
        assert!(picture.tags("b").is_empty());
        picture.one(Role::Image, "Training compute of 535 systems in FLOP on a logarithmic scale, by date of publication, 1950 to 2026.");
        let file = chart.file(Theme::Dark, "A caption", "A credit");
        let in_file = parse(&file);
        let marks = ["circle", "rect", "path"].map(|tag| in_file.tags(tag).len());
        // Three numbers and the estimate are circles, too; the area and the background are rectangles.
        assert_eq!(marks.iter().sum::<usize>(), 535 + 4 + 2);
        assert!(file.contains("A caption") && file.contains("A credit") && file.contains("xmlns"));
    }

    #[test]
    fn results_of_modest_compute_stand_beside_openais_chart() {
        let points = table_points();
        let view = decode("view=trends&preset=ai-and-compute&from=2012").view;
        let chart = Chart::new(&view, &points, &lines(&view, &points), None, 1000.0);
        let picture = parse(&chart.svg(Theme::Light).into_string());
        let names = picture.names(Role::Symbol).into_iter();
        let bounds = names.filter(|name| name.ends_with(", an upper bound"));
        assert_eq!(bounds.count(), 4);
    }

    #[test]
    fn a_picture_of_nothing_is_a_picture() {
        let view = decode("view=trends&name=zzzz").view;
        let chart = Chart::new(&view, &table_points(), &[], None, 300.0);
        assert!(chart.marks.is_empty() && chart.nearest(10.0, 10.0).is_none());
        let picture = parse(&chart.svg(Theme::Light).into_string());
        assert_eq!(picture.all(Role::Image).len(), 1);
    }

    #[test]
    fn the_nearest_point_is_found_and_neighbours_are_in_order() {
        let point = |date: &str, flop| Point::new(date, When::read(date).expect(date), flop);
        let points = [
            point("2010", 1e20),
            point("2012", 1e22),
            point("2014", 1e21),
        ];
        let chart = Chart::new(&decode("view=trends").view, &points, &[], None, 800.0);
        let mark = chart.marks[2];
        assert_eq!(chart.nearest(mark.x + 5.0, mark.y - 5.0), Some(2));
        assert_eq!(chart.nearest(mark.x + 60.0, mark.y), None);
        let next = |at, is_above| chart.above_or_below(at, is_above);
        assert_eq!(
            [next(0, true), next(2, true), next(1, true)],
            [Some(2), Some(1), None]
        );
        assert_eq!(
            [next(1, false), next(2, false), next(0, false)],
            [Some(2), Some(0), None]
        );
    }

    #[test]
    fn a_window_shows_what_is_in_it() {
        let points = table_points();
        let view = decode("view=trends&window=2015,2020,18,24").view;
        let lines = lines(&view, &points);
        let chart = Chart::new(&view, &points, &lines[..3], None, 1000.0);
        let in_window = |point: &&Point| {
            (2015.0..=2020.0).contains(&point.date.decimal())
                && (18.0..=24.0).contains(&point.log())
        };
        assert_eq!(chart.marks.len(), points.iter().filter(in_window).count());
        for line in &chart.lines {
            for (x, y) in line.ends.into_iter().chain(line.beyond) {
                assert!((chart.frame.left - 1.0..=chart.frame.right + 1.0).contains(&x));
                assert!((chart.frame.top - 1.0..=chart.frame.bottom + 1.0).contains(&y));
            }
        }
        // The line from before deep learning ends in 2009.
        assert_eq!(chart.lines.len(), 2);
    }
}
