//! Adapters that train in place of the weights, and the share of the weights that they are.

use super::{Fact, Rule};
use crate::draft::Key;
use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::Amount;
use crate::import::passage::stage::Stage;
use crate::import::passage::token::Doc;
use std::ops::Range;

pub(super) const RULES: &[Rule] = &[Rule {
    name: "trained share",
    reads: "the share of the weights that adapters train",
    example: (
        "We fine-tune a 7B model with LoRA, which trains 0.5% of the parameters, on 1B tokens.",
        &[
            ("parameters", "7B"),
            ("tokens", "1B"),
            ("trainable", "0.005"),
        ],
    ),
    run: share,
}];

/// Methods that train adapters in place of the weights, in lower case and as people write them.
const METHODS: [(&str, &str); 14] = [
    ("lora", "LoRA"),
    ("qlora", "QLoRA"),
    ("dora", "DoRA"),
    ("rslora", "rsLoRA"),
    ("adalora", "AdaLoRA"),
    ("loha", "LoHa"),
    ("lokr", "LoKr"),
    ("ia3", "IA3"),
    ("low-rank adapt*", "LoRA"),
    ("low rank adapt*", "LoRA"),
    ("prefix tuning", "Prefix tuning"),
    ("prefix-tuning", "Prefix tuning"),
    ("prompt tuning", "Prompt tuning"),
    ("prompt-tuning", "Prompt tuning"),
];

/// The share of the weights that most adapters are: a ten-thousandth of GPT-3 in Hu et al. 2021, 2.4% of a model of 7
/// billion with rank 64 in all layers. A backward pass takes nearly the same at both ends.
pub(in crate::import::passage) const USUAL: &str = "0.0001..0.03";

/// Returns the method of adapters whose name begins at a token: `LoRA`, `LoRA-tuned`.
pub(in crate::import::passage) fn adapter(doc: &Doc, at: usize) -> Option<&'static str> {
    entry(doc, at).map(|(_, name)| name)
}

/// Returns the entry of the name that begins at a token.
fn entry(doc: &Doc, at: usize) -> Option<(&'static str, &'static str)> {
    let word = doc.word(at);
    let stem = word.split('-').next().unwrap_or_default();
    let is_named = |(name, _): &&(&str, &str)| {
        *name == stem
            || *name == word
            || name.contains(' ') && doc.is_phrase(at, doc.sentence(at).end, name)
    };
    METHODS.iter().find(is_named).copied()
}

/// Words of a sentence about what may be done with a model.
const OFFERS: [&str; 4] = ["supported", "supports", "support for", "compatible"];

/// Words of a sentence about adapters that are there, whoever trained them.
const THERE: [&str; 7] = [
    "available",
    "load*",
    "serve*",
    "serving",
    "merge*",
    "works with",
    "work with",
];

/// Returns whether a sentence has a verb that trains. The names of methods have none: `Low-rank adaptation is supported.`
fn says_training(doc: &Doc, sentence: Range<usize>) -> bool {
    const VERBS: [&str; 5] = ["train", "fine-tun", "finetun", "tun", "adapt"];
    let has = |phrase: &&str| doc.has_phrase(sentence.clone(), phrase);
    if OFFERS.iter().any(has) {
        return false;
    }
    // `Adapters can be trained on top`
    let may = |at: usize| {
        at >= sentence.start + 2
            && doc.word(at - 1) == "be"
            && matches!(doc.word(at - 2), "can" | "could" | "may" | "might")
    };
    let is_there = THERE.iter().any(has) || sentence.clone().any(may);
    let is_thing = |word: &str| word.starts_with("adapter") || word.starts_with("adaptation");
    let mut at = sentence.start;
    while at < sentence.end {
        let word = doc.word(at);
        let Some((name, _)) = entry(doc, at) else {
            let is_verb = !may(at) && VERBS.iter().any(|verb| word.starts_with(verb));
            if is_verb && !(is_there && is_thing(word)) {
                return true;
            }
            at += 1;
            continue;
        };
        let words = name.split(' ').count();
        // `LoRA-tuned`, and `prefix tuning on 94M tokens`
        let has_suffix = word
            .split_once('-')
            .is_some_and(|(stem, rest)| stem == name && rest.contains("tun"));
        let is_number = |at: usize| doc.get(at).is_some_and(|token| token.is_number());
        let is_act = name.contains(['-', ' '])
            && matches!(doc.word(at + words), "of" | "on")
            && (at + words..sentence.end).any(is_number);
        if has_suffix || is_act {
            return true;
        }
        at += words;
    }
    false
}

