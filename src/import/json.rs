//! JSON as Python and people write it.
//!
//! Python's `json` writes `NaN`, `Infinity` and `-Infinity`, which JSON has no words for. The
//! configurations of transformers and the states of trainers have them. People add comments, leave a
//! comma after the last entry, and paste a message with the object in it.

use serde::de::DeserializeOwned;
use std::borrow::Cow;

/// Longest first: the second is a part of the first.
const WORDS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];

/// Reads JSON, with `null` in place of Python’s words for no number. Comments, and commas after the
/// last entry, are passed over.
///
/// # Errors
/// Fails if the text is not JSON.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    let text = without_words(text);
    serde_json::from_str(&text).or_else(|_| serde_json::from_str(&without_asides(&text)))
}

/// Returns the text without comments, `//` and `/* */`, and without commas after the last entry.
fn without_asides(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut string = InString::default();
    while let Some(c) = rest.chars().next() {
        let is_in_string = string.next(c);
        let aside = match rest.as_bytes() {
            _ if is_in_string => None,
            [b'/', b'/', ..] => rest.find('\n').or(Some(rest.len())),
            [b'/', b'*', ..] => Some(rest.find("*/").map_or(rest.len(), |end| end + 2)),
            _ => None,
        };
        if let Some(end) = aside {
            rest = rest.get(end..).unwrap_or_default();
            continue;
        }
        if !is_in_string && matches!(c, '}' | ']') {
            let end = out.trim_end().len();
            if out.get(..end).is_some_and(|text| text.ends_with(',')) {
                out.truncate(end - 1);
            }
        }
        out.push(c);
        rest = &rest[c.len_utf8()..];
    }
    out
}

/// The most braces that an object of a message may begin at.
const MOST_STARTS: usize = 50;

/// Returns the objects in a message, from brace to brace, without those within them.
pub(super) fn objects(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    for _ in 0..MOST_STARTS {
        let Some(start) = rest.find('{') else { break };
        rest = &rest[start..];
        let end = object_end(rest);
        found.extend(end.and_then(|end| rest.get(..end)));
        rest = rest.get(end.unwrap_or(1)..).unwrap_or_default();
    }
    found
}

/// Returns where the object that a text begins with ends.
fn object_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut string = InString::default();
    for (at, c) in text.char_indices() {
        match c {
            _ if string.next(c) => {}
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

/// Whether a text of JSON is within a string, letter by letter.
#[derive(Default)]
struct InString {
    is_in: bool,
    is_escaped: bool,
}

impl InString {
    /// Returns whether the next letter is of a string, its quotes included.
    fn next(&mut self, c: char) -> bool {
        let was_in = self.is_in;
        self.is_in ^= c == '"' && !self.is_escaped;
        self.is_escaped = was_in && c == '\\' && !self.is_escaped;
        was_in || self.is_in
    }
}

fn without_words(text: &str) -> Cow<'_, str> {
    if !WORDS.iter().any(|word| text.contains(word)) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut string = InString::default();
    while let Some(c) = rest.chars().next() {
        let word = WORDS.iter().find(|word| rest.starts_with(**word));
        if let Some(word) = word.filter(|_| !string.is_in) {
            out += "null";
            rest = &rest[word.len()..];
            continue;
        }
        string.next(c);
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

    #[test]
    fn comments_and_a_last_comma_are_passed_over() {
        let read = |text: &str| parse::<Value>(text).expect("JSON");
        let text = "// Llama, 8B\n{ /* width */ \"a\": [1, 2, ], // \"b\": 2\n \"url\": \"http://x/*,]\", }";
        assert_eq!(read(text), json!({"a": [1, 2], "url": "http://x/*,]"}));
        for text in ["{\"a\": 1,,}", "{\"a\": 1 /* ", "{,}{", "/"] {
            assert!(parse::<Value>(text).is_err(), "{text}");
        }
    }

    #[test]
    fn objects_are_cut_out_of_a_message() {
        let text = "See {this}: ```{\"a\": {\"b\": \"}\"}}``` and {\"c\": 1";
        assert_eq!(objects(text), ["{this}", "{\"a\": {\"b\": \"}\"}}"]);
        assert!(objects(&"{".repeat(10_000)).is_empty());
    }
}
