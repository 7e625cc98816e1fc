//! A Hugging Face `config.json` to an architecture.
//!
//! The file names a family and its dimensions; the layers are in the library’s code. Each family is
//! a function from the keys to text in the grammar of `model=`, which is then read and counted like
//! any other: [`family`] has the table, `docs/config.md` what is assumed where a file is silent.

mod decoder;
mod encoder;
mod family;
mod gpt;
mod guess;
mod keys;
mod llama;
mod moe;
mod reading;
mod stack;

use super::Asked;
use super::error::Error;
use super::found::{Import, Source};
use crate::architecture;
use keys::Keys;
use reading::{Class, Reading};
use serde_json::{Map, Value};

/// What the file is called in messages.
const KIND: &str = "a config.json of Hugging Face";
/// Where a model of text and something else keeps what concerns the text.
const TEXT_PARTS: [&str; 5] = [
    "text_config",
    "language_config",
    "llm_config",
    "text_model_config",
    "thinker_config",
];
/// What else such a model has.
const OTHER_PARTS: [(&str, &str); 6] = [
    ("vision_config", "vision"),
    ("vision_tower", "vision"),
    ("mm_vision_tower", "vision"),
    ("vision", "vision"),
    ("audio_config", "audio"),
    ("talker_config", "speech"),
];
/// None is as long as this, with the names of 21,000 labels in it.
const MAX_BYTES: usize = 8 << 20;
/// A network travels in a link.
const MAX_CHARS: usize = 300;

/// Reads a configuration.
///
/// # Errors
/// Where the JSON is broken, which key is missing or wrong and what to put, or which dimensions
/// there are of a model that cannot be guessed.
pub(super) fn read(text: &str, asked: &Asked) -> Result<Import, Error> {
    if text.len() > MAX_BYTES {
        return Err(Error::damaged(KIND, "it has more than 8 MB"));
    }
    let value = serde_json::from_str(text).map_err(|error| Error::damaged(KIND, error.to_string()));
    let Value::Object(top) = value? else {
        return Err(Error::damaged(KIND, "it holds no keys and values"));
    };
    let (part, nested) = text_part(&top);
    let plain = Keys {
        map: part,
        defaults: &[],
        nested,
    };
    let whole = Keys { map: &top, ..plain };
    let class = class(plain).or_else(|| class(whole)).unwrap_or_default();
    let name = plain.text("model_type").or(whole.text("model_type"));
    let family = match name {
        Some(name) => family::named(name),
        None => family::of_class(class),
    };
    // The part’s own word counts before that of the whole.
    let tied = family.is_none_or(|family| family.tied);
    let tied = whole.flag("tie_word_embeddings", tied)?;
    let tied = plain.flag("tie_word_embeddings", tied)?;
    let mut reading = Reading {
        keys: Keys {
            defaults: family.map_or(&[], |family| family.defaults),
            ..plain
        },
        class: if nested {
            Class::Usual
        } else {
            Class::of(class)
        },
        tied,
        asked,
        notes: Vec::new(),
        length: None,
    };
    let r = &mut reading;
    r.keys.check()?;
    let parts = other_parts(&top);
    if !parts.is_empty() {
        r.warning(format!(
            "Only the text part is counted; the part for {} and what connects it are left out.",
            parts.join(" and ")
        ));
    }
    let text = match family {
        Some(family) => (family.text)(r)?,
        None => guess::decoder(r, name)?,
    };
    let mut import = count(&text)?;
    import.name = ["_name_or_path", "name_or_path"]
        .iter()
        .find_map(|key| whole.text(key).filter(|name| is_name(name)))
        .map(Into::into);
    let assumed = reading.keys.assumed();
    import.notes = reading.notes;
    if !assumed.is_empty() {
        import.info(format!(
            "Not in the file, but the library’s default: {}.",
            assumed.join(", ")
        ));
    }
    let length = import.model.as_ref().map_or(0, String::len);
    if length > MAX_CHARS {
        import.warning(format!(
            "The network takes {length} characters as text: a link with it is long."
        ));
    }
    Ok(import)
}

/// The part that concerns text, and whether it is within another.
fn text_part(top: &Map<String, Value>) -> (&Map<String, Value>, bool) {
    let mut part = top;
    let mut nested = false;
    // A thinker within a speaker; nothing goes deeper.
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

fn other_parts(top: &Map<String, Value>) -> Vec<&'static str> {
    let mut parts: Vec<&str> = Vec::new();
    let places = [
        Some(top),
        top.get("thinker_config").and_then(Value::as_object),
    ];
    for place in places.into_iter().flatten() {
        for (key, what) in OTHER_PARTS {
            let is_there = place.get(key).is_some_and(|value| !value.is_null());
            if is_there && !parts.contains(&what) {
                parts.push(what);
            }
        }
    }
    parts
}

/// The class that the model was saved from.
fn class(keys: Keys<'_>) -> Option<&str> {
    keys.list("architectures")?.first()?.as_str()
}

/// `org/name`, and no folder of somebody’s.
fn is_name(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let part = |text: &str| !text.is_empty() && text.len() <= 96 && text.chars().all(allowed);
    text.split_once('/')
        .is_some_and(|(org, name)| part(org) && part(name) && !org.starts_with('.'))
}

/// The text as a link spells it, and its count.
fn count(text: &str) -> Result<Import, Error> {
    let no = |fault: architecture::Error| {
        Error::Uncountable(format!(
            "The dimensions in config.json give no network that can be counted. {fault}"
        ))
    };
    let network = architecture::read(text).map_err(no)?;
    let count = architecture::count(&network).map_err(no)?;
    Ok(Import::counted(
        Source::HfConfig,
        network.to_string(),
        &count,
    ))
}
