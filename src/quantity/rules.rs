//! The rules that a text is read by. A link keeps those of its edition, so that it keeps its figures.

use super::read::{parse, read_dates, rounded_by, value};
use super::{Dimension, HardwareCount, ReadError, Uncertain, hardware, spell};

/// The rules of an edition, in the order of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rules {
    /// Rules up to the edition 2026-11.2: a text that may mean two things is read as one of them.
    First,
    /// Rules from the edition 2026-11.3 on: such a text is refused with the question what is meant.
    /// Examples are `8x7B` parameters, `0,345B`, 910 billion chips, and eight digits that are a day.
    #[default]
    Second,
}

impl Rules {
    /// Returns whether a text that may mean two things is refused, with the question which one is
    /// meant.
    pub fn asks(self) -> bool {
        self >= Self::Second
    }

    /// Reads a number or a range.
    ///
    /// # Errors
    ///
    /// The text is not a positive number of this dimension. The error says what to type instead.
    pub fn read(self, text: &str, dimension: Dimension) -> Result<Uncertain, ReadError> {
        value(&parse(text, dimension, self)?.1, dimension, self)
    }

    /// Reads a number or a range; a time also from two dates, and chips also from nodes or from parts
    /// of chips: `128 cores`.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_counted(
        self,
        text: &str,
        dimension: Dimension,
    ) -> Result<HardwareCount, ReadError> {
        let value = match (dimension, read_dates(text, dimension)) {
            (_, Some(span)) => Uncertain::point(span?.seconds()),
            (Dimension::Chips | Dimension::ChipHours, _) => {
                return hardware::read(text, dimension, self);
            }
            _ => self.read(text, dimension)?,
        };
        Ok(HardwareCount { value, part: None })
    }

    /// Returns the range of values that are rounded to a number as typed: half a unit of its last digit
    /// to either side, so that `11.4e9` is 11.35e9 to 11.45e9. Returns `None` for a range, and for a
    /// whole number that is written out: 90 epochs are a count.
    pub fn rounded(self, text: &str, dimension: Dimension) -> Option<Uncertain> {
        rounded_by(text, dimension, self)
    }

    /// Spells a number as a permalink does: a range as `a..b`, a percentage as a share, a currency by
    /// its code, no plus sign, and no spaces but plain ones. A text that is not a number stays as typed.
    pub fn spell(self, text: &str, dimension: Dimension) -> String {
        spell::spelled(text, dimension, self).unwrap_or_else(|| text.into())
    }
}
