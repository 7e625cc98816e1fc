//! Rules for the number format and the share of the peak that was reached.

use super::super::context::Why;
use super::super::gather::Passage;
use super::super::noun::Noun;
use super::super::token::Doc;
use super::{Fact, Rule, chips, free, says_near, share};
use crate::catalog::Format;
use crate::draft::Key;
use std::ops::Range;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "number format",
        reads: "the number format of the arithmetic",
        example: (
            "Training took 3 days on 8 V100 SXM2 in half precision.",
            &[("time", "3 d"), ("chips", "8"), ("format", "fp16")],
        ),
        run: format,
    },
    Rule {
        name: "utilization",
        reads: "an MFU, an HFU, or a share of the peak",
        example: (
            "We trained for 10 days on 512 H100 SXM in bf16 at an MFU of 41%.",
            &[
                ("time", "10 d"),
                ("chips", "512"),
                ("format", "bf16"),
                ("utilization", "0.41"),
            ],
        ),
        run: utilization,
    },
    Rule {
        name: "achieved speed",
        reads: "FLOP/s that a chip achieved, over its peak",
        example: (
            "We trained for 10 days on 512 A100 80GB SXM in bf16 and achieved 156 TFLOP/s per GPU.",
            &[("time", "10 d"), ("chips", "512"), ("utilization", "0.5")],
        ),
        run: achieved,
    },
];

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

fn format(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    for at in 0..doc.tokens.len() {
        if passage.skipped[at] {
            continue;
        }
        let letter = doc.tokens[at].lower.as_bytes().first();
        let found = FORMATS
            .iter()
            .filter(|(phrase, _)| phrase.as_bytes().first() == letter)
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
        fact.stage = super::super::stage::of(doc, &passage.cues, &judge.clause(at), at);
        out.push(fact);
    }
}

/// Returns whether a number format stands at a token. `bf16-mixed` is one word.
fn is_format(doc: &Doc, at: usize, phrase: &str) -> bool {
    let Some(token) = doc.get(at) else {
        return false;
    };
    let behind = token.lower.strip_prefix(phrase);
    let is_first = behind.is_some_and(|behind| behind.starts_with(['-', '/']));
    doc.is_phrase(at, doc.tokens.len(), phrase) || token.is_word() && is_first
}

/// Phrases for each kind of utilization.
const MODEL: [&str; 12] = [
    "mfu",
    "mfus",
    "model flop* utili*",
    "model-flop* utili*",
    "flop* utili*",
    "model flop utili*",
    "flops utili*",
    "model-flops-utilization",
    "of peak",
    "of the peak",
    "of theoretical peak",
    "of its peak",
];
const HARDWARE: [&str; 3] = ["hfu", "hardware flop* utili*", "hardware-flop* utili*"];

