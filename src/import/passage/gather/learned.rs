//! Things that a network learns from and that no table names: `We train on 1.58 million crystals`.

use super::Passage;
use crate::import::passage::number::Amount;
use crate::import::passage::token::Token;

/// Fewer things are not a training set.
const FEWEST: f64 = 1000.0;

/// The most words between a number and its noun.
const MOST_WORDS: usize = 2;

/// Nouns of parts of an example, of a data set's other sizes, and of hardware.
const OTHERS: [&str; 32] = [
    "residues",
    "nucleotides",
    "bases",
    "base-pairs",
    "basepairs",
    "acids",
    "characters",
    "chars",
    "bytes",
    "bits",
    "pixels",
    "points",
    "timepoints",
    "hours",
    "lines",
    "languages",
    "classes",
    "speakers",
    "subjects",
    "tasks",
    "domains",
    "categories",
    "environments",
    "dollars",
    "euros",
    "workers",
    "processes",
    "threads",
    "instances",
    "cores",
    "processors",
    "features",
];

/// Words that end the noun phrase after a number.
const STOPS: [&str; 14] = [
    "and", "or", "with", "for", "in", "on", "at", "of", "to", "from", "as", "is", "was", "using",
];

/// Beginnings of verbs of training.
const LEARNING: [&str; 7] = [
    "train",
    "pre-train",
    "pretrain",
    "learn",
    "fine-tun",
    "finetun",
    "fit",
];

/// Returns whether a word is a verb of training.
pub(in crate::import::passage) fn is_learning(word: &str) -> bool {
    LEARNING.iter().any(|stem| word.starts_with(stem))
}

impl Passage {
    /// Returns the end of the noun after a number, where the words before it say that such things are learned from and
    /// the noun is a plural.
    pub(super) fn learned_from(&self, amount: &Amount) -> Option<usize> {
        let doc = &self.doc;
        let (start, end) = (amount.tokens.start, amount.tokens.end);
        let back = |n: usize| start.checked_sub(n).map_or("", |at| doc.word(at));
        let is_hedge =
            |word: &str| matches!(word, "about" | "around" | "roughly" | "some" | "nearly");
        let skipped = usize::from(is_hedge(back(1)));
        let is_learned =
            matches!(back(1 + skipped), "on" | "from") && is_learning(back(2 + skipped));
        // `150 epochs over 86,000 series`
        let is_learned = is_learned
            || matches!(back(1 + skipped), "over" | "of" | "on")
                && matches!(back(2 + skipped), "epochs" | "passes");
        // `the corpus covers 36.6 million transcriptomes`
        let holds = matches!(
            back(1 + skipped),
            "covers" | "contains" | "comprises" | "holds" | "has" | "includes" | "counts"
        );
        let is_held = holds
            && matches!(
                back(2 + skipped),
                "corpus" | "dataset" | "data" | "set" | "collection" | "database"
            );
        let leads = is_learned || is_held;
        if !leads || amount.percent || amount.value() < FEWEST {
            return None;
        }
        for at in end..=end + MOST_WORDS {
            let word = doc.word(at);
            if word.is_empty() || STOPS.contains(&word) || self.starts.contains_key(&at) {
                return None;
            }
            let last = doc.word(at + 1);
            let is_last = last.is_empty() || STOPS.contains(&last);
            if is_last {
                // `1.2M users and 30M ratings`: nobody says which are learned from.
                let is_counted = |at: usize| doc.get(at).is_some_and(Token::is_number);
                let is_joined = last == "and" || doc.sign(at + 1, ',');
                if is_held && is_joined && is_counted(at + 2) {
                    return None;
                }
                // A capital begins a name: `on 4,096 Hoppers`.
                let is_name = doc
                    .get(at)
                    .is_some_and(|token| token.text.starts_with(char::is_uppercase));
                let is_plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
                return (is_plural && !is_name && !OTHERS.contains(&word)).then_some(at + 1);
            }
        }
        None
    }
}
