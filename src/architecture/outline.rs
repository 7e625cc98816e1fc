//! A network's text as rows that can be edited one by one: for a builder, which shows what is typed
//! also while it cannot be read yet.
//!
//! Nothing here knows what a layer is; only brackets, semicolons, slashes and repetitions. Places
//! are counted in characters.

use super::read::MAX_CHARS;
use super::term::Join;
use std::ops::Range;

/// Brackets deeper than this are shown as part of a layer.
const MAX_DEPTH: usize = 16;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// One layer or block.
    Layer,
    /// Layers in brackets, repeated; the rows that follow, one deeper, are in it.
    Group,
    /// `residual` or `concat`, with its branches.
    Join(Join),
    /// Where another branch begins.
    Branch,
}

/// A row of the builder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Brackets around it.
    pub depth: usize,
    /// How often it is repeated, as typed; empty is once.
    pub repeat: String,
    /// The layer without its repetition; of a group or a join its name.
    pub text: String,
    /// Where all of it stands in the text.
    pub place: Range<usize>,
    /// The row that it is in, and in which of its branches.
    parent: (Option<usize>, usize),
    /// Where the layer stands, without its repetition.
    body: Range<usize>,
}

/// The rows of a text.
pub fn rows(text: &str) -> Vec<Row> {
    let chars: Vec<char> = text.chars().take(MAX_CHARS).collect();
    let mut outline = Outline {
        chars: &chars,
        at: 0,
        rows: Vec::new(),
    };
    outline.terms((None, 0), 0);
    outline.rows
}

struct Outline<'a> {
    chars: &'a [char],
    at: usize,
    rows: Vec<Row>,
}

impl Outline<'_> {
    fn peek(&mut self) -> Option<char> {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.chars.get(self.at).copied()
    }

    /// Terms up to the bracket that closes them, or to the end.
    fn terms(&mut self, parent: (Option<usize>, usize), depth: usize) {
        let mut parent = parent;
        while let Some(next) = self.peek() {
            match next {
                ';' => self.at += 1,
                ')' if depth > 0 => return,
                '/' if depth > 0 => {
                    let place = self.at..self.at + 1;
                    self.at += 1;
                    self.add(RowKind::Branch, parent, depth - 1, place.clone(), place);
                    parent.1 += 1;
                }
                _ => self.term(parent, depth),
            }
        }
    }

    fn term(&mut self, parent: (Option<usize>, usize), depth: usize) {
        let start = self.at;
        self.repetition();
        self.peek();
        let body = self.at;
        let name: String = self.chars[body..]
            .iter()
            .take_while(|c| c.is_ascii_alphabetic())
            .map(char::to_ascii_lowercase)
            .collect();
        let join = [Join::Residual, Join::Concat]
            .into_iter()
            .find(|join| join.name() == name);
        let opens = self.chars.get(body + name.len()) == Some(&'(');
        let kind = match join {
            _ if !opens || depth >= MAX_DEPTH => RowKind::Layer,
            Some(join) => RowKind::Join(join),
            None if name.is_empty() => RowKind::Group,
            None => RowKind::Layer,
        };
        if kind == RowKind::Layer {
            self.layer(depth);
            let end = self.trimmed(body, self.at);
            self.add(kind, parent, depth, start..end, body..end);
            return;
        }
        self.at = body + name.len() + 1;
        let index = self.rows.len();
        self.add(kind, parent, depth, start..start, body..body + name.len());
        self.terms((Some(index), 0), depth + 1);
        if self.peek() == Some(')') {
            self.at += 1;
        }
        self.rows[index].place.end = self.trimmed(start, self.at);
    }

    /// `12*`, if that is what comes.
    fn repetition(&mut self) {
        let start = self.at;
        while self.chars.get(self.at).is_some_and(char::is_ascii_digit) {
            self.at += 1;
        }
        let digits = self.at > start;
        if digits && matches!(self.peek(), Some('*' | '×')) {
            self.at += 1;
        } else {
            self.at = start;
        }
    }

    /// A layer, to the next semicolon or slash or to the bracket that closes what it is in.
    fn layer(&mut self, depth: usize) {
        let mut open = 0usize;
        while let Some(c) = self.chars.get(self.at) {
            match c {
                ';' => return,
                '/' if depth > 0 => return,
                '(' => open += 1,
                ')' if open > 0 => open -= 1,
                ')' if depth > 0 => return,
                _ => {}
            }
            self.at += 1;
        }
    }

    fn trimmed(&self, start: usize, end: usize) -> usize {
        let spaces = self.chars[start..end].iter().rev();
        end - spaces.take_while(|c| c.is_whitespace()).count()
    }

    fn add(
        &mut self,
        kind: RowKind,
        parent: (Option<usize>, usize),
        depth: usize,
        place: Range<usize>,
        body: Range<usize>,
    ) {
        let digits = self.chars[place.start..body.start.max(place.start)].iter();
        self.rows.push(Row {
            kind,
            depth,
            repeat: digits.take_while(|c| c.is_ascii_digit()).collect(),
            text: self.chars[body.clone()].iter().collect(),
            place,
            parent,
            body,
        });
    }
}

