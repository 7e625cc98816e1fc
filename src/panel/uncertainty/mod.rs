//! The uncertainty panel: the figure's range and distribution, the inputs that the width comes
//! from, and whether the two methods are compatible.

mod sources;

use super::parts::{figure, range as figures, sources as cite};
use super::piece::{Element, Piece, fold, pieces};
use super::press::{Look, Press};
use crate::answer::{Accuracy, Evaluation, TYPICAL, accuracy, is_typical};
use crate::draft::Key;
use crate::estimate::{Agreement, CHECK, Compatible, Figures, ROUNDING_ALONE, Silence};
use crate::picture::distribution;
use crate::quantity::sampling::Draws;
use crate::quantity::{Flop, write};
use crate::report::record::is_rounding;
use maud::{Markup, html};

/// The source of the error of counting.
const COUNTING_SOURCE: &str = "Hoffmann et al. 2022, “Training Compute-Optimal Large Language Models”, Table A4, https://arxiv.org/abs/2203.15556";

/// The source of the accuracy of GPU time.
const TYPICAL_SOURCE: &str = "Amodei and Hernandez 2018, “AI and Compute”, appendix, https://openai.com/index/ai-and-compute/";

/// The percentiles of the table.
const PERCENTILES: [u8; 5] = [5, 25, 50, 75, 95];

/// Draws the panel.
pub fn draw(evaluation: &Evaluation) -> Vec<Piece> {
    let draft = evaluation.draft();
    let outcome = &evaluation.answer().outcome;
    let is_typical = is_typical(draft);
    let headline = outcome.total.headline.map(|(flop, _)| flop);
    let figure = match headline {
        None => pieces![html! { p.problem.missing { "There is no figure yet." } }],
        Some(flop) if !flop.0.is_range() => pieces![exact(flop)],
        Some(flop) => {
            let draws = Draws::from(outcome.sample().clone());
            pieces![
                range(flop),
                distribution::draw(&draws, flop.0),
                fold("uncertainty-table", "As a table", pieces![table(&draws)]),
                sources::draw(draft, evaluation.widths())
            ]
        }
    };
    let assumed = html! {
        @if headline.is_some() {
            (draw_assumptions(is_typical.then(|| accuracy(draft)), outcome.stages.len() > 1, outcome.shares_errors()))
            @if is_rounding(draft, outcome) {
                p.problem.warning #uncertainty-rounding { (ROUNDING_ALONE) }
            }
        }
    };
    pieces![Element::of_class("div", "evidence").holding(pieces![
        figure,
        typical(is_typical),
        methods(&outcome.total),
        assumed
    ])]
}

/// Draws the switch, whose caption says what pressing it does.
fn typical(is_on: bool) -> Box<Element> {
    let (value, does) = match is_on {
        true => ("", "Switch off the typical uncertainty"),
        false => (TYPICAL, "Switch on the typical uncertainty"),
    };
    let look = Look {
        id: Some("uncertainty-typical"),
        ..Look::of("suggestion")
    };
    let caption = html! { strong { (does) } " that the sources state for figures without a range" };
    let button = Press::Fill(Key::Uncertainty, value.into(), None).button(look, caption);
    Element::of_class("div", "suggestions").holding(pieces![button])
}

/// Draws a figure without a range.
fn exact(flop: Flop) -> Markup {
    html! {
        p.figure { strong { (figure(flop.median())) " FLOP" } ", without a range." }
        p {
            "No uncertainty entered yet. Type a range such as " strong { "30–40%" }
            ", or add the typical uncertainty."
        }
    }
}

fn range(flop: Flop) -> Markup {
    html! {
        p.figure #uncertainty-range {
            strong { (figures(flop.0)) " FLOP" } " with a probability of 90%"
        }
        p {
            "The median is " (write::people(flop.median())) " FLOP (" (write::around_unbroken(flop.0))
            "); in pfs-days, " (write::people_range(flop.pfs_days().0)) "."
        }
    }
}

