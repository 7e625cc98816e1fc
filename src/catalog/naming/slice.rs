//! Slices of TPUs by their names: `v3-8`, `TPU v4-1024`, `v5litepod-16`.

use super::Named;
use crate::catalog::{Chip, Kind, find};

/// A generation of TPUs and the number behind its hyphen.
fn parts(text: &str) -> Option<(&'static Chip, u32)> {
    let at = text.bytes().rposition(|byte| byte == b'-')?;
    let (generation, size) = (text.get(..at)?, text.get(at + 1..)?.trim());
    let is_whole = !size.is_empty() && size.len() < 7 && size.bytes().all(|b| b.is_ascii_digit());
    let size: u32 = size.parse().ok().filter(|size| is_whole && *size > 0)?;
    let letters = generation.chars().filter(char::is_ascii_alphanumeric);
    let short: String = "TPU ".chars().chain(letters).collect();
    let chip = find(generation).or_else(|| find(&short))?;
    (chip.kind == Kind::Tpu).then_some((chip, size))
}

/// Whether the text is the name of a slice.
pub(super) fn is_slice(text: &str) -> bool {
    parts(text).is_some()
}

/// Reads the name of a slice: a generation, a hyphen, and how many cores or chips the slice has, as
/// that generation counts.
pub fn read(text: &str) -> Option<Named> {
    let (chip, size) = parts(text)?;
    let by_cores = chip.named_by_cores()?;
    let cores = chip.parts().map_or(1, |parts| u32::from(parts.count));
    let chips = if by_cores { size / cores } else { size };
    // Half a chip is no slice.
    (chips > 0 && (!by_cores || size.is_multiple_of(cores))).then(|| Named {
        holds: Some(chips.into()),
        ..Named::of(vec![chip])
    })
}
