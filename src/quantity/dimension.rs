//! The dimensions of numbers, with the units that each may have.

use super::words::{self, Unit};
use super::{hardware, money};

/// The dimension of a number: the units that it may have, and its base unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Dimension {
    /// A number of things, whose name may follow it: `300B tokens`.
    Count(&'static [&'static str]),
    /// Accelerators; also nodes of several each, `16 nodes × 8 GPUs`.
    Chips,
    /// Floating-point operations; FLOP.
    Operations,
    /// Multiply-adds, of 2 FLOP each.
    MultiplyAdds,
    /// FLOP/s.
    Speed,
    /// Wall-clock time in seconds; a number without a unit is days. Also from one date to another.
    Time,
    /// Hours × chips.
    ChipHours,
    /// A pure number; zero is allowed.
    Ratio,
    /// A share from 0 to 1, or in per cent. A utilization with `HFU` after it is 3/4 of the number:
    /// the model's share of the operations that the hardware does.
    Share,
    /// A whole over one of its parts: at least 1.
    Overhead,
    /// Electric power, W.
    Power,
    /// Greenhouse gas of electricity, g/kWh; a `CO2e` in the unit is ignored.
    Intensity,
    /// The price of a chip for an hour; [`currency`](super::currency) says in which currency, if any was typed.
    Price,
}

impl Dimension {
    /// Returns whether its numbers have many zeros.
    pub(super) const fn is_large(self) -> bool {
        matches!(
            self,
            Self::Count(_) | Self::Operations | Self::MultiplyAdds | Self::Speed
        )
    }

    pub(super) fn unit(self, word: &str) -> Option<Unit> {
        match self {
            Self::Count(nouns) => words::noun(word, nouns),
            Self::Chips => words::noun(word, &hardware::CHIPS),
            Self::Operations => words::operations(word),
            Self::MultiplyAdds => words::multiply_adds(word),
            Self::Speed => words::speed(word),
            Self::Time => words::time(word),
            Self::ChipHours => words::chip_hours(word),
            Self::Share => words::share(word),
            Self::Power => words::power(word),
            Self::Intensity => words::intensity(word),
            Self::Price => money::unit(word),
            Self::Ratio | Self::Overhead => None,
        }
    }

    /// Returns the value of a number 1 without a unit, in base units.
    pub(super) fn bare(self) -> f64 {
        match self {
            Self::Time => 86_400.0,
            _ => 1.0,
        }
    }

    /// Completes the sentence “… is not a unit for this field: type …”.
    pub(super) fn units(self) -> &'static str {
        match self {
            Self::Chips => "the number of chips, such as 1,024 or 16 nodes × 8 GPUs",
            Self::Count(_) => "k, M, B or T (thousand, million, billion, trillion)",
            Self::Operations => "FLOP, GFLOP, TFLOP and so on, or k, M, B or T",
            Self::MultiplyAdds => "k, M, B or T, or GMAC",
            Self::Speed => "GFLOP/s, TFLOP/s or PFLOP/s",
            Self::Time => "s, min, h, d, w, mo or y",
            Self::ChipHours => "h, or k, M for thousands and millions of chip-hours",
            Self::Ratio => "a plain number, such as 2",
            Self::Share => "a share such as 0.33, or a percentage such as 33%, or 44% HFU",
            Self::Overhead => "a plain number of at least 1, such as 1.1",
            Self::Power => "W or kW, such as 400 W",
            Self::Intensity => "g/kWh or kg/kWh, such as 57 g/kWh",
            Self::Price => "the price of one chip for one hour, such as 2.50, 2.50 USD or €2/h",
        }
    }

    /// Returns a number and a range as they may be typed, for messages: “type one, such as …”.
    pub(super) fn examples(self) -> (&'static str, &'static str) {
        match self {
            Self::Count(nouns) => match nouns.first() {
                Some(&"epoch") => ("90", "80 to 100"),
                Some(&"run") => ("3", "3 to 5"),
                _ => ("1.5e24, 300k or 2 billion", "5 to 6"),
            },
            Self::Chips => ("1,024", "1,000 to 1,024"),
            Self::Operations => ("11.4 GFLOP or 1.5e24", "1e24 to 2e24"),
            Self::MultiplyAdds => ("11.4e9 or 11.4 GMAC", "11e9 to 12e9"),
            Self::Speed => ("312 TFLOP/s", "300 to 312 TFLOP/s"),
            Self::Time => ("5.5 d", "5 to 6 d"),
            Self::ChipHours => ("1.5M", "1.4M to 1.6M"),
            Self::Ratio => ("2", "2 to 3"),
            Self::Share => ("33%", "30 to 40%"),
            Self::Overhead => ("1.1", "1.1 to 1.2"),
            Self::Power => ("400 W", "400 to 450 W"),
            Self::Intensity => ("57 g/kWh", "50 to 60 g/kWh"),
            Self::Price => ("2.50 USD", "2 to 3 USD"),
        }
    }
}
