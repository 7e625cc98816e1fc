//! The count of a model file as the JSON that scripts read. Its shape is a promise: fields are
//! added, never changed.

use crate::architecture::Per;
use crate::draft::Key;
use crate::import::{FileError, Forward, Import, Note};
use serde::{Serialize, Serializer};

/// A number, written as a whole number if it is one.
#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Whole(u128),
    Fraction(f64),
}

#[derive(Serialize)]
struct Layer<'a> {
    name: &'a str,
    kind: &'a str,
    parameters: u128,
    multiply_adds: u128,
}

#[derive(Serialize)]
struct Problem<'a> {
    key: &'a str,
    severity: &'static str,
    message: String,
}

/// Keys and texts, written as an object.
#[derive(Default)]
struct Fields(Vec<(Key, String)>);

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, text)| (key.name(), text)))
    }
}

#[derive(Serialize, Default)]
struct Document<'a> {
    source: Option<&'static str>,
    name: Option<&'a str>,
    model: Option<&'a str>,
    parameters: Option<u128>,
    active_parameters: Option<u128>,
    forward_multiply_adds: Option<Number>,
    forward_flop: Option<Number>,
    per: Option<&'static str>,
    sequence: Option<u64>,
    /// The fields that the file fills in, by the keys of a link.
    fields: Fields,
    layers: Vec<Layer<'a>>,
    notes: Vec<&'a str>,
    problems: Vec<Problem<'a>>,
}

fn number(forward: Forward) -> Number {
    match forward.whole() {
        Some(whole) => Number::Whole(whole),
        None => Number::Fraction(forward.each()),
    }
}

fn twice(forward: Forward) -> Number {
    number(Forward {
        multiply_adds: forward.multiply_adds.saturating_mul(2),
        ..forward
    })
}

/// Writes one JSON object with the count, or with the reason why there is none.
///
/// # Errors
///
/// None in practice: every figure is finite.
pub fn document(read: &Result<Import, FileError>) -> serde_json::Result<String> {
    let document = match read {
        Ok(import) => count_document(import),
        Err(error) => Document {
            problems: vec![Problem {
                key: "file",
                severity: "error",
                message: error.to_string(),
            }],
            ..Document::default()
        },
    };
    serde_json::to_string_pretty(&document)
}

fn count_document(import: &Import) -> Document<'_> {
    let infos = import.notes.iter().filter(|n| matches!(n, Note::Info(_)));
    let warnings = import.notes.iter().filter_map(|note| match note {
        Note::Info(_) => None,
        Note::Warning(text) => Some(Problem {
            key: "file",
            severity: "warning",
            message: text.clone(),
        }),
    });
    let open = import.open.iter().map(|open| Problem {
        key: &open.name,
        severity: "warning",
        message: format!(
            "The file leaves the size of “{}” open; counted with {}. Give it: --size {}=N.",
            open.name, open.assumed, open.name
        ),
    });
    Document {
        source: Some(import.source.slug()),
        name: import.name.as_deref(),
        model: import.model.as_deref(),
        parameters: import.parameters,
        active_parameters: import.active_parameters,
        forward_multiply_adds: import.forward.map(number),
        forward_flop: import.forward.map(twice),
        per: import.forward.map(|_| Per::name(import.per)),
        sequence: import.sequence,
        fields: Fields(import.fields()),
        layers: import
            .rows
            .iter()
            .map(|row| Layer {
                name: &row.name,
                kind: &row.kind,
                parameters: row.parameters,
                multiply_adds: row.multiply_adds,
            })
            .collect(),
        notes: infos
            .map(Note::text)
            .chain(import.beside.as_deref())
            .chain(import.apart.as_deref())
            .collect(),
        problems: warnings.chain(open).collect(),
    }
}
