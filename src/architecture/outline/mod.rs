//! A network's text as rows that can be edited one by one: for a builder, which shows what is typed
//! also while it cannot be read yet.
//!
//! Nothing here knows what a layer is; only brackets, semicolons, slashes and repetitions. Places
//! are counted in characters.

mod causal;
mod edit;

pub use causal::{is_causal, with_causal};
pub use edit::{Edit, edit};

use super::read::MAX_CHARS;
use super::term::Join;
use std::ops::Range;

/// Brackets deeper than this are shown as part of a layer.
const MAX_DEPTH: usize = 16;

/// The kind of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// One layer or block.
    Layer,
    /// Layers in brackets, repeated; the rows that follow, one deeper, are in it.
    Group,
    /// `residual` or `concat` with its branches, or `shared` with its layers.
    Join(Join),
    /// The start of another branch.
    Branch,
}

/// A row of the builder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its kind.
    pub kind: RowKind,
    /// Brackets around it.
    pub depth: usize,
    /// Its repetitions, as typed; empty is once.
    pub repeat: String,
    /// The layer without its repetition; of a group or a join its name.
    pub text: String,
    /// The place of all of it in the text.
    pub place: Range<usize>,
    /// The row that it is in, and in which of its branches.
    parent: (Option<usize>, usize),
    /// The place of the layer, without its repetition.
    body: Range<usize>,
}

/// Returns the rows of a text.
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
        let join = Join::ALL.into_iter().find(|join| join.name() == name);
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

    /// Reads `12*`, if it comes next.
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

    /// Reads a layer, up to the next semicolon or slash or to the bracket that closes what it is in.
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

/// Returns whether a text can stand in a row as it is typed: it does not open or close anything that other
/// rows are in.
pub fn is_one_layer(text: &str) -> bool {
    let rows = rows(text);
    let balanced = text.matches('(').count() == text.matches(')').count();
    balanced
        && !text.contains([';', '/'])
        && matches!(rows.as_slice(), [row] if row.kind == RowKind::Layer && row.repeat.is_empty())
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

    pub(super) const NESTED: &str =
        "input(3x32x32);2*(bn;relu);3*residual(bn;conv(64,3)/conv(64,1));fc(10)";

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
        assert_eq!(
            shown("12*shared(encoder(1,2,3))"),
            ["shared ×12", "  encoder(1,2,3)"]
        );
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
