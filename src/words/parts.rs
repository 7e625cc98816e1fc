//! The sentence beside a number of chips that may be cores or dies.

use crate::answer::chip_of;
use crate::draft::{Draft, Field, Key};
use crate::quantity::{Count, Dimension, Uncertain, read, write};

/// Returns a hint for the field `chips` or `chip-hours`, if the stage's chip has parts that are
/// easily taken for chips: “Count chips: 128 cores of TPU v3 are 64 chips.” A text that says that it counts chips
/// has no hint.
pub fn hint(draft: &Draft, stage: u16, key: Key) -> Option<String> {
    let chip = chip_of(draft, stage)?;
    let parts = chip.parts()?;
    let dimension = key.dimension()?;
    let typed = draft.get(Field::new(stage, key))?;
    if names_chips(typed) {
        return None;
    }
    let value = read(typed, dimension).ok()?;
    let number = |value: Uncertain| match value.is_range() {
        true => write::people_range(value),
        false => write::typed(value.median()),
    };
    let chips = number(parts.chips(Count(value)).0);
    let (value, name) = (number(value), chip.short_name());
    Some(match dimension {
        Dimension::Chips => {
            format!(
                "Count chips: {value} {} of {name} are {chips} chips.",
                parts.name
            )
        }
        _ => {
            let part = parts.name.strip_suffix('s').unwrap_or(parts.name);
            format!("Count chips: {value} {part}-hours of {name} are {chips} chip-hours.")
        }
    })
}

/// Returns whether a text says that it counts chips: `3,072 chips`, `5 chip-hours`.
fn names_chips(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphabetic())
        .any(|word| word.eq_ignore_ascii_case("chips") || word.eq_ignore_ascii_case("chip"))
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
            says(&format!("{v3}&chip-hours=60,000"), Key::ChipHours),
            "Count chips: 60,000 core-hours of TPU v3 are 30,000 chip-hours."
        );
        assert_eq!(
            says("hardware=amd-mi250x&chips=16", Key::Chips),
            "Count chips: 16 devices of Instinct MI250X are 8 chips."
        );
        for nothing in [
            "hardware=nvidia-h100-sxm&chips=128",
            "hardware=nvidia-h100-sxm&chips=128 cores",
            "hardware=google-tpu-v3&chips=",
            "hardware=google-tpu-v4&chips=3,072_chips",
            "hardware=google-tpu-v4&chips=3072_Chips",
            "chips=128",
        ] {
            assert_eq!(says(nothing, Key::Chips), "", "{nothing}");
        }
        let hours = "hardware=google-tpu-v4&chip-hours=5e6_chip-hours";
        assert_eq!(says(hours, Key::ChipHours), "");
    }
}
