//! Reader of chip-hours and the hardware beside them.

use super::HardwareProblem;
use super::count::{beginnings, is_count, times};
use super::hardware::{HardwareText, read_hardware};
use crate::catalog::Edition;
use crate::quantity::{Dimension, HardwareCount, Rules};

/// Reads chip-hours. The hardware follows them, or is a factor of its own. Returns `None` if there are
/// no chip-hours.
pub(super) fn hours(
    first: &str,
    factors: Vec<String>,
    hardware: &mut HardwareText,
    edition: Edition,
) -> Result<Option<HardwareCount>, HardwareProblem> {
    let has_count =
        |factor: &String| beginnings(factor).any(|(number, _)| is_count(number, edition.rules()));
    let mut wrong = None;
    for (number, rest) in beginnings(first) {
        let Some(hours) = chip_hours(number, edition.rules()) else {
            continue;
        };
        let name = format!("{rest} {}", factors.join(" "));
        match read_hardware(&name, edition) {
            Ok(read) if read.part.is_some() && read.part != hours.part => {
                wrong = Some(HardwareProblem::error(
                    "Are these hours of chips or of parts of them? Type chip-hours, or core-hours.",
                ));
            }
            Ok(read) => {
                let hours = times(hours, read.holds());
                *hardware = read;
                return Ok(Some(hours));
            }
            Err(_) if factors.iter().any(has_count) => {
                wrong = Some(HardwareProblem::error(
                    "Chip-hours already include the number of chips: leave that number out, or type the time instead of the chip-hours.",
                ));
            }
            Err(error) => wrong = Some(error),
        }
    }
    match wrong {
        Some(error) => Err(error),
        None if factors.is_empty() => hours_of(first, hardware, edition),
        None => Ok(None),
    }
}

/// Reads hours with the name of a chip before them: `2,788K H800 hours`. Returns `None` if there is no
/// name, or if the name cannot be read.
pub(super) fn hours_of_chip(
    text: &str,
    hardware: &mut HardwareText,
    edition: Edition,
) -> Option<HardwareCount> {
    let mut named = HardwareText::default();
    let hours = hours_of(text, &mut named, edition).ok()??;
    named.is_named().then(|| *hardware = named)?;
    Some(hours)
}

/// Reads hours with the hardware in between: `2.664M H800 GPU-hours`, `1,000 V100-hours`.
fn hours_of(
    text: &str,
    hardware: &mut HardwareText,
    edition: Edition,
) -> Result<Option<HardwareCount>, HardwareProblem> {
    for (at, _) in text.match_indices([' ', '-']) {
        let (head, unit) = (&text[..at], &text[at + 1..]);
        if unit.starts_with(|c: char| !c.is_ascii_alphabetic()) {
            continue;
        }
        for (number, name) in beginnings(head) {
            let hours = format!("{number} {unit}");
            let Ok(read) = edition.rules().read_counted(&hours, Dimension::ChipHours) else {
                continue;
            };
            // Both are needed. A number alone may have its name after the hours, and a name alone is not
            // an amount.
            if name.is_empty() || number.is_empty() {
                continue;
            }
            *hardware = read_hardware(name, edition)?;
            return Ok(Some(times(read, hardware.holds())));
        }
    }
    Ok(None)
}

/// Reads hours of chips. Returns `None` for plain hours, which are a time.
fn chip_hours(text: &str, rules: Rules) -> Option<HardwareCount> {
    let lower = text.to_ascii_lowercase();
    let devices = [
        "chip",
        "gpu",
        "tpu",
        "device",
        "accelerator",
        "card",
        "core",
        "gcd",
        "die",
    ];
    if !devices.iter().any(|device| lower.contains(device)) {
        return None;
    }
    rules.read_counted(text, Dimension::ChipHours).ok()
}
