//! A table that is read row by row: CSV or TSV with a header.

use crate::batch::{Columns, NoTable, Record, Records, START, separator};
use crate::command::ending::{Failure, Result};
use crate::command::input;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// A table with its header read.
pub(super) struct Table {
    pub(super) columns: Columns,
    /// The header as it is in the file.
    pub(super) header: Record,
    pub(super) separator: u8,
    source: Source,
}

/// The rows of a file.
struct Source {
    path: PathBuf,
    bytes: BufReader<Box<dyn Read>>,
    records: Records,
}

impl Table {
    /// Opens a table and reads its header.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let mut bytes = BufReader::with_capacity(START, input::open(path)?);
        let start = bytes
            .fill_buf()
            .map_err(|error| input::unreadable(path, &error))?;
        let separator = separator(start).map_err(|why| refusal(path, why))?;
        let mut source = Source {
            path: path.to_owned(),
            bytes,
            records: Records::new(separator),
        };
        let header = source.next()?.unwrap_or_default();
        let columns =
            Columns::of_header(&header).map_err(|error| wrong(path, &error.to_string()))?;
        Ok(Self {
            columns,
            header,
            separator,
            source,
        })
    }

    /// Reads the next rows, at most this many. There are none at the end.
    pub(super) fn chunk(&mut self, most: usize) -> Result<Vec<Record>> {
        let mut rows = Vec::new();
        while rows.len() < most {
            match self.source.next()? {
                Some(row) => rows.push(row),
                None => break,
            }
        }
        Ok(rows)
    }
}

impl Source {
    /// Reads the next row.
    fn next(&mut self) -> Result<Option<Record>> {
        loop {
            let buffer = self.bytes.fill_buf();
            let buffer = buffer.map_err(|error| input::unreadable(&self.path, &error))?;
            let is_end = buffer.is_empty();
            let (taken, row) = self.records.read(buffer);
            self.bytes.consume(taken);
            if row.is_some() || is_end {
                return Ok(row);
            }
        }
    }
}

/// Says why a file is not a table, and which command makes one of it.
fn refusal(path: &Path, why: NoTable) -> Failure {
    let hint = match why {
        NoTable::Empty => " Try: petaday batch --template",
        NoTable::Compressed => " Try: gunzip -c FILE | petaday batch -",
        _ => "",
    };
    wrong(path, &format!("{why}{hint}"))
}

fn wrong(path: &Path, why: &str) -> Failure {
    if input::is_standard(path) {
        return Failure::Wrong(format!("standard input: {why}"));
    }
    Failure::Wrong(format!("{}: {why}", path.display()))
}
