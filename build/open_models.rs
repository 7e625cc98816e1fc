//! assets/open_models.csv: models with open weights that others start from.

use super::pack;
use super::table::{self, Cells, Placed};
use super::words::WEIGHTS;

const COLUMNS: [&str; 16] = [
    "slug",
    "name",
    "organization",
    "date",
    "repository",
    "kind",
    "parameters",
    "active_parameters",
    "tokens",
    "flop",
    "flop_by",
    "base",
    "weights",
    "figures_from",
    "source",
    "note",
];

/// Whether 6 × parameters × tokens holds, as the table says it and as the library's `Kind` calls it.
pub(crate) const KINDS: [(&str, &str); 2] = [("decoder", "Decoder"), ("other", "Other")];

/// Who published a figure of the compute, likewise.
pub(crate) const PUBLISHERS: [(&str, &str); 3] = [
    ("developer", "Developer"),
    ("Epoch AI", "Epoch"),
    ("third party", "ThirdParty"),
];

/// Where parameters and tokens are from, likewise.
pub(crate) const ORIGINS: [(&str, &str); 6] = [
    ("paper", "Paper"),
    ("model card", "ModelCard"),
    ("release post", "ReleasePost"),
    ("repository", "Repository"),
    ("issue", "Issue"),
    ("press", "Press"),
];

/// Figures of another table may be rounded to three digits, and here to four.
const ROUNDING: f64 = 0.006;

/// A row of the table.
pub(crate) struct Row {
    pub(crate) slug: String,
    pub(crate) name: String,
    organization: String,
    date: String,
    repository: String,
    kind: String,
    parameters: f64,
    active_parameters: Option<f64>,
    tokens: Option<f64>,
    flop: Option<f64>,
    flop_by: String,
    base: String,
    weights: String,
    figures_from: String,
    source: String,
    note: String,
}

/// The row of a system in another table.
pub(crate) struct Known<'a> {
    pub(crate) slug: &'a str,
    pub(crate) name: &'a str,
    pub(crate) date: &'a str,
    pub(crate) flop: f64,
}

/// Reads the table and checks it against the systems of other tables.
pub(crate) fn parse(file: &str, text: &str, known: &[Known]) -> table::Checked<Row> {
    let (rows, mut problems) = table::read(file, text, &COLUMNS, |cells| {
        let row = read_row(cells);
        for known in known {
            compare(cells, &row, known);
        }
        row
    });
    table::unique(&rows, "slug", |row| &row.slug, &mut problems);
    table::unique(&rows, "name", |row| &row.name, &mut problems);
    for placed in &rows {
        check_base(placed, &rows, &mut problems);
    }
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells) -> Row {
    let row = Row {
        slug: cells.slug("slug"),
        name: cells.required("name"),
        organization: cells.required("organization"),
        date: cells.day("date"),
        repository: cells.text("repository"),
        kind: cells.one_of("kind", &KINDS),
        parameters: cells.required_number("parameters", 1e6..1e14),
        active_parameters: cells.number("active_parameters"),
        tokens: cells.number("tokens"),
        flop: cells.number("flop"),
        flop_by: cells.text("flop_by"),
        base: cells.text("base"),
        weights: cells.one_of("weights", &WEIGHTS),
        figures_from: cells.one_of("figures_from", &ORIGINS),
        source: cells.link("source"),
        note: cells.text("note"),
    };
    if !row.repository.is_empty() && row.repository.split('/').count() != 2 {
        cells.complain("repository must be owner/name");
    }
    if (row.active_parameters).is_some_and(|active| active >= row.parameters) {
        cells.complain("active_parameters are no fewer than parameters: leave them empty");
    }
    if row.tokens.is_some_and(|n| !(1e9..1e15).contains(&n)) {
        cells.complain("tokens is outside 1e9 to 1e15: is it in another unit?");
    }
    if row.flop.is_some_and(|flop| !(1e17..1e28).contains(&flop)) {
        cells.complain("flop is outside 1e17 to 1e28: is it in another unit?");
    }
    match (row.flop, row.flop_by.is_empty()) {
        (Some(_), true) => cells.complain("flop_by is empty: say who published flop"),
        (Some(_), false) => drop(cells.one_of("flop_by", &PUBLISHERS)),
        (None, true) => {}
        (None, false) => cells.complain("flop_by says who published flop, and flop is empty"),
    }
    cells.unbroken();
    row
}

/// Notes where a row says something else than the same system does in another table.
fn compare(cells: &mut Cells, row: &Row, known: &Known) {
    if row.slug != known.slug {
        if row.name == known.name {
            cells.complain(format_args!(
                "another table calls this {}: use that slug",
                known.slug
            ));
        }
        return;
    }
    if row.name != known.name || row.date != known.date {
        cells.complain(format_args!(
            "another table has it as {} of {}: one of the two is wrong",
            known.name, known.date
        ));
    }
    let is_same = |flop: f64| (flop / known.flop - 1.0).abs() <= ROUNDING;
    if !row.flop.is_some_and(is_same) {
        cells.complain(format_args!(
            "flop is {:?} here and {:e} in another table",
            row.flop, known.flop
        ));
    }
}

/// Notes a base model that is not in the table, or that starts from this one.
fn check_base(placed: &Placed<Row>, rows: &[Placed<Row>], problems: &mut Vec<String>) {
    let Placed { place, row } = placed;
    let mut base = row.base.as_str();
    for _ in rows {
        if base.is_empty() {
            return;
        }
        let Some(found) = rows.iter().find(|other| other.row.slug == base) else {
            problems.push(format!("{place}: no row has the slug of base “{base}”"));
            return;
        };
        base = &found.row.base;
    }
    problems.push(format!("{place}: base leads back to itself"));
}

/// Returns the text that `src/catalog/open_models.rs` unpacks: a line for each model, cells ended by tabs. Slugs
/// and notes are texts of their own, because a search needs neither.
pub(crate) fn packed(rows: &[Row]) -> String {
    let lines = rows.iter().map(|row| {
        let number = |value: Option<f64>| value.map_or(String::new(), pack::number);
        let base = rows.iter().position(|other| other.slug == row.base);
        [
            row.name.clone(),
            row.organization.clone(),
            row.date.clone(),
            row.repository.clone(),
            pack::index(&KINDS, &row.kind),
            number(Some(row.parameters)),
            number(row.active_parameters),
            number(row.tokens),
            number(row.flop),
            pack::index(&PUBLISHERS, &row.flop_by),
            base.map_or(String::new(), |base| base.to_string()),
            pack::index(&WEIGHTS, &row.weights),
            pack::index(&ORIGINS, &row.figures_from),
            row.source.clone(),
        ]
        .join("\t")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the slugs, a line each.
pub(crate) fn slugs(rows: &[Row]) -> String {
    rows.iter()
        .map(|row| row.slug.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Returns the notes, a line each.
pub(crate) fn notes(rows: &[Row]) -> String {
    rows.iter()
        .map(|row| row.note.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}
