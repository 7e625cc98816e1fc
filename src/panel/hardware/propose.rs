//! A catalog row that proposes a chip which is not in the catalog.

use super::{HardwareAction, Settings, field};
use crate::catalog::Format;
use crate::draft::Key;
use crate::panel::piece::{Element, fold, pieces};
use crate::quantity::{read, write};
use maud::html;

/// The page for proposing rows.
const NEW_ISSUE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/issues/new");

/// The columns of assets/chips.csv.
const COLUMNS: &str = "slug,name,vendor,kind,released,since,unit,parts,named_by,fp64,fp32,tf32,fp16,bf16,fp8,fp4,int8,sparse_16bit,same_speed_as,tdp_w,memory_gb,aliases,source,note";

pub(super) fn draw(
    settings: &Settings,
    hardware: &str,
    peak: &str,
    format: Option<Format>,
) -> Box<Element> {
    let name = match settings.name.trim() {
        "" => hardware,
        name => name,
    };
    let format = settings.format.trim().parse().ok().or(format);
    let ask = html! {
        p { "The catalog is a table that anyone may add to. Fill in what is known, with a source, and send the row:" }
    };
    let name_field = field(
        "chip-name",
        "Name of the chip",
        "With its vendor in front.",
        name,
        HardwareAction::Name,
    );
    let format_field = || {
        field(
            "chip-peak-format",
            "Format of its peak",
            "bf16, fp16, fp32 …",
            &settings.format,
            HardwareAction::PeakFormat,
        )
    };
    let send = html! {
        div.field {
            label for="chip-row" { "Its row" }
            textarea #chip-row readonly rows="4" spellcheck="false" { (COLUMNS) "\n" (row(name, peak, format)) }
        }
        p { a href=(NEW_ISSUE) { "Open an issue with it" } }
    };
    let format_field = (!peak.is_empty()).then(format_field);
    fold(
        "chip-propose",
        "Propose this chip",
        pieces![ask, name_field, format_field, send],
    )
}

fn row(name: &str, peak: &str, format: Option<Format>) -> String {
    let name: String = name.chars().filter(|c| !c.is_control()).take(100).collect();
    let vendor = name.split(' ').next().unwrap_or_default();
    let peak = Key::Peak
        .dimension()
        .and_then(|dimension| read(peak, dimension).ok())
        .filter(|peak| !peak.is_range())
        .map(|peak| write::exact(peak.median()));
    let cell = |column: &str| match column {
        "slug" => slug(&name),
        "name" => name.clone(),
        "vendor" => vendor.into(),
        column if format.is_some_and(|format| format.key() == column) => {
            peak.clone().unwrap_or_default()
        }
        "note" => match (&peak, format) {
            (Some(peak), None) => format!("Peak {peak} FLOP/s; of which format?"),
            _ => String::new(),
        },
        _ => String::new(),
    };
    let cells: Vec<String> = COLUMNS
        .split(',')
        .map(|column| quote_cell(cell(column)))
        .collect();
    cells.join(",")
}

/// Makes a slug: letters and digits in lower case, with a hyphen for each run of other characters.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').into()
}

/// Quotes a cell of a CSV file if it needs quotes.
fn quote_cell(cell: String) -> String {
    match cell.contains([',', '"']) {
        true => format!("\"{}\"", cell.replace('"', "\"\"")),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_the_columns_of_the_table() {
        let table = include_str!("../../../assets/chips.csv");
        assert_eq!(table.lines().next(), Some(COLUMNS));
        let row = row("NVIDIA H300, \"SXM\"", "1500 TFLOP/s", Some(Format::Bf16));
        assert_eq!(
            row,
            "nvidia-h300-sxm,\"NVIDIA H300, \"\"SXM\"\"\",NVIDIA,,,,,,,,,,,1.5e15,,,,,,,,,,"
        );
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(row.as_bytes());
        let cells = reader.records().next().and_then(Result::ok).expect("a row");
        assert_eq!(cells.len(), COLUMNS.split(',').count());
    }

    #[test]
    fn unknown_cells_are_left_empty() {
        assert_eq!(row("", "", None), ",".repeat(23));
        assert_eq!(row("", "1e12 to 2e12", Some(Format::Fp16)), ",".repeat(23));
        let of_no_format = row("", "1e12", None);
        assert!(of_no_format.ends_with(",Peak 1e12 FLOP/s; of which format?"));
        assert_eq!(slug(" (Ünï) -- 9 "), "n-9");
    }
}
