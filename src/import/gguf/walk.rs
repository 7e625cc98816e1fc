//! A walk through a file's first bytes, in pieces, that trusts no length.

use super::super::bytes::Bytes;
use super::super::error::FileError;

/// Name of the file in messages.
pub(super) const KIND: &str = "a GGUF file";

/// Bytes fetched at once.
const PIECE: u64 = 256 << 10;

/// The longest header: the largest vocabularies take some 20 MB. The limit bounds the time that a
/// hostile file can take.
const MAX_FETCHED: u64 = 64 << 20;

/// The deepest nesting of arrays in a model’s settings.
const MAX_DEPTH: u32 = 8;

/// A place in a file.
pub(super) struct Walk<'a> {
    bytes: &'a mut dyn Bytes,
    length: u64,
    at: u64,
    piece: Vec<u8>,
    piece_at: u64,
    fetched: u64,
}

/// A setting, as far as it is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    Number(u64),
    Other,
}

impl<'a> Walk<'a> {
    pub(super) fn new(bytes: &'a mut dyn Bytes) -> Self {
        Self {
            length: bytes.len(),
            bytes,
            at: 0,
            piece: Vec::new(),
            piece_at: 0,
            fetched: 0,
        }
    }

    pub(super) fn at(&self) -> u64 {
        self.at
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }

    /// Returns the bytes that are left.
    pub(super) fn left(&self) -> u64 {
        self.length - self.at
    }

    fn ends(&self) -> FileError {
        FileError::damaged(
            KIND,
            format!(
                "it ends within its header, after {} bytes; download it again",
                self.length
            ),
        )
    }

    /// Takes the next few bytes, far fewer than a piece.
    fn take<const N: usize>(&mut self) -> Result<[u8; N], FileError> {
        let wanted = N as u64;
        if wanted > self.left() {
            return Err(self.ends());
        }
        let end = self.piece_at + self.piece.len() as u64;
        if self.at < self.piece_at || self.at + wanted > end {
            self.fetch(PIECE.min(self.left()))?;
        }
        // Within the piece, whose length fits in memory.
        let from = (self.at - self.piece_at) as usize;
        let taken = self.piece.get(from..from + N);
        let taken = taken.and_then(|bytes| bytes.try_into().ok());
        let taken = taken.ok_or_else(|| self.ends())?;
        self.at += wanted;
        Ok(taken)
    }

    fn fetch(&mut self, length: u64) -> Result<(), FileError> {
        self.fetched += length;
        if self.fetched > MAX_FETCHED {
            return Err(FileError::damaged(
                KIND,
                format!("its header goes on for more than {} MB", MAX_FETCHED >> 20),
            ));
        }
        self.piece = self.bytes.read(self.at, length as usize)?;
        self.piece_at = self.at;
        Ok(())
    }

    pub(super) fn u32(&mut self) -> Result<u32, FileError> {
        Ok(u32::from_le_bytes(self.take()?))
    }

    pub(super) fn u64(&mut self) -> Result<u64, FileError> {
        Ok(u64::from_le_bytes(self.take()?))
    }

    /// Skips bytes without reading them.
    fn skip(&mut self, length: u64) -> Result<(), FileError> {
        if length > self.left() {
            return Err(self.ends());
        }
        self.at += length;
        Ok(())
    }

    /// Reads a text, cut off at a number of bytes.
    pub(super) fn text(&mut self, at_most: u64) -> Result<String, FileError> {
        let length = self.u64()?;
        if length > self.left() {
            return Err(FileError::damaged(
                KIND,
                format!(
                    "at byte {} a text should have {length} bytes, more than the file",
                    self.at - 8
                ),
            ));
        }
        let mut bytes = Vec::new();
        for _ in 0..length.min(at_most) {
            bytes.extend(self.take::<1>()?);
        }
        self.skip(length.saturating_sub(at_most))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Reads a setting’s value.
    pub(super) fn value(&mut self) -> Result<Value, FileError> {
        let kind = self.u32()?;
        let number = match kind {
            0 => u64::from(self.take::<1>()?[0]),
            2 => u64::from(u16::from_le_bytes(self.take()?)),
            4 => u64::from(self.u32()?),
            10 => self.u64()?,
            // Some programs write a signed number although it is never negative.
            5 => match i32::from_le_bytes(self.take()?).try_into() {
                Ok(number) => number,
                Err(_) => return Ok(Value::Other),
            },
            11 => match i64::from_le_bytes(self.take()?).try_into() {
                Ok(number) => number,
                Err(_) => return Ok(Value::Other),
            },
            8 => return Ok(Value::Text(self.text(4_096)?)),
            9 => {
                self.array(0)?;
                return Ok(Value::Other);
            }
            other => {
                self.skip(self.size(other)?)?;
                return Ok(Value::Other);
            }
        };
        Ok(Value::Number(number))
    }

    /// Skips an array: a vocabulary, its scores, its merges.
    fn array(&mut self, depth: u32) -> Result<(), FileError> {
        let kind = self.u32()?;
        let count = self.u64()?;
        // The least bytes of an element: a text has its length, an array its type and length.
        let least = match kind {
            8 => 8,
            9 => 12,
            other => self.size(other)?,
        };
        let total = count.checked_mul(least).filter(|all| *all <= self.left());
        let Some(total) = total else {
            return Err(FileError::damaged(
                KIND,
                format!(
                    "at byte {} a list should have {count} entries, more than fit into the file",
                    self.at - 12
                ),
            ));
        };
        match kind {
            8 => {
                for _ in 0..count {
                    let length = self.u64()?;
                    self.skip(length)?;
                }
            }
            9 if depth >= MAX_DEPTH => {
                return Err(FileError::damaged(
                    KIND,
                    format!("at byte {} lists are nested too deeply", self.at),
                ));
            }
            9 => {
                for _ in 0..count {
                    self.array(depth + 1)?;
                }
            }
            _ => self.skip(total)?,
        }
        Ok(())
    }

    /// Returns the bytes of a value, for a type of fixed size.
    fn size(&self, kind: u32) -> Result<u64, FileError> {
        Ok(match kind {
            0 | 1 | 7 => 1,
            2 | 3 => 2,
            4..=6 => 4,
            10..=12 => 8,
            other => {
                return Err(FileError::damaged(
                    KIND,
                    format!(
                        "at byte {} there is a value of an unknown type, {other}",
                        self.at
                    ),
                ));
            }
        })
    }
}
