//! The methods in the terms of the Commission’s guidelines, Annex A.

use super::phrases;
use super::record::{Calculation, Stage, Term};
use crate::estimate::Basis;

/// Each method by the points that describe it.
pub(super) fn approaches(stage: &Stage) -> Vec<String> {
    let mut said = Vec::new();
    for (basis, calculation) in stage.calculations() {
        let written = phrases::written(calculation);
        match basis {
            Basis::Operations => {
                let passes = match is_forward(calculation) {
                    true => "operations of a forward pass × forward passes",
                    false => "operations of a forward and backward pass × passes",
                };
                said.push(format!(
                    "Architecture-based approach (points 130 to 132), {passes}: {written}."
                ));
            }
            Basis::GpuTime => {
                said.push(format!(
                    "Hardware-based approach (points 126 to 128), C = N × L × H × U: {written}."
                ));
                said.extend(units(calculation));
            }
            _ => said.push(format!(
                "{}, not computed here: {written}.",
                phrases::published(calculation)
            )),
        }
    }
    if let Some(text) = stage.combination() {
        said.push(format!("Both approaches combined: {text}."));
    }
    said
}

/// Whether there is no backward pass.
fn is_forward(calculation: &Calculation) -> bool {
    let mut factors = calculation.terms.iter().flat_map(|term| &term.factors);
    factors.any(|factor| factor.number == "(1 + 0)")
}

/// What the letters stand for, of one period; of several the sum is over periods of constant N.
fn units(calculation: &Calculation) -> Option<String> {
    let [term] = calculation.terms.as_slice() else {
        return Some("The sum is over periods in each of which the number of units, N, was constant (point 128).".into());
    };
    let of = |units: &[&str]| {
        let named = term.factors.iter().filter(|f| units.contains(&f.unit));
        let texts: Vec<String> = named.map(|f| format!("{} {}", f.number, f.unit)).collect();
        texts.join(" × ")
    };
    let hours = of(&["chip-hours", "s/h"]);
    let amount = if is_product(term) {
        format!("N × L = {hours}")
    } else {
        let time = of(&["d", "h", "min", "s", "s/d", "s/h", "s/min"]);
        format!("N = {}, L = {time}", of(&["chips"]))
    };
    let peak = of(&["FLOP/s"]);
    let utilization = term.factors.iter().find(|f| f.number.ends_with('%'));
    let utilization = utilization.map_or("", |f| f.number.as_str());
    Some(format!("{amount}, H = {peak}, U = {utilization}."))
}

/// Whether N and L are known as chip-hours alone.
fn is_product(term: &Term) -> bool {
    term.factors
        .iter()
        .any(|factor| factor.unit == "chip-hours")
}
