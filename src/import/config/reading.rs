//! Questions that every family asks of a configuration: the class that it was saved from, the
//! length to count with, which layers see a window, and a layer from the common keys.

use super::super::error::FileError;
use super::super::{Asked, Note};
use super::class::Class;
use super::keys::{HEAD_SIZE, HEADS, INNER, KV_HEADS, Keys, LENGTHS, WIDTH, mismatch};
use super::meaning::{self, Effect};
use super::shorten_name;
use super::stack::Layer;
use crate::architecture::MAX_SIZE;
use crate::quantity::write::whole;
use serde_json::Value;

/// Length counted with if neither the file nor the caller gives one.
const USUAL_LENGTH: u64 = 2_048;
/// Longest length counted with if the caller gives none: sequences in training are mostly much
/// shorter than the context of a finished model.
const LONGEST_LENGTH: u64 = 4_096;

/// A configuration while a family reads it.
pub(super) struct Reading<'a> {
    pub(super) keys: Keys<'a>,
    pub(super) class: Class,
    /// Whether the output projection is the embedding.
    pub(super) tied: bool,
    pub(super) asked: &'a Asked,
    pub(super) notes: Vec<Note>,
    /// The length counted with, once a family has asked for it.
    pub(super) length: Option<u64>,
    /// The model’s context, if it is longer than that.
    pub(super) context: Option<u64>,
    /// Keys of nested objects that the family did not read.
    pub(super) within: Vec<String>,
    /// The least and the most parameters of a guess.
    pub(super) between: Option<(u128, u128)>,
}

