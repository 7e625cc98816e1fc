//! A language model with a decoder alone: an embedding, layers, an output projection.

use super::super::error::Error;
use super::MAX_CHARS;
use super::class::Class;
use super::keys::{LAYERS, VOCABULARY, WIDTH};
use super::net::Net;
use super::reading::{COUNTED_SO, Reading};
use super::stack::{Layer, rows};

/// A text is allowed to be longer than usual before its windows are left out.
const WITH_WINDOWS: usize = 450;
/// Said where a text is sorted by parts.
const SORTED: &str = "The layers are of many kinds: to keep the text short, their parts are sorted, which changes no count.";

/// Between the embedding and the output.
#[derive(Default)]
pub(super) struct Decoder {
    /// Size of the vocabulary, where that is another than the file's.
    pub(super) vocabulary: Option<u64>,
    /// Width of the embedding, where that is another than the layers’.
    pub(super) embedding: Option<u64>,
    /// What stands between the embedding and the layers, as spelled.
    pub(super) stem: Vec<String>,
    pub(super) layers: Vec<Layer>,
    /// What stands between the layers and the output.
    pub(super) tail: Vec<String>,
    /// Whether the output projection has a bias.
    pub(super) head_bias: bool,
}

impl Decoder {
    /// Equal layers, an RMS norm after them.
    pub(super) fn of(r: &Reading<'_>, layer: Layer) -> Result<Self, Error> {
        let layers = (0..r.keys.size(&LAYERS)?).map(|_| layer.clone()).collect();
        Ok(Self::with(layers))
    }

    /// These layers and the norm that they have.
    pub(super) fn with(layers: Vec<Layer>) -> Self {
        let norm = layers.first().map_or("", |layer| layer.norm);
        Self {
            tail: vec![norm.into()],
            layers,
            ..Self::default()
        }
    }

    /// As text that fits into a link: with the parts of layers sorted if it must be, and at last
    /// without the windows.
    pub(super) fn text(mut self, r: &mut Reading<'_>) -> Result<Net, Error> {
        if r.is_both_ways() {
            r.looks_both_ways();
        }
        let fits = |text: &str| text.len() <= MAX_CHARS;
        let text = self.terms(r, false)?;
        if fits(&text) {
            return Ok(text.into());
        }
        let sorted = self.terms(r, true)?;
        let narrow = |layer: &Layer| layer.window.is_some() || layer.chunk.is_some();
        let has_windows = self.layers.iter().any(narrow);
        if sorted.len().min(text.len()) <= WITH_WINDOWS || !has_windows {
            if text.len() <= sorted.len() {
                return Ok(text.into());
            }
            r.info(SORTED);
            return Ok(sorted.into());
        }
        for layer in &mut self.layers {
            layer.window = None;
            layer.chunk = None;
        }
        r.notes.retain(|note| !note.text().ends_with(COUNTED_SO));
        r.warning("With the windows of some layers, the network would be too long for a link: they are left out.");
        self.text(r)
    }

    fn terms(&self, r: &mut Reading<'_>, sorted: bool) -> Result<String, Error> {
        let vocabulary = match self.vocabulary {
            Some(vocabulary) => vocabulary,
            None => r.keys.size(&VOCABULARY)?,
        };
        let width = r.keys.size(&WIDTH)?;
        let length = r.tokens()?;
        let is_causal = r.asked.causal && !r.is_both_ways();
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
        terms.push(match r.class {
            Class::Bare | Class::TextTower => String::new(),
            Class::Labels => format!("fc({},nobias)", r.labels()?),
            Class::TokenLabels => format!("fc({})", r.labels()?),
            Class::Answers => "fc(2)".into(),
            _ if r.tied => format!("head(tied{bias})"),
            _ => format!("head({vocabulary}{bias})"),
        });
        terms.retain(|term| !term.is_empty());
        Ok(terms.join(";"))
    }
}
