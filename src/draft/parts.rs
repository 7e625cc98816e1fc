//! Cores and dies to chips: only the chip can say how many of them it has.

use super::Severity;
use crate::catalog::Chip;
use crate::quantity::{Counted, ReadError, Uncertain};

/// What is counted, as chips or chip-hours.
///
/// # Errors
/// Parts that the chip does not have, or no chip to have them; with what to type.
pub(crate) fn in_chips(
    counted: Counted,
    chip: Option<&Chip>,
) -> Result<Uncertain, (Severity, String)> {
    let Some(part) = counted.part else {
        return Ok(counted.value);
    };
    let name = part.name();
    let Some(chip) = chip else {
        return Err((Severity::Missing, ReadError::Parts(part).to_string()));
    };
    match chip.parts_that_are(part) {
        Some(parts) => Ok(counted.value.over(Uncertain::point(parts.count.into()))),
        None => Err((
            Severity::Error,
            format!(
                "The catalog counts {} by “{}” and not by {name}: type the number of those.",
                chip.short_name(),
                chip.unit
            ),
        )),
    }
}
