//! `petaday batch`: estimates every row of a table, on all cores, without holding the table in memory.

mod summary;
mod table;
mod write;

use super::arguments::Batch;
use super::ending::{Ending, Failure, Result};
use super::print;
use crate::batch::{Columns, Row, TEMPLATE};
use csv::ByteRecord;
use rayon::prelude::*;
use std::path::Path;
use summary::Summary;
use table::Table;
use write::Writer;

/// The rows that are held at once.
const CHUNK: usize = 4096;

/// Prints the table with its figures, or the template.
pub(super) fn run(asked: &Batch) -> Result {
    if asked.template {
        print::bytes(TEMPLATE.as_bytes())?;
        return Ok(Ending::Figure);
    }
    let Some(path) = &asked.file else {
        return Err(Failure::Wrong(
            "name a table, or - for standard input".into(),
        ));
    };
    estimate(path, asked.json)
}

fn estimate(path: &Path, as_json: bool) -> Result {
    let mut table = Table::open(path)?;
    for note in table.columns.notes() {
        print::note(&note);
    }
    let mut writer = Writer::new(&table, as_json)?;
    let mut summary = Summary::default();
    loop {
        let records = table.chunk(CHUNK)?;
        if records.is_empty() {
            break;
        }
        let columns = &table.columns;
        let rows = records.par_iter().map(|record| evaluate(columns, record));
        let rows: Vec<Row> = rows.collect();
        for (record, row) in records.iter().zip(&rows) {
            writer.write(record, row)?;
            summary.add(record, row);
        }
        writer.flush()?;
    }
    for line in summary.lines() {
        print::note(&line);
    }
    Ok(Ending::of(summary.has_figure()))
}

fn evaluate(columns: &Columns, record: &ByteRecord) -> Row {
    let cells: Vec<Option<&str>> = record
        .iter()
        .map(|cell| std::str::from_utf8(cell).ok())
        .collect();
    columns.evaluate(&cells)
}
