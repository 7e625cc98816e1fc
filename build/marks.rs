//! The slices that `src/catalog/marks.rs` includes: amounts with short names, which stand on a scale.

use super::emit::slice;
use super::{systems, thresholds};

/// Systems that stand on a scale, the least first.
pub(crate) fn milestones(rows: &[systems::Row]) -> String {
    let named = rows.iter().filter(|row| !row.milestone.is_empty());
    let mut rows: Vec<&systems::Row> = named.collect();
    rows.sort_by(|a, b| a.flop.total_cmp(&b.flop));
    slice(rows.into_iter().map(|row| {
        let year = row.date.split('-').next().unwrap_or_default();
        let maker = row.organization.split(',').next().unwrap_or_default();
        let about = match maker {
            "" => year.into(),
            maker => format!("{maker}, {year}"),
        };
        mark(row.flop, &row.milestone, &about, false)
    }))
}

/// A longer name of an amount has no room at some places of a narrow card (`src/card/scale.rs`).
const LONGEST_MARK: usize = 26;

/// Amounts of compute that a law names and has not given up, the least first: each by the name of its
/// row; of several laws by those who made them, who stand before the comma. Where these do not fit
/// into one name, a second one is of the same amount.
pub(crate) fn limits(rows: &[thresholds::Row]) -> String {
    let valid: Vec<_> = rows
        .iter()
        .filter(|row| row.status != "rescinded")
        .collect();
    let groups = valid.chunk_by(|a, b| a.flop == b.flop);
    slice(groups.flat_map(|group| {
        let is_indicative = group.iter().all(|row| row.is_indicative);
        let names = match group {
            [only] => vec![only.name.replace(", ", ": ")],
            _ => joined(group.iter().filter_map(|row| row.name.split(',').next())),
        };
        let marks = names.iter();
        let marks = marks.map(|name| mark(group[0].flop, name, &whose(name), is_indicative));
        marks.collect::<Vec<_>>()
    }))
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

/// Says whose law it is: `the EU’s`, `South Korea’s and California’s`.
fn whose(name: &str) -> String {
    let states = name.split(':').next().unwrap_or_default().split(", ");
    let owners: Vec<String> = states
        .map(|state| match state {
            "EU" | "US" => format!("the {state}’s"),
            state => format!("{state}’s"),
        })
        .collect();
    owners.join(" and ")
}

fn mark(flop: f64, name: &str, about: &str, is_indicative: bool) -> String {
    format!(
        "Mark {{ flop: {flop:e}, name: {name:?}, about: {about:?}, is_indicative: {is_indicative} }},\n"
    )
}
