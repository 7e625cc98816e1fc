//! Passages that say that nothing was trained: what they tell of chips and time is of using models.

use super::token::Doc;

/// Denials of any training.
const DENIALS: [&str; 13] = [
    "no training was",
    "no training is",
    "no training took",
    "no model was trained",
    "no models were trained",
    "no model is trained",
    "no models are trained",
    "nothing was trained",
    "did not train any",
    "do not train any",
    "do not train or",
    "did not train or",
    "without training any",
];

/// Words that say that something was trained all the same.
const TRAININGS: [&str; 19] = [
    "we train",
    "we trained",
    "we pretrain*",
    "we pre-train*",
    "we fine-tune*",
    "we finetune*",
    "training took",
    "training run",
    "was trained",
    "were trained",
    "was pretrained",
    "were pretrained",
    "was pre-trained",
    "were pre-trained",
    "was fine-tuned",
    "were fine-tuned",
    "fine-tuned on",
    "was finetuned",
    "finetuned on",
];

/// Returns whether a passage says that nothing was trained.
pub(super) fn is_untrained(doc: &Doc) -> bool {
    let has = |phrase: &&str| doc.has_phrase(0..doc.tokens.len(), phrase);
    DENIALS.iter().any(has) && !TRAININGS.iter().any(|phrase| is_said(doc, phrase))
}

/// Returns whether a phrase stands somewhere with no denial shortly before it: `Kite was trained`, but not `no model was
/// trained`.
fn is_said(doc: &Doc, phrase: &str) -> bool {
    const WORDS: usize = 3;
    let is_denial = |at: usize| {
        matches!(
            doc.word(at),
            "no" | "not" | "nothing" | "none" | "never" | "nor" | "neither" | "without"
        )
    };
    let end = doc.tokens.len();
    let mut from = 0;
    while let Some(found) = doc.find_phrase(from..end, phrase) {
        let words = (found.saturating_sub(WORDS)..found).rev();
        if !words
            .take_while(|at| !doc.word(*at).is_empty())
            .any(is_denial)
        {
            return true;
        }
        from = found + 1;
    }
    false
}
