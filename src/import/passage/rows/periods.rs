//! Tables whose rows are periods of one training.

use super::of_cell;
use crate::import::passage::gather::Passage;
use crate::import::passage::label;
use crate::import::passage::mention::Mention;
use crate::import::passage::noun::Noun;
use crate::import::passage::number::amount;
use crate::import::passage::periods::Period;
use crate::import::passage::table::Table;
use crate::import::passage::token::Doc;
use std::ops::Range;

/// Reads rows of a table of periods that say the utilization of all: `MFU of the three together | 37%`.
pub(super) fn shares_of(passage: &Passage, table: &Table) -> Vec<Mention> {
    let doc = &passage.doc;
    let mut out = Vec::new();
    for row in table.rows.iter().skip(1) {
        let Some((label, values)) = row.split_first() else {
            continue;
        };
        let meaning = label::meaning(doc, label.clone())
            .filter(|(noun, _)| matches!(noun, Noun::Mfu | Noun::Hfu));
        let value = values.iter().find(|cell| !cell.is_empty());
        if let (Some(meaning), Some(value)) = (meaning, value) {
            out.extend(of_cell(passage, value, Some(meaning)));
        }
    }
    out
}

/// Reads rows that are periods of one training: each with a time and a number of chips.
pub(super) fn periods(passage: &Passage, table: &Table) -> Option<Vec<Period>> {
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
    // Rows with parameters of their own are models.
    if column(&|noun| noun == Noun::Parameter).is_some() {
        return None;
    }
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
pub(super) fn is_void(doc: &Doc, range: &Range<usize>) -> bool {
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
