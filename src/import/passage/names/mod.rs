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
        if end == at || is_machine(doc, end) || is_architecture(doc, at, end) {
            at = end.max(at + 1);
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
    add_versions(doc, &mut out);
    out
}

/// Returns whether the word after a name says that it is the name of a machine: `twelve Supermicro AS-4124GO servers`.
fn is_machine(doc: &Doc, end: usize) -> bool {
    matches!(
        doc.word(end),
        "server" | "servers" | "node" | "nodes" | "workstation" | "workstations" | "chassis"
    )
}

/// Returns whether a name is only that of an architecture: `a dense Transformer with 405B parameters`.
fn is_architecture(doc: &Doc, at: usize, end: usize) -> bool {
    let mut before = (1..4)
        .filter_map(|back| at.checked_sub(back))
        .map(|at| doc.word(at))
        .take_while(|word| !word.is_empty());
    end == at + 1 && doc.word(at) == "transformer" && before.any(|word| matches!(word, "a" | "an"))
}

/// Adds the number of a version to names, where the passage has it before a size elsewhere: `OLMo 2` beside `OLMo 2 7B`.
fn add_versions(doc: &Doc, names: &mut [Name]) {
    let with_version = |name: &Name| {
        let version = doc.get(name.tokens.end)?;
        let is_version = version.is_number() && version.gap == 1 && version.text.len() == 1;
        is_version.then(|| {
            (
                format!("{} {}", name.text, version.text),
                version.text.clone(),
            )
        })
    };
    let longer: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
    for name in names {
        let Some((text, version)) = with_version(name) else {
            continue;
        };
        let is_told = longer.iter().any(|other| {
            let rest = other.strip_prefix(text.as_str());
            rest.and_then(|rest| rest.strip_prefix([' ', '-']))
                .is_some_and(|size| size_of(size).is_some())
        });
        if is_told {
            name.tokens.end += 1;
            name.text = text;
            name.key.push_str(&version);
        }
    }
}
