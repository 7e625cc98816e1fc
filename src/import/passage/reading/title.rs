//! The title: the name of the model, or what was done to a model that has the name.

use crate::import::passage::assign::Decided;
use crate::import::passage::gather::Passage;
use crate::import::passage::names::{Name, size_of};
use crate::import::passage::rules::{adapter, trained};
use crate::import::passage::stage::Stage;
use crate::import::passage::token::Doc;

/// Words between a verb and its model: `fine-tune the pre-trained 7B Kite`.
const SKIPPED: [&str; 14] = [
    "the",
    "a",
    "an",
    "base",
    "pretrained",
    "pre-trained",
    "released",
    "original",
    "model",
    "of",
    "b",
    "m",
    "parameter",
    "frozen",
];

/// Returns the title of an estimate, and the name that is in it. The name of a model that is only fine-tuned is that of
/// its base: `LoRA fine-tuning of Kite 8B`.
pub(super) fn title<'a>(passage: &'a Passage, decided: &Decided) -> Option<(&'a Name, String)> {
    let own = passage.subject.name.as_ref();
    let judge = passage.judge_of();
    let is_base = |name: &&Name| {
        let is_model = size_of(&name.key).is_none() && (name.known || name.size().is_some());
        is_model && is_tuned(passage, name) && judge.reasons(name.tokens.start).is_empty()
    };
    let name = own.or_else(|| passage.names.iter().find(is_base))?;
    let mut cues = passage.cues.iter();
    let has_pretraining =
        cues.any(|(at, of)| *of == Stage::Pretraining && !is_adjective(&passage.doc, *at));
    let is_tuning = |stage: Option<Stage>| match stage {
        None | Some(Stage::Finetuning | Stage::Posttraining | Stage::Preference) => true,
        Some(Stage::Pretraining) => !has_pretraining,
        Some(_) => false,
    };
    let mut same = passage.names.iter().filter(|other| other.key == name.key);
    let is_base = same.clone().any(|name| is_tuned(passage, name))
        && !same.any(|name| is_trained(passage, name))
        && decided.stages.iter().all(|stage| is_tuning(stage.stage));
    if !is_base {
        return own.map(|name| (name, name.text.clone()));
    }
    let method = trained(passage).first().map(|(_, _, method)| *method);
    let done = match method {
        Some(method) if method.ends_with("ing") => method.into(),
        Some(method) => format!("{method} fine-tuning"),
        None => "Fine-tuning".into(),
    };
    Some((name, format!("{done} of {}", name.text)))
}

/// Returns whether a word belongs to the thing that is named behind it: the verb of `the pre-trained Kite 8B`.
fn is_adjective(doc: &Doc, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| doc.word(at));
    matches!(before, "the" | "a" | "an")
}

/// Returns whether a name is that of a model which is trained from scratch: `we train Kite 8B`, `Kite 8B was trained`.
fn is_trained(passage: &Passage, name: &Name) -> bool {
    let doc = &passage.doc;
    let trains = |at: usize| {
        let word = doc.word(at);
        ["train", "pretrain", "pre-train"]
            .iter()
            .any(|stem| word.starts_with(stem))
    };
    let (start, end) = (name.tokens.start, name.tokens.end);
    let is_behind = matches!(doc.word(end), "is" | "was") && trains(end + 1) || trains(end);
    let before = start.checked_sub(1);
    is_behind || before.is_some_and(|at| trains(at) && !is_adjective(doc, at))
}

/// Returns whether a name is that of the model which is fine-tuned: `we fine-tune Kite 8B`, `LoRA on Kite 8B`.
fn is_tuned(passage: &Passage, name: &Name) -> bool {
    let doc = &passage.doc;
    let start = name.tokens.start;
    let is_link = |at: usize| matches!(doc.word(at), "on" | "to" | "for");
    let is_skipped = |at: &usize| {
        let is_number = doc.get(*at).is_some_and(|token| token.is_number());
        is_number || is_link(*at) || SKIPPED.contains(&doc.word(*at))
    };
    let mut before = (doc.sentence(start).start..start).rev();
    let Some(verb) = before.find(|at| !is_skipped(at)) else {
        return false;
    };
    let word = doc.word(verb);
    let is_verb = word.starts_with("fine-tun") || word.starts_with("finetun");
    let has_link = (verb..start).any(is_link);
    // `fine-tuned on Alpaca` names data.
    let is_offered = verb
        .checked_sub(1)
        .is_some_and(|at| matches!(doc.word(at), "can" | "could" | "may" | "to" | "you"));
    start - verb < 6
        && !is_offered
        && (is_verb && !has_link || has_link && adapter(doc, verb).is_some())
        && doc.word(name.tokens.end) != "from"
}