/// Returns where adapters are trained, each with its stage and its method.
pub(in crate::import::passage) fn trained(
    passage: &Passage,
) -> Vec<(usize, Option<Stage>, &'static str)> {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    let mut out: Vec<(usize, Option<Stage>, &'static str)> = Vec::new();
    let mut said: Option<(Range<usize>, bool)> = None;
    for at in 0..doc.tokens.len() {
        let Some(method) = adapter(doc, at) else {
            continue;
        };
        let sentence = doc.sentence(at);
        let trains = match &said {
            Some((other, trains)) if *other == sentence => *trains,
            _ => says_training(doc, sentence.clone()),
        };
        said = Some((sentence, trains));
        let stage = passage.stage_at(at);
        let is_new = out.iter().all(|(_, other, _)| *other != stage);
        if trains && is_new && judge.reasons(at).is_empty() {
            out.push((at, stage, method));
        }
    }
    out
}

/// Returns all amounts, whether or not they count something.
fn amounts(passage: &Passage) -> impl Iterator<Item = &Amount> {
    let counted = passage.mentions.iter().map(|mention| &mention.amount);
    passage.bare.iter().chain(counted)
}

/// Returns whether a share is of the weights: `0.5% of the parameters`, `trainable parameters: 0.5%`.
fn is_of_weights(doc: &Doc, amount: &Amount) -> bool {
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let is_weights = |at: usize| matches!(doc.word(at), "parameters" | "weights" | "params");
    let before = start.saturating_sub(4).max(doc.sentence(start).start)..start;
    let is_trained = before.clone().any(|at| doc.word(at).starts_with("train"));
    let mut behind = end..(end + 5).min(doc.sentence(start).end);
    behind.any(is_weights) || is_trained && before.clone().any(is_weights)
}

/// Returns whether a number of weights is that of those which train: `LoRA r=64 (228M trainable)`, `trainable params:
/// 4,194,304`, `adapters (71M of the 13B weights)`.
fn is_trained(doc: &Doc, amount: &Amount) -> bool {
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let sentence = doc.sentence(start);
    let depth = |at: usize| doc.depth.get(at).copied().unwrap_or_default();
    let here = |at: &usize| depth(*at) == depth(start);
    let is_trainable = |at: usize| doc.word(at).starts_with("trainable");
    let mut before = start.saturating_sub(4).max(sentence.start)..start;
    // The brackets of `24.3 million parameters (0.75% of them) were trainable` stand between.
    let is_number = |at: &usize| doc.get(*at).is_some_and(|token| token.is_number());
    let mut behind = (end..sentence.end)
        .filter(here)
        .take(6)
        .take_while(|at| !is_number(at));
    let opens = start.checked_sub(1).filter(|at| doc.sign(*at, '('));
    let of_adapters = opens
        .and_then(|at| at.checked_sub(1))
        .is_some_and(|at| doc.word(at).starts_with("adapter"));
    let is_count = !amount.percent && (1e4..1e12).contains(&amount.value());
    is_count && (before.any(is_trainable) || behind.any(is_trainable) || of_adapters)
}

fn share(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    for (at, stage, _) in trained(passage) {
        let sentence = doc.sentence(at);
        let here = |amount: &&Amount| sentence.contains(&amount.tokens.start);
        let is_share = |amount: &&Amount| amount.percent && is_of_weights(doc, amount);
        let is_trained = |amount: &&Amount| {
            is_trained(doc, amount) && judge.reasons(amount.tokens.start).is_empty()
        };
        let share = amounts(passage).filter(here).find(is_share);
        let count = || amounts(passage).find(is_trained);
        let mut fact = Fact::at(Key::Trainable, at..at + 1, 0.0, 50, rule);
        match share.or_else(count) {
            Some(amount) => {
                fact.tokens = amount.tokens.clone();
                (fact.low, fact.high) = (amount.low, amount.high);
                fact.hedge = amount.hedge;
                fact.unit = (!amount.percent).then_some(Noun::Parameter);
            }
            None => fact.doubtful = true,
        }
        fact.stage = stage;
        out.push(fact);
    }
}
