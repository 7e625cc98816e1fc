//! The label that a line begins with, as in `- Evaluation: 5-shot; 2 hours on 8 GPUs`: it holds for the whole line, past
//! commas and semicolons, up to a further label.

use super::token::Doc;
use std::ops::Range;

/// A label, and how far it goes.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    pub(super) words: Range<usize>,
    /// Whether it is the only one of its line.
    pub(super) is_alone: bool,
}

/// The most words of a label.
const MOST_WORDS: usize = 5;

/// Returns the label that the amount at a token stands under, if its line or a part of it begins with one.
pub(super) fn of(doc: &Doc, at: usize) -> Option<Heading> {
    let sentence = doc.sentence(at);
    let colon = (sentence.start..at).rev().find(|at| doc.sign(*at, ':'))?;
    // `Training: 8 days; evaluation: 2 hours`
    let is_end = |at: usize| doc.sign(at, ';') || doc.sign(at, ',') || doc.sign(at, '.');
    let start = (sentence.start..colon)
        .rev()
        .find(|at| is_end(*at))
        .map_or(sentence.start, |at| at + 1);
    let is_word = |at: &usize| !doc.word(*at).is_empty();
    let first = (start..colon).find(is_word)?;
    let is_plain = |at: usize| {
        let token = doc.get(at);
        token.is_some_and(|token| token.is_word() || token.is_sign('/') || token.is_sign('&'))
    };
    let words = first..colon;
    let colons = sentence.filter(|at| doc.sign(*at, ':')).count();
    (words.len() <= MOST_WORDS && words.clone().all(is_plain)).then_some(Heading {
        words,
        is_alone: colons == 1,
    })
}
