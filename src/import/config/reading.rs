//! What every family asks of a configuration: the class that it was saved from, the length to
//! count with, which layers see a window, and a layer from the common keys.

use super::super::error::Error;
use super::super::{Asked, Note};
use super::keys::{HEAD_SIZE, HEADS, INNER, KV_HEADS, Keys, LENGTHS, WIDTH, mismatch};
use super::stack::Layer;
use crate::architecture::MAX_SIZE;
use crate::quantity::write::whole;

/// Counted with where neither the file nor whoever asks names a length.
const USUAL_LENGTH: u64 = 2_048;

/// The end of the note on windows that are in the count.
pub(super) const COUNTED_SO: &str = ", and are counted so.";

/// What stands after the layers, by the end of the class’s name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// The family’s own: a language model, or the encoder alone.
    Usual,
    /// `…Model`: nothing.
    Bare,
    /// `…ForMaskedLM`.
    Masked,
    /// `…ForPreTraining`.
    PreTraining,
    /// `…ForSequenceClassification`, `…ForImageClassification`.
    Labels,
    /// `…ForTokenClassification`.
    TokenLabels,
    /// `…ForQuestionAnswering`.
    Answers,
    /// `…EncoderModel`.
    Encoder,
}

impl Class {
    pub(super) fn of(name: &str) -> Self {
        let ends = [
            ("EncoderModel", Self::Encoder),
            ("Model", Self::Bare),
            ("ForMaskedLM", Self::Masked),
            ("ForPreTraining", Self::PreTraining),
            ("ForSequenceClassification", Self::Labels),
            ("ForImageClassification", Self::Labels),
            ("ForTokenClassification", Self::TokenLabels),
            ("ForQuestionAnswering", Self::Answers),
        ];
        // GPT2LMHeadModel and its like are language models.
        let is_head = name.ends_with("HeadModel") || name.ends_with("HeadsModel");
        let end = ends.iter().find(|(end, _)| name.ends_with(end));
        end.filter(|_| !is_head)
            .map_or(Self::Usual, |(_, class)| *class)
    }
}

/// A configuration while a family goes through it.
pub(super) struct Reading<'a> {
    pub(super) keys: Keys<'a>,
    pub(super) class: Class,
    /// Whether the output projection is the embedding.
    pub(super) tied: bool,
    pub(super) asked: &'a Asked,
    pub(super) notes: Vec<Note>,
    /// The length counted with, once it has been asked for.
    pub(super) length: Option<u64>,
}

