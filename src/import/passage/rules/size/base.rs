//! Sizes in the names of models that are not the passage's own: one of several, or what a training goes on from.

use super::is_fine_tuning;
use crate::draft::Key;
use crate::import::passage::context::Judge;
use crate::import::passage::gather::Passage;
use crate::import::passage::methods;
use crate::import::passage::rules::Fact;
use crate::import::passage::token::Kind;

/// Reads the sizes of a model that is named in several, of which nobody says which is meant: `Kite-1B, Kite-4B and
/// Kite-8B`.
pub(super) fn listed(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let judge = passage.judge_of();
    for at in &passage.subject.listed {
        let name = passage.names.get(*at);
        let Some((name, size)) = name.and_then(|name| Some((name, name.size()?))) else {
            continue;
        };
        if is_meant(passage, &judge, name.tokens.start) {
            out.push(Fact::at(
                Key::Parameters,
                name.tokens.clone(),
                size,
                32,
                rule,
            ));
        }
    }
}

/// Returns whether nothing speaks against a name, and it is nothing that the model is held against.
fn is_meant(passage: &Passage, judge: &Judge<'_>, at: usize) -> bool {
    const AGAINST: [&str; 10] = [
        "than",
        "like",
        "unlike",
        "vs",
        "versus",
        "against",
        "outperforms",
        "beats",
        "surpasses",
        "matches",
    ];
    let mut before = passage.doc.sentence(at).start..at;
    let is_against = before.any(|at| AGAINST.contains(&passage.doc.word(at)));
    let sentence = passage.doc.sentence(at);
    let compares = passage.doc.has_phrase(sentence.start..at, "compar*");
    !is_against && !compares && judge.reasons(at).is_empty()
}

/// Words of a training that begins from a model with a name, beside the methods of reinforcement learning: `QLoRA on
/// Kite 8B`, `PPO on a 7B`.
const FURTHER: [&str; 7] = [
    "lora",
    "qlora",
    "dora",
    "sft",
    "dpo",
    "finetune",
    "finetuned",
];

/// Reads the size of the model that a training goes on from, where the result has no name of its own.
pub(super) fn base(passage: &Passage, rule: &'static str, out: &mut Vec<Fact>) {
    let doc = &passage.doc;
    let goes_on = |at: usize| {
        let mut before = at.saturating_sub(7).max(doc.sentence(at).start)..at;
        before.any(|at| {
            let word = doc.word(at);
            FURTHER.contains(&word) || methods::named(word).is_some() || is_fine_tuning(word)
        })
    };
    let judge = passage.judge_of();
    let is_base = |at: usize| goes_on(at) && is_meant(passage, &judge, at);
    for name in passage
        .names
        .iter()
        .filter(|name| is_base(name.tokens.start))
    {
        if let Some(size) = name.size() {
            out.push(Fact::at(
                Key::Parameters,
                name.tokens.clone(),
                size,
                36,
                rule,
            ));
        }
    }
    for bare in &passage.bare {
        let (start, end) = (bare.tokens.start, bare.tokens.end);
        let is_object = start
            .checked_sub(1)
            .is_some_and(|at| matches!(doc.word(at), "on" | "of" | "a"));
        let is_end = matches!(
            doc.get(end).map(|token| token.kind),
            None | Some(Kind::Sign(':' | ',' | ';' | '.') | Kind::Break)
        );
        let is_size = bare.scaled && !bare.percent && (1e7..1e13).contains(&bare.value());
        if is_size && is_object && is_end && is_base(start) {
            out.push(Fact::at(
                Key::Parameters,
                bare.tokens.clone(),
                bare.value(),
                36,
                rule,
            ));
        }
    }
}
