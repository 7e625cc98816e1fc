//! Chip-hours and the hardware around them.

use super::hardware::{Hardware, NoHardware, read_hardware};
use super::period::{beginnings, is_count};
use crate::quantity::{Counted, Dimension, read_counted};

/// Chip-hours; the hardware stands behind them, or as a factor of its own. `None` if
/// there are no chip-hours.
pub(super) fn hours(
    first: &str,
    factors: Vec<String>,
    hardware: &mut Hardware,
) -> Result<Option<Counted>, String> {
    let has_count = |factor: &String| beginnings(factor).any(|(number, _)| is_count(number));
    let mut wrong = None;
    for (number, rest) in beginnings(first) {
        let Some(hours) = chip_hours(number) else {
            continue;
        };
        let name = format!("{rest} {}", factors.join(" "));
        match read_hardware(&name) {
            Ok(read) if read.part.is_some() && read.part != hours.part => {
                wrong = Some(NoHardware::Said(
                    "Are these hours of chips or of parts of them? Type chip-hours, or core-hours."
                        .into(),
                ));
            }
            Ok(read) => {
                *hardware = read;
                return Ok(Some(hours));
            }
            Err(_) if factors.iter().any(has_count) => {
                wrong = Some(NoHardware::Said("Chip-hours have the number of chips in them already: leave it out, or type the time in place of the chip-hours.".into()));
            }
            Err(error) => wrong = Some(error),
        }
    }
    match wrong {
        Some(error) => Err(error.message()),
        None if factors.is_empty() => hours_of(first, hardware),
        None => Ok(None),
    }
}

/// `2.664M H800 GPU-hours`, `1,000 V100-hours`: the hardware stands before its hours.
fn hours_of(text: &str, hardware: &mut Hardware) -> Result<Option<Counted>, String> {
    for (at, _) in text.match_indices([' ', '-']) {
        let (head, unit) = (&text[..at], &text[at + 1..]);
        if unit.starts_with(|c: char| !c.is_ascii_alphabetic()) {
            continue;
        }
        for (number, name) in beginnings(head) {
            let hours = format!("{number} {unit}");
            let Ok(read) = read_counted(&hours, Dimension::ChipHours) else {
                continue;
            };
            // A number alone has a name behind it; none is a text without hardware.
            if name.is_empty() || number.is_empty() {
                continue;
            }
            *hardware = read_hardware(name).map_err(NoHardware::message)?;
            return Ok(Some(read));
        }
    }
    Ok(None)
}

/// Hours that say of what; the plain ones of a clock are a time.
fn chip_hours(text: &str) -> Option<Counted> {
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
    read_counted(text, Dimension::ChipHours).ok()
}