fn table(draws: &Draws) -> Markup {
    let rows = PERCENTILES.map(|p| (p, Flop::point(draws.quantile(f64::from(p) / 100.0))));
    html! {
            div.scroll {
                table {
                    thead {
                        tr {
                            th scope="col" { "Percentile" }
                            th.number scope="col" { "FLOP" }
                            th.number scope="col" { "pfs-days" }
                        }
                    }
                    tbody {
                        @for (percentile, flop) in rows {
                            tr {
                                th scope="row" { (percentile) "th" @if percentile == 50 { ", the median" } }
                                td.number { (write::people(flop.median())) }
                                td.number { (write::people(flop.pfs_days().median())) }
                            }
                        }
                    }
                }
            }
    }
}

/// Draws both methods and their mean, if both are filled in.
fn methods(total: &Figures) -> Markup {
    let (Some(operations), Some(gpu_time)) = (total.operations, total.gpu_time) else {
        return html! {};
    };
    let both = total.of_one_run.unwrap_or((operations.flop, gpu_time.flop));
    let rows = [
        ("Counting operations", Some(operations.flop)),
        ("GPU time", Some(gpu_time.flop)),
        (
            "Both methods combined",
            total.combined.filter(|_| total.offers_mean()),
        ),
    ];
    html! {
        h3 { "Both methods" }
        div.scroll {
            table #uncertainty-methods {
                thead {
                    tr {
                        th scope="col" { "Method" }
                        th.number scope="col" { "FLOP, 90% range" }
                    }
                }
                tbody {
                    @for (name, flop) in rows.into_iter().filter_map(|(name, flop)| Some((name, flop?))) {
                        tr {
                            th scope="row" { (name) }
                            td.number {
                                (write::people(flop.median()))
                                small { @if flop.0.is_range() { (figures(flop.0)) } @else { "no range" } }
                            }
                        }
                    }
                }
            }
        }
        // The medians come first, in the same words as in the answer, because it is the same
        // statement.
        @if let Some((verdict, text)) = total.agreement.and_then(Agreement::comparison) {
            p { (verdict) ": " (text.trim_end_matches(CHECK)) }
        }
        p #uncertainty-compatible { (Compatible::of(both.0, both.1).words()) }
        @if total.offers_mean() {
            p.hint {
                "Combined, each weighs by how narrow its range is: the mean of the logarithms with weights 1/σ². Without ranges it is the geometric mean."
            }
            @if let Some(why) = total.one_sided() {
                p.problem.warning #uncertainty-weights { (weight_sentence(total)) ", because " (why) "." }
            }
        } @else if total.combined.is_some() {
            p.hint { "They exclude each other, so they are not combined." }
        }
    }
}

/// Says how the mean weighs a method without a range.
fn weight_sentence(total: &Figures) -> &'static str {
    match total.silence {
        Silence::Exact => "Combined, one method has all the weight",
        Silence::AsUncertain => "Combined, both methods weigh the same",
    }
}

fn draw_assumptions(accuracy: Option<Accuracy>, has_stages: bool, shares_errors: bool) -> Markup {
    html! {
        p.hint #uncertainty-assumed {
            "Ranges are 90% intervals, log-normal, and independent of each other"
            @match (has_stages, shares_errors) {
                (true, true) => ", but stages by the same method share its error. ",
                (true, false) => ", those of different stages too. ",
                (false, _) => ". ",
            }
            @if let Some(accuracy) = accuracy {
                "The typical uncertainty is on. For counted operations, each figure is good to half a unit of its last digit"
                @if accuracy.operations > 1.0 { ", and the count as a whole to a factor of " (write::typed(accuracy.operations)) }
                ". GPU time is good to a factor of " (write::typed(accuracy.gpu_time))
                ", unless its utilization has a range. Sources: " (cite(COUNTING_SOURCE)) "; " (cite(TYPICAL_SOURCE)) "."
            }
        }
    }
}
