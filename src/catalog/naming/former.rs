//! The meaning of names in periods up to the edition 2026-12, which links of those editions keep.

use super::super::spelling::{spellings, words};
use super::super::{Chip, Edition, chips, find};

/// Returns the chip that is called so, else the only one with each word in its own names, else the only
/// one with each in its names or aliases. A name that is a later chip's by now may have meant another.
pub(super) fn meant(text: &str, edition: Edition) -> Option<&'static Chip> {
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
    // An alias may have moved to a later chip, which keeps the figures of then.
    found.or(exact)
}

/// The only chip with each word in some of these names; none if several have them, an error if no chip
/// has.
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
