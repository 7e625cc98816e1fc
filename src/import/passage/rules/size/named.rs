//! Sizes without a noun: before the word model, in its name, and after `N =`.

use super::base::{base, listed};
use super::{is_fine_tuning, is_of_other};
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::names::size_of;
use crate::import::passage::noun::Noun;
use crate::import::passage::rules::Fact;
use crate::import::passage::token::{Doc, Kind};
use crate::import::passage::why::Why;

/// Reads `N = 2.1 × 10⁹`.
pub(super) fn symbol(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    data_symbol(passage, rule, out);
    let doc = &passage.doc;
    for amount in &passage.bare {
        let start = amount.tokens.start;
        let named = start > 1
            && doc.sign(start - 1, '=')
            && matches!(doc.get(start - 2), Some(token) if token.text == "N");
        if named && amount.value() >= 1e6 && !is_of_other(&passage.judge_of(), start) {
            out.push(Fact::at(
                Key::Parameters,
                start - 2..amount.tokens.end,
                amount.value(),
                50,
                rule,
            ));
        }
    }
}

/// Reads `D = 300B` beside `N = 2.7B`: the tokens of 6ND.
fn data_symbol(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let is_symbol = |start: usize, name: &str| {
        let letter = start.checked_sub(2).and_then(|at| doc.get(at));
        doc.sign(start.wrapping_sub(1), '=') && letter.is_some_and(|token| token.text == name)
    };
    let mut all = passage.bare.iter();
    if !all.any(|amount| is_symbol(amount.tokens.start, "N")) {
        return;
    }
    let found = passage
        .bare
        .iter()
        .filter(|amount| is_symbol(amount.tokens.start, "D"));
    for amount in found.filter(|amount| amount.value() >= 1e7) {
        let start = amount.tokens.start;
        if !is_of_other(&passage.judge_of(), start) {
            let tokens = start - 2..amount.tokens.end;
            out.push(Fact::at(Key::Tokens, tokens, amount.value(), 50, rule));
        }
    }
}

/// Words that a size stands before.
const MODELS: [&str; 22] = [
    "model",
    "models",
    "policy",
    "transformer",
    "network",
    "llm",
    "agent",
    "variant",
    "version",
    "checkpoint",
    "one",
    "decoder",
    "run",
    "base",
    "pretrained",
    "language",
    "mixture",
    "student",
    "dense",
    "sparse",
    "模型",
    "モデル",
];

/// Words that make data of an amount before them.
const DATA: [&str; 16] = [
    "corpus",
    "corpora",
    "dataset",
    "datasets",
    "data-set",
    "data",
    "budget",
    "blend",
    "collection",
    "set",
    "subset",
    "split",
    "crawl",
    "text",
    "curriculum",
    "recipe",
];

/// Words beside a size that is all that an item says: `gpt2 small 124M, 10B tokens`.
const SIZES: [&str; 10] = [
    "small", "base", "large", "medium", "xl", "mini", "tiny", "dense", "moe", "model",
];

/// Returns whether a size is an item of a list, with no more than the name of a model: `512 H100, bf16, 13B`. Only
/// short notes are lists, and only if nothing in them is called parameters.
fn is_item(passage: &Passage, start: usize, end: usize) -> bool {
    const LONGEST: usize = 60;
    let doc = &passage.doc;
    let has_noun = passage
        .mentions
        .iter()
        .any(|mention| mention.noun == Noun::Parameter);
    if has_noun || doc.tokens.len() > LONGEST {
        return false;
    }
    let is_sign = |at: usize| {
        matches!(
            doc.get(at).map(|token| token.kind),
            None | Some(Kind::Sign(',' | ';' | '/' | '|') | Kind::Break)
        )
    };
    let is_scale =
        matches!(doc.get(end - 1), Some(token) if matches!(token.text.as_str(), "B" | "M" | "b"));
    let is_name = |at: usize| {
        let word = doc.word(at);
        let is_versioned = word.contains(|c: char| c.is_ascii_digit())
            && word.contains(|c: char| c.is_ascii_alphabetic());
        SIZES.contains(&word) || is_versioned && !passage.starts.contains_key(&at)
    };
    let first = (doc.sentence(start).start..start)
        .rev()
        .find(|at| !is_name(*at));
    let is_first = first.is_none_or(is_sign);
    is_scale
        && is_sign(end)
        && is_first
        && start - first.map_or(doc.sentence(start).start, |at| at + 1) < 4
}

/// Returns whether a word is of data: `our 300B corpus`, `our 1T mixture`, but not `our 47B mixture of experts`.
fn is_data(doc: &Doc, at: usize) -> bool {
    let of_experts = || doc.word(at + 1) == "of" && doc.word(at + 2).starts_with("expert");
    match doc.word(at) {
        "mixture" | "mix" => !of_experts(),
        word => DATA.contains(&word),
    }
}

