//! The method of reinforcement learning that a passage names.

use crate::import::passage::gather::Passage;
use crate::import::passage::why::Why;

/// Methods, and the recipe that counts them. A method without a value model goes by the first.
const METHODS: [(&str, &str); 7] = [
    ("grpo", "grpo"),
    ("rloo", "grpo"),
    ("dapo", "grpo"),
    ("gspo", "grpo"),
    ("cispo", "grpo"),
    ("ppo", "ppo"),
    ("vapo", "ppo"),
];

/// Returns whether a word in lower case names a method.
pub(super) fn is_name(word: &str) -> bool {
    matches!(word, "rlhf" | "rlvr") || METHODS.iter().any(|(name, _)| *name == word)
}

/// A method that a passage names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Method {
    /// The name of its recipe in links.
    pub(super) recipe: &'static str,
    /// Whether the name may be that of several recipes.
    pub(super) is_open: bool,
}

/// Returns the method that the passage names. `a PPO mini-batch` is a setting of any of them.
pub(super) fn method(passage: &Passage) -> Option<Method> {
    let doc = &passage.doc;
    let judge = passage.judge_of();
    let is_setting = |at: usize| {
        let next = doc.word(at + 1);
        next.starts_with("mini") || next.starts_with("clip") || next.starts_with("epoch")
    };
    let is_used = |at: usize| {
        let reasons = judge.reasons(at);
        reasons
            .iter()
            .all(|why| matches!(why, Why::Inference | Why::Evaluation))
    };
    let named = (0..doc.tokens.len()).find_map(|at| {
        let (_, recipe) = METHODS.iter().find(|(name, _)| *name == doc.word(at))?;
        (!is_setting(at) && is_used(at)).then_some(Method {
            recipe,
            is_open: false,
        })
    });
    let has = |word: &str| (0..doc.tokens.len()).any(|at| doc.word(at) == word && is_used(at));
    // Names of what is learned from, which any method may do.
    let recipe = |recipe, is_open| Method { recipe, is_open };
    named
        .or_else(|| has("rlvr").then(|| recipe("grpo", false)))
        .or_else(|| has("rlhf").then(|| recipe("ppo", true)))
}
