//! The rows that are shown, in their order.

use super::rows::Rows;
use super::{Column, Only};

/// Returns the rows of a filter, sorted; `found` says which of them have the words. A row without the figure comes last
/// in both orders, and rows with the same figure stay in the order of the file.
pub(super) fn select(
    rows: &Rows,
    only: Only,
    found: Option<&[bool]>,
    (sort, is_falling): (Column, bool),
) -> Vec<u32> {
    let has_words =
        |row: u32| found.is_none_or(|found| found.get(row as usize).is_some_and(|is| *is));
    let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let mut selected: Vec<u32> = (0..count)
        .filter(|row| rows.marks(*row).are(only) && has_words(*row))
        .collect();
    let Some(figures) = rows.figures(sort) else {
        if is_falling {
            selected.reverse();
        }
        return selected;
    };
    let figure = |row: u32| figures.get(row as usize).copied().unwrap_or(f64::NAN);
    selected.sort_unstable_by(|a, b| {
        let (first, second) = (figure(*a), figure(*b));
        let by_figure = match is_falling && !first.is_nan() && !second.is_nan() {
            true => second.total_cmp(&first),
            // NaN is after every number.
            false => first
                .is_nan()
                .cmp(&second.is_nan())
                .then(first.total_cmp(&second)),
        };
        by_figure.then(a.cmp(b))
    });
    selected
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::batch::Columns;

    fn rows() -> Rows {
        let columns = Columns::of(&["parameters", "tokens"]).expect("keys");
        let mut rows = Rows::default();
        for tokens in ["3T", "1e", "1T", "2T", "1T", ""] {
            let row = columns.evaluate(&[Some("7B"), Some(tokens)]);
            rows.push((0, 0), &row, false);
        }
        rows
    }

    #[test]
    fn rows_without_a_figure_are_last_in_both_orders() {
        let rows = rows();
        let sorted = |is_falling| select(&rows, Only::All, None, (Column::Flop, is_falling));
        assert_eq!(sorted(false), [2, 4, 3, 0, 1, 5]);
        assert_eq!(sorted(true), [0, 3, 2, 4, 1, 5]);
        let by_line = select(&rows, Only::All, None, (Column::Line, true));
        assert_eq!(by_line, [5, 4, 3, 2, 1, 0]);
    }

    #[test]
    fn filters_take_rows_by_their_marks_and_words() {
        let rows = rows();
        let of = |only| select(&rows, only, None, (Column::Line, false));
        assert_eq!(of(Only::Figure), [0, 2, 3, 4]);
        assert_eq!(of(Only::NoFigure), [1, 5]);
        assert!(of(Only::Problems).contains(&1));
        assert!(of(Only::Differs).is_empty());
        let found = [true, true, false, false, true, false];
        let both = select(&rows, Only::Figure, Some(&found), (Column::Flop, false));
        assert_eq!(both, [4, 0]);
    }
}
