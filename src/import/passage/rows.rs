//! Facts from tables: the row of the model that is meant, rows of settings, and rows that are periods.

use super::gather::{Passage, labelled};
use super::mention::{Mention, mentions};
use super::noun::Noun;
use super::number::amount;
use super::periods::Period;
use super::table::Table;
use super::token::Doc;
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
                .is_some_and(|cell| super::label::meaning(doc, cell.clone()).is_some())
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
    if pointed.is_some() {
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

/// Reads rows of settings: a label, then its value; or, with stages above the columns, a value for each.
fn settings_of(passage: &Passage, table: &Table) -> Vec<Mention> {
    let doc = &passage.doc;
    let mut out = Vec::new();
    let header = table.rows.first();
    let stages: Vec<Option<super::stage::Stage>> = header.map_or_else(Vec::new, |row| {
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
        let meaning = super::label::meaning(doc, label.clone());
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
            if meaning.is_none_or(|(noun, _)| noun != Noun::Other) {
                let mut found = of_cell(passage, value, meaning);
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
    if super::label::meaning(&passage.doc, header.first()?.clone()).is_some()
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
fn stages_by_row(passage: &Passage, table: &Table) -> Option<Vec<Mention>> {
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

/// A row that the text points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointed {
    First,
    Last,
}

/// Returns the row that the text points at: `our model is in the last row`.
pub(super) fn pointed(doc: &Doc) -> Option<Pointed> {
    let says = |phrases: &[&str]| {
        let mut phrases = phrases.iter();
        phrases.any(|phrase| doc.has_phrase(0..doc.tokens.len(), phrase))
    };
    if says(&["last row", "bottom row", "last line"]) {
        return Some(Pointed::Last);
    }
    says(&["first row", "top row"]).then_some(Pointed::First)
}

/// Takes the name in the chosen row for the subject.
fn name_by_row(passage: &mut Passage, table: &Table, chosen: Option<usize>) {
    let row = chosen.and_then(|row| table.rows.get(row));
    let name = row.and_then(|row| {
        let range = row.first()?.start..row.last()?.end;
        passage
            .names
            .iter()
            .find(|name| range.contains(&name.tokens.start))
            .cloned()
    });
    if let Some(name) = name {
        passage.subject.size = name.text.split([' ', '-']).find_map(super::names::size_of);
        passage.subject.name = Some(name);
    }
}

/// Reads rows of a table of periods that say the utilization of all: `MFU of the three together | 37%`.
fn shares_of(passage: &Passage, table: &Table) -> Vec<Mention> {
    let doc = &passage.doc;
    let mut out = Vec::new();
    for row in table.rows.iter().skip(1) {
        let Some((label, values)) = row.split_first() else {
            continue;
        };
        let meaning = super::label::meaning(doc, label.clone())
            .filter(|(noun, _)| matches!(noun, Noun::Mfu | Noun::Hfu));
        let value = values.iter().find(|cell| !cell.is_empty());
        if let (Some(meaning), Some(value)) = (meaning, value) {
            out.extend(of_cell(passage, value, Some(meaning)));
        }
    }
    out
}

/// Returns the row of the model that is meant.
fn chosen_row(passage: &Passage, table: &Table, pointed: Option<Pointed>) -> Option<usize> {
    let doc = &passage.doc;
    let rows = || table.rows.iter().enumerate().skip(1);
    let range = |row: &[Range<usize>]| {
        row.first().map_or(0, |cell| cell.start)..row.last().map_or(0, |cell| cell.end)
    };
    let own = passage.subject.name.as_ref();
    let named = |row: &[Range<usize>], exact: bool| {
        let range = range(row);
        passage.names.iter().any(|name| {
            range.contains(&name.tokens.start)
                && own.is_some_and(|own| {
                    if exact {
                        own.key == name.key
                    } else {
                        !passage.subject.is_other(name)
                    }
                })
        })
    };
    let sized = |row: &[Range<usize>]| {
        let size = passage.subject.size;
        row.iter().take(3).any(|cell| {
            let value = cell.clone().find_map(|at| {
                amount(doc, at).filter(|amount| amount.scaled && amount.tokens.end <= cell.end)
            });
            value
                .zip(size)
                .is_some_and(|(value, size)| (value.value() / size - 1.0).abs() < 0.03)
        })
    };
    let ours = |row: &[Range<usize>]| doc.has_phrase(range(row), "ours");
    let only = |test: &dyn Fn(&[Range<usize>]) -> bool| {
        let mut found = rows().filter(|(_, row)| test(row));
        let one = found.next().map(|(number, _)| number);
        one.filter(|_| found.next().is_none())
    };
    only(&ours)
        .or_else(|| {
            Some(match pointed? {
                Pointed::Last => table.rows.len() - 1,
                Pointed::First => 1,
            })
        })
        .or_else(|| {
            only(&|row| {
                named(row, true)
                    && passage
                        .subject
                        .size
                        .is_none_or(|_| sized(row) || !has_sizes(passage, table))
            })
        })
        .or_else(|| only(&|row| named(row, true)))
        .or_else(|| only(&sized))
        .or_else(|| only(&|row| named(row, false)))
        .or_else(|| {
            only(&|row| {
                row.first()
                    .is_some_and(|cell| doc.has_phrase(cell.clone(), "total"))
            })
        })
        .or_else(|| (table.rows.len() == 2).then_some(1))
}

fn has_sizes(passage: &Passage, table: &Table) -> bool {
    let doc = &passage.doc;
    table
        .rows
        .iter()
        .skip(1)
        .filter(|row| {
            row.iter().take(3).any(|cell| {
                cell.clone()
                    .any(|at| amount(doc, at).is_some_and(|a| a.scaled))
            })
        })
        .count()
        > 1
}

/// Reads rows that are periods of one training: each with a time and a number of chips.
fn periods(passage: &Passage, table: &Table) -> Option<Vec<Period>> {
    let doc = &passage.doc;
    let columns = table.rows.first()?.len();
    let column = |wanted: &dyn Fn(Noun) -> bool| {
        (0..columns).find(|number| {
            table
                .column(doc, *number)
                .is_some_and(|(noun, _)| wanted(noun))
        })
    };
    let time = column(&|noun| matches!(noun, Noun::Time(_)))?;
    let chips = column(&|noun| noun == Noun::Chip)?;
    let share = column(&|noun| noun == Noun::Mfu);
    let (Noun::Time(unit), _) = table.column(doc, time)? else {
        return None;
    };
    let number = |row: &[Range<usize>], column: usize| {
        let cell = row.get(column)?.clone();
        cell.clone()
            .next()
            .and_then(|at| amount(doc, at))
            .filter(|amount| amount.tokens.end <= cell.end)
    };
    let mut out = Vec::new();
    for row in table.rows.iter().skip(1) {
        let range = row.first()?.start..row.last()?.end;
        let void = is_void(doc, &range);
        // A model of its own in each row makes a table of models.
        let other = passage.names.iter().any(|name| {
            range.contains(&name.tokens.start)
                && passage.subject.is_other(name)
                && name.tokens.start < range.start + 3
        });
        let (Some(seconds), Some(count)) = (number(row, time), number(row, chips)) else {
            continue;
        };
        if void {
            continue;
        }
        if other {
            return None;
        }
        let (_, factor) = table.column(doc, chips)?;
        out.push(Period {
            seconds: seconds.value() * unit,
            chips: count.value() * factor,
            hardware: passage
                .hardware_in(range.clone())
                .next()
                .map(|(_, found)| found.clone()),
            share: share.and_then(|column| number(row, column)).map(|share| {
                if share.value() > 1.0 {
                    share.value() / 100.0
                } else {
                    share.value()
                }
            }),
            tokens: range,
        });
    }
    (out.len() > 1).then_some(out)
}

/// Returns whether a row is of a run that does not count, or a sum of the others.
fn is_void(doc: &Doc, range: &Range<usize>) -> bool {
    [
        "debug",
        "test",
        "total",
        "sum",
        "all",
        "not part",
        "failed",
        "crashed",
        "aborted",
        "discarded",
        "eval",
        "evaluation",
        "void",
        "lost",
        "diverged",
    ]
    .iter()
    .any(|word| doc.has_phrase(range.clone(), word))
}
