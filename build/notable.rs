//! assets/notable.csv: Epoch AI's notable systems with a compute, all of them.

use super::chips::FORMATS;
use super::open_models::Known;
use super::systems::{self, CONFIDENCES, METHODS};
use super::table::{self, Cells};
use super::words::{COUNTRIES, DOMAINS, KINDS, REASONS, WEIGHTS};

const COLUMNS: [&str; 26] = [
    "slug",
    "name",
    "date",
    "organizations",
    "kinds",
    "countries",
    "domains",
    "tasks",
    "parameters",
    "flop",
    "data",
    "epochs",
    "batch",
    "hours",
    "hardware",
    "chips",
    "quantity",
    "utilization",
    "format",
    "confidence",
    "method",
    "weights",
    "frontier",
    "notability",
    "bases",
    "link",
];

/// Stands for a piece of hardware that is not one chip of assets/chips.csv.
pub(crate) const NO_CHIP: &str = "none";

/// Figures are rounded to four significant digits, and those of the other table to three or four.
const ROUNDING: f64 = 0.006;

/// A row of the table.
pub(crate) struct Row {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) date: String,
    pub(crate) flop: f64,
    pub(crate) parameters: Option<f64>,
    pub(crate) domains: Vec<String>,
    /// As `src/catalog/notable.rs` unpacks it.
    packed: String,
    pub(crate) organizations: Vec<String>,
    pub(crate) confidence: String,
    pub(crate) method: String,
    /// The data and the passes over them; the number of chips and the hours of the clock.
    pub(crate) data: Option<f64>,
    pub(crate) epochs: Option<f64>,
    pub(crate) quantity: Option<f64>,
    pub(crate) hours: Option<f64>,
    /// The chips by Epoch AI's names, and the slug of each, or [`NO_CHIP`].
    pub(crate) hardware: Vec<String>,
    pub(crate) chips: Vec<String>,
    /// The place of the number format in a list of formats; empty if unknown.
    pub(crate) format: String,
}

impl Row {
    /// Returns the figures that other tables must have of the same system.
    pub(crate) fn known(&self) -> Known<'_> {
        Known {
            slug: &self.slug,
            name: &self.name,
            date: &self.date,
            flop: self.flop,
        }
    }
}

/// Reads the table and checks it against those that it shares rows with.
pub(crate) fn parse(
    file: &str,
    text: &str,
    systems: &[systems::Row],
    chips: &[&str],
) -> table::Checked<Row> {
    let (rows, mut problems) = table::read(file, text, &COLUMNS, |cells| {
        let row = read_row(cells, chips);
        if let Some(system) = systems.iter().find(|system| system.slug == row.slug) {
            compare(cells, &row, system);
        } else if systems.iter().any(|system| system.name == row.name) {
            cells.complain("assets/systems.csv has this name under another slug: use that one");
        }
        row
    });
    table::unique(&rows, "slug", |row| &row.slug, &mut problems);
    table::unique(&rows, "name", |row| &row.name, &mut problems);
    if !rows.is_sorted_by_key(|placed| &placed.row.date) {
        problems.push(format!(
            "{file}: the rows are not in the order of their dates"
        ));
    }
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells, chips: &[&str]) -> Row {
    let hardware = list(cells, "hardware");
    let slugs = list(cells, "chips");
    if hardware.len() != slugs.len() {
        cells.complain("chips needs one slug for each of hardware, or none");
    }
    for slug in slugs.iter().filter(|slug| *slug != NO_CHIP) {
        if !chips.contains(&slug.as_str()) {
            cells.complain(format_args!("assets/chips.csv has no chip “{slug}”"));
        }
    }
    for country in list(cells, "countries") {
        if !COUNTRIES.contains(&country.as_str()) {
            cells.complain(format_args!(
                "countries has “{country}”, which is not in the list of build/words.rs"
            ));
        }
    }
    let frontier = cells.text("frontier");
    if !["", "yes"].contains(&frontier.as_str()) {
        cells.complain("frontier must be yes or empty");
    }
    let link = cells.text("link");
    if !link.is_empty() {
        cells.link("link");
    }
    for column in ["confidence", "method"] {
        cells.required(column);
    }
    let domains = list(cells, "domains");
    let organizations = list(cells, "organizations");
    let flop = cells.required_number("flop", 1.0..1e28);
    let parameters = limited(cells, "parameters", 1e15);
    let printed = format!("{flop:e}");
    let (digits, _) = printed.split_once('e').unwrap_or_default();
    if digits.len() > "1.234".len() {
        cells.complain("flop has more than four significant digits: round it");
    }
    let name = cells.required("name");
    let data = limited(cells, "data", 1e18);
    let epochs = limited(cells, "epochs", 1e8);
    let hours = limited(cells, "hours", 1e6);
    let quantity = limited(cells, "quantity", 1e7);
    let format = index(cells, "format", &FORMATS.map(|format| (format, "")));
    let packed = [
        cells.slug("slug"),
        name.clone(),
        cells.day("date"),
        organizations.join(";"),
        indices(cells, "kinds", &KINDS),
        list(cells, "countries").join(";"),
        indices(cells, "domains", &DOMAINS),
        list(cells, "tasks").join(";"),
        number(parameters),
        number(Some(flop)),
        number(data),
        number(epochs),
        number(limited(cells, "batch", 1e10)),
        number(hours),
        hardware.join(";"),
        slugs.join(";"),
        number(quantity),
        number(limited(cells, "utilization", 1.0)),
        format.clone(),
        index(cells, "confidence", &CONFIDENCES),
        index(cells, "method", &METHODS),
        index(cells, "weights", &WEIGHTS),
        frontier,
        indices(cells, "notability", &REASONS),
        list(cells, "bases").join(";"),
        link,
    ]
    .join("\t");
    cells.unbroken();
    Row {
        slug: cells.text("slug"),
        name,
        date: cells.text("date"),
        flop,
        parameters,
        domains,
        packed,
        organizations,
        confidence: cells.text("confidence"),
        method: cells.text("method"),
        data,
        epochs,
        quantity,
        hours,
        hardware,
        chips: slugs,
        format,
    }
}

