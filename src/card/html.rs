//! The card as HTML, for embed.html.

use super::{ASKS, Card, Label, Line, Scale, unbroken};
use crate::catalog::marks::CREDIT;
use crate::quantity::{Flop, write};
use crate::scale::{across, tick_anchor};
use maud::{Markup, html};

/// Heights of the scale, in pixels: a row of names, and the numbers under the axis.
const ROW: usize = 15;
const NUMBERS: usize = 17;

/// The card; the link of it leads to this address.
pub fn draw(card: &Card, address: &str) -> Markup {
    html! {
        article aria-labelledby="title" {
            header {
                @if !card.title.is_empty() { p.eyebrow { "Training compute" } }
                h1 #title dir="auto" { @if card.title.is_empty() { "Training compute" } @else { (card.title) } }
            }
            @match card.figure {
                Some((flop, basis)) => (figure(flop, basis)),
                None => p.headline { "No figure" },
            }
            @if card.is_unfinished { p.asks { (ASKS) } }
            @if !card.problems.is_empty() {
                ul.problems { @for problem in &card.problems { li { (problem) } } }
            }
            @if !card.lines.is_empty() {
                ul.lines { @for each in &card.lines { (line(each)) } }
            }
            @if let Some(said) = &card.remark { p.agreement { (said) } }
            @if let (Some(known), Some((flop, _))) = (&card.scale, card.figure) { (scale(known, flop)) }
            @for said in &card.counted { p.counted { (said) } }
            footer {
                a href=(address) target="_blank" rel="noopener" { "Open in Petaday" }
                span { (card.edition) }
            }
        }
    }
}

fn figure(flop: Flop, basis: &str) -> Markup {
    let pfs_days = flop.pfs_days();
    let [median, days] = [flop.median(), pfs_days.median()].map(write::people);
    html! {
        p.headline { span.number { (median) } " " span.unit { "FLOP" } }
        p.pfs-days {
            span.number { (days) } " "
            abbr title="petaFLOP/s-days, 8.64 × 10¹⁹ FLOP each" { "pfs-days" }
            span.basis { (basis) }
        }
        @if flop.0.is_range() {
            p.range {
                "90% range " (unbroken(&write::people_range(flop.0))) " FLOP, "
                (unbroken(&write::people_range(pfs_days.0))) " pfs-days"
            }
        }
    }
}

fn line(line: &Line) -> Markup {
    html! {
        li class=(line.class) {
            span.name dir="auto" { (line.name) } " "
            span.number { (line.figure) }
            @if !line.range.is_empty() { " " span.range { "(" (unbroken(&line.range)) ")" } }
            @if !line.how.is_empty() { small dir="auto" { (unbroken(&line.how)) } }
        }
    }
}

fn scale(scale: &Scale, flop: Flop) -> Markup {
    let axis = 12 + rows(&scale.systems) * ROW;
    let numbers = axis + NUMBERS;
    let height = numbers + 4 + rows(&scale.limits) * ROW;
    let above = |label: &Label| axis - 12 - label.row * ROW;
    html! {
        figure {
            svg.scale role="img" aria-label=(label(scale, flop)) width="100%" height=(height) {
                @for (place, number) in &scale.ticks {
                    line.tick x1=(across(*place)) x2=(across(*place)) y1=(axis) y2=(axis + 4) {}
                    text x=(across(*place)) y=(numbers) text-anchor=(tick_anchor(*place)) { (number) }
                }
                line.base x1="0" x2="100%" y1=(axis) y2=(axis) {}
                @for label in &scale.systems {
                    g.wide[label.is_wide] {
                        line.lead x1=(across(label.place)) x2=(across(label.place)) y1=(above(label) + 3) y2=(axis) {}
                        text x=(across(label.place)) y=(above(label)) text-anchor=(label.anchor) { (label.name) }
                    }
                }
                @for label in &scale.limits {
                    @let y = numbers + ROW * (label.row + 1);
                    g.limit {
                        line x1=(across(label.place)) x2=(across(label.place)) y1=(axis - 6) y2=(axis + 6) {}
                        text x=(across(label.place)) y=(y) text-anchor=(label.anchor) { (label.name) }
                    }
                }
                @if let Some([low, high]) = scale.range {
                    rect.range x=(across(low)) y=(axis - 4) width=(across(high - low)) height="8" rx="4" {}
                }
                circle.own cx=(across(scale.median)) cy=(axis) r="5.5" {}
            }
            figcaption {
                (caption(scale))
            }
        }
    }
}

/// What stands above the axis and below it.
pub(super) fn caption(scale: &Scale) -> String {
    let mut said = format!("FLOP. {CREDIT}.");
    if !scale.limits.is_empty() {
        said.push_str(" Below: thresholds of laws");
        if let Some(label) = scale.limits.iter().find(|label| label.is_indicative) {
            said.push_str(&format!("; “{}” is an indication", label.name));
        }
        said.push('.');
    }
    said
}

/// How many rows names take.
pub(super) fn rows(labels: &[Label]) -> usize {
    let rows = labels.iter().map(|label| label.row + 1);
    rows.max().unwrap_or(0)
}

/// The picture in words.
pub(super) fn label(scale: &Scale, flop: Flop) -> String {
    let names = |labels: &[Label]| {
        let names = labels
            .iter()
            .map(|l| format!("{} {}", l.name, write::people(l.flop)));
        names.collect::<Vec<_>>().join(", ")
    };
    let mut said = format!(
        "{} FLOP on a logarithmic axis beside {}",
        write::people(flop.median()),
        names(&scale.systems)
    );
    if !scale.limits.is_empty() {
        said.push_str(&format!("; thresholds of laws: {}", names(&scale.limits)));
    }
    write::spoken(&(said + "."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_text_and_never_markup() {
        let link = "title=<script>alert(1)</script>%22%3E&stage=<b>&parameters=1e9&tokens=1e9&2.compute=1e20";
        let html = draw(&Card::of_link(link), "./#x\"y").into_string();
        assert!(
            !html.contains("<script>") && !html.contains("<b>"),
            "{html}"
        );
        assert!(html.contains("href=\"./#x&quot;y\""), "{html}");
    }

    #[test]
    fn a_card_without_a_figure_says_why() {
        let html = draw(&Card::of_link("parameters=1e9"), "./").into_string();
        assert!(html.contains("No figure"), "{html}");
        let asks = html.find(ASKS).expect("what the requests are");
        let problems = html.find("<ul class=\"problems\">").expect("the requests");
        assert!(asks < problems, "{html}");
        assert!(!html.contains("<svg"), "{html}");
    }
}
