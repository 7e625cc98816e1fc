//! Finds amounts that a passage denies: `not trained on 3T tokens`, `rather than 3T`, `instead of 512 GPUs`.

use super::token::Doc;

/// Words between a verb or a denial and its amount.
const SMALL: [&str; 27] = [
    "on", "for", "with", "over", "in", "at", "to", "the", "a", "an", "all", "full", "about",
    "around", "roughly", "of", "it", "its", "our", "usual", "original", "planned", "using", "them",
    "from", "just", "only",
];

/// Verbs of training, by their first letters.
const VERBS: [&str; 13] = [
    "train",
    "pretrain",
    "pre-train",
    "fine-tun",
    "finetun",
    "use",
    "using",
    "see",
    "run",
    "ran",
    "process",
    "consum",
    "need",
];

/// Words between a denial and its verb.
const HELPERS: [&str; 9] = [
    "been", "be", "being", "yet", "actually", "ever", "have", "has", "we",
];

/// How many tokens back a denial may stand.
const FARTHEST: usize = 12;

/// Returns whether an amount or a chip at a token is said not to have been used.
pub(super) fn is_denied(doc: &Doc, at: usize) -> bool {
    let start = doc.sentence(at).start.max(at.saturating_sub(FARTHEST));
    let back = |mut at: usize, skips: &dyn Fn(&str) -> bool| {
        while at > start && (skips(doc.word(at - 1)) || doc.sign(at - 1, '~')) {
            at -= 1;
        }
        at
    };
    let is_small = |word: &str| SMALL.contains(&word);
    let is_verb = |word: &str| VERBS.iter().any(|stem| word.starts_with(stem));
    let denies = |at: usize| at > start && is_denial(doc, at - 1);
    // `instead of 3T tokens`: the small words may hide the denial.
    let mut near = at;
    while near > start && (is_small(doc.word(near - 1)) || doc.sign(near - 1, '~')) {
        if denies(near) {
            return true;
        }
        near -= 1;
    }
    if denies(near) {
        return true;
    }
    let verb = near
        .checked_sub(1)
        .filter(|at| *at >= start && is_verb(doc.word(*at)));
    verb.is_some_and(|verb| denies(back(verb, &|word| HELPERS.contains(&word))))
}

/// Returns whether a word denies what follows it: `not`, `didn’t`, `rather than`, `in place of`.
fn is_denial(doc: &Doc, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |at| doc.word(at));
    let word = doc.word(at);
    // `whether or not`, `if not`
    let is_open = matches!(before, "or" | "if" | "whether");
    match word {
        "not" | "never" | "without" => !is_open,
        "than" => before == "rather",
        "of" => matches!(before, "instead" | "place" | "lieu"),
        _ => word.ends_with("n't") || word.ends_with("n’t"),
    }
}
