//! Reads where the values come from, and notes it at each field.

use super::{Given, Reader};
use crate::answer::Severity;
use crate::answer::provenance::provenance;
use crate::draft::provenance::item;
use crate::draft::{Field, Key};
use crate::quantity::excerpt;

impl Reader<'_> {
    /// Notes at each field of the stage where its value comes from, unless there is another problem.
    pub(super) fn note_provenance(&mut self) {
        let Given::Value(text) = self.text(Key::From) else {
            return;
        };
        for part in text.split(',') {
            let Some((key, _)) = item(part) else {
                let shown = excerpt(part);
                let message = format!(
                    "“{shown}” does not say where a value comes from, and is left out: write key:recommended, published, file or solved."
                );
                self.note(Key::From, Severity::Warning, message);
                continue;
            };
            if self.has_problem(key) {
                continue;
            }
            if let Some(words) = provenance(self.draft, Field::new(self.stage, key)) {
                self.note(key, Severity::Note, sentence(&words));
            }
        }
    }
}

/// Makes a sentence of a clause: a capital at its start, a full stop at its end.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).chain(['.']).collect()
}
