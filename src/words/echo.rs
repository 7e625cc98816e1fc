//! The echo beside a field: its text as it was read.

use crate::draft::Key;
use crate::quantity::{Dimension, Rules, currency, write};

/// Writes a field's value: `= 175 billion`. Returns an empty text if the field takes a text, or the
/// value cannot be read.
pub fn echo(key: Key, typed: &str, rules: Rules) -> String {
    let Some(dimension) = key.dimension() else {
        return String::new();
    };
    rules.read(typed, dimension).map_or(String::new(), |value| {
        let read = write::echo(value, dimension);
        match dimension {
            Dimension::Price => format!("= {} {read}", currency(typed).unwrap_or_default()),
            _ => format!("= {read}"),
        }
    })
}
