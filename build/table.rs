//! A CSV table, read row by row, with every problem kept instead of the first one only.

use csv::StringRecord;

/// The rows of a table, or everything that is wrong with it.
pub(crate) type Checked<Row> = Result<Vec<Row>, Vec<String>>;

/// A row that could be read, and where it stands: `assets/chips.csv line 3, nvidia-k80`.
pub(crate) struct Placed<Row> {
    pub(crate) place: String,
    pub(crate) row: Row,
}

/// One row while it is read: its cells by column name, and what is wrong with them.
pub(crate) struct Cells<'a> {
    place: String,
    columns: &'a [&'a str],
    record: StringRecord,
    problems: Vec<String>,
}

/// Reads a table whose header is exactly `columns`; the first column names the row.
pub(crate) fn read<Row>(
    file: &str,
    text: &str,
    columns: &[&str],
    row: impl Fn(&mut Cells) -> Row,
) -> (Vec<Placed<Row>>, Vec<String>) {
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    if header.iter().ne(columns.iter().copied()) {
        let columns = columns.join(",");
        let problem = format!("{file} line 1: the header must be exactly {columns}");
        return (Vec::new(), vec![problem]);
    }

    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                problems.push(format!("{file}: {error}"));
                continue;
            }
        };
        let line = record.position().map_or(0, |position| position.line());
        let name = record.get(0).unwrap_or_default();
        let place = format!("{file} line {line}, {name}");
        if record.len() != columns.len() {
            problems.push(format!(
                "{place}: {} cells under {} columns; put text with a comma in double quotes",
                record.len(),
                columns.len(),
            ));
            continue;
        }
        let mut cells = Cells {
            place,
            columns,
            record,
            problems: Vec::new(),
        };
        let row = row(&mut cells);
        problems.append(&mut cells.problems);
        rows.push(Placed {
            place: cells.place,
            row,
        });
    }
    (rows, problems)
}

impl Cells<'_> {
    /// Notes a problem of this row.
    pub(crate) fn complain(&mut self, problem: impl std::fmt::Display) {
        self.problems.push(format!("{}: {problem}", self.place));
    }

    /// Returns a cell as written; it may be empty.
    pub(crate) fn text(&self, column: &str) -> String {
        let index = self.columns.iter().position(|name| *name == column);
        let index = index.unwrap_or_else(|| panic!("no column is called {column}"));
        self.record.get(index).unwrap_or_default().to_owned()
    }

    /// Returns a cell that must say something.
    pub(crate) fn required(&mut self, column: &str) -> String {
        let text = self.text(column);
        if text.is_empty() {
            self.complain(format_args!("{column} is empty: fill it in"));
        }
        text
    }

    /// Returns a positive number, or nothing.
    pub(crate) fn number(&mut self, column: &str) -> Option<f64> {
        let text = self.text(column);
        if text.is_empty() {
            return None;
        }
        let value = positive(&text);
        if value.is_none() {
            self.complain(format_args!(
                "{column} is “{text}”, not a positive number: write it like 312e12, or leave it empty"
            ));
        }
        value
    }

    /// Returns a number that must be there, within a range.
    pub(crate) fn required_number(&mut self, column: &str, range: std::ops::Range<f64>) -> f64 {
        if self.required(column).is_empty() {
            return f64::NAN;
        }
        let value = self.number(column).unwrap_or(f64::NAN);
        if value.is_finite() && !range.contains(&value) {
            self.complain(format_args!(
                "{column} is outside {} to {}: is it in another unit?",
                range.start, range.end
            ));
        }
        value
    }

    /// One of some words that the library has names for.
    pub(crate) fn one_of(&mut self, column: &str, names: &[(&str, &str)]) -> String {
        let text = self.required(column);
        if !names.iter().any(|(name, _)| *name == text) {
            let names: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
            self.complain(format_args!(
                "{column} “{text}” must be one of {}",
                names.join(", ")
            ));
        }
        text
    }

    /// Returns a day that there was: `2022-04-04`.
    pub(crate) fn day(&mut self, column: &str) -> String {
        let day = self.required(column);
        if !is_day(&day) {
            self.complain(format_args!("{column} “{day}” is no day: write 2022-04-04"));
        }
        day
    }

    /// Notes a cell that the compiled text of a table, in which tabs and line breaks end cells, could
    /// not hold.
    pub(crate) fn unbroken(&mut self) {
        if self.record.iter().any(|cell| cell.contains(['\t', '\n'])) {
            self.complain(
                "a cell has a tab or a line break in it: the compiled table ends cells so",
            );
        }
    }

    /// Returns a year of four digits, `first` or later.
    pub(crate) fn year(&mut self, column: &str, first: u16) -> u16 {
        let year = self.required(column).parse().unwrap_or_default();
        if !(first..2100).contains(&year) {
            self.complain(format_args!(
                "{column} must be the four digits of one since {first}"
            ));
        }
        year
    }

    /// Returns the slug in the first column: lower-case letters, digits and points in groups joined by
    /// hyphens. It goes into links, where nothing of it may need escaping.
    pub(crate) fn slug(&mut self, column: &str) -> String {
        let slug = self.required(column);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.';
        if slug
            .split('-')
            .any(|group| group.is_empty() || !group.chars().all(plain))
        {
            self.complain(format_args!(
                "{column} “{slug}” must be lower-case letters, digits and points, joined by single hyphens"
            ));
        }
        slug
    }

    /// Returns the address of a page.
    pub(crate) fn link(&mut self, column: &str) -> String {
        let link = self.required(column);
        let is_address = link.starts_with("https://") || link.starts_with("http://");
        if !is_address || link.contains(char::is_whitespace) {
            self.complain(format_args!(
                "{column} “{link}” is no address: it must start with https:// or http:// and have no space"
            ));
        }
        link
    }

    /// Returns where the row's figures are from: words, and an address to look them up.
    pub(crate) fn source(&mut self) -> String {
        let source = self.required("source");
        if !source.is_empty() && !source.contains("https://") {
            self.complain("source has no https:// address: add the page that prints the figures");
        }
        source
    }
}

/// Returns whether the text is a day that there was since the first networks were trained.
pub(crate) fn is_day(text: &str) -> bool {
    let number = |part: &str, digits: usize| -> Option<u32> {
        let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| part.parse().ok())?
    };
    let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2))
    else {
        return false;
    };
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1950..2100).contains(&year) && (1..=days).contains(&day)
}

/// Returns the number, if it is one that a quantity can have.
pub(crate) fn positive(text: &str) -> Option<f64> {
    let value: f64 = text.parse().ok()?;
    (value.is_normal() && value > 0.0).then_some(value)
}

/// Returns the rows without their places, if there is no problem.
pub(crate) fn checked<Row>(rows: Vec<Placed<Row>>, problems: Vec<String>) -> Checked<Row> {
    if problems.is_empty() {
        Ok(rows.into_iter().map(|placed| placed.row).collect())
    } else {
        Err(problems)
    }
}

/// Notes each row that has a value which an earlier row has too.
pub(crate) fn unique<Row>(
    rows: &[Placed<Row>],
    column: &str,
    value: impl Fn(&Row) -> &str,
    problems: &mut Vec<String>,
) {
    for (index, Placed { place, row }) in rows.iter().enumerate() {
        let same = |other: &&Placed<Row>| value(&other.row) == value(row);
        if let Some(earlier) = rows[..index].iter().find(same) {
            problems.push(format!(
                "{place}: {column} “{}” is already that of {}: remove one of the two rows",
                value(row),
                earlier.place,
            ));
        }
    }
}
