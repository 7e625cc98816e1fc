//! `petaday count`: a model file's parameters and multiply-adds.

use super::arguments::Count;
use super::ending::{Ending, Failure, Result};
use super::{input, print};
use crate::import::{Asked, Bytes, File, Seekable};
use crate::interface;
use std::path::Path;

/// Prints the count, or why there is none.
pub(super) fn run(given: Count) -> Result {
    let path = given.file.as_path();
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut beside = |name: &str| {
        // A name alone: an index is not to lead out of its folder.
        let name = Path::new(name).file_name()?;
        open(&folder.join(name)).ok()
    };
    let name = path.file_name().unwrap_or_default();
    let file = File {
        name: name.to_string_lossy().into_owned(),
        bytes: open(path)?,
        beside: &mut beside,
    };
    let asked = Asked {
        sequence: given.sequence,
        causal: given.attention.is_causal(),
        input: given.input.map(|shape| shape.0),
        sizes: given.size.into_iter().collect(),
    };
    let count = interface::count(file, &asked)?;
    print::line(&count.json)?;
    Ok(Ending::of(count.has_figure))
}

/// Opens a file. Standard input and pipes are read whole, because a file is read out of order.
fn open(path: &Path) -> Result<Box<dyn Bytes>> {
    if input::is_standard(path) || !path.is_file() {
        return Ok(Box::new(input::bytes(path)?));
    }
    let unreadable = |error| -> Failure { input::unreadable(path, &error) };
    let file = Seekable::new(input::file(path)?).map_err(unreadable)?;
    Ok(Box::new(file))
}
