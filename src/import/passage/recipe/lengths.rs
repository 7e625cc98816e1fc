//! Reads the lengths of prompts and responses, as a mean or as a maximum.

use super::counts::{PROMPTS, What, is_sample};
use super::near::Near;
use crate::import::passage::gather::Passage;
use crate::import::passage::number::{Amount, Hedge};

/// Words that make a length a maximum.
const MOST: [&str; 10] = [
    "maximum",
    "maximal",
    "max",
    "most",
    "cut",
    "capped",
    "limit",
    "limited",
    "truncated",
    "up",
];

/// Words that make a length a mean.
const MEAN: [&str; 5] = ["average", "mean", "avg", "averaging", "averages"];

/// Words for the model's context window: such a length is neither of prompts nor of responses.
const CONTEXT: [&str; 2] = ["context", "window"];

/// Returns which length a number is: the mean or the maximum of prompts or of responses. `None` if it is not a length of
/// theirs.
pub(super) fn length(
    passage: &Passage,
    amount: &Amount,
    near: &Near<'_>,
    has_noun: bool,
) -> Option<What> {
    let doc = &passage.doc;
    let (start, end) = (amount.tokens.start, amount.tokens.end);
    let is_length = has_noun || near.has_before(&["length", "lengths"], 5);
    if !is_length || !(2.0..5e6).contains(&amount.value()) {
        return None;
    }
    let sentence = doc.sentence(start);
    let words = start.saturating_sub(9).max(sentence.start)..start;
    // `2,048-token rollouts`, `300 tokens per response`
    let is_thing = |at: usize| is_sample(doc.word(at)) || PROMPTS.contains(&doc.word(at));
    let is_link = |at: usize| {
        let word = doc.word(at);
        doc.sign(at, '-') || matches!(word, "tokens" | "token" | "per" | "a" | "each" | "every")
    };
    let whose = near
        .behind(5)
        .take_while(|at| is_thing(*at) || is_link(*at))
        .find(|at| is_thing(*at));
    let is_prompt_behind = whose.map(|at| PROMPTS.contains(&doc.word(at)));
    // `max response length 4k`, `length of the responses: 900`: a number without a noun is of the thing named beside “length”.
    let length = near
        .before(6)
        .find(|at| matches!(doc.word(*at), "length" | "lengths"));
    let words = match length.filter(|_| !has_noun) {
        Some(length) => length.saturating_sub(2).max(sentence.start)..start,
        None => words,
    };
    let prompt = words.clone().rfind(|at| PROMPTS.contains(&doc.word(*at)));
    let text = words.clone().rfind(|at| is_sample(doc.word(*at)));
    let is_of_prompt = match (is_prompt_behind, text, prompt) {
        (Some(is_prompt), ..) => is_prompt,
        (None, Some(text), prompt) => prompt.is_some_and(|prompt| text < prompt),
        (None, None, Some(_)) => true,
        // `The max length is set to 1024`, `a maximum of 20,480 tokens`
        (None, None, None) => {
            let is_context = near.has_before(&CONTEXT, 5) || near.has_behind(&CONTEXT, 3);
            return (is_most(amount, near) && !is_context).then_some(What::Longest);
        }
    };
    // `rollouts of 2,048 tokens`, `responses of some 900 tokens`
    let is_of = near.before(3).any(|at| {
        let before = at.checked_sub(1).is_some_and(&is_thing);
        doc.word(at) == "of" && before
    });
    let is_each = doc.word(end + 1) == "each";
    let is_mean = |at: &usize| MEAN.contains(&doc.word(*at));
    let before = near.before(7).filter(is_mean);
    let verbs = words.filter(|at| is_thing(*at)).map(|at| at + 1);
    let behind = near
        .behind(4)
        .filter(|at| doc.is_phrase(*at, sentence.end, "on average"));
    let mean = before
        .chain(verbs.filter(is_mean))
        .map(|at| start - at)
        .chain(behind.map(|at| at + 1 - end))
        .min();
    // `On average they stay below the maximum length of 4,096 tokens`: the nearer word decides.
    let is_average = match (mean, most(near)) {
        (Some(mean), Some(most)) => mean <= most,
        (mean, _) => mean.is_some(),
    };
    let is_said = is_average || is_of || is_each || whose.is_some();
    match (is_of_prompt, is_most(amount, near) && !is_average) {
        (false, true) => Some(What::Longest),
        (true, true) => Some(What::LongestPrompt),
        (false, false) if is_said => Some(What::TextTokens),
        (true, false) if is_said => Some(What::PromptTokens),
        (false, false) if near.has_before(&["length", "lengths"], 5) => Some(What::OpenLength),
        _ => None,
    }
}

/// Returns whether a number is a maximum.
fn is_most(amount: &Amount, near: &Near<'_>) -> bool {
    amount.hedge == Hedge::Most || most(near).is_some()
}

/// Returns how many words lie between a number and the nearest word that makes it a maximum.
fn most(near: &Near<'_>) -> Option<usize> {
    let is_most = |at: &usize| MOST.contains(&near.doc.word(*at));
    let before = near.before(8).filter(is_most);
    let behind = near.behind(2).filter(is_most);
    before
        .map(|at| near.tokens.start - at)
        .chain(behind.map(|at| at + 1 - near.tokens.end))
        .min()
}
