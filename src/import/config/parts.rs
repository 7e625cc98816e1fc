//! The parts of a model of text and something else.

use super::keys::Keys;
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
const OTHER_PARTS: [(&str, &str); 9] = [
    ("vision", "vision"),
    ("visual", "vision"),
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

/// Returns the parts of a model that were not read: in words, or by the key if there is no word.
pub(super) fn other_parts(top: Keys<'_>) -> Vec<&str> {
    let mut parts: Vec<&str> = Vec::new();
    let inner = top.map.get("thinker_config").and_then(Value::as_object);
    for (key, value) in [Some(top.map), inner].into_iter().flatten().flatten() {
        let named = OTHER_PARTS.iter().find(|(name, _)| key.contains(name));
        let is_part = match value {
            Value::Object(object) => named.is_some() || has_layers(object),
            Value::String(_) => key.ends_with("_tower"),
            _ => false,
        };
        if TEXT_PARTS.contains(&key.as_str()) || !is_part || top.is_read(key) {
            continue;
        }
        let what = named.map_or(key.as_str(), |(_, what)| *what);
        if !parts.contains(&what) {
            parts.push(what);
        }
    }
    parts
}

/// Returns whether an object has the dimensions of a network.
fn has_layers(object: &Map<String, Value>) -> bool {
    const SIZES: [&str; 13] = [
        "hidden_size",
        "hidden_dim",
        "embed_dim",
        "d_model",
        "n_embd",
        "dim",
        "width",
        "num_hidden_layers",
        "num_layers",
        "n_layers",
        "n_layer",
        "layers",
        "depth",
    ];
    SIZES.iter().any(|size| object.contains_key(*size))
}
