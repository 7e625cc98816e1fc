//! Meanings of names in earlier editions, which links of those editions keep.

use super::super::spelling::{spellings, without_vendor, words};
use super::super::{Chip, Edition, chip, chips, find};
use crate::quantity::Rules;

/// Returns the chip of this name, else the only chip with each word in its own names, else the only one
/// with each word in its names or aliases. A name that belongs to a later chip now may have meant
/// another.
pub(super) fn former_chip(text: &str, edition: Edition) -> Option<&'static Chip> {
    let exact = find(text);
    if exact.is_some_and(|chip| edition.has(chip)) {
        return exact;
    }
    words(text).next()?;
    let own = only(text, edition, |chip| {
        Box::new([chip.slug, chip.name].into_iter())
    });
    let found = match own {
        Err(()) => only(text, edition, |chip| Box::new(spellings(chip))).unwrap_or_default(),
        Ok(chip) => chip,
    };
    // An alias may have moved to a later chip; that chip has the figures of the edition.
    found.or(exact)
}

/// Boards of eight chips whose names meant one of the chips up to the edition 2026-11.2.
const BOARDS: [(&str, &str); 4] = [
    ("hgxh20", "nvidia-h20"),
    ("hgxb100", "nvidia-b100-sxm"),
    ("hgxb200", "nvidia-b200"),
    ("hgxb300", "nvidia-b300"),
];

/// Returns the chip that was named by its board; none for an edition that takes the board for a
/// machine.
pub(super) fn of_board(text: &str, edition: Edition) -> Option<&'static Chip> {
    if edition.rules() >= Rules::Second {
        return None;
    }
    let is_called = |(board, slug): &&(&str, &str)| {
        let chip = chip(slug).filter(|chip| edition.has(chip));
        chip.is_some_and(|chip| without_vendor(text, chip.vendor).eq(board.chars()))
    };
    chip(BOARDS.iter().find(is_called)?.1)
}

/// Returns the text without the word for such a board, which meant nothing beside the name of its chip.
pub(super) fn without_board(text: &str, edition: Edition) -> String {
    let is = |word: &str, other: &str| word.eq_ignore_ascii_case(other);
    let has_chip = words(text).any(|word| BOARDS.iter().any(|(board, _)| is(word, &board[3..])));
    if edition.rules() >= Rules::Second || !has_chip {
        return text.into();
    }
    let kept: Vec<&str> = text.split(' ').filter(|word| !is(word, "HGX")).collect();
    kept.join(" ")
}

/// Returns the only chip with each word in some of these names: none if several have them, an error if
/// no chip has.
fn only(
    text: &str,
    edition: Edition,
    names: fn(&'static Chip) -> Box<dyn Iterator<Item = &'static str>>,
) -> Result<Option<&'static Chip>, ()> {
    let has = |chip: &'static Chip, word: &str| {
        let mut names = names(chip).flat_map(words);
        names.any(|name| name.eq_ignore_ascii_case(word))
    };
    let known = chips().iter().filter(|chip| edition.has(chip));
    let mut found = known.filter(|chip| words(text).all(|word| has(chip, word)));
    let first = found.next().ok_or(())?;
    Ok(found.next().is_none().then_some(first))
}
