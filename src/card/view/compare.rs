//! Estimates side by side on other pages.

use super::problems;
use crate::card::comparison;
use crate::compare::{columns, decode, figures, inputs, ratios};
use maud::{Markup, html};

/// Returns the comparison of a fragment as HTML. Its link leads to this address.
pub(super) fn html(fragment: &str, address: &str) -> Markup {
    let opened = decode(fragment);
    let columns = columns(&opened.compare.estimates);
    html! {
        article aria-labelledby="title" {
            header {
                p.eyebrow { "Training compute" }
                h1 #title dir="auto" {
                    @match columns.as_slice() {
                        [] => "Estimates side by side",
                        columns => {
                            @for (at, column) in columns.iter().enumerate() {
                                @if at > 0 { " · " }
                                (column.name)
                            }
                        }
                    }
                }
            }
            (problems(&opened.problems))
            @if columns.len() < 2 {
                p.asks { "This link has fewer than two estimates to compare." }
            } @else {
                @for sentence in ratios(&columns) { p.sentence { (sentence) } }
                (comparison::table(&columns, &figures(&columns), &inputs(&columns)))
            }
            footer { a href=(address) target="_blank" rel="noopener" { "Open in Petaday" } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAIR: &str = "view=compare&a=v=1%26title=A%26parameters=7e9%26tokens=2e12&b=v=1%26title=B%26parameters=70e9%26tokens=2e12";

    #[test]
    fn estimates_stand_beside_each_other_with_their_ratio() {
        let html = html(PAIR, "./#view=compare").into_string();
        for text in [
            "A · B",
            "B took 10 × A.",
            "8.4\u{a0}×\u{a0}10²³",
            "<table",
            "Open in Petaday",
        ] {
            assert!(html.contains(text), "no “{text}” in {html}");
        }
        assert!(!html.contains("class=\"problems\""), "{html}");
    }

    #[test]
    fn what_is_missing_or_damaged_is_said() {
        let one = html("view=compare&a=v=1%26tokens=1&z=1", "./").into_string();
        assert!(one.contains("fewer than two estimates"), "{one}");
        assert!(one.contains("“z” in the link: "), "{one}");
        assert!(!one.contains("<table"), "{one}");
        let hostile = html(
            "view=compare&a=v=1%26title=<script>alert(1)</script>&b=v=1",
            "./",
        );
        assert!(!hostile.into_string().contains("<script>"));
    }
}
