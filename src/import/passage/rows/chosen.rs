//! The row of a table that is of the model that the passage is about.

use crate::import::passage::gather::Passage;
use crate::import::passage::names::size_of;
use crate::import::passage::number::amount;
use crate::import::passage::table::Table;
use crate::import::passage::token::Doc;
use std::ops::Range;

/// A row that the text points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::passage) enum Pointed {
    First,
    Last,
}

/// Returns the row that the text points at: `our model is in the last row`.
pub(in crate::import::passage) fn pointed(doc: &Doc) -> Option<Pointed> {
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
pub(super) fn name_by_row(passage: &mut Passage, table: &Table, chosen: Option<usize>) {
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
        passage.subject.size = name.text.split([' ', '-']).find_map(size_of);
        passage.subject.name = Some(name);
    }
}

/// Words of the row of the model that the passage is about.
const OWN: [&str; 14] = [
    "ours",
    "our model",
    "this card",
    "this model",
    "this work",
    "this paper",
    "this repo",
    "this repository",
    "this checkpoint",
    "this release",
    "( this )",
    "( final )",
    "( released )",
    "this one",
];

/// Returns whether a row says that it is of the model that the passage is about.
pub(super) fn is_own(doc: &Doc, row: &[Range<usize>]) -> bool {
    let range = row.first().map_or(0, |cell| cell.start)..row.last().map_or(0, |cell| cell.end);
    OWN.iter().any(|words| doc.has_phrase(range.clone(), words))
}

/// Returns the row of the model that is meant.
pub(super) fn chosen_row(
    passage: &Passage,
    table: &Table,
    pointed: Option<Pointed>,
) -> Option<usize> {
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
    let ours = |row: &[Range<usize>]| is_own(doc, row);
    // `We release loon-l`, and a row that begins with it
    let told = |row: &[Range<usize>]| {
        let first = row
            .first()
            .filter(|cell| !cell.is_empty() && cell.len() < 6);
        first.is_some_and(|cell| {
            let is_here = |at: usize| {
                !table.tokens.contains(&at)
                    && cell
                        .clone()
                        .enumerate()
                        .all(|(skip, of)| is_same_token(doc, at + skip, of))
                    && is_meant(doc, at, cell)
            };
            doc.get(cell.start).is_some_and(|token| token.is_word())
                && (0..doc.tokens.len()).any(is_here)
        })
    };
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
        .or_else(|| only(&told))
        .or_else(|| {
            only(&|row| {
                row.first()
                    .is_some_and(|cell| doc.has_phrase(cell.clone(), "total"))
            })
        })
        .or_else(|| (table.rows.len() == 2).then_some(1))
}

/// Returns whether words of the text that stand in a cell are a name, and not only alike: `a large corpus` is not of the row
/// `Large`. A name has a digit, a hyphen or its capital, or a verb before it says so: `we release base`.
fn is_meant(doc: &Doc, at: usize, cell: &Range<usize>) -> bool {
    let text = |at: usize| doc.get(at).map_or("", |token| token.text.as_str());
    let is_marked = |of: usize| text(of).contains(|c: char| c.is_ascii_digit() || c == '-');
    let has_capital = text(at).starts_with(char::is_uppercase)
        && text(at) == text(cell.start)
        && doc.sentence(at).start != at;
    let back = |by: usize| at.checked_sub(by).map_or("", |at| doc.word(at));
    let skipped = usize::from(matches!(back(1), "the" | "a" | "our" | "on"));
    let verb = back(1 + skipped);
    let is_verb = ["releas", "train", "pretrain", "pre-train", "report"]
        .iter()
        .any(|stem| verb.starts_with(stem));
    let is_told = is_verb && (back(1) != "on" || verb.starts_with("report"));
    cell.clone().any(is_marked) || has_capital || is_told
}

fn is_same_token(doc: &Doc, one: usize, other: usize) -> bool {
    let pair = doc.get(one).zip(doc.get(other));
    pair.is_some_and(|(one, other)| one.kind == other.kind && one.lower == other.lower)
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
