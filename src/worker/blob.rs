//! A file of the browser, read piece by piece and never as a whole.

use crate::import::{Bytes, FileError};
use js_sys::Uint8Array;
use web_sys::{Blob, FileReaderSync};

/// A file that was dropped or picked.
pub(super) struct BlobBytes(pub(super) Blob);

impl Bytes for BlobBytes {
    fn len(&self) -> u64 {
        // A whole number far below 2^53, so nothing is lost.
        self.0.size() as u64
    }

    fn read(&mut self, at: u64, length: usize) -> Result<Vec<u8>, FileError> {
        let refused = |_| {
            FileError::Unreadable(
                "the browser no longer gives access to it, perhaps because it was changed or moved; drop it again".into(),
            )
        };
        let (from, to) = (at as f64, at as f64 + length as f64);
        let part = self.0.slice_with_f64_and_f64(from, to).map_err(refused)?;
        let reader = FileReaderSync::new().map_err(refused)?;
        let buffer = reader.read_as_array_buffer(&part).map_err(refused)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}