pub(super) fn sized_model(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    for amount in &passage.bare {
        let start = amount.tokens.start;
        if !amount.scaled
            || amount.percent
            || amount.is_range()
            || !(1e6..1e14).contains(&amount.value())
            || is_of_other(&judge, start)
        {
            continue;
        }
        let behind = (amount.tokens.end..amount.tokens.end + 3)
            .take_while(|at| !is_data(doc, *at))
            .any(|at| MODELS.contains(&doc.word(at)))
            && !doc.sign(amount.tokens.end, ',');
        let bracketed = start > 0
            && doc.sign(start - 1, '(')
            && passage
                .names
                .iter()
                .any(|name| name.tokens.end + 1 == start && !passage.subject.is_other(name));
        let opens = start.checked_sub(1).is_none_or(|at| {
            doc.sign(at, ':') || doc.sign(at, ',') || doc.sentence(start).start == start
        });
        let of_model = |at: usize| {
            matches!(
                doc.word(at),
                "model" | "network" | "transformer" | "size" | "encoder" | "decoder"
            )
        };
        // `Model: 14B`, `the model is 4B`
        let is_said = |at: usize| doc.sign(at, ':') || matches!(doc.word(at), "is" | "was");
        let labelled = start > 1 && is_said(start - 1) && of_model(start - 2);
        let bracketed = bracketed
            || start > 1
                && doc.sign(start - 1, '(')
                && of_model(start - 2)
                && (doc.sign(amount.tokens.end, ')') || doc.sign(amount.tokens.end, ','));
        let behind = behind || labelled;
        // `we trained a 0.5B on 1T tokens`
        let is_trained = (start.saturating_sub(3)..start)
            .any(|at| doc.word(at).starts_with("train") || doc.word(at).starts_with("pretrain"));
        let opens = opens
            || is_trained
                && start
                    .checked_sub(1)
                    .is_some_and(|at| matches!(doc.word(at), "a" | "an" | "our" | "the"));
        let is_item = is_item(passage, start, amount.tokens.end);
        // `my 350M rwkv on 12B tokens`
        let is_mine = start
            .checked_sub(1)
            .is_some_and(|at| matches!(doc.word(at), "my" | "our"))
            && doc
                .get(amount.tokens.end)
                .is_some_and(crate::import::passage::token::Token::is_word)
            && doc.noun(amount.tokens.end).is_none()
            && !(amount.tokens.end..amount.tokens.end + 3)
                .take_while(|at| !matches!(doc.word(*at), "" | "on" | "for" | "with" | "and"))
                .any(|at| is_data(doc, at));
        let begins =
            is_mine || opens && matches!(doc.word(amount.tokens.end), "on" | "for" | "with" | ",");
        // `the 7B LLaMA`
        let named = passage
            .names
            .iter()
            .any(|name| name.tokens.start == amount.tokens.end && !passage.subject.is_other(name));
        let own = passage
            .subject
            .size
            .is_some_and(|size| (amount.value() / size - 1.0).abs() < 0.02);
        let plural = (amount.tokens.end..amount.tokens.end + 3)
            .any(|at| matches!(doc.word(at), "models" | "variants" | "versions"));
        if plural && !own {
            continue;
        }
        let score = match (bracketed, behind, begins, named) {
            (true, ..) => 52,
            (_, true, ..) => 45 - 10 * i32::from(doc.word(amount.tokens.end).ends_with("els")),
            (_, _, true, _) => 40,
            (.., true) => 40,
            _ if is_item => 36,
            _ => continue,
        };
        let mut fact = Fact::at(
            Key::Parameters,
            amount.tokens.clone(),
            amount.value(),
            score + 10 * i32::from(own),
            rule,
        );
        fact.hedge = amount.hedge;
        out.push(fact);
    }
    // `the 7B LLaMA` that is fine-tuned
    for amount in &passage.bare {
        let start = amount.tokens.start;
        let named = passage
            .names
            .iter()
            .find(|name| name.tokens.start == amount.tokens.end);
        let tuned = (start.saturating_sub(4)..start).any(|at| {
            let word = doc.word(at);
            is_fine_tuning(word) || word.starts_with("adapt")
        });
        if tuned && named.is_some() && amount.scaled {
            out.push(Fact::at(
                Key::Parameters,
                amount.tokens.clone(),
                amount.value(),
                48,
                rule,
            ));
        }
    }
}

pub(super) fn named_size(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let Some(name) = &passage.subject.name else {
        listed(passage, rule, out);
        base(passage, rule, out);
        return;
    };
    let reasons = passage.judge_of().reasons(name.tokens.start);
    if reasons
        .iter()
        .any(|why| matches!(why, Why::Evaluation | Why::Question))
    {
        return;
    }
    let words: Vec<&str> = name.text.split([' ', '-', '(', ')']).collect();
    // `Qwen3-30B-A3B`: 3B are active.
    let active = words
        .iter()
        .rfind(|word| word.starts_with(['A', 'a']) && size_of(word).is_some());
    let mixture = name.text.contains(['x', '×'])
        && words
            .iter()
            .any(|word| word.contains(['x', '×']) && word.ends_with('B'));
    let last = words.iter().rev().find(|word| size_of(word).is_some());
    if let Some(size) = active
        .or(last)
        .and_then(|word| size_of(word))
        .filter(|_| !mixture)
    {
        let score = if active.is_some() { 85 } else { 32 };
        out.push(Fact::at(
            Key::Parameters,
            name.tokens.clone(),
            size,
            score,
            rule,
        ));
    } else if let Some(size) = passage.subject.size.filter(|_| !mixture) {
        let at = passage
            .bare
            .iter()
            .find(|bare| (bare.value() / size - 1.0).abs() < 0.001);
        if let Some(at) = at {
            out.push(Fact::at(Key::Parameters, at.tokens.clone(), size, 34, rule));
        }
    }
}
