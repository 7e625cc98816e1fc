//! The number format of the arithmetic.

use crate::catalog::Format;
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::rules::Fact;
use crate::import::passage::token::{Doc, Token};
use crate::import::passage::why::Why;

/// Words for formats.
const FORMATS: &[(&str, Format)] = &[
    ("bf16", Format::Bf16),
    ("bfloat16", Format::Bf16),
    ("bfloat-16", Format::Bf16),
    ("bf-16", Format::Bf16),
    ("brain float", Format::Bf16),
    ("brain-float", Format::Bf16),
    ("16-bit bfloat", Format::Bf16),
    ("bfloat", Format::Bf16),
    ("fp16", Format::Fp16),
    ("float16", Format::Fp16),
    ("half precision", Format::Fp16),
    ("half-precision", Format::Fp16),
    ("fp8", Format::Fp8),
    ("float8", Format::Fp8),
    ("8-bit floating", Format::Fp8),
    ("fp32", Format::Fp32),
    ("float32", Format::Fp32),
    ("single precision", Format::Fp32),
    ("single-precision", Format::Fp32),
    ("full precision", Format::Fp32),
    ("tf32", Format::Tf32),
    ("tensorfloat-32", Format::Tf32),
    ("tensorfloat32", Format::Tf32),
    ("fp64", Format::Fp64),
    ("double precision", Format::Fp64),
    ("fp4", Format::Fp4),
    ("nvfp4", Format::Fp4),
    ("mxfp4", Format::Fp4),
    ("mxfp8", Format::Fp8),
];

/// Words around a format that is not that of the arithmetic.
const STORED: [&str; 14] = [
    "master weights",
    "optimizer states",
    "optimiser states",
    "gradients are",
    "accumulat*",
    "weights are released",
    "quantiz*",
    "quantis*",
    "stored in",
    "kept in fp32",
    "master copy",
    "master copies",
    "states",
    "reductions",
];

pub(in crate::import::passage) fn format(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    for at in 0..doc.tokens.len() {
        if passage.skipped[at] {
            continue;
        }
        let letter = doc.tokens[at].lower.as_bytes().first();
        let is_pair = doc.tokens[at].lower.contains('/');
        let found = FORMATS
            .iter()
            .filter(|(phrase, _)| phrase.as_bytes().first() == letter || is_pair)
            .find(|(phrase, _)| is_format(doc, at, phrase));
        let Some((phrase, format)) = found else {
            continue;
        };
        let length = phrase.split(' ').count();
        let free = judge.reasons(at).iter().all(|why| {
            matches!(
                why,
                Why::Project | Why::Owned | Why::WarmUp | Why::Comparison
            )
        });
        let part = judge.part(at);
        let stored = STORED
            .iter()
            .any(|phrase| doc.has_phrase(part.clone(), phrase));
        if !free {
            continue;
        }
        let mut fact = Fact::at(
            Key::Format,
            at..at + length,
            0.0,
            50 - 30 * i32::from(stored),
            rule,
        );
        // `FP8 mixed precision` names the products, `fp32` beside `bf16` the sums.
        fact.score -= 8 * i32::from(*format == Format::Fp32);
        fact.score += 4 * i32::from(*format == Format::Fp8);
        fact.text = Some(format.key().to_owned());
        fact.stage = passage.stage_at(at);
        out.push(fact);
    }
}

/// Returns whether a number format stands at a token.
fn is_format(doc: &Doc, at: usize, phrase: &str) -> bool {
    let Some(token) = doc.get(at) else {
        return false;
    };
    // `bf16-mixed`, `FP32/FP16`
    let mut pieces = token.lower.split('/');
    let is_first = pieces.any(|piece| {
        let behind = piece.strip_prefix(phrase);
        behind.is_some_and(|behind| behind.is_empty() || behind.starts_with('-'))
    });
    let is_whole = doc.is_phrase(at, doc.tokens.len(), phrase);
    (is_whole || token.is_word() && is_first) && !is_mixed(token, phrase)
}

/// Returns whether a word names the 32 bits of mixed precision, whose products have fewer: `FP32/FP16`.
fn is_mixed(token: &Token, phrase: &str) -> bool {
    let is_sum = |name: &str| matches!(name, "fp32" | "float32");
    let mut pieces = token.lower.split('/');
    is_sum(phrase) && token.lower.contains('/') && pieces.any(|piece| !is_sum(piece))
}
