//! The methods in the terms of Annex A of the Commission's guidelines.

use super::phrases;
use super::record::{Calculation, Stage, Term};
use crate::estimate::Basis;

/// Describes each method of a stage with the points of the guidelines.
pub(super) fn approaches(stage: &Stage) -> Vec<String> {
    let mut sentences = Vec::new();
    for (basis, calculation) in stage.calculations() {
        let formula = phrases::formula(calculation);
        match basis {
            Basis::Operations => {
                let passes = match is_forward(calculation) {
                    true => "operations of a forward pass × forward passes",
                    false => "operations of a forward and backward pass × passes",
                };
                sentences.push(format!(
                    "Architecture-based approach (points 130 to 132), {passes}: {formula}."
                ));
            }
            Basis::GpuTime => {
                sentences.push(format!(
                    "Hardware-based approach (points 126 to 128), C = N × L × H × U: {formula}."
                ));
                sentences.extend(units(calculation));
            }
            _ => sentences.push(format!(
                "{}, not computed here: {formula}.",
                phrases::published(calculation)
            )),
        }
    }
    if let Some(text) = stage.combination() {
        sentences.push(format!("Both approaches combined: {text}."));
    }
    sentences
}

/// Returns whether there is no backward pass.
fn is_forward(calculation: &Calculation) -> bool {
    let mut factors = calculation.terms.iter().flat_map(|term| &term.factors);
    factors.any(|factor| factor.number == "(1 + 0)")
}

/// Says what the letters of the formula stand for, if there is one period. Several periods are a
/// sum over periods of constant N.
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

/// Returns whether N and L are known only as their product, chip-hours.
fn is_product(term: &Term) -> bool {
    term.factors
        .iter()
        .any(|factor| factor.unit == "chip-hours")
}
