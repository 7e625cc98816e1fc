//! A language model with a decoder alone: an embedding, layers, an output projection.

use super::super::error::FileError;
use super::MAX_CHARS;
use super::class::Class;
use super::keys::{LAYERS, VOCABULARY, WIDTH};
use super::net::Net;
use super::reading::Reading;
use super::stack::{Layer, rows};
use super::windows::COUNTED_SO;

/// The longest text that keeps its windows; it may be longer than usual.
const WITH_WINDOWS: usize = 450;
/// The note on a text that is sorted by parts.
const SORTED: &str = "The layers are of many kinds: to keep the text short, their parts are sorted, which changes no count.";

/// The parts of a decoder, from the embedding to the output.
#[derive(Default)]
pub(super) struct Decoder {
    /// Size of the vocabulary, if it differs from the file’s.
    pub(super) vocabulary: Option<u64>,
    /// Width of the embedding, if it differs from the layers’.
    pub(super) embedding: Option<u64>,
    /// Terms between the embedding and the layers, as spelled.
    pub(super) stem: Vec<String>,
    pub(super) layers: Vec<Layer>,
    /// Terms between the layers and the output.
    pub(super) tail: Vec<String>,
    /// Whether the output projection has a bias.
    pub(super) head_bias: bool,
}

impl Decoder {
    /// Returns a decoder of equal layers, with the layers’ norm after them.
    pub(super) fn of(reading: &Reading<'_>, layer: Layer) -> Result<Self, FileError> {
        let layers = (0..reading.keys.size(&LAYERS)?)
            .map(|_| layer.clone())
            .collect();
        Ok(Self::with(layers))
    }

    /// Returns a decoder of these layers, with their norm after them.
    pub(super) fn with(layers: Vec<Layer>) -> Self {
        let norm = layers.first().map_or("", |layer| layer.norm);
        Self {
            tail: vec![norm.into()],
            layers,
            ..Self::default()
        }
    }

    /// Returns the network as text that fits into a link. If it is too long, the parts of the
    /// layers are sorted; if that is not enough, the windows are left out.
    pub(super) fn text(mut self, reading: &mut Reading<'_>) -> Result<Net, FileError> {
        if reading.is_both_ways() {
            reading.looks_both_ways();
        }
        let fits = |text: &str| text.len() <= MAX_CHARS;
        let text = self.terms(reading, false)?;
        if fits(&text) {
            return Ok(text.into());
        }
        let sorted = self.terms(reading, true)?;
        let narrow = |layer: &Layer| layer.window.is_some() || layer.chunk.is_some();
        let has_windows = self.layers.iter().any(narrow);
        if sorted.len().min(text.len()) <= WITH_WINDOWS || !has_windows {
            if text.len() <= sorted.len() {
                return Ok(text.into());
            }
            reading.info(SORTED);
            return Ok(sorted.into());
        }
        for layer in &mut self.layers {
            layer.window = None;
            layer.chunk = None;
        }
        reading
            .notes
            .retain(|note| !note.text().ends_with(COUNTED_SO));
        reading.warning("With the windows of some layers, the network would be too long for a link: they are left out.");
        self.text(reading)
    }

    fn terms(&self, reading: &mut Reading<'_>, sorted: bool) -> Result<String, FileError> {
        let vocabulary = match self.vocabulary {
            Some(vocabulary) => vocabulary,
            None => reading.keys.size(&VOCABULARY)?,
        };
        let width = reading.keys.size(&WIDTH)?;
        let length = reading.tokens()?;
        let is_causal = reading.asked.causal && !reading.is_both_ways();
        let causal = if is_causal { ",causal" } else { "" };
        let mut terms = vec![
            format!("tokens({length}{causal})"),
            format!("embed({vocabulary},{})", self.embedding.unwrap_or(width)),
        ];
        terms.extend(self.stem.iter().cloned());
        if sorted {
            let pieces = self.layers.iter().flat_map(Layer::pieces);
            terms.extend(rows(pieces).iter().map(|(n, piece)| format!("{n}*{piece}")));
        } else {
            let layers = rows(self.layers.iter());
            terms.extend(layers.iter().map(|(n, layer)| layer.text(*n, "decoder")));
        }
        terms.extend(self.tail.iter().cloned());
        let bias = if self.head_bias { ",bias" } else { "" };
        terms.push(match reading.class {
            Class::Bare | Class::TextTower => String::new(),
            Class::Labels => format!("fc({},nobias)", reading.labels()?),
            Class::TokenLabels => format!("fc({})", reading.labels()?),
            Class::Answers => "fc(2)".into(),
            _ if reading.tied => format!("head(tied{bias})"),
            _ => format!("head({vocabulary}{bias})"),
        });
        terms.retain(|term| !term.is_empty());
        Ok(terms.join(";"))
    }
}
