//! The kinds of texts, by their keys and their first lines.

use super::super::error::FileError;
use super::super::tally::shown;
use super::super::{json, sacct};
use super::{Kind, foreign};
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// The known keys of a JSON object.
#[derive(Default)]
struct Keys(Vec<&'static str>);

const KEYS: [&str; 23] = [
    "weight_map",
    "model_type",
    "total_flos",
    "train/total_flos",
    "train_runtime",
    "_runtime",
    "_wandb",
    "Flops_architecture",
    "jobs",
    "_class_name",
    "architectures",
    "hidden_size",
    "n_embd",
    "peft_type",
    "tokenizer_class",
    "added_tokens",
    "added_tokens_decoder",
    "do_sample",
    "temperature",
    "image_processor_type",
    "feature_extractor_type",
    "processor_class",
    "zero_optimization",
];

/// Keys that trainers write at the end of a run.
const RUN: [&str; 6] = [
    "total_flos",
    "train/total_flos",
    "train_runtime",
    "_runtime",
    "_wandb",
    "Flops_architecture",
];

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Names;

        impl<'de> Visitor<'de> for Names {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Keys, M::Error> {
                let mut found = Keys::default();
                while let Some(name) = map.next_key::<String>()? {
                    map.next_value::<IgnoredAny>()?;
                    let known = KEYS.into_iter().find(|key| *key == name);
                    found.0.extend(known.filter(|key| !found.0.contains(key)));
                }
                Ok(found)
            }
        }

        from.deserialize_map(Names)
    }
}

/// Returns the kind of a text.
///
/// # Errors
/// Refuses an answer of a server that was saved in place of a file.
pub(super) fn kind(text: &str) -> Result<Kind, FileError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(Kind::Unknown);
    }
    if !trimmed.starts_with('{') {
        return Ok(match pasted_config(trimmed) {
            _ if sacct::is_account(text) => Kind::Account(text.into()),
            Some(json) => Kind::Config(json.into()),
            None => Kind::Report(text.into()),
        });
    }
    if let Some(json) = pasted_config(trimmed).filter(|json| json.len() < trimmed.len()) {
        return Ok(Kind::Config(json.into()));
    }
    // Only keys of the object itself count: a configuration may contain such a word in a text.
    let keys: Option<Keys> = json::parse(trimmed).ok();
    let has = |key: &'static str| match &keys {
        Some(keys) => keys.0.contains(&key),
        None => text.contains(&format!("\"{key}\"")),
    };
    // The keys by which transformers and diffusers name a model.
    let is_config = has("model_type") || has("_class_name");
    if let Some(answer) = foreign::answer(trimmed).filter(|_| !is_config) {
        return Err(FileError::Uncountable(format!(
            "A server’s answer was saved in place of the file: “{}”. Download the file again, signed in if the model asks for that.",
            shown(&answer)
        )));
    }
    let is_model = is_config || has("architectures") || has("hidden_size") || has("n_embd");
    if let Some(error) = foreign::beside_config(&has, trimmed).filter(|_| !is_model) {
        return Err(error);
    }
    let first = trimmed[1..].trim_start().chars().next();
    Ok(if has("weight_map") {
        Kind::Index(text.into())
    } else if RUN.into_iter().any(has) && !is_config {
        Kind::Report(text.into())
    } else if has("jobs") && !is_config {
        Kind::Account(text.into())
    } else if keys.is_none() && (first.is_some_and(|c| c != '"' && c != '}') || is_lines(trimmed)) {
        // The braces are not JSON’s: a Python dict in a log, as callers of calflops print. Or there
        // is an object for each step.
        Kind::Report(text.into())
    } else {
        Kind::Config(text.into())
    })
}

/// Returns whether every line is an object of its own.
fn is_lines(text: &str) -> bool {
    let is_object = |line: &str| line.starts_with('{') && line.trim_end().ends_with('}');
    text.lines().nth(1).is_some() && text.lines().all(is_object)
}

/// Returns the text within a fence of Markdown, or the text as it is.
pub(super) fn unfenced(text: &str) -> &str {
    let inside = || {
        let (_, rest) = text.trim_start().strip_prefix("```")?.split_once('\n')?;
        Some(rest.rsplit_once("```").map_or(rest, |(inside, _)| inside))
    };
    inside().unwrap_or(text)
}

/// The longest message that a configuration is looked for in.
const MAX_MESSAGE: usize = 1 << 20;

/// Returns the one configuration in a message: of `print(model.config)`, which puts the class before
/// it, of a comment above it, of a question in a forum. A report or log that has one in it is read as
/// what it is.
fn pasted_config(text: &str) -> Option<&str> {
    if text.len() > MAX_MESSAGE || is_lines(text) {
        return None;
    }
    let is_config = |json: &&str| {
        let keys = json::parse::<Keys>(json).map(|keys| keys.0);
        let names = ["model_type", "architectures", "_class_name"];
        keys.is_ok_and(|keys| names.iter().any(|name| keys.contains(name)))
    };
    let objects = json::objects(text);
    let mut found = objects.iter().copied().filter(is_config);
    let json = match (found.next(), found.next()) {
        (Some(json), None) => json,
        // One that is cut off: its reader says so.
        (None, _) if objects.is_empty() && text.contains("\"model_type\"") => {
            text.get(text.find('{')?..)?
        }
        _ => return None,
    };
    let is_all = json.len() == text.len();
    (is_all || super::super::profiler::read(text).is_err()).then_some(json)
}
