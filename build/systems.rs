//! assets/systems.csv: the compute that trained published systems, as Epoch AI estimated it.

use super::table::{self, Cells};

const COLUMNS: [&str; 13] = [
    "slug",
    "name",
    "date",
    "organization",
    "domain",
    "flop",
    "parameters",
    "confidence",
    "method",
    "title",
    "link",
    "source",
    "milestone",
];

/// A name on a scale has its neighbours beside it.
const LONGEST_MILESTONE: usize = 16;

/// How sure Epoch AI is of a figure, as the table says it and as the library's `Confidence` calls it.
pub(crate) const CONFIDENCES: [(&str, &str); 3] = [
    ("Confident", "Confident"),
    ("Likely", "Likely"),
    ("Speculative", "Speculative"),
];

/// How a figure came about, likewise.
pub(crate) const METHODS: [(&str, &str); 5] = [
    ("operations", "Operations"),
    ("gpu-time", "GpuTime"),
    ("reported", "Reported"),
    ("other", "Other"),
    ("unknown", "Unknown"),
];

/// A row of the table.
pub(crate) struct Row {
    pub(crate) slug: String,
    pub(crate) name: String,
    /// `2022-04-04`.
    pub(crate) date: String,
    /// Who trained it; empty if unknown.
    pub(crate) organization: String,
    pub(crate) domain: String,
    /// The final training run's.
    pub(crate) flop: f64,
    pub(crate) parameters: Option<f64>,
    /// Empty where Epoch gives none.
    pub(crate) confidence: String,
    pub(crate) method: String,
    /// The paper's or the announcement's.
    pub(crate) title: String,
    pub(crate) link: String,
    pub(crate) source: String,
    /// Its name on a scale, where it stands on one; else empty.
    pub(crate) milestone: String,
}

/// Reads and checks the table.
pub(crate) fn parse(file: &str, text: &str) -> table::Checked<Row> {
    let (rows, mut problems) = table::read(file, text, &COLUMNS, read_row);
    table::unique(&rows, "slug", |row| &row.slug, &mut problems);
    table::unique(&rows, "name", |row| &row.name, &mut problems);
    table::checked(rows, problems)
}

/// Returns the sources, each once: nearly all rows have the first.
pub(crate) fn sources(rows: &[Row]) -> Vec<&str> {
    let mut sources: Vec<&str> = Vec::new();
    for row in rows {
        if !sources.contains(&row.source.as_str()) {
            sources.push(&row.source);
        }
    }
    sources
}

fn read_row(cells: &mut Cells) -> Row {
    let row = Row {
        slug: cells.slug("slug"),
        name: cells.required("name"),
        date: cells.day("date"),
        organization: cells.text("organization"),
        domain: cells.required("domain"),
        // Theseus, a mouse of relays, took 40; no run is known to have taken 1e28.
        flop: cells.required_number("flop", 1.0..1e28),
        parameters: cells.number("parameters"),
        confidence: match cells.text("confidence") {
            none if none.is_empty() => none,
            _ => cells.one_of("confidence", &CONFIDENCES),
        },
        method: cells.one_of("method", &METHODS),
        title: cells.required("title"),
        link: cells.link("link"),
        source: cells.source(),
        milestone: cells.text("milestone"),
    };
    if row.parameters.is_some_and(|n| !(1.0..1e15).contains(&n)) {
        cells.complain("parameters is outside 1 to 1e15: is it in another unit?");
    }
    if row.milestone.chars().count() > LONGEST_MILESTONE {
        cells.complain("milestone is too long for a scale: 16 characters at most");
    }
    cells.unbroken();
    row
}
