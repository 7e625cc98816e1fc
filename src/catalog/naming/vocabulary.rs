//! Words that names of hardware are made of.

use super::super::machines::machines;
use super::super::plain::LOOSE;
use super::super::spelling::{spellings, words};
use super::super::{Chip, chips};
use super::brand::{FILLERS, GENERATIONS};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let of_chip = |chip: &'static Chip| spellings(chip).chain([chip.vendor]);
    let machines = machines().iter().flat_map(|machine| machine.spellings());
    let names = chips().iter().flat_map(of_chip).chain(machines);
    let generations = GENERATIONS.iter().map(|(name, _)| *name);
    let others = FILLERS.into_iter().chain(LOOSE).chain(generations);
    let all = names.flat_map(words).chain(others);
    all.map(str::to_ascii_lowercase).collect()
});

/// Returns whether a text with this word may name hardware. If it may not, no text with the word does, so
/// that a long text need not be asked about word by word. A word with digits always may.
pub fn may_name(word: &str) -> bool {
    words(word).all(|word| {
        let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
        has_digit || WORDS.contains(word.to_ascii_lowercase().as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::super::resolve_name;
    use super::*;
    use crate::catalog::Edition;

    #[test]
    fn every_word_of_a_name_may_name() {
        for name in chips().iter().flat_map(spellings) {
            assert!(may_name(name), "{name}");
        }
        for word in ["GPUs", "Hopper", "instance", "p4d.24xlarge", "SXM4"] {
            assert!(may_name(word), "{word}");
        }
    }

    #[test]
    fn a_name_with_another_word_names_nothing() {
        for word in ["for", "days", "took", "hours", "utilization", "clusters"] {
            assert!(!may_name(word), "{word}");
            for chip in ["A100", "V100s", "TPU v3", "DGX A100"] {
                let text = format!("{chip} {word}");
                assert!(
                    resolve_name(&text, Edition::PRESENT).chips.is_empty(),
                    "{text}"
                );
            }
        }
    }
}