fn utilization(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    let shares = passage
        .bare
        .iter()
        .filter(|amount| amount.high <= 1.0 && amount.low >= 0.005)
        .filter(|amount| {
            let tokens = &amount.tokens;
            let is_called = || {
                share::assumed(passage, tokens).is_some()
                    || share::stated(passage, tokens, amount.high).is_some()
            };
            amount.percent || amount.high < 1.0 && is_called()
        });
    for amount in shares {
        let at = amount.tokens.start;
        let reasons = judge.reasons(at);
        if !reasons
            .iter()
            .all(|why| matches!(why, Why::Project | Why::Owned | Why::WarmUp))
        {
            continue;
        }
        // `fell from 44% to 38%` says two.
        let changes = [
            "fell", "falls", "drops", "dropped", "declin*", "degrad*", "decreas*",
        ];
        if changes
            .iter()
            .any(|word| doc.has_phrase(judge.clause(at), word))
        {
            continue;
        }
        let kind = kind(passage, amount.tokens.clone());
        let assumed = || share::assumed(passage, &amount.tokens).map(|end| (false, end));
        let certain = kind.or_else(assumed);
        // An MFU is likelier than what is only called a utilization.
        let doubt = 15 * i32::from(certain.is_none());
        let stated = || share::stated(passage, &amount.tokens, amount.high);
        let Some((hfu, end)) = certain.or_else(|| stated().map(|end| (false, end))) else {
            continue;
        };
        let mut fact = Fact::at(
            Key::Utilization,
            at..end.max(amount.tokens.end),
            amount.value(),
            60 - doubt,
            rule,
        );
        (fact.low, fact.high) = (amount.low, amount.high);
        fact.hfu = hfu;
        fact.score -= 12 * i32::from(hfu);
        fact.hedge = amount.hedge;
        let best = [
            "fastest",
            "best",
            "up to",
            "at most",
            "maximum",
            "highest",
            "peaked",
            "at best",
            "smallest",
            "largest configuration",
        ]
        .iter()
        .any(|word| doc.has_phrase(judge.part(at), word));
        fact.score -= 25 * i32::from(best);
        fact.score += 10
            * i32::from(
                [
                    "average*",
                    "whole run",
                    "overall",
                    "over the run",
                    "mean",
                    "sustained",
                    "entire run",
                ]
                .iter()
                .any(|word| doc.has_phrase(doc.sentence(at), word)),
            );
        fact.stage = super::super::stage::of(doc, &passage.cues, &judge.clause(at), at);
        out.push(fact);
    }
    for (number, mention) in free(
        passage,
        |noun| matches!(noun, Noun::Mfu | Noun::Hfu),
        &[Why::Project, Why::Owned],
    ) {
        let value = mention.amount.value();
        let factor = if value > 1.0 && value <= 100.0 && !mention.amount.percent {
            0.01
        } else {
            1.0
        };
        if value * factor <= 1.0 {
            let mut fact = Fact::of(passage, Key::Utilization, number, 62, rule).times(factor);
            fact.hfu = mention.noun == Noun::Hfu;
            fact.score -= 12 * i32::from(fact.hfu);
            out.push(fact);
        }
    }
}

/// Returns whether a share is of the hardware's operations, by the nearest words, and where the words end;
/// nothing if it is no utilization.
fn kind(passage: &Passage, tokens: Range<usize>) -> Option<(bool, usize)> {
    let doc = &passage.doc;
    let sentence = doc.sentence(tokens.start);
    let mut best: Option<(usize, bool, usize)> = None;
    let mut consider = |phrase: &str, hfu: bool, from: usize, to: usize| {
        let mut at = from;
        while let Some(found) = doc.find_phrase(at..to, phrase) {
            let behind = found >= tokens.end;
            // Another share between them has the words to itself.
            let (start, end) = if behind {
                (tokens.end, found)
            } else {
                (found, tokens.start)
            };
            let parted = passage.bare.iter().any(|other| {
                other.percent && other.tokens.start >= start && other.tokens.end <= end
            });
            let distance =
                end.saturating_sub(start) + usize::from(behind && !phrase.starts_with("of")) * 2;
            if !parted && distance <= 12 && best.is_none_or(|(nearest, ..)| distance < nearest) {
                let length = phrase.split(' ').count();
                best = Some((
                    distance,
                    hfu,
                    if behind { found + length } else { tokens.end },
                ));
            }
            at = found + 1;
        }
    };
    for phrase in HARDWARE {
        consider(phrase, true, sentence.start, sentence.end);
    }
    for phrase in MODEL {
        let from = if phrase.starts_with("of") {
            tokens.end
        } else {
            sentence.start
        };
        consider(phrase, false, from, sentence.end);
    }
    // `29% of the 312 TFLOP/s that these cards peak at`, `a third of the card's peak`, `38% of it`
    let end = sentence.end.min(tokens.end + 9);
    let of = doc.word(tokens.end) == "of" || tokens.end > 0 && doc.word(tokens.end - 1) == "of";
    if of && best.is_none() {
        let peak = (tokens.end..end).find(|at| doc.word(*at) == "peak" || doc.word(*at) == "peaks");
        let speed = passage.mentions.iter().find(|mention| {
            matches!(mention.noun, Noun::Speed(_))
                && (tokens.end..end).contains(&mention.tokens.start)
        });
        let it = doc.word(tokens.end + 1) == "it"
            && doc.has_phrase(sentence.start.saturating_sub(60)..tokens.start, "peak*");
        let flops = (tokens.end..end).find(|at| doc.word(*at).contains("flop"));
        if let Some(at) = peak
            .or(speed.map(|mention| mention.tokens.end - 1))
            .or(flops)
            .or(it.then_some(tokens.end + 1))
        {
            best = Some((0, false, at + 1));
        }
    }
    let (_, hfu, end) = best?;
    // Load is no utilization of operations.
    let load = [
        "scaling efficiency",
        "gpu utilization",
        "gpu utilisation",
        "gpu load",
        "occupancy",
        "nvidia-smi",
        "weak scaling",
        "strong scaling",
        "parallel efficiency",
    ]
    .iter()
    .any(|phrase| {
        let near =
            tokens.start.saturating_sub(5).max(sentence.start)..sentence.end.min(tokens.end + 5);
        doc.has_phrase(near, phrase)
    });
    (!load).then_some((hfu, end))
}

