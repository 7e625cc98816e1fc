//! Thompson et al.: the compute that a lower error rate takes.

use super::input::{Input, Typed};
use super::{Shown, Study, message, study};
use crate::panel::parts::sources;
use crate::panel::piece::{Element, Piece, pieces};
use crate::picture::power::{self, PowerLaw};
use crate::quantity::{Dimension, write};
use crate::study::StudyError;
use crate::study::power::{LAWS, Law, law};
use maud::html;

pub(super) fn draw(shown: &Shown<'_>) -> Box<Element> {
    let texts = shown.texts;
    let options: Vec<(String, String)> = LAWS
        .iter()
        .map(|law| {
            let name = format!(
                "{}, by {}: {}",
                law.benchmark,
                law.measure.words(),
                law.version.words()
            );
            (law.slug.into(), name)
        })
        .collect();
    // The review's rounded exponent, which most people quote, stands first.
    let law = law(texts.get(Input::Law)).unwrap_or(&LAWS[0]);
    let rate = |input, default| {
        let typed = texts.number(input, Dimension::Share, Some(default));
        typed.saying(StudyError::Share)
    };
    let (from, to) = (rate(Input::Error, 0.2), rate(Input::Goal, 0.1));
    let inputs = pieces![
        texts.list(Input::Law, "Benchmark and version", &options),
        texts.field(Input::Error, "Error rate now", "", &from),
        texts.field(Input::Goal, "Error rate to reach", "", &to),
    ];
    let result = match (from.value, to.value) {
        (Some(from), Some(to)) => result(law, from, to),
        _ => message(&explain_unreadable(&from, &to)),
    };
    let about = html! {
        p { "Compute ∝ (1 ÷ error)^exponent; the exponent is 1 ÷ the slope of log10(1 ÷ error) over log10(compute)." }
        p {
            "Thompson et al., “The Computational Limits of Deep Learning”. The versions of 2020 and 2022 differ, threefold for MS COCO, so the version is named. The points of version 1 are those of the authors’ chart; our fits give the R² of 29% and 68% that it prints. "
            (sources("https://arxiv.org/abs/2007.05558"))
        }
        p { "A fit across the best published models, not a law for any one of them." }
    };
    study(
        Study::Error,
        "How much more compute would a lower error take?",
        inputs,
        result,
        about,
        shown,
    )
}

/// Says which of the error rates cannot be read. An empty box has a value in its place, so one of them was mistyped.
fn explain_unreadable(from: &Typed, to: &Typed) -> String {
    let names = match (from.value, to.value) {
        (None, None) => "The error rate now and the error rate to reach cannot be read",
        (None, Some(_)) => "The error rate now cannot be read",
        _ => "The error rate to reach cannot be read",
    };
    format!("{names}: type a share such as 10%.")
}

fn result(law: &Law, from: f64, to: f64) -> Vec<Piece> {
    let factor = match law.factor(from, to) {
        Ok(factor) => factor,
        Err(error) => return message(&error.to_string()),
    };
    let has_interval = factor.low < factor.high;
    let needed = law.compute(to).ok().flatten();
    let start = law.compute(from).ok().flatten();
    let picture = power::draw(&PowerLaw {
        errors: (from, to),
        start: start.unwrap_or(1.0),
        factor,
        is_amount: start.is_some(),
    });
    pieces![html! {
        p.figure {
            strong { (write::people(factor.middle)) " ×" } " the compute"
            @if has_interval {
                ", 95% interval " (write::people(factor.low)) " to " (write::people(factor.high)) " ×"
            }
        }
        @if let Some(picture) = picture { (picture) }
        ul {
            @if let (Some(n), Some(r2)) = (law.n, law.r2) {
                li { (n) " systems, R² = " (write::digits(r2, 3)) }
            }
            @if let Some(needed) = needed {
                li { "In all " (write::people(needed)) " FLOP at the peak of the hardware" }
            }
            @if let Ok(left) = law.error_after(from, 10.0) {
                li { "Ten times the compute leaves " (write::percent(left)) " of error" }
            }
        }
    }]
}
