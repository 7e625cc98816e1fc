//! Words that may begin the name of a chip.

use super::{BRANDS, FORMS};
use crate::catalog;
use crate::import::passage::token::Token;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The words of all names that have digits, and those that name a chip without.
static KNOWN: LazyLock<BTreeSet<String>> = LazyLock::new(known_words);

fn known_words() -> BTreeSet<String> {
    let mut words: BTreeSet<String> = BRANDS.iter().map(|word| (*word).to_owned()).collect();
    let names = catalog::chips()
        .iter()
        .flat_map(|chip| chip.aliases().chain([chip.name, chip.slug]));
    let machines = catalog::machines().iter().map(|machine| machine.name);
    for name in names.chain(machines) {
        for word in name.split([' ', '-', '_', '(', ')', ';']) {
            let word = word.to_ascii_lowercase();
            let letters = word.bytes().any(|b| b.is_ascii_alphabetic());
            let digits = word.bytes().any(|b| b.is_ascii_digit());
            let memory = word.ends_with("gb") || word.ends_with('g');
            if letters && digits && !memory && word.len() > 1 {
                words.insert(word);
            }
        }
    }
    for word in [
        "gaudi",
        "gaudi2",
        "trainium",
        "trainium2",
        "trillium",
        "ironwood",
        "inferentia",
        "gracehopper",
        "blackwell",
        "wse",
        "cs-2",
        "cs-3",
    ] {
        words.insert(word.into());
    }
    words
}

/// Returns whether a word may begin a name.
pub(super) fn begins(token: &Token) -> bool {
    if !token.is_word() {
        return false;
    }
    let lower = token.lower.as_str();
    let mut pieces = lower.split(['-', '_', '/', '.']);
    let first = pieces.next().unwrap_or_default();
    let one = first
        .strip_suffix("'s")
        .or_else(|| first.strip_suffix('s'))
        .unwrap_or(first);
    let is = |word: &str| KNOWN.contains(word) && !FORMS.contains(&word);
    is(first)
        || one != first && is(one)
        || first.starts_with("tpuv")
        || is_glued_card(first)
        || lower.ends_with("xlarge")
        || lower != first && is(lower)
        || first.starts_with("standard_n")
}

/// Returns whether a word is the name of a card without its space: `RTX3060`.
fn is_glued_card(word: &str) -> bool {
    let number = word
        .strip_prefix("rtx")
        .or_else(|| word.strip_prefix("gtx"));
    number.is_some_and(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}
