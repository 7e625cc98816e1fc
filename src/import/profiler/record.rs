//! A JSON object that a program writes at the end of a run.

use super::real::figure;
use super::*;
use crate::import::json;
use serde_json::{Map, Value};

/// Its entries.
pub(super) struct Record(Map<String, Value>);

impl Record {
    /// Reads an object; a comma after the last entry, as in examples, is allowed.
    pub(super) fn read(text: &str, kind: &'static str) -> Result<Self, FileError> {
        let body = text.trim_end().strip_suffix('}').map(str::trim_end);
        let body = body.and_then(|body| body.strip_suffix(','));
        let closed = body.map(|body| body.to_owned() + "}");
        match json::parse(closed.as_deref().unwrap_or(text)) {
            Ok(Value::Object(entries)) => Ok(Self(entries)),
            Ok(_) => Err(FileError::damaged(kind, "it is no object")),
            Err(error) => Err(FileError::damaged(kind, tally::parser_message(&error))),
        }
    }

    /// Returns an entry; W&B puts `train/` before the names of the Trainer’s.
    fn entry(&self, name: &str) -> Option<&Value> {
        let with_prefix = || self.0.get(&format!("train/{name}"));
        self.0.get(name).or_else(with_prefix)
    }

    /// Returns a number, in quotation marks or not.
    pub(super) fn number(&self, name: &str) -> Option<f64> {
        let entry = self.entry(name)?;
        let text = || Some(figure(entry.as_str()?, false)?.value);
        entry.as_f64().or_else(text).filter(|n| n.is_finite())
    }

    /// Returns a number above 0.
    pub(super) fn positive(&self, name: &str) -> Option<f64> {
        self.number(name).filter(|number| *number > 0.0)
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        let text = self.entry(name)?.as_str()?.trim();
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn flag(&self, name: &str) -> Option<bool> {
        self.entry(name)?.as_bool()
    }

    /// Returns the last number of a name in the objects of a list.
    pub(super) fn last_of(&self, list: &str, name: &str) -> Option<f64> {
        let list = self.entry(list)?.as_array()?;
        list.iter()
            .rev()
            .find_map(|entry| entry.get(name)?.as_f64())
    }
}
