//! Methods of reinforcement learning for language models: the one table that recipes, stages and notes look up.

use super::stage::Stage;

/// A method, as passages name it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Method {
    /// The name in lower case.
    pub(super) name: &'static str,
    /// The name in links of the recipe that counts it. A method without a value model goes by the first.
    pub(super) recipe: &'static str,
    /// How plainly the name tells the method.
    pub(super) says: Says,
    /// The stage that the name tells of. PPO trains players of games as well, and names none.
    pub(super) stage: Option<Stage>,
}

/// How plainly a name tells the method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// The name is that of the method.
    Method,
    /// The name says where rewards come from, and nearly always goes with one recipe.
    Rewards,
    /// The name says where rewards come from, and may be that of either recipe.
    Either,
}

const fn method(name: &'static str, recipe: &'static str, stage: Option<Stage>) -> Method {
    Method {
        name,
        recipe,
        says: Says::Method,
        stage,
    }
}

const LEARNING: Option<Stage> = Some(Stage::Reinforcement);

/// Every method.
pub(super) const METHODS: [Method; 9] = [
    method("grpo", "grpo", LEARNING),
    method("rloo", "grpo", LEARNING),
    method("dapo", "grpo", LEARNING),
    method("gspo", "grpo", LEARNING),
    method("cispo", "grpo", LEARNING),
    method("ppo", "ppo", None),
    method("vapo", "ppo", LEARNING),
    Method {
        says: Says::Rewards,
        ..method("rlvr", "grpo", LEARNING)
    },
    Method {
        says: Says::Either,
        ..method("rlhf", "ppo", Some(Stage::Preference))
    },
];

/// Returns the method that a word in lower case names.
pub(super) fn named(word: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.name == word)
}
