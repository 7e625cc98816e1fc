//! One sentence, which can be recomputed from itself.

use super::record::{Amount, Record, Stage};
use super::words::{by, method, written};
use crate::estimate::{Basis, Role};
use crate::quantity::write;

/// More stages, or more periods of one, are no sentence any more.
const MOST_TERMS: usize = 4;

/// The sentence.
pub(super) fn sentence(record: &Record) -> String {
    let mut said = format!(
        "Training {} took an estimated {}, ",
        record.subject(),
        record.total.in_full()
    );
    let terms: usize = record.stages.iter().map(terms).sum();
    match record.stages.as_slice() {
        [only] if terms <= MOST_TERMS => said.push_str(&of_one(only)),
        [_] => said.push_str(&format!("{}, over {terms} periods", by(record.basis))),
        several if terms <= MOST_TERMS => {
            let each: Vec<String> = several.iter().filter_map(of_several).collect();
            said.push_str(&format!("the sum of {}", each.join("; and ")));
        }
        several => said.push_str(&format!("the sum of {} stages", several.len())),
    }
    if let Some(agreement) = record.agreement() {
        if let (Some(operations), Some(gpu_time), Some(ratio)) = (
            record.outcome().total.operations,
            record.outcome().total.gpu_time,
            agreement.ratio,
        ) {
            let (other, flop) = match record.basis {
                Basis::GpuTime => (Basis::Operations, operations.flop),
                _ => (Basis::GpuTime, gpu_time.flop),
            };
            said.push_str(&format!(
                "; {} gives {}, operations over GPU time is {}",
                method(other),
                Amount(flop).flop(),
                write::people(ratio)
            ));
        }
        said.push_str(&format!(
            "; the operations would take {} of the hardware’s peak",
            write::percent(agreement.implied_utilization)
        ));
    }
    if let Some(without) = record.without_base {
        said.push_str(&format!("; without the base model {}", without.in_full()));
    } else if record.stages.iter().any(|s| s.role == Role::UnknownBase) {
        said.push_str("; the base model, of whose compute nothing is known, is not in it");
    }
    let date = record.date.as_ref();
    let date = date.map_or(String::new(), |date| format!("{date}, "));
    let (program, link) = (record.program(), &record.link);
    said + &format!(
        " (multiply-adds as 2 FLOP, recomputation not counted; {date}{program}: <{link}>)."
    )
}

fn terms(stage: &Stage) -> usize {
    let calculations = stage.calculations();
    calculations.first().map_or(1, |(_, c)| c.terms.len())
}

/// `by counting operations: 2 × …`.
fn of_one(stage: &Stage) -> String {
    if let Some(text) = stage.combination() {
        return format!("{}: {text}", by(Basis::Combined));
    }
    match stage.calculations().first() {
        Some((Basis::Given, _)) => by(Basis::Given),
        Some((basis, calculation)) => {
            let product = written(calculation);
            // The figure was said already.
            let product = match calculation.terms.as_slice() {
                [only] => only.product(),
                _ => product,
            };
            format!("{}: {product}", by(*basis))
        }
        None => String::new(),
    }
}

/// `4 × 10²¹ FLOP for Fine-tuning, by counting operations: 2 × …`.
fn of_several(stage: &Stage) -> Option<String> {
    let (flop, _) = stage.figures.headline?;
    let role = if stage.role == Role::Base {
        " (the base model)"
    } else {
        ""
    };
    Some(format!(
        "{} for {}{role}, {}",
        Amount(flop).flop(),
        stage.title(),
        of_one(stage)
    ))
}
