//! The count of a model file, and the choices for what the file leaves open.

use super::Answered;
use crate::import::{Asked, File, read};
use crate::report::count_json;
use serde_json::Value;

/// The choices of a count, as other programs give them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountOptions {
    /// The name of the file. It decides only if the contents leave a doubt.
    pub name: String,
    /// The sizes that the file leaves open.
    pub asked: Asked,
}

/// Counts a file, or says why it cannot be counted.
///
/// # Errors
///
/// None in practice: every figure is finite.
pub fn count(file: File<'_>, asked: &Asked) -> serde_json::Result<Answered> {
    let read = read(file, asked);
    Ok(Answered {
        json: count_json::document(&read)?,
        has_figure: read.is_ok(),
    })
}

impl CountOptions {
    /// Reads an object: `{"sequence": 4096, "attention": "causal", "input": [1, 3, 224, 224],
    /// "sizes": {"batch": 1}, "name": "model.onnx"}`. Each may be left out or null.
    ///
    /// # Errors
    ///
    /// Says which option is not known, or what to give instead.
    pub fn of(json: &str) -> Result<Self, String> {
        let Ok(Value::Object(given)) = serde_json::from_str(json) else {
            return Err(
                "The options of a count are an object, such as {\"sequence\": 4096}.".into(),
            );
        };
        let mut options = Self::default();
        let asked = &mut options.asked;
        for (name, value) in given.iter().filter(|(_, value)| !value.is_null()) {
            match name.as_str() {
                "attention" => asked.causal = is_causal(value)?,
                "input" => asked.input = Some(input(value)?),
                "name" => {
                    options.name = value.as_str().ok_or("The name of a file is text.")?.into()
                }
                "sequence" => asked.sequence = Some(whole(name, value)?),
                "sizes" => {
                    let sizes = value.as_object();
                    let sizes = sizes.ok_or("The sizes are an object, such as {\"batch\": 1}.")?;
                    for (name, value) in sizes {
                        asked.sizes.insert(name.clone(), whole(name, value)?);
                    }
                }
                _ => {
                    return Err(format!(
                        "There is no option “{name}”. The options are attention, input, name, sequence and sizes."
                    ));
                }
            }
        }
        Ok(options)
    }
}

fn is_causal(value: &Value) -> Result<bool, String> {
    match value.as_str() {
        Some("full") => Ok(false),
        Some("causal") => Ok(true),
        _ => Err("attention is “full” or “causal”.".into()),
    }
}

/// Reads a list of sizes, or the text that the command takes.
fn input(value: &Value) -> Result<Vec<u64>, String> {
    match value {
        Value::String(text) => sizes(text),
        Value::Array(list) => list.iter().map(|size| whole("input", size)).collect(),
        _ => Err("input is a list of sizes, batch first: [1, 3, 224, 224].".into()),
    }
}

fn whole(name: &str, value: &Value) -> Result<u64, String> {
    let number = value.as_u64().filter(|number| *number > 0);
    number.ok_or_else(|| format!("{name}: {value} is not a whole number from 1."))
}

/// Reads a whole number from 1.
pub(crate) fn positive(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("“{text}” is not a whole number from 1")),
    }
}

/// Reads sizes, batch first: `1x3x224x224`.
pub(crate) fn sizes(text: &str) -> Result<Vec<u64>, String> {
    text.split('x').map(positive).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read_and_null_is_none() {
        let options = CountOptions::of(
            r#"{"sequence": 4096, "attention": "causal", "input": [1, 3, 224], "sizes": {"batch": 2}, "name": null}"#,
        )
        .expect("options");
        assert_eq!(options.asked.sequence, Some(4096));
        assert!(options.asked.causal);
        assert_eq!(options.asked.input, Some(vec![1, 3, 224]));
        assert_eq!(options.asked.sizes["batch"], 2);
        assert_eq!(options.name, "");
        let text = CountOptions::of(r#"{"input": "1x3x224"}"#).expect("text");
        assert_eq!(text.asked.input, options.asked.input);
        assert_eq!(CountOptions::of("{}"), Ok(CountOptions::default()));
    }

    #[test]
    fn a_wrong_option_says_what_to_give() {
        for (given, told) in [
            ("[]", "an object"),
            ("{", "an object"),
            (r#"{"seq": 3}"#, "no option “seq”"),
            (r#"{"sequence": 0}"#, "sequence: 0 is not a whole number"),
            (r#"{"sequence": "long"}"#, "not a whole number"),
            (r#"{"attention": "half"}"#, "“full” or “causal”"),
            (r#"{"input": 3}"#, "a list of sizes"),
            (r#"{"input": "3xa"}"#, "“a” is not a whole number"),
            (r#"{"sizes": [1]}"#, "an object"),
            (r#"{"sizes": {"batch": -1}}"#, "batch: -1"),
            (r#"{"name": 3}"#, "is text"),
        ] {
            let refused = CountOptions::of(given).expect_err(given);
            assert!(refused.contains(told), "{given}: {refused}");
        }
    }

    #[test]
    fn a_file_that_is_not_known_has_no_figure() {
        let mut beside = |_: &str| None;
        let file = File {
            name: String::new(),
            bytes: Box::new(&b"nothing"[..]),
            beside: &mut beside,
        };
        let counted = count(file, &Asked::default()).expect("JSON");
        assert!(!counted.has_figure);
        assert!(counted.json.contains("\"severity\": \"error\""));
    }
}
