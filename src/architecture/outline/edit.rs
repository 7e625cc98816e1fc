//! Changes to one row of a network's text.

use super::{Row, RowKind, rows};
use std::ops::Range;

/// A change to one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Puts another layer in place of this one.
    Become(String),
    /// Repeats the row this many times; an empty text is once.
    Repeat(String),
    /// Adds something after it.
    Add(String),
    /// Adds a copy after it.
    Duplicate,
    /// Removes it, with all that is in it.
    Remove,
    /// Moves it before the one before it.
    Up,
    /// Moves it after the one after it.
    Down,
}

/// Returns the text with one row changed, and the place of that row in it. The text stays the same where the change
/// is none, such as moving the first row up.
pub fn edit(text: &str, index: usize, edit: &Edit) -> (String, usize) {
    let outline = Outline {
        rows: &rows(text),
        chars: &text.chars().collect::<Vec<char>>(),
    };
    let unchanged = || (text.to_owned(), index);
    let Some(row) = outline.rows.get(index) else {
        return match edit {
            Edit::Add(new) => (join(text, new), outline.rows.len()),
            _ => unchanged(),
        };
    };
    match edit {
        _ if row.kind == RowKind::Branch => unchanged(),
        Edit::Become(_) if row.kind != RowKind::Layer => unchanged(),
        Edit::Become(new) => (outline.replace(row.body.clone(), new), index),
        Edit::Repeat(times) => {
            let before = row.place.start..row.body.start;
            let times = match times.trim() {
                "" | "1" => String::new(),
                times => format!("{times}*"),
            };
            (outline.replace(before, &times), index)
        }
        Edit::Add(new) => outline.insert_after(index, new),
        Edit::Duplicate => outline.insert_after(index, &outline.text(row.place.clone())),
        Edit::Remove => (
            outline.replace(removed(outline.rows, index, outline.chars), ""),
            index.saturating_sub(1),
        ),
        Edit::Up | Edit::Down => outline
            .swap_with_sibling(index, *edit == Edit::Up)
            .unwrap_or_else(unchanged),
    }
}

/// A text and its rows.
struct Outline<'a> {
    rows: &'a [Row],
    chars: &'a [char],
}

impl Outline<'_> {
    fn text(&self, place: Range<usize>) -> String {
        self.chars[place].iter().collect()
    }

    /// Returns the whole text with new text at a place.
    fn replace(&self, place: Range<usize>, new: &str) -> String {
        let before = self.chars[..place.start].iter();
        let after = self.chars[place.end..].iter();
        before
            .copied()
            .chain(new.chars())
            .chain(after.copied())
            .collect()
    }

    /// Returns the index of the row after a row and all that is in it.
    fn next(&self, index: usize) -> usize {
        let end = self.rows[index].place.end;
        let after = self.rows.iter().position(|r| r.place.start >= end);
        after.unwrap_or(self.rows.len())
    }

    fn insert_after(&self, index: usize, new: &str) -> (String, usize) {
        let end = self.rows[index].place.end;
        (self.replace(end..end, &format!(";{new}")), self.next(index))
    }

    /// Swaps a row with the one before or after it in its brackets, if there is one.
    fn swap_with_sibling(&self, index: usize, is_up: bool) -> Option<(String, usize)> {
        let row = &self.rows[index];
        let mut siblings = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, r)| r.parent == row.parent && r.kind != RowKind::Branch);
        let (at, other) = match is_up {
            true => siblings.rfind(|(i, _)| *i < index)?,
            false => siblings.find(|(i, _)| *i > index)?,
        };
        let (first, second) = match is_up {
            true => (other, row),
            false => (row, other),
        };
        let between = self.text(first.place.end..second.place.start);
        let swapped = [
            self.text(second.place.clone()),
            between,
            self.text(first.place.clone()),
        ];
        let text = self.replace(first.place.start..second.place.end, &swapped.concat());
        // A row that moves down comes after all the rows of the other.
        let index = match is_up {
            true => at,
            false => index + self.next(at) - at,
        };
        Some((text, index))
    }
}

fn join(text: &str, new: &str) -> String {
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
