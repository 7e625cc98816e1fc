//! To be written.

use super::*;

pub(super) fn read(_file: &mut File<'_>, _asked: &Asked) -> Result<Import, Error> {
    Err(Error::damaged("x", "not written yet"))
}
