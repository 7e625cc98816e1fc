//! A file, of which a piece is held at a time.

use crate::import::Bytes;

/// The bytes that are held.
const PIECE: usize = 1 << 18;
/// The bytes that are read for a row from anywhere in a longer file.
const FEW: usize = 1 << 12;

/// A file and the piece of it that was read last.
pub(super) struct Source {
    file: Box<dyn Bytes>,
    start: u64,
    piece: Vec<u8>,
}

impl Source {
    pub(super) fn new(file: Box<dyn Bytes>) -> Self {
        Self {
            file,
            start: 0,
            piece: Vec::new(),
        }
    }

    pub(super) fn into_file(self) -> Box<dyn Bytes> {
        self.file
    }

    /// Returns the number of bytes of the file.
    pub(super) fn size(&self) -> u64 {
        self.file.len()
    }

    /// Returns bytes from a place on: some, unless the file ends there.
    pub(super) fn from(&mut self, place: u64) -> Result<&[u8], String> {
        if !self.is_held(place) {
            self.hold(place, PIECE)?;
        }
        let offset = usize::try_from(place - self.start).unwrap_or(usize::MAX);
        Ok(self.piece.get(offset..).unwrap_or_default())
    }

    /// Gets ready to read a row, after one from anywhere else.
    pub(super) fn turn_to(&mut self, place: u64) -> Result<(), String> {
        if self.is_held(place) {
            return Ok(());
        }
        match self.size() <= PIECE as u64 {
            true => self.hold(0, PIECE),
            false => self.hold(place, FEW),
        }
    }

    fn is_held(&self, place: u64) -> bool {
        place >= self.start && place < self.start + self.piece.len() as u64
    }

    fn hold(&mut self, place: u64, length: usize) -> Result<(), String> {
        let read = self.file.read(place, length);
        self.piece = read.map_err(|error| error.to_string())?;
        self.start = place;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_read_wherever_reading_begins() {
        let bytes: Vec<u8> = (0..PIECE * 2 + 5).map(|at| (at % 251) as u8).collect();
        let mut source = Source::new(Box::new(bytes.clone()));
        for place in [0, PIECE as u64 - 1, 3, PIECE as u64 * 2 + 4, 7] {
            if place % 2 == 1 {
                source.turn_to(place).expect("bytes");
            }
            let mut at = place;
            let mut read = Vec::new();
            loop {
                let piece = source.from(at).expect("bytes");
                if piece.is_empty() {
                    break;
                }
                read.extend_from_slice(piece);
                at += piece.len() as u64;
            }
            assert_eq!(read, bytes[place as usize..]);
        }
    }
}
