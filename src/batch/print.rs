//! Rows as they are printed and saved: the cells of the table and those that are appended, or a JSON object.

use super::{Columns, Record, Row};
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// Writes rows as a table with the separator of the input, or each as a JSON object on a line of its own.
#[derive(Clone, Debug)]
pub struct Printer {
    separator: u8,
    width: usize,
    /// The names of the columns, each once, for JSON.
    names: Option<Vec<String>>,
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
struct Input<'a>(&'a [String], &'a Record);

impl Serialize for Input<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let cells = self.0.iter().zip(self.1.cells());
        let filled = cells.filter(|(_, cell)| !cell.is_empty());
        to.collect_map(filled.map(|(name, cell)| (name, String::from_utf8_lossy(cell))))
    }
}

impl Printer {
    /// Writes rows under this header.
    pub fn new(header: &Record, separator: u8, as_json: bool) -> Self {
        Self {
            separator,
            width: header.len(),
            names: as_json.then(|| names(header)),
        }
    }

    /// Adds the header. JSON has none.
    pub fn header(&self, header: &Record, columns: &Columns, out: &mut Vec<u8>) {
        if self.names.is_none() {
            let results = columns.results();
            let results = results.iter().map(String::as_bytes);
            self.line(header.cells().chain(results), out);
        }
    }

    /// Adds a row. Cells that the header has no name for are left out, as its problems say.
    pub fn row(&self, record: &Record, row: &Row, out: &mut Vec<u8>) {
        let Some(names) = &self.names else {
            let results = row.cells();
            let results = results.iter().map(String::as_bytes);
            let filled = record.cells().chain(std::iter::repeat(&b""[..]));
            return self.line(filled.take(self.width).chain(results), out);
        };
        let document = Document {
            line: record.line,
            input: Input(names, record),
            results: row.document(),
        };
        // Texts and finite numbers can always be written.
        if serde_json::to_writer(&mut *out, &document).is_ok() {
            out.push(b'\n');
        }
    }

    fn line<'a>(&self, cells: impl Iterator<Item = &'a [u8]>, out: &mut Vec<u8>) {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                out.push(self.separator);
            }
            self.cell(cell, out);
        }
        out.push(b'\n');
    }

    /// Adds a cell, between quotation marks if it needs them.
    fn cell(&self, cell: &[u8], out: &mut Vec<u8>) {
        let is_special =
            |byte: &u8| matches!(byte, b'"' | b'\n' | b'\r') || *byte == self.separator;
        if !cell.iter().any(is_special) {
            return out.extend_from_slice(cell);
        }
        out.push(b'"');
        for byte in cell {
            if *byte == b'"' {
                out.push(b'"');
            }
            out.push(*byte);
        }
        out.push(b'"');
    }
}

/// Returns the names of a header. One that is there again gets a number, as an object has each name once.
fn names(header: &Record) -> Vec<String> {
    let mut used = BTreeSet::new();
    // For each name the number that it gets next.
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    let own_name = |name: String| {
        if used.insert(name.clone()) {
            return name;
        }
        let number = next.entry(name.clone()).or_insert(2);
        loop {
            let own = format!("{name} ({number})");
            *number += 1;
            if used.insert(own.clone()) {
                return own;
            }
        }
    };
    let names = header.names().into_iter();
    names
        .map(|name| name.trim().to_owned())
        .map(own_name)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Records;

    fn record(line: &str) -> Record {
        let mut records = Records::new(b',');
        let (_, record) = records.read(line.as_bytes());
        record.or_else(|| records.read(&[]).1).expect("a row")
    }

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let header = record("a,b\n");
        let mut out = Vec::new();
        let cells = ["x", "1,5", "say \"a\"", "two\nlines", "", "é"];
        let printer = Printer::new(&header, b',', false);
        printer.line(cells.iter().map(|cell| cell.as_bytes()), &mut out);
        let text = String::from_utf8(out).expect("UTF-8");
        assert_eq!(text, "x,\"1,5\",\"say \"\"a\"\"\",\"two\nlines\",,é\n");
        assert_eq!(record(&text).names(), cells);
    }

    #[test]
    fn a_name_that_is_there_again_gets_a_number() {
        let header = record("x,y,x,x (2),x,x,y\n");
        assert_eq!(
            names(&header),
            ["x", "y", "x (2)", "x (2) (2)", "x (3)", "x (4)", "y (2)"]
        );
        let many = record(&"x,".repeat(100_000));
        assert_eq!(names(&many).last().map(String::as_str), Some(""));
    }
}
