//! A file’s bytes, read on demand: only the header of a model of 40 GB.

use super::error::FileError;
use std::io::{Read, Seek, SeekFrom};

/// A file, here or in the browser.
pub trait Bytes {
    /// Returns the number of bytes.
    fn len(&self) -> u64;

    /// Reads bytes from a place on; fewer than asked if the file ends before.
    ///
    /// # Errors
    /// Gives the system’s message if the file cannot be read.
    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, FileError>;

    /// Returns whether there are no bytes.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Text that was pasted, or a file that is in memory anyway.
impl Bytes for &[u8] {
    fn len(&self) -> u64 {
        <[u8]>::len(self) as u64
    }

    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, FileError> {
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

    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, FileError> {
        Bytes::read(&mut self.as_slice(), at, length)
    }
}

/// A file of the system.
pub struct Seekable<T> {
    file: T,
    length: u64,
}

impl<T: Read + Seek> Seekable<T> {
    /// Opens the file and finds its length.
    ///
    /// # Errors
    /// Gives the system’s message if the file cannot be read.
    pub fn new(mut file: T) -> std::io::Result<Self> {
        let length = file.seek(SeekFrom::End(0))?;
        Ok(Self { file, length })
    }
}

impl<T: Read + Seek> Bytes for Seekable<T> {
    fn len(&self) -> u64 {
        self.length
    }

    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, FileError> {
        let mut read = || {
            self.file.seek(SeekFrom::Start(at))?;
            let mut bytes = Vec::new();
            let part = Read::by_ref(&mut self.file).take(length as u64);
            { part }.read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        read().map_err(|error: std::io::Error| FileError::Unreadable(error.to_string()))
    }
}
