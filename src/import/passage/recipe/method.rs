//! The method of reinforcement learning that a passage names.

use crate::import::passage::gather::Passage;
use crate::import::passage::methods::{self, Says};
use crate::import::passage::why::Why;

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
    // A method counts before a name of what is learned from, which any method may do.
    let named = |says: Says| {
        (0..doc.tokens.len()).find_map(|at| {
            let method = methods::named(doc.word(at)).filter(|method| method.says == says)?;
            (!is_setting(at) && is_used(at)).then_some(Method {
                recipe: method.recipe,
                is_open: says == Says::Either,
            })
        })
    };
    [Says::Method, Says::Rewards, Says::Either]
        .into_iter()
        .find_map(named)
}
