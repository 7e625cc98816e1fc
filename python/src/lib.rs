//! The part of the Python package that is compiled: texts and columns in, JSON and columns out.
//! package/petaday/__init__.py makes objects of them.

mod rows;

use petaday::import::{Bytes, File, Seekable};
use petaday::interface::{self, CountOptions};
use pyo3::exceptions::{PyIsADirectoryError, PyOSError, PyValueError};
use pyo3::prelude::*;
use std::fmt::Display;
use std::path::{Path, PathBuf};

fn error(message: impl Display) -> PyErr {
    PyValueError::new_err(message.to_string())
}

#[pyfunction]
fn estimate(py: Python<'_>, fragment: &str) -> PyResult<String> {
    let estimate = py.detach(|| interface::estimate(fragment));
    Ok(estimate.map_err(error)?.json)
}

#[pyfunction]
fn count_bytes(py: Python<'_>, bytes: &[u8], options: &str) -> PyResult<String> {
    let options = CountOptions::of(options).map_err(error)?;
    py.detach(|| {
        let file = File {
            name: options.name,
            bytes: Box::new(bytes),
            beside: &mut |_: &str| -> Option<Box<dyn Bytes>> { None },
        };
        Ok(interface::count(file, &options.asked).map_err(error)?.json)
    })
}

/// Counts a file, of which it reads only what it needs. Files beside it are the shards of an index.
#[pyfunction]
fn count_file(py: Python<'_>, path: PathBuf, options: &str) -> PyResult<String> {
    let options = CountOptions::of(options).map_err(error)?;
    py.detach(|| {
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut beside = |name: &str| {
            // A name alone: an index is not to lead out of its folder.
            let name = Path::new(name).file_name()?;
            open(&folder.join(name)).ok()
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let given = Some(options.name).filter(|name| !name.is_empty());
        let file = File {
            name: given.unwrap_or_else(|| name.into_owned()),
            bytes: open(&path)?,
            beside: &mut beside,
        };
        Ok(interface::count(file, &options.asked).map_err(error)?.json)
    })
}

fn open(path: &Path) -> PyResult<Box<dyn Bytes>> {
    if path.is_dir() {
        let told = format!("{}: this is a folder. Name a file in it.", path.display());
        return Err(PyIsADirectoryError::new_err(told));
    }
    let told = |error: std::io::Error| {
        let path = path.display().to_string();
        PyOSError::new_err((error.raw_os_error(), error.to_string(), path))
    };
    let file = std::fs::File::open(path).map_err(told)?;
    Ok(Box::new(Seekable::new(file).map_err(told)?))
}

#[pyfunction]
fn report(py: Python<'_>, format: &str, fragment: &str, provenance: bool) -> PyResult<String> {
    let format = interface::format(format).map_err(error)?;
    let reported = py.detach(|| interface::report(format, fragment, provenance));
    reported.text().map_err(error)
}

#[pyfunction]
fn read(py: Python<'_>, passage: &str) -> PyResult<String> {
    py.detach(|| interface::read(passage)).map_err(error)
}

#[pyfunction]
fn link(fields: Vec<(String, String)>) -> PyResult<String> {
    interface::link(fields).map_err(error)
}

#[pymodule]
fn _petaday(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_function(wrap_pyfunction!(estimate, module)?)?;
    module.add_function(wrap_pyfunction!(count_bytes, module)?)?;
    module.add_function(wrap_pyfunction!(count_file, module)?)?;
    module.add_function(wrap_pyfunction!(report, module)?)?;
    module.add_function(wrap_pyfunction!(read, module)?)?;
    module.add_function(wrap_pyfunction!(link, module)?)?;
    module.add_function(wrap_pyfunction!(rows::rows, module)?)
}
