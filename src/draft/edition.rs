//! Which edition of the tables a draft is computed with, and what of them it takes.

use super::hardware::chip_named;
use super::{Draft, Field, Key};
#[cfg(feature = "app")]
use crate::catalog::chip_name;
use crate::catalog::{Chip, Edition};
use crate::quantity::Rules;

impl Draft {
    /// The edition that it pins. One that pins none follows updates; of a text that names no edition,
    /// or of two, the present one is taken, and a problem says so.
    pub fn edition(&self) -> Edition {
        let mut texts = self.all(Field::new(0, Key::Data));
        let only = texts.next().filter(|_| texts.next().is_none());
        let named = only.and_then(|text| Edition::named(text.trim()));
        named.unwrap_or_default()
    }

    /// The rules that its numbers are read by: those of its edition.
    pub fn rules(&self) -> Rules {
        self.edition().rules()
    }
}

/// Whether a draft may take a figure that has changed since its edition: a few rows have, and which of
/// them it takes, [`changes`](super::changes) says.
#[cfg(feature = "app")]
pub(crate) fn may_have_changed(draft: &Draft) -> bool {
    let takes_changed = |(field, text): (Field, &str)| match field.key {
        Key::Fleet | Key::Grid => !text.is_empty(),
        Key::Hardware => {
            let edition = draft.edition();
            let mut chips = chip_name(text, edition).chips.into_iter();
            chips.any(|chip| !std::ptr::eq(edition.chip(chip), chip))
        }
        _ => false,
    };
    draft.edition() != Edition::PRESENT && draft.entries().any(takes_changed)
}

/// The chip that a stage names, as the draft’s edition has it. `None` if no chip has the name, or several
/// that differ in their peaks.
pub(crate) fn chip_of(draft: &Draft, stage: u16) -> Option<&'static Chip> {
    let text = draft.get(Field::new(stage, Key::Hardware))?;
    let format = draft.get(Field::new(stage, Key::Format));
    let format = format.and_then(|text| text.trim().parse().ok());
    chip_named(text, format, draft.edition())
}
