//! assets/chips.csv: what each chip can compute at most, in dense arithmetic.

use super::generations;
use super::memory;
use super::ratios;
use super::table::{self, Cells, Placed};
use std::collections::HashMap;

/// The number formats, as their columns are called; the order of the library's `Format::ALL`.
pub(crate) const FORMATS: [&str; 8] =
    ["fp64", "fp32", "tf32", "fp16", "bf16", "fp8", "fp4", "int8"];

const COLUMNS: [&str; 24] = [
    "slug",
    "name",
    "vendor",
    "kind",
    "released",
    "since",
    "unit",
    "parts",
    "named_by",
    "fp64",
    "fp32",
    "tf32",
    "fp16",
    "bf16",
    "fp8",
    "fp4",
    "int8",
    "sparse_16bit",
    "same_speed_as",
    "tdp_w",
    "memory_gb",
    "aliases",
    "source",
    "note",
];

/// The kinds of chips, as the table and as the library's `Kind` call them.
pub(crate) const KINDS: [(&str, &str); 6] = [
    ("datacentre-gpu", "DatacentreGpu"),
    ("workstation-gpu", "WorkstationGpu"),
    ("consumer-gpu", "ConsumerGpu"),
    ("tpu", "Tpu"),
    ("cpu", "Cpu"),
    ("other", "Other"),
];

/// A row of the table.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) vendor: String,
    pub(crate) kind: String,
    /// `2022-09-20`, `2022-09` or `2022`.
    pub(crate) released: String,
    /// The edition that it came with; empty if the first has it. A name that fits it and older chips means
    /// those in links of before.
    pub(crate) since: String,
    /// The thing that counts as one chip: a GPU, a board of two, a chip of two cores.
    pub(crate) unit: String,
    /// The parts that software or papers may count instead, and how many there are in one: `2 cores`. Empty
    /// where there is nothing to confuse.
    pub(crate) parts: String,
    /// The unit of the number in the name of a slice, `cores` or `chips`: a v3-8 has 8 cores. Empty
    /// where slices have no such names.
    pub(crate) named_by: String,
    /// Dense peak in FLOP/s, in the order of [`FORMATS`].
    pub(crate) peaks: [Option<f64>; 8],
    /// FP16 and BF16 with 2:4 sparsity, FLOP/s: the figure that vendors advertise.
    pub(crate) sparse_16bit: Option<f64>,
    /// Slug of a chip that computes as fast; empty if none.
    pub(crate) same_speed_as: String,
    pub(crate) tdp_w: Option<f64>,
    pub(crate) memory_gb: Option<f64>,
    pub(crate) aliases: Vec<String>,
    pub(crate) source: String,
    pub(crate) note: String,
}

impl Row {
    /// Returns the dense peak in the format of that name.
    pub(crate) fn peak(&self, format: &str) -> Option<f64> {
        let index = FORMATS.iter().position(|name| *name == format)?;
        self.peaks[index]
    }
}

/// Reads and checks the table.
pub(crate) fn parse(file: &str, text: &str) -> table::Checked<Row> {
    let (rows, mut problems) = table::read(file, text, &COLUMNS, read_row);
    table::unique(&rows, "slug", |row| &row.slug, &mut problems);
    table::unique(&rows, "name", |row| &row.name, &mut problems);
    one_chip_per_spelling(&rows, &mut problems);
    same_speed(&rows, &mut problems);
    table::checked(rows, problems)
}

