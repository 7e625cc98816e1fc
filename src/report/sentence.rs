//! One sentence, which can be recomputed from itself.

use super::phrases::{self, written};
use super::record::{Amount, Record, Stage};
use crate::estimate::{Basis, Compatible, Role};
use crate::quantity::write;
use crate::words::basis::{by, method};

/// More stages, or more periods of one, are no sentence any more.
const MOST_TERMS: usize = 4;

/// The sentence.
pub(super) fn sentence(record: &Record) -> String {
    let mut said = format!("{} {}, ", phrases::took(record), record.total.in_full());
    let known = phrases::terms(record);
    let terms: usize = known.iter().map(|stage| terms(stage)).sum();
    match known.as_slice() {
        [only] if terms <= MOST_TERMS => said.push_str(&of_one(only)),
        [_] => said.push_str(&format!("{}, over {terms} periods", by(record.basis))),
        several if terms <= MOST_TERMS => {
            let each: Vec<String> = several
                .iter()
                .filter_map(|stage| of_several(stage))
                .collect();
            said.push_str(&format!("the sum of {}", each.join("; and ")));
        }
        several => said.push_str(&format!("the sum of {} stages", several.len())),
    }
    said.push_str(&check(record).unwrap_or_default());
    if let Some(without) = record.without_base {
        said.push_str(&format!("; without the base model {}", without.in_full()));
    }
    if record.stages.iter().any(|s| s.role == Role::UnknownBase) {
        said.push_str("; the base model, of whose compute nothing is known, is not in it");
    }
    let mut aside: Vec<String> = Vec::new();
    if record.outcome().is_counted() {
        aside.push("multiply-adds as 2 FLOP, recomputation not counted".into());
    }
    aside.extend(phrases::ledger(record).iter().map(|said| {
        let mut letters = said.trim_end_matches('.').chars();
        let first = letters.next().map(|letter| letter.to_ascii_lowercase());
        first.into_iter().chain(letters).collect()
    }));
    let date = record.date.as_ref();
    let date = date.map_or(String::new(), |date| format!("{date}, "));
    let (program, link) = (record.program(), &record.link);
    aside.push(match link.contains("://") {
        true => format!("{date}{program}: <{link}>"),
        false => format!("{date}{program}; {} <{link}>", phrases::FRAGMENT),
    });
    format!("{said} ({}).", aside.join("; "))
}

/// What the other method gives, if it is filled in, and what both say of each other.
fn check(record: &Record) -> Option<String> {
    let agreement = record.agreement()?;
    let total = &record.outcome().total;
    let mut said = String::new();
    let other = match record.basis {
        Basis::Operations => total.gpu_time.map(|known| (Basis::GpuTime, known.flop)),
        Basis::GpuTime => total
            .operations
            .map(|known| (Basis::Operations, known.flop)),
        _ => None,
    };
    if let Some((basis, flop)) = other {
        said.push_str(&format!(
            "; {} gives {}",
            method(basis),
            Amount(flop).flop()
        ));
    }
    if let Some(ratio) = agreement.ratio {
        let ratio = write::people(ratio);
        said.push_str(&format!("; operations over GPU time is {ratio}"));
        if agreement.compatible == Compatible::No {
            said.push_str(", and the two 90% ranges do not allow for each other");
        }
    }
    let implied = write::percent(agreement.implied_utilization);
    Some(said + &format!("; the operations would take {implied} of the hardware’s peak"))
}

fn terms(stage: &Stage) -> usize {
    let calculations = stage.calculations();
    calculations.first().map_or(1, |(_, c)| c.terms.len())
}

/// `by counting operations: 2 × …`.
fn of_one(stage: &Stage) -> String {
    if let Some(text) = stage.combination() {
        let calculations = stage.calculations();
        let each = calculations
            .iter()
            .map(|(basis, calculation)| format!("{}, {}", method(*basis), written(calculation)));
        let each: Vec<String> = each.collect();
        return format!("{}: {text}; {}", by(Basis::Combined), each.join("; "));
    }
    match stage.calculations().first() {
        Some((Basis::Given, calculation)) => match calculation.terms.as_slice() {
            [only] if only.factors.len() > 1 => format!("{} {}", only.product(), by(Basis::Given)),
            _ => by(Basis::Given),
        },
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
