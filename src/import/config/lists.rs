//! Lists in a configuration: sizes, words, numbers of layers.

use super::super::error::FileError;
use super::keys::{Dim, Keys, mismatch};
use crate::architecture::MAX_SIZE;
use serde_json::Value;

impl<'a> Keys<'a> {
    /// Returns a size for each layer: one for all of them, or a list with one for each, which may
    /// be 0.
    pub(super) fn each(self, dim: &Dim, layers: u64) -> Result<Option<Vec<u64>>, FileError> {
        let place = dim.names.iter().find(|name| self.list(name).is_some());
        let Some(name) = place else {
            let one = self.optional_count(dim)?;
            return Ok(one.map(|one| (0..layers).map(|_| one).collect()));
        };
        let list = self.list(name).unwrap_or_default();
        let sizes: Option<Vec<u64>> = list.iter().map(Value::as_u64).collect();
        let fits = |sizes: &Vec<u64>| {
            u64::try_from(sizes.len()) == Ok(layers) && sizes.iter().all(|size| *size <= dim.most)
        };
        match sizes.filter(fits) {
            Some(sizes) => Ok(Some(sizes)),
            None => Err(mismatch(format!(
                "“{name}” is a list, where one whole number for each of the {layers} layers is expected."
            ))),
        }
    }

    /// Returns height and width: one number for both, or a list of two.
    pub(super) fn sides(self, key: &'static str) -> Result<Option<[u64; 2]>, FileError> {
        let two = self.list(key).and_then(|list| match list {
            [high, wide] => Some([high.as_u64()?, wide.as_u64()?]),
            _ => None,
        });
        let fits = |sides: &[u64; 2]| sides.iter().all(|side| (1..=MAX_SIZE).contains(side));
        match two.filter(fits) {
            Some(sides) => Ok(Some(sides)),
            None => Ok(self.optional_number(key)?.map(|side| [side; 2])),
        }
    }

    /// Returns a list of sizes.
    pub(super) fn sizes(self, key: &str) -> Result<Option<Vec<u64>>, FileError> {
        let Some(list) = self.list(key) else {
            return Ok(None);
        };
        let fits = |size: &u64| (1..=MAX_SIZE).contains(size);
        let sizes = list.iter().map(|size| size.as_u64().filter(fits));
        match sizes.collect() {
            Some(sizes) => Ok(Some(sizes)),
            None => Err(mismatch(format!(
                "“{key}” is a list, where whole numbers are expected in it."
            ))),
        }
    }

    /// Returns a list of anything.
    pub(super) fn list(self, key: &str) -> Option<&'a [Value]> {
        self.value(key)?.as_array().map(Vec::as_slice)
    }

    /// Returns which layers a list names, by their numbers. The list is walked once, as it may be
    /// longer than the layers.
    pub(super) fn named_layers(self, key: &str, layers: u64) -> Vec<bool> {
        let mut named: Vec<bool> = (0..layers).map(|_| false).collect();
        for layer in self.list(key).unwrap_or_default() {
            let layer = layer.as_u64().and_then(|i| usize::try_from(i).ok());
            if let Some(place) = layer.and_then(|i| named.get_mut(i)) {
                *place = true;
            }
        }
        named
    }

    /// Returns a word for each layer, if the file has that list.
    pub(super) fn words(self, key: &str, layers: u64) -> Result<Option<Vec<&'a str>>, FileError> {
        let Some(list) = self.list(key) else {
            return Ok(None);
        };
        let words: Option<Vec<&str>> = list.iter().map(Value::as_str).collect();
        match words.filter(|words| u64::try_from(words.len()) == Ok(layers)) {
            Some(words) => Ok(Some(words)),
            None => Err(mismatch(format!(
                "“{key}” is a list, where one word for each of the {layers} layers is expected."
            ))),
        }
    }
}
