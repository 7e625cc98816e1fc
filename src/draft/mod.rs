//! The text of an estimate: the list of `key = text as typed` that the form edits and a link spells.
//!
//! [`Key`] is the vocabulary, [`alternatives`] are the fields that stand in for each other, [`link`]
//! spells a draft as a permalink and opens one. [`answer`](crate::answer) reads a draft and evaluates it.
//!
//! ```
//! use petaday::draft::{Draft, Field, Key};
//!
//! let mut draft = Draft::default();
//! draft.set(Field::new(1, Key::Parameters), "70B");
//! draft.set(Field::new(1, Key::Tokens), "2T");
//! // A field keeps the text as it was typed.
//! assert_eq!(draft.get(Field::new(1, Key::Tokens)), Some("2T"));
//! assert!(!draft.is_blank());
//! ```

pub mod alternatives;
mod date;
mod edition;
mod field;
pub mod link;
pub mod migrate;
pub mod own;
pub mod pairs;
pub mod provenance;
pub mod recent;
mod stages;
mod vocabulary;

pub use date::date;
pub use field::Field;
pub use provenance::Provenance;
pub use vocabulary::{Entry, Key};

/// Returns the name of a stage that has none of its own.
pub fn default_stage_name(stage: u16) -> String {
    format!("Stage {stage}")
}

/// The list of `key = text as typed`, in link order. A damaged link may give a key twice. An empty text
/// is a field that was chosen and not yet filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    entries: Vec<(Field, String)>,
}

impl Draft {
    /// Returns the text of a field; the first if it was given twice.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.all(field).next()
    }

    /// Returns every text of a field.
    pub fn all(&self, field: Field) -> impl Iterator<Item = &str> {
        let first = self.entries.partition_point(|(f, _)| *f < field);
        let texts = self.entries.iter().skip(first);
        texts
            .take_while(move |(f, _)| *f == field)
            .map(|(_, text)| text.as_str())
    }

    /// Returns whether the field contains something other than spaces.
    pub fn is_filled(&self, field: Field) -> bool {
        self.all(field).any(|text| !text.trim().is_empty())
    }

    /// Puts a text into a field, and removes all others that it had.
    pub fn set(&mut self, field: Field, text: impl Into<String>) {
        self.remove(field);
        self.add(field, text);
    }

    /// Adds a text to a field, and keeps those that it has.
    pub fn add(&mut self, field: Field, text: impl Into<String>) {
        let at = self.entries.partition_point(|(f, _)| *f <= field);
        self.entries.insert(at, (field, text.into()));
    }

    /// Removes a field, and returns its text if it had one.
    pub fn remove(&mut self, field: Field) -> Option<String> {
        let text = self.get(field).map(String::from);
        self.entries.retain(|(f, _)| *f != field);
        text
    }

    /// Returns every field and text, in link order.
    pub fn entries(&self) -> impl Iterator<Item = (Field, &str)> {
        self.entries
            .iter()
            .map(|(field, text)| (*field, text.as_str()))
    }

    /// Returns the numbers of the stages, in order; there is always the first.
    pub fn stages(&self) -> Vec<u16> {
        let mut stages: Vec<u16> = self
            .entries
            .iter()
            .map(|(f, _)| f.stage)
            .filter(|s| *s > 0)
            .collect();
        stages.dedup();
        if stages.is_empty() {
            stages.push(1);
        }
        stages
    }

    /// Returns whether no field of any stage is filled in: then no figure can come from the draft.
    pub fn is_blank(&self) -> bool {
        self.entries
            .iter()
            .all(|(f, text)| f.stage == 0 || text.trim().is_empty())
    }
}
