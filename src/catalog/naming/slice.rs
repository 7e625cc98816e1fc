//! Names of slices of TPUs, by size (`v3-8`, `TPU v4-1024`, `v5litepod-16`) and by shape (`v4 4x4x8`).

use super::Named;
use crate::catalog::{Chip, ChipKind, find};

/// The size in the name of a slice.
enum Size {
    /// The number after the hyphen.
    Number(u32),
    /// The number of chips, from those along each side.
    Sides(f64),
}

/// Splits a name into a generation of TPUs and a size.
fn parts(text: &str) -> Option<(&'static Chip, Size)> {
    let text = text.trim();
    let at = text.bytes().rposition(|byte| matches!(byte, b'-' | b' '))?;
    let (generation, size) = (text.get(..at)?, text.get(at + 1..)?);
    let size = match sides(size) {
        Some(chips) => Size::Sides(chips),
        None if text.as_bytes().get(at) == Some(&b'-') => Size::Number(whole(size, 7)?),
        None => return None,
    };
    let letters = generation.chars().filter(char::is_ascii_alphanumeric);
    let short: String = "TPU ".chars().chain(letters).collect();
    let chip = find(generation).or_else(|| find(&short))?;
    (chip.kind == ChipKind::Tpu).then_some((chip, size))
}

/// Reads a whole number above zero with fewer digits than these.
fn whole(text: &str, digits: usize) -> Option<u32> {
    let is_whole = text.len() < digits && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|size| is_whole && *size > 0)
}

/// Returns the number of chips of a shape with two or three sides, `16x16` or `4x4x8`.
fn sides(text: &str) -> Option<f64> {
    let sides = text.split(['x', 'X', '×']);
    let sides: Vec<u32> = sides.map(|side| whole(side, 4)).collect::<Option<_>>()?;
    let is_shape = matches!(sides.len(), 2 | 3);
    is_shape.then(|| sides.into_iter().map(f64::from).product())
}

/// Returns whether the text is the name of a slice.
pub(super) fn is_slice(text: &str) -> bool {
    parts(text).is_some()
}

/// Returns whether the text is the name of a slice with its shape, in which x does not multiply.
pub fn is_shaped(text: &str) -> bool {
    matches!(parts(text), Some((_, Size::Sides(_))))
}

/// Reads the name of a slice: a generation, a hyphen, and the number of cores or chips, whichever that
/// generation counts; or the chips along its sides.
pub fn read(text: &str) -> Option<Named> {
    let (chip, size) = parts(text)?;
    let holds = |chips: f64| Named {
        holds: Some(chips),
        ..Named::of(vec![chip])
    };
    let size = match size {
        Size::Sides(chips) => return Some(holds(chips)),
        Size::Number(size) => size,
    };
    let by_cores = chip.named_by_cores()?;
    let cores = chip.parts().map_or(1, |parts| u32::from(parts.count));
    let chips = if by_cores { size / cores } else { size };
    // There are no slices of half a chip.
    let is_whole = chips > 0 && (!by_cores || size.is_multiple_of(cores));
    is_whole.then(|| holds(chips.into()))
}
