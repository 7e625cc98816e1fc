//! Suggestions of chips for a name that no chip has.

use super::super::search::standing;
use super::super::spelling::{numbers, slips, spellings, without_vendor};
use super::super::{Chip, Edition, chips};
use super::brand::is_filler;
use super::cover::{Typed, beginning, is_memory, with_words, words_of};
use std::cmp::Ordering;

/// The most suggestions.
const MOST: usize = 6;

/// Returns the chips with the model number that was typed, else those whose number continues with a
/// letter, else, if no number was typed, the one with the most similar name. It never returns a chip of
/// another number.
pub(super) fn near(typed: &Typed, edition: Edition) -> Vec<&'static Chip> {
    let models = models(&typed.words);
    let known = words_of_chips(&models, edition);
    let mut found: Vec<&'static Chip> = Vec::new();
    if !known.is_empty() {
        let fit = |chip: &Chip| words_of(chip, &typed.words);
        for chip in with_words(&known, edition) {
            let at = found.partition_point(|before| fit(before) >= fit(chip));
            found.insert(at, chip);
        }
    }
    if found.is_empty() && !models.is_empty() {
        found = beginning(&models, edition);
    }
    // A wrong letter is a slip, a wrong digit is another chip.
    if found.is_empty() && !typed.has_number() {
        found = closest(&typed.words.concat(), edition)
            .into_iter()
            .collect();
    }
    found.truncate(MOST);
    found
}

/// Returns the chips with the model numbers of a text, whatever else it says: for `DGX A100` those
/// called A100.
pub(super) fn of_model(typed: &Typed, edition: Edition) -> Vec<&'static Chip> {
    let models = models(&typed.words);
    let known = words_of_chips(&models, edition);
    match known.is_empty() {
        true => Vec::new(),
        false => with_words(&known, edition),
    }
}

/// Returns those words that some chip has in its names.
fn words_of_chips<'a>(models: &[&'a str], edition: Edition) -> Vec<&'a str> {
    let models = models.iter().copied();
    models
        .filter(|word| !with_words(&[word], edition).is_empty())
        .collect()
}

/// Returns the words that are a model's number, such as `h100`; if there are none, numbers alone, such
/// as `980`. Amounts of memory and versions of slots do not count.
fn models(words: &[String]) -> Vec<&str> {
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let is_slot = |word: &str| word.starts_with("sxm") || word.starts_with("pcie");
    // The `x8` of `A100 x8`.
    let is_times = |word: &str| {
        let rest = word.strip_prefix('x');
        rest.is_some_and(|rest| rest.bytes().all(is_digit))
    };
    let numbers = words.iter().map(String::as_str);
    let numbers = numbers.filter(|word| word.bytes().any(is_digit));
    let numbers: Vec<&str> = numbers
        .filter(|word| !is_memory(word) && !is_slot(word) && !is_filler(word) && !is_times(word))
        .collect();
    let lettered = numbers
        .iter()
        .copied()
        .filter(|word| !word.bytes().all(is_digit));
    let lettered: Vec<&str> = lettered.collect();
    match lettered.is_empty() {
        true => numbers.into_iter().filter(|word| word.len() > 2).collect(),
        false => lettered,
    }
}

/// Returns the chip with the most similar name, if it is similar enough for its length.
fn closest(text: &str, edition: Edition) -> Option<&'static Chip> {
    let fewest = |chip: &Chip| {
        let text: String = without_vendor(text, chip.vendor).collect();
        spellings(chip)
            .map(|name| without_vendor(name, chip.vendor).collect::<String>())
            .filter(|name| numbers(name).eq(numbers(&text)))
            .filter_map(|resolve_name| slips(&text, &resolve_name, (resolve_name.len() / 4).min(3)))
            .min()
    };
    let known = chips().iter().filter(|chip| edition.has(chip));
    known
        .filter_map(|chip| Some((fewest(chip)?, chip)))
        .min_by(|(a_slips, a), (b_slips, b)| {
            let by_standing = standing(a).partial_cmp(&standing(b));
            (a_slips.cmp(b_slips)).then(by_standing.unwrap_or(Ordering::Equal))
        })
        .map(|(_, chip)| chip)
}
