//! The rows of a table, cell by cell, as its bytes come.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// The most bytes of a row that are kept. A quotation mark that is not closed takes in the rest of the file.
const MOST_BYTES: usize = 4 << 20;
/// The most cells of a row that are kept.
const MOST_CELLS: usize = 1 << 17;

/// A row as it is in the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The line where it begins.
    pub line: u64,
    /// The place of its first byte.
    pub start: u64,
    /// Whether it is longer than what is kept.
    pub is_cut: bool,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Record {
    /// Returns the cells, without their quotation marks.
    pub fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let cell = |(start, end): (usize, &usize)| self.text.get(start..*end).unwrap_or_default();
        starts.zip(&self.ends).map(cell)
    }

    /// Returns the number of cells.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Returns the cells as texts; `None` for one that is not UTF-8.
    pub fn texts(&self) -> Vec<Option<&str>> {
        self.cells()
            .map(|cell| std::str::from_utf8(cell).ok())
            .collect()
    }

    /// Returns the cells as texts, with a mark in the place of what is not UTF-8.
    pub fn names(&self) -> Vec<String> {
        self.cells()
            .map(|cell| String::from_utf8_lossy(cell).into_owned())
            .collect()
    }
}

/// Reads rows.
pub struct Records {
    reader: Reader,
    /// The place of the next byte.
    at: u64,
    /// The line ends between rows.
    skipped: u64,
    /// Whether a row is begun.
    is_begun: bool,
    record: Record,
    text_length: usize,
    cell_count: usize,
}

impl Records {
    /// Reads a table from its first byte.
    pub fn new(separator: u8) -> Self {
        Self::from(separator, 0, 1)
    }

    /// Reads a table from the beginning of a row.
    pub fn from(separator: u8, start: u64, line: u64) -> Self {
        let mut reader = ReaderBuilder::new().delimiter(separator).build();
        reader.set_line(line);
        Self {
            reader,
            at: start,
            skipped: 0,
            is_begun: false,
            record: Record::default(),
            text_length: 0,
            cell_count: 0,
        }
    }

    /// Reads on, to the end of a row or of the input. Returns how many bytes were read, and the row. Without input the
    /// table ends.
    pub fn read(&mut self, input: &[u8]) -> (usize, Option<Record>) {
        let mut taken = 0;
        if !self.is_begun {
            let is_end = |byte: &&u8| matches!(byte, b'\n' | b'\r');
            let ends = input.iter().take_while(is_end);
            for byte in ends {
                taken += 1;
                self.skipped += u64::from(*byte == b'\n');
            }
            self.at += taken as u64;
            if taken > 0 && taken == input.len() {
                return (taken, None);
            }
            self.is_begun = true;
            self.record.start = self.at;
            self.record.line = self.reader.line() + self.skipped;
        }
        loop {
            let rest = input.get(taken..).unwrap_or_default();
            // At the end of the input the table has not ended.
            if rest.is_empty() && taken > 0 {
                return (taken, None);
            }
            let (result, count) = self.read_part(rest);
            taken += count;
            self.at += count as u64;
            match result {
                ReadRecordResult::Record => return (taken, Some(self.finish())),
                ReadRecordResult::InputEmpty if input.is_empty() => continue,
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return (taken, None),
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => self.grow(),
            }
        }
    }

    fn read_part(&mut self, input: &[u8]) -> (ReadRecordResult, usize) {
        let record = &mut self.record;
        if record.is_cut {
            let (mut text, mut ends) = ([0; 4096], [0; 512]);
            let (result, count, ..) = self.reader.read_record(input, &mut text, &mut ends);
            return (result, count);
        }
        let text = record.text.get_mut(self.text_length..).unwrap_or_default();
        let ends = record.ends.get_mut(self.cell_count..).unwrap_or_default();
        let (result, count, written, cells) = self.reader.read_record(input, text, ends);
        self.text_length += written;
        self.cell_count += cells;
        (result, count)
    }

