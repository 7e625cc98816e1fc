//! Calculations that stand in a passage: `64 GPUs * 40% * 125 TFLOP/s * 7 days`, `6 * 70B * 2T`.

mod factor;

pub(super) use factor::{Factor, Unit};

use super::mention::Starts;
use super::token::Doc;
use factor::{is_times, product};
use std::ops::Range;

/// A product whose factors tell what they are.
#[derive(Clone, Debug)]
pub(super) struct Calculation {
    pub(super) factors: Vec<Factor>,
    pub(super) tokens: Range<usize>,
}

/// Finds the calculations of a training. The amounts in them are read by nothing else.
pub(super) fn calculations(doc: &Doc, starts: &Starts) -> Vec<Calculation> {
    let mut out = Vec::new();
    for sentence in &doc.sentences {
        if sentence.clone().any(|at| is_times(doc, at)) {
            add(doc, starts, sentence.clone(), &mut out);
        }
    }
    out
}

/// Adds the calculations of a sentence.
fn add(doc: &Doc, starts: &Starts, sentence: Range<usize>, out: &mut Vec<Calculation>) {
    let mut at = sentence.start;
    while at < sentence.end {
        let Some((factors, end)) = product(doc, starts, at) else {
            at += 1;
            continue;
        };
        if is_gpu_time(&factors) || is_six(&factors) {
            out.push(Calculation {
                factors,
                tokens: at..end,
            });
        }
        at = end.max(at + 1);
    }
}

/// Returns whether the factors are those of GPU time: a share of a peak, a peak, a time.
pub(super) fn is_gpu_time(factors: &[Factor]) -> bool {
    let has = |is: fn(&Factor) -> bool| factors.iter().any(is);
    let is_time = |unit: Unit| matches!(unit, Unit::Time(_) | Unit::ChipTime(_));
    let has_time = factors
        .iter()
        .any(|factor| is_time(factor.unit) || factor.is_clock());
    let (has_share, has_speed) = (has(Factor::is_share), has(Factor::is_speed));
    has_share && (has_time || has_speed) || has_time && has_speed
}

/// Returns whether the factors are 6, parameters and tokens.
pub(super) fn is_six(factors: &[Factor]) -> bool {
    let sixes = factors.iter().filter(|factor| factor.is_six()).count();
    let is_known = |factor: &Factor| {
        factor.is_six()
            || factor.value >= 1.0
                && matches!(
                    factor.unit,
                    Unit::None | Unit::Parameters | Unit::Tokens | Unit::Steps
                )
    };
    let large = factors.iter().filter(|factor| factor.value >= 1e6).count();
    sixes == 1 && large > 0 && factors.len() > 2 && factors.iter().all(is_known)
}
