//! The same result with the algorithms of another year.

use super::input::Input;
use super::{Shown, Study, dated, flop_of, message, study};
use crate::panel::parts::sources;
use crate::panel::piece::{Element, Piece, pieces};
use crate::quantity::{Dimension, write};
use crate::study::progress::{MEASURED, RATES, TASKS};
use maud::{Markup, html};

pub(super) fn draw(shown: &Shown<'_>) -> Box<Element> {
    let &Shown {
        evaluation, texts, ..
    } = shown;
    let compute = texts.number(Input::Compute, Dimension::Operations, flop_of(evaluation));
    let spent = texts.date(Input::Spent, dated(evaluation.draft()));
    let algorithms = texts.date(Input::Algorithms, "");
    let inputs = pieces![
        texts.field(Input::Compute, "Compute", "FLOP, or pfs-days.", &compute),
        texts.field(
            Input::Spent,
            "Spent in",
            "Year-month, such as 2012-06.",
            &spent
        ),
        texts.field(Input::Algorithms, "With the algorithms of", "", &algorithms),
    ];
    let result = match (compute.value, spent.value, algorithms.value) {
        (Some(flop), Some(from), Some(to)) => result(flop, from, to),
        (None, ..) => message("Type the compute, or fill in an estimate."),
        _ => message("Type both dates."),
    };
    let about = html! {
        p { "Compute for the same result = compute ÷ 2^(months ÷ months for a halving)." }
        @for task in &TASKS { (draw_task(task)) }
        p {
            "A rate for one task at one accuracy does not hold for other tasks, nor for the largest models. Outside 2012–2019 the first rate is extended. Gundlach et al. 2025 find that most of a factor of 22,000 between 2012 and 2023 depends on the scale of the model. "
            (sources("https://arxiv.org/abs/2511.21622"))
        }
    };
    study(
        Study::Algorithms,
        "How much compute would it take with the algorithms of another year?",
        inputs,
        result,
        about,
        shown,
    )
}

fn result(flop: f64, from: f64, to: f64) -> Vec<Piece> {
    let months = (to - from) * 12.0;
    let is_inside = MEASURED.contains(&from) && MEASURED.contains(&to);
    let rows = RATES.iter().filter_map(|rate| {
        let gain = rate.gain(months).ok()?;
        let equivalent = rate.equivalent(flop, months).ok()?;
        Some((rate, gain, equivalent))
    });
    pieces![html! {
        div.scroll {
            table {
                caption.visually-hidden { "Compute for the same result, by each published rate" }
                thead {
                    tr {
                        th scope="col" { "Rate" }
                        th.number scope="col" { "Halves in, months" }
                        th.number scope="col" { "Factor" }
                        th.number scope="col" { "FLOP" }
                    }
                }
                tbody {
                    @for (rate, gain, equivalent) in rows {
                        tr {
                            th scope="row" { (rate.name) " " (sources(rate.source)) }
                            td.number {
                                (write::digits(rate.months.0, 3))
                                @if let (Some((low, high)), Some(level)) = (rate.months.1, rate.level) {
                                    " (" (write::digits(low, 3)) "–" (write::digits(high, 3)) ", " (level) "%)"
                                }
                            }
                            td.number { (write::people(gain.middle)) " ×" }
                            td.number {
                                (write::people(equivalent.middle))
                                @if equivalent.low < equivalent.high {
                                    " (" (write::people(equivalent.low)) " to " (write::people(equivalent.high)) ")"
                                }
                            }
                        }
                    }
                }
            }
        }
        @if !is_inside {
            p.hint { "Each rate was measured over some years (that of Hernandez & Brown from 2012 to 2019). Outside them it is extended, and may be far off." }
        }
    }]
}

fn draw_task(task: &'static crate::study::progress::Task) -> Markup {
    html! {
        h4 { (task.name) }
        ul {
            @for system in task.systems {
                li {
                    (system.name) ": " (write::people(system.tfs_days)) " teraFLOP/s-days; printed " (write::people(system.printed)) " ×, by division " (write::digits(task.gain(system), 3)) " ×"
                }
            }
        }
        @if !task.note.is_empty() { p.hint { (task.note) } }
    }
}