impl Reading<'_> {
    pub(super) fn info(&mut self, text: impl Into<String>) {
        self.notes.push(Note::Info(text.into()));
    }

    pub(super) fn warning(&mut self, text: impl Into<String>) {
        self.notes.push(Note::Warning(text.into()));
    }

    /// Tokens of a sequence, and a note on where that comes from.
    pub(super) fn tokens(&mut self) -> Result<u64, Error> {
        self.tokens_of(0)
    }

    /// The same where the table of positions holds so many more than a sequence can have.
    pub(super) fn tokens_of(&mut self, spare: u64) -> Result<u64, Error> {
        if let Some(length) = self.length {
            return Ok(length);
        }
        let (length, from) = self.length_in_file()?;
        let length = length.saturating_sub(spare).max(1);
        let (length, why) = match self.asked.sequence {
            Some(asked) if (1..=MAX_SIZE).contains(&asked) => (asked, "as asked".into()),
            Some(asked) => {
                return Err(Error::Uncountable(format!(
                    "A sequence of {asked} tokens: ask for 1 to {}.",
                    whole(MAX_SIZE.into())
                )));
            }
            None if from.is_empty() => (
                length,
                "assumed, as the file names no length; give the one that was trained with".into(),
            ),
            None => (
                length,
                format!(
                    "from {from}; the sequences that a model was trained with are often shorter"
                ),
            ),
        };
        self.info(format!(
            "Counted for sequences of {} tokens, {why}.",
            whole(length.into())
        ));
        self.length = Some(length);
        Ok(length)
    }

    /// The context that the model had before it was stretched, or else the one that it has.
    fn length_in_file(&self) -> Result<(u64, &'static str), Error> {
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
            if let Some(length) = place.some(ORIGINAL)? {
                return Ok((length, ORIGINAL));
            }
        }
        // A length that is there counts before the library’s default for another key.
        let there = LENGTHS.iter().filter(|name| self.keys.has(name));
        for name in there.chain(&LENGTHS) {
            if let Some(length) = self.keys.some(name)? {
                return Ok((length, name));
            }
        }
        Ok((USUAL_LENGTH, ""))
    }

    /// Says that an encoder has no causal attention, where that was asked for.
    pub(super) fn looks_both_ways(&mut self) {
        if self.asked.causal {
            self.info("The encoder attends in both directions: its attention counts over the full square.");
        }
    }

    /// The window of each layer, as far as it counts: over the full square none does, as all
    /// layers are counted alike.
    pub(super) fn windows(
        &mut self,
        layers: u64,
        window: Option<u64>,
        slides: impl Fn(u64) -> bool,
    ) -> Result<Vec<Option<u64>>, Error> {
        let types = self.keys.list("layer_types");
        let slides = |layer: u64| match (types, usize::try_from(layer)) {
            (Some(types), Ok(layer)) => {
                types.get(layer).and_then(|t| t.as_str()) == Some("sliding_attention")
            }
            _ => slides(layer),
        };
        let length = self.tokens()?;
        let window = window.filter(|window| *window < length);
        let seen = |layer| window.filter(|_| slides(layer));
        let all: Vec<Option<u64>> = (0..layers).map(seen).collect();
        let sliding = all.iter().flatten().count();
        let (Some(window), true) = (window, sliding > 0) else {
            return Ok(all);
        };
        let which = format!(
            "{sliding} of the {layers} layers attend to the last {} tokens alone",
            whole(window.into())
        );
        if self.asked.causal {
            self.info(format!("{which}{COUNTED_SO}"));
            return Ok(all);
        }
        self.info(format!(
            "{which}. Over the full square, they count like the others; causal attention takes the window into account."
        ));
        Ok(vec![None; all.len()])
    }

    /// A layer with RMS norms and a gated feed-forward of `intermediate_size`, as most have it now.
    pub(super) fn layer(&self) -> Result<Layer, Error> {
        let hidden = self.keys.size(&INNER)?;
        self.layer_of(hidden)
    }

    /// The same with an inner width that another key holds.
    pub(super) fn layer_of(&self, hidden: u64) -> Result<Layer, Error> {
        let keys = self.keys;
        let (width, heads) = (keys.size(&WIDTH)?, keys.size(&HEADS)?);
        let kv = keys.maybe(&KV_HEADS)?.unwrap_or(heads);
        if !heads.is_multiple_of(kv) {
            return Err(mismatch(format!(
                "“{}” is {heads} and “{}” is {kv}: put a number of key-value heads that divides the heads.",
                HEADS.names[0], KV_HEADS.names[0]
            )));
        }
        let size = keys.maybe(&HEAD_SIZE)?;
        if size.is_none() && !width.is_multiple_of(heads) {
            return Err(mismatch(format!(
                "“{}” is {width} and “{}” is {heads}: put a number of heads that divides the width, or “head_dim”.",
                WIDTH.names[0], HEADS.names[0]
            )));
        }
        Ok(Layer {
            kv,
            size: size.filter(|size| size.checked_mul(heads) != Some(width)),
            ..Layer::new(heads, hidden)
        })
    }

    /// Classes that a classifier tells apart.
    pub(super) fn labels(&self) -> Result<u64, Error> {
        let named = self.keys.object("id2label").map(|o| o.map.len());
        let named = named.and_then(|n| u64::try_from(n).ok());
        let count = self.keys.some("num_labels")?.or(named);
        // The library’s default.
        Ok(count.filter(|count| *count > 0).unwrap_or(2))
    }
}

/// The size of a head in a layer.
pub(super) fn head_size(layer: &Layer, width: u64) -> u64 {
    layer.size.unwrap_or(width / layer.heads)
}
