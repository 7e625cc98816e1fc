//! assets/claims.csv: published statements on compute, each with a link to the estimate that follows from the same
//! source's own inputs.

use super::table::{self, Cells};

const COLUMNS: [&str; 17] = [
    "slug",
    "who",
    "subject",
    "published",
    "said",
    "figure",
    "value",
    "compares",
    "of",
    "link",
    "reason",
    "reconciles",
    "other_link",
    "other_says",
    "source",
    "seen",
    "checked",
];

/// The figures that are compared, as the table says them and as the library's `Compares` calls them.
pub(crate) const COMPARES: [(&str, &str); 6] = [
    ("compute", "Compute"),
    ("chip-hours", "ChipHours"),
    ("peak", "Peak"),
    ("utilization", "Utilization"),
    ("energy", "Energy"),
    ("remaining", "Remaining"),
];

/// The part of the training that the figure is of, as the table says it and as the library's `Of` calls it.
pub(crate) const OF: [(&str, &str); 2] = [("whole", "Whole"), ("steps", "Steps")];

/// How the statement was seen, as the table says it and as the library's `Seen` calls it.
pub(crate) const SEEN: [(&str, &str); 3] = [
    ("source", "Source"),
    ("table", "Table"),
    ("reported", "Reported"),
];

/// A row of the table.
pub(crate) struct Row {
    pub(crate) slug: String,
    pub(crate) who: String,
    pub(crate) subject: String,
    /// The day, the month or the year.
    pub(crate) published: String,
    pub(crate) said: String,
    /// The figure as it is printed.
    pub(crate) figure: String,
    /// The same as it would be typed into the field.
    pub(crate) value: String,
    pub(crate) compares: String,
    /// The part of the training that the figure is of.
    pub(crate) of: String,
    pub(crate) link: String,
    pub(crate) reason: String,
    /// A way in which both would be right; empty where they agree.
    pub(crate) reconciles: String,
    /// Another estimate, and a sentence that says what it is.
    pub(crate) other: Option<(String, String)>,
    pub(crate) source: String,
    pub(crate) seen: String,
    /// The day on which the row was checked.
    pub(crate) checked: String,
}

/// Reads and checks the table.
pub(crate) fn parse(file: &str, text: &str, editions: &[&str]) -> table::Checked<Row> {
    let read = |cells: &mut Cells| read_row(cells, editions);
    let (rows, mut problems) = table::read(file, text, &COLUMNS, read);
    table::unique(&rows, "slug", |row| &row.slug, &mut problems);
    table::unique(&rows, "said", |row| &row.said, &mut problems);
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells, editions: &[&str]) -> Row {
    let other = [cells.text("other_link"), cells.text("other_says")];
    let row = Row {
        slug: cells.slug("slug"),
        who: cells.required("who"),
        subject: cells.required("subject"),
        published: cells.required("published"),
        said: sentence(cells, "said"),
        figure: cells.required("figure"),
        value: cells.required("value"),
        compares: cells.one_of("compares", &COMPARES),
        of: cells.one_of("of", &OF),
        link: cells.required("link"),
        reason: sentence(cells, "reason"),
        reconciles: match cells.text("reconciles") {
            none if none.is_empty() => none,
            _ => sentence(cells, "reconciles"),
        },
        other: match &other {
            [link, says] if link.is_empty() && says.is_empty() => None,
            [link, says] => Some((link.clone(), says.clone())),
        },
        source: cells.link("source"),
        seen: cells.one_of("seen", &SEEN),
        checked: cells.day("checked"),
    };
    check_link(cells, &row.link, editions);
    if let Some((link, says)) = &row.other {
        check_link(cells, link, editions);
        if !says.ends_with('.') {
            cells.complain("other_says is a sentence: end it with a full stop");
        }
    }
    if row.compares == "remaining" && row.other.is_none() {
        cells.complain("what remains is a share of another estimate: give it as other_link");
    }
    if row.of == "steps" && row.compares != "utilization" {
        cells.complain("of steps alone is a utilization: all else is of the whole");
    }
    if !is_date(&row.published) {
        cells.complain(format_args!(
            "published “{}” is no day, month or year: write 2022-04-04, 2022-04 or 2022",
            row.published
        ));
    }
    row
}

/// Returns a cell with a sentence.
fn sentence(cells: &mut Cells, column: &str) -> String {
    let text = cells.required(column);
    let starts = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if !starts || !text.ends_with('.') {
        cells.complain(format_args!(
            "{column} is a sentence: start it with a capital or a number, and end it with a full stop"
        ));
    }
    text
}

/// Each link names the edition that it was checked with, so that it never changes.
fn check_link(cells: &mut Cells, link: &str, editions: &[&str]) {
    let edition = link
        .strip_prefix("v=1&data=")
        .and_then(|rest| rest.split('&').next());
    if !edition.is_some_and(|edition| editions.contains(&edition)) {
        cells.complain(format_args!(
            "link “{link}” must start with v=1&data= and the name of an edition"
        ));
    }
    if link.contains([' ', '+']) || link.contains("%20") {
        cells.complain("link has a space in it: spell it _");
    }
}

/// Returns whether a text is a day, a month or a year.
fn is_date(text: &str) -> bool {
    let whole = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.into(),
    };
    table::is_day(&whole)
}
