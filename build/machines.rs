//! assets/machines.csv: machines and cloud instances that hold a known number of one chip.

use super::chips;
use super::table::{self, Cells, Placed};

#[path = "../src/catalog/plain.rs"]
mod plain;

use plain::plain;

const COLUMNS: [&str; 6] = ["name", "aliases", "count", "chips", "source", "note"];

/// A row of the table.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    /// How many chips are in one, as assets/chips.csv counts them: half a K80 is 0.5.
    pub(crate) count: f64,
    /// Slugs of the chips that they can be; one, unless the name does not tell.
    pub(crate) chips: Vec<String>,
}

/// Reads the table and checks it by itself and against the chips.
pub(crate) fn parse(file: &str, text: &str, chips: &[chips::Row]) -> table::Checked<Row> {
    let (rows, mut problems) = table::read(file, text, &COLUMNS, |cells| read_row(cells, chips));
    one_machine_per_spelling(&rows, chips, &mut problems);
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells, chips: &[chips::Row]) -> Row {
    let row = Row {
        name: cells.required("name"),
        aliases: chips::list(&cells.text("aliases")),
        count: cells.required_number("count", 0.5..1000.0),
        chips: chips::list(&cells.required("chips")),
    };
    cells.source();
    cells.unbroken();
    for slug in &row.chips {
        if !chips.iter().any(|chip| chip.slug == *slug) {
            cells.complain(format_args!(
                "chips “{slug}” is no slug of assets/chips.csv: add the chip, or correct the slug"
            ));
        }
    }
    for spelling in spellings(&row) {
        if !spelling.is_ascii() || plain(spelling).is_empty() {
            cells.complain(format_args!(
                "“{spelling}” must be plain ASCII and more than a vendor's name"
            ));
        }
    }
    row
}

fn spellings(row: &Row) -> impl Iterator<Item = &String> {
    [&row.name].into_iter().chain(&row.aliases)
}

/// A name that two machines share would make one of them unreachable. A name that a chip has too
/// must mean that chip: people call the chips of a GB200 NVL72 so.
fn one_machine_per_spelling(
    rows: &[Placed<Row>],
    chips: &[chips::Row],
    problems: &mut Vec<String>,
) {
    let mut taken: Vec<(String, &str)> = Vec::new();
    for Placed { place, row } in rows {
        for spelling in spellings(row) {
            let key = plain(spelling);
            match taken.iter().find(|(other, _)| *other == key) {
                Some((_, other)) => problems.push(format!(
                    "{place}: “{spelling}” already means {other}: remove the alias here or there",
                )),
                None => taken.push((key.clone(), place)),
            }
            let is_called = |chip: &&chips::Row| {
                let mut names = [&chip.slug, &chip.name].into_iter().chain(&chip.aliases);
                names.any(|name| plain(name) == key)
            };
            if let Some(chip) = chips.iter().find(is_called)
                && row.chips != [chip.slug.as_str()]
            {
                problems.push(format!(
                    "{place}: “{spelling}” is also the chip {}: write that chip alone, or remove the alias",
                    chip.slug
                ));
            }
        }
    }
}
