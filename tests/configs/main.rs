//! Hugging Face configurations as networks: published counts, every class of the library, keys by
//! themselves, and messages on files that cannot be counted.

mod classes;
mod decoders;
mod diffusers;
mod foreign;
mod hybrids;
mod keys;
mod layers;
mod messages;
mod published;
mod sizes;

use petaday::import::{Asked, File, FileError, Import, Note, read};
use serde_json::Value;

const PARAMETERS: &str = include_str!("../fixtures/configs/parameters.csv");
const CLASSES: &str = include_str!("../fixtures/configs/classes.jsonl");

fn import(text: &str, asked: &Asked) -> Result<Import, FileError> {
    let file = File {
        name: "config.json".into(),
        bytes: Box::new(text.as_bytes()),
        beside: &mut |_| None,
    };
    read(file, asked)
}

#[track_caller]
fn counted(text: &str) -> Import {
    import(text, &Asked::default()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Returns the text of a configuration among the fixtures.
fn fixture_text(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/configs");
    let path = format!("{folder}/{name}.json");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Returns the keys of a configuration among the fixtures, with a number in place of Python’s
/// Infinity.
fn fixture(name: &str) -> Value {
    let text = fixture_text(name).replace("Infinity", "1e308");
    serde_json::from_str(&text).expect("JSON")
}

/// Returns the rows of a table in CSV, without its header.
fn rows(table: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.map(|row| row.iter().map(String::from).collect())
        .collect()
}

/// Returns the rows of a table with an object on each line.
fn lines(table: &str) -> Vec<Value> {
    let rows = table.lines().map(serde_json::from_str);
    rows.map(|row| row.expect("a row")).collect()
}

fn causal() -> Asked {
    Asked {
        causal: true,
        ..Asked::default()
    }
}

fn with_length(sequence: u64) -> Asked {
    Asked {
        sequence: Some(sequence),
        ..Asked::default()
    }
}

#[track_caller]
fn has_note(import: &Import, is_warning: bool, words: &str) {
    let found = import
        .notes
        .iter()
        .any(|note| matches!(note, Note::Warning(_)) == is_warning && note.text().contains(words));
    assert!(found, "no “{words}” in {:?}", import.notes);
}

/// Fails with every fault, one below the other.
#[track_caller]
fn none(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}
