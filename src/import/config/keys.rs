//! The keys of a configuration: each is a number, a switch or a name, or gives an error that says
//! which key is wrong and what to put there.

pub(super) use super::dims::*;

use super::super::error::FileError;
use crate::architecture::MAX_SIZE;
use crate::quantity::write::whole;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Characters of a wrong value that a message shows.
const SHOWN_CHARS: usize = 40;

/// Longest sequences, in the order of preference; they may differ.
pub(super) const LENGTHS: [&str; 8] = [
    "max_position_embeddings",
    "n_positions",
    "n_ctx",
    "max_seq_len",
    "max_sequence_length",
    "seq_length",
    "model_max_length",
    "context_length",
];

/// The keys that have been read and the defaults that were used, by the address of their names:
/// equal names in different objects are different keys.
#[derive(Default)]
pub(super) struct ReadKeys(RefCell<BTreeSet<*const u8>>);

/// The keys of one object. Asking for one marks it as read.
#[derive(Clone, Copy)]
pub(super) struct Keys<'a> {
    pub(super) map: &'a Map<String, Value>,
    /// The library’s defaults for dimensions that are left out.
    pub(super) defaults: Defaults,
    /// Whether it is within another object, where the library writes only what differs from its
    /// defaults.
    pub(super) nested: bool,
    pub(super) read: &'a ReadKeys,
}

/// Default sizes, by the first name of the dimension.
pub(super) type Defaults = &'static [(&'static str, u64)];

/// Dimensions of every model. A file that lacks one is broken, unless it is nested.
const ESSENTIAL: [&Dim; 5] = [&WIDTH, &LAYERS, &HEADS, &INNER, &VOCABULARY];
/// Dimensions that a model may have.
pub(super) const DIMENSIONS: [&Dim; 7] = [
    &WIDTH,
    &LAYERS,
    &HEADS,
    &KV_HEADS,
    &HEAD_SIZE,
    &INNER,
    &VOCABULARY,
];

/// Further dimensions of a mixture of experts.
const EXPERTISE: [&Dim; 4] = [&EXPERTS, &VISITED, &EXPERT_WIDTH, &SHARED_EXPERTS];

fn wrong(key: &str, value: &Value, expected: &str) -> FileError {
    let value = value.to_string();
    let mut shown: String = value.chars().take(SHOWN_CHARS).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    FileError::Uncountable(format!(
        "In config.json, “{key}” is {shown}, where {expected} is expected."
    ))
}

/// Returns an error on what is wrong in config.json.
pub(super) fn mismatch(text: String) -> FileError {
    FileError::Uncountable(format!("In config.json, {text}"))
}

