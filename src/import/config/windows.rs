//! Windows and blocks of attention: which layers have them, and whether they count.

use super::super::error::FileError;
use super::reading::{Reading, unknown_kind};
use crate::quantity::write::whole;

/// The end of the note on windows that are in the count.
pub(super) const COUNTED_SO: &str = ", and are counted so.";

impl Reading<'_> {
    /// Returns the window of each layer, if it counts: over the full square none does, as all
    /// layers are counted alike.
    pub(super) fn windows(
        &mut self,
        layers: u64,
        window: Option<u64>,
        slides: impl Fn(u64) -> bool,
    ) -> Result<Vec<Option<u64>>, FileError> {
        let slides = self.sliding(layers, slides)?;
        self.windows_of(&slides, window)
    }

    /// Does the same for the given layers.
    pub(super) fn windows_of(
        &mut self,
        slides: &[bool],
        window: Option<u64>,
    ) -> Result<Vec<Option<u64>>, FileError> {
        let which = |window: &str| format!("attend only to the last {window} tokens");
        self.window_layers(slides, window, which)
    }

    /// Returns the block size of each layer whose positions attend to their own block alone.
    pub(super) fn chunks(
        &mut self,
        layers: u64,
        chunk: Option<u64>,
        chunked: impl Fn(u64) -> bool,
    ) -> Result<Vec<Option<u64>>, FileError> {
        let which = |chunk: &str| format!("attend within blocks of {chunk} tokens");
        let chunked = self.layers_of("chunked_attention", layers, chunked)?;
        self.window_layers(&chunked, chunk, which)
    }

    /// Returns which layers have a window: by `layer_types`, or by a rule of the family if the file
    /// has no such list.
    pub(super) fn sliding(
        &self,
        layers: u64,
        usual: impl Fn(u64) -> bool,
    ) -> Result<Vec<bool>, FileError> {
        self.layers_of("sliding_attention", layers, usual)
    }

    fn layers_of(
        &self,
        narrow: &str,
        layers: u64,
        usual: impl Fn(u64) -> bool,
    ) -> Result<Vec<bool>, FileError> {
        const TYPES: &str = "layer_types";
        let Some(types) = self.keys.words(TYPES, layers)? else {
            return Ok((0..layers).map(usual).collect());
        };
        let found = types.into_iter().map(|kind| match kind {
            "full_attention" => Ok(false),
            _ if kind == narrow => Ok(true),
            other => Err(unknown_kind(TYPES, other)),
        });
        found.collect()
    }

    /// Returns whether every position sees all others, as in a decoder that was made into an
    /// encoder.
    pub(super) fn is_both_ways(&self) -> bool {
        let key = self.keys.value("use_bidirectional_attention");
        key.is_some_and(|value| *value == true || *value == "all")
    }

    /// Returns how far each narrow layer sees, if that counts, and notes which layers see how much.
    pub(super) fn window_layers(
        &mut self,
        is_narrow: &[bool],
        size: Option<u64>,
        which: impl Fn(&str) -> String,
    ) -> Result<Vec<Option<u64>>, FileError> {
        let is_causal = self.asked.causal && !self.is_both_ways();
        let length = self.tokens()?;
        let size = size.filter(|size| *size < length);
        let all = is_narrow
            .iter()
            .map(|is_narrow| size.filter(|_| *is_narrow));
        let all: Vec<Option<u64>> = all.collect();
        let narrow = all.iter().flatten().count();
        let (Some(size), true) = (size, narrow > 0) else {
            return Ok(all);
        };
        let which = format!(
            "{narrow} of the {} layers {}",
            all.len(),
            which(&whole(size.into()))
        );
        if is_causal {
            self.info(format!("{which}{COUNTED_SO}"));
            return Ok(all);
        }
        self.info(format!(
            "{which}. Over the full square they count like the others; with causal attention, this counts."
        ));
        Ok(vec![None; all.len()])
    }
}
