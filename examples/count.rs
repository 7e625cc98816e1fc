//! A model file's parameters and multiply-adds as JSON, without a browser:
//!
//! ```text
//! cargo run -q --no-default-features --example count -- FILE [--sequence N] [--attention full|causal] [--input 1x3x224x224] [--size NAME=N]
//! ```
//!
//! FILE is a Hugging Face `config.json`, an ONNX model, a safetensors or GGUF file, an index of
//! shards, the printed report of a profiler, or the log of a training run. `fields` are what goes into
//! the form. Exits with 0, or with 2 when the file cannot be counted; the JSON then says why.

use petaday::import::{Asked, Bytes, File, Seekable, read};
use petaday::report::count_json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: count FILE [--sequence N] [--attention full|causal] [--input 1x3x224x224] [--size NAME=N]";

fn main() -> ExitCode {
    let (path, asked) = match arguments(std::env::args().skip(1)) {
        Ok(read) => read,
        Err(message) => {
            eprintln!("{message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let Some(bytes) = open(&path) else {
        eprintln!(
            "{}: there is no such file, or it cannot be read",
            path.display()
        );
        return ExitCode::from(2);
    };
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let mut beside = |name: &str| {
        // A name alone: an index is not to lead out of its folder.
        let name = Path::new(name).file_name()?;
        open(&folder.join(name))
    };
    let name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let file = File {
        name,
        bytes,
        beside: &mut beside,
    };
    let read = read(file, &asked);
    match count_json::document(&read) {
        Ok(json) => println!("{json}"),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    }
    if read.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    }
}

fn open(path: &Path) -> Option<Box<dyn Bytes>> {
    let file = std::fs::File::open(path).ok()?;
    Some(Box::new(Seekable::new(file).ok()?))
}

fn arguments(mut given: impl Iterator<Item = String>) -> Result<(PathBuf, Asked), String> {
    let mut path = None;
    let mut asked = Asked::default();
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or(format!("nothing follows {argument}"));
        match argument.as_str() {
            "--sequence" => asked.sequence = Some(number(&value()?)?),
            "--attention" => {
                asked.causal = match value()?.as_str() {
                    "causal" => true,
                    "full" => false,
                    other => return Err(format!("--attention is full or causal, not {other}")),
                }
            }
            "--input" => {
                let sizes = value()?.split('x').map(number).collect::<Result<_, _>>()?;
                asked.input = Some(sizes);
            }
            "--size" => {
                let value = value()?;
                let (name, size) = value.split_once('=').ok_or("--size takes NAME=N")?;
                asked.sizes.insert(name.into(), number(size)?);
            }
            _ if argument.starts_with("--") => return Err(format!("there is no {argument}")),
            _ if path.is_some() => return Err("one file at a time".into()),
            _ => path = Some(PathBuf::from(argument)),
        }
    }
    Ok((path.ok_or("no file is named")?, asked))
}

fn number(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("“{text}” is not a whole number from 1")),
    }
}
