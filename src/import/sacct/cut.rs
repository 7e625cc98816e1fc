//! The cut of a table’s lines into cells.

use std::ops::Range;

/// Common separators. A header may show any other.
pub(super) const SEPARATORS: [&str; 4] = ["|", "\t", ";", ","];

/// The longest cell in quotes.
const MOST_QUOTED: usize = 1_000;

/// The cut of a table’s lines into cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// A separator is between cells.
    At {
        separator: String,
        /// Whether a separator is also before the first cell, as in Markdown.
        is_framed: bool,
        /// Whether a separator may also follow the last cell, as with `sacct -p`.
        is_ended: bool,
    },
    /// Only blanks are between cells.
    Blanks,
    /// Cells are under rows of dashes, each from one byte to another.
    Under(Vec<Range<usize>>),
}

impl Cut {
    /// Cuts at a separator, without a header.
    pub(super) fn at(separator: &str) -> Self {
        Self::At {
            separator: separator.into(),
            is_framed: false,
            is_ended: true,
        }
    }

    /// Returns the cut of a header and its names; none if the line has more than names.
    pub(super) fn of_header(line: &str) -> Option<(Self, Vec<&str>)> {
        let line = line.trim_matches(' ').trim_start_matches('#');
        let line = line.trim_start_matches(' ');
        let (cut, cells) = match separator(line) {
            Some(separator) => {
                let cut = Self::At {
                    separator: separator.to_owned(),
                    is_framed: line.starts_with(separator),
                    is_ended: line.ends_with(separator),
                };
                let cells = cut.cells(line, 0);
                (cut, cells)
            }
            None => (Self::Blanks, wide_cells(line, 0)),
        };
        let mut names = Vec::with_capacity(cells.len());
        for cell in cells {
            // Widths, as in `--format=JobName%30`, are not part of a name.
            let name = line[cell].split('%').next().unwrap_or_default();
            let name = name.trim().trim_matches('"');
            // `TRES Name` is one name.
            if cut == Self::Blanks && name.eq_ignore_ascii_case("name") && !names.is_empty() {
                continue;
            }
            let is_plain = |b: u8| b.is_ascii_alphanumeric() || b" _()/-.".contains(&b);
            let is_word = name.bytes().next().is_some_and(|b| b.is_ascii_alphabetic());
            if !is_word || !name.bytes().all(is_plain) {
                return None;
            }
            names.push(name);
        }
        Some((cut, names))
    }

    /// Cuts under a row of dashes that Slurm prints below its header: `------- ----- `.
    pub(super) fn under(line: &str) -> Option<Self> {
        if !line.bytes().all(|b| b == b'-' || b == b' ') {
            return None;
        }
        let columns = wide_cells(line, 0);
        (columns.len() > 1).then_some(Self::Under(columns))
    }

    /// Returns the cells of a line. If only blanks separate them, there are as many as asked, or
    /// none.
    pub(super) fn cells(&self, line: &str, columns: usize) -> Vec<Range<usize>> {
        match self {
            Self::At {
                separator,
                is_framed,
                is_ended,
            } => {
                let mut cells = split(line, separator, *is_framed);
                let is_empty = |cell: &Range<usize>| line[cell.clone()].trim().is_empty();
                if *is_ended && cells.len() > columns && cells.last().is_some_and(is_empty) {
                    cells.pop();
                }
                cells
            }
            Self::Blanks => {
                let ways = [1, 0].into_iter().map(|most| wide_cells(line, most));
                ways.into_iter()
                    .find(|cells| cells.len() == columns)
                    .unwrap_or_default()
            }
            Self::Under(columns) => under(line, columns),
        }
    }
}

/// Returns the separator between the first two names of a header; none if it is blanks.
fn separator(line: &str) -> Option<&str> {
    let bytes = line.as_bytes();
    let next = |from: usize, is_name: bool| {
        let is = |b: &u8| (b.is_ascii_alphanumeric() || b"_%\"'".contains(b)) == is_name;
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(is).unwrap_or(rest.len())
    };
    let end = next(next(0, true), false);
    let between = line.get(end..next(end, true))?.trim_matches(' ');
    if between.is_empty() {
        return SEPARATORS.into_iter().find(|sep| line.contains(sep));
    }
    Some(between)
}

/// Returns the cells between separators. A cell in quotes, as spreadsheets write it, may contain a
/// separator.
fn split(line: &str, separator: &str, is_framed: bool) -> Vec<Range<usize>> {
    let mut start = 0;
    if is_framed && let Some(at) = line.find(separator) {
        start = at + separator.len();
    }
    let mut cells = Vec::with_capacity(8);
    loop {
        let rest = &line[start..];
        let ends = |at: &usize| {
            let (quote, after) = (rest.as_bytes()[*at], &rest.as_bytes()[at + 1..]);
            quote == b'"' && (after.is_empty() || after.starts_with(separator.as_bytes()))
        };
        let quoted = if rest.starts_with('"') {
            (1..rest.len().min(MOST_QUOTED)).find(ends)
        } else {
            None
        };
        let end = match quoted {
            Some(length) => {
                cells.push(start + 1..start + length);
                start + length + 1
            }
            None => {
                let end = start + rest.find(separator).unwrap_or(rest.len());
                cells.push(start..end);
                end
            }
        };
        if end >= line.len() {
            return cells;
        }
        start = end + separator.len();
    }
}

