//! Checked rows as Rust source: one slice literal for each table.

use super::chips;
use super::examples;
use super::networks;

/// The slice that `src/catalog/chips.rs` includes.
pub(crate) fn chips(rows: &[chips::Row]) -> String {
    let rows = rows.iter().map(|row| {
        let number = |value: Option<f64>| format!("{:e}", value.unwrap_or(0.0));
        format!(
            "Chip {{ slug: {:?}, name: {:?}, vendor: {:?}, kind: Kind::{}, released: {:?}, \
             unit: {:?}, tdp_w: {}, memory_gb: {}, aliases: &{:?}, source: {:?}, note: {:?}, \
             peaks: [{}], sparse_16bit: {} }},\n",
            row.slug,
            row.name,
            row.vendor,
            variant(&chips::KINDS, &row.kind),
            row.released,
            row.unit,
            number(row.tdp_w),
            number(row.memory_gb),
            row.aliases,
            row.source,
            row.note,
            row.peaks.map(number).join(", "),
            number(row.sparse_16bit),
        )
    });
    slice(rows)
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
