//! Changes to one row of a network's text.

use super::{Row, RowKind, rows};
use std::ops::Range;

/// A change to one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Another layer in place of this one.
    Become(String),
    /// Repeated so often; empty is once.
    Repeat(String),
    /// Something after it.
    Add(String),
    /// Twice.
    Duplicate,
    /// Gone, with all that is in it.
    Remove,
    /// Before the one before it.
    Up,
    /// After the one after it.
    Down,
}

/// Returns the text with one row changed, and the place of that row in it; the same text where the change
/// is none, as moving the first row up.
pub fn edit(text: &str, index: usize, edit: &Edit) -> (String, usize) {
    let rows = rows(text);
    let chars: Vec<char> = text.chars().collect();
    let unchanged = || (text.to_owned(), index);
    let Some(row) = rows.get(index) else {
        return match edit {
            Edit::Add(new) => (joined(text, new), rows.len()),
            _ => unchanged(),
        };
    };
    let put = |place: Range<usize>, new: &str| -> String {
        let before = chars[..place.start].iter();
        let after = chars[place.end..].iter();
        before
            .copied()
            .chain(new.chars())
            .chain(after.copied())
            .collect()
    };
    // The row after a row and all that is in it.
    let next = |index: usize| {
        let end = rows[index].place.end;
        let after = rows.iter().position(|r| r.place.start >= end);
        after.unwrap_or(rows.len())
    };
    let whole: String = chars[row.place.clone()].iter().collect();
    match edit {
        _ if row.kind == RowKind::Branch => unchanged(),
        Edit::Become(_) if row.kind != RowKind::Layer => unchanged(),
        Edit::Become(new) => (put(row.body.clone(), new), index),
        Edit::Repeat(times) => {
            let before = row.place.start..row.body.start;
            let times = match times.trim() {
                "" | "1" => String::new(),
                times => format!("{times}*"),
            };
            (put(before, &times), index)
        }
        Edit::Add(new) => {
            let end = row.place.end;
            (put(end..end, &format!(";{new}")), next(index))
        }
        Edit::Duplicate => {
            let end = row.place.end;
            (put(end..end, &format!(";{whole}")), next(index))
        }
        Edit::Remove => (
            put(removed(&rows, index, &chars), ""),
            index.saturating_sub(1),
        ),
        Edit::Up | Edit::Down => {
            let mut siblings = rows
                .iter()
                .enumerate()
                .filter(|(_, r)| r.parent == row.parent && r.kind != RowKind::Branch);
            let other = if *edit == Edit::Up {
                siblings.rfind(|(i, _)| *i < index)
            } else {
                siblings.find(|(i, _)| *i > index)
            };
            let Some((at, other)) = other else {
                return unchanged();
            };
            let (first, second) = if at < index {
                (other, row)
            } else {
                (row, other)
            };
            let there: String = chars[first.place.clone()].iter().collect();
            let here: String = chars[second.place.clone()].iter().collect();
            let between: String = chars[first.place.end..second.place.start].iter().collect();
            let swapped = format!("{here}{between}{there}");
            let text = put(first.place.start..second.place.end, &swapped);
            // Down, it comes after all the rows of the other.
            let index = if at < index {
                at
            } else {
                index + next(at) - at
            };
            (text, index)
        }
    }
}

fn joined(text: &str, new: &str) -> String {
    let text = text.trim_end().trim_end_matches(';');
    if text.is_empty() {
        new.into()
    } else {
        format!("{text};{new}")
    }
}

/// Returns the text that goes with a row: a separator beside it, and the group around it if that
/// has nothing else.
fn removed(rows: &[Row], index: usize, chars: &[char]) -> Range<usize> {
    let row = &rows[index];
    if let (Some(parent), _) = row.parent {
        let alone = rows.iter().filter(|r| r.parent.0 == row.parent.0).count() == 1;
        if alone {
            return removed(rows, parent, chars);
        }
    }
    let is_space = |i: &usize| chars.get(*i).is_some_and(|c| c.is_whitespace());
    let Range { mut start, mut end } = row.place;
    end += (end..).take_while(is_space).count();
    if chars.get(end) == Some(&';') {
        end += 1;
        end += (end..).take_while(is_space).count();
    } else {
        start -= (0..start).rev().take_while(is_space).count();
        if start > 0 && chars[start - 1] == ';' {
            start -= 1;
        }
        end = row.place.end;
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::super::tests::NESTED;
    use super::*;

    #[track_caller]
    fn edited(index: usize, change: Edit, text: &str, then: usize) {
        assert_eq!(edit(NESTED, index, &change), (text.into(), then));
        let focused = rows(text).get(then).is_some();
        assert!(focused, "the row to go on with is there");
    }

    #[test]
    fn rows_are_edited_in_place() {
        let tail = "3*residual(bn;conv(64,3)/conv(64,1));fc(10)";
        edited(
            2,
            Edit::Become("gn".into()),
            &format!("input(3x32x32);2*(gn;relu);{tail}"),
            2,
        );
        edited(
            2,
            Edit::Repeat("4".into()),
            &format!("input(3x32x32);2*(4*bn;relu);{tail}"),
            2,
        );
        edited(
            1,
            Edit::Repeat("1".into()),
            &format!("input(3x32x32);(bn;relu);{tail}"),
            1,
        );
        edited(
            1,
            Edit::Add("gelu".into()),
            &format!("input(3x32x32);2*(bn;relu);gelu;{tail}"),
            4,
        );
        edited(
            3,
            Edit::Add("gelu".into()),
            &format!("input(3x32x32);2*(bn;relu;gelu);{tail}"),
            4,
        );
        edited(
            1,
            Edit::Duplicate,
            &format!("input(3x32x32);2*(bn;relu);2*(bn;relu);{tail}"),
            4,
        );
        edited(1, Edit::Remove, &format!("input(3x32x32);{tail}"), 0);
        edited(3, Edit::Remove, &format!("input(3x32x32);2*(bn);{tail}"), 2);
        edited(
            3,
            Edit::Up,
            &format!("input(3x32x32);2*(relu;bn);{tail}"),
            2,
        );
        edited(
            0,
            Edit::Down,
            &format!("2*(bn;relu);input(3x32x32);{tail}"),
            3,
        );
        edited(0, Edit::Up, NESTED, 0);
        edited(1, Edit::Become("gn".into()), NESTED, 1);
        edited(4, Edit::Become("gn".into()), NESTED, 4);
        edited(
            5,
            Edit::Down,
            "input(3x32x32);2*(bn;relu);3*residual(conv(64,3);bn/conv(64,1));fc(10)",
            6,
        );
        edited(6, Edit::Down, NESTED, 6);
        edited(
            9,
            Edit::Remove,
            "input(3x32x32);2*(bn;relu);3*residual(bn;conv(64,3)/conv(64,1))",
            8,
        );
        assert_eq!(edit("", 0, &Edit::Add("fc(1)".into())), ("fc(1)".into(), 0));
        assert_eq!(
            edit("fc(1);2*(relu)", 2, &Edit::Remove),
            ("fc(1)".into(), 1)
        );
        assert_eq!(
            edit("2*(relu);fc(1)", 1, &Edit::Remove),
            ("fc(1)".into(), 0)
        );
    }
}
