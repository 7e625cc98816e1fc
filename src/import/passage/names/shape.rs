//! Where a name ends, by the catalog, by its letters and by the words around it.

use super::known::{is_no_name, is_region, plain, size_of};
use crate::import::passage::months::is_month;
use crate::import::passage::noun::{Noun, noun};
use crate::import::passage::token::{Doc, Kind, Token};
use std::collections::BTreeSet;
use std::ops::Range;

/// Returns where a name that starts at a token ends; the start if there is none.
pub(super) fn name_end(doc: &Doc, taken: &[bool], known: &BTreeSet<String>, at: usize) -> usize {
    let token = &doc.tokens[at];
    // A part of an address is not a name.
    let before = at.checked_sub(1).and_then(|at| doc.get(at));
    let is_address = token.glued
        && before.is_some_and(|before| {
            ['.', '/', ':', '@']
                .iter()
                .any(|sign| before.is_sign(*sign))
        });
    // `OSLO, 3 June.`
    let is_dateline = at == 0
        && doc.sign(1, ',')
        && (2..4).any(|at| {
            let mut beside = [at - 1, at + 1].into_iter();
            is_month(doc, at) && beside.any(|at| doc.get(at).is_some_and(Token::is_number))
        });
    if is_dateline || !token.is_word() || is_address || is_region(&token.text) {
        return at;
    }
    let capitals = token.text.chars().filter(|c| c.is_uppercase()).count();
    let has_digit = token.text.bytes().any(|b| b.is_ascii_digit());
    // A name has a capital or a digit.
    if capitals == 0 && !has_digit {
        return at;
    }
    // `DeepMind's` is DeepMind.
    let plain_text = plain(token.text.strip_suffix("'s").unwrap_or(&token.text));
    let sized = matches!(token.text.as_str(), "BASE" | "LARGE" | "SMALL" | "TINY");
    let other = noun(&token.lower).is_some()
        || !sized && is_no_name(&plain_text)
        || token.text.contains('/') && !has_digit;
    if other {
        return at;
    }
    // The longest name of the catalog.
    let mut spelled = String::new();
    let mut longest = at;
    let most = if capitals > 0 || has_digit { 5 } else { 0 };
    for (end, next) in doc.tokens.iter().enumerate().skip(at).take(most) {
        if taken[end]
            || !(next.is_word() || next.is_number() || next.is_sign('-'))
            || end > at && next.gap > 1
        {
            break;
        }
        spelled.push_str(&plain(&next.text));
        // `Weight decay` is the name of a system, and words.
        let capital = next.is_number()
            || next
                .text
                .chars()
                .any(|c| c.is_uppercase() || c.is_ascii_digit());
        if known.contains(&spelled) && capital && (capitals > 0 || has_digit && spelled.len() > 4) {
            longest = end + 1;
        }
    }
    let shaped = capitals > 0
        && (has_digit
            && token.text.len() > 2
            && token.text.chars().next().is_some_and(char::is_alphabetic)
            && plain_text.chars().filter(|c| c.is_alphabetic()).count() > 1)
        || capitals > 1 && token.text.len() > 2 && token.text.chars().any(char::is_lowercase)
        || capitals > 2 && token.text.len() > 3 && !token.text.ends_with('s')
        || has_digit
            && token.text.contains('-')
            && token.text.len() > 3
            && token.text.chars().next().is_some_and(char::is_lowercase)
            && size_of(token.text.rsplit('-').next().unwrap_or_default()).is_some()
        || has_digit
            && token.text.len() > 5
            && token.text.starts_with(char::is_lowercase)
            && token.text.bytes().all(|b| b.is_ascii_alphanumeric())
            && token.text.ends_with(|c: char| c.is_ascii_lowercase())
        || has_digit
            && token.text.contains(['-', '.'])
            && token.text.starts_with(char::is_lowercase)
            && token.text.len() > 3
            && token.text.chars().filter(|c| c.is_alphabetic()).count() > 2
            && !token.text.contains('/');
    let capitalized = capitals == 1
        && token.text.len() > 2
        && token.text.starts_with(char::is_uppercase)
        && !has_digit;
    let sized =
        capitalized && size_behind(doc, at + 1) && !SENTENCES.contains(&token.lower.as_str());
    let cited = capitals > 0 && has_digit && is_cited(doc, at + 1);
    let shaped = shaped || sized || cited || capitalized && is_introduced(doc, at);
    // `Fig.3`, `Section 2`, `We`
    let shaped = shaped
        && !token.text.starts_with("arXiv")
        && !matches!(
            plain_text.as_str(),
            "gpuhours" | "gpudays" | "tpuv3" | "v100" | "i.e" | "e.g"
        )
        && !plain_text.starts_with("gpu")
        && !plain_text.starts_with("co2")
        && !plain_text.starts_with("tpu");
    if longest == at && shaped {
        longest = match capitalized && is_introduced(doc, at) {
            true => title_end(doc, taken, at),
            false => at + 1,
        };
    }
    if longest == at {
        return at;
    }
    // Sizes and versions that follow: `PaLM 540B`, `Llama 3.1 8B`, `GPT-2 (124M)`, `wav2vec 2.0 LARGE`.
    let mut end = longest;
    while let Some(next) = doc.get(end).filter(|next| next.gap <= 1 && end - at < 7) {
        let scaled = next.is_number()
            && doc
                .get(end + 1)
                .is_some_and(|unit| unit.glued && matches!(unit.text.as_str(), "B" | "M" | "b"));
        let version = next.is_number()
            && next.text.contains('.')
            && !scaled
            && next.text.len() < 5
            && !doc.get(end + 1).is_some_and(|unit| unit.is_sign('%'))
            && !matches!(doc.word(end + 1), "billion" | "million" | "trillion");
        let sized = next.is_word()
            && matches!(
                next.text.as_str(),
                "Large"
                    | "Base"
                    | "Small"
                    | "Tiny"
                    | "XL"
                    | "XXL"
                    | "LARGE"
                    | "BASE"
                    | "Huge"
                    | "large"
                    | "Medium"
                    | "Zero"
                    | "Instruct"
                    | "Chat"
            );
        let single = next.is_number()
            && next.text.len() == 1
            && next.gap == 1
            && end == at + 1
            && size_behind(doc, end + 1);
        let suffix = next.is_word()
            && next.gap == 1
            && next.text.starts_with(['v', 'V'])
            && next.text.len() < 5
            && next.text[1..].starts_with(|c: char| c.is_ascii_digit())
            && !taken[end];
        // `BERT's 110M`
        if doc.tokens[end - 1].text.ends_with("'s") {
            break;
        }
        if next.is_sign('-')
            && next.glued
            && doc
                .get(end + 1)
                .is_some_and(|more| more.glued && (more.is_number() || more.is_word()))
        {
            end += 2;
        } else if scaled {
            // `GPT-3 175B parameters` has its parameters after the name.
            let counts = doc.noun(end + 2).is_some_and(|noun| noun != Noun::Other);
            if counts || doc.sign(end + 2, '-') {
                break;
            }
            end += 2;
        } else if version || sized || single || suffix {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// Returns the end of a size that stands for a model, `27B` in `the 27B model`; the start if it is none.
pub(super) fn sized_end(doc: &Doc, at: usize) -> usize {
    let number = doc.get(at).is_some_and(|token| token.is_number());
    let scaled = doc
        .get(at + 1)
        .is_some_and(|unit| unit.glued && matches!(unit.text.as_str(), "B" | "M"));
    // `a 65B-parameter model`
    let noun_at = at + 2 + usize::from(doc.sign(at + 2, '-'));
    let is_sized = doc.word(noun_at) == "parameter";
    let model = (at + 2..at + 4 + 2 * usize::from(is_sized)).any(|at| {
        matches!(
            doc.word(at),
            "model"
                | "models"
                | "version"
                | "variant"
                | "versions"
                | "variants"
                | "one"
                | "lm"
                | "llm"
        )
    });
    if number && scaled && model && (is_sized || noun_free(doc, at + 2)) {
        at + 2
    } else {
        at
    }
}

/// Returns whether a citation stands at a token: `(Raffel et al., 2020)`.
pub(super) fn is_cited(doc: &Doc, at: usize) -> bool {
    doc.sign(at, '(') && doc.word(at + 2) == "et" && doc.word(at + 3) == "al"
}

fn noun_free(doc: &Doc, at: usize) -> bool {
    doc.noun(at).is_none()
}

/// Returns whether a word says that a model is trained further.
pub(super) fn is_tuning(word: &str) -> bool {
    [
        "fine-tun",
        "finetun",
        "adapt",
        "distil",
        "initiali",
        "warm-start",
    ]
    .iter()
    .any(|stem| word.starts_with(stem))
}

/// Words after the name of the model that another began from.
const GOES_ON: [&str; 10] = [
    "after",
    "further",
    "with",
    "plus",
    "trained",
    "tuned",
    "continued",
    "continually",
    "further-trained",
    "post-trained",
];

/// Returns whether a name is that of the model which another began from: `LexTune-8B is Llama 3.1 8B after continued
/// pre-training`. The other name ends at a token.
pub(super) fn is_base(doc: &Doc, own_end: usize, name: Range<usize>) -> bool {
    let mut between = own_end..name.start;
    let is_link = |at: usize| {
        doc.sign(at, '=')
            || matches!(
                doc.word(at),
                "is" | "was" | "a" | "an" | "the" | "just" | "simply" | "base"
            )
    };
    let links = (1..4).contains(&between.len()) && between.clone().all(is_link);
    let is_verb = |at: usize| doc.sign(at, '=') || matches!(doc.word(at), "is" | "was");
    // `Llama 3.1 8B (base) after …`, `the Mistral 7B model, further trained …`
    let relative =
        |at: &usize| matches!(doc.word(*at), "that" | "which") && doc.word(at + 1) != "we";
    let mut behind = (name.end..name.end + 3).take_while(|at| !relative(at));
    links
        && between.any(is_verb)
        && behind.any(|at| {
            // `Mistral 7B that we trained`, but not `that was trained`
            let by_us = matches!(doc.word(at), "that" | "which") && doc.word(at + 1) == "we";
            by_us || GOES_ON.contains(&doc.word(at)) || is_tuning(doc.word(at))
        })
}

/// Words with a capital at the start of sentences.
const SENTENCES: [&str; 34] = [
    "the", "our", "this", "that", "these", "for", "in", "on", "of", "with", "and", "all", "total",
    "table", "figure", "section", "model", "models", "both", "each", "only", "most", "training",
    "base", "still", "again", "now", "about", "roughly", "around", "nearly", "then", "finally",
    "size",
];

/// Returns where a name of several capitalized words ends: `Stable Video Diffusion`. Returns its start if an abbreviation
/// of it follows in brackets, which is the name: `Open Pre-trained Transformers (OPT)`.
fn title_end(doc: &Doc, taken: &[bool], at: usize) -> usize {
    let is_title = |at: usize| {
        let token = doc
            .get(at)
            .filter(|token| token.is_word() && token.gap <= 1);
        let capital = token.is_some_and(|token| token.text.starts_with(char::is_uppercase));
        capital && !taken.get(at).copied().unwrap_or(true)
    };
    let end = (at + 1..at + 6).find(|at| !is_title(*at)).unwrap_or(at + 6);
    let is_short = doc.get(end + 1).is_some_and(|token| {
        let capitals = token.text.bytes().filter(u8::is_ascii_uppercase).count();
        token.is_word() && capitals > 1
    });
    let is_abbreviated = end > at + 1 && doc.sign(end, '(') && is_short && doc.sign(end + 2, ')');
    if is_abbreviated { at } else { end }
}

/// Returns whether a word stands where a model is introduced: `we train Kite`, `For Alpaca we fine-tuned`.
fn is_introduced(doc: &Doc, at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).map_or("", |at| doc.word(at));
    let introduced = matches!(
        back(1),
        "train"
            | "trained"
            | "pretrain"
            | "pre-train"
            | "call"
            | "calls"
            | "called"
            | "named"
            | "dubbed"
            | "introduce"
            | "present"
            | "describe"
            | "release"
    ) && (back(2) == "we"
        || matches!(back(1), "call" | "calls" | "called" | "named" | "dubbed"));
    // `Training Data:` is a label, and `Training Efficiency` a heading.
    let is_end =
        |token: &Token| matches!(token.kind, Kind::Break | Kind::Sign(':' | '|' | '=' | '\t'));
    let is_label = doc.get(at + 1).is_none_or(is_end);
    let mut opening = doc.sentence(at).start..at.saturating_sub(1);
    let training = matches!(back(1), "training" | "pre-training" | "pretraining")
        && !(is_label && opening.all(|at| doc.word(at).is_empty()))
        && !SENTENCES.contains(&doc.word(at))
        && is_unusual(doc.word(at))
        || matches!(
            (back(2), back(1)),
            ("training" | "pre-training" | "pretraining", "of")
        );
    // `OpenLab unveiled Kite`, `We report on Kite`, `the 22B model Kite`
    let announced = matches!(
        back(1),
        "unveils" | "unveiled" | "launches" | "launched" | "announces" | "announced" | "introduces"
    ) || back(1) == "on" && matches!(back(2), "report" | "reports")
        || matches!(back(1), "model" | "network")
            && at.checked_sub(3).is_some_and(|at| sized_end(doc, at) > at);
    // `Our model, Kite (13B)`
    let comma = at.checked_sub(1).is_some_and(|at| doc.sign(at, ','));
    let explained = comma && matches!(back(2), "model" | "network" | "system") && back(3) == "our";
    let announced = (announced || explained) && is_unusual(doc.word(at));
    let for_it = back(1) == "for" && doc.word(at + 1) == "we";
    // `Qwen itself had seen …`, `Llama 3.1 itself …`
    let version = usize::from(doc.get(at + 1).is_some_and(Token::is_number));
    let itself = doc.word(at + 1 + version) == "itself" && is_unusual(doc.word(at));
    let opens = doc.sentence(at).start == at
        && (doc.sign(at + 1, '(') || matches!(doc.word(at + 1), "has" | "was" | "is"))
        && is_unusual(doc.word(at));
    introduced || announced || training || for_it || itself || opens
}

/// Returns whether a word is not a common one of a passage.
fn is_unusual(word: &str) -> bool {
    const COMMON: [&str; 43] = [
        "ablations",
        "baselines",
        "throughput",
        "training",
        "compute",
        "hardware",
        "inference",
        "evaluation",
        "pretraining",
        "pre-training",
        "fine-tuning",
        "finetuning",
        "everything",
        "nothing",
        "each",
        "it",
        "this",
        "that",
        "there",
        "here",
        "what",
        "which",
        "one",
        "all",
        "none",
        "both",
        "data",
        "learning",
        "optimization",
        "optimisation",
        "performance",
        "memory",
        "energy",
        "yes",
        "time",
        "batch",
        "model",
        "precision",
        "utilization",
        "who",
        "another",
        "electricity",
        "gpu",
    ];
    let is_participle = ["train", "pre-train", "pretrain", "fine-tun", "finetun"]
        .iter()
        .any(|stem| word.starts_with(stem));
    !COMMON.contains(&word) && !SENTENCES.contains(&word) && word.len() > 3 && !is_participle
}

fn size_behind(doc: &Doc, at: usize) -> bool {
    doc.get(at)
        .is_some_and(|next| next.is_number() && next.gap == 1)
        && doc
            .get(at + 1)
            .is_some_and(|unit| unit.glued && matches!(unit.text.as_str(), "B" | "M"))
}
