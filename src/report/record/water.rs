//! The water that a data centre uses for its electricity. No estimate has it: a visitor types it.

use crate::quantity::{self, Dimension, KilowattHours, Uncertain, write};

/// Litres of water for a kilowatt-hour, the water usage effectiveness of a data centre.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WaterRate(Uncertain);

impl WaterRate {
    /// Reads `1.8`, `1.8 L/kWh` or the range `0.2..1.8`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let number = text.strip_suffix("l/kwh").unwrap_or(&text);
        let rate = quantity::read(number.trim(), Dimension::Ratio).ok()?;
        rate.is_positive_and_finite().then_some(Self(rate))
    }

    /// Returns the water of an amount of electricity, in megalitres.
    pub fn megalitres(self, electricity: KilowattHours) -> Uncertain {
        electricity.0.times(self.0).scaled(1e-6)
    }

    /// Writes `1.8 L/kWh`.
    pub fn words(self) -> String {
        let range = match self.0.is_range() {
            true => format!(" (90% range {})", write::people_range(self.0)),
            false => String::new(),
        };
        format!("{} L/kWh{range}", write::people(self.0.median()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn litres_for_a_kilowatt_hour_are_read() {
        let read = |text: &str| WaterRate::read(text).map(WaterRate::words);
        for (text, words) in [
            ("1.8", "1.8 L/kWh"),
            (" 1.8 L/kWh ", "1.8 L/kWh"),
            ("0.5l/kwh", "0.5 L/kWh"),
            ("1..4", "2 L/kWh (90% range 1 to 4)"),
        ] {
            assert_eq!(read(text).as_deref(), Some(words), "{text}");
        }
        for text in ["", "much", "0", "-1", "l/kwh", "1.8 kWh"] {
            assert_eq!(read(text), None, "{text}");
        }
        // The index’s own example: 1e4 MWh × 1.8 ML for 1,000 MWh.
        let rate = WaterRate::read("1.8").expect("a rate");
        let water = rate.megalitres(KilowattHours::point(1e7)).median();
        assert!((water / 18.0 - 1.0).abs() < 1e-12, "{water}");
    }
}
