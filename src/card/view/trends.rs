//! Trends on other pages: the chart with its lines, and a walk through it.

use super::problems;
use crate::answer::Evaluation;
use crate::catalog::notable::ATTRIBUTION;
use crate::draft::link::{self, LinkProblem};
use crate::picture::theme::Theme;
use crate::picture::trend::{At, Chart};
use crate::quantity::write;
use crate::trend::{
    Line, Own, Point, View, decode, doubling, lines, own, place, summary, table_points,
};
use maud::{Markup, html};

/// The width of the picture before it is drawn, in pixels. The numbers of the legend do not depend on it.
const USUAL_WIDTH: f64 = 600.0;

/// Describes the chart and its keys for a screen reader.
const LABEL: &str = "Chart of the systems. Left and right arrow: by date. Up and down: by compute. Enter: its source. L: walk along the lines.";

/// The view of a link.
#[derive(Debug)]
pub(super) struct Trends {
    view: View,
    problems: Vec<LinkProblem>,
    points: Vec<Point>,
    own: Option<Own>,
    /// All lines, that of the selection last.
    lines: Vec<Line>,
    chart: Chart,
    at: At,
}

impl Trends {
    /// Opens the view of a fragment.
    pub(super) fn of(fragment: &str) -> Self {
        let opened = decode(fragment);
        let view = opened.view;
        let points = table_points();
        let own = estimate(&view, &points);
        let lines = lines(&view, &points);
        Self {
            chart: Chart::new(
                &view,
                &points,
                view.drawn(&lines),
                own.as_ref(),
                USUAL_WIDTH,
            ),
            problems: opened.problems,
            at: At::Nowhere,
            view,
            points,
            own,
            lines,
        }
    }

    /// Draws the picture for a width in pixels. The tooltip is closed then, because every mark has another place.
    pub(super) fn picture(&mut self, width: f64) -> Markup {
        let drawn = self.view.drawn(&self.lines);
        self.chart = Chart::new(&self.view, &self.points, drawn, self.own.as_ref(), width);
        self.at = At::Nowhere;
        self.chart.svg(Theme::Light)
    }

    /// Points at the nearest system.
    pub(super) fn point(&mut self, x: f64, y: f64) -> bool {
        let at = self.chart.nearest(x, y).map_or(At::Nowhere, At::System);
        let is_other = at != self.at;
        self.at = at;
        is_other
    }

    /// Walks where a key leads.
    pub(super) fn press(&mut self, key: &str) -> bool {
        let to = self
            .at
            .after(key, &self.chart, self.view.drawn(&self.lines));
        self.at = to.unwrap_or(self.at);
        to.is_some()
    }

    fn system(&self) -> Option<&Point> {
        let At::System(at) = self.at else {
            return None;
        };
        self.points.get(self.chart.marks.get(at)?.at)
    }

    /// Returns the ring and the description of what is pointed at. The script puts them at the place that they name.
    pub(super) fn tooltip(&self) -> Markup {
        let drawn = self.view.drawn(&self.lines);
        let spot = self.at.spot(&self.chart, &self.points, drawn);
        let Some(spot) = spot.filter(|spot| spot.is_shown) else {
            return html! {};
        };
        let (is_right, is_low) = spot.halves(&self.chart);
        let [x, y] = [spot.x, spot.y].map(|place| place.round() as i32);
        html! {
            span.ring data-x=(x) data-y=(y) {}
            div.tip.before[is_right].over[is_low] data-x=(x) data-y=(y) {
                strong { (spot.name) }
                span.number { (spot.figures) }
                @if let Some(point) = self.system() {
                    span.quiet { (point.about()) }
                    @if !point.link.is_empty() {
                        a href=(point.link) target="_blank" rel="noopener noreferrer" { "Source" }
                    }
                }
            }
        }
    }

    /// Describes what is pointed at, for those who hear the page.
    pub(super) fn words(&self) -> String {
        let drawn = self.view.drawn(&self.lines);
        let spot = self.at.spot(&self.chart, &self.points, drawn);
        let of = self
            .system()
            .map_or("", |point| point.organization.as_str());
        spot.map_or(String::new(), |spot| write::spoken(&spot.words(of)))
    }

