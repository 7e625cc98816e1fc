//! Tables: columns of Python as texts, evaluated on all cores, and their figures as columns again.

use super::error;
use petaday::batch::{Cell, Columns};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyList, PyString};
use std::thread::{self, ScopedJoinHandle};

/// The rows that a thread takes at once, at least. Fewer are not worth a thread.
const FEW: usize = 64;

/// A column as texts. A cell that is empty is `None`.
type Texts = Vec<Option<String>>;

/// Evaluates each row. Returns the columns that `petaday batch` appends, by their names.
#[pyfunction]
pub(crate) fn rows<'py>(
    py: Python<'py>,
    names: Vec<String>,
    columns: Vec<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyDict>> {
    let header: Vec<&str> = names.iter().map(String::as_str).collect();
    let header = Columns::of(&header).map_err(error)?;
    let mut cells = Vec::new();
    for (name, column) in names.iter().zip(&columns) {
        cells.push(texts(name, column)?);
    }
    let length = cells.first().map_or(0, Vec::len);
    if let Some((name, column)) = names
        .iter()
        .zip(&cells)
        .find(|(_, column)| column.len() != length)
    {
        let told = format!(
            "The column {name} has {} rows and the first {length}.",
            column.len()
        );
        return Err(error(told));
    }
    let rows = py.detach(|| evaluate(&header, &cells, length));
    by_column(py, &header, rows)
}

/// Reads a column: of pyarrow, polars, pandas or numpy by its own method that makes a list, else whatever iterates.
fn texts(name: &str, column: &Bound<'_, PyAny>) -> PyResult<Texts> {
    let mut list = column.clone();
    for method in ["to_pylist", "to_list", "tolist"] {
        if column.hasattr(method)? {
            list = column.call_method0(method)?;
            break;
        }
    }
    let cells = list.try_iter()?;
    cells.map(|cell| text(name, &cell?)).collect()
}

/// Reads a cell. A number is a text as Python writes it, which is exact.
fn text(name: &str, cell: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if cell.is_none() {
        return Ok(None);
    }
    if let Ok(text) = cell.cast::<PyString>() {
        return Ok(Some(text.to_string_lossy().into_owned()));
    }
    if cell.is_instance_of::<PyBool>() {
        return Err(error(format!(
            "{name}: {cell} is neither text nor a number."
        )));
    }
    if cell.is_instance_of::<PyFloat>() && cell.extract::<f64>()?.is_nan() {
        return Ok(None);
    }
    // The missing values of pandas.
    let kind = cell.get_type().name()?;
    if kind == "NAType" || kind == "NaTType" {
        return Ok(None);
    }
    Ok(Some(cell.str()?.to_string_lossy().into_owned()))
}

/// Evaluates the rows on all cores. The threads end here, so a process that forks afterwards finds none of them.
fn evaluate(header: &Columns, columns: &[Texts], length: usize) -> Vec<Vec<Cell>> {
    let row = |at: usize| {
        let cell = |column: &'_ Texts| column.get(at).cloned().flatten().unwrap_or_default();
        let cells: Vec<String> = columns.iter().map(cell).collect();
        let cells: Vec<Option<&str>> = cells.iter().map(|text| Some(text.as_str())).collect();
        header.evaluate(&cells).results()
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = length.div_ceil(threads).max(FEW);
    let part = |start: usize| (start..length.min(start + share)).map(row).collect();
    let part = &part;
    thread::scope(|scope| {
        let starts = (0..length).step_by(share);
        let parts: Vec<_> = starts
            .map(|start| scope.spawn(move || part(start)))
            .collect();
        let join = |part: ScopedJoinHandle<'_, Vec<Vec<Cell>>>| match part.join() {
            Ok(rows) => rows,
            Err(panic) => std::panic::resume_unwind(panic),
        };
        parts.into_iter().flat_map(join).collect()
    })
}

/// Returns the results by column. A number that is not there is `None`.
fn by_column<'py>(
    py: Python<'py>,
    header: &Columns,
    rows: Vec<Vec<Cell>>,
) -> PyResult<Bound<'py, PyDict>> {
    let names = header.results();
    let mut columns: Vec<_> = names.iter().map(|_| PyList::empty(py)).collect();
    for row in rows {
        for (column, cell) in columns.iter_mut().zip(row) {
            match cell {
                Cell::Number(number) => column.append(number)?,
                Cell::Text(text) => column.append(text)?,
            }
        }
    }
    let result = PyDict::new(py);
    for (name, column) in names.iter().zip(columns) {
        result.set_item(name, column)?;
    }
    Ok(result)
}
