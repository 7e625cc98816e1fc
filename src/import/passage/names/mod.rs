//! Names of models in a passage.

mod known;
mod shape;

use super::hardware::Hardware;
use super::token::Doc;
use known::KNOWN;
pub(super) use known::{is_family, is_no_name, plain, size_of};
use shape::{is_base, is_cited, is_tuning, name_end, sized_end};
use std::ops::Range;

/// A name of a model.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) tokens: Range<usize>,
    /// Letters and digits alone, in lower case.
    pub(super) key: String,
    /// As it stands in the passage.
    pub(super) text: String,
    /// Whether it follows a preposition: `than Gopher`.
    pub(super) oblique: bool,
    /// Whether the passage calls the subject so: `which the paper calls CLIP`.
    pub(super) alias: bool,
    /// Whether the passage turns to another model: `LLaMA itself had seen 1T tokens`.
    pub(super) itself: bool,
    /// Whether the catalog has a model of this name.
    pub(super) known: bool,
    /// Whether a citation follows it: `T5 (Raffel et al., 2020)`.
    pub(super) cited: bool,
}

impl Name {
    /// Returns the size in the name: that of `GPT-3 175B`.
    pub(super) fn size(&self) -> Option<f64> {
        let words = self.text.split([' ', '-', '(', ')']);
        words.filter_map(size_of).next_back()
    }

    /// Returns the letters and digits before the size.
    pub(super) fn stem(&self) -> String {
        let words = self.text.split([' ', '-', '(', ')']);
        words
            .filter(|word| size_of(word).is_none())
            .map(plain)
            .collect()
    }
}

/// The most names that are found.
const MOST_NAMES: usize = 500;

/// Finds the names of models.
pub(super) fn names(doc: &Doc, hardware: &[Hardware]) -> Vec<Name> {
    let known = &*KNOWN;
    let mut taken = vec![false; doc.tokens.len()];
    for found in hardware {
        for at in found.tokens.clone() {
            taken[at] = true;
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < doc.tokens.len() && out.len() < MOST_NAMES {
        let end = if taken[at] {
            at
        } else {
            name_end(doc, &taken, known, at).max(sized_end(doc, at))
        };
        if end == at {
            at += 1;
            continue;
        }
        let text: String = doc.tokens[at..end]
            .iter()
            .enumerate()
            .map(|(n, token)| {
                if n > 0 && !token.glued {
                    format!(" {}", token.text)
                } else {
                    token.text.clone()
                }
            })
            .collect();
        let preposition = at.checked_sub(1).map_or("", |at| doc.word(at));
        let before = at.checked_sub(2).map_or("", |at| doc.word(at));
        let is_preposition = |word: &str| {
            matches!(
                word,
                "of" | "with"
                    | "from"
                    | "than"
                    | "like"
                    | "as"
                    | "to"
                    | "by"
                    | "on"
                    | "over"
                    | "against"
                    | "into"
                    | "at"
                    | "unlike"
                    | "beats"
                    | "beat"
                    | "outperforms"
                    | "in"
                    | "via"
                    | "or"
                    | "used"
                    | "using"
                    | "vs"
                    | "versus"
            )
        };
        // `of ELF OpenGo`
        let is_second = at
            .checked_sub(1)
            .and_then(|at| doc.get(at))
            .is_some_and(|word| word.is_word() && word.text.chars().all(char::is_uppercase));
        let article = matches!(preposition, "the" | "a" | "our");
        let key = plain(&text);
        // `we fine-tuned the 7B LLaMA`: the model that it began from.
        let tuned = (1..=5)
            .filter_map(|back| at.checked_sub(back))
            .take_while(|at| {
                let token = &doc.tokens[*at];
                token.is_number()
                    || matches!(
                        token.lower.as_str(),
                        "the"
                            | "b"
                            | "m"
                            | "a"
                            | "base"
                            | "model"
                            | "pretrained"
                            | "pre-trained"
                            | "original"
                            | "an"
                            | "existing"
                            | "-"
                            | "parameter"
                    )
                    || is_tuning(&token.lower)
            });
        let tuned = tuned.into_iter().any(|at| is_tuning(doc.word(at)));
        let calls = matches!(
            preposition,
            "call" | "calls" | "called" | "named" | "dubbed"
        );
        // `than Kite-7B and Gull-13B`
        let goes_on = out.last().is_some_and(|last: &Name| {
            let mut between = last.tokens.end..at;
            let is_link = |at: usize| doc.sign(at, ',') || matches!(doc.word(at), "and" | "or");
            let word = last
                .tokens
                .start
                .checked_sub(1)
                .map_or("", |at| doc.word(at));
            let is_compared = matches!(word, "than" | "like" | "unlike" | "against" | "from");
            is_compared && (1..3).contains(&between.len()) && between.all(is_link)
        });
        let base = out
            .last()
            .is_some_and(|own: &Name| is_base(doc, own.tokens.end, at..end));
        out.push(Name {
            alias: calls,
            itself: doc.word(end) == "itself",
            cited: is_cited(doc, end),
            known: known.contains(&key),
            tokens: at..end,
            key,
            text,
            oblique: is_preposition(preposition)
                || (article || is_second) && is_preposition(before)
                || tuned
                || goes_on
                || matches!(
                    doc.word(end),
                    "architecture" | "architectures" | "design" | "tokenizer"
                )
                || base,
        });
        at = end;
    }
    out
}
