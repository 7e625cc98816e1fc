//! Tables of settings: a label and its value in a row, with stages or models above the columns, or a stage in each row.

use super::of_cell;
use crate::import::passage::gather::Passage;
use crate::import::passage::label::meaning;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::amount;
use crate::import::passage::stage::Stage;
use crate::import::passage::table::Table;
use std::ops::Range;

/// Reads rows of settings: a label, then its value; or, with stages above the columns, a value for each.
pub(super) fn settings_of(passage: &Passage, table: &Table) -> Vec<Mention> {
    let doc = &passage.doc;
    let mut out = Vec::new();
    let header = table.rows.first();
    let stages: Vec<Option<Stage>> = header.map_or_else(Vec::new, |row| {
        row.iter()
            .map(|cell| {
                passage
                    .cues
                    .iter()
                    .find(|(at, _)| cell.contains(at))
                    .map(|(_, stage)| *stage)
            })
            .collect()
    });
    let by_stage = stages.iter().flatten().count() > 1;
    let of_models = models_by_column(passage, table);
    for row in &table.rows {
        let Some((label, values)) = row.split_first() else {
            continue;
        };
        let counts = meaning(doc, label.clone());
        for (column, value) in values.iter().enumerate() {
            let is_other = match &of_models {
                Some(own) => Some(column + 1) != *own,
                None => column > 0,
            };
            if !by_stage && is_other {
                continue;
            }
            if by_stage && stages.get(column + 1).is_none_or(Option::is_none) {
                continue;
            }
            if counts.is_none_or(|(noun, _)| noun != Noun::Other) {
                let mut found = of_cell(passage, value, counts);
                for mention in &mut found {
                    mention.stage = stages
                        .get(column + 1)
                        .copied()
                        .flatten()
                        .filter(|_| by_stage);
                }
                out.extend(found);
            }
        }
    }
    out
}

/// Returns the column of the model that is meant, if the columns are of several models. It is none where nobody says
/// which is meant.
fn models_by_column(passage: &Passage, table: &Table) -> Option<Option<usize>> {
    let header = table.rows.first()?;
    let name = |cell: &Range<usize>| {
        let mut names = passage.names.iter();
        names.find(|name| cell.contains(&name.tokens.start))
    };
    let size = |cell: &Range<usize>| {
        let first = amount(&passage.doc, cell.start).filter(|amount| amount.scaled);
        first.map(|amount| amount.value())
    };
    let is_model = |cell: &Range<usize>| name(cell).is_some() || size(cell).is_some();
    let columns = || header.iter().enumerate().skip(1);
    if meaning(&passage.doc, header.first()?.clone()).is_some()
        || columns().filter(|(_, cell)| is_model(cell)).count() < 2
    {
        return None;
    }
    let subject = &passage.subject;
    let is_own = |cell: &Range<usize>| match (size(cell), subject.size) {
        (Some(size), Some(own)) => (size / own - 1.0).abs() < 0.12,
        _ => subject.name.is_some() && name(cell).is_some_and(|name| !subject.is_other(name)),
    };
    let mut own = columns().filter(|(_, cell)| is_own(cell));
    let first = own.next().map(|(column, _)| column);
    Some(first.filter(|_| own.next().is_none()))
}

/// Reads a table with a stage in each row.
pub(super) fn stages_by_row(passage: &Passage, table: &Table) -> Option<Vec<Mention>> {
    let stage = |row: &[Range<usize>]| {
        let first = row.first()?;
        passage
            .cues
            .iter()
            .find(|(at, _)| first.contains(at))
            .map(|(_, stage)| *stage)
    };
    let rows = || table.rows.iter().filter_map(|row| Some((row, stage(row)?)));
    if rows().count() < 2 || !table.has_header(&passage.doc) {
        return None;
    }
    let mut out = Vec::new();
    for (row, stage) in rows() {
        for (column, cell) in row.iter().enumerate().skip(1) {
            let mut found = of_cell(passage, cell, table.column(&passage.doc, column));
            for mention in &mut found {
                mention.stage = Some(stage);
            }
            out.extend(found);
        }
    }
    Some(out)
}
