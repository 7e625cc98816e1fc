//! Which cell of a line is what.

use super::What;

/// The columns of the call that is documented, in their order.
const DOCUMENTED: Layout = Layout {
    columns: 6,
    id: Some(0),
    name: Some(1),
    state: Some(2),
    elapsed: Some(3),
    tres: Some(4),
    nodes: Some(5),
};

/// Where the columns are, by their names if there is a header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    columns: usize,
    id: Option<usize>,
    name: Option<usize>,
    state: Option<usize>,
    elapsed: Option<usize>,
    tres: Option<usize>,
    nodes: Option<usize>,
}

impl Default for Layout {
    fn default() -> Self {
        DOCUMENTED
    }
}

impl Layout {
    /// The layout that a header says, if the line is one: one of its cells is JobID.
    pub(super) fn of_header(line: &str) -> Option<Self> {
        // Nearly every line starts with a digit and is none.
        if line.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let line = line.trim().trim_end_matches('|');
        let names: Vec<String> = line
            .split('|')
            .map(|name| name.trim().to_ascii_lowercase())
            .collect();
        let find = |name: &str| names.iter().position(|other| other == name);
        let id = find("jobid").or_else(|| find("jobidraw"))?;
        Some(Self {
            columns: names.len(),
            id: Some(id),
            name: find("jobname"),
            state: find("state"),
            elapsed: find("elapsedraw").or_else(|| find("elapsed")),
            tres: find("alloctres").or_else(|| find("reqtres")),
            nodes: find("nnodes").or_else(|| find("allocnodes")),
        })
    }

    /// A column that no hours can be counted without, and that is not there.
    pub(super) fn missing(&self) -> Option<&'static str> {
        match (self.elapsed, self.tres) {
            (None, _) => Some("ElapsedRaw"),
            (_, None) => Some("AllocTRES"),
            _ => None,
        }
    }
}

/// The cells of a line; an empty one where the layout has no such column.
pub(super) struct Cells<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    pub(super) state: &'a str,
    pub(super) elapsed: &'a str,
    pub(super) tres: &'a str,
    pub(super) nodes: &'a str,
}

impl<'a> Cells<'a> {
    pub(super) fn of(layout: &Layout, line: &'a str) -> Result<Self, What> {
        let mut cells: Vec<&str> = Vec::with_capacity(layout.columns + 2);
        cells.extend(line.split('|'));
        if cells.len() < 2 {
            return Err(What::NotSeparated);
        }
        // `sacct -p` ends every line with a separator.
        if cells.len() == layout.columns + 1 && cells.last() == Some(&"") {
            cells.pop();
        }
        // A job's name may have the separator in it; no other cell has.
        let extra = match (cells.len().checked_sub(layout.columns), layout.name) {
            (None, _) => return Err(What::TooFewCells),
            (Some(extra), Some(_)) => extra,
            (Some(0), None) => 0,
            (Some(_), None) => return Err(What::TooFewCells),
        };
        let name_at = layout.name.unwrap_or(usize::MAX);
        let cell = |column: Option<usize>| {
            let index = column.map(|at| if at > name_at { at + extra } else { at });
            index.and_then(|at| cells.get(at)).copied().unwrap_or("")
        };
        Ok(Self {
            id: cell(layout.id),
            name: match layout.name {
                Some(at) => joined(line, &cells, at, extra),
                None => "",
            },
            state: cell(layout.state),
            elapsed: cell(layout.elapsed),
            tres: cell(layout.tres),
            nodes: cell(layout.nodes),
        })
    }
}

/// The text from one cell to a later one, separators included.
fn joined<'a>(line: &'a str, cells: &[&str], at: usize, extra: usize) -> &'a str {
    let start: usize = cells.iter().take(at).map(|cell| cell.len() + 1).sum();
    let length: usize = cells
        .iter()
        .skip(at)
        .take(extra + 1)
        .map(|cell| cell.len() + 1)
        .sum();
    let end = (start + length).saturating_sub(1);
    line.get(start..end).unwrap_or_default()
}
