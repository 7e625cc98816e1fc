//! assets/thresholds.csv: amounts of compute at which laws begin to ask something.

use super::table::{self, Cells, Placed};

const COLUMNS: [&str; 14] = [
    "slug",
    "flop",
    "begins",
    "name",
    "law",
    "says",
    "status",
    "since",
    "until",
    "checked",
    "citation",
    "link",
    "counts",
    "indicative",
];

/// From where on something is asked, as the library's `Begins` calls it. Of one amount those of
/// `at-least` stand first, as the amount itself is enough.
pub(crate) const BEGINNINGS: [(&str, &str); 2] =
    [("at-least", "AtLeast"), ("more-than", "MoreThan")];

/// Whether it applies, as the table says it and as the library's `Status` calls it.
pub(crate) const STATUSES: [(&str, &str); 4] = [
    ("in-force", "InForce"),
    ("applied", "Applied"),
    ("enacted", "Enacted"),
    ("rescinded", "Rescinded"),
];

/// Which compute is compared, as the library's `Counts` calls it.
pub(crate) const COUNTS: [(&str, &str); 3] = [
    ("training", "Training"),
    ("cumulative", "Cumulative"),
    ("with-modifications", "WithModifications"),
];

/// A finding that only an authority can make; a figure is at most an indication or a presumption.
const VERDICTS: [&str; 4] = [
    "is a gpai",
    "is a general",
    "is a frontier",
    "is subject to",
];

/// A row of the table.
pub(crate) struct Row {
    pub(crate) slug: String,
    pub(crate) flop: f64,
    /// Whether the duty begins at the threshold or above it.
    pub(crate) begins: String,
    pub(crate) name: String,
    pub(crate) law: String,
    /// The words after “More than 10^25 FLOP:”.
    pub(crate) says: String,
    pub(crate) status: String,
    /// The day from which it applies.
    pub(crate) since: String,
    /// The day on which it was rescinded; else empty.
    pub(crate) until: String,
    /// The day on which all of this was compared with the text of the law.
    pub(crate) checked: String,
    pub(crate) citation: String,
    pub(crate) link: String,
    pub(crate) counts: String,
    /// Whether it indicates something, and sets nothing.
    pub(crate) is_indicative: bool,
}

/// Reads and checks the table.
pub(crate) fn parse(file: &str, text: &str) -> table::Checked<Row> {
    let (rows, mut problems) = table::read(file, text, &COLUMNS, read_row);
    table::unique(&rows, "slug", |row| &row.slug, &mut problems);
    table::unique(&rows, "name", |row| &row.name, &mut problems);
    ascending(&rows, &mut problems);
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells) -> Row {
    let row = Row {
        slug: cells.slug("slug"),
        flop: cells.required_number("flop", 1e20..1e30),
        begins: cells.one_of("begins", &BEGINNINGS),
        name: cells.required("name"),
        law: cells.required("law"),
        says: cells.required("says"),
        status: cells.one_of("status", &STATUSES),
        since: cells.day("since"),
        until: match cells.text("until") {
            none if none.is_empty() => none,
            _ => cells.day("until"),
        },
        checked: cells.day("checked"),
        citation: cells.required("citation"),
        link: cells.link("link"),
        counts: cells.one_of("counts", &COUNTS),
        is_indicative: cells.text("indicative") == "yes",
    };
    if !["", "yes"].contains(&cells.text("indicative").as_str()) {
        cells.complain("indicative is yes, or empty");
    }
    check_words(cells, &row.says);
    check_days(cells, &row);
    row
}

fn check_words(cells: &mut Cells, says: &str) {
    if !says.starts_with(|c: char| c.is_ascii_lowercase()) || !says.ends_with('.') {
        cells.complain(
            "says must go on after “More than 10^25 FLOP:”: start it small, end it with a full stop",
        );
    }
    let small = says.to_lowercase();
    if let Some(verdict) = VERDICTS.iter().find(|verdict| small.contains(**verdict)) {
        cells.complain(format_args!(
            "says has “{verdict}” in it, which a figure alone does not show: say what it indicates or lets presume"
        ));
    }
}

/// The program has no clock: how things stand is stored, as of the day of the check.
fn check_days(cells: &mut Cells, row: &Row) {
    let began = row.since <= row.checked;
    match row.status.as_str() {
        "enacted" if began => cells.complain(format_args!(
            "status is enacted, but on the day of the check it applied since {}: write in-force",
            row.since
        )),
        "in-force" | "applied" if !began => cells.complain(format_args!(
            "status is {}, but on the day of the check it was to apply from {} only: write enacted",
            row.status, row.since
        )),
        _ => {}
    }
    if (row.status == "rescinded") == row.until.is_empty() {
        cells.complain("until is the day on which it was rescinded: give it there and only there");
    }
    if !row.until.is_empty() && !(&row.since..=&row.checked).contains(&&row.until) {
        cells.complain(format_args!(
            "until {} is not between since and checked",
            row.until
        ));
    }
}

fn ascending(rows: &[Placed<Row>], problems: &mut Vec<String>) {
    for pair in rows.windows(2) {
        if pair[1].row.flop < pair[0].row.flop {
            problems.push(format!(
                "{}: flop is less than in the row above: sort the rows by it",
                pair[1].place
            ));
        }
        let [above, row] = [&pair[0].row, &pair[1].row];
        if row.flop == above.flop && row.begins == "at-least" && above.begins == "more-than" {
            problems.push(format!(
                "{}: it begins at the amount itself, and the row above only beyond it: put this one first",
                pair[1].place
            ));
        }
    }
}
