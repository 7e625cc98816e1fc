//! assets/pue.csv: power of a data centre over that of its computers.

use super::table::{self, Cells};

/// A row of the table.
pub(crate) struct Row {
    pub(crate) slug: String,
    /// Which data centres it is of.
    pub(crate) scope: String,
    pub(crate) pue: f64,
    pub(crate) year: u16,
    pub(crate) source: String,
    pub(crate) note: String,
}

/// Reads and checks the table.
pub(crate) fn parse(file: &str, text: &str) -> table::Checked<Row> {
    let columns = ["slug", "scope", "pue", "year", "source", "note"];
    let (rows, mut problems) = table::read(file, text, &columns, read_row);
    table::unique(&rows, "slug", |row| &row.slug, &mut problems);
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells) -> Row {
    Row {
        slug: cells.slug("slug"),
        scope: cells.required("scope"),
        // Nothing takes less power than its computers do.
        pue: cells.required_number("pue", 1.0..3.0),
        year: cells.year("year", 2000),
        source: cells.source(),
        note: cells.text("note"),
    }
}
