//! Standard output and standard error. Colours reach a terminal alone, and a closed pipe is not a panic.

use super::ending::Failure;
use serde::Serialize;
use std::io::{Write, stderr, stdout};

/// Prints a text as it is.
pub(super) fn bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = stdout().lock();
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

/// Prints a text with colours, if standard output is a terminal that has them.
pub(super) fn coloured(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Prints one JSON object, indented.
pub(super) fn json(document: &impl Serialize) -> Result<(), Failure> {
    line(&serde_json::to_string_pretty(document)?)
}

/// Prints a line.
pub(super) fn line(text: &str) -> Result<(), Failure> {
    bytes(format!("{text}\n").as_bytes())
}

/// Prints a line on standard error. If that is closed, nobody wants to know.
pub(super) fn note(text: &str) {
    let _ = writeln!(stderr().lock(), "{text}");
}
