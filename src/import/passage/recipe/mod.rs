//! Reinforcement learning of a language model: the numbers that a passage gives of its recipe, and those that it does
//! not.

mod counts;

use super::gather::Passage;
use super::number::Amount;
use super::spell;
use super::why::Why;
use counts::{What, found};
use serde::Serialize;
use std::ops::Range;

/// A recipe of post-training, as far as a passage gives it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Recipe {
    /// Its name in links: `grpo` or `ppo`.
    pub method: &'static str,
    /// The link that opens the recipe with these numbers, beside the estimate.
    pub link: String,
    /// The numbers that the passage gives.
    pub given: Vec<Given>,
    /// The inputs that the passage does not give, in words.
    pub missing: Vec<String>,
    /// Both in words.
    pub message: String,
}

/// A number of a recipe, and the words that it was read from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Given {
    /// The key of the box, as links name it.
    pub input: &'static str,
    /// The text for the box.
    pub text: String,
    /// Where the words start, in characters.
    pub start: usize,
    /// Where the words end.
    pub end: usize,
    /// The words of the passage.
    pub phrase: String,
}

/// Methods, and the recipe that counts them. A method without a value model goes by the first.
const METHODS: [(&str, &str); 5] = [
    ("grpo", "grpo"),
    ("rloo", "grpo"),
    ("dapo", "grpo"),
    ("rlvr", "grpo"),
    ("ppo", "ppo"),
];

/// Finds the recipe of a passage, if it names a method and gives a number of it.
pub(super) fn find(
    passage: &Passage,
    phrase: impl Fn(&Range<usize>) -> (usize, usize, String),
) -> Option<Recipe> {
    let method = method(passage)?;
    let found = found(passage);
    let first = |what: What| {
        found
            .iter()
            .find(|(of, _)| *of == what)
            .map(|(_, amount)| *amount)
    };
    let given = |input: &'static str, text: String, tokens: Range<usize>| {
        // `128 prompts`, not the number alone
        let noun = usize::from(!passage.doc.word(tokens.end).is_empty());
        let (start, end, phrase) = phrase(&(tokens.start..tokens.end + noun));
        Given {
            input,
            text,
            start,
            end,
            phrase,
        }
    };
    let text = |amount: &Amount| spell::number(amount.low, amount.high);
    let mut all = Vec::new();
    let mut missing: Vec<String> = Vec::new();
    match (
        first(What::Steps),
        first(What::PromptsOfStep),
        first(What::Prompts),
    ) {
        (Some(steps), Some(prompts), _) => {
            let product = format!("{} * {}", text(steps), text(prompts));
            all.push(given("prompts", product, prompts.tokens.clone()));
        }
        (_, None, Some(prompts)) => {
            all.push(given("prompts", text(prompts), prompts.tokens.clone()))
        }
        (None, Some(_), _) => missing.push("the number of steps".into()),
        (Some(_), None, None) => missing.push("the prompts per step".into()),
        (None, None, None) => missing.push("the total number of prompts".into()),
    }
    let longest = first(What::Longest);
    let boxes = [
        (What::Samples, "samples", "the samples per prompt"),
        (What::PromptTokens, "prompt-tokens", "the tokens per prompt"),
        (
            What::TextTokens,
            "text-tokens",
            "the mean tokens per response",
        ),
    ];
    for (what, input, name) in boxes {
        match (first(what), longest) {
            (Some(amount), _) => all.push(given(input, text(amount), amount.tokens.clone())),
            (None, Some(longest)) if what == What::TextTokens => {
                missing.push(format!("{name} ({} is the most)", text(longest)));
            }
            _ => missing.push(name.into()),
        }
    }
    if all.is_empty() {
        return None;
    }
    let mut link = format!("view=study&study=post-training&method={method}");
    for given in &all {
        link.push_str(&format!("&{}={}", given.input, given.text.replace(' ', "")));
    }
    let name = method.to_ascii_uppercase();
    let message = match missing.as_slice() {
        [] => format!("The passage has all that the recipe of {name} needs."),
        [rest @ .., last] => {
            let rest = rest.join(", ");
            let list = if rest.is_empty() {
                last.clone()
            } else {
                format!("{rest} and {last}")
            };
            format!("The recipe of {name} needs what the passage does not say: {list}.")
        }
    };
    Some(Recipe {
        method,
        link,
        given: all,
        missing,
        message,
    })
}

/// Returns the sentences that give a number of a recipe, by their numbers: nothing in them is data to count operations
/// by.
pub(super) fn sentences(passage: &Passage) -> Vec<usize> {
    if method(passage).is_none() {
        return Vec::new();
    }
    let is_own = |(what, _): &(What, &Amount)| matches!(what, What::Samples | What::PromptsOfStep);
    let own = found(passage).into_iter().filter(is_own);
    let numbers =
        own.filter_map(|(_, amount)| passage.doc.sentence_of.get(amount.tokens.start).copied());
    numbers.collect()
}

/// Returns the recipe of the method that the passage names. `a PPO mini-batch` is a setting of any of them.
fn method(passage: &Passage) -> Option<&'static str> {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    let is_setting = |at: usize| {
        let next = doc.word(at + 1);
        next.starts_with("mini") || next.starts_with("clip") || next.starts_with("epoch")
    };
    let recipe = |at: usize| {
        METHODS
            .iter()
            .find(|(name, _)| *name == doc.word(at))
            .map(|(_, recipe)| *recipe)
    };
    let is_used = |at: usize| {
        let reasons = judge.reasons(at);
        reasons
            .iter()
            .all(|why| matches!(why, Why::Inference | Why::Evaluation))
    };
    let mut words = 0..doc.tokens.len();
    let at = words.find(|at| recipe(*at).is_some() && !is_setting(*at) && is_used(*at))?;
    recipe(at)
}
