//! `petaday read`: the fields that a passage fills in.

use super::arguments::Read;
use super::ending::{Ending, Result};
use super::{input, print};
use crate::import::passage;

/// Prints the fields with their phrases, and what was left out.
pub(super) fn run(asked: &Read) -> Result {
    let reading = passage::read(&input::text(&asked.file)?);
    print::json(&reading)?;
    // A passage without facts was read as well as any.
    Ok(Ending::Figure)
}
