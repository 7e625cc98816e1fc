//! The trends of Sevilla et al.: on which line the estimate lies, and when a line reaches a compute.

use super::input::Input;
use super::{Shown, Study, dated, flop_of, message, study};
use crate::panel::parts::sources;
use crate::panel::piece::{Element, Piece, pieces};
use crate::quantity::{Dimension, write};
use crate::study::eras::{END_OF_DEEP_LEARNING, ERAS, Era, nearest};
use crate::words::comparison::times;
use maud::html;

pub(super) fn draw(shown: &Shown<'_>) -> Box<Element> {
    let &Shown {
        evaluation, texts, ..
    } = shown;
    let released = texts.date(Input::Released, dated(evaluation.draft()));
    let target = texts.number(Input::Target, Dimension::Operations, Some(1e26));
    let inputs = pieces![
        texts.field(
            Input::Released,
            "Date of this model",
            "Year-month, such as 2023-02.",
            &released
        ),
        texts.field(
            Input::Target,
            "Compute to reach",
            "FLOP, or pfs-days.",
            &target
        ),
    ];
    let result = match (flop_of(evaluation), released.value) {
        (None, _) => message("Fill in an estimate."),
        (_, None) => message("Type the date of this model."),
        (Some(flop), Some(year)) => result(flop, year, target.value),
    };
    let about = html! {
        p { "Compute after some months = compute × 2^(months ÷ doubling time)." }
        ul {
            @for era in &ERAS {
                li {
                    (era.name) " (" (era.n) " systems): doubling time " (era.months.middle) " months, 95% interval " (era.months.low) "–" (era.months.high) "; from " (write::people(era.flop.0)) " to " (write::people(era.flop.1)) " FLOP"
                }
            }
        }
        p { (END_OF_DEEP_LEARNING) }
        p {
            "Sevilla et al. 2022, “Compute Trends Across Three Eras of Machine Learning”. The large systems are a choice of the authors. A past trend need not continue. "
            (sources("https://arxiv.org/abs/2202.05924"))
        }
    };
    study(
        Study::Trend,
        "Which trend is it on, and when would that trend reach more?",
        inputs,
        result,
        about,
        shown,
    )
}

fn result(flop: f64, year: f64, target: Option<f64>) -> Vec<Piece> {
    let (era, ratio) = match nearest(flop, year) {
        Ok(found) => found,
        Err(error) => return message(&error.to_string()),
    };
    let is_more = target.is_none_or(|target| target > flop);
    let rows: Vec<(&Era, [String; 3])> = target
        .filter(|_| is_more)
        .into_iter()
        .flat_map(|target| ERAS.iter().map(move |era| (era, target)))
        .filter_map(|(era, target)| {
            let months = era.months_between(flop, target).ok()?;
            let date = |months: f64| month(year + months / 12.0);
            Some((era, [months.middle, months.low, months.high].map(date)))
        })
        .collect();
    pieces![html! {
        p {
            "Nearest to the line of " strong { (era.name) } ": "
            (times(ratio, "what the line has at this date"))
            @if !era.covers(year) { ", extended beyond " (write::exact(era.years.1.floor())) }
            "."
        }
        @if !is_more { p.hint { "This estimate has reached that: type more." } }
        @if let (Some(target), true) = (target, is_more) {
            div.scroll {
                table {
                    caption { (write::people(target)) " FLOP from here" }
                    thead {
                        tr {
                            th scope="col" { "At the rate of" }
                            th.number scope="col" { "reached" }
                            th.number scope="col" { "95% interval" }
                        }
                    }
                    tbody {
                        @for (era, [middle, low, high]) in rows {
                            tr {
                                th scope="row" { (era.name) }
                                td.number { (middle) }
                                td.number { (low) " to " (high) }
                            }
                        }
                    }
                }
            }
        }
    }]
}

/// Writes a year with a fraction as a year and a month: `2026-03`.
fn month(year: f64) -> String {
    if !(0.0..10_000.0).contains(&year) {
        return format!("the year {}", write::people(year));
    }
    let months = (year * 12.0).floor();
    format!("{:04}-{:02}", (months / 12.0).floor(), months % 12.0 + 1.0)
}
