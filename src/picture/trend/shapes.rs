//! The marks of systems: a shape for each, or few paths for all of them.

use super::Mark;
use crate::picture::axis::rounded;
use maud::{Markup, html};

/// The most paths for the marks of a group. Nothing shines through this many marks of three quarters of their colour.
const MOST: usize = 6;
/// The distance at which two marks do not touch, in pixels.
const APART: f64 = 9.0;

/// Returns the mark of a group: a circle, a square, a triangle or a diamond.
pub(super) fn shape(group: usize, x: f64, y: f64) -> Markup {
    html! {
        @match group {
            0 => circle cx=(rounded(x)) cy=(rounded(y)) r="3.6" {},
            1 => rect x=(rounded(x - 3.2)) y=(rounded(y - 3.2)) width="6.4" height="6.4" {},
            _ => path d=(outline(group, x, y)) {},
        }
    }
}

/// Returns all marks of a group. A browser draws few paths much faster than thousands of shapes. Marks that overlap are in
/// different paths, as one path has one colour throughout and would not show how many there are.
pub(super) fn paths(group: usize, marks: &[Mark]) -> Markup {
    html! {
        @for path in layers(group, marks) {
            path d=(path) {}
        }
    }
}

/// Returns the paths. The marks are in the order of their dates, so those that a mark may touch are the last before it.
fn layers(group: usize, marks: &[Mark]) -> Vec<String> {
    let mut paths: Vec<String> = Vec::new();
    let mut placed: Vec<(&Mark, usize)> = Vec::new();
    for mark in marks.iter().filter(|mark| mark.group == group) {
        let mut is_taken = [false; MOST];
        let near = placed.iter().rev();
        for (other, path) in near.take_while(|(other, _)| mark.x - other.x < APART) {
            if (mark.y - other.y).abs() < APART
                && let Some(is_taken) = is_taken.get_mut(*path)
            {
                *is_taken = true;
            }
        }
        let free = is_taken.iter().position(|is_taken| !is_taken);
        let at = free.unwrap_or(MOST - 1);
        if at == paths.len() {
            paths.push(String::new());
        }
        if let Some(path) = paths.get_mut(at) {
            path.push_str(&outline(group, mark.x, mark.y));
        }
        placed.push((mark, at));
    }
    paths
}

/// Returns the outline of a mark.
fn outline(group: usize, x: f64, y: f64) -> String {
    let from =
        |x: f64, y: f64| format!("M{} {}", rounded(x).into_string(), rounded(y).into_string());
    match group {
        0 => from(x - 3.6, y) + "a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z",
        1 => from(x - 3.2, y - 3.2) + "h6.4v6.4h-6.4z",
        2 => from(x, y - 4.4) + "l4.4 7.8h-8.8z",
        _ => from(x, y - 4.4) + "l4.4 4.4l-4.4 4.4l-4.4 -4.4z",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::parse;
    use crate::picture::theme::Theme;
    use crate::picture::trend::Chart;
    use crate::trend::{decode, read_table, table_points};

    /// Returns the corners at which the outlines of paths begin.
    fn beginnings(path: &str) -> Vec<(f64, f64)> {
        let outlines = path.split('M').skip(1);
        let number = |text: &str| {
            let end = text.find(|c: char| !"-.0123456789".contains(c));
            text[..end.unwrap_or(text.len())].parse().expect(text)
        };
        outlines
            .map(|outline| {
                let (x, y) = outline.split_once(' ').expect("two numbers");
                (number(x), number(y))
            })
            .collect()
    }

    #[test]
    fn every_mark_is_in_a_path_and_those_of_a_path_do_not_overlap() {
        let points = table_points();
        let view = decode("view=trends&from=2015").view;
        let chart = Chart::new(&view, &points, &[], None, 1000.0);
        for group in 0..4 {
            let paths = layers(group, &chart.marks);
            let count = paths
                .iter()
                .map(|path| beginnings(path).len())
                .sum::<usize>();
            let all = chart.marks.iter().filter(|mark| mark.group == group);
            assert_eq!(count, all.count(), "marks of colour {group}");
            // The last path takes whatever is left.
            for path in paths.iter().take(MOST - 1) {
                let places = beginnings(path);
                for (at, a) in places.iter().enumerate() {
                    for b in &places[..at] {
                        let is_apart =
                            (a.0 - b.0).abs() > APART - 0.2 || (a.1 - b.1).abs() > APART - 0.2;
                        assert!(is_apart, "{a:?} is over {b:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn two_thousand_systems_are_few_elements_and_a_downloaded_picture_has_one_for_each() {
        let rows = |day: fn(usize) -> String| {
            let row = |at| format!("System {at},{},{}e2{}\n", day(at), 1 + at % 9, at % 7);
            let text: String = (0..2_000).map(row).collect();
            read_table(&format!("name,date,flop\n{text}"))
                .expect("a table")
                .points
        };
        let spread: fn(usize) -> String = |at| format!("{}-{:02}-01", 1960 + at % 66, 1 + at % 12);
        for day in [spread, |_| "2020-01-01".into()] {
            let chart = Chart::new(&decode("view=trends").view, &rows(day), &[], None, 1200.0);
            assert_eq!(chart.marks.len(), 2_000);
            let count = |svg: &str| {
                let picture = parse(svg);
                ["circle", "rect", "path"]
                    .map(|tag| picture.tags(tag).len())
                    .iter()
                    .sum::<usize>()
            };
            let shown = count(&chart.svg(Theme::Light).into_string());
            assert!(shown <= 4 * MOST + 1, "{shown} elements for the marks");
            // The area of the axes and the background are rectangles as well.
            assert_eq!(count(&chart.file(Theme::Light, "", "")), 2_002);
        }
    }
}
