//! assets/examples.csv: calculations that others published, as links that open them.

use super::edition_names::PRESENT;
use super::table::{self, Cells};

const COLUMNS: [&str; 12] = [
    "id",
    "group",
    "system",
    "year",
    "shows",
    "method",
    "link",
    "printed",
    "printed_flop",
    "exact_flop",
    "source",
    "note",
];

/// How every link starts. The edition of the data tables is put after it: the present one, whose
/// figures the page shows.
const LINK_START: &str = "v=1&";

/// The two methods, as the table says them and as the library's `Method` calls them.
pub(crate) const METHODS: [(&str, &str); 2] =
    [("operations", "Operations"), ("gpu-time", "GpuTime")];

/// The groups, as the table says them and as the library's `Group` calls them.
pub(crate) const GROUPS: [(&str, &str); 4] = [
    ("gallery", "Gallery"),
    ("epoch", "Epoch"),
    ("eu", "Eu"),
    ("openai", "OpenAi"),
];

/// A figure that the source does not print.
const NOT_PRINTED: &str = "-";

/// A row of the table. Where both methods are filled in, the cells of a figure hold two values,
/// `one | other`.
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) group: String,
    pub(crate) system: String,
    pub(crate) year: u16,
    pub(crate) shows: String,
    pub(crate) link: String,
    pub(crate) figures: Vec<Figure>,
    pub(crate) source: String,
    pub(crate) note: String,
}

/// The figure of one method.
pub(crate) struct Figure {
    pub(crate) method: String,
    /// The figure as printed and as a number, if the source prints one.
    pub(crate) printed: Option<(String, f64)>,
    pub(crate) exact_flop: f64,
}

/// Reads and checks the table.
pub(crate) fn parse(file: &str, text: &str) -> table::Checked<Row> {
    let (rows, mut problems) = table::read(file, text, &COLUMNS, read_row);
    table::unique(&rows, "id", |row| &row.id, &mut problems);
    table::unique(&rows, "link", |row| &row.link, &mut problems);
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells) -> Row {
    let year = cells.year("year", 1950);
    let group = cells.required("group");
    if !GROUPS.iter().any(|(name, _)| *name == group) {
        cells.complain(format_args!(
            "group “{group}” must be gallery, epoch, eu or openai"
        ));
    }
    let shows = cells.text("shows");
    if shows.is_empty() == (group == "gallery") {
        cells.complain("shows must say what a row of the gallery shows, and be empty in others");
    }
    Row {
        id: cells.slug("id"),
        group,
        system: cells.required("system"),
        year,
        shows,
        link: read_link(cells),
        figures: read_figures(cells),
        source: cells.source(),
        note: cells.text("note"),
    }
}

fn read_link(cells: &mut Cells) -> String {
    let link = cells.required("link");
    if !link.starts_with(LINK_START) {
        cells.complain(format_args!("link must start with {LINK_START}"));
    }
    if link.contains([' ', '+']) || link.contains("%20") {
        cells.complain("link has a space in it: spell it _");
    }
    if link.contains("&data=") {
        return link;
    }
    link.replacen(LINK_START, &format!("{LINK_START}data={PRESENT}&"), 1)
}

fn read_figures(cells: &mut Cells) -> Vec<Figure> {
    let [methods, printed, printed_flop, exact_flop] =
        ["method", "printed", "printed_flop", "exact_flop"].map(|column| {
            let values = cells.required(column);
            let values = values.split('|').map(|value| value.trim().to_owned());
            values.collect::<Vec<_>>()
        });
    if [&printed, &printed_flop, &exact_flop].map(Vec::len) != [methods.len(); 3] {
        cells.complain("printed, printed_flop and exact_flop need one value for each method");
        return Vec::new();
    }
    let mut flop = |column: &str, text: &str| {
        table::positive(text).unwrap_or_else(|| {
            cells.complain(format_args!(
                "{column} “{text}” is not a positive number: write it like 4.86e17"
            ));
            f64::NAN
        })
    };
    let mut figures = Vec::new();
    let mut are_paired = true;
    for (index, method) in methods.iter().enumerate() {
        let (text, number) = (&printed[index], &printed_flop[index]);
        let is_printed = text != NOT_PRINTED;
        are_paired &= is_printed == (number != NOT_PRINTED);
        figures.push(Figure {
            method: method.clone(),
            printed: is_printed.then(|| (text.clone(), flop("printed_flop", number))),
            exact_flop: flop("exact_flop", &exact_flop[index]),
        });
    }
    if !are_paired {
        cells.complain("printed and printed_flop are both - where the source prints no figure");
    }
    for method in methods {
        if !METHODS.iter().any(|(name, _)| *name == method) {
            cells.complain(format_args!(
                "method “{method}” must be operations, gpu-time or operations | gpu-time"
            ));
        }
    }
    figures
}