impl<'a> Keys<'a> {
    /// Returns the value of a key; null is the same as nothing.
    pub(super) fn value(self, key: &str) -> Option<&'a Value> {
        let (name, value) = self.map.get_key_value(key)?;
        self.read.0.borrow_mut().insert(name.as_ptr());
        Some(value).filter(|value| !value.is_null())
    }

    /// Returns whether the file has null there, which rules out the library’s default.
    pub(super) fn is_null(self, key: &str) -> bool {
        self.map.get(key).is_some_and(Value::is_null)
    }

    /// Returns whether a key of this object has been read.
    pub(super) fn is_read(self, key: &str) -> bool {
        let name = self.map.get_key_value(key).map(|(name, _)| name.as_ptr());
        name.is_some_and(|name| self.read.0.borrow().contains(&name))
    }

    /// Marks keys that the family's class has no use for.
    pub(super) fn mark_unused(self, keys: &[&str]) {
        for key in keys {
            self.value(key);
        }
    }

    /// Returns the first key if the file has it, or else the second.
    pub(super) fn first_present(self, first: &'static str, second: &'static str) -> &'static str {
        if self.has(first) { first } else { second }
    }

    pub(super) fn has(self, key: &str) -> bool {
        self.value(key).is_some()
    }

    /// Returns a whole number in a range.
    fn whole(self, key: &str, least: u64, most: u64) -> Result<Option<u64>, FileError> {
        let Some(value) = self.value(key) else {
            return Ok(None);
        };
        // Some tools write 4096.0.
        let float = value
            .as_f64()
            .filter(|f| f.fract() == 0.0 && *f >= 0.0 && *f <= most as f64);
        let number = value.as_u64().or_else(|| float.map(|f| f as u64));
        match number.filter(|n| (least..=most).contains(n)) {
            Some(number) => Ok(Some(number)),
            None => {
                let expected = format!("a whole number from {least} to {}", whole(most.into()));
                Err(wrong(key, value, &expected))
            }
        }
    }

    /// Returns a dimension, if the file has it or the library has a default.
    pub(super) fn optional_size(self, dim: &Dim) -> Result<Option<u64>, FileError> {
        self.read_dimension(dim, 1)
    }

    /// Returns a dimension that a file may leave out or set to 0.
    pub(super) fn optional_count(self, dim: &Dim) -> Result<Option<u64>, FileError> {
        Ok(self.read_dimension(dim, 0)?.filter(|number| *number > 0))
    }

    fn read_dimension(self, dim: &Dim, least: u64) -> Result<Option<u64>, FileError> {
        let mut found: Option<(&str, u64)> = None;
        for name in dim.names {
            let Some(number) = self.whole(name, least, dim.most)? else {
                continue;
            };
            match found {
                Some((other, first)) if first != number => {
                    return Err(mismatch(format!(
                        "“{other}” is {first} and “{name}” is {number}, for the same size."
                    )));
                }
                _ => found = Some((name, number)),
            }
        }
        // Null is the library's None, and not what it takes where nothing stands.
        let is_none = || dim.names.iter().any(|name| self.is_null(name));
        let default = || self.default(dim.names.first()?).filter(|_| !is_none());
        Ok(found.map(|(_, number)| number).or_else(default))
    }

    fn default(self, key: &str) -> Option<u64> {
        let is_essential = ESSENTIAL.iter().any(|dim| dim.names.first() == Some(&key));
        let known = self.defaults.iter().find(|(name, _)| *name == key);
        let (name, number) = known.filter(|_| self.nested || !is_essential)?;
        self.read.0.borrow_mut().insert(name.as_ptr());
        Some(*number)
    }

    /// Returns the defaults that were used for keys that the file leaves out.
    pub(super) fn used_defaults(self) -> Vec<String> {
        let named = |key: &str| {
            let mut dims = DIMENSIONS.iter().chain(&EXPERTISE);
            let dim = dims.find(|dim| dim.names.first() == Some(&key));
            match dim {
                Some(dim) => dim.names.iter().any(|name| self.map.contains_key(*name)),
                None => self.map.contains_key(key),
            }
        };
        let used = |key: &str| self.read.0.borrow().contains(&key.as_ptr());
        let mut left_out: Vec<_> = self.defaults.iter().collect();
        left_out.retain(|(key, _)| used(key) && !named(key));
        let shown = |(key, number): &(&str, u64)| format!("{key} {}", whole((*number).into()));
        left_out.into_iter().map(shown).collect()
    }

    /// Returns a dimension that the file must have.
    pub(super) fn size(self, dim: &Dim) -> Result<u64, FileError> {
        self.optional_size(dim)?.ok_or_else(|| {
            let (first, others) = dim.names.split_first().unwrap_or((&"", &[]));
            let others = match others {
                [] => String::new(),
                others => format!(" (or {})", others.join(", ")),
            };
            mismatch(format!(
                "“{first}”{others} is missing: {}, a whole number from 1 to {}.",
                dim.what,
                whole(dim.most.into())
            ))
        })
    }

    /// Returns a size that only some families have, under its one name.
    pub(super) fn number(self, key: &'static str) -> Result<u64, FileError> {
        self.optional_number(key)?.ok_or_else(|| {
            mismatch(format!(
                "“{key}” is missing: a whole number from 1 to {}.",
                whole(MAX_SIZE.into())
            ))
        })
    }

    /// Returns a size by its one name, if the file has it or the library has a default.
    pub(super) fn optional_number(self, key: &'static str) -> Result<Option<u64>, FileError> {
        let number = self.whole(key, 1, MAX_SIZE)?;
        Ok(number.or_else(|| self.default(key).filter(|_| !self.is_null(key))))
    }

    /// Returns a width times a factor that need not be whole, rounded down as in the library.
    pub(super) fn scaled_width(self, key: &str, width: u64) -> Result<Option<u64>, FileError> {
        let Some(value) = self.value(key) else {
            return Ok(None);
        };
        let made = value.as_f64().map(|factor| (factor * width as f64).floor());
        match made.filter(|made| (1.0..=MAX_SIZE as f64).contains(made)) {
            Some(made) => Ok(Some(made as u64)),
            None => Err(wrong(key, value, "a factor")),
        }
    }

    /// Returns a size with a default, where `null` means that there is none.
    pub(super) fn unless_null(
        self,
        key: &'static str,
        default: u64,
    ) -> Result<Option<u64>, FileError> {
        let is_null = self.map.get(key).is_some_and(Value::is_null);
        let found = self.whole(key, 0, MAX_SIZE)?;
        Ok(found
            .or((!is_null).then_some(default))
            .filter(|size| *size > 0))
    }

    /// Returns a count, which may be 0.
    pub(super) fn count(self, key: &str, default: u64) -> Result<u64, FileError> {
        Ok(self.whole(key, 0, MAX_SIZE)?.unwrap_or(default))
    }

    /// Returns a switch.
    pub(super) fn flag(self, key: &str, default: bool) -> Result<bool, FileError> {
        match self.value(key) {
            // Null is the library's None, which is as good as false.
            None => Ok(default && !self.is_null(key)),
            Some(Value::Bool(on)) => Ok(*on),
            Some(value) => Err(wrong(key, value, "true or false")),
        }
    }

    /// Returns a word; none if the value is not text.
    pub(super) fn text(self, key: &str) -> Option<&'a str> {
        self.value(key)?.as_str()
    }

    /// Returns a nested object.
    pub(super) fn object(self, key: &str) -> Option<Self> {
        let map = self.value(key)?.as_object()?;
        Some(Self { map, ..self })
    }
}
