//! Tables with their columns between bars, as fvcore and Markdown pages have them.

/// Returns the cells of a line with bars; a log's time before the first is left out.
pub(super) fn cells(line: &str) -> Option<Vec<&str>> {
    let (_, row) = line.split_once('|')?;
    let row = row.trim_end().strip_suffix('|').unwrap_or(row);
    let cells: Vec<&str> = row.split('|').map(str::trim).collect();
    (cells.len() > 1).then_some(cells)
}

/// Returns whether this is the line between a table's head and its rows.
pub(super) fn is_rule(cells: &[&str]) -> bool {
    cells
        .iter()
        .all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | '=' | ' ')))
}
