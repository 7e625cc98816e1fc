//! Checked rows as what the library includes: a slice literal of Rust, or for the chips a text.

use super::chips;
use super::examples;
use super::networks;
use super::pack;

/// The text that `src/catalog/chips.rs` unpacks: a line for each chip, cells ended by tabs. Text
/// is half the download of structures with their pointers.
pub(crate) fn chips(rows: &[chips::Row]) -> String {
    let lines = rows.iter().map(|row| {
        let numbers = row
            .peaks
            .into_iter()
            .chain([row.sparse_16bit, row.tdp_w, row.memory_gb])
            .map(|value| value.map_or(String::new(), pack::number));
        let kind = chips::KINDS.iter().position(|(kind, _)| *kind == row.kind);
        let texts = [
            &row.slug,
            &row.name,
            &row.vendor,
            &kind.unwrap_or_default().to_string(),
            &row.released,
            &row.unit,
            &row.aliases.join(";"),
        ];
        let cells: Vec<String> = texts.into_iter().cloned().chain(numbers).collect();
        cells.join("\t")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The text that `src/catalog/about.rs` unpacks: source, tab, note, in the order of the chips.
/// Apart from them, because only those who ask for it need it.
pub(crate) fn chips_about(rows: &[chips::Row]) -> String {
    let lines = rows
        .iter()
        .map(|row| format!("{}\t{}", row.source, row.note));
    lines.collect::<Vec<_>>().join("\n")
}

/// The slice that `src/catalog/examples.rs` includes.
pub(crate) fn examples(rows: &[examples::Row]) -> String {
    let rows = rows.iter().map(|row| {
        let figures = row.figures.iter().map(|figure| {
            format!(
                "Figure {{ method: Method::{}, printed: {:?}, printed_flop: {:e}, exact_flop: {:e} }},",
                variant(&examples::METHODS, &figure.method),
                figure.printed,
                figure.printed_flop,
                figure.exact_flop,
            )
        });
        format!(
            "Example {{ id: {:?}, system: {:?}, year: {}, link: {:?}, figures: {}, source: {:?}, note: {:?} }},\n",
            row.id,
            row.system,
            row.year,
            row.link,
            slice(figures),
            row.source,
            row.note,
        )
    });
    slice(rows)
}

/// The slice that `src/catalog/networks.rs` includes.
pub(crate) fn networks(rows: &[networks::Row]) -> String {
    let rows = rows.iter().map(|row| {
        format!(
            "KnownNetwork {{ slug: {:?}, name: {:?}, year: {}, text: {:?}, parameters: {:?}, \
             multiply_adds: {:?}, source: {:?}, note: {:?} }},\n",
            row.slug,
            row.name,
            row.year,
            row.text,
            row.parameters,
            row.multiply_adds,
            row.source,
            row.note,
        )
    });
    slice(rows)
}

fn slice(items: impl Iterator<Item = String>) -> String {
    format!("&[{}]", items.collect::<String>())
}

/// The name of the enum's variant; the check has made sure that there is one.
fn variant(names: &[(&str, &'static str)], text: &str) -> &'static str {
    let found = names.iter().find(|(name, _)| *name == text);
    found.map(|(_, variant)| *variant).expect("a checked name")
}
