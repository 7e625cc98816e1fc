//! Tables that were pasted as text: with bars, tabs, ampersands or wide spaces between their cells.

use super::label;
use super::noun::Noun;
use super::token::Doc;
use std::ops::Range;

/// Rows of cells; a cell is a range of tokens.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Range<usize>>>,
    pub(super) tokens: Range<usize>,
}

impl Table {
    /// Returns the meaning of a column by its header, with the header of the table if it has one.
    pub(super) fn column(&self, doc: &Doc, number: usize) -> Option<(Noun, f64)> {
        let header = self.rows.first()?.get(number)?.clone();
        label::meaning(doc, header)
    }

    /// Returns whether the first row has names of columns and no numbers.
    pub(super) fn has_header(&self, doc: &Doc) -> bool {
        let Some(first) = self.rows.first() else {
            return false;
        };
        let starts_with_number = |cell: &Range<usize>| {
            doc.get(cell.start).is_some_and(|token| token.is_number()) && !cell.is_empty()
        };
        let named = (0..first.len())
            .filter(|column| self.column(doc, *column).is_some())
            .count();
        !first.iter().any(starts_with_number) && named > 0
    }
}

/// Finds the tables of a passage: at least three lines of at least three cells. The strokes under a header are one.
pub(super) fn tables(doc: &Doc) -> Vec<Table> {
    let mut out = Vec::new();
    let mut rows: Vec<Vec<Range<usize>>> = Vec::new();
    let mut span = 0..0;
    let mut strokes = 0;
    let mut close =
        |rows: &mut Vec<Vec<Range<usize>>>, span: &Range<usize>, strokes: &mut usize| {
            if rows.len() + std::mem::take(strokes) >= 3 && rows.len() >= 2 {
                out.push(Table {
                    rows: std::mem::take(rows),
                    tokens: span.clone(),
                });
            }
            rows.clear();
        };
    for line in lines(doc) {
        let cells = cells(doc, line.clone());
        if cells.len() >= 3 {
            // Another header begins another table.
            if rows.is_empty() {
                span.start = line.start;
            }
            span.end = line.end;
            match is_rule(doc, &line) {
                true => strokes = 1,
                false => rows.push(cells),
            }
        } else if line.len() > 1 || rows.len() < 2 {
            close(&mut rows, &span, &mut strokes);
        } else if line.len() <= 1 {
            // An empty line ends a table.
            close(&mut rows, &span, &mut strokes);
        }
    }
    close(&mut rows, &span, &mut strokes);
    out
}

/// Returns the lines that the text keeps, without their ends.
fn lines(doc: &Doc) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, token) in doc.tokens.iter().enumerate() {
        if token.kind == super::token::Kind::Break {
            out.push(start..at);
            start = at + 1;
        }
    }
    out.push(start..doc.tokens.len());
    out
}

/// Returns whether a line has only the strokes under a header.
fn is_rule(doc: &Doc, line: &Range<usize>) -> bool {
    line.clone().all(|at| {
        ['|', '-', ':', '+', '=', '–']
            .iter()
            .any(|sign| doc.sign(at, *sign))
    })
}

/// Splits a line into cells.
fn cells(doc: &Doc, line: Range<usize>) -> Vec<Range<usize>> {
    let count = |sign: char| line.clone().filter(|at| doc.sign(*at, sign)).count();
    let sign = ['\t', '|', '&'].into_iter().find(|sign| count(*sign) >= 2);
    let mut out = Vec::new();
    let mut start = line.start;
    if let Some(sign) = sign {
        for at in line.clone() {
            if doc.sign(at, sign) {
                // The first stroke of `| a | b |` has no cell before it; that of `& a & b` has an empty one.
                if at > line.start || sign != '|' {
                    out.push(start..at);
                }
                start = at + 1;
            }
        }
        if start < line.end || sign != '|' {
            out.push(start..line.end);
        }
    } else {
        for at in line.clone() {
            if at > start && doc.tokens[at].gap >= 2 {
                out.push(start..at);
                start = at;
            }
        }
        if start < line.end {
            out.push(start..line.end);
        }
    }
    out
}
