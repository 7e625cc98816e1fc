//! A Hugging Face `config.json` to an architecture.
//!
//! The file names a family and its dimensions; the layers are in the library’s code. Each family is
//! a function from the keys to text in the grammar of `model=`, which is then read and counted like
//! any other: [`family`] has the table, `docs/config.md` what is assumed where a file is silent.

mod albert;
mod bart;
mod blocks;
mod class;
mod clip;
mod convnext;
mod corrected;
mod deberta;
mod decoder;
mod diffusers;
mod dims;
mod encoder;
mod family;
mod foreign;
mod further;
mod gemma;
mod gpt;
mod griffin;
mod guess;
mod hunyuan;
mod hybrid;
mod keys;
mod kimi;
mod kinds;
mod latent;
mod lfm;
mod linear;
mod lists;
mod llama;
mod meaning;
mod mixers;
mod mixture;
mod modern;
mod modern_bert;
mod moe;
mod nemotron;
mod net;
mod origin;
mod parts;
mod reading;
mod remote;
mod rwkv;
mod sam;
mod seq2seq;
mod sound;
mod sparse;
mod stack;
mod state;
mod style;
mod swin;
mod vit;
mod windows;
mod zamba;

use super::Asked;
use super::error::FileError;
use super::found::{Import, Note};
use super::json;
use keys::{Keys, ReadKeys};

use crate::quantity::plain_excerpt;
use crate::quantity::write::whole as digits;
use net::Net;
use origin::Origin;
use parts::{other_parts, text_part};
use reading::Reading;
use serde_json::{Map, Value};

/// Name of the file in messages.
const KIND: &str = "a config.json of Hugging Face";
/// Longest file that is read: more than one with the names of 21,000 labels.
const MAX_BYTES: usize = 8 << 20;
/// Longest network, as text, that keeps a link short.
const MAX_CHARS: usize = 300;

/// Advice after an error: where else the figures come from.
const INSTEAD: &str = "Instead, export the model to ONNX for its operations, give its safetensors files for its parameters, or type published parameters.";

/// Reads a configuration.
///
/// # Errors
/// Says where the JSON is broken, which key is missing or wrong, or what in the file cannot be
/// counted, and what to give instead.
pub(super) fn read(text: &str, asked: &Asked) -> Result<Import, FileError> {
    if text.len() > MAX_BYTES {
        return Err(FileError::damaged(KIND, "it has more than 8 MB"));
    }
    let value = json::parse(text).map_err(|error| {
        if error.is_eof() {
            return FileError::Uncountable(
                "The text ends before its last }: copy all of it.".into(),
            );
        }
        FileError::damaged(KIND, error.to_string())
    });
    let Value::Object(top) = value? else {
        return Err(FileError::damaged(KIND, "it holds no keys and values"));
    };
    if let Some(error) = diffusers::index(&top) {
        return Err(error);
    }
    let import = File::of(&top).import(asked);
    import.map_err(|error| match error {
        FileError::Uncountable(why) => FileError::Uncountable(format!("{why} {INSTEAD}")),
        other => other,
    })
}

/// A file, and the part of it that is counted.
struct File<'a> {
    top: &'a Map<String, Value>,
    part: &'a Map<String, Value>,
    /// Whether that part is within a larger model.
    nested: bool,
}

/// A network, and the notes on it.
struct Counted {
    net: Net,
    notes: Vec<Note>,
    /// The model’s context, if it is longer than the length counted with.
    context: Option<u64>,
    /// The least and the most parameters of a guess.
    between: Option<(u128, u128)>,
}

impl<'a> File<'a> {
    fn of(top: &'a Map<String, Value>) -> Self {
        let name = top.get("model_type").and_then(Value::as_str);
        let name = name.or_else(|| diffusers::class(top));
        let (part, nested) = match name.and_then(family::named) {
            Some(family) if family.is_whole => (top, false),
            _ => text_part(top),
        };
        Self { top, part, nested }
    }

    fn import(&self, asked: &Asked) -> Result<Import, FileError> {
        let Counted {
            net,
            mut notes,
            context,
            between,
        } = self.network(asked)?;
        let mut import = net.count()?;
        if !asked.causal {
            let causal = Asked {
                causal: true,
                ..asked.clone()
            };
            // The file was read once before: only a number that is too large can fail now.
            let causal = self.network(&causal).and_then(|of| of.net.count());
            if let Ok(causal) = causal {
                net::compare(&mut import, &causal);
            }
        }
        import.context = context;
        import.between = between;
        import.name = ["_name_or_path", "name_or_path"]
            .iter()
            .find_map(|key| self.top.get(*key)?.as_str().filter(|name| is_name(name)))
            .map(Into::into);
        import.notes.append(&mut notes);
        if let Some((least, most)) = between {
            import.warning(format!(
                "The file leaves something open, so the model has {} to {} parameters. Check the count against a published one.",
                digits(least),
                digits(most)
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

    fn network(&self, asked: &Asked) -> Result<Counted, FileError> {
        let read = ReadKeys::default();
        let part = Keys {
            map: self.part,
            defaults: &[],
            nested: self.nested,
            read: &read,
        };
        let whole = Keys {
            map: self.top,
            ..part
        };
        let origin = Origin::find(part, whole)?;
        let mut reading = Reading {
            keys: Keys {
                defaults: origin.family.map_or(&[], |family| family.defaults),
                ..part
            },
            class: origin.class,
            tied: origin.ties_embeddings(part, whole)?,
            asked,
            notes: Vec::new(),
            length: None,
            context: None,
            within: Vec::new(),
            between: None,
        };
        let net = origin.read(part, &mut reading)?;
        reading.without_predictors()?;
        if origin.family.is_none_or(|family| !family.is_whole) {
            self.warn_of_other_parts(whole, &mut reading);
        }
        reading.note_defaults();
        Ok(Counted {
            net,
            notes: reading.notes,
            context: reading.context,
            between: reading.between,
        })
    }

    /// Warns that the parts beside the text are not counted.
    fn warn_of_other_parts(&self, whole: Keys<'_>, reading: &mut Reading<'_>) {
        let parts = other_parts(whole);
        if !parts.is_empty() {
            reading.warning(format!(
                "Only the text part is counted; the part for {} and what connects it are left out.",
                parts.join(" and ")
            ));
        } else if self.nested {
            reading.warning("Only the text part is counted; the rest of the model is left out.");
        }
    }
}

/// Returns a name from the file, cut to a length that fits into a sentence.
fn shorten_name(name: &str) -> String {
    plain_excerpt(name)
}

/// Returns whether a text is `org/name`, and not a path on somebody’s disk.
fn is_name(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let part = |text: &str| !text.is_empty() && text.len() <= 96 && text.chars().all(allowed);
    text.split_once('/')
        .is_some_and(|(org, name)| part(org) && part(name) && !org.starts_with('.'))
}
