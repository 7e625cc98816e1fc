//! The list of worked examples: the printed figures beside the computed ones.

use super::press::{Look, Press};
use crate::answer::answer;
use crate::catalog::{Example, Figure, Method, examples};
use crate::draft::link;
use crate::estimate::Figures;
use crate::quantity::write;
use maud::{Markup, html};

/// Draws the list. The page opens the link of the example that is pressed.
pub fn draw() -> Markup {
    html! {
        p.subtitle {
            "Every calculation in the appendix of OpenAI’s “AI and Compute” (2018): the figure it prints, and the one that its factors give."
        }
        div.scroll tabindex="0" role="region" aria-label="Table of examples" {
            table {
                thead {
                    tr {
                        th scope="col" { "System" }
                        th scope="col" { "Method" }
                        th scope="col" { "Printed" }
                        th.number scope="col" { "Printed, FLOP" }
                        th.number scope="col" { "Computed, FLOP" }
                    }
                }
                tbody {
                    @for example in examples() { (row(example)) }
                }
            }
        }
    }
}

fn row(example: &Example) -> Markup {
    let total = answer(&link::decode(example.link).draft).outcome.total;
    let methods: Vec<&str> = example.figures.iter().map(|f| name(f.method)).collect();
    // AlexNet has three buttons, so each one's label also names its method.
    let label = format!("{}, {}", example.system, methods.join(" and "));
    let look = Look {
        name: Some(&label),
        ..Look::of("link")
    };
    html! {
        tr {
            th scope="row" {
                (Press::Open(example.link.into()).button(look, &html! { (example.system) }))
                " (" (example.year) ")"
            }
            td { (each(example, |figure| name(figure.method).into())) }
            td { (each(example, |figure| figure.printed.into())) }
            td.number { (each(example, |figure| write::people(figure.printed_flop().median()))) }
            td.number { (each(example, |figure| computed(&total, figure.method))) }
        }
    }
}

fn each(example: &Example, cell: impl Fn(&Figure) -> String) -> Markup {
    html! {
        @for figure in example.figures { span { (cell(figure)) } }
    }
}

fn computed(total: &Figures, method: Method) -> String {
    let flop = match method {
        Method::Operations => total.operations.map(|operations| operations.flop),
        Method::GpuTime => total.gpu_time.map(|gpu_time| gpu_time.flop),
    };
    flop.map_or("–".into(), |flop| write::people(flop.median()))
}

fn name(method: Method) -> &'static str {
    match method {
        Method::Operations => "operations",
        Method::GpuTime => "GPU time",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_has_a_row_with_both_figures_and_its_link() {
        let html = draw().into_string();
        assert_eq!(html.matches("data-do=\"open\"").count(), examples().len());
        assert!(
            html.contains(
                "aria-label=\"DeepSpeech2, GPU time\" data-do=\"open\" value=\"v=1&amp;data="
            ),
            "{html}"
        );
        assert!(!html.contains('–'), "{html}");
        let first = row(&examples()[0]).into_string();
        for text in [
            "AlexNet</button> (2012)</th>",
            "<span>operations</span><span>GPU time</span>",
            "<span>470 PF = 0.0054 pfs-days</span><span>500 PF = 0.0058 pfs-days</span>",
            "<span>4.7 × 10¹⁷</span><span>5 × 10¹⁷</span>",
            "<span>4.86 × 10¹⁷</span><span>4.96 × 10¹⁷</span>",
        ] {
            assert!(first.contains(text), "{text}: {first}");
        }
    }
}