/// Returns the items of a cell, between semicolons.
fn list(cells: &mut Cells, column: &str) -> Vec<String> {
    let text = cells.text(column);
    if text.is_empty() {
        return Vec::new();
    }
    let items: Vec<String> = text.split(';').map(|item| item.trim().to_owned()).collect();
    if items.iter().any(String::is_empty) {
        cells.complain(format_args!(
            "{column} has a semicolon with nothing beside it"
        ));
    }
    items
}

/// Returns the places of listed words in a vocabulary.
fn indices(cells: &mut Cells, column: &str, names: &[(&str, &str)]) -> String {
    let mut found = Vec::new();
    for item in list(cells, column) {
        match names.iter().position(|(name, _)| *name == item) {
            Some(index) => found.push(index.to_string()),
            None => {
                let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
                cells.complain(format_args!(
                    "{column} has “{item}”, which is none of {}",
                    names.join(", ")
                ));
            }
        }
    }
    found.join(";")
}

/// Returns the place of one word, or nothing.
fn index(cells: &mut Cells, column: &str, names: &[(&str, &str)]) -> String {
    let found = indices(cells, column, names);
    if found.contains(';') {
        cells.complain(format_args!("{column} can be one thing only"));
    }
    found
}

/// Returns a number that may be missing, and is not above a limit.
fn limited(cells: &mut Cells, column: &str, limit: f64) -> Option<f64> {
    let value = cells.number(column);
    if value.is_some_and(|value| value > limit) {
        cells.complain(format_args!(
            "{column} is above {limit:e}: is it in another unit?"
        ));
    }
    value
}

/// Returns a figure that the check has passed, as text.
pub(crate) fn number(value: Option<f64>) -> String {
    value
        .filter(|value| *value < 1e30)
        .map_or(String::new(), super::pack::number)
}

/// Notes where a row says something else than the same system does in assets/systems.csv.
fn compare(cells: &mut Cells, row: &Row, system: &systems::Row) {
    let differs = |a: f64, b: f64| (a / b - 1.0).abs() > ROUNDING;
    let mut complain = |what: &str, here: String, there: String| {
        cells.complain(format_args!(
            "{what} is {here} here and {there} in assets/systems.csv"
        ));
    };
    if row.name != system.name {
        complain("name", row.name.clone(), system.name.clone());
    }
    if row.date != system.date {
        complain("date", row.date.clone(), system.date.clone());
    }
    if differs(row.flop, system.flop) {
        complain("flop", row.flop.to_string(), system.flop.to_string());
    }
    match (row.parameters, system.parameters) {
        (None, None) => {}
        (Some(here), Some(there)) if !differs(here, there) => {}
        (here, there) => complain("parameters", format!("{here:?}"), format!("{there:?}")),
    }
    if !row.domains.contains(&system.domain) {
        complain("domain", row.domains.join("; "), system.domain.clone());
    }
}

/// Returns the text that `src/catalog/notable.rs` unpacks: a line for each system, cells ended by tabs.
pub(crate) fn packed(rows: &[Row]) -> String {
    let lines: Vec<&str> = rows.iter().map(|row| row.packed.as_str()).collect();
    lines.join("\n")
}
