//! Which edition of the tables a draft is computed with, and what of them it takes.

use super::{Draft, Field, Key};
use crate::catalog::{self, Chip, Edition};

impl Draft {
    /// The edition that it pins. One that pins none follows updates; of a text that names no edition,
    /// or of two, the present one is taken, and a problem says so.
    pub fn edition(&self) -> Edition {
        let mut texts = self.all(Field::new(0, Key::Data));
        let only = texts.next().filter(|_| texts.next().is_none());
        let named = only.and_then(|text| Edition::named(text.trim()));
        named.unwrap_or_default()
    }
}

/// Whether a draft may take a figure that has changed since its edition: a few rows have, and which of
/// them it takes, [`changes`](super::changes) says.
#[cfg(feature = "app")]
pub(crate) fn may_have_changed(draft: &Draft) -> bool {
    let takes_changed = |(field, text): (Field, &str)| match field.key {
        Key::Fleet | Key::Grid => !text.is_empty(),
        Key::Hardware => catalog::find(text).is_some_and(|chip| {
            let pinned = draft.edition().chip(chip);
            !std::ptr::eq(pinned, chip)
        }),
        _ => false,
    };
    draft.edition() != Edition::PRESENT && draft.entries().any(takes_changed)
}

/// The chip that a stage names, if it is one of the catalog, as the draft’s edition has it.
pub(crate) fn chip_of(draft: &Draft, stage: u16) -> Option<&'static Chip> {
    let chip = catalog::find(draft.get(Field::new(stage, Key::Hardware))?)?;
    Some(draft.edition().chip(chip))
}