/// Returns the cells of a line that are more than `most_within` spaces or tabs apart.
fn wide_cells(line: &str, most_within: usize) -> Vec<Range<usize>> {
    let mut cells: Vec<Range<usize>> = Vec::new();
    for (at, byte) in line.bytes().enumerate() {
        if byte == b' ' || byte == b'\t' {
            continue;
        }
        match cells.last_mut() {
            Some(cell) if at - cell.end <= most_within => cell.end = at + 1,
            _ => cells.push(at..at + 1),
        }
    }
    cells
}

/// Returns the cells of a line under their columns. Slurm cuts texts to the width of a column, and
/// lets numbers and times run over it, which shifts what follows (`print_fields.c`).
fn under(line: &str, columns: &[Range<usize>]) -> Vec<Range<usize>> {
    let bytes = line.as_bytes();
    let mut shift = 0;
    let cell = |column: &Range<usize>| {
        let start = (column.start + shift).min(bytes.len());
        let mut end = (column.end + shift).min(bytes.len());
        while bytes.get(end).is_some_and(|byte| *byte != b' ') {
            (end, shift) = (end + 1, shift + 1);
        }
        start..end
    };
    columns.iter().map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts<'a>(cut: &Cut, line: &'a str, columns: usize) -> Vec<&'a str> {
        let cells = cut.cells(line, columns).into_iter();
        cells.map(|cell| line[cell].trim()).collect()
    }

    fn header(line: &str) -> (Cut, Vec<&str>) {
        Cut::of_header(line).unwrap_or_else(|| panic!("{line}"))
    }

    #[test]
    fn a_header_shows_its_separator() {
        for (line, separator) in [
            ("JobID|State|NNodes", "|"),
            ("jobid,state,nnodes,", ","),
            ("\"JobID\";\"State\";\"NNodes\"", ";"),
            ("JobID\tState\tNNodes", "\t"),
            ("JobID%20|State%-12|NNodes", "|"),
            ("# JobID::State::NNodes", "::"),
            ("| JobID | State | NNodes |", "|"),
        ] {
            let (cut, names) = header(line);
            let right = Cut::At {
                separator: separator.into(),
                is_framed: line.starts_with('|'),
                is_ended: line.ends_with(separator),
            };
            assert_eq!(cut, right, "{line}");
            let names = names.join(" ").to_lowercase();
            assert_eq!(names, "jobid state nnodes", "{line}");
        }
        let (cut, names) = header("  Cluster     Proper Name      TRES Name   Used ");
        assert_eq!(cut, Cut::Blanks);
        assert_eq!(names.len(), 4);
        for line in ["4|a|b", "a|3", "a b 3", "a|||b|c"] {
            assert_eq!(Cut::of_header(line), None, "{line}");
        }
    }

    #[test]
    fn quotes_hold_separators() {
        let cut = Cut::at(",");
        assert_eq!(
            texts(&cut, "\"7\",\"a, \"\"b\"\"\",,\"cpu=1,mem=2G\"", 0),
            ["7", "a, \"\"b\"\"", "", "cpu=1,mem=2G"]
        );
        // A quote that nothing closes is a letter.
        assert_eq!(texts(&cut, "7,\"a,b,", 4), ["7", "\"a", "b", ""]);
    }

    #[test]
    fn what_runs_over_its_column_shifts_the_rest() {
        let cut = Cut::under("----- ---------- --- ").unwrap_or(Cut::Blanks);
        assert_eq!(
            texts(&cut, "1       00:00:10   2 ", 3),
            ["1", "00:00:10", "2"]
        );
        assert_eq!(
            texts(&cut, "1     100-23:59:59   2 ", 3),
            ["1", "100-23:59:59", "2"]
        );
        assert_eq!(texts(&cut, "1", 3), ["1", "", ""]);
        for line in ["-----", "", "--- x", "|---|---|"] {
            assert_eq!(Cut::under(line), None, "{line}");
        }
    }

    #[test]
    fn blanks_tell_as_many_cells_as_asked() {
        assert_eq!(texts(&Cut::Blanks, " 7  a b  c ", 3), ["7", "a b", "c"]);
        assert_eq!(texts(&Cut::Blanks, "7 a  b", 3), ["7", "a", "b"]);
        assert_eq!(texts(&Cut::Blanks, "7 a b c", 3), [""; 0]);
    }
}
