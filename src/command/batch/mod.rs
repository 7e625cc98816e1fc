//! `petaday batch`: estimates every row of a table, on all cores, without holding the table in memory.

mod summary;
mod table;

use super::arguments::Batch;
use super::ending::{Ending, Failure, Result};
use super::print;
use crate::batch::{Printer, Row, TEMPLATE};
use rayon::prelude::*;
use std::path::Path;
use summary::Summary;
use table::Table;

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
    estimate(path, asked)
}

fn estimate(path: &Path, asked: &Batch) -> Result {
    let mut table = Table::open(path)?;
    table.columns = table.columns.with_typical(asked.typical);
    for note in table.columns.notes() {
        print::note(&note);
    }
    let printer = Printer::new(&table.header, table.separator, asked.json);
    let mut out = Vec::new();
    printer.header(&table.header, &table.columns, &mut out);
    let mut summary = Summary::default();
    loop {
        let records = table.chunk(CHUNK)?;
        let columns = &table.columns;
        let rows = records
            .par_iter()
            .map(|record| columns.evaluate_record(record));
        let rows: Vec<Row> = rows.collect();
        for (record, row) in records.iter().zip(&rows) {
            printer.row(record, row, &mut out);
            summary.add(record, row);
        }
        print::bytes(&out)?;
        out.clear();
        if records.is_empty() {
            break;
        }
    }
    for line in summary.lines() {
        print::note(&line);
    }
    Ok(Ending::of(summary.has_figure()))
}
