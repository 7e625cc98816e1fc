//! Conversion of cores and dies to chips, by the number of them that the chip has.

use super::fleet::{self, HardwareProblem};
use crate::catalog::{Chip, Edition};
use crate::quantity::{Dimension, HardwareCount, ReadError, Uncertain};

/// Converts a number of parts to chips, or to chip-hours.
///
/// # Errors
///
/// The chip does not have such parts, or no chip is known; the error says what to type.
pub(crate) fn in_chips(
    counted: HardwareCount,
    chip: Option<&Chip>,
) -> Result<Uncertain, HardwareProblem> {
    let Some(part) = counted.part else {
        return Ok(counted.value);
    };
    let name = part.name();
    let Some(chip) = chip else {
        return Err(HardwareProblem::missing(
            ReadError::Parts(part).explain(Dimension::Chips),
        ));
    };
    match chip.parts_that_are(part) {
        Some(parts) => Ok(counted.value.over(Uncertain::point(parts.count.into()))),
        None => Err(HardwareProblem::error(format!(
            "The catalog counts {} in “{}”, not in {name}: type that number.",
            chip.short_name(),
            chip.unit
        ))),
    }
}

/// Reads a number of chips as any field may have it, also with their name: `16 nodes × 8 GPUs`, `128
/// cores`, `8x H100`, `v3-8`.
///
/// # Errors
///
/// The text is not a number of chips, or the chip does not have such parts; the error says what to type.
pub(crate) fn counted_in(
    text: &str,
    chip: Option<&Chip>,
    edition: Edition,
) -> Result<Uncertain, HardwareProblem> {
    if let Some(doubted) = fleet::doubted(text, edition) {
        return Err(HardwareProblem::missing(doubted.message()));
    }
    let error = match edition.rules().read_counted(text, Dimension::Chips) {
        Ok(counted) => return in_chips(counted, chip),
        Err(error) => error,
    };
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    match fleet::read_named_count(text, edition) {
        Ok((counted, hardware)) if hardware.name.is_some() => {
            let named = hardware.name.and_then(|name| name.named.only_chip(None));
            in_chips(counted, chip.or(named))
        }
        // `a lot` has neither a number nor the name of a chip: the field is for a number.
        Err(wrong) if !wrong.replaced.is_empty() && (has_digit || !wrong.chips.is_empty()) => {
            Err(wrong)
        }
        _ => Err(HardwareProblem::error(error.explain(Dimension::Chips))),
    }
}
