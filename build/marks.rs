//! The slices that `src/catalog/marks.rs` includes: amounts with short names, which stand on a scale.

use super::emit::slice;
use super::{systems, thresholds};

/// Returns the systems that stand on a scale, the least first.
fn on_scale(rows: &[systems::Row]) -> Vec<&systems::Row> {
    let named = rows.iter().filter(|row| !row.milestone.is_empty());
    let mut rows: Vec<&systems::Row> = named.collect();
    rows.sort_by(|a, b| a.flop.total_cmp(&b.flop));
    rows
}

/// Returns the marks of systems.
pub(crate) fn milestones(rows: &[systems::Row]) -> String {
    let rows = on_scale(rows).into_iter();
    slice(rows.map(|row| mark(row.flop, &row.milestone, false)))
}

/// Returns who trained each of them, and when: `OpenAI, 2020`.
pub(crate) fn makers(rows: &[systems::Row]) -> String {
    slice(on_scale(rows).into_iter().map(|row| {
        let year = row.date.split('-').next().unwrap_or_default();
        let maker = row.organization.split(',').next().unwrap_or_default();
        match maker {
            "" => format!("{year:?},\n"),
            maker => format!("{:?},\n", format!("{maker}, {year}")),
        }
    }))
}

/// A longer name of an amount has no room at some places of a narrow card (`src/card/scale.rs`).
const LONGEST_MARK: usize = 26;

/// Amounts of compute that a law names and has not given up, the least first: each by the name of its
/// row; of several laws by those who made them, who stand before the comma. Where these do not fit
/// into one name, a second one is of the same amount.
pub(crate) fn limits(rows: &[thresholds::Row]) -> String {
    let named = named(rows).into_iter();
    slice(named.map(|(flop, name, is_indicative)| mark(flop, &name, is_indicative)))
}

/// Returns whose law each of them is of: `the EU’s`.
pub(crate) fn owners(rows: &[thresholds::Row]) -> String {
    let named = named(rows).into_iter();
    slice(named.map(|(_, name, _)| format!("{:?},\n", whose(&name))))
}

/// Returns the amounts with their names, and whether each only indicates something.
fn named(rows: &[thresholds::Row]) -> Vec<(f64, String, bool)> {
    let valid: Vec<_> = rows
        .iter()
        .filter(|row| row.status != "rescinded")
        .collect();
    let groups = valid.chunk_by(|a, b| a.flop == b.flop);
    let named = groups.flat_map(|group| {
        let is_indicative = group.iter().all(|row| row.is_indicative);
        let names = match group {
            [only] => vec![only.name.replace(", ", ": ")],
            _ => joined(group.iter().filter_map(|row| row.name.split(',').next())),
        };
        let flop = group[0].flop;
        names
            .into_iter()
            .map(move |name| (flop, name, is_indicative))
    });
    named.collect()
}

/// Names behind each other, in as few lines as hold them.
fn joined<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for name in names {
        match lines.last_mut() {
            Some(line) if line.len() + ", ".len() + name.len() <= LONGEST_MARK => {
                *line = format!("{line}, {name}");
            }
            _ => lines.push(name.into()),
        }
    }
    lines
}

/// Says whose law it is: `the EU’s`, `South Korea’s, California’s`.
fn whose(name: &str) -> String {
    let states = name.split(':').next().unwrap_or_default().split(", ");
    let owners: Vec<String> = states
        .map(|state| match state {
            "EU" | "US" => format!("the {state}’s"),
            state => format!("{state}’s"),
        })
        .collect();
    owners.join(", ")
}

fn mark(flop: f64, name: &str, is_indicative: bool) -> String {
    format!("Mark {{ flop: {flop:e}, name: {name:?}, is_indicative: {is_indicative} }},\n")
}
