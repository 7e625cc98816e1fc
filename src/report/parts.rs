//! Cores and dies: a sentence beside a number of chips.

use crate::catalog::{Chip, Parts};
use crate::draft::{Draft, Field, Key, chip_of};
use crate::quantity::{ChipPart, Count, Dimension, Uncertain, read_counted, write};

/// Beside the field `chips` or `chip-hours` of a stage whose chip has parts that are easily taken
/// for chips. Of a plain count: “Count chips: 128 cores of TPU v3 are 64 chips.” Of a count in
/// parts, what it was read as: “128 cores of TPU v3 are 64 chips.” None where there is nothing to
/// say.
pub fn hint(draft: &Draft, stage: u16, key: Key) -> Option<String> {
    let chip = chip_of(draft, stage)?;
    sentence(chip, draft.get(Field::new(stage, key))?, key.dimension()?)
}

fn sentence(chip: &Chip, text: &str, dimension: Dimension) -> Option<String> {
    let unit = match dimension {
        Dimension::Chips => "",
        Dimension::ChipHours => "-hours",
        _ => return None,
    };
    let counted = read_counted(text, dimension).ok()?;
    let (start, parts, name) = match counted.part {
        None => ("Count chips: ", chip.parts()?, None),
        Some(part) => ("", chip.parts_that_are(part)?, Some(part)),
    };
    let number = |value: Uncertain| match value.is_range() {
        true => write::people_range(value),
        false => write::typed(value.median()),
    };
    let chips = parts.chips(Count(counted.value));
    Some(format!(
        "{start}{} {}{} of {} are {} {}.",
        number(counted.value),
        if unit.is_empty() {
            many(parts, name)
        } else {
            one(parts, name)
        },
        unit,
        chip.short_name(),
        number(chips.0),
        if unit.is_empty() {
            "chips"
        } else {
            "chip-hours"
        },
    ))
}

fn many(parts: Parts, typed: Option<ChipPart>) -> &'static str {
    typed.map_or(parts.name, ChipPart::name)
}

fn one(parts: Parts, typed: Option<ChipPart>) -> &'static str {
    let many = many(parts, typed);
    many.strip_suffix('s').unwrap_or(many)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::link::decode;

    fn says(link: &str, key: Key) -> String {
        hint(&decode(&format!("v=1&{link}")).draft, 1, key).unwrap_or_default()
    }

    #[test]
    fn a_chip_with_parts_says_how_many_chips_they_are() {
        let v3 = "hardware=google-tpu-v3";
        assert_eq!(
            says(&format!("{v3}&chips=128"), Key::Chips),
            "Count chips: 128 cores of TPU v3 are 64 chips."
        );
        assert_eq!(
            says(&format!("{v3}&chips=128 cores"), Key::Chips),
            "128 cores of TPU v3 are 64 chips."
        );
        assert_eq!(
            says(&format!("{v3}&chip-hours=2,500 core-days"), Key::ChipHours),
            "60,000 core-hours of TPU v3 are 30,000 chip-hours."
        );
        assert_eq!(
            says("hardware=amd-mi250x&chips=16", Key::Chips),
            "Count chips: 16 devices of Instinct MI250X are 8 chips."
        );
        assert_eq!(
            says("hardware=amd-mi250x&chips=16 GCDs", Key::Chips),
            "16 dies of Instinct MI250X are 8 chips."
        );
        for nothing in [
            "hardware=nvidia-h100-sxm&chips=128",
            "hardware=nvidia-h100-sxm&chips=128 cores",
            "hardware=google-tpu-v3&chips=",
            "chips=128",
        ] {
            assert_eq!(says(nothing, Key::Chips), "", "{nothing}");
        }
    }
}