    /// Makes room, or leaves out the rest of the row.
    fn grow(&mut self) {
        let record = &mut self.record;
        let is_full = |length: usize, room: usize, most: usize| length == room && room >= most;
        record.is_cut |= is_full(self.text_length, record.text.len(), MOST_BYTES)
            || is_full(self.cell_count, record.ends.len(), MOST_CELLS);
        if record.is_cut {
            return;
        }
        let grown = |length: usize, least: usize, most: usize| (length * 2).clamp(least, most);
        if self.text_length == record.text.len() {
            record
                .text
                .resize(grown(self.text_length, 256, MOST_BYTES), 0);
        }
        if self.cell_count == record.ends.len() {
            record
                .ends
                .resize(grown(self.cell_count, 16, MOST_CELLS), 0);
        }
    }

    fn finish(&mut self) -> Record {
        self.is_begun = false;
        let mut record = std::mem::take(&mut self.record);
        record.text.truncate(self.text_length);
        record.ends.truncate(self.cell_count);
        if record.is_cut {
            // The cell in which it was cut.
            record.ends.push(self.text_length);
        }
        // The next row is most likely as long.
        self.record.text = vec![0; self.text_length + 64];
        self.record.ends = vec![0; self.cell_count + 1];
        (self.text_length, self.cell_count) = (0, 0);
        record
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads a table in pieces of this length.
    fn read(text: &[u8], piece: usize) -> Vec<Record> {
        let mut records = Records::new(b',');
        let mut found = Vec::new();
        for mut piece in text.chunks(piece) {
            while !piece.is_empty() {
                let (taken, record) = records.read(piece);
                found.extend(record);
                piece = &piece[taken..];
            }
        }
        found.extend(records.read(&[]).1);
        assert_eq!(records.read(&[]).1, None);
        found
    }

    fn cells(record: &Record) -> Vec<&str> {
        record
            .texts()
            .into_iter()
            .map(|cell| cell.unwrap_or("?"))
            .collect()
    }

    #[test]
    fn a_row_knows_its_line_and_its_place() {
        let text = b"\xef\xbb\xbfa,b\r\n1,\"x\ny\"\r\n\r\n\n2,\xff";
        for piece in [3, 7, 100] {
            let rows = read(text, piece);
            let told: Vec<_> = rows.iter().map(|row| (row.line, row.start)).collect();
            assert_eq!(told, [(1, 0), (2, 8), (6, 20)], "{piece}");
            assert_eq!(cells(&rows[0]), ["a", "b"]);
            assert_eq!(cells(&rows[1]), ["1", "x\ny"]);
            assert_eq!(cells(&rows[2]), ["2", "?"]);
        }
        assert_eq!(read(b"", 1), []);
        assert_eq!(read(b"\n\r\n", 1), []);
    }

    #[test]
    fn reading_begins_at_any_row() {
        let text = b"a,b\n1,2\n\n3,\"4\"\n";
        for row in read(text, 100) {
            let mut again = Records::from(b',', row.start, row.line);
            let rest = &text[row.start as usize..];
            assert_eq!(again.read(rest).1, Some(row));
        }
    }

    #[test]
    fn a_row_without_end_is_cut() {
        let text = [b"a,\"", vec![b'x'; 9 << 20].as_slice()].concat();
        let rows = read(&text, 1 << 16);
        assert_eq!(rows.len(), 1);
        assert!(rows[0].is_cut);
        assert_eq!(rows[0].len(), 2);
        let length: usize = rows[0].cells().map(<[u8]>::len).sum();
        assert_eq!(length, MOST_BYTES);
        let commas = vec![b','; 1 << 20];
        let rows = read(&commas, 1 << 16);
        assert_eq!((rows.len(), rows[0].len()), (1, MOST_CELLS + 1));
        assert!(rows[0].is_cut);
    }

    proptest! {
        /// The cells are those that the crate csv reads, however the bytes come.
        #[test]
        fn rows_are_those_of_the_crate_csv(
            text in "(a|b1|,|,,|\"|\"\"|\n|\r\n|\r| |é){0,40}",
            piece in 1_usize..9,
        ) {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
            let expected: Vec<Vec<Vec<u8>>> = reader.byte_records()
                .map(|row| row.unwrap().iter().map(<[u8]>::to_vec).collect())
                .collect();
            let rows = read(text.as_bytes(), piece);
            let found: Vec<Vec<Vec<u8>>> = rows.iter().map(|row| row.cells().map(<[u8]>::to_vec).collect()).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
