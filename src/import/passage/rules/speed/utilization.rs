//! An MFU, an HFU, or a share of the peak.

use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::rules::{Fact, free, share};
use crate::import::passage::why::Why;
use std::ops::Range;

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

pub(in crate::import::passage) fn utilization(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
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
            let is_share = || is_called() || of_peak(passage, tokens.end).is_some();
            amount.percent || amount.high < 1.0 && is_share()
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
        let of_peak = || of_peak(passage, amount.tokens.end).map(|end| (false, end));
        let kind = kind(passage, amount.tokens.clone()).or_else(of_peak);
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
                .any(|word| doc.has_phrase(judge.clause(at), word)),
            );
        fact.stage = passage.stage_at(at);
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

/// Returns where the words end that say that a share is one of the peak: `40% of their dense BF16 peak`.
fn of_peak(passage: &Passage, end: usize) -> Option<usize> {
    const SMALL: [&str; 16] = [
        "the",
        "its",
        "their",
        "a",
        "an",
        "dense",
        "theoretical",
        "bf16",
        "fp16",
        "fp8",
        "hardware",
        "nominal",
        "chip",
        "gpu",
        "tensor",
        "that",
    ];
    let doc = &passage.doc;
    let peak = (end + 1..end + 6).find(|at| matches!(doc.word(*at), "peak" | "peaks"))?;
    let mut between = end + 1..peak;
    let is_small = between.all(|at| SMALL.contains(&doc.word(at)) || doc.sign(at, '-'));
    (doc.word(end) == "of" && is_small).then_some(peak + 1)
}

/// Returns whether a share is of the hardware's operations, by the nearest words, and where the words end;
/// nothing if it is not a utilization.
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
            // `49% MFU (58% HFU)`: the first name belongs to the first share.
            let is_of_other = |other: &Mention| {
                matches!(other.noun, Noun::Mfu | Noun::Hfu) && other.tokens.contains(&found)
            };
            let parted = parted || passage.mentions.iter().any(is_of_other);
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
    // Load is not a utilization of operations.
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
