//! Compute-optimal training: the best model and data for a budget, and where the estimate’s own lie.

use super::input::Input;
use super::{Shown, Study, flop_of, message, study};
use crate::answer::Evaluation;
use crate::draft::{Field, Key};
use crate::panel::parts::sources;
use crate::panel::piece::{Element, Piece, pieces};
use crate::quantity::{Dimension, write};
use crate::study::optimal::{Constants, FITTED, SETS, Training};
use crate::words::comparison::times;
use maud::html;

pub(super) fn draw(shown: &Shown<'_>) -> Box<Element> {
    let &Shown {
        evaluation,
        stage,
        texts,
        ..
    } = shown;
    let budget = texts.number(Input::Budget, Dimension::Operations, flop_of(evaluation));
    let inputs = texts.field(Input::Budget, "Budget", "FLOP, or pfs-days.", &budget);
    let result = match budget.value {
        None => message("Type the compute, or fill in an estimate."),
        Some(flop) => {
            // Another budget than the estimate's has nothing to do with its own model.
            let is_own = texts.get(Input::Budget).is_empty();
            let own = own(evaluation, stage).filter(|_| is_own);
            result(flop, own)
        }
    };
    let about = html! {
        p {
            "Loss = E + A ÷ N^α + B ÷ D^β, with N parameters, D tokens and 6·N·D = compute. The lowest loss has N = G × (C ÷ 6)^(β ÷ (α + β)) with G = (αA ÷ βB)^(1 ÷ (α + β))."
        }
        ul {
            @for set in &SETS {
                li {
                    (set.name) ": E = " (set.e) ", A = " (set.a) ", B = " (set.b) ", α = " (set.alpha) ", β = " (set.beta) ". " (sources(set.source))
                }
            }
        }
        p {
            "The two sets fit the same experiments. At Chinchilla’s 5.76 × 10²³ FLOP they say 18 and 59 tokens per parameter; the model itself was trained with 20. A model that will be used a lot is trained on more tokens than this, because a smaller one costs less to run."
        }
    };
    study(
        Study::Optimal,
        "Which model and how much data would be best for this compute?",
        inputs,
        result,
        about,
        shown,
    )
}

/// Returns the parameters and tokens of the estimate’s own training.
fn own(evaluation: &Evaluation, stage: u16) -> Option<(f64, f64)> {
    let draft = evaluation.draft();
    let read = |key: Key| {
        let text = draft.get(Field::new(stage, key))?;
        let value = draft.rules().read(text, key.dimension()?).ok()?;
        Some(value.median())
    };
    let epochs = read(Key::Epochs).unwrap_or(1.0);
    Some((read(Key::Parameters)?, read(Key::Tokens)? * epochs))
}

fn result(flop: f64, own: Option<(f64, f64)>) -> Vec<Piece> {
    let best: Vec<(&Constants, Training)> = SETS
        .iter()
        .filter_map(|set| Some((set, set.optimal(flop).ok()?)))
        .collect();
    let own = own.and_then(|(parameters, tokens)| {
        let losses: Option<Vec<Training>> = SETS
            .iter()
            .map(|set| set.training(parameters, tokens).ok())
            .collect();
        losses
    });
    let row = |name: &str, training: &Training| {
        html! {
            tr {
                th scope="row" { (name) }
                td.number { (write::in_words(training.parameters)) }
                td.number { (write::in_words(training.tokens)) }
                td.number { (write::digits(training.ratio(), 3)) }
                td.number { (write::digits(training.loss, 4)) }
            }
        }
    };
    pieces![html! {
        div.scroll {
            table {
                caption.visually-hidden { "The best training by both sets of constants, and the estimate’s own" }
                thead {
                    tr {
                        th scope="col" { "Constants" }
                        th.number scope="col" { "Parameters" }
                        th.number scope="col" { "Tokens" }
                        th.number scope="col" { "Tokens per parameter" }
                        th.number scope="col" { "Loss, nats" }
                    }
                }
                tbody {
                    @for (set, training) in &best { (row(set.name, training)) }
                    @for (set, training) in SETS.iter().zip(own.iter().flatten()) {
                        (row(&format!("This estimate, loss by {}", author(set)), training))
                    }
                }
            }
        }
        @if !FITTED.contains(&flop) {
            p.hint { "The experiments of both fits took 10¹⁸ to 10²² FLOP; this is an extrapolation." }
        }
        @if let Some(own) = own.as_ref().and_then(|own| own.first()) {
            p {
                "Its tokens per parameter are "
                @for (index, (set, training)) in best.iter().enumerate() {
                    @if index > 0 { " and " }
                    (times(own.ratio() / training.ratio(), &format!("the best by {}", author(set))))
                }
                "."
            }
        }
    }]
}

fn author(set: &Constants) -> &'static str {
    set.name.split(" (").next().unwrap_or(set.name)
}
