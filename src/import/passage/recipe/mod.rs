//! Reinforcement learning of a language model: the numbers that a passage gives of its recipe, those that it does
//! not, and those that it leaves open.

mod boxes;
mod counts;
mod lengths;
mod method;
mod near;
mod used;

use super::gather::Passage;
use super::number::Amount;
use super::spell;
use boxes::Boxes;
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
    /// The question that the passage leaves open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Open>,
    /// The name of its method in words: that of the passage, where that may be either.
    #[serde(skip)]
    name: String,
    /// All words that the recipe was read from, in characters.
    #[serde(skip)]
    pub(super) used: Vec<(usize, usize)>,
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

/// A question about a recipe.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Open {
    /// The question.
    pub message: String,
    /// Its answers.
    pub choices: Vec<Opening>,
}

/// An answer to a question about a recipe.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Opening {
    /// The answer in words.
    pub text: String,
    /// The link that opens the recipe with it.
    pub link: String,
}

impl Recipe {
    /// Says how many numbers it has, and its name.
    #[cfg(any(feature = "app", test))]
    pub(super) fn summary(&self) -> String {
        let number = self.used.len();
        let plural = if number == 1 { "" } else { "s" };
        let name = &self.name;
        format!("{number} number{plural} for the recipe of {name}")
    }
}

/// Finds the recipe of a passage, if it names a method and gives a number of it.
pub(super) fn find(
    passage: &Passage,
    phrase: impl Fn(&Range<usize>) -> (usize, usize, String),
) -> Option<Recipe> {
    let method = method::method(passage)?;
    let boxes = Boxes::of(passage, &found(passage), method, &phrase)?;
    let link = |method: &str, prompts: Option<&str>| {
        let mut link = format!("view=study&study=post-training&method={method}");
        let prompts = prompts.map(|text| ("prompts", text));
        let given = boxes.given.iter();
        let given = given.map(|given| (given.input, given.text.as_str()));
        for (input, text) in prompts.into_iter().chain(given) {
            link.push_str(&format!("&{input}={}", text.replace(' ', "")));
        }
        link
    };
    let methods: &[(&str, &str)] = match method.is_open {
        true => &[
            ("ppo", "PPO, with a value model"),
            ("grpo", "GRPO, without one"),
        ],
        false => &[(method.recipe, "")],
    };
    let mut asked = Vec::new();
    if method.is_open {
        asked.push(
            "“RLHF” is most often PPO, which has a value model, or GRPO, which has none.".into(),
        );
    }
    asked.extend(boxes.question.clone());
    let prompts: Vec<(String, Option<&str>)> = match boxes.prompts.as_slice() {
        [] => vec![(String::new(), None)],
        readings => readings
            .iter()
            .map(|(words, text)| (words.clone(), Some(text.as_str())))
            .collect(),
    };
    let mut used = boxes.used;
    used.sort_unstable();
    used.dedup();
    let choices = methods.iter().flat_map(|(name, title)| {
        prompts.iter().map(|(words, text)| {
            let parts = [*title, words.as_str()]
                .into_iter()
                .filter(|part| !part.is_empty());
            Opening {
                text: parts.collect::<Vec<_>>().join("; "),
                link: link(name, *text),
            }
        })
    });
    let question = (!asked.is_empty()).then(|| Open {
        message: format!("{} Which is it?", asked.join(" ")),
        choices: choices.collect(),
    });
    let name = match method.is_open {
        true => "RLHF".to_owned(),
        false => method.recipe.to_ascii_uppercase(),
    };
    Some(Recipe {
        method: method.recipe,
        link: link(method.recipe, None),
        message: message(&name, &boxes.missing),
        name,
        given: boxes.given,
        missing: boxes.missing,
        question,
        used,
    })
}

/// Says what a recipe needs besides.
fn message(name: &str, missing: &[String]) -> String {
    match missing {
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
    }
}

/// The parts of a passage that are about a recipe: nothing in them is data to count operations by.
#[derive(Default)]
pub(super) struct Learning {
    /// The numbers of the sentences that give a number of a recipe.
    sentences: Vec<usize>,
    /// Where numbers of prompts start.
    prompts: Vec<usize>,
}

impl Learning {
    /// Finds the parts of a passage that are about a recipe.
    pub(super) fn of(passage: &Passage) -> Self {
        if method::method(passage).is_none() {
            return Self::default();
        }
        let found = found(passage);
        let is_own =
            |what: What| matches!(what, What::Samples | What::PromptsOfStep | What::Episodes);
        let own = found.iter().filter(|(what, _)| is_own(*what));
        let sentence = |(_, amount): &(What, &Amount)| {
            passage.doc.sentence_of.get(amount.tokens.start).copied()
        };
        let sentences: Vec<usize> = own.filter_map(sentence).collect();
        let is_prompt = |what: What| matches!(what, What::Prompts | What::AllPrompts);
        let prompts = found
            .iter()
            .filter(|(what, _)| is_prompt(*what) && !sentences.is_empty());
        Self {
            prompts: prompts.map(|(_, amount)| amount.tokens.start).collect(),
            sentences,
        }
    }

    /// Returns whether no sentence is about a recipe.
    pub(super) fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// Returns whether what stands at a token is about a recipe.
    pub(super) fn has(&self, passage: &Passage, at: usize) -> bool {
        let sentence = passage.doc.sentence_of.get(at);
        sentence.is_some_and(|sentence| self.sentences.contains(sentence))
            || self.prompts.contains(&at)
    }
}