fn read_row(cells: &mut Cells) -> Row {
    let row = Row {
        slug: cells.slug("slug"),
        name: cells.required("name"),
        vendor: cells.required("vendor"),
        kind: cells.required("kind"),
        released: cells.required("released"),
        since: cells.text("since"),
        unit: cells.required("unit"),
        parts: cells.text("parts"),
        named_by: cells.text("named_by"),
        peaks: FORMATS.map(|format| cells.number(format)),
        sparse_16bit: cells.number("sparse_16bit"),
        same_speed_as: cells.text("same_speed_as"),
        tdp_w: cells.number("tdp_w"),
        memory_gb: cells.number("memory_gb"),
        aliases: list(&cells.text("aliases")),
        source: cells.source(),
        note: cells.text("note"),
    };

    let prefix = row.vendor.to_lowercase().replace(' ', "-");
    if !row.slug.starts_with(&format!("{prefix}-")) {
        cells.complain(format_args!("slug must start with the vendor, “{prefix}-”"));
    }
    if !row
        .aliases
        .iter()
        .chain([&row.name])
        .all(|name| name.is_ascii())
    {
        cells.complain("name and aliases must be plain ASCII: the search compares them so");
    }
    cells.unbroken();
    if !KINDS.iter().any(|(kind, _)| *kind == row.kind) {
        let kinds = KINDS.map(|(kind, _)| kind).join(", ");
        cells.complain(format_args!("kind “{}” must be one of {kinds}", row.kind));
    }
    if !is_date(&row.released) {
        cells.complain(format_args!(
            "released “{}” is no date: write 2022-09-20, 2022-09 or 2022",
            row.released
        ));
    }
    if !row.parts.is_empty() && !is_parts(&row.parts) {
        cells.complain(format_args!(
            "parts “{}” must be like 2 cores or 2 devices, or empty",
            row.parts
        ));
    }
    if !["", "cores", "chips"].contains(&row.named_by.as_str()) {
        cells.complain(format_args!(
            "named_by “{}” must be cores or chips, or empty",
            row.named_by
        ));
    }
    if row.named_by == "cores" && row.parts.is_empty() {
        cells.complain("named_by is cores, and parts does not say how many there are: fill it in");
    }
    if row.peaks.iter().all(Option::is_none) {
        cells.complain("no peak at all: give the dense FLOP/s of at least one format");
    }
    for (format, peak) in FORMATS.iter().zip(row.peaks) {
        // The slowest row computes 2e11 in one format, the fastest 9e15.
        if peak.is_some_and(|peak| !(1e10..1e17).contains(&peak)) {
            cells.complain(format_args!(
                "{format} is outside 1e10 to 1e17: write it in FLOP/s, like 312e12"
            ));
        }
    }
    let of_date = generations::check(&row.name, &row.released);
    for problem in ratios::check(&row)
        .into_iter()
        .chain(memory::check(&row))
        .chain(of_date)
    {
        cells.complain(problem);
    }
    row
}

/// Returns whether the text is what one chip has several of: `2 cores`.
pub(crate) fn is_parts(text: &str) -> bool {
    let is_count = |(count, name): (&str, &str)| {
        count.parse().is_ok_and(|count: u8| count > 1) && ["cores", "devices"].contains(&name)
    };
    text.split_once(' ').is_some_and(is_count)
}

/// `a; b; c`.
pub(crate) fn list(text: &str) -> Vec<String> {
    text.split(';')
        .map(|item| item.trim().to_owned())
        .filter(|item| !item.is_empty())
        .collect()
}

/// Returns whether the text is a day, a month or a year that there was since the first GPUs.
pub(crate) fn is_date(text: &str) -> bool {
    let day = match text.len() {
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        _ => text.to_owned(),
    };
    table::is_day(&day) && day.as_str() >= "1990"
}

/// Returns a chip's name as far as telling chips apart goes: without its vendor, case and punctuation.
fn bare(text: &str, vendor: &str) -> String {
    let plain = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let text = plain(text);
    text.strip_prefix(&plain(vendor))
        .unwrap_or(&text)
        .to_owned()
}

/// Two rows for one chip would disagree sooner or later; an alias that two chips share would
/// make one of them unreachable.
fn one_chip_per_spelling(rows: &[Placed<Row>], problems: &mut Vec<String>) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    for (index, Placed { place, row }) in rows.iter().enumerate() {
        for spelling in [&row.slug, &row.name].into_iter().chain(&row.aliases) {
            let bare = bare(spelling, &row.vendor);
            match taken.get(&bare) {
                Some(other) if *other != index && rows[*other].row.slug != row.slug => {
                    problems.push(format!(
                        "{place}: “{spelling}” already means {}: remove the alias here or there, or merge the rows",
                        rows[*other].place,
                    ));
                }
                Some(_) => {}
                None => {
                    taken.insert(bare, index);
                }
            }
        }
    }
}

/// Rows that say they compute equally fast must give the same figures, up to how a data sheet
/// rounds. FP64 is left out: it is what the chips for export have less of.
fn same_speed(rows: &[Placed<Row>], problems: &mut Vec<String>) {
    for Placed { place, row } in rows.iter().filter(|p| !p.row.same_speed_as.is_empty()) {
        let twin = rows
            .iter()
            .find(|other| other.row.slug == row.same_speed_as && other.row.slug != row.slug);
        let Some(twin) = twin else {
            problems.push(format!(
                "{place}: same_speed_as “{}” is no other row: write its slug, or leave it empty",
                row.same_speed_as
            ));
            continue;
        };
        for format in &FORMATS[1..] {
            let (Some(here), Some(there)) = (row.peak(format), twin.row.peak(format)) else {
                continue;
            };
            if !ratios::near(here / there, 1.0, 0.01) {
                problems.push(format!(
                    "{place}: {format} is {here:e}, but {there:e} in {}, which is said to be as fast: correct the one that its data sheet does not print",
                    twin.place,
                ));
            }
        }
    }
}
