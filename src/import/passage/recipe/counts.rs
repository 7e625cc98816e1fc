//! The amounts of a recipe, by the words around them.

use super::lengths::length;
use super::near::Near;
use super::used;
use crate::import::passage::gather::Passage;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::Amount;
use crate::import::passage::stage::Stage;
use crate::import::passage::why::Why;

pub(super) const PROMPTS: [&str; 6] = [
    "prompt",
    "prompts",
    "question",
    "questions",
    "problem",
    "problems",
];

/// Words of samples that are those of a prompt, whether or not the passage says so.
const ROLLOUTS: [&str; 8] = [
    "rollout",
    "rollouts",
    "roll-out",
    "roll-outs",
    "completion",
    "completions",
    "generations",
    "candidates",
];

/// Words of samples that may be of something else.
const SAMPLES: [&str; 12] = [
    "sample",
    "samples",
    "response",
    "responses",
    "generation",
    "answer",
    "answers",
    "output",
    "outputs",
    "trajectory",
    "trajectories",
    "solutions",
];

const STEPS: [&str; 5] = ["steps", "iterations", "iters", "updates", "rounds"];

/// More samples than any prompt has: they are those of a step, or of all.
const MOST_SAMPLES: f64 = 1024.0;

/// The most amounts that are looked at.
const MOST_AMOUNTS: usize = 60;

/// The input of the recipe that an amount belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Steps,
    /// Prompts of one step.
    PromptsOfStep,
    /// Prompts, of a step or in all.
    Prompts,
    /// All prompts, as the passage says.
    AllPrompts,
    /// Passes over all prompts.
    Epochs,
    /// Prompts with one response each.
    Episodes,
    Samples,
    PromptTokens,
    TextTokens,
    /// A length that no text exceeds.
    Longest,
    /// A length that no prompt exceeds.
    LongestPrompt,
    /// A length of responses that may be their mean, or the most.
    OpenLength,
}

/// Returns whether a word is that of a sample.
pub(super) fn is_sample(word: &str) -> bool {
    ROLLOUTS.contains(&word) || SAMPLES.contains(&word)
}

/// Returns whether a word is that of steps: `updates`, `updates/step`.
pub(super) fn is_step(word: &str) -> bool {
    let word = word.split('/').next().unwrap_or_default();
    STEPS.contains(&word)
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
        .filter(|amount| !amount.percent && amount.value() > 0.0);
    let read = told.filter_map(|amount| Some((what(passage, amount)?, amount)));
    // Half an epoch is one of few amounts below 1.
    let read = read.filter(|(what, amount)| *what == What::Epochs || amount.value() >= 1.0);
    let is_ours = |amount: &Amount| {
        let reasons = judge.reasons(amount.tokens.start);
        let is_said_of_samples = |why: &Why| matches!(why, Why::Inference | Why::Owned);
        reasons.iter().all(is_said_of_samples) && is_of_learning(passage, amount)
    };
    let is_used = |what: What, amount: &Amount| {
        let is_drawn = matches!(
            what,
            What::Samples | What::PromptsOfStep | What::Prompts | What::AllPrompts
        );
        is_drawn && used::is_of_use(&passage.doc, judge.clause(amount.tokens.start), amount)
    };
    read.filter(|(what, amount)| is_ours(amount) && !is_used(*what, amount))
        .collect()
}

/// Returns whether an amount may be of reinforcement learning: no word says that it is of another stage.
fn is_of_learning(passage: &Passage, amount: &Amount) -> bool {
    matches!(
        passage.stage_at(amount.tokens.start),
        None | Some(Stage::Posttraining | Stage::Preference | Stage::Reinforcement)
    )
}

