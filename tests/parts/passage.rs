//! Reads passages and compares what is filled in.

use petaday::import::passage::{Reading, read};

/// Returns the text of a field, named as a link names it.
pub(crate) fn text<'a>(reading: &'a Reading, name: &str) -> Option<&'a str> {
    let (stage, key) = match name.split_once('.') {
        Some((stage, key)) => (stage.parse().expect("a number of a stage"), key),
        None => (1, name),
    };
    let mut fields = reading.fields.iter();
    let field = fields.find(|field| field.stage == stage && field.key == key);
    field.map(|field| field.text.as_str())
}

/// Checks fields of a passage, `None` for those that are left empty.
pub(crate) fn gives(passage: &str, expected: &[(&str, Option<&str>)]) {
    let reading = read(passage);
    for (name, expected) in expected {
        assert_eq!(text(&reading, name), *expected, "{name} of: {passage}");
    }
}
