//! The text of a field as a person reads it.

use crate::catalog::{self, Format};
use crate::draft::Key;
use crate::quantity::{read, write};

/// Returns a chip and a format by their names, and a range as people write it: `0.001..0.01` is `0.1% to 1%`.
/// A share of all weights is in words.
pub fn shown(key: Key, text: &str) -> String {
    let name = match key {
        Key::Hardware => catalog::chip(text).map(|chip| chip.name.to_owned()),
        Key::Format => text.parse().ok().map(|of: Format| of.name().to_owned()),
        Key::Trainable if text == "1" => Some("All weights".into()),
        key => range(key, text),
    };
    name.unwrap_or_else(|| text.to_owned())
}

fn range(key: Key, text: &str) -> Option<String> {
    let dimension = key.dimension().filter(|_| text.contains(".."))?;
    let value = read(text, dimension).ok()?;
    Some(write::with_units(value, dimension))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_say_values_as_people_write_them() {
        for (key, text, expected) in [
            (Key::Trainable, "0.001..0.01", "0.1% to 1%"),
            (Key::Trainable, "1", "All weights"),
            (Key::Utilization, "0.35..0.45", "35% to 45%"),
            (Key::Time, "2..3 d", "2 to 3 d"),
            (Key::Chips, "8..16", "8 to 16"),
            (Key::Tokens, "1T..2T", "1 trillion to 2 trillion"),
            (Key::Peak, "100..120 TFLOP/s", "100 to 120 TFLOP/s"),
            (Key::Hardware, "nvidia-h100-sxm", "NVIDIA H100 SXM"),
            (Key::Format, "bf16", "BF16"),
            (Key::Tokens, "2T", "2T"),
            (Key::Stage, "Phase 1..2", "Phase 1..2"),
        ] {
            assert_eq!(shown(key, text), expected);
        }
    }
}
