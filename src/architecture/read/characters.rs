//! The characters of a network: numbers, names and signs, and the fault where another is expected.

use super::{MAX_SIZE, Reader};
use crate::architecture::error::Fault;

impl Reader<'_> {
    /// Returns the next character that is not a space.
    pub(super) fn peek(&mut self) -> Option<char> {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.chars.get(self.at).copied()
    }

    pub(super) fn take(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        self.at += usize::from(there);
        there
    }

    pub(super) fn number(&mut self, what: &'static str) -> Result<u64, Fault> {
        let mut number: Option<u64> = None;
        self.peek();
        while let Some(digit) = self.chars.get(self.at).and_then(|c| c.to_digit(10)) {
            let next = number.unwrap_or(0) * 10 + u64::from(digit);
            if next > MAX_SIZE {
                return Err(Fault::TooLarge);
            }
            number = Some(next);
            self.at += 1;
        }
        number.ok_or_else(|| self.missing(what))
    }

    /// Reads letters and digits after them, in lower case.
    pub(super) fn name(&mut self, what: &'static str) -> Result<String, Fault> {
        self.peek();
        let start = self.at;
        let letter = |c: &char| c.is_ascii_alphabetic();
        if !self.chars.get(start).is_some_and(letter) {
            return Err(self.missing(what));
        }
        while self
            .chars
            .get(self.at)
            .is_some_and(char::is_ascii_alphanumeric)
        {
            self.at += 1;
        }
        let name = &self.chars[start..self.at];
        Ok(name.iter().map(char::to_ascii_lowercase).collect())
    }

    /// Returns the fault of a character where a term should end.
    pub(super) fn stray(&self, c: char) -> Fault {
        if c.is_ascii_alphanumeric() || "(/=,*".contains(c) {
            Fault::NoSeparator(c)
        } else {
            Fault::Character(c)
        }
    }

    /// Returns the fault of a missing part.
    pub(super) fn missing(&mut self, what: &'static str) -> Fault {
        match self.peek() {
            Some(c) if !c.is_ascii_alphanumeric() && !"()/=,;*.".contains(c) => Fault::Character(c),
            next => Fault::Missing(what, next),
        }
    }
}