    /// Returns the view as HTML, with room for its picture. Its link leads to this address.
    pub(super) fn html(&self, address: &str) -> Markup {
        let selected: Vec<&Point> = self
            .view
            .selection
            .of(&self.points)
            .into_iter()
            .filter_map(|at| self.points.get(at))
            .collect();
        let own = self.own.as_ref();
        // A figure never breaks at its multiplication sign.
        let sentence = summary(&selected, &self.view.selection, own);
        let sentence = sentence.replace(" × ", "\u{a0}×\u{a0}");
        let neighbours = own.map(|own| place(own, &selected).neighbours());
        html! {
            article aria-labelledby="title" {
                h1 #title { "Training compute over time" }
                p.sentence { (sentence) }
                @if let Some(neighbours) = neighbours { p.counted { (neighbours) } }
                (problems(&self.problems))
                figure.picture {
                    (self.legend())
                    div.area #chart tabindex="0" role="application" aria-roledescription="chart" aria-label=(LABEL) {
                        div.plot {}
                        div.pointed {}
                    }
                    p.visually-hidden #pointed role="status" {}
                    figcaption {
                        "FLOP of the training, logarithmic, by date of publication. The band is the interval of the line, and a dashed part continues it."
                    }
                }
                (self.fits())
                footer {
                    a href=(address) target="_blank" rel="noopener" { "Open in Petaday" }
                    span { (ATTRIBUTION) }
                }
            }
        }
    }

    /// Returns the groups of the colours that the picture shows, with their numbers.
    fn legend(&self) -> Markup {
        let marks = &self.chart.marks;
        let count = |group| marks.iter().filter(|mark| mark.group == group).count();
        html! {
            ul.legend {
                @for (group, name) in self.view.colour.groups().into_iter().enumerate() {
                    @if count(group) > 0 {
                        li { (Chart::key(group)) " " (name) " " span.quiet { (count(group)) } }
                    }
                }
                @if let Some(own) = &self.own {
                    li dir="auto" { span.dot aria-hidden="true" {} " " (own.name) }
                }
            }
        }
    }

    /// Returns the lines that are drawn, with all that must stand beside each.
    fn fits(&self) -> Markup {
        let month = self.view.month;
        html! {
            ol.lines {
                @for (at, line) in self.view.drawn(&self.lines).iter().enumerate() {
                    li {
                        span.badge { (at + 1) } " "
                        span.name { (line.name) } " "
                        span.number { (growth(line)) }
                        small {
                            (line.subset) "; n = " (line.n)
                            @if let Some(fit) = line.fit {
                                @if doubling(fit.slope, month).is_some() { "; doubles every " } @else { "; " }
                                (line.doubling(month))
                                @let interval = line.doubling_interval(month);
                                @if !interval.is_empty() { " (" (interval) ")" }
                                "; R² " (line.r2())
                            } @else {
                                "; too few for a line"
                            }
                            @if let Some(printed) = line.printed {
                                "; printed: " (printed.printed.words())
                            }
                        }
                    }
                }
            }
            p.counted {
                (self.view.level) "% intervals by " (self.view.method.words()) "; a month is " (month.words()) "."
                @if let Some(preset) = self.view.preset() {
                    " Printed by "
                    a href=(preset.link) target="_blank" rel="noopener noreferrer" { (preset.source) } "."
                }
            }
        }
    }
}

/// Returns the growth of a line with its interval: `× 4.27 a year (3.94–4.63)`.
fn growth(line: &Line) -> String {
    match (line.fit, line.growth_interval()) {
        (None, _) => "no line".into(),
        (_, interval) if interval.is_empty() => format!("×\u{a0}{} a year", line.growth()),
        (_, interval) => format!("×\u{a0}{} a year ({interval})", line.growth()),
    }
}

