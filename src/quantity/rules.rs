//! The rules that a text is read by. A link keeps those of its day, so that it keeps its figures.

use super::read::{dated, parse, rounded_by, value};
use super::{Counted, Dimension, ReadError, Uncertain, hardware, spell};

/// The rules of a day, the older the lesser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rules {
    /// Up to the edition 2026-11.2: a text that may mean two things is read as one of them.
    First,
    /// From the edition 2026-11.3 on it is asked what is meant: `8x7B` parameters, `0,345B`, 910 billion
    /// chips, eight digits that are a day.
    #[default]
    Second,
}

impl Rules {
    /// Whether a text that may mean two things is refused, so that it can be asked which.
    pub fn asks(self) -> bool {
        self >= Self::Second
    }

    /// Reads a number or a range.
    ///
    /// # Errors
    /// Whatever is not a positive number of the dimension asked for, with what to type instead.
    pub fn read(self, text: &str, dimension: Dimension) -> Result<Uncertain, ReadError> {
        value(&parse(text, dimension, self)?.1, dimension, self)
    }

    /// Reads a number or a range, a time also by its dates, and chips also by nodes or by their parts:
    /// `128 cores`.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn read_counted(self, text: &str, dimension: Dimension) -> Result<Counted, ReadError> {
        let value = match (dimension, dated(text, dimension)) {
            (_, Some(span)) => Uncertain::point(span?.seconds()),
            (Dimension::Chips | Dimension::ChipHours, _) => {
                return hardware::read(text, dimension, self);
            }
            _ => self.read(text, dimension)?,
        };
        Ok(Counted { value, part: None })
    }

    /// The range of what is rounded to a number that was typed: half a unit of its last digit to either
    /// side, so that `11.4e9` is 11.35e9 to 11.45e9. None for a range, and for a whole number that is
    /// written out: 90 epochs are a count.
    pub fn rounded(self, text: &str, dimension: Dimension) -> Option<Uncertain> {
        rounded_by(text, dimension, self)
    }

    /// The text as a permalink spells it: a range `a..b`, a percentage as a share, a currency by its
    /// code, no plus sign, and of spaces only plain ones. What is no number is left as typed.
    pub fn spell(self, text: &str, dimension: Dimension) -> String {
        spell::spelled(text, dimension, self).unwrap_or_else(|| text.into())
    }
}