/// Words of a speed that was measured, and of one that the maker prints.
const MEASURED: &[&str] = &[
    "each",
    "achiev*",
    "sustain*",
    "measured",
    "reach*",
    "attain*",
    "processed",
    "throughput",
    "obtain*",
    "got",
    "delivered",
    "ran at",
    "observed",
    "averag*",
    "per gpu",
    "per chip",
    "effective",
    "clocked",
    "per accelerator",
    "hit",
    "logged",
    "realized",
    "realised",
];
const PRINTED: [&str; 10] = [
    "peak*",
    "theoretical",
    "sparsity",
    "maximum",
    "advertised",
    "nominal",
    "capable",
    "rated",
    "spec",
    "data sheet",
];

fn achieved(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    // Rules run in the order of their table: the number formats are there.
    let formats = out.iter().filter(|fact| fact.key == Key::Format);
    let stated = formats
        .max_by_key(|fact| fact.score)
        .and_then(|fact| fact.text.as_deref()?.parse::<Format>().ok());
    for (number, mention) in free(
        passage,
        |noun| matches!(noun, Noun::Speed(_)),
        &[Why::Project, Why::Owned],
    ) {
        let Noun::Speed(factor) = mention.noun else {
            continue;
        };
        let at = mention.tokens.start;
        let before = at.saturating_sub(4).max(doc.sentence(at).start)..at;
        let printed = PRINTED
            .iter()
            .any(|word| doc.has_phrase(before.clone(), word))
            || super::says_behind(
                passage,
                mention,
                3,
                &["peak", "of peak", "with sparsity", "theoretical"],
            )
            || doc.word(at.saturating_sub(1)) == "of" && before.clone().any(|at| doc.sign(at, '%'));
        // `126, 121 and 113 TFLOP/s` are of several runs.
        let is_listed = mention.list.is_some();
        if printed || is_listed || !says_near(passage, mention, MEASURED) {
            continue;
        }
        let Some((_, chip)) = chips::nearest(passage, at) else {
            continue;
        };
        let format = stated.or_else(|| {
            [Format::Bf16, Format::Fp16, Format::Fp32]
                .into_iter()
                .find(|format| chip.peak(*format).is_some())
        });
        let Some(peak) = format.and_then(|format| chip.peak(format)) else {
            continue;
        };
        let mut speed = mention.amount.value() * factor;
        let whole = says_near(
            passage,
            mention,
            &[
                "in total",
                "total",
                "aggregate",
                "altogether",
                "overall",
                "across",
            ],
        ) || speed > peak.median();
        if whole {
            let counts = out.iter().filter(|fact| fact.key == Key::Chips);
            let count = counts.max_by_key(|fact| fact.score);
            let Some(count) = count else { continue };
            speed /= count.value();
        }
        let share = speed / peak.median();
        if (0.005..=1.0).contains(&share) {
            let mut fact = Fact::of(passage, Key::Utilization, number, 44, rule);
            (fact.low, fact.high) = (share, share);
            fact.achieved = true;
            let best = ["fastest", "best", "maximum", "highest"]
                .iter()
                .any(|word| doc.has_phrase(passage.judge_of().part(at), word));
            fact.score -= 15 * i32::from(best);
            out.push(fact);
        }
    }
}
