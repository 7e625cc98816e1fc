//! assets/networks.csv: well-known networks, spelled layer by layer, with the counts that others
//! published for them.

use super::table::{self, Cells};

const COLUMNS: [&str; 8] = [
    "slug",
    "name",
    "year",
    "text",
    "parameters",
    "multiply_adds",
    "source",
    "note",
];

/// The characters of a text: none that a link has to escape.
const PUNCTUATION: &str = "()*,;=/";

/// A row of the table.
pub(crate) struct Row {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) year: u16,
    pub(crate) text: String,
    /// As published, with the digits that were published: `65e6` says 65 million.
    pub(crate) parameters: String,
    /// As published, of a forward pass on one example or token.
    pub(crate) multiply_adds: String,
    pub(crate) source: String,
    pub(crate) note: String,
}

/// Reads and checks the table.
pub(crate) fn parse(file: &str, text: &str) -> table::Checked<Row> {
    let (rows, mut problems) = table::read(file, text, &COLUMNS, read_row);
    table::unique(&rows, "slug", |row| &row.slug, &mut problems);
    table::unique(&rows, "name", |row| &row.name, &mut problems);
    table::unique(&rows, "text", |row| &row.text, &mut problems);
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells) -> Row {
    let year = cells.year("year", 1950);
    let text = cells.required("text");
    if let Some(c) = text
        .chars()
        .find(|c| !c.is_ascii_alphanumeric() && !PUNCTUATION.contains(*c))
    {
        cells.complain(format_args!(
            "text has “{c}” in it: spell the layers with letters, digits and {PUNCTUATION} alone"
        ));
    }
    // Whether the counts are right is for the tests to say; that they are numbers is seen here.
    cells.number("parameters");
    cells.number("multiply_adds");
    Row {
        slug: cells.slug("slug"),
        name: cells.required("name"),
        year,
        text,
        parameters: cells.text("parameters"),
        multiply_adds: cells.text("multiply_adds"),
        source: cells.source(),
        note: cells.text("note"),
    }
}
