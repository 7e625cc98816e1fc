//! Checked rows as what the library includes: a slice literal of Rust, or for the chips a text.

use super::carbon;
use super::chips;
use super::claims;
use super::editions::Former;
use super::examples;
use super::machines;
use super::networks;
use super::pack;
use super::pue;
use super::systems;
use super::thresholds;
use super::utilization;

/// Returns the text that `src/catalog/chips.rs` unpacks: a line for each chip, cells ended by tabs. Text
/// is half the download of structures with their pointers.
pub(crate) fn chips(rows: &[chips::Row]) -> String {
    rows.iter().map(chip).collect::<Vec<_>>().join("\n")
}

/// Chips as they were in earlier editions: the line of each, a tab, and the last edition that had it.
pub(crate) fn former_chips(rows: &[Former<chips::Row>]) -> String {
    let lines = rows
        .iter()
        .map(|former| format!("{}\t{}", chip(&former.row), former.until));
    lines.collect::<Vec<_>>().join("\n")
}

fn chip(row: &chips::Row) -> String {
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
        &row.since,
        &row.unit,
        &row.parts,
        &row.named_by,
    ];
    let cells: Vec<String> = texts.into_iter().cloned().chain(numbers).collect();
    cells.join("\t")
}

/// Returns the text that `src/catalog/spelling.rs` unpacks: the aliases of each chip, in the order of the chips. Apart from
/// them, because only those who read names need it.
pub(crate) fn chips_aliases(rows: &[chips::Row]) -> String {
    let lines = rows.iter().map(|row| row.aliases.join(";"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the text that `src/catalog/about.rs` unpacks: source, tab, note, in the order of the chips.
/// Apart from them, because only those who ask for it need it.
pub(crate) fn chips_about(rows: &[chips::Row]) -> String {
    let lines = rows
        .iter()
        .map(|row| format!("{}\t{}", row.source, row.note));
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the text that `src/catalog/machines.rs` unpacks: a line for each machine, cells ended by tabs.
pub(crate) fn machines(rows: &[machines::Row]) -> String {
    let lines = rows.iter().map(|row| {
        let cells = [
            &row.name,
            &row.aliases.join(";"),
            &pack::number(row.count),
            &row.chips.join(";"),
        ];
        cells.map(String::as_str).join("\t")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the slice that `src/catalog/examples.rs` includes.
pub(crate) fn examples(rows: &[examples::Row]) -> String {
    let rows = rows.iter().map(|row| {
        let figures = row.figures.iter().map(|figure| {
            format!(
                "Figure {{ method: Method::{}, printed: {:?}, exact_flop: {:e} }},",
                variant(&examples::METHODS, &figure.method),
                figure.printed,
                figure.exact_flop,
            )
        });
        format!(
            "Example {{ id: {:?}, group: Group::{}, system: {:?}, year: {}, shows: {:?}, \
             link: {:?}, figures: {}, source: {:?}, note: {:?} }},\n",
            row.id,
            variant(&examples::GROUPS, &row.group),
            row.system,
            row.year,
            row.shows,
            row.link,
            slice(figures),
            row.source,
            row.note,
        )
    });
    slice(rows)
}

/// Returns the slice that `src/catalog/networks.rs` includes.
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

/// Returns the slice that `src/catalog/utilization.rs` includes.
pub(crate) fn utilization(rows: &[utilization::Row]) -> String {
    let number = |value: Option<f64>| format!("{:e}", value.unwrap_or(0.0));
    let rows = rows.iter().map(|row| {
        let format = chips::FORMATS.iter().position(|name| *name == row.format);
        let format = format.map(|index| format!("Format::ALL[{index}]"));
        let same_run_as = (!row.same_run_as.is_empty()).then(|| format!("{:?}", row.same_run_as));
        let option = |text: Option<String>| match text {
            Some(text) => format!("Some({text})"),
            None => "None".into(),
        };
        format!(
            "Record {{ slug: {:?}, system: {:?}, developer: {:?}, published: {:?}, format: {}, \
             span: Span::{}, evidence: Evidence::{}, same_run_as: {}, source: {:?}, note: {:?}, \
             chips: &{:?}, mfu: {}, hfu: {}, count: {}, hours: {}, chip_hours: {}, flop: {} }},\n",
            row.slug,
            row.system,
            row.developer,
            row.published,
            option(format),
            variant(&utilization::SPANS, &row.span),
            variant(&utilization::EVIDENCE, &row.evidence),
            option(same_run_as),
            row.source,
            row.note,
            row.chips,
            number(row.mfu),
            number(row.hfu),
            number(row.count),
            number(row.hours),
            number(row.chip_hours),
            number(row.flop),
        )
    });
    slice(rows)
}

/// Returns the text that `src/catalog/systems.rs` unpacks: a line for each system, cells ended by tabs.
pub(crate) fn systems(rows: &[systems::Row]) -> String {
    let sources = systems::sources(rows);
    let lines = rows.iter().map(|row| {
        let source = sources.iter().position(|source| *source == row.source);
        let cells = [
            &row.slug,
            &row.name,
            &row.date,
            &row.organization,
            &row.domain,
            &pack::number(row.flop),
            &row.parameters.map_or(String::new(), pack::number),
            &pack::index(&systems::CONFIDENCES, &row.confidence),
            &pack::index(&systems::METHODS, &row.method),
            &row.title,
            &row.link,
            &source.unwrap_or_default().to_string(),
        ];
        cells.map(String::as_str).join("\t")
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Returns the sources of the systems, a line each: nearly all rows have the same.
pub(crate) fn systems_sources(rows: &[systems::Row]) -> String {
    systems::sources(rows).join("\n")
}

/// Returns the slice that `src/catalog/carbon.rs` includes.
pub(crate) fn grids(rows: &[carbon::Row]) -> String {
    slice(rows.iter().map(|row| format!("{},\n", grid(row))))
}

/// Grids as they were in earlier editions, each with the last edition that had it.
pub(crate) fn former_grids(rows: &[Former<carbon::Row>]) -> String {
    let rows = rows
        .iter()
        .map(|former| format!("({:?}, {}),\n", former.until, grid(&former.row)));
    slice(rows)
}

fn grid(row: &carbon::Row) -> String {
    format!(
        "Grid {{ code: {:?}, name: {:?}, year: {}, source: {:?}, g_co2e_per_kwh: {:e} }}",
        row.code, row.name, row.year, row.source, row.g_co2e_per_kwh,
    )
}

/// Returns the slice that `src/catalog/pue.rs` includes.
pub(crate) fn pues(rows: &[pue::Row]) -> String {
    let rows = rows.iter().map(|row| {
        format!(
            "Pue {{ slug: {:?}, scope: {:?}, year: {}, source: {:?}, note: {:?}, pue: {:e} }},\n",
            row.slug, row.scope, row.year, row.source, row.note, row.pue,
        )
    });
    slice(rows)
}

/// Returns the slice that `src/catalog/thresholds/mod.rs` includes.
pub(crate) fn thresholds(rows: &[thresholds::Row]) -> String {
    let rows = rows.iter().map(|row| {
        let until = Some(&row.until).filter(|until| !until.is_empty());
        format!(
            "Threshold {{ slug: {:?}, flop: {:e}, begins: Begins::{}, name: {:?}, law: {:?}, says: {:?}, \
             status: Status::{}, since: {:?}, until: {:?}, checked: {:?}, citation: {:?}, \
             link: {:?}, counts: Counts::{} }},\n",
            row.slug,
            row.flop,
            variant(&thresholds::BEGINNINGS, &row.begins),
            row.name,
            row.law,
            row.says,
            variant(&thresholds::STATUSES, &row.status),
            row.since,
            until,
            row.checked,
            row.citation,
            row.link,
            variant(&thresholds::COUNTS, &row.counts),
        )
    });
    slice(rows)
}

/// Returns the slice that `src/catalog/claims.rs` includes.
pub(crate) fn claims(rows: &[claims::Row]) -> String {
    let rows = rows.iter().map(|row| {
        format!(
            "Claim {{ slug: {:?}, who: {:?}, subject: {:?}, published: {:?}, said: {:?}, figure: {:?}, \
             value: {:?}, compares: Compares::{}, of: Of::{}, link: {:?}, reason: {:?}, reconciles: {:?}, other: {:?}, \
             source: {:?}, seen: Seen::{}, checked: {:?} }},\n",
            row.slug,
            row.who,
            row.subject,
            row.published,
            row.said,
            row.figure,
            row.value,
            variant(&claims::COMPARES, &row.compares),
            variant(&claims::OF, &row.of),
            row.link,
            row.reason,
            row.reconciles,
            row.other,
            row.source,
            variant(&claims::SEEN, &row.seen),
            row.checked,
        )
    });
    slice(rows)
}

pub(crate) fn slice(items: impl Iterator<Item = String>) -> String {
    format!("&[{}]", items.collect::<String>())
}

/// Returns the name of the enum's variant; the check has made sure that there is one.
fn variant(names: &[(&str, &'static str)], text: &str) -> &'static str {
    let found = names.iter().find(|(name, _)| *name == text);
    found.map(|(_, variant)| *variant).expect("a checked name")
}
