//! The amounts of a recipe, by the words around them.

use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::Amount;
use crate::import::passage::why::Why;

const PROMPTS: [&str; 6] = [
    "prompt",
    "prompts",
    "question",
    "questions",
    "problem",
    "problems",
];

const SAMPLES: [&str; 12] = [
    "rollout",
    "rollouts",
    "sample",
    "samples",
    "response",
    "responses",
    "completion",
    "completions",
    "generation",
    "generations",
    "answers",
    "outputs",
];

/// Words of a length that few texts reach.
const MOST: [&str; 9] = [
    "maximum",
    "max",
    "most",
    "cut",
    "capped",
    "limit",
    "limited",
    "truncated",
    "up",
];

/// Words of a length that all texts have on average.
const MEAN: [&str; 4] = ["average", "mean", "avg", "averaging"];

/// The most amounts that are looked at.
const MOST_AMOUNTS: usize = 60;

/// The input of the recipe that an amount belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Steps,
    /// Prompts of one step.
    PromptsOfStep,
    /// All prompts.
    Prompts,
    Samples,
    PromptTokens,
    TextTokens,
    /// A length that no text exceeds.
    Longest,
}

/// Returns the amounts of a recipe, in the order of the passage.
pub(super) fn found(passage: &Passage) -> Vec<(What, &Amount)> {
    let judge = passage.judge_of();
    let counted = passage.mentions.iter().map(|mention| &mention.amount);
    let mut all: Vec<&Amount> = passage
        .bare
        .iter()
        .chain(counted)
        .take(MOST_AMOUNTS)
        .collect();
    all.sort_by_key(|amount| amount.tokens.start);
    let told = all
        .into_iter()
        .filter(|amount| !amount.percent && amount.value() >= 1.0);
    let read = told.filter_map(|amount| Some((what(passage, amount)?, amount)));
    let is_ours = |amount: &Amount| {
        let reasons = judge.reasons(amount.tokens.start);
        let is_said_of_samples = |why: &Why| matches!(why, Why::Inference | Why::Owned);
        reasons.iter().all(is_said_of_samples)
    };
    read.filter(|(_, amount)| is_ours(amount)).collect()
}

/// Returns what an amount counts, by the words around it.
fn what(passage: &Passage, amount: &Amount) -> Option<What> {
    let doc = &passage.doc;
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let sentence = doc.sentence(start);
    let before = |words: &[&str], most: usize| {
        let mut range = start.saturating_sub(most).max(sentence.start)..start;
        range.any(|at| words.contains(&doc.word(at)))
    };
    let behind = |words: &[&str], most: usize| {
        let mut range = end..(end + most).min(sentence.end);
        range.any(|at| words.contains(&doc.word(at)))
    };
    let noun = (end..(end + 3).min(sentence.end))
        .take_while(|at| doc.get(*at).is_some_and(|token| token.is_word()))
        .map(|at| doc.word(at))
        .find(|word| {
            PROMPTS.contains(word)
                || SAMPLES.contains(word)
                || matches!(*word, "tokens" | "steps" | "iterations" | "updates")
        });
    // `group size of 16`, `num_generations = 8`
    let is_group = doc.has_phrase(
        start.saturating_sub(5).max(sentence.start)..start,
        "group size",
    ) || before(&["num_generations"], 3);
    match noun {
        Some("steps" | "iterations" | "updates") => Some(What::Steps),
        Some(word) if PROMPTS.contains(&word) => Some(match is_of_step(passage, amount) {
            true => What::PromptsOfStep,
            false => What::Prompts,
        }),
        Some(word) if SAMPLES.contains(&word) => {
            // `8 rollouts per prompt`, `512 prompts x 4 samples`, `128 prompts with eight rollouts`
            let is_each = behind(&PROMPTS, 6) || before(&PROMPTS, 4);
            is_each.then_some(What::Samples)
        }
        _ if is_group && amount.whole => Some(What::Samples),
        Some("tokens") | None => length(passage, amount, &before, noun.is_some()),
        Some(_) => None,
    }
}

/// Returns whether prompts are those of one step: `128 prompts per step`, `batches of 64 prompts`, `512 prompts × 4
/// samples`.
fn is_of_step(passage: &Passage, amount: &Amount) -> bool {
    let doc = &passage.doc;
    let sentence = doc.sentence(amount.tokens.start);
    let near = amount.tokens.start.saturating_sub(8).max(sentence.start)
        ..(amount.tokens.end + 10).min(sentence.end);
    let is_times = |at: usize| doc.word(at) == "x" || doc.sign(at, '×');
    let is_step = |at: usize| {
        let is_each = matches!(doc.word(at), "per" | "each" | "every" | "a");
        is_each && matches!(doc.noun(at + 1), Some(Noun::Step | Noun::Batch))
    };
    let mut words = near.clone();
    let is_batch = words.any(|at| matches!(doc.word(at), "batch" | "batches"));
    let mut behind = amount.tokens.end..(amount.tokens.end + 3).min(sentence.end);
    is_batch || near.clone().any(is_step) || behind.any(is_times)
}

/// Returns which length a number is: the mean of prompts or responses, or the most that a response may have.
fn length(
    passage: &Passage,
    amount: &Amount,
    before: &dyn Fn(&[&str], usize) -> bool,
    has_noun: bool,
) -> Option<What> {
    let doc = &passage.doc;
    let is_length = has_noun || before(&["length", "lengths"], 4);
    if !is_length || !(2.0..5e6).contains(&amount.value()) {
        return None;
    }
    let near = amount
        .tokens
        .start
        .saturating_sub(9)
        .max(doc.sentence(amount.tokens.start).start);
    let is_prompt = (near..amount.tokens.start).rfind(|at| PROMPTS.contains(&doc.word(*at)));
    let is_text = (near..amount.tokens.start).rfind(|at| SAMPLES.contains(&doc.word(*at)));
    let is_each = doc.word(amount.tokens.end + 1) == "each";
    let end = amount.tokens.end;
    let is_behind = doc.has_phrase(end..(end + 4).min(doc.sentence(end).end), "on average");
    let is_mean = before(&MEAN, 7) || is_behind || is_each;
    let is_most = before(&MOST, 8);
    match (is_text, is_prompt) {
        (Some(text), prompt) if prompt.is_none_or(|prompt| prompt < text) => {
            match (is_mean, is_most) {
                (true, false) => Some(What::TextTokens),
                (_, true) => Some(What::Longest),
                _ => None,
            }
        }
        (_, Some(_)) if is_mean && !is_most => Some(What::PromptTokens),
        _ => None,
    }
}
