//! Table rows for a draft, from the edition that it pins.

use super::hardware::chip_named;
use crate::catalog::Chip;
#[cfg(feature = "app")]
use crate::catalog::{Edition, chip_name};
use crate::draft::{Draft, Field, Key};

/// Returns whether a draft may use a figure that has changed since its edition. This is a quick check:
/// [`changes`](super::changes) finds out which.
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

/// Returns the chip that a stage names, as the draft’s edition has it. Returns `None` if no chip has
/// the name, or if several have it and differ in their peaks.
pub(crate) fn chip_of(draft: &Draft, stage: u16) -> Option<&'static Chip> {
    let text = draft.get(Field::new(stage, Key::Hardware))?;
    let format = draft.get(Field::new(stage, Key::Format));
    let format = format.and_then(|text| text.trim().parse().ok());
    chip_named(text, format, draft.edition())
}
