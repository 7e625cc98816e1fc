//! Mixtures of experts: how many of their parameters are active for a token.

use crate::catalog::open_models::{OpenModel, open_models};

/// How far two counts of one model's parameters may lie apart: both are often rounded to two digits.
const ROUNDING: f64 = 0.05;

/// Returns the active parameters of the mixture of experts that has this name and this many parameters in
/// the table of open models.
pub(super) fn active(name: &str, parameters: f64) -> Option<f64> {
    let is_it = |model: &&OpenModel| {
        letters(model.name).eq(letters(name))
            && (model.parameters / parameters - 1.0).abs() < ROUNDING
    };
    open_models().iter().find(is_it)?.active_parameters
}

/// Returns whether a name says that it is a mixture of experts: `Qwen3-235B-A22B`, `8x7B`, `GPT-MoE`.
pub(super) fn is_named(name: &str) -> bool {
    name.split([' ', '-', '_', '(', ')']).any(|word| {
        let word = word.to_ascii_lowercase();
        let inner = word.strip_suffix('b');
        let is_number = |text: &str| !text.is_empty() && text.parse::<f64>().is_ok();
        let is_active = |inner: &str| inner.strip_prefix('a').is_some_and(is_number);
        let is_product = |inner: &str| {
            inner
                .split_once('x')
                .is_some_and(|(a, b)| is_number(a) && is_number(b))
        };
        word == "moe" || inner.is_some_and(|inner| is_active(inner) || is_product(inner))
    })
}

fn letters(name: &str) -> impl Iterator<Item = char> {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.map(|c| c.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_a_mixture_of_experts() {
        for name in [
            "Qwen3-235B-A22B",
            "Mixtral 8x7B",
            "ST-MoE",
            "GLM-4.5 (355B-A32B)",
        ] {
            assert!(is_named(name), "{name}");
        }
        for name in ["Llama 3.1-405B", "Moebius", "GPT-3 175B (davinci)", ""] {
            assert!(!is_named(name), "{name}");
        }
    }
}
