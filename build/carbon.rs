//! assets/grid_carbon.csv: greenhouse gas of a kilowatt-hour, by country.

use super::table::{self, Cells};

/// A row of the table.
#[derive(Clone)]
pub(crate) struct Row {
    /// ISO 3166-1 alpha-3, or WLD for the world.
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) g_co2e_per_kwh: f64,
    pub(crate) year: u16,
    pub(crate) source: String,
}

/// Reads and checks the table.
pub(crate) fn parse(file: &str, text: &str) -> table::Checked<Row> {
    let columns = ["code", "name", "g_co2e_per_kwh", "year", "source"];
    let (rows, mut problems) = table::read(file, text, &columns, read_row);
    table::unique(&rows, "code", |row| &row.code, &mut problems);
    table::unique(&rows, "name", |row| &row.name, &mut problems);
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells) -> Row {
    let code = cells.required("code");
    if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
        cells.complain(format_args!(
            "code “{code}” must be the three capitals of ISO 3166-1, or WLD"
        ));
    }
    // Hydropower has a few grams, lignite over its life 1,500.
    let g_co2e_per_kwh = cells.required_number("g_co2e_per_kwh", 1.0..1500.0);
    Row {
        code,
        name: cells.required("name"),
        g_co2e_per_kwh,
        year: cells.year("year", 2000),
        source: cells.source(),
    }
}
