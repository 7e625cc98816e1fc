//! The kind of each layer of a network, in all the ways that files spell it.

use super::super::error::FileError;
use super::keys::{Keys, LAYERS, MAX_LAYERS, mismatch};
use super::reading::unknown_kind;
use serde_json::Value;

/// The main part of a layer, beside its norms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Attention over all that came before.
    Full,
    /// Attention over a window.
    Sliding,
    /// Linear attention or a state space.
    State,
    /// A short convolution.
    Conv,
    /// Attention and a state space.
    Hybrid,
    /// A feed-forward alone.
    Feed,
    /// A mixture of experts, or one in place of a feed-forward.
    Experts,
}

/// Words for the kinds in lists, one word for each layer.
const WORDS: &[(&str, Kind)] = &[
    ("full_attention", Kind::Full),
    ("attention", Kind::Full),
    ("sliding_attention", Kind::Sliding),
    ("linear_attention", Kind::State),
    ("mamba", Kind::State),
    ("mamba2", Kind::State),
    ("recurrent", Kind::State),
    ("conv", Kind::Conv),
    ("short_conv", Kind::Conv),
    ("hybrid", Kind::Hybrid),
    ("mlp", Kind::Feed),
    ("dense", Kind::Feed),
    ("moe", Kind::Experts),
    ("sparse", Kind::Experts),
    // In a pattern, one letter for each layer.
    ("M", Kind::State),
    ("*", Kind::Full),
    ("-", Kind::Feed),
    ("E", Kind::Experts),
    // MiniMax.
    ("0", Kind::State),
    ("1", Kind::Full),
    // Zamba2 in Zyphra’s own files.
    ("m", Kind::State),
    ("g", Kind::Hybrid),
];

/// Returns the kind that a word of a file stands for, if the family has it.
fn kind(key: &str, word: &str, allowed: &[Kind]) -> Result<Kind, FileError> {
    let found = WORDS.iter().find(|(known, _)| *known == word);
    let found = found.map(|(_, kind)| *kind);
    let found = found.filter(|kind| allowed.contains(kind));
    found.ok_or_else(|| unknown_kind(key, word))
}

/// Returns the kind of each layer under one key: a list of words or numbers, or a text with a
/// letter for each layer. None if the key is missing.
pub(super) fn named(
    keys: Keys<'_>,
    key: &str,
    allowed: &[Kind],
) -> Result<Option<Vec<Kind>>, FileError> {
    let mut kinds = Vec::new();
    match keys.value(key) {
        None => {}
        Some(Value::String(pattern)) => {
            for letter in pattern.chars() {
                kinds.push(kind(key, letter.encode_utf8(&mut [0; 4]), allowed)?);
            }
        }
        Some(Value::Array(list)) => {
            for word in list {
                let number = word.to_string();
                kinds.push(kind(key, word.as_str().unwrap_or(&number), allowed)?);
            }
        }
        Some(_) => {
            return Err(mismatch(format!(
                "“{key}” must be a list or a text with the kind of each layer."
            )));
        }
    }
    if u64::try_from(kinds.len()).is_ok_and(|count| count > MAX_LAYERS) {
        return Err(mismatch(format!("“{key}” names too many layers.")));
    }
    Ok(Some(kinds).filter(|kinds| !kinds.is_empty()))
}

/// Returns the kind of each layer under the first of several keys that the file has. There must be
/// as many as the file has layers.
pub(super) fn of_layers(
    keys: Keys<'_>,
    names: &[&str],
    allowed: &[Kind],
) -> Result<Option<Vec<Kind>>, FileError> {
    let mut first: Option<(&str, Vec<Kind>)> = None;
    for name in names {
        let found = named(keys, name, allowed)?;
        if let (None, Some(found)) = (&first, found) {
            first = Some((name, found));
        }
    }
    let Some((name, kinds)) = first else {
        return Ok(None);
    };
    let layers = keys.optional_size(&LAYERS)?;
    match layers.filter(|layers| usize::try_from(*layers) != Ok(kinds.len())) {
        Some(layers) => Err(mismatch(format!(
            "“{name}” names {} layers, and “{}” is {layers}.",
            kinds.len(),
            LAYERS.names[0]
        ))),
        None => Ok(Some(kinds)),
    }
}

/// The library’s two names for a list of kinds.
pub(super) const LISTS: &[&str] = &["layer_types", "layers_block_type"];

/// Returns the kinds of a list, or without one the kind of each layer by its place.
pub(super) fn listed_or(
    keys: Keys<'_>,
    allowed: &[Kind],
    of: &dyn Fn(u64) -> Kind,
) -> Result<Vec<Kind>, FileError> {
    match of_layers(keys, LISTS, allowed)? {
        Some(kinds) => Ok(kinds),
        None => Ok((0..keys.size(&LAYERS)?).map(of).collect()),
    }
}
