//! Stages of a training, by the words that name them.

use super::methods;
use super::token::Doc;
use std::ops::Range;

/// A stage, in the order in which they follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Pretraining,
    First,
    Second,
    Third,
    Continued,
    Context,
    Annealing,
    Finetuning,
    Posttraining,
    Preference,
    Reinforcement,
}

impl Stage {
    /// Returns the name that goes into the form.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Pretraining => "Pre-training",
            Self::First => "First stage",
            Self::Second => "Second stage",
            Self::Third => "Third stage",
            Self::Continued => "Continued pre-training",
            Self::Context => "Context extension",
            Self::Annealing => "Annealing",
            Self::Finetuning => "Fine-tuning",
            Self::Posttraining => "Post-training",
            Self::Preference => "Preference optimization",
            Self::Reinforcement => "Reinforcement learning",
        }
    }
}

/// The reason to leave the data of reinforcement learning, whose cost is not 6 × parameters × tokens.
pub(super) const REINFORCEMENT: &str =
    "Reinforcement learning has no field here: use its recipe under “Studies”.";

/// Words that name a stage. A word that ends in `*` stands for all that begin so.
const CUES: &[(&str, Stage)] = &[
    ("continued pre-training", Stage::Continued),
    ("continued pretraining", Stage::Continued),
    ("continual pre-training", Stage::Continued),
    ("continue pre-train*", Stage::Continued),
    ("continue pretrain*", Stage::Continued),
    ("continued to pre-train", Stage::Continued),
    ("continued to pretrain", Stage::Continued),
    ("continually pre-train*", Stage::Continued),
    ("continually pretrain*", Stage::Continued),
    ("further pre-train*", Stage::Continued),
    ("further pretrain*", Stage::Continued),
    ("mid-train*", Stage::Continued),
    ("midtrain*", Stage::Continued),
    ("initial training", Stage::Pretraining),
    ("pre-train*", Stage::Pretraining),
    ("pretrain*", Stage::Pretraining),
    ("first stage", Stage::First),
    ("stage 1", Stage::First),
    ("stage one", Stage::First),
    ("phase 1", Stage::First),
    ("phase one", Stage::First),
    ("first phase", Stage::First),
    ("stage a", Stage::First),
    ("phase a", Stage::First),
    ("stage b", Stage::Second),
    ("phase b", Stage::Second),
    ("stage c", Stage::Third),
    ("phase c", Stage::Third),
    ("second stage", Stage::Second),
    ("stage 2", Stage::Second),
    ("stage two", Stage::Second),
    ("phase 2", Stage::Second),
    ("phase two", Stage::Second),
    ("second phase", Stage::Second),
    ("the second", Stage::Second),
    ("for the remaining", Stage::Second),
    ("for the rest", Stage::Second),
    ("third stage", Stage::Third),
    ("stage 3", Stage::Third),
    ("stage three", Stage::Third),
    ("phase 3", Stage::Third),
    ("phase three", Stage::Third),
    ("third phase", Stage::Third),
    ("context extension", Stage::Context),
    ("long-context", Stage::Context),
    ("long context", Stage::Context),
    ("context lengthening", Stage::Context),
    ("annealing", Stage::Annealing),
    ("anneal*", Stage::Annealing),
    ("cooldown", Stage::Annealing),
    ("cool-down", Stage::Annealing),
    ("decay phase", Stage::Annealing),
    ("instruction tun*", Stage::Finetuning),
    ("instruction-tun*", Stage::Finetuning),
    ("instruct-tun*", Stage::Finetuning),
    ("instruction fine-tuning", Stage::Finetuning),
    ("fine-tun*", Stage::Finetuning),
    ("finetun*", Stage::Finetuning),
    ("supervised fine-tuning", Stage::Finetuning),
    ("sft", Stage::Finetuning),
    ("post-training", Stage::Posttraining),
    ("posttraining", Stage::Posttraining),
    ("dpo", Stage::Preference),
    ("reinforcement learning", Stage::Preference),
    ("preference optimi*", Stage::Preference),
    ("preference tuning", Stage::Preference),
];

