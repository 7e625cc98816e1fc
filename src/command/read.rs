//! `petaday read`: the fields that a passage fills in.

use super::arguments::Read;
use super::ending::{Ending, Result};
use super::{input, print};
use crate::interface;

/// Prints the fields with their phrases, and what was left out.
pub(super) fn run(asked: &Read) -> Result {
    print::line(&interface::read(&input::text(&asked.file)?)?)?;
    // A passage without facts was read as well as any.
    Ok(Ending::Figure)
}
