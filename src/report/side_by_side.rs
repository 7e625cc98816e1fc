//! Writes estimates side by side as a table in CSV, Markdown or LaTeX.

use super::escape::cell::Table;
use super::escape::{latex, markdown};
use crate::compare::{Column, Row, figures, inputs};
use crate::draft::link;
use crate::quantity::write;

/// The format of a table of estimates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// RFC 4180, a row for each figure and input, numbers with their ranges in columns.
    Csv,
    /// A Markdown table, for model cards.
    Markdown,
    /// A table for a paper, with the package booktabs.
    Latex,
}

impl TableFormat {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Markdown, Self::Latex];

    /// Names the format.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Markdown => "Markdown",
            Self::Latex => "LaTeX",
        }
    }

    /// Returns the name under which the table is saved.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Csv => "petaday-comparison.csv",
            Self::Markdown => "petaday-comparison.md",
            Self::Latex => "petaday-comparison.tex",
        }
    }
}

/// Writes the table of estimates. `page` is the address of the calculator, with which the links begin.
pub fn side_by_side(format: TableFormat, columns: &[Column], page: &str) -> String {
    let (figures, inputs) = (figures(columns), inputs(columns));
    let addresses: Vec<String> = columns
        .iter()
        .map(|column| format!("{page}#{}", link::encode(column.evaluation.draft())))
        .collect();
    match format {
        TableFormat::Csv => csv(columns, &figures, &inputs, &addresses),
        TableFormat::Markdown => in_markdown(columns, &figures, &inputs, &addresses),
        TableFormat::Latex => in_latex(columns, &figures, &inputs, &addresses),
    }
}

fn csv(columns: &[Column], figures: &[Row], inputs: &[Row], addresses: &[String]) -> String {
    let mut table = Table::default();
    let mut head = vec!["row".to_owned(), "unit".into()];
    for column in columns {
        let name = &column.name;
        head.extend([
            name.clone(),
            format!("{name}, low"),
            format!("{name}, high"),
        ]);
    }
    table.row(&head);
    for row in figures.iter().chain(inputs) {
        let mut cells = vec![row.label.clone(), row.unit.to_owned()];
        for cell in &row.cells {
            cells.extend(match cell.as_ref().map(|cell| (cell, cell.value)) {
                Some((_, Some(value))) => {
                    [value.median(), value.low(), value.high()].map(write::exact)
                }
                Some((cell, None)) => [cell.text.clone(), String::new(), String::new()],
                None => [const { String::new() }; 3],
            });
        }
        table.row(&cells);
    }
    let mut links = vec!["link".to_owned(), String::new()];
    for address in addresses {
        links.extend([address.clone(), String::new(), String::new()]);
    }
    table.row(&links);
    table.text()
}

/// Returns the cells of a row, the label first, with FLOP in brackets after it.
fn texts(row: &Row) -> Vec<String> {
    let label = match row.unit {
        "FLOP" => format!("{} (FLOP)", row.label),
        _ => row.label.clone(),
    };
    let cell = |cell: &Option<crate::compare::Cell>| match cell {
        Some(cell) => cell.text.clone(),
        None => "–".into(),
    };
    std::iter::once(label)
        .chain(row.cells.iter().map(cell))
        .collect()
}

fn head(columns: &[Column]) -> Vec<String> {
    let names = columns.iter().map(|column| column.name.clone());
    std::iter::once(String::new()).chain(names).collect()
}

fn in_markdown(
    columns: &[Column],
    figures: &[Row],
    inputs: &[Row],
    addresses: &[String],
) -> String {
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| markdown::text(cell)).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut out = line(head(columns));
    out.push_str(&format!("|{}\n", " --- |".repeat(columns.len() + 1)));
    for row in figures.iter().chain(inputs) {
        out.push_str(&line(texts(row)));
    }
    let links: Vec<String> = addresses
        .iter()
        .map(|address| markdown::link("open", address))
        .collect();
    out.push_str(&format!("| Estimate | {} |\n", links.join(" | ")));
    out
}

fn in_latex(columns: &[Column], figures: &[Row], inputs: &[Row], addresses: &[String]) -> String {
    let line = |cells: Vec<String>| {
        let cells: Vec<String> = cells.iter().map(|cell| latex::text(cell)).collect();
        format!("  {} \\\\\n", cells.join(" & "))
    };
    let mut out = String::from("% Needs \\usepackage{booktabs} and \\usepackage{hyperref}.\n");
    if columns.iter().any(|column| latex::is_lossy(&column.name)) {
        out.push_str(super::latex::LOSSY);
    }
    out.push_str(&format!(
        "\\begin{{tabular}}{{l{}}}\n  \\toprule\n",
        "r".repeat(columns.len())
    ));
    out.push_str(&line(head(columns)));
    out.push_str("  \\midrule\n");
    for row in figures {
        out.push_str(&line(texts(row)));
    }
    out.push_str("  \\midrule\n");
    for row in inputs {
        out.push_str(&line(texts(row)));
    }
    let links: Vec<String> = addresses
        .iter()
        .map(|address| format!("\\href{{{}}}{{open}}", latex::address(address)))
        .collect();
    out.push_str(&format!("  Estimate & {} \\\\\n", links.join(" & ")));
    out.push_str("  \\bottomrule\n\\end{tabular}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::columns;

    fn written(format: TableFormat) -> String {
        let links = [
            "v=1&title=A_|_%26_B&parameters=70e9&tokens=2e12",
            "v=1&title=%3D1%2B1&parameters=7e9..8e9&tokens=2e12",
        ];
        let columns = columns(&links.map(String::from));
        side_by_side(format, &columns, "https://petaday.example/")
    }

    #[test]
    fn csv_has_numbers_with_their_ranges_and_no_formula() {
        let text = written(TableFormat::Csv);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let head = reader.headers().expect("a head").clone();
        assert_eq!(head.get(2), Some("A | & B"));
        assert_eq!(head.get(5), Some("'=1+1"));
        let rows: Vec<csv::StringRecord> =
            reader.records().map(|row| row.expect("a row")).collect();
        assert!(rows.iter().all(|row| row.len() == head.len()));
        let compute = rows
            .iter()
            .find(|row| row.get(0) == Some("Training compute"));
        let compute = compute.expect("a row of compute");
        assert_eq!(compute.get(2), Some("8.4e23"));
        assert!(compute.get(6) < compute.get(7), "{compute:?}");
        assert!(text.contains("https://petaday.example/#v=1&title=A_%7C_%26_B"));
    }

    #[test]
    fn nothing_in_a_title_is_markup() {
        let text = written(TableFormat::Markdown);
        assert!(
            text.starts_with("|  | A \\| &amp; B | \\=1+1 |\n| --- | --- | --- |\n"),
            "{text}"
        );
        let cells = |line: &str| line.replace("\\|", "").matches('|').count();
        assert!(text.lines().all(|line| cells(line) == 4), "{text}");
        let text = written(TableFormat::Latex);
        assert!(text.contains("A \\textbar{} \\& B"), "{text}");
        assert!(
            text.contains("Training compute (FLOP) & $8.4\\times10^{23}$ &"),
            "{text}"
        );
    }
}
