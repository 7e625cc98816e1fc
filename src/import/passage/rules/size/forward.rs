//! The operations of a forward pass, and totals that are stated.

use super::{Fact, free, says_behind, says_near};
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;
use crate::import::passage::why::Why;

pub(in crate::import::passage) fn multiply_adds(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    let wanted = |noun| matches!(noun, Noun::MultiplyAdd(_) | Noun::Flop(_));
    for (number, mention) in free(passage, wanted, &[Why::Comparison, Why::Inference]) {
        let (factor, counted) = match mention.noun {
            Noun::MultiplyAdd(factor) => (factor, true),
            Noun::Flop(factor) => (
                factor,
                says_behind(
                    passage,
                    mention,
                    8,
                    &["multiply-adds", "macs", "multiply-accumulates", "mult-adds"],
                ) || header_says(passage, mention, "multiply-adds"),
            ),
            _ => continue,
        };
        let value = mention.amount.value() * factor;
        if counted && (1e4..1e16).contains(&value) {
            out.push(Fact::of(passage, Key::MultiplyAdds, number, 72, rule).times(factor));
        }
    }
}

/// Returns whether the header over a cell says something.
pub(in crate::import::passage) fn header_says(
    passage: &Passage,
    mention: &crate::import::passage::mention::Mention,
    phrase: &str,
) -> bool {
    let tables = passage
        .tables
        .iter()
        .filter(|table| table.tokens.contains(&mention.tokens.start));
    let mut headers = tables.filter_map(|table| {
        let row = table
            .rows
            .iter()
            .find(|row| row.iter().any(|cell| cell.contains(&mention.tokens.start)))?;
        let column = row
            .iter()
            .position(|cell| cell.contains(&mention.tokens.start))?;
        table.rows.first()?.get(column).cloned()
    });
    headers.any(|header| passage.doc.has_phrase(header, phrase))
}

pub(in crate::import::passage) fn connections(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    for (number, mention) in free(passage, |noun| noun == Noun::Connection, &[]) {
        if mention.amount.value() > 100.0 {
            out.push(Fact::of(passage, Key::Connections, number, 70, rule));
        }
    }
}

pub(in crate::import::passage) fn forward(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    for (number, mention) in free(
        passage,
        |noun| matches!(noun, Noun::Flop(_)),
        &[Why::Comparison, Why::Inference],
    ) {
        let Noun::Flop(factor) = mention.noun else {
            continue;
        };
        let value = mention.amount.value() * factor;
        let passes = says_near(
            passage,
            mention,
            &[
                "forward pass",
                "forward",
                "per image",
                "per example",
                "per forward",
                "per sample",
                "one pass",
                "a pass",
                "single pass",
                "image",
                "crop",
                "clip",
                "input",
                "frame",
                "per token",
            ],
        );
        // `2.5 GFLOP/forward pass`
        let is_each = mention.tokens.clone().any(|at| {
            passage.doc.word(at).ends_with("/forward") || passage.doc.word(at).ends_with("/image")
        });
        let passes = passes || is_each;
        let column = mention.label && factor == 1.0 && (1e7..1e15).contains(&value);
        if (passes || column)
            && (1e4..1e16).contains(&value)
            && !says_behind(passage, mention, 8, &["multiply-adds"])
            && !header_says(passage, mention, "multiply-adds")
        {
            out.push(Fact::of(passage, Key::Forward, number, 66, rule).times(factor));
        }
    }
}

pub(in crate::import::passage) fn compute(
    passage: &Passage,
    rule: &'static str,
    out: &mut Vec<Fact>,
) {
    for (number, mention) in free(
        passage,
        |noun| matches!(noun, Noun::Flop(_) | Noun::HeldSpeed(_)),
        &[Why::Project, Why::Planned],
    ) {
        let (factor, worth) = match mention.noun {
            Noun::Flop(factor) => (factor, 60),
            Noun::HeldSpeed(factor) => (factor, 50),
            _ => continue,
        };
        let value = mention.amount.value() * factor;
        let header_total = !says_near(
            passage,
            mention,
            &[
                "per token",
                "forward",
                "per image",
                "per step",
                "per second",
            ],
        );
        // `15.1 PetaFLOPs across the application` is a speed.
        let is_speed = value < 1e19
            && says_near(
                passage,
                mention,
                &["sustain*", "achiev*", "reach*", "peak*", "throughput"],
            );
        if value >= 1e15
            && header_total
            && !is_speed
            && mention.per.is_none()
            && !mention.amount.lost_power
        {
            out.push(Fact::of(passage, Key::Compute, number, worth, rule).times(factor));
        }
    }
}
