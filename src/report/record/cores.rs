//! The cores that a computing centre counts for a chip: of one chip, or of a node over its chips.

/// Cores for a number of chips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CoreRate {
    /// Cores of the node.
    pub cores: u32,
    /// Chips of the node.
    pub chips: u32,
}

impl CoreRate {
    /// Reads `16`, or `128/8` for a node of 128 cores with 8 chips.
    pub fn read(text: &str) -> Option<Self> {
        let (cores, chips) = text.split_once('/').unwrap_or((text, "1"));
        let whole = |text: &str| text.trim().parse().ok().filter(|number| *number > 0);
        Some(Self {
            cores: whole(cores)?,
            chips: whole(chips)?,
        })
    }

    /// Returns the core-hours of a number of chip-hours.
    pub fn core_hours(self, chip_hours: f64) -> f64 {
        chip_hours * f64::from(self.cores) / f64::from(self.chips)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cores_are_of_a_chip_or_of_a_node() {
        let hours = |text: &str| CoreRate::read(text).map(|rate| rate.core_hours(24.0));
        for (text, expected) in [("16", 384.0), ("128/8", 384.0), (" 64 / 6 ", 256.0)] {
            assert_eq!(hours(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "many",
            "16.5",
            "0",
            "128/0",
            "128/",
            "-4",
            "99999999999",
        ] {
            assert_eq!(hours(text), None, "{text}");
        }
    }
}
