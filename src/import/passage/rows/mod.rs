//! Facts from tables: the row of the model that is meant, rows of settings, and rows that are periods.

mod chosen;
mod periods;
mod settings;

use super::gather::{Passage, labelled};
use super::label::meaning;
use super::mention::{Mention, mentions};
use super::noun::Noun;
use super::number::amount;
use super::table::Table;
pub(super) use chosen::{Pointed, pointed};
use chosen::{chosen_row, is_own, name_by_row};
use periods::{is_void, periods, shares_of};
use settings::{settings_of, stages_by_row};
use std::ops::Range;

/// Reads a table into the passage.
pub(super) fn read(passage: &mut Passage, table: &Table, pointed: Option<Pointed>) {
    if let Some(found) = stages_by_row(passage, table) {
        passage.mentions.extend(found);
        return;
    }
    let doc = &passage.doc;
    if let Some(periods) = periods(passage, table) {
        passage.periods.extend(periods);
        let totals = shares_of(passage, table);
        passage.mentions.extend(totals);
        for row in &table.rows {
            if let (Some(first), Some(last)) = (row.first(), row.last())
                && is_void(&passage.doc, &(first.start..last.end))
            {
                passage.skipped[first.start..last.end].fill(true);
            }
        }
        return;
    }
    let settings = table
        .rows
        .iter()
        .filter(|row| {
            row.first()
                .is_some_and(|cell| meaning(doc, cell.clone()).is_some())
        })
        .count();
    let stages = table.rows.first().map_or(0, |row| {
        row.iter()
            .filter(|cell| passage.cues.iter().any(|(at, _)| cell.contains(at)))
            .count()
    });
    if !table.has_header(doc) || stages > 1 || settings * 2 >= table.rows.len() && settings > 1 {
        let found = settings_of(passage, table);
        passage.mentions.extend(found);
        return;
    }
    let chosen = chosen_row(passage, table, pointed);
    let row = chosen.and_then(|row| table.rows.get(row));
    if pointed.is_some() || row.is_some_and(|row| is_own(&passage.doc, row)) {
        name_by_row(passage, table, chosen);
    }
    let doc = &passage.doc;
    let mut found = Vec::new();
    if let Some(row) = chosen.and_then(|row| table.rows.get(row)) {
        for (column, cell) in row.iter().enumerate() {
            found.extend(of_cell(passage, cell, table.column(doc, column)));
        }
    }
    // Other rows are of other models; the header and the chosen row may name hardware.
    for (number, row) in table.rows.iter().enumerate() {
        if number > 0 && Some(number) != chosen {
            for cell in row {
                passage.skipped[cell.clone()].fill(true);
            }
        }
    }
    passage.mentions.extend(found);
}

/// Returns the amounts of a cell: those with a noun of their own, or the number that the label counts.
fn of_cell(passage: &Passage, cell: &Range<usize>, label: Option<(Noun, f64)>) -> Vec<Mention> {
    let doc = &passage.doc;
    let (mut found, _) = mentions(doc, &passage.hardware, &passage.starts, cell.clone(), &[]);
    found.retain(|mention| mention.tokens.end <= cell.end);
    for mention in &mut found {
        mention.label = true;
        // `1,200 h` under `GPU hours`
        if let (Noun::Time(unit), Some((Noun::ChipHours(_), _))) = (mention.noun, label) {
            mention.noun = Noun::ChipHours(unit / 3600.0);
        }
    }
    if found.is_empty()
        && let Some((noun, factor)) = label
        && let Some(amount) = cell
            .clone()
            .take(3)
            .find_map(|at| amount(doc, at))
            .filter(|amount| amount.tokens.end <= cell.end)
    {
        // A number with a scale of its own has none from its header.
        let factor = if amount.scaled && factor >= 1e3 {
            1.0
        } else {
            factor
        };
        if !cell.clone().any(|at| doc.sign(at, '$')) {
            found.push(labelled(amount, noun, factor));
        }
    }
    found
}
