//! assets/utilization.csv: which share of their hardware's peak published runs reached.

use super::chips::{self, FORMATS};
use super::table::{self, Cells, Placed};

const COLUMNS: [&str; 16] = [
    "slug",
    "system",
    "developer",
    "published",
    "chips",
    "format",
    "mfu",
    "hfu",
    "span",
    "evidence",
    "count",
    "hours",
    "chip_hours",
    "flop",
    "same_run_as",
    "source",
];

/// Which part of a run a figure is of, as the table and as the library say it.
pub(crate) const SPANS: [(&str, &str); 3] = [("run", "Run"), ("steps", "Steps"), ("best", "Best")];

/// Where a figure is from, likewise.
pub(crate) const EVIDENCE: [(&str, &str); 3] = [
    ("reported", "Reported"),
    ("derived", "Derived"),
    ("speculative", "Speculative"),
];

/// A row of the table.
pub(crate) struct Row {
    pub(crate) slug: String,
    pub(crate) system: String,
    pub(crate) developer: String,
    /// `2022-04-04`.
    pub(crate) published: String,
    /// Slugs of assets/chips.csv; several where the source leaves it open between versions.
    pub(crate) chips: Vec<String>,
    /// The format of the peak that the share is of; empty if unknown.
    pub(crate) format: String,
    pub(crate) mfu: Option<f64>,
    pub(crate) hfu: Option<f64>,
    pub(crate) span: String,
    pub(crate) evidence: String,
    pub(crate) count: Option<f64>,
    pub(crate) hours: Option<f64>,
    /// Billed, where published: time × chips with restarts and changes of the fleet.
    pub(crate) chip_hours: Option<f64>,
    pub(crate) flop: Option<f64>,
    /// Slug of the row that lists the same run first.
    pub(crate) same_run_as: String,
    pub(crate) source: String,
    pub(crate) note: String,
}

/// Reads and checks the table; `chips` is the checked table of chips.
pub(crate) fn parse(file: &str, text: &str, chips: &[chips::Row]) -> table::Checked<Row> {
    let columns = [&COLUMNS[..], &["note"]].concat();
    let (rows, mut problems) = table::read(file, text, &columns, |cells| read_row(cells, chips));
    table::unique(&rows, "slug", |row| &row.slug, &mut problems);
    table::unique(&rows, "system", |row| &row.system, &mut problems);
    same_run(&rows, &mut problems);
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells, chips: &[chips::Row]) -> Row {
    let row = Row {
        slug: cells.slug("slug"),
        system: cells.required("system"),
        developer: cells.required("developer"),
        published: cells.day("published"),
        chips: chips::list(&cells.text("chips")),
        format: cells.text("format"),
        mfu: share(cells, "mfu"),
        hfu: share(cells, "hfu"),
        span: cells.one_of("span", &SPANS),
        evidence: cells.one_of("evidence", &EVIDENCE),
        count: cells.number("count"),
        hours: cells.number("hours"),
        chip_hours: cells.number("chip_hours"),
        flop: cells.number("flop"),
        same_run_as: cells.text("same_run_as"),
        source: cells.source(),
        note: cells.text("note"),
    };
    if !row.format.is_empty() && !FORMATS.contains(&row.format.as_str()) {
        cells.complain(format_args!(
            "format “{}” must be one of {}, or empty",
            row.format,
            FORMATS.join(", ")
        ));
    }
    match (row.mfu, row.hfu) {
        (None, None) => cells.complain("neither mfu nor hfu: give one of the two"),
        // Hardware operations are model operations and those that are repeated: at most another
        // forward pass, a third.
        (Some(mfu), Some(hfu)) if !(1.0..=1.5).contains(&(hfu / mfu)) => {
            cells.complain(format_args!(
                "hfu is {:.2} times mfu, with full recomputation it is 1.33: is one of the two a slip?",
                hfu / mfu
            ));
        }
        _ => {}
    }
    for slug in &row.chips {
        match chips.iter().find(|chip| chip.slug == *slug) {
            None => cells.complain(format_args!(
                "chips: “{slug}” is no slug of assets/chips.csv: write it as there"
            )),
            Some(chip) if !row.format.is_empty() && chip.peak(&row.format).is_none() => {
                cells.complain(format_args!("{slug} has no peak in {}", row.format));
            }
            Some(_) => {}
        }
    }
    row
}

/// Returns a number above 0 and up to 1, or nothing.
fn share(cells: &mut Cells, column: &str) -> Option<f64> {
    let value = cells.number(column);
    if value.is_some_and(|value| value > 1.0) {
        cells.complain(format_args!(
            "{column} is above 1: write a share, 0.46 for 46%"
        ));
    }
    value
}

fn same_run(rows: &[Placed<Row>], problems: &mut Vec<String>) {
    for (index, Placed { place, row }) in rows.iter().enumerate() {
        let earlier = |other: &Placed<Row>| other.row.slug == row.same_run_as;
        if !row.same_run_as.is_empty() && !rows[..index].iter().any(earlier) {
            problems.push(format!(
                "{place}: same_run_as “{}” is no earlier row: write its slug, or leave it empty",
                row.same_run_as
            ));
        }
    }
}
