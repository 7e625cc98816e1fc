//! A table that is read step by step.

use super::rows::Rows;
use super::source::Source;
use super::words::has_words;
use super::{Head, Piece, Progress};
use crate::batch::{Columns, Printer, Record, Records, Row, START, separator};
use crate::import::Bytes;

/// The most rows that are read. The command reads any number.
pub const MOST_ROWS: u32 = 1_000_000;
/// The bytes after which a step of reading ends, however few rows they are.
const STEP: u64 = 1 << 20;
/// The bytes after which a piece of the saved table ends.
const PIECE: usize = 1 << 20;
/// The most names of columns that are listed.
const MOST_NAMES: usize = 40;

/// A table, of whose rows only the figures are held.
pub(super) struct Sheet {
    source: Source,
    separator: u8,
    header: Record,
    columns: Columns,
    records: Records,
    pub(super) rows: Rows,
    pub(super) progress: Progress,
}

impl Sheet {
    /// Reads the header.
    pub(super) fn open(file: Box<dyn Bytes>, is_typical: bool) -> Result<Self, String> {
        let mut source = Source::new(file);
        let start = source.from(0)?;
        let start = start.get(..START.min(start.len())).unwrap_or_default();
        let separator = separator(start).map_err(|why| capitalized(&why.to_string()))?;
        let mut records = Records::new(separator);
        let mut place = 0;
        let header = next(&mut source, &mut records, &mut place)?.unwrap_or_default();
        let columns = Columns::of_header(&header).map_err(|error| error.to_string())?;
        let columns = columns.with_typical(is_typical);
        Ok(Self {
            source,
            separator,
            header,
            columns,
            records,
            rows: Rows::default(),
            progress: Progress {
                bytes: place,
                ..Progress::default()
            },
        })
    }

    /// Says what the header says.
    pub(super) fn head(&self) -> Head {
        let names = self.columns.read_names();
        let others = self.header.len() - names.len();
        Head {
            size: self.source.size(),
            read: names
                .into_iter()
                .take(MOST_NAMES)
                .map(String::from)
                .collect(),
            others: u32::try_from(others).unwrap_or(u32::MAX),
            is_epoch: self.columns.is_epoch(),
            has_dates: crate::trend::has_columns(&self.header.names()),
            notes: self.columns.notes(),
            separator: match self.separator {
                b'\t' => "tabs".into(),
                b';' => "semicolons".into(),
                _ => String::new(),
            },
        }
    }

    /// Begins again, each row with the typical uncertainty or not.
    pub(super) fn again(self, is_typical: bool) -> Result<Self, String> {
        Self::open(self.source.into_file(), is_typical)
    }

    /// Reads on, at most so many rows.
    pub(super) fn read(&mut self, most: u32) -> Result<Progress, String> {
        let first = self.progress.bytes;
        for _ in 0..most {
            let mut place = self.progress.bytes;
            if self.progress.rows >= MOST_ROWS || place - first > STEP {
                break;
            }
            let record = next(&mut self.source, &mut self.records, &mut place)?;
            self.progress.bytes = place;
            let Some(record) = record else {
                self.progress.is_done = true;
                break;
            };
            self.add(&record);
        }
        if self.progress.rows >= MOST_ROWS && !self.progress.is_done {
            self.progress.is_done = true;
            self.progress.is_cut = self.progress.bytes < self.source.size();
        }
        Ok(self.progress)
    }

    fn add(&mut self, record: &Record) {
        let row = self.columns.evaluate_record(record);
        let place = (record.start, record.line);
        let marks = self.rows.push(place, &row, self.columns.is_epoch());
        let progress = &mut self.progress;
        progress.rows += 1;
        progress.with_figure += u32::from(marks.has_figure());
        progress.with_problems += u32::from(marks.has_problems());
        progress.compared += u32::from(marks.is_compared());
        progress.differing += u32::from(marks.differs());
    }

    /// Reads a row again.
    pub(super) fn row(&mut self, row: u32) -> Result<Option<(Record, Row)>, String> {
        let Some((mut place, line)) = self.rows.place(row) else {
            return Ok(None);
        };
        let mut records = Records::from(self.separator, place, line);
        let record = next(&mut self.source, &mut records, &mut place)?;
        Ok(record.map(|record| {
            let row = self.columns.evaluate_record(&record);
            (record, row)
        }))
    }

    /// Says of each row whether it has these words.
    pub(super) fn find(&mut self, words: &str) -> Result<Vec<bool>, String> {
        let mut found = Vec::with_capacity(self.rows.len());
        self.each_from(0, |record, _| {
            found.push(has_words(record, words));
            true
        })?;
        Ok(found)
    }

    /// Writes the table with its figures from a row on, a piece of it: in an order, or else in that of the file. Its links
    /// begin with the address of a page.
    pub(super) fn write(
        &mut self,
        as_json: bool,
        page: &str,
        from: u32,
        order: Option<&[u32]>,
    ) -> Result<Piece, String> {
        let printer = Printer::new(&self.header, self.separator, as_json);
        let mut bytes = Vec::new();
        if from == 0 {
            printer.header(&self.header, &self.columns, &mut bytes);
        }
        let mut next = from;
        let mut write = |record: &Record, columns: &Columns| {
            let mut row = columns.evaluate_record(record);
            if !row.link.is_empty() {
                row.link.insert_str(0, page);
            }
            printer.row(record, &row, &mut bytes);
            next += 1;
            bytes.len() < PIECE
        };
        match order {
            None => self.each_from(from, write)?,
            Some(rows) => {
                self.each_of(rows.get(from as usize..).unwrap_or_default(), &mut write)?
            }
        }
        let is_end = next as usize >= self.rows.len();
        if next == from && !is_end {
            return Err("The file has changed: open it again.".into());
        }
        Ok(Piece {
            bytes,
            next: (!is_end).then_some(next),
        })
    }

    /// Reads these rows again until `take` returns false.
    fn each_of(
        &mut self,
        rows: &[u32],
        take: &mut dyn FnMut(&Record, &Columns) -> bool,
    ) -> Result<(), String> {
        for row in rows {
            let Some((mut place, line)) = self.rows.place(*row) else {
                break;
            };
            self.source.turn_to(place)?;
            let mut records = Records::from(self.separator, place, line);
            match next(&mut self.source, &mut records, &mut place)? {
                Some(record) if take(&record, &self.columns) => {}
                _ => break,
            }
        }
        Ok(())
    }

    /// Reads the rows again, in the order of the file, until `take` returns false.
    fn each_from(
        &mut self,
        from: u32,
        mut take: impl FnMut(&Record, &Columns) -> bool,
    ) -> Result<(), String> {
        let Some((mut place, line)) = self.rows.place(from) else {
            return Ok(());
        };
        let mut records = Records::from(self.separator, place, line);
        for _ in from as usize..self.rows.len() {
            match next(&mut self.source, &mut records, &mut place)? {
                Some(record) if take(&record, &self.columns) => {}
                _ => break,
            }
        }
        Ok(())
    }
}

/// Reads the next row from a place on.
fn next(
    source: &mut Source,
    records: &mut Records,
    place: &mut u64,
) -> Result<Option<Record>, String> {
    loop {
        let bytes = source.from(*place)?;
        let is_end = bytes.is_empty();
        let (taken, record) = records.read(bytes);
        *place += taken as u64;
        if record.is_some() || is_end {
            return Ok(record);
        }
    }
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}
