//! Protobuf's wire format, read from a file without holding it.
//!
//! <https://protobuf.dev/programming-guides/encoding/>

use super::damaged;
use crate::import::{Bytes, FileError};

/// Bytes that are read at a time.
const WINDOW: usize = 1 << 16;

/// A place in a file.
pub(super) struct Wire<'a> {
    file: &'a mut dyn Bytes,
    length: u64,
    /// The place of the next byte.
    at: u64,
    /// Bytes of the file, and where the first of them is.
    window: Vec<u8>,
    from: u64,
}

impl<'a> Wire<'a> {
    pub(super) fn new(file: &'a mut dyn Bytes) -> Self {
        let length = file.len();
        Self {
            file,
            length,
            at: 0,
            window: Vec::new(),
            from: 0,
        }
    }

    pub(super) fn at(&self) -> u64 {
        self.at
    }

    pub(super) fn end(&self) -> u64 {
        self.length
    }

    fn byte(&mut self) -> Result<u8, FileError> {
        let inside = |from: u64, at: u64| usize::try_from(at.checked_sub(from)?).ok();
        let mut index = inside(self.from, self.at);
        if index.is_none_or(|index| index >= self.window.len()) {
            self.window = self.file.read(self.at, WINDOW)?;
            self.from = self.at;
            index = Some(0);
        }
        let byte = index.and_then(|index| self.window.get(index));
        let byte = *byte.ok_or_else(|| damaged("it ends too soon"))?;
        self.at += 1;
        Ok(byte)
    }

    /// Reads a number of up to 64 bits, seven to a byte.
    pub(super) fn varint(&mut self) -> Result<u64, FileError> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            // The tenth byte has one bit left.
            if shift == 63 && byte > 1 {
                break;
            }
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(damaged("a number in it has more than 64 bits"))
    }

    /// Reads a length, and returns the place where that part ends.
    pub(super) fn length(&mut self, end: u64) -> Result<u64, FileError> {
        let length = self.varint()?;
        let left = end.saturating_sub(self.at);
        if length > left {
            return Err(damaged(format!(
                "something of {length} bytes begins where {left} are left"
            )));
        }
        Ok(self.at + length)
    }

    /// Takes a number of bytes, which callers keep small.
    pub(super) fn take(&mut self, length: usize) -> Result<Vec<u8>, FileError> {
        (0..length).map(|_| self.byte()).collect()
    }

    /// Moves to another place without reading the bytes between.
    pub(super) fn seek(&mut self, at: u64) {
        self.at = at;
    }
}
