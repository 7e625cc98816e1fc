//! Reads the noun behind an amount, and what the words around both say of it.

use super::rate::{add_times, divisor, is_recorded};
use super::{Mention, Starts};
use crate::import::passage::hardware::Hardware;
use crate::import::passage::noun::{Noun, hold, hours_of, noun};
use crate::import::passage::number::Amount;
use crate::import::passage::token::{Doc, Kind};

/// Words that end the noun phrase behind a number.
const STOPS: [&str; 66] = [
    "and", "or", "with", "on", "in", "for", "from", "at", "by", "the", "is", "are", "was", "were",
    "that", "which", "to", "than", "while", "per", "as", "but", "has", "have", "had", "we", "our",
    "its", "it", "this", "these", "using", "of", "over", "if", "then", "so", "not", "when",
    "until", "during", "between", "into", "used", "took", "takes", "their", "they", "be", "been",
    "who", "where", "more", "times", "each", "every", "because", "after", "before", "only", "out",
    "across", "through", "without", "under", "via",
];

/// Reads the noun behind an amount.
pub(super) fn behind(
    found: &[Mention],
    doc: &Doc,
    hardware: &[Hardware],
    starts: &Starts,
    amount: &Amount,
) -> Option<Mention> {
    let start = amount.tokens.end;
    let sentence = doc.sentence(amount.tokens.start);
    if amount.tokens.start > 0
        && matches!(
            doc.tokens[amount.tokens.start - 1].kind,
            Kind::Sign('$' | '€' | '£')
        )
    {
        return None;
    }
    let mut at = start;
    let times = doc.sign(start, '×') || doc.word(start) == "x" || doc.sign(start, '*');
    let mut last: Option<(usize, Noun)> = None;
    let mut named: Option<usize> = None;
    let mut steps = 0;
    // `15T+ tokens`, `8-GPU`, `4×A100`, `16 of the A100s`
    loop {
        if at >= sentence.end || steps > 6 {
            break;
        }
        let token = &doc.tokens[at];
        let first = at == start;
        if let Some(number) = starts.get(&at) {
            let found = &hardware[*number];
            // A name ends a phrase that has its noun, unless it is joined to it: `GPU hours`.
            if last.is_some() {
                break;
            }
            named = Some(*number);
            last = Some((found.tokens.end, Noun::Chip));
            at = found.tokens.end;
            if doc.sign(at, '-') {
                at += 1;
            }
            continue;
        }
        if token.is_sign('-') && (token.glued || first)
            || token.is_sign('+') && first
            || (token.is_sign('×')
                || token.is_sign('*')
                || token.is_word() && matches!(token.lower.as_str(), "x"))
                && first
        {
            let times = !token.is_sign('-') && !token.is_sign('+');
            let next_named = starts.contains_key(&(at + 1)) || doc.noun(at + 1).is_some();
            if times && !next_named {
                break;
            }
            at += 1;
            continue;
        }
        if token.is_sign('–')
            && token.glued
            && last.is_some()
            && doc
                .get(at + 1)
                .is_some_and(|next| next.glued && next.is_word())
        {
            at += 1;
            continue;
        }
        if token.is_sign('"') || token.is_sign('\'') {
            at += 1;
            continue;
        }
        // `GPU·h`
        if matches!(token.kind, Kind::Sign('·' | '⋅' | '•' | '*' | '×'))
            && token.glued
            && matches!(last, Some((_, Noun::Chip | Noun::Node | Noun::Part)))
            && matches!(doc.noun(at + 1), Some(Noun::Time(_)))
        {
            at += 1;
            continue;
        }
        if token.is_sign('(') && last.is_none() && !first && steps > 0 {
            break;
        }
        if !token.is_word() {
            break;
        }
        let word = token.lower.as_str();
        // `16 of the 40 GPUs`, `two of these`
        if STOPS.contains(&word) && !(first && word == "more") {
            break;
        }
        // A Cloud TPU is a board of several chips.
        let here = match noun(word) {
            Some(Noun::Chip)
                if word.starts_with("tpu") && at > 0 && doc.word(at - 1) == "cloud" =>
            {
                Some(Noun::Node)
            }
            here => here,
        };
        match (here, last) {
            (Some(Noun::Time(_)), Some((_, before))) => {
                // `GPU hours`, `V100 days`
                let cores = named.is_some_and(|number| {
                    doc.tokens[hardware[number].tokens.clone()]
                        .iter()
                        .any(|token| token.lower.ends_with("core"))
                });
                let what = match before {
                    Noun::Chip if cores => Some("core"),
                    Noun::Chip => Some("gpu"),
                    Noun::Node => Some("node"),
                    Noun::Part => Some("core"),
                    _ => None,
                };
                match what.and_then(|what| hours_of(what, word)) {
                    Some(hours) => last = Some((at + 1, hours)),
                    None => break,
                }
            }
            // `compute hours`
            (Some(Noun::Time(_)), None)
                if !first && let Some(hours) = hours_of(doc.word(at - 1), word) =>
            {
                last = Some((at + 1, hours));
            }
            // `an 8xH100 node` has eight chips.
            (Some(Noun::Node), Some(_)) if named.is_some() && times => {
                last = Some((at + 1, Noun::Chip));
                break;
            }
            // `p4d.24xlarge instances`
            (Some(Noun::Example | Noun::Sequence), Some(_)) if named.is_some() => break,
            (Some(here), _) => {
                // `image patches`, `training step`, `TPU v3 cores`, `batch tokens`
                let keeps = matches!(
                    (last, here),
                    (
                        Some((_, Noun::Example | Noun::Sequence | Noun::Token)),
                        Noun::Batch
                    )
                );
                if !keeps {
                    last = Some((at + 1, here));
                }
            }
            (None, Some(_)) => {
                // `A100 80GB GPUs`, `H100 SXM cards`: words between a name and its noun.
                let form = named.is_some()
                    && doc
                        .get(at + 1)
                        .is_some_and(|next| noun(&next.lower) == Some(Noun::Chip));
                if !form {
                    break;
                }
            }
            (None, None) => steps += 1,
        }
        at += 1;
        steps += 1;
    }
    // `one of the GPUs`
    if last.is_none()
        && amount.low >= 1.0
        && !amount.percent
        && doc.word(start) == "of"
        && matches!(
            doc.word(start + 1),
            "the" | "our" | "these" | "its" | "those"
        )
    {
        // `157k of the planned 200k steps`
        let further = (start + 2..start + 4)
            .find_map(|at| crate::import::passage::number::amount(doc, at))
            .map(|more| more.tokens.end);
        match further.and_then(|end| doc.noun(end)) {
            Some(noun @ (Noun::Step | Noun::Token | Noun::Epoch | Noun::Chip | Noun::Node)) => {
                last = Some((start + 1, noun));
            }
            // `128 of its 256 H100`
            None if further.is_some_and(|end| starts.contains_key(&end)) => {
                last = Some((start + 1, Noun::Chip));
                named = further.and_then(|end| starts.get(&end)).copied();
            }
            _ => {}
        }
        let at = start + 2;
        let number = starts.get(&at).copied();
        let end = number.map_or(at, |number| hardware[number].tokens.end);
        let is_chip = matches!(doc.noun(end), Some(Noun::Chip));
        if number.is_some() || is_chip {
            last = Some((end + usize::from(is_chip), Noun::Chip));
            named = number;
        }
    }
    // `300,000 of them`
    if last.is_none()
        && doc.word(start) == "of"
        && matches!(doc.word(start + 1), "them" | "these" | "those" | "which")
    {
        let on = amount.tokens.start > 0
            && matches!(
                doc.word(amount.tokens.start - 1),
                "on" | "with" | "using" | "by" | "for"
            );
        let mut earlier = found.iter().rev().take(6).filter(|other| {
            let counts = !matches!(
                other.noun,
                Noun::Speed(_)
                    | Noun::Other
                    | Noun::Layer
                    | Noun::Mfu
                    | Noun::Hfu
                    | Noun::Flop(_)
                    | Noun::Parameter
            );
            counts
                && amount.tokens.start - other.tokens.end < 40
                && !(on && matches!(other.noun, Noun::Time(_)))
        });
        let word = (start.saturating_sub(40)..amount.tokens.start)
            .rev()
            .find_map(|at| {
                doc.noun(at)
                    .filter(|noun| {
                        matches!(noun, Noun::Step | Noun::Example | Noun::Chip | Noun::Node)
                    })
                    .map(|noun| (noun, None, at))
            });
        let counted = earlier
            .next()
            .map(|other| (other.noun, other.hardware, other.tokens.end));
        let name = starts
            .range(..amount.tokens.start)
            .next_back()
            .map(|(at, number)| (Noun::Chip, Some(*number), *at))
            .filter(|(.., at)| on && amount.tokens.start - at < 40);
        let word = match (word, name) {
            (Some(word), Some(name)) if name.2 > word.2 => Some(name),
            (None, name) => name,
            (word, _) => word,
        };
        // The nearer of an amount and of a noun without one: `its steps last a second, 300,000 of them`.
        let meant = match (counted, word) {
            (Some(counted), Some(word)) if word.2 >= counted.2 => Some((word.0, word.1)),
            (Some((Noun::Time(_), ..)), _) => Some((Noun::Other, None)),
            (Some((noun, number, _)), _) => Some((noun, number)),
            (None, word) => word.map(|(noun, number, _)| (noun, number)),
        };
        if let Some((noun, number)) = meant {
            last = Some((start + 2, noun));
            named = number;
        }
    }
    // Memory between a name and its noun: `V100 (32GB) GPUs`.
    if named.is_some()
        && doc.sign(at, '(')
        && let Some(close) = (at..sentence.end.min(at + 6)).find(|at| doc.sign(*at, ')'))
        && matches!(doc.noun(close + 1), Some(Noun::Chip))
        && let Some((end, Noun::Chip)) = &mut last
    {
        *end = close + 2;
        if let Some(hours) = hours_of("gpu", doc.word(close + 2)) {
            last = Some((close + 3, hours));
        }
    } else if let Some((end, Noun::Chip)) = last
        && named.is_some()
        && doc.sign(end, '-')
        && let Some(hours) = hours_of("gpu", doc.word(end + 1))
    {
        last = Some((end + 2, hours));
    }
    let (end, mut noun_found) = last?;
    // `54.9% model FLOPs utilization` is a share.
    if amount.percent && matches!(noun_found, Noun::Flop(_)) {
        return None;
    }
    let mut amount = amount.clone();
    let mut end = end;
    if let Noun::Time(_) = noun_found {
        if end - start > 2
            && doc.word(start) != "more"
            && doc.word(start) != "full"
            && doc.word(start) != "whole"
        {
            // `1.5 million hours` but not `256 GPU hours`: adjectives before hours measure no time of training.
            let plain = (start..end - 1).all(|at| {
                matches!(
                    doc.word(at),
                    "full"
                        | "whole"
                        | "more"
                        | "further"
                        | "additional"
                        | "wall-clock"
                        | "wallclock"
                        | "wall"
                        | "clock"
                        | "consecutive"
                        | "training"
                        | "elapsed"
                        | "calendar"
                        | ""
                )
            });
            if !plain {
                return None;
            }
        }
        // `53.2k hours of audio`
        if doc.word(end) == "of"
            && (end + 1..(end + 8).min(sentence.end)).any(|at| is_recorded(doc.word(at)))
            || is_recorded(doc.word(end))
        {
            noun_found = Noun::Other;
        } else {
            end = add_times(doc, &mut amount, &noun_found, end, sentence.end);
            // `a cumulative of 10.5 hours of computation`
            let is_cumulative = (1..=3)
                .filter_map(|back| amount.tokens.start.checked_sub(back))
                .any(|at| matches!(doc.word(at), "cumulative" | "cumulatively"));
            if let Noun::Time(unit) = noun_found
                && (is_cumulative || is_of_chips(doc, end, amount.value() * unit))
            {
                noun_found = Noun::ChipHours(unit / 3600.0);
            }
        }
    }
    if amount.article
        && !matches!(
            noun_found,
            Noun::Time(_)
                | Noun::Chip
                | Noun::Node
                | Noun::Pod
                | Noun::Part
                | Noun::Epoch
                | Noun::Run
                | Noun::ChipHours(_)
        )
    {
        return None;
    }
    // `FLOPs per second`, `TFLOPS`
    let mut per = divisor(doc, end);
    if let (Noun::Flop(factor), Some((word, behind))) = (noun_found, &per)
        && matches!(word.as_str(), "second" | "s" | "sec")
    {
        noun_found = Noun::Speed(factor);
        end = *behind;
        per = divisor(doc, end);
    }
    (noun_found, end) = held(doc, noun_found, end, sentence.end);
    Some(Mention {
        between: start..end.saturating_sub(1).max(start),
        tokens: amount.tokens.start..end,
        amount,
        noun: noun_found,
        hardware: named,
        per: per.map(|(word, _)| word),
        label: false,
        list: None,
        stage: None,
    })
}

