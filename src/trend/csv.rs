//! Rows and cells of a text that is separated by commas, semicolons or tabs (RFC 4180).

/// The longest cell, in characters; the rest is left out.
const MOST_CELL: usize = 2_000;

/// Returns at most `most` rows, each with the number of its first line. Empty lines are left out. The first line
/// tells the sign between cells.
pub(super) fn rows(text: &str, most: usize) -> Vec<(usize, Vec<String>)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let separator = separator(text.lines().next().unwrap_or_default());
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    let mut cell = Cell::default();
    let (mut line, mut first) = (1, 1);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        line += usize::from(c == '\n');
        if cell.is_quoted {
            match c {
                '"' if chars.peek() == Some(&'"') => {
                    chars.next();
                    cell.push('"');
                }
                '"' => cell.is_quoted = false,
                c => cell.push(c),
            }
            continue;
        }
        match c {
            '"' if cell.text.is_empty() => cell.is_quoted = true,
            c if c == separator => cells.push(cell.take()),
            '\n' => {
                cells.push(cell.take());
                end_row(&mut rows, &mut cells, first);
                first = line;
                if rows.len() == most {
                    return rows;
                }
            }
            '\r' => {}
            c => cell.push(c),
        }
    }
    cells.push(cell.take());
    end_row(&mut rows, &mut cells, first);
    rows
}

#[derive(Default)]
struct Cell {
    text: String,
    length: usize,
    is_quoted: bool,
}

impl Cell {
    fn push(&mut self, c: char) {
        if self.length < MOST_CELL {
            self.text.push(c);
            self.length += 1;
        }
    }

    /// Returns the text on one line, without spaces around it.
    fn take(&mut self) -> String {
        let text = std::mem::take(self).text;
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ")
    }
}

fn end_row(rows: &mut Vec<(usize, Vec<String>)>, cells: &mut Vec<String>, line: usize) {
    let cells = std::mem::take(cells);
    if cells.iter().any(|cell| !cell.is_empty()) {
        rows.push((line, cells));
    }
}

/// Returns the sign that is most frequent in a line.
fn separator(line: &str) -> char {
    let count = |sign: &char| line.chars().filter(|c| c == sign).count();
    // The last of those that are equally frequent is the comma.
    ['\t', ';', ',']
        .into_iter()
        .max_by_key(count)
        .unwrap_or(',')
}

/// Returns a cell as it is written, between quotes where that is needed.
pub(super) fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text, 100)
            .into_iter()
            .map(|(_, cells)| cells)
            .collect()
    }

    #[test]
    fn cells_are_between_their_signs() {
        assert_eq!(
            cells("a,b\r\n1,\"x, \"\"y\"\"\"\r\n\r\n"),
            [["a", "b"], ["1", "x, \"y\""]]
        );
        assert_eq!(cells("\u{feff}a;b\n1;2,5"), [["a", "b"], ["1", "2,5"]]);
        assert_eq!(cells("a\tb\n\n1\t2"), [["a", "b"], ["1", "2"]]);
        assert_eq!(cells("").len(), 0);
    }

    #[test]
    fn a_row_has_the_number_of_its_line() {
        let numbers: Vec<usize> = rows("a\n\n\"b\nc\"\nd", 100)
            .into_iter()
            .map(|(line, _)| line)
            .collect();
        assert_eq!(numbers, [1, 3, 5]);
        assert_eq!(cells("a\n\"b\nc\"")[1], ["b c"]);
    }

    #[test]
    fn a_quote_that_never_ends_ends_with_the_text() {
        let long = format!("a\n\"{}", "x,\n".repeat(10_000));
        let rows = rows(&long, 100);
        assert_eq!(rows.len(), 2);
        assert!(rows[1].1[0].len() <= MOST_CELL);
    }

    #[test]
    fn a_quoted_cell_is_read_as_it_was() {
        let text = "Say \"hi\", twice";
        assert_eq!(cells(&quoted(text)), [[text]]);
    }
}
