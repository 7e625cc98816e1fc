//! Rows as they are printed: the cells of the table and those that are appended, or a JSON object.

use super::table::Table;
use crate::batch::Row;
use crate::command::ending::{Failure, Result};
use csv::{ByteRecord, WriterBuilder};
use serde::{Serialize, Serializer};
use std::io::{BufWriter, Stdout, Write, stdout};

/// Prints rows.
pub(super) enum Writer {
    /// As a table with the separator of the input.
    Table {
        writer: Box<csv::Writer<Stdout>>,
        width: usize,
    },
    /// As a JSON object for each row, on a line of its own.
    Json {
        out: BufWriter<Stdout>,
        names: Vec<String>,
    },
}

/// A row as JSON has it.
#[derive(Serialize)]
struct Document<'a, R> {
    /// The line where it begins.
    line: u64,
    input: Input<'a>,
    #[serde(flatten)]
    results: R,
}

/// The cells that are filled in, by the names of their columns.
struct Input<'a>(&'a [String], &'a ByteRecord);

impl Serialize for Input<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let cells = self.0.iter().zip(self.1);
        let filled = cells.filter(|(_, cell)| !cell.is_empty());
        to.collect_map(filled.map(|(name, cell)| (name, String::from_utf8_lossy(cell))))
    }
}

impl Writer {
    /// Prints the header, if there is one.
    pub(super) fn new(table: &Table, as_json: bool) -> Result<Self> {
        if as_json {
            return Ok(Self::Json {
                out: BufWriter::new(stdout()),
                names: names(&table.header),
            });
        }
        let mut writer = WriterBuilder::new()
            .delimiter(table.separator)
            .flexible(true)
            .from_writer(stdout());
        let results = table.columns.results();
        let header = table.header.iter();
        let header = header.chain(results.iter().map(String::as_bytes));
        writer.write_record(header).map_err(failure)?;
        Ok(Self::Table {
            writer: Box::new(writer),
            width: table.header.len(),
        })
    }

    /// Prints a row. Cells that the header has no name for are left out, as its problems say.
    pub(super) fn write(&mut self, record: &ByteRecord, row: &Row) -> Result<()> {
        match self {
            Self::Table { writer, width } => {
                let filled = record.iter().chain(std::iter::repeat(&b""[..]));
                let results = row.cells();
                let results = results.iter().map(String::as_bytes);
                writer
                    .write_record(filled.take(*width).chain(results))
                    .map_err(failure)
            }
            Self::Json { out, names } => {
                let document = Document {
                    line: line(record),
                    input: Input(names, record),
                    results: row.document(),
                };
                serde_json::to_writer(&mut *out, &document)?;
                Ok(out.write_all(b"\n")?)
            }
        }
    }

    /// Sends what was printed on its way.
    pub(super) fn flush(&mut self) -> Result<()> {
        match self {
            Self::Table { writer, .. } => Ok(writer.flush()?),
            Self::Json { out, .. } => Ok(out.flush()?),
        }
    }
}

/// Returns the number of the line where a row begins.
pub(super) fn line(record: &ByteRecord) -> u64 {
    record.position().map_or(0, csv::Position::line)
}

/// Returns the names of a header. One that is there again gets a number, as an object has each name once.
fn names(header: &ByteRecord) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in header {
        let name = String::from_utf8_lossy(name).trim().to_owned();
        let mut own = name.clone();
        let mut number = 2;
        while names.contains(&own) {
            own = format!("{name} ({number})");
            number += 1;
        }
        names.push(own);
    }
    names
}

fn failure(error: csv::Error) -> Failure {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        kind => Failure::Wrong(format!("the table cannot be written: {kind:?}")),
    }
}
