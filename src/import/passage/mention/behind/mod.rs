//! Reads the noun after an amount, and what the words around both say of it.

mod dimension;
mod of;
mod phrase;
mod time;

use super::rate::divisor;
use super::{Mention, Starts};
use crate::import::passage::gather::is_learning;
use crate::import::passage::hardware::{Hardware, counts};
use crate::import::passage::noun::{Noun, hold, hours_of, noun};
use crate::import::passage::number::Amount;
use crate::import::passage::token::{Doc, Kind};
use dimension::dimension;

/// An amount with the text around it.
#[derive(Clone, Copy)]
struct Words<'a> {
    /// The amounts before this one.
    found: &'a [Mention],
    doc: &'a Doc,
    hardware: &'a [Hardware],
    starts: &'a Starts,
    amount: &'a Amount,
    /// The token after the amount.
    start: usize,
    /// The end of the sentence.
    limit: usize,
}

/// A noun with the words before it.
#[derive(Clone, Copy)]
struct Phrase {
    noun: Noun,
    /// The token after the phrase.
    end: usize,
    /// The name of hardware in the phrase.
    named: Option<usize>,
}

/// Reads the noun after an amount.
pub(super) fn behind(
    found: &[Mention],
    doc: &Doc,
    hardware: &[Hardware],
    starts: &Starts,
    amount: &Amount,
) -> Option<Mention> {
    if is_price(doc, amount) || dimension(doc, amount.tokens.start).is_some() {
        return None;
    }
    let words = Words {
        found,
        doc,
        hardware,
        starts,
        amount,
        start: amount.tokens.end,
        limit: doc.sentence(amount.tokens.start).end,
    };
    let phrase = words
        .noun_phrase()
        .or_else(|| words.of_others())
        .or_else(|| words.of_them())?;
    if phrase.noun == Noun::Example && !is_example(doc, hardware, amount, phrase.end - 1) {
        return None;
    }
    let phrase = joined_hours(doc, phrase);
    let (phrase, amount) = match phrase.noun {
        // `54.9% model FLOPs utilization` is a share.
        Noun::Flop(_) if amount.percent => return None,
        Noun::Time(_) => words.time(phrase)?,
        _ => (phrase, amount.clone()),
    };
    if amount.article && !takes_article(phrase.noun) {
        return None;
    }
    let (phrase, per) = rate(doc, phrase, words.limit);
    Some(Mention {
        between: words.start..phrase.end.saturating_sub(1).max(words.start),
        tokens: amount.tokens.start..phrase.end,
        amount,
        noun: phrase.noun,
        hardware: phrase.named,
        per,
        label: false,
        list: None,
        stage: None,
    })
}

fn is_price(doc: &Doc, amount: &Amount) -> bool {
    let before = amount.tokens.start.checked_sub(1);
    before
        .and_then(|at| doc.get(at))
        .is_some_and(|before| matches!(before.kind, Kind::Sign('$' | '€' | '£')))
}

/// Returns whether a word counts examples. Pieces are some only where something is trained, and neither chips nor of a
/// vocabulary: `NVIDIA H100 SXM, 6,144 pieces`, `a vocabulary of 32,000 pieces`.
fn is_example(doc: &Doc, hardware: &[Hardware], amount: &Amount, noun: usize) -> bool {
    if !matches!(doc.word(noun), "piece" | "pieces") {
        return true;
    }
    let start = amount.tokens.start;
    let has = |test: &dyn Fn(usize) -> bool| doc.sentence(start).any(test);
    let is_trained = has(&|at| {
        is_learning(doc.word(at)) || matches!(doc.noun(at), Some(Noun::Step | Noun::Epoch))
    });
    let is_of_tokenizer = has(&|at| {
        let word = doc.word(at);
        ["vocab", "tokeni", "sentencepiece", "wordpiece"]
            .iter()
            .any(|stem| word.starts_with(stem))
    });
    is_trained && !is_of_tokenizer && !counts(doc, hardware, start)
}

/// Takes in the hours that a hyphen joins to a name: `300 V100-hours`.
fn joined_hours(doc: &Doc, phrase: Phrase) -> Phrase {
    let is_joined =
        phrase.noun == Noun::Chip && phrase.named.is_some() && doc.sign(phrase.end, '-');
    match is_joined.then(|| hours_of("gpu", doc.word(phrase.end + 1))) {
        Some(Some(noun)) => Phrase {
            noun,
            end: phrase.end + 2,
            ..phrase
        },
        _ => phrase,
    }
}

/// Returns whether “a” or “an” before a noun is a number: `a week`, but not `a batch`.
fn takes_article(noun: Noun) -> bool {
    matches!(
        noun,
        Noun::Time(_)
            | Noun::Chip
            | Noun::Node
            | Noun::Pod
            | Noun::Part
            | Noun::Epoch
            | Noun::Run
            | Noun::ChipHours(_)
    )
}

/// Takes in the divisor of a rate, `FLOPs per second`, and the time for which a speed was held. Returns a divisor that
/// is left.
fn rate(doc: &Doc, mut phrase: Phrase, limit: usize) -> (Phrase, Option<String>) {
    let mut per = divisor(doc, phrase.end);
    if let (Noun::Flop(factor), Some((word, behind))) = (phrase.noun, &per)
        && matches!(word.as_str(), "second" | "s" | "sec")
    {
        phrase.noun = Noun::Speed(factor);
        phrase.end = *behind;
        per = divisor(doc, phrase.end);
    }
    // `150 TFLOPS per GPU`
    if let (Noun::Flop(factor), Some((word, _))) = (phrase.noun, &per)
        && factor >= 1e9
        && noun(word) == Some(Noun::Chip)
        && doc.word(phrase.end - 1).ends_with("flops")
        && !is_of_step(doc, phrase.end)
    {
        phrase.noun = Noun::Speed(factor);
    }
    let phrase = held(doc, phrase, limit);
    (phrase, per.map(|(word, _)| word))
}

/// Returns whether the words around a token, up to the next comma, are of one step: `A step takes 480 TFLOPs per GPU`.
fn is_of_step(doc: &Doc, at: usize) -> bool {
    let sentence = doc.sentence(at - 1);
    let is_inside = |at: &usize| !(doc.sign(*at, ',') || doc.sign(*at, ';'));
    let before = (sentence.start..at).rev().take_while(is_inside);
    let mut part = before.chain((at..sentence.end).take_while(is_inside));
    part.any(|at| matches!(doc.word(at), "step" | "iteration" | "pass" | "update"))
}

/// Reads the time after a speed that was held: the days of `petaflop/s-days` in pieces, or of `exaFLOPS days`.
fn held(doc: &Doc, phrase: Phrase, limit: usize) -> Phrase {
    let (Noun::Flop(speed) | Noun::Speed(speed)) = phrase.noun else {
        return phrase;
    };
    let end = phrase.end;
    let time = |at: usize| match noun(doc.word(at).trim_start_matches("s-")) {
        Some(Noun::Time(seconds)) => {
            let noun = hold(speed, seconds)?;
            Some(Phrase {
                noun,
                end: at + 1,
                ..phrase
            })
        }
        _ => None,
    };
    let is_in_pieces =
        matches!(phrase.noun, Noun::Flop(_)) && (doc.sign(end, '-') || doc.sign(end, '/'));
    let piece = || (end..(end + 5).min(limit)).find_map(time);
    time(end)
        .or_else(|| piece().filter(|_| is_in_pieces))
        .unwrap_or(phrase)
}