impl Reading<'_> {
    pub(super) fn info(&mut self, text: impl Into<String>) {
        self.notes.push(Note::Info(text.into()));
    }

    pub(super) fn warning(&mut self, text: impl Into<String>) {
        self.notes.push(Note::Warning(text.into()));
    }

    /// Records the keys of a nested object that were not read: any of them may change the count.
    pub(super) fn read_all_of(&mut self, name: &str, object: Keys<'_>) {
        for (key, value) in object.map {
            let says_nothing = value.is_null() || *value == Value::Bool(false);
            if !says_nothing && !object.is_read(key) {
                self.within.push(format!("{name}.{}", shorten_name(key)));
            }
        }
    }

    /// Checks for keys that change a count and that the family did not read: returns an error, or
    /// warns if the count is an upper bound without them.
    pub(super) fn left_unread(&mut self, whose: &str) -> Result<(), FileError> {
        self.left_unread_of(self.keys, whose)
    }

    /// Does the same for a part of the file.
    pub(super) fn left_unread_of(&mut self, keys: Keys<'_>, whose: &str) -> Result<(), FileError> {
        let unread = meaning::unread_keys(keys);
        let of = |effect: Effect| -> Vec<&str> {
            let found = unread.iter().filter(|key| key.effect == effect);
            found.map(|key| key.text.as_str()).collect()
        };
        let mut unknown = of(Effect::Unknown);
        unknown.extend(self.within.iter().map(String::as_str));
        if !unknown.is_empty() {
            return Err(FileError::Uncountable(format!(
                "The file has keys that change the count and that {whose}: {}. A figure without them would be wrong.",
                list_names(&unknown)
            )));
        }
        let less = of(Effect::Less);
        if !less.is_empty() && self.asked.causal {
            self.warning(format!(
                "Left out: {}. It can only make attention smaller, so this count is an upper bound.",
                list_names(&less)
            ));
        }
        Ok(())
    }

    /// Returns the tokens of a sequence, and notes where the number comes from.
    pub(super) fn tokens(&mut self) -> Result<u64, FileError> {
        self.tokens_of(0)
    }

    /// Does the same for a table of positions with `spare` more than a sequence can have.
    pub(super) fn tokens_of(&mut self, spare: u64) -> Result<u64, FileError> {
        if let Some(length) = self.length {
            return Ok(length);
        }
        let (context, from) = self.length_in_file()?;
        let context = context.saturating_sub(spare).max(1);
        let (length, why) = match self.asked.sequence {
            Some(asked) if (1..=MAX_SIZE).contains(&asked) => (asked, "as asked".into()),
            Some(asked) => {
                return Err(FileError::Uncountable(format!(
                    "A sequence cannot have {asked} tokens: ask for 1 to {}.",
                    whole(MAX_SIZE.into())
                )));
            }
            None if from.is_empty() => (
                context,
                "assumed, as the file gives no length; type the length in training if you know it"
                    .into(),
            ),
            None if context > LONGEST_LENGTH => {
                self.context = Some(context);
                let why = format!(
                    "not the whole context of {} ({from}), which training seldom uses; type the length in training if you know it",
                    whole(context.into())
                );
                (LONGEST_LENGTH, why)
            }
            None => (context, format!("from {from}")),
        };
        // This note comes first.
        let text = format!(
            "Counted for sequences of {} tokens, {why}.",
            whole(length.into())
        );
        self.notes.insert(0, Note::Info(text));
        self.length = Some(length);
        Ok(length)
    }

    /// Returns the context before it was stretched, or else the one in the file.
    fn length_in_file(&self) -> Result<(u64, &'static str), FileError> {
        const ORIGINAL: &str = "original_max_position_embeddings";
        let mut places = vec![self.keys];
        for name in ["rope_scaling", "rope_parameters"] {
            let Some(rope) = self.keys.object(name) else {
                continue;
            };
            places.push(rope);
            // One for each type of layer.
            for kind in ["full_attention", "sliding_attention"] {
                places.extend(rope.object(kind));
            }
        }
        for place in places {
            if let Some(length) = place.optional_number(ORIGINAL)? {
                return Ok((length, ORIGINAL));
            }
        }
        // A length in the file counts before the library’s default for another key.
        let there = LENGTHS.iter().filter(|name| self.keys.has(name));
        for name in there.chain(&LENGTHS) {
            if let Some(length) = self.keys.optional_number(name)? {
                return Ok((length, name));
            }
        }
        Ok((USUAL_LENGTH, ""))
    }

    /// Notes that an encoder has no causal attention, if the caller asked for it.
    pub(super) fn looks_both_ways(&mut self) {
        if self.asked.causal {
            self.info("The encoder attends in both directions: its attention counts over the full square.");
        }
    }

    /// Returns a layer with RMS norms and a gated feed-forward of `intermediate_size`, as most
    /// models have.
    pub(super) fn layer(&self) -> Result<Layer, FileError> {
        let hidden = self.keys.size(&INNER)?;
        self.layer_of(hidden)
    }

    /// Returns the same with an inner width from another key.
    pub(super) fn layer_of(&self, hidden: u64) -> Result<Layer, FileError> {
        let keys = self.keys;
        let (width, heads) = (keys.size(&WIDTH)?, keys.size(&HEADS)?);
        let kv = keys.optional_size(&KV_HEADS)?.unwrap_or(heads);
        if !heads.is_multiple_of(kv) {
            return Err(mismatch(format!(
                "“{}” is {heads} and “{}” is {kv}: the key-value heads do not divide the heads.",
                HEADS.names[0], KV_HEADS.names[0]
            )));
        }
        let size = keys.optional_size(&HEAD_SIZE)?;
        if size.is_none() && !width.is_multiple_of(heads) {
            return Err(mismatch(format!(
                "“{}” is {width} and “{}” is {heads}: the heads do not divide the width, and there is no “head_dim”.",
                WIDTH.names[0], HEADS.names[0]
            )));
        }
        Ok(Layer {
            kv,
            size: size.filter(|size| size.checked_mul(heads) != Some(width)),
            ..Layer::new(heads, hidden)
        })
    }

    /// Notes that modules which predict further tokens are left out, if the file has some.
    pub(super) fn without_predictors(&mut self) -> Result<(), FileError> {
        let mut there = false;
        for key in [
            "num_nextn_predict_layers",
            "num_mtp_layers",
            "num_mtp_modules",
            "mtp_num_layers",
            "mtp_num_hidden_layers",
        ] {
            there |= self.keys.count(key, 0)? > 0;
        }
        if there {
            self.info("Modules that predict further tokens (MTP) are left out.");
        }
        Ok(())
    }

    /// Notes the defaults that were used for keys that the file leaves out.
    pub(super) fn note_defaults(&mut self) {
        let assumed = self.keys.used_defaults();
        if !assumed.is_empty() {
            self.info(format!(
                "The file leaves these out, so the library’s defaults count: {}.",
                assumed.join(", ")
            ));
        }
    }

    /// Returns the number of classes that a classifier tells apart.
    pub(super) fn labels(&self) -> Result<u64, FileError> {
        let named = self.keys.object("id2label").map(|o| o.map.len());
        let named = named.and_then(|n| u64::try_from(n).ok());
        let count = self.keys.optional_number("num_labels")?.or(named);
        // The library’s default.
        Ok(count.filter(|count| *count > 0).unwrap_or(2))
    }
}

/// Returns the error for a kind of layer that the family is not known to have.
pub(super) fn unknown_kind(key: &str, kind: &str) -> FileError {
    mismatch(format!(
        "“{key}” has a layer of the kind “{}”, which this family is not known to have.",
        shorten_name(kind)
    ))
}

/// Returns the first names of a list, as many as fit into a sentence.
pub(super) fn list_names(names: &[&str]) -> String {
    const MOST: usize = 12;
    let shown = names
        .iter()
        .take(MOST)
        .copied()
        .collect::<Vec<_>>()
        .join(", ");
    match names.len().saturating_sub(MOST) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}

/// Returns the size of a head in a layer.
pub(super) fn head_size(layer: &Layer, width: u64) -> u64 {
    layer.size.unwrap_or(width / layer.heads)
}