/// Returns the stage cues of a passage, in order.
pub(super) fn cues(doc: &Doc) -> Vec<(usize, Stage)> {
    let mut out: Vec<(usize, Stage)> = Vec::new();
    let mut end = 0;
    for at in 0..doc.tokens.len() {
        // The pre-training of `continued pre-training` is not another stage.
        if at < end {
            continue;
        }
        // `the first stage`, then `the second`: only where stages are counted.
        let letter = doc.tokens[at].lower.as_bytes().first();
        let found = CUES.iter().copied().find(|(phrase, stage)| {
            phrase.as_bytes().first() == letter
                && doc.is_phrase(at, doc.tokens.len(), phrase)
                && (*phrase != "the second"
                    || out
                        .iter()
                        .any(|(_, before)| *before == Stage::First && *stage == Stage::Second))
                && (!phrase.starts_with("for the re") || are_two(doc))
                // `at this stage a model`: a letter that counts is a capital.
                && (!is_lettered(phrase) || doc.tokens.get(at + 1).is_some_and(|letter| letter.text != letter.lower))
        });
        // `Stage 3 (long context)`: the brackets say what the stage is for.
        let is_name = doc.sign(at.saturating_sub(1), '(')
            && out
                .last()
                .is_some_and(|(_, before)| *before <= Stage::Third)
            && end + 1 == at;
        let of_method = || {
            let method = methods::named(doc.word(at))?;
            Some((method.name, method.stage?))
        };
        if let Some((phrase, stage)) = found.or_else(of_method) {
            if !is_name {
                out.push((at, stage));
            }
            end = at + phrase.split(' ').count();
        } else if is_extension(doc, at) {
            out.push((at, Stage::Context));
            end = at + 1;
        }
    }
    out
}

/// Returns whether a phrase counts stages by letters.
fn is_lettered(phrase: &str) -> bool {
    phrase.len() == 7 && matches!(phrase.as_bytes().last(), Some(b'a'..=b'c'))
}

/// Returns whether a passage counts two stages, of which the second may be “the remaining steps”.
fn are_two(doc: &Doc) -> bool {
    ["two phases", "two stages"]
        .iter()
        .any(|phrase| doc.has_phrase(0..doc.tokens.len(), phrase))
}

/// Returns whether a word begins `the context is then expanded` or `we extend the context`, which takes a stage of its
/// own.
fn is_extension(doc: &Doc, at: usize) -> bool {
    let is_verb = |at: usize| {
        let word = doc.word(at);
        let mut stems = ["extend", "expand", "lengthen"].iter();
        stems.any(|stem| word.starts_with(stem))
    };
    let is_context = |at: usize| doc.word(at) == "context";
    let mut behind = at + 1..(at + 6).min(doc.sentence(at).end);
    is_context(at) && behind.clone().any(is_verb) || is_verb(at) && behind.any(is_context)
}

/// Returns whether a cue after an amount begins a further stage with an amount of its own: `on 6T tokens and
/// continued to pretrain on 500B tokens`.
fn goes_on_to(doc: &Doc, at: usize, cue: usize) -> bool {
    let is_further = (at..cue).any(|at| matches!(doc.word(at), "and" | "then"));
    let mut behind = cue..doc.sentence(at).end;
    is_further && behind.any(|at| doc.get(at).is_some_and(|token| token.is_number()))
}

/// Returns the stage that an amount belongs to; none if no word says it.
pub(super) fn of(
    doc: &Doc,
    cues: &[(usize, Stage)],
    clause: &Range<usize>,
    at: usize,
) -> Option<Stage> {
    let sentence = doc.sentence(at);
    // `80k steps in the second stage`: directly after, with no other number between.
    let behind = cues
        .iter()
        .find(|(cue, _)| *cue > at && *cue < sentence.end && *cue <= at + 10);
    if let Some((cue, stage)) = behind
        && ((at + 1).max(cue.saturating_sub(4))..*cue)
            .any(|at| matches!(doc.word(at), "in" | "during" | "of" | "for"))
        // `6T tokens for two epochs and then continued pre-training` begins a further stage.
        && !(at + 1..*cue).any(|at| doc.word(at) == "then")
        && !(at + 2..*cue).any(|at| {
            // `60k steps of 1024 images in the second stage`
            let part = doc.word(at.saturating_sub(1)) == "of";
            doc.get(at)
                .is_some_and(|token| {
                    token.is_number() && !part || token.is_sign(',') || token.is_sign(';')
                })
        })
    {
        return Some(*stage);
    }
    let within = |range: &Range<usize>| {
        let here = || cues.iter().filter(|(cue, _)| range.contains(cue));
        let before = here().rfind(|(cue, _)| *cue < at);
        // A word after the amount names its stage, unless other amounts stand between.
        let behind = here().next().filter(|(cue, stage)| {
            let numbers =
                (at + 2..*cue).filter(|at| doc.get(*at).is_some_and(|token| token.is_number()));
            *stage == Stage::Pretraining || numbers.count() == 0 && !goes_on_to(doc, at, *cue)
        });
        before.or(behind).map(|(_, stage)| *stage)
    };
    if let Some(stage) = within(clause) {
        return Some(stage);
    }
    let before = cues
        .iter()
        .rfind(|(cue, _)| sentence.contains(cue) && *cue < at);
    if let Some((_, stage)) = before {
        return Some(*stage);
    }
    // `This took four days` goes on with the sentence before.
    let goes_on = matches!(
        doc.word(sentence.start),
        "this" | "it" | "that" | "these" | "either" | "here"
    );
    if goes_on {
        return cues
            .iter()
            .rfind(|(cue, _)| *cue < sentence.start)
            .map(|(_, stage)| *stage);
    }
    None
}
