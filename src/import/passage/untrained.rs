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
const TRAININGS: [&str; 8] = [
    "we train",
    "we trained",
    "we pretrain*",
    "we pre-train*",
    "we fine-tune*",
    "we finetune*",
    "training took",
    "training run",
];

/// Returns whether a passage says that nothing was trained.
pub(super) fn is_untrained(doc: &Doc) -> bool {
    let has = |phrase: &&str| doc.has_phrase(0..doc.tokens.len(), phrase);
    DENIALS.iter().any(has) && !TRAININGS.iter().any(has)
}