/// Returns whether a time is of chips, not of the clock: `20,000 hours of GPU time`, `a million hours of compute`.
fn is_of_chips(doc: &Doc, end: usize, seconds: f64) -> bool {
    let is_long = seconds > 31_557_600.0;
    doc.word(end) == "of"
        && match doc.word(end + 1) {
            "compute" | "computing" | "computation" => is_long,
            _ => {
                let is_time = matches!(doc.word(end + 2), "time" | "compute" | "computing" | "use");
                doc.noun(end + 1) == Some(Noun::Chip) && is_time
            }
        }
}

/// Reads the time behind a speed that was held: the days of `petaflop/s-days` in pieces, or of `exaFLOPS days`.
fn held(doc: &Doc, found: Noun, end: usize, sentence_end: usize) -> (Noun, usize) {
    let (Noun::Flop(speed) | Noun::Speed(speed)) = found else {
        return (found, end);
    };
    let time = |at: usize| match noun(doc.word(at).trim_start_matches("s-")) {
        Some(Noun::Time(seconds)) => hold(speed, seconds),
        _ => None,
    };
    if let Some(held) = time(end) {
        return (held, end + 1);
    }
    let in_pieces = matches!(found, Noun::Flop(_)) && (doc.sign(end, '-') || doc.sign(end, '/'));
    let piece = (end..(end + 5).min(sentence_end)).find_map(|at| Some((time(at)?, at + 1)));
    piece.filter(|_| in_pieces).unwrap_or((found, end))
}