/// Evaluates the estimate of the view. One without a figure is not among the systems.
fn estimate(view: &View, points: &[Point]) -> Option<Own> {
    if view.estimate.is_empty() {
        return None;
    }
    let evaluation = Evaluation::of(link::decode(&view.estimate).draft);
    let (flop, _) = evaluation.answer().outcome.total.headline?;
    Some(own(evaluation.draft(), flop, view.date, points))
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str =
        "view=trends&estimate=v=1%26title=LLaMA-65B%26parameters=65.2e9%26tokens=1.4e12";

    fn html(link: &str) -> String {
        Trends::of(link).html("./#x").into_string()
    }

    #[track_caller]
    fn expect(html: &str, texts: &[&str]) {
        for text in texts {
            assert!(html.contains(text), "no “{text}” in {html}");
        }
    }

    #[test]
    fn the_view_has_its_sentence_its_lines_its_source_and_a_link() {
        expect(
            &html("view=trends"),
            &[
                "Before deep learning",
                "printed: 21.3 months",
                "doubles every 20.5 months",
                "90% intervals by closed form",
                "CC BY 4.0",
                "href=\"./#x\"",
                "Language, multimodal",
            ],
        );
        let own = html(OWN);
        expect(&own, &["ranks 113th among 535 systems", "Next above: "]);
        // The estimate of a network takes the reader of networks, which is part of this program.
        let network =
            "view=trends&estimate=v=1%26title=Net%26model=input(784);fc(10)%26examples=1e6";
        expect(&html(network), &["Net, ", "ranks 5"]);
    }

    #[test]
    fn a_selection_a_window_and_a_damaged_link_are_shown_as_on_the_page() {
        let few = html("view=trends&name=AlexNet&preset=none");
        expect(&few, &["n = 1; too few for a line", "no line"]);
        assert!(!few.contains("Games"), "a group without systems: {few}");
        let damaged = html("view=trends&from=20171&top=0&level=3&domain=cooking&x=1");
        expect(
            &damaged,
            &["“from” in the link: It is a year", "And 2 more."],
        );
        let mut part = Trends::of("view=trends&window=2012,2020,18,24");
        let marks = part.picture(500.0).into_string();
        assert!(!marks.contains("Theseus"), "{marks}");
    }

    #[test]
    fn the_picture_has_any_width_from_280_pixels() {
        let mut trends = Trends::of(OWN);
        for width in [246.0, 280.0, 734.0, 1400.0] {
            let svg = trends.picture(width).into_string();
            expect(&svg, &[&format!("width=\"{width}\""), "LLaMA-65B"]);
        }
        let mut empty = Trends::of("view=trends&name=nothing-of-this-name");
        expect(&empty.picture(280.0).into_string(), &["<svg"]);
    }

    #[test]
    fn a_system_is_pointed_at_and_the_keyboard_walks_on() {
        let mut trends = Trends::of(OWN);
        trends.picture(600.0);
        let mark = trends.chart.marks[0];
        assert!(trends.point(mark.x + 3.0, mark.y));
        assert!(!trends.point(mark.x + 2.0, mark.y), "it is the same");
        expect(
            &trends.tooltip().into_string(),
            &["Theseus", "Jul 1950", "class=\"ring\"", ">Source</a>"],
        );
        assert!(trends.words().starts_with("Theseus: Jul 1950"));
        assert!(trends.press("ArrowRight") && !trends.press("Tab"));
        assert!(trends.words().starts_with("Perceptron Mark I"));
        assert!(trends.press("l"));
        assert!(trends.words().starts_with("Line 1 Before deep learning: "));
        assert!(!trends.tooltip().into_string().contains("Source"));
        trends.picture(300.0);
        assert_eq!(trends.tooltip().into_string() + &trends.words(), "");
        assert!(trends.press("Escape") && !trends.point(-99.0, -99.0));
    }

    #[test]
    fn a_title_is_text_and_never_markup() {
        let link =
            "view=trends&name=<i>&estimate=v=1%26title=<script>alert(1)</script>%26compute=1e24";
        let mut trends = Trends::of(link);
        let all = trends.html("./").into_string() + &trends.picture(400.0).into_string();
        assert!(!all.contains("<script>") && !all.contains("<i>"), "{all}");
    }
}
