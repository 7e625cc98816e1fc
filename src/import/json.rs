//! JSON as Python writes it.
//!
//! Python's `json` writes `NaN`, `Infinity` and `-Infinity`, which JSON has no words for. The
//! configurations of transformers and the states of trainers have them.

use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// Longest first: the second is a part of the first.
const WORDS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];

/// Reads JSON, with `null` in place of Python’s words for no number.
///
/// # Errors
/// Fails if the text is no JSON.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(&without_words(text))
}

fn without_words(text: &str) -> Cow<'_, str> {
    if !WORDS.iter().any(|word| text.contains(word)) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let (mut in_string, mut is_escaped) = (false, false);
    while let Some(c) = rest.chars().next() {
        let word = WORDS.iter().find(|word| rest.starts_with(**word));
        if let Some(word) = word.filter(|_| !in_string) {
            out += "null";
            rest = &rest[word.len()..];
            continue;
        }
        in_string ^= c == '"' && !is_escaped;
        is_escaped = in_string && c == '\\' && !is_escaped;
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn numbers_that_are_none_read_as_null() {
        let read = |text: &str| parse::<Value>(text).expect("JSON");
        assert_eq!(
            read(r#"{"limit": [0.0, Infinity], "loss":NaN, "low": -Infinity, "eps": -1}"#),
            json!({"limit": [0.0, null], "loss": null, "low": null, "eps": -1}),
        );
        // Within a string they are words, quotes and backslashes or not.
        let text = r#"{"a": "NaN \" Infinity \\", "NaN": Infinity, "é\\": "NaN"}"#;
        let expected = json!({"a": "NaN \" Infinity \\", "NaN": null, "é\\": "NaN"});
        assert_eq!(read(text), expected);
        assert!(parse::<Value>("{\"a\": NaNa}").is_err());
    }
}