/// Whether a text can stand in a row as it is typed: it does not open or close anything that other
/// rows are in.
pub fn is_one_layer(text: &str) -> bool {
    let rows = rows(text);
    let balanced = text.matches('(').count() == text.matches(')').count();
    balanced
        && !text.contains([';', '/'])
        && matches!(rows.as_slice(), [row] if row.kind == RowKind::Layer && row.repeat.is_empty())
}

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

/// The text with one row changed, and the place of that row in it; the same text where the change
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

/// What goes with a row: a separator beside it; what it is in, if nothing else is in there.
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

/// Whether attention is asked to look only at what came before; none where there are no tokens.
pub fn is_causal(text: &str) -> Option<bool> {
    let rows = rows(text);
    let row = &rows[sequence_row(&rows)?];
    Some(settings(&row.text).any(|setting| setting == "causal"))
}

/// The text with attention over what came before alone, or over the whole square.
pub fn with_causal(text: &str, causal: bool) -> String {
    let all = rows(text);
    let Some(index) = sequence_row(&all) else {
        return text.into();
    };
    let old = &all[index].text;
    let name = old.split('(').next().unwrap_or_default();
    let kept = settings(old).filter(|setting| *setting != "causal");
    let added = causal.then_some("causal");
    let settings: Vec<&str> = kept.chain(added).collect();
    edit(
        text,
        index,
        &Edit::Become(format!("{name}({})", settings.join(","))),
    )
    .0
}

/// The row that says how long the sequence is: the decoder's where there is one.
fn sequence_row(rows: &[Row]) -> Option<usize> {
    let named = |name: &str| {
        rows.iter().position(|row| {
            let is = |text: &str| text.trim().eq_ignore_ascii_case(name);
            row.text.split('(').next().is_some_and(is)
        })
    };
    named("target").or_else(|| named("tokens"))
}

fn settings(layer: &str) -> impl Iterator<Item = &str> {
    let inside = layer.split_once('(').map_or("", |(_, inside)| inside);
    let inside = inside.trim_end().trim_end_matches(')');
    inside.split(',').map(str::trim).filter(|s| !s.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let line = |row: Row| {
            let what = match row.kind {
                RowKind::Group => "group".into(),
                RowKind::Branch => "or".into(),
                _ => row.text,
            };
            let times = if row.repeat.is_empty() {
                String::new()
            } else {
                format!(" ×{}", row.repeat)
            };
            format!("{}{what}{times}", "  ".repeat(row.depth))
        };
        rows(text).into_iter().map(line).collect()
    }

    const NESTED: &str = "input(3x32x32);2*(bn;relu);3*residual(bn;conv(64,3)/conv(64,1));fc(10)";

    #[test]
    fn a_text_is_rows() {
        assert_eq!(
            shown(NESTED),
            [
                "input(3x32x32)",
                "group ×2",
                "  bn",
                "  relu",
                "residual ×3",
                "  bn",
                "  conv(64,3)",
                "or",
                "  conv(64,1)",
                "fc(10)",
            ]
        );
        assert_eq!(shown(" 2 * relu ; \n fc( 3 ) "), ["relu ×2", "fc( 3 )"]);
        assert_eq!(shown(""), [""; 0]);
    }

    #[test]
    fn what_is_half_typed_does_not_swallow_the_rows_after_it() {
        assert_eq!(shown("conv(64;relu"), ["conv(64", "relu"]);
        assert_eq!(
            shown("2*(conv(64,;relu);fc(1)"),
            ["group ×2", "  conv(64,", "  relu", "fc(1)"]
        );
        assert_eq!(shown("fc(1));relu"), ["fc(1))", "relu"]);
        assert_eq!(shown("12*"), [" ×12"]);
        assert_eq!(shown("residual(fc(1)"), ["residual", "  fc(1)"]);
        let deep = "(".repeat(5000);
        assert!(shown(&deep).len() <= MAX_DEPTH + 1);
    }

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

    #[test]
    fn causal_is_a_switch() {
        assert_eq!(is_causal("tokens(8);embed(9,4)"), Some(false));
        assert_eq!(
            with_causal("tokens(8);embed(9,4)", true),
            "tokens(8,causal);embed(9,4)"
        );
        assert_eq!(
            with_causal("tokens(8,causal);fc(1)", false),
            "tokens(8);fc(1)"
        );
        assert_eq!(
            with_causal("tokens(8);fc(1);target(3);fc(2)", true),
            "tokens(8);fc(1);target(3,causal);fc(2)"
        );
        assert_eq!(is_causal("input(3)"), None);
        assert_eq!(with_causal("input(3)", true), "input(3)");
    }

    #[test]
    fn a_row_takes_one_layer() {
        for one in ["conv(64,3)", "relu", "fc", ""] {
            assert_eq!(is_one_layer(one), !one.is_empty(), "{one}");
        }
        for more in [
            "conv(64",
            "fc(1);relu",
            "2*relu",
            "residual(fc(1))",
            "(relu)",
            "a/b",
            "fc(1))",
        ] {
            assert!(!is_one_layer(more), "{more}");
        }
    }
}
