//! Input: files by name, and standard input for `-`.

use super::ending::Failure;
use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read, stdin};
use std::path::Path;

/// The name of standard input among arguments.
const STANDARD: &str = "-";

/// Returns whether the name means standard input.
pub(super) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == STANDARD
}

/// Opens a file, or standard input for `-`.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>, Failure> {
    if is_standard(path) {
        if stdin().is_terminal() {
            super::print::note("Reading what you type. End with Ctrl+D on a line of its own.");
        }
        return Ok(Box::new(stdin().lock()));
    }
    let file = file(path)?;
    Ok(Box::new(file))
}

/// Opens a file.
pub(super) fn file(path: &Path) -> Result<File, Failure> {
    if path.is_dir() {
        return Err(Failure::Wrong(format!(
            "{}: this is a folder. Name a file in it.",
            path.display()
        )));
    }
    File::open(path).map_err(|error| unreadable(path, &error))
}

/// Reads all of a file, or of standard input for `-`.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    open(path)?
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(path, &error))?;
    Ok(bytes)
}

/// Reads all of a file as text. Bytes that are not UTF-8 become question marks.
pub(super) fn text(path: &Path) -> Result<String, Failure> {
    Ok(String::from_utf8_lossy(&bytes(path)?).into_owned())
}

/// Returns a link as given, or standard input for `-`.
pub(super) fn link(given: &str) -> Result<String, Failure> {
    if given == STANDARD {
        return text(Path::new(STANDARD));
    }
    Ok(given.into())
}

/// Says why a file cannot be read.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let name = if is_standard(path) {
        "standard input".into()
    } else {
        path.display().to_string()
    };
    let why = match error.kind() {
        ErrorKind::NotFound => "there is no such file".into(),
        ErrorKind::PermissionDenied => "you may not read this file".into(),
        _ => error.to_string(),
    };
    Failure::Wrong(format!("{name}: {why}"))
}
