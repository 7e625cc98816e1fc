//! The card as HTML, for embed.html.

use super::problems::ASKS;
use super::{Card, Line, join_powers};
use crate::picture::scale::draw::in_html;
use crate::quantity::{Flop, write};
use maud::{Markup, html};

/// Draws the card. Its link leads to this address.
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
            @if let Some(remark) = &card.remark { p.agreement { (remark) } }
            @if let (Some(scale), Some((flop, _))) = (&card.scale, card.figure) { (in_html(scale, flop)) }
            @for sentence in &card.inclusions { p.counted { (sentence) } }
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
                "90% range " (join_powers(&write::people_range(flop.0))) " FLOP, "
                (join_powers(&write::people_range(pfs_days.0))) " pfs-days"
            }
        }
    }
}

fn line(line: &Line) -> Markup {
    html! {
        li class=(line.class) {
            span.name dir="auto" { (line.name) } " "
            span.number { (line.figure) }
            @if !line.range.is_empty() { " " span.range { "(" (join_powers(&line.range)) ")" } }
            @if !line.product.is_empty() { small dir="auto" { (join_powers(&line.product)) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dom::{Role, parse};

    #[test]
    fn a_title_is_text_and_never_markup() {
        let link = "title=<script>alert(1)</script>%22%3E&stage=<b>&parameters=1e9&tokens=1e9&2.compute=1e20";
        let card = parse(&draw(&Card::of_link(link), "./#x\"y").into_string());
        assert!(card.tags("script").is_empty() && card.tags("b").is_empty());
        assert!(card.has(Role::Heading, "<script>alert(1)</script>\">"));
        assert!(card.leads_to("./#x\"y"));
    }

    #[test]
    fn a_card_without_a_figure_says_why() {
        let card = parse(&draw(&Card::of_link("parameters=1e9"), "./").into_string());
        card.expect("No figure");
        let text = card.text();
        let asks = text.find(ASKS).expect("what the requests are");
        let problems = card.names(Role::ListItem);
        let first = problems.first().expect("the requests");
        assert!(Some(asks) < text.find(first), "{text}");
        assert!(card.all(Role::Image).is_empty());
    }
}
