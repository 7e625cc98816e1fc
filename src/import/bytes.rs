//! A file's bytes, read where they are wanted: of a model of 40 GB only the header is.

use super::error::Error;
use std::io::{Read, Seek, SeekFrom};

/// A file, here or in the browser.
pub trait Bytes {
    /// How many bytes it has.
    fn len(&self) -> u64;

    /// The bytes from a place on; fewer than asked for where the file ends before.
    ///
    /// # Errors
    /// What the system says when the file cannot be read.
    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, Error>;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Text that was pasted, or a file that is in memory anyway.
impl Bytes for &[u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, Error> {
        let from = usize::try_from(at).unwrap_or(usize::MAX);
        let rest = self.get(from..).unwrap_or_default();
        Ok(rest[..length.min(<[u8]>::len(rest))].to_vec())
    }
}

/// The same, held here.
impl Bytes for Vec<u8> {
    fn len(&self) -> u64 {
        self.as_slice().len() as u64
    }

    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, Error> {
        Bytes::read(&mut self.as_slice(), at, length)
    }
}

/// A file of the system.
pub struct Seekable<T> {
    file: T,
    length: u64,
}

impl<T: Read + Seek> Seekable<T> {
    /// Finds out how long it is.
    ///
    /// # Errors
    /// What the system says when it cannot be read.
    pub fn new(mut file: T) -> std::io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        Ok(Self { file, length })
    }
}

impl<T: Read + Seek> Bytes for Seekable<T> {
    fn len(&self) -> u64 {
        self.length
    }

    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, Error> {
        let mut read = || {
            self.file.seek(SeekFrom::Start(at))?;
            let mut bytes = Vec::new();
            let part = Read::by_ref(&mut self.file).take(length as u64);
            { part }.read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|error: std::io::Error| Error::Unreadable(error.to_string()))
    }
}
