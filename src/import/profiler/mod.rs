//! To be written.

use super::*;

pub(super) fn read(_text: &str) -> Result<Import, Error> {
    Err(Error::damaged("x", "not written yet"))
}