/// Returns what an amount counts, by the words around it.
fn what(passage: &Passage, amount: &Amount) -> Option<What> {
    let doc = &passage.doc;
    let near = Near::of(doc, amount);
    if let Some(what) = near.label().and_then(|at| labelled(passage, at)) {
        return Some(what);
    }
    let is_word = |at: &usize| !doc.word(*at).is_empty() || doc.sign(*at, '-');
    let noun = near.behind(4).take_while(is_word).find_map(|at| {
        // `64 prompts/batch`
        let word = doc.word(at).split('/').next().unwrap_or_default();
        let is_one = PROMPTS.contains(&word)
            || is_sample(word)
            || STEPS.contains(&word)
            || matches!(
                word,
                "tokens" | "token" | "epochs" | "epoch" | "episodes" | "times"
            );
        is_one.then_some(word)
    });
    match noun {
        Some(word) if STEPS.contains(&word) => (!near.is_rate_of_steps()).then_some(What::Steps),
        Some("epochs" | "epoch") => (!is_inner(&near)).then_some(What::Epochs),
        Some("episodes") => Some(What::Episodes),
        Some(word) if PROMPTS.contains(&word) => Some(prompts(&near)),
        // `each prompt is sampled 8 times`
        Some("times") => {
            let is_sampling = near.has_before(&["sampled", "sample", "rolled"], 4);
            (is_sampling && near.speaks_of_prompts()).then_some(What::Samples)
        }
        Some(word) if is_sample(word) => {
            // `8 rollouts per prompt`, `512 prompts x 4 samples`, `128 prompts with eight rollouts`, `8 samples each`
            let is_each = near.has_behind(&PROMPTS, 6)
                || near.has_before_any(&PROMPTS, 4)
                || near.has_behind(&["each"], 3)
                || near.has_before(&["groups", "group", "k", "n"], 3);
            let is_few = amount.value() <= MOST_SAMPLES && !near.is_of_step_behind();
            (is_few && (is_each || ROLLOUTS.contains(&word))).then_some(What::Samples)
        }
        // `64 prompts × 16`, `groups of 8`
        None if amount.whole && (near.is_times_prompts(&PROMPTS) || near.is_group()) => {
            Some(What::Samples)
        }
        Some("tokens" | "token") | None => length(passage, amount, &near, noun.is_some()),
        Some(_) => None,
    }
}

/// Returns what a label before a number says: `group size: 16`, `num_generations = 8`, `rollout batch size of 256`.
fn labelled(passage: &Passage, at: usize) -> Option<What> {
    let doc = &passage.doc;
    let back = |by: usize| at.checked_sub(by).map_or("", |at| doc.word(at));
    let (last, before, first) = (doc.word(at), back(1), back(2));
    let is_batch = matches!((before, last), ("batch", "size"));
    Some(match last {
        "size" if before == "group" => What::Samples,
        "size" if is_batch && matches!(first, "prompt" | "rollout") => What::PromptsOfStep,
        "group_size"
        | "num_generations"
        | "rollout_n"
        | "rollout.n"
        | "n_rollouts"
        | "num_rollouts"
        | "num_samples_per_prompt"
        | "n_samples_per_prompt" => What::Samples,
        "g" => What::Samples,
        "prompt_batch_size" | "rollout_batch_size" | "prompts_per_step" => What::PromptsOfStep,
        "max_steps" | "num_steps" | "total_steps" | "training_steps" => What::Steps,
        "total_episodes" | "num_episodes" => What::Episodes,
        "max_completion_length"
        | "max_response_length"
        | "max_new_tokens"
        | "response_length"
        | "generate_max_len" => What::Longest,
        "max_prompt_length" | "prompt_max_len" => What::LongestPrompt,
        _ => return None,
    })
}

/// Returns whose prompts they are: those of a step, as in `128 prompts per step`, `batches of 64 prompts` and `512
/// prompts × 4 samples`; or all of them.
fn prompts(near: &Near<'_>) -> What {
    let is_total = near.has_phrase_around(&["in total", "in all", "altogether", "overall"], 4)
        || near.has_phrase_before(&["total of"], 3);
    match () {
        () if is_total => What::AllPrompts,
        () if near.is_led_by_steps()
            || near.is_in_batch()
            || near.is_of_step()
            || near.is_times() =>
        {
            What::PromptsOfStep
        }
        () => What::Prompts,
    }
}

/// Returns whether epochs are those of learning from the samples of one step: `4 PPO epochs`, `two epochs per batch`.
fn is_inner(near: &Near<'_>) -> bool {
    let is_step = |noun| matches!(noun, Some(Noun::Step | Noun::Batch));
    let is_named = |word: &str| matches!(word, "ppo" | "inner" | "optimization" | "optimisation");
    near.behind(7).any(|at| is_step(near.doc.noun(at)))
        || near
            .before(2)
            .chain(near.behind(2))
            .any(|at| is_named(near.doc.word(at)))
}
