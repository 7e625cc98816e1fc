//! assets/editions.csv: figures of the other tables as they were in earlier editions. A link pins the
//! edition that it was made with, and is computed with the figures of that for ever.

use super::table::{self, Cells, Placed};
use super::{carbon, chips, pack};

const COLUMNS: [&str; 7] = ["until", "table", "row", "column", "old", "why", "source"];

/// A row of the table: a figure that has changed since.
pub(crate) struct Row {
    /// The last edition that had the figure.
    pub(crate) until: String,
    pub(crate) table: String,
    /// The slug or code of the row that it was in.
    pub(crate) row: String,
    pub(crate) column: String,
    pub(crate) old: String,
    why: String,
    source: String,
}

/// Returns the text that `src/catalog/history.rs` unpacks: the changes in the order of the table, a line each.
pub(crate) fn history(rows: &[Placed<Row>]) -> String {
    let line = |Placed { row, .. }: &Placed<Row>| {
        let cells = [&row.until, &row.row, &row.column, &row.why, &row.source];
        cells.map(String::as_str).join("\t")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A row of another table as it was up to an edition.
pub(crate) struct Former<R> {
    pub(crate) until: String,
    pub(crate) row: R,
}

/// A table whose figures may change.
pub(crate) trait Changing: Clone {
    /// The name of the table.
    const TABLE: &'static str;
    /// Returns the name of the row in a difference.
    fn key(&self) -> &str;
    /// Returns a figure that an estimate can depend on, spelled in one way only; none where the column has no
    /// such figure.
    fn figure(&self, column: &str) -> Option<String>;
    /// Puts a figure in place of another.
    fn put(&mut self, column: &str, old: &str);
}

impl Changing for chips::Row {
    const TABLE: &'static str = "chips";

    fn key(&self) -> &str {
        &self.slug
    }

    fn figure(&self, column: &str) -> Option<String> {
        let value = match column {
            "parts" => return Some(self.parts.clone()),
            "tdp_w" => self.tdp_w,
            _ => self.peaks[chips::FORMATS.iter().position(|name| *name == column)?],
        };
        Some(value.map_or(String::new(), pack::number))
    }

    fn put(&mut self, column: &str, old: &str) {
        let value = table::positive(old);
        match column {
            "parts" => self.parts = old.into(),
            "tdp_w" => self.tdp_w = value,
            _ => {
                if let Some(at) = chips::FORMATS.iter().position(|name| *name == column) {
                    self.peaks[at] = value;
                }
            }
        }
    }
}

impl Changing for carbon::Row {
    const TABLE: &'static str = "grid_carbon";

    fn key(&self) -> &str {
        &self.code
    }

    fn figure(&self, column: &str) -> Option<String> {
        match column {
            "g_co2e_per_kwh" => Some(pack::number(self.g_co2e_per_kwh)),
            // No figure, but what a report says of one.
            "year" => Some(self.year.to_string()),
            _ => None,
        }
    }

    fn put(&mut self, column: &str, old: &str) {
        match column {
            "year" => self.year = old.parse().unwrap_or_default(),
            _ => self.g_co2e_per_kwh = old.parse().unwrap_or_default(),
        }
    }
}

/// Reads the table and checks it by itself, with the names of all editions in their order; [`former`]
/// holds it against the tables that it is of.
pub(crate) fn parse(
    file: &str,
    text: &str,
    editions: &[&str],
) -> Result<Vec<Placed<Row>>, Vec<String>> {
    let row = |cells: &mut Cells| read_row(cells, editions);
    let (rows, mut problems) = table::read(file, text, &COLUMNS, row);
    let place_of = |row: &Row| editions.iter().position(|name| *name == row.until);
    for pair in rows.windows(2) {
        if place_of(&pair[1].row) < place_of(&pair[0].row) {
            problems.push(format!(
                "{}: until {} stands below {}: put the earlier edition first",
                pair[1].place, pair[1].row.until, pair[0].row.until
            ));
        }
    }
    for (index, Placed { place, row }) in rows.iter().enumerate() {
        let same = |other: &&Placed<Row>| {
            let of = |row: &Row| {
                (
                    row.until.clone(),
                    row.table.clone(),
                    row.row.clone(),
                    row.column.clone(),
                )
            };
            of(&other.row) == of(row)
        };
        if rows[..index].iter().any(|other| same(&other)) {
            problems.push(format!(
                "{place}: {} of {} is said twice of this edition: remove one of the two rows",
                row.column, row.row
            ));
        }
    }
    if problems.is_empty() {
        Ok(rows)
    } else {
        Err(problems)
    }
}

fn read_row(cells: &mut Cells, editions: &[&str]) -> Row {
    let row = Row {
        until: cells.required("until"),
        table: cells.required("table"),
        row: cells.required("row"),
        column: cells.required("column"),
        old: cells.required("old"),
        why: cells.required("why"),
        source: cells.source(),
    };
    let earlier = editions
        .split_last()
        .map_or(&[][..], |(_, earlier)| earlier);
    if !earlier.contains(&row.until.as_str()) {
        cells.complain(format_args!(
            "until “{}” is no earlier edition: write the last one that had the figure, of {}",
            row.until,
            earlier.join(", ")
        ));
    }
    let tables = [chips::Row::TABLE, carbon::Row::TABLE];
    if !tables.contains(&row.table.as_str()) {
        cells.complain(format_args!(
            "table “{}” must be one of {}: on no other does a link’s figure depend",
            row.table,
            tables.join(", ")
        ));
    }
    row
}

/// Returns the rows of a table as they were, each once for every edition after which it changed, the oldest
/// first: of several with a later edition than a link’s the first is the one to take.
///
/// # Errors
/// A difference that names no row or no figure, or is none.
pub(crate) fn former<R: Changing>(
    differences: &[Placed<Row>],
    present: &[R],
) -> Result<Vec<Former<R>>, Vec<String>> {
    let mut problems = Vec::new();
    let mut formers: Vec<Former<R>> = Vec::new();
    // From the newest: each is a change of what the row was after it.
    for Placed { place, row } in differences.iter().rev() {
        if row.table != R::TABLE {
            continue;
        }
        let Some(now) = present.iter().find(|r| r.key() == row.row) else {
            problems.push(format!(
                "{place}: row “{}” is none of {}: write the slug or code that it has there",
                row.row,
                R::TABLE
            ));
            continue;
        };
        let at = formers.iter().position(|f| f.row.key() == row.row);
        let after = at.map_or(now, |at| &formers[at].row);
        let Some(figure) = after.figure(&row.column) else {
            problems.push(format!(
                "{place}: column “{}” is no figure of {} that an estimate depends on",
                row.column,
                R::TABLE
            ));
            continue;
        };
        let mut before = after.clone();
        before.put(&row.column, &row.old);
        let old = before.figure(&row.column).unwrap_or_default();
        if !is_figure(&row.column, &row.old) {
            problems.push(format!(
                "{place}: old “{}” is no figure of {}: write it as that table does",
                row.old, row.column
            ));
        } else if old == figure {
            problems.push(format!(
                "{place}: old {} is what the figure was afterwards too: remove the row, or correct it",
                row.old
            ));
        }
        match at {
            Some(at) if formers[at].until == row.until => formers[at].row = before,
            // Before the others of its row, and in the order of the table.
            _ => formers.insert(
                0,
                Former {
                    until: row.until.clone(),
                    row: before,
                },
            ),
        }
    }
    if problems.is_empty() {
        Ok(formers)
    } else {
        Err(problems)
    }
}

fn is_figure(column: &str, old: &str) -> bool {
    match column {
        "parts" => chips::is_parts(old),
        "year" => old.len() == 4 && old.bytes().all(|byte| byte.is_ascii_digit()),
        _ => table::positive(old).is_some(),
    }
}
