//! A table that is read row by row: CSV or TSV with a header.

use crate::batch::Columns;
use crate::command::ending::{Failure, Result};
use crate::command::input;
use csv::{ByteRecord, Reader, ReaderBuilder};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// The bytes that tell the separator.
const PEEK: usize = 1 << 16;

/// A table with its header read.
pub(super) struct Table {
    pub(super) columns: Columns,
    /// The header as it is in the file.
    pub(super) header: ByteRecord,
    pub(super) separator: u8,
    path: PathBuf,
    reader: Reader<BufReader<Box<dyn Read>>>,
}

impl Table {
    /// Opens a table and reads its header.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let mut bytes = BufReader::with_capacity(PEEK, input::open(path)?);
        let start = bytes
            .fill_buf()
            .map_err(|error| input::unreadable(path, &error))?;
        refuse(path, start)?;
        let separator = separator(start);
        let mut reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes);
        let mut header = ByteRecord::new();
        reader
            .read_byte_record(&mut header)
            .map_err(|error| unreadable(path, error))?;
        let names: Vec<String> = header
            .iter()
            .map(|name| String::from_utf8_lossy(name).into_owned())
            .collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let columns = Columns::of(&names).map_err(|error| wrong(path, &error.to_string()))?;
        Ok(Self {
            columns,
            header,
            separator,
            path: path.to_owned(),
            reader,
        })
    }

    /// Reads the next rows, at most so many. There are none at the end.
    pub(super) fn chunk(&mut self, most: usize) -> Result<Vec<ByteRecord>> {
        let records = self.reader.byte_records().take(most);
        let records: csv::Result<_> = records.collect();
        records.map_err(|error| unreadable(&self.path, error))
    }
}

/// Refuses files that are no text, and says how to make one of them.
fn refuse(path: &Path, start: &[u8]) -> Result<()> {
    let why = match start {
        [] => "the file is empty. Its first line names the columns: petaday batch --template",
        [b'P', b'K', 3, 4, ..] | [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            "this is a workbook. Save the sheet as CSV UTF-8."
        }
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "this is UTF-16. Save the table as CSV UTF-8.",
        [b'P', b'A', b'R', b'1', ..] => "this is Parquet. Save the table as CSV.",
        [0x1f, 0x8b, ..] => "this is compressed. Unpack it: gunzip -c FILE | petaday batch -",
        _ => return Ok(()),
    };
    Err(wrong(path, why))
}

/// Returns the separator of a table: the one of tab, comma and semicolon that its first line has most of.
fn separator(start: &[u8]) -> u8 {
    let mut is_quoted = false;
    let mut counts = [(b',', 0), (b'\t', 0), (b';', 0)];
    for byte in start {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            byte => {
                let count = counts.iter_mut().find(|(separator, _)| separator == byte);
                if let Some((_, count)) = count.filter(|_| !is_quoted) {
                    *count += 1;
                }
            }
        }
    }
    let mut most = (b',', 0);
    for (separator, count) in counts {
        if count > most.1 {
            most = (separator, count);
        }
    }
    most.0
}

fn wrong(path: &Path, why: &str) -> Failure {
    if input::is_standard(path) {
        return Failure::Wrong(format!("standard input: {why}"));
    }
    Failure::Wrong(format!("{}: {why}", path.display()))
}

fn unreadable(path: &Path, error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => input::unreadable(path, &error),
        kind => wrong(path, &format!("{kind:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_tells_the_separator() {
        for (text, expected) in [
            ("a,b,c\n1;2;3;4;5", b','),
            ("a\tb\tc\n", b'\t'),
            ("a;b;c", b';'),
            ("\"a;b;c\nd\",e\n;;;;", b','),
            ("tokens", b','),
        ] {
            assert_eq!(separator(text.as_bytes()), expected, "{text}");
        }
    }
}
