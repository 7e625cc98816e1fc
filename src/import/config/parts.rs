//! The parts of a model of text and something else.

use serde_json::{Map, Value};

/// Keys of the text part within a model of text and something else.
const TEXT_PARTS: [&str; 5] = [
    "text_config",
    "language_config",
    "llm_config",
    "text_model_config",
    "thinker_config",
];
/// Words in the keys of its other parts, and what to call each part.
const OTHER_PARTS: [(&str, &str); 8] = [
    ("vision", "vision"),
    ("vit_", "vision"),
    ("img_", "vision"),
    ("audio", "audio"),
    ("speech", "speech"),
    ("talker", "speech"),
    ("token2wav", "speech"),
    ("tts", "speech"),
];

/// Returns the text part, and whether it is within another part.
pub(super) fn text_part(top: &Map<String, Value>) -> (&Map<String, Value>, bool) {
    let mut part = top;
    let mut nested = false;
    // The deepest text part is in a thinker, which is in a speaker.
    for _ in 0..3 {
        let inner = TEXT_PARTS
            .iter()
            .find_map(|name| part.get(*name)?.as_object());
        let Some(inner) = inner else { break };
        part = inner;
        nested = true;
    }
    (part, nested)
}

/// Returns the parts of a model beside its text part: in words, or by the key if there is no word.
pub(super) fn other_parts(top: &Map<String, Value>) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    let inner = top.get("thinker_config").and_then(Value::as_object);
    for (key, value) in [Some(top), inner].into_iter().flatten().flatten() {
        let is_text = TEXT_PARTS.contains(&key.as_str());
        let has_layers = value.as_object().is_some_and(|object| {
            let sizes = [
                "hidden_size",
                "embed_dim",
                "d_model",
                "num_hidden_layers",
                "depth",
            ];
            sizes.iter().any(|size| object.contains_key(*size))
        });
        let named = OTHER_PARTS.iter().find(|(name, _)| key.contains(name));
        let is_part = match value {
            Value::Object(_) => has_layers || named.is_some(),
            Value::String(_) => key.ends_with("_tower"),
            _ => false,
        };
        if is_text || !is_part {
            continue;
        }
        let what = named.map_or(key.as_str(), |(_, what)| *what);
        if !parts.contains(&what) {
            parts.push(what);
        }
    }
    parts
}
